// Small plots that are tables: each row has its figure in words and a bar or two dots drawn to it,
// so that whoever cannot see the drawing misses nothing.

import { fill, h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 200;
const HEIGHT = 12;

/**
 * Values as bars.
 *
 * `rows`: `{name, lang, count, href}`. `most`: how many are shown at first. `words`: see i18n.js.
 */
export function barTable({ caption, columns, rows, most = 8, words }) {
  const highest = Math.max(...rows.map(({ count }) => count), 1);
  const line = ({ name, lang, count, href }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, named(name, lang, href)),
      h("td", { class: "figure" }, words.number(count)),
      h("td", { class: "drawn", "aria-hidden": "true" }, bar(count / highest)),
    );
  const body = h("tbody", {}, rows.slice(0, most).map(line));
  const table = h(
    "table",
    { class: "plot" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, columns.map((text) => h("th", { scope: "col" }, text)), h("td", {}))),
    body,
  );
  if (rows.length <= most) return table;
  const more = h(
    "button",
    {
      type: "button",
      class: "quiet",
      on: {
        click: () => {
          fill(body, rows.map(line));
          more.remove();
        },
      },
    },
    words.t("facets.more", { count: rows.length - most }),
  );
  return h("div", {}, table, more);
}

/**
 * Two values each, as two dots on one line: a ring for before, a full one for after.
 *
 * `rows`: `{name, lang, before, after}`, of 0 and above.
 */
export function dotTable({ caption, columns, rows, words }) {
  const highest = Math.max(...rows.flatMap(({ before, after }) => [before, after]), 1e-9);
  return h(
    "table",
    { class: "plot" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, columns.map((text) => h("th", { scope: "col" }, text)), h("td", {}))),
    h(
      "tbody",
      {},
      rows.map(({ name, lang, before, after }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, named(name, lang)),
          h("td", { class: "figure" }, words.decimal(before)),
          h("td", { class: "figure" }, words.decimal(after)),
          h("td", { class: "drawn", "aria-hidden": "true" }, dots(before / highest, after / highest)),
        )),
    ),
  );
}

function named(name, lang, href) {
  const text = h("bdi", { lang }, name);
  return href ? h("a", { href }, text) : text;
}

function bar(share) {
  return drawing(shape("rect", { class: "bar", x: 0, y: 1, width: Math.max(1, share * WIDTH), height: HEIGHT - 2 }));
}

function dots(before, after) {
  const middle = HEIGHT / 2;
  const radius = middle - 1.5;
  const place = (share) => radius + 1 + share * (WIDTH - 2 * radius - 2);
  return drawing(
    shape("line", { class: "axis", x1: 0, x2: WIDTH, y1: middle, y2: middle }),
    shape("line", { class: "way", x1: place(before), x2: place(after), y1: middle, y2: middle }),
    shape("circle", { class: "ring", cx: place(before), cy: middle, r: radius }),
    shape("circle", { class: "dot", cx: place(after), cy: middle, r: radius }),
  );
}

function drawing(...shapes) {
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMinYMid", class: "plot-drawing", focusable: "false" });
  svg.append(...shapes);
  return svg;
}

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
