// Before anything is drawn: the language and the theme, so that nothing flickers.
// The one script that is not a module; everything else waits for the document.
(() => {
  const LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"];
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden
    }
  };
  const asked = new URLSearchParams(location.search).get("ui");
  const wanted = [asked, kept("ui"), ...(navigator.languages ?? [navigator.language])];
  const found = wanted
    .map((tag) => (tag ?? "").toLowerCase().split("-")[0])
    .find((tag) => LANGUAGES.includes(tag));
  const root = document.documentElement;
  root.lang = found ?? "en";
  root.dir = root.lang === "ar" ? "rtl" : "ltr";
  const theme = kept("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
})();
