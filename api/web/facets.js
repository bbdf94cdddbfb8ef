// Facets: boxes to tick, with counts; what is ticked is a filter, and stands in the page's address.

import { freshId, h } from "./dom.js";

export const FIELDS = ["body", "session", "year", "lang", "kind", "verb", "status"];

const NUMBERS = new Set(["session", "year", "strength"]);
const SHOWN = 7;

/** What is ticked, as `Map` of field → `Set` of values, from `f=body:COP&f=session:21`. */
export function readChosen(query) {
  const chosen = new Map();
  for (const one of query.getAll("f")) {
    const colon = one.indexOf(":");
    const field = one.slice(0, colon);
    if (colon < 1 || !FIELDS.includes(field)) continue;
    const text = one.slice(colon + 1);
    const value = NUMBERS.has(field) ? Number(text) : text;
    if (Number.isNaN(value)) continue;
    chosen.set(field, (chosen.get(field) ?? new Set()).add(value));
  }
  return chosen;
}

/** The same, written into an address. */
export function writeChosen(chosen, query) {
  query.delete("f");
  for (const field of FIELDS) {
    for (const value of chosen.get(field) ?? []) query.append("f", `${field}:${value}`);
  }
}

/** The filter of a search; null where nothing is ticked. */
export function filterOf(chosen) {
  const conditions = [...chosen]
    .filter(([, values]) => values.size)
    .map(([field, values]) => ({ field, in: [...values] }));
  return conditions.length ? { and: conditions } : null;
}

/** How many values are ticked. */
export function countChosen(chosen) {
  return [...chosen.values()].reduce((sum, values) => sum + values.size, 0);
}

/**
 * The facets as boxes.
 *
 * `counts`: of the answer shown. `remembered`: of the last answer to the same question in which a
 * field was not restricted, so that other values of it can still be ticked.
 */
export function facetBoxes({ counts, remembered, chosen, words, onChange }) {
  return FIELDS.map((field) => {
    const ticked = chosen.get(field) ?? new Set();
    const now = new Map((counts[field] ?? []).map(({ value, count }) => [value, count]));
    const values = [...new Set([
      ...now.keys(),
      ...(ticked.size ? (remembered[field] ?? []).map(({ value }) => value) : []),
      ...ticked,
    ])];
    if (values.length < 2 && !ticked.size) return null;
    const boxes = ordered(field, values).map((value) => box(field, value, now.get(value)));
    const rest = boxes.slice(SHOWN);
    return h(
      "fieldset",
      { class: "facet" },
      h("legend", {}, words.t(`field.${field}`)),
      boxes.slice(0, SHOWN),
      rest.length
        ? h(
            "details",
            { open: rest.some((one) => one.querySelector("input").checked) },
            h("summary", {}, words.t("facets.more", { count: rest.length })),
            rest,
          )
        : null,
    );

    function box(_, value, count) {
      const id = freshId("facet");
      const checked = ticked.has(value);
      return h(
        "div",
        { class: "box" },
        h("input", {
          type: "checkbox",
          id,
          checked,
          dataset: { key: `${field}:${value}` },
          on: { change: (event) => onChange(field, value, event.target.checked) },
        }),
        h(
          "label",
          { for: id },
          h("bdi", { class: "box-name" }, words.value(field, value)),
          count === undefined
            ? null
            : [" ", h("span", { class: "count" }, words.number(count))],
        ),
      );
    }
  });
}

// Years and sessions from the latest; all others as the server has them, most frequent first.
function ordered(field, values) {
  return NUMBERS.has(field) ? [...values].sort((one, other) => other - one) : values;
}
