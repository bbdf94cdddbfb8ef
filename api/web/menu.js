// A button that opens a menu: arrows move, Escape and Tab close, focus comes back.

import { fill, freshId, h, icon } from "./dom.js";
import { directionOf } from "./i18n.js";

const EDGE = 8; // pixels between a menu and the edge of the window

let closeOpen = null; // closes the menu that is open: there is one at a time

/**
 * A menu button.
 *
 * `load()` gives, or promises, the entries: `{label, hint, lang, act}` or `{heading}`. It is
 * called each time that the menu opens. `failed(error)` gives the sentence to show instead.
 */
export function menuButton({ label, iconName, className, load, busy, failed }) {
  const id = freshId("menu");
  const list = h("div", { class: "menu", id, role: "menu", "aria-label": label, hidden: true });
  const button = h(
    "button",
    {
      type: "button",
      class: className ?? "quiet",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-controls": id,
    },
    iconName ? icon(iconName) : null,
    h("span", {}, label),
    icon("down"),
  );
  const root = h("div", { class: "menu-root" }, button, list);

  const outside = (event) => {
    if (!root.contains(event.target)) close(false);
  };
  const close = (refocus) => {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    removeEventListener("resize", place);
    if (closeOpen === close) closeOpen = null;
    if (refocus) button.focus();
  };
  const items = () => [...list.querySelectorAll("[role=menuitem]")];
  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = step === "first" ? 0 : step === "last" ? all.length - 1 : at + step;
    all[(next + all.length) % all.length].focus();
  };
  const open = async (step) => {
    closeOpen?.(false);
    closeOpen = close;
    list.hidden = false;
    document.addEventListener("pointerdown", outside);
    addEventListener("resize", place);
    button.setAttribute("aria-expanded", "true");
    fill(list, h("p", { class: "menu-note", role: "menuitem", tabIndex: -1 }, busy));
    place();
    try {
      const entries = await load();
      fill(list, entries.map((entry) => item(entry, close)));
    } catch (error) {
      fill(list, h("p", { class: "menu-note", role: "menuitem", tabIndex: -1 }, failed(error)));
    }
    if (list.hidden) return;
    place();
    move(step);
  };
  // Above its button where it would run off the bottom and has more room there; moved sideways
  // where it would run off either edge.
  const place = () => {
    const { top, bottom } = button.getBoundingClientRect();
    const isTooLong = bottom + list.offsetHeight > innerHeight;
    list.classList.toggle("above", isTooLong && top > innerHeight - bottom);
    list.style.translate = "none";
    const { left, right } = list.getBoundingClientRect();
    const beyond = Math.min(left - EDGE, 0) || Math.max(right - (document.documentElement.clientWidth - EDGE), 0);
    list.style.translate = beyond ? `${-beyond}px` : "none";
  };

  button.addEventListener("click", () => (list.hidden ? open("first") : close(true)));
  button.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open(event.key === "ArrowDown" ? "first" : "last");
    }
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: "first", End: "last" }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(step);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close(true);
    } else if (event.key === "Tab") close(false);
  });
  root.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !root.contains(event.relatedTarget)) close(false);
  });
  return root;
}

function item(entry, close) {
  if (entry.heading) return h("div", { class: "menu-heading", role: "presentation" }, entry.heading);
  return h(
    "button",
    {
      type: "button",
      role: "menuitem",
      tabIndex: -1,
      on: {
        click: () => {
          close(true);
          entry.act();
        },
      },
    },
    h("span", { class: "menu-label" }, entry.label),
    entry.hint ? h("bdi", { class: "menu-hint", lang: entry.lang, dir: entry.lang ? directionOf(entry.lang) : "auto" }, entry.hint) : null,
  );
}
