// What a collection holds, in numbers: figures and small plots.

import { bdi, h } from "./dom.js";
import { barTable, dotTable } from "./plots.js";

/** The statistics of `/v1/stats` as elements. */
export function numbersOf(statistics, words) {
  const { t } = words;
  const languages = statistics.languages.filter(({ passages }) => passages);
  const fact = (key, value) => h("div", {}, h("dt", {}, t(key)), h("dd", {}, value));
  const language = ({ lang }) => words.value("lang", lang);
  return [
    h(
      "dl",
      { class: "figures" },
      fact("library.documents", words.number(statistics.documents)),
      fact("library.passages", words.number(statistics.passages)),
      fact("library.sentences", words.number(statistics.sentences)),
      fact("library.size", bytes(statistics.store_bytes, words.lang)),
    ),
    h(
      "div",
      { class: "plots" },
      bars("lang", languages.map((one) => ({ name: language(one), count: one.passages })), words),
      ["body", "year", "session", "kind"].map((field) =>
        bars(
          field,
          inOrder(field, statistics.fields[field] ?? [])
            .map(({ value, passages }) => ({ name: words.value(field, value), count: passages })),
          words,
        )),
      languages.length > 1 ? balance(languages, language, words) : null,
    ),
    h("p", { class: "hint" }, t("library.encoder"), " ", bdi(statistics.encoder, { lang: "en", dir: "ltr" })),
  ];
}

function bars(field, rows, words) {
  const { t } = words;
  return rows.length
    ? barTable({ caption: t(`library.by.${field}`), columns: [t(`field.${field}`), t("library.passages")], rows, words })
    : null;
}

function balance(languages, name, words) {
  const { t } = words;
  return h(
    "div",
    {},
    dotTable({
      caption: t("library.balance"),
      columns: [t("field.lang"), t("library.before"), t("library.after")],
      rows: languages.map((one) => ({ name: name(one), before: one.distance_before, after: one.distance_after })),
      words,
    }),
    h("p", { class: "hint" }, t("library.balanceMeaning")),
  );
}

/** Years and sessions in their order, the latest first; all others as the server has them. */
function inOrder(field, values) {
  if (field !== "year" && field !== "session") return values;
  return [...values].sort((one, other) => other.value - one.value);
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** A size in the unit that suits it. */
function bytes(size, lang) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  const format = { style: "unit", unit: UNITS[step], unitDisplay: "short", maximumSignificantDigits: 3 };
  return new Intl.NumberFormat(lang, format).format(size / 1000 ** step);
}
