// The interface in six languages: words from i18n/*.json, numbers, dates and plurals from Intl.

export const LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"];

// How each language calls itself, for the menu.
export const OWN_NAMES = {
  en: "English", fr: "Français", es: "Español", ru: "Русский", ar: "العربية", zh: "中文",
};

const COMMAS = { ar: "، ", zh: "、" };

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** The direction in which a language is written. */
export function directionOf(lang) {
  return RIGHT_TO_LEFT.has((lang ?? "").split("-")[0]) ? "rtl" : "ltr";
}

/**
 * The words of one language.
 *
 * `t(key, values)`: a sentence, `{name}` filled in. A key whose words depend on a number holds one
 * form for each plural category, and `values.count` chooses.
 */
export async function loadWords(lang) {
  const response = await fetch(new URL(`./i18n/${lang}.json`, import.meta.url));
  if (!response.ok) throw new Error(`no words in ${lang}`);
  return makeWords(lang, await response.json());
}

export function makeWords(lang, words) {
  const plurals = new Intl.PluralRules(lang);
  const numbers = new Intl.NumberFormat(lang);
  const places = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const dates = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone: "UTC" });
  const languages = new Intl.DisplayNames([lang], { type: "language" });

  const t = (key, values = {}) => {
    const found = words[key];
    if (found === undefined) return key;
    const text = typeof found === "string"
      ? found
      : found[plurals.select(values.count ?? 0)] ?? found.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : String(value ?? "");
    });
  };
  return Object.freeze({
    lang,
    dir: directionOf(lang),
    t,
    /** Whether there are words for a key. */
    has: (key) => words[key] !== undefined,
    /** Several names, one after the other. */
    list: (names) => names.join(COMMAS[lang] ?? ", "),
    number: (value) => numbers.format(value),
    decimal: (value) => places.format(value),
    /** One or two dates as YYYY-MM-DD, written out; "" where there is none. */
    dates: (first, last) => {
      const [from, to] = [first ?? last, last ?? first].map((iso) => new Date(`${iso}T00:00:00Z`));
      return Number.isNaN(from.getTime() + to.getTime()) ? "" : dates.formatRange(from, to);
    },
    /** What a language is called. */
    language: (tag) => {
      if (tag === "und" || tag === "mul") return t(`lang.${tag}`);
      try {
        return languages.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
    /** The name of a value of a field: of a kind, a status or a verb; else itself in words. */
    value: (field, value) => {
      if (field === "lang") return capital(languages.of(value) ?? value, lang);
      const key = `${field}.${value}`;
      return words[key] === undefined ? String(value) : t(key);
    },
  });
}

function capital(text, lang) {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(lang) + rest.join("");
}
