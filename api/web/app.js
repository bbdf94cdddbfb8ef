// The shell: header, navigation between views, languages, theme, and what is said aloud.
//
// A view is a module `views/NAME.js` with
//
//     export default {
//       path: /^\/ask$/,            // of the address; named groups become params
//       nav: {key, href},           // its entry in the navigation; leave out for none
//       title(t),                   // what it is called, before it knows better
//       render(root, params, ctx),  // draw into `root`, an empty <main>; may be async
//     };
//
// and one line in VIEWS below, and its path in api/http/routes/page.py. `params`: the named groups
// of `path`, decoded, with `query` (URLSearchParams) and `hash` (decoded, without "#"). `render` may
// return `{update(params, moved)}`, which is called in place of `render` while the address stays
// within the view; `moved.back`: by the back or forward button, and the view calls `ctx.restore()`.
//
// `ctx`: what a view may use.
//   words                   `words.t(key, values)`, numbers, dates, names: see i18n.js
//   signal                  aborted when the view is left: pass it to `request` of api.js
//   moved                   how the reader came: `back` as above, `first` where the page was loaded
//   navigate(url, {replace})  go elsewhere within the page; the address is what a view shows
//   setTitle(text)          the title of the window
//   say(text)               a short message, shown and read aloud
//   announce(text)          read aloud only
//   sentence(error)         what to say of anything thrown
//   problem(error, retry)   the same as an element, with a button
//   restore()               go back to where the reader was, once the view has drawn that
//
// Rules: text into the page by dom.js alone, never as markup; no style attributes; every word from
// i18n/*.json, in all six; colours and spaces from the variables at the top of style.css.

import { Problem } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { LANGUAGES, OWN_NAMES, loadWords } from "./i18n.js";
import { english } from "./passage.js";
import ask from "./views/ask.js";
import draft from "./views/draft.js";
import library from "./views/library.js";
import read from "./views/read.js";

const VIEWS = [
  ask,
  draft,
  library,
  read,
];

const root = document.documentElement;
const shown = { view: null, drawn: null, leave: null };
let words;

await start(root.lang);
addEventListener("popstate", () => show({ back: true }));
addEventListener("pagehide", rememberPlace);
document.addEventListener("click", followLink);
document.addEventListener("keydown", shortcuts);

/** Draw everything, in a language. */
async function start(lang) {
  try {
    words = await loadWords(lang);
  } catch {
    words = await loadWords("en");
  }
  root.lang = words.lang;
  root.dir = words.dir;
  history.scrollRestoration = "manual";
  shown.leave?.abort();
  shown.view = null;
  fill(
    document.body,
    h("a", { class: "skip", href: "#main" }, words.t("nav.skip")),
    header(),
    h("main", { id: "main", tabIndex: -1 }),
    h("footer", {}, h("p", {}, words.t("footer.about"), " ",
      h("a", { href: "/openapi.json" }, words.t("footer.api")))),
    h("p", { id: "said", class: "said", role: "status", "aria-live": "polite" }),
    h("p", { id: "aloud", class: "off-screen", role: "status", "aria-live": "polite" }),
  );
  await show({ first: true });
}

function header() {
  return h(
    "header",
    { class: "top" },
    h("a", { class: "brand", href: "/" }, h("span", { class: "pilcrow", "aria-hidden": "true" }, "¶"), " Pilcrow"),
    h(
      "nav",
      { "aria-label": words.t("nav.title") },
      VIEWS.filter((view) => view.nav).map((view) =>
        h("a", { href: view.nav.href, dataset: { nav: view.nav.href } }, words.t(view.nav.key))),
    ),
    h("div", { class: "settings" }, languageMenu(), themeButton()),
  );
}

function languageMenu() {
  const select = h(
    "select",
    { "aria-label": words.t("settings.language"), on: { change: () => choose(select.value) } },
    LANGUAGES.map((lang) => h("option", { value: lang, lang }, OWN_NAMES[lang])),
  );
  select.value = words.lang;
  return select;

  async function choose(lang) {
    keep("ui", lang);
    const url = new URL(location.href);
    if (url.searchParams.has("ui")) {
      url.searchParams.set("ui", lang);
      history.replaceState(history.state, "", url);
    }
    await start(lang);
    document.querySelector(".settings select").focus();
  }
}

