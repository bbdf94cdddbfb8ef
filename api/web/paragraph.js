// One paragraph of a document: its text with links and footnote marks, and its depth.

import { fill, h } from "./dom.js";
import { inLanguage } from "./passage.js";
import { annotated } from "./text.js";

/** Draw the text of a row `{passage, own, notes}` into `own`, with links and footnote marks. */
export function drawText({ passage, own, notes }, links) {
  const at = new Map(passage.footnote_marks.map(({ number, offset }) => [number, offset]));
  const marks = notes.map(({ note, id }) => ({
    offset: at.get(note.number) ?? [...passage.text].length,
    node: h("sup", {}, h("a", { href: `#${id}`, class: "note-mark" }, note.number)),
  }));
  fill(own, paragraph(passage, annotated(passage.text, { links, notes: marks })));
}

/** A passage as printed, its label a link to itself. */
export function paragraph(passage, content) {
  const printed = passage.kind === "record" ? "" : passage.printed_label;
  const anchor = passage.link.split("#")[1];
  return h("p", { class: "passage-text", ...inLanguage(passage.lang) },
    printed ? [h("a", { class: "printed-label", href: `#${anchor}` }, printed), " "] : null, content);
}

/** How deep a paragraph stands under others, 0 to 3. */
export function depthOf({ label }) {
  const levels = label.match(/\(/g)?.length ?? 0;
  return Math.min(levels, 3);
}
