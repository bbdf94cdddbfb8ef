// Elements without markup: text is always text, so nothing that a document holds is ever executed.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "tabIndex"]);

/**
 * An element. `props`: attributes by name; `class`; `dataset: {…}`; `on: {event: listener}`;
 * false, null and undefined leave an attribute out. Children: nodes, strings, numbers, arrays.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === "dataset") Object.assign(element.dataset, value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...flat(children));
  return element;
}

/** Put these children in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

/** A drawing from the sprite of this file; hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", "icon"], ["aria-hidden", "true"]])
    svg.setAttribute(key, value);
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A citation or symbol, which keeps its own direction inside a text of another. */
export function bdi(text, props = {}) {
  return h("bdi", { dir: "auto", ...props }, text);
}

/** For those who hear a button by itself: what it is about. */
export function about(name) {
  return h("span", { class: "off-screen" }, ": ", bdi(name));
}

let serial = 0;

/** An id that no other element of the page has. */
export function freshId(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}

function flat(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : child));
}

const ICONS = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm4.8 11.3L20 20",
  copy: "M9 9h10v11H9zM15 9V5H5v11h4",
  moon: "M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5Z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2m0-14-2 2M7 17l-2 2",
  down: "m6 9 6 6 6-6",
  filter: "M4 6h16M7 12h10M10 18h4",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1",
};