function themeButton() {
  const isDark = () =>
    root.dataset.theme === "dark" ||
    (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const button = h("button", { type: "button", class: "quiet theme", on: { click: turn } });
  const draw = () => {
    button.setAttribute("aria-pressed", String(isDark()));
    button.setAttribute("aria-label", words.t("settings.dark"));
    button.title = words.t("settings.dark");
    fill(button, icon(isDark() ? "sun" : "moon"));
  };
  draw();
  return button;

  function turn() {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("theme", root.dataset.theme);
    draw();
  }
}

// Addresses and history

/** Go to an address of the page. */
function navigate(url, { replace = false } = {}) {
  const target = new URL(url, location.href);
  const ui = new URL(location.href).searchParams.get("ui");
  if (ui && !target.searchParams.has("ui")) target.searchParams.set("ui", ui);
  if (replace) history.replaceState(history.state, "", target);
  else {
    rememberPlace();
    history.pushState({}, "", target);
  }
  return show({});
}

/** Show what the address says. */
async function show(moved) {
  const view = VIEWS.find((one) => one.path.test(location.pathname));
  const params = paramsOf(view);
  for (const link of document.querySelectorAll("[data-nav]")) {
    if (link.dataset.nav === view?.nav?.href) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view && view === shown.view && shown.drawn?.update) {
    await shown.drawn.update(params, moved);
    return;
  }
  shown.leave?.abort();
  shown.leave = new AbortController();
  Object.assign(shown, { view, drawn: null });
  const main = fill(document.getElementById("main"));
  main.className = "";
  const { leave } = shown;
  const ctx = context(leave.signal, moved);
  ctx.setTitle(view ? view.title(words.t) : words.t("error.noPage"));
  if (!moved.first && !moved.back) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
  try {
    const drawn = view
      ? await view.render(main, params, ctx)
      : fill(main, h("div", { class: "notice" }, h("h1", {}, words.t("error.noPage")),
          h("p", {}, h("a", { href: "/" }, words.t("nav.ask")))));
    if (!leave.signal.aborted) shown.drawn = drawn;
  } catch (error) {
    if (leave.signal.aborted) return;
    fill(main, h("h1", { class: "off-screen" }, document.title), ctx.problem(error, () => start(words.lang)));
  }
}

function paramsOf(view) {
  const groups = view ? view.path.exec(location.pathname).groups ?? {} : {};
  const params = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, value === undefined ? "" : decoded(value)]),
  );
  return {
    ...params,
    query: new URL(location.href).searchParams,
    hash: decoded(location.hash.slice(1)),
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function context(signal, moved) {
  return {
    words,
    signal,
    moved,
    navigate,
    say,
    announce,
    sentence,
    problem,
    restore: restorePlace,
    setTitle: (text) => {
      document.title = text === "Pilcrow" ? text : `${text} · Pilcrow`;
    },
  };
}

/** Follow links within the page without loading it anew. */
function followLink(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download")) return;
  if (link.classList.contains("skip")) {
    event.preventDefault();
    document.getElementById("main").focus();
    return;
  }
  const url = new URL(link.href);
  if (url.origin !== location.origin || !VIEWS.some((view) => view.path.test(url.pathname))) return;
  event.preventDefault();
  navigate(url);
}

/** Keep with the entry of the history where the reader is in it. */
function rememberPlace() {
  const active = document.activeElement;
  const focus = active?.id || null;
  history.replaceState({ ...history.state, scroll: scrollY, focus }, "");
}

function restorePlace() {
  const { scroll, focus } = history.state ?? {};
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  if (scroll !== undefined) scrollTo(0, scroll);
}

// What is said

let silence = 0;

function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  said.classList.add("visible");
  clearTimeout(silence);
  silence = setTimeout(() => said.classList.remove("visible"), 4000);
}

function announce(text) {
  document.getElementById("aloud").textContent = text;
}

/** What went wrong, in the reader's language; where only the server knows, in its own words too. */
function sentence(error) {
  if (!(error instanceof Problem)) return words.t("error.defect");
  const key = `error.${error.code}`;
  return words.has(key) ? words.t(key) : words.t("error.other", { detail: error.detail || error.code });
}

function problem(error, retry) {
  const code = error instanceof Problem ? error.code : "";
  const inEnglish = code.startsWith("invalid_") && error.detail ? english(error.detail) : null;
  return h(
    "div",
    { class: "notice problem", role: "alert" },
    h("p", {}, sentence(error), " ", inEnglish),
    retry ? h("button", { type: "button", on: { click: retry } }, words.t("action.retry")) : null,
  );
}

function shortcuts(event) {
  if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey) return;
  if (isTyping(event.target)) return;
  const box = document.getElementById("question");
  event.preventDefault();
  if (box) {
    box.focus();
    box.select();
  } else navigate("/").then(() => document.getElementById("question")?.focus());
}

function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // storage may be forbidden: then it holds for this visit
  }
}
