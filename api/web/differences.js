// Two texts of one language word by word, and two of different languages sentence by sentence.
// Never by colour alone: what is added is underlined and what is missing struck through, and a
// screen reader is told where each begins and ends.

import { h } from "./dom.js";
import { unitsOf } from "./text.js";

/**
 * A text with what sets it apart from another.
 *
 * `operations`: `{op, here: {start, end}, there: {start, end}}` in code points, in order, of the
 * text itself and of the other. `told`: what a screen reader is told of either kind, and of the end:
 * `{here, there, end}`. What only the other has is put in, struck through.
 */
export function differing(text, other, operations, told) {
  const [own, its] = [unitsOf(text), unitsOf(other)];
  const nodes = [];
  let at = 0; // up to where the text is written; what lies between operations belongs to it
  for (const { op, here, there } of operations) {
    const [start, end] = [own(here.start), own(here.end)];
    if (op === "equal") continue;
    nodes.push(text.slice(at, start));
    const lost = other.slice(its(there.start), its(there.end));
    const added = text.slice(start, end);
    if (lost.trim()) {
      nodes.push(space(text.slice(0, start), lost), h("del", {}, aside(told.there), lost, aside(told.end)),
        space(lost, added || text.slice(end)));
    }
    if (added) nodes.push(h("ins", {}, aside(told.here), added, aside(told.end)));
    at = end;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

/** How many runs of words differ. */
export function countChanges(operations) {
  return operations.filter(({ op }) => op !== "equal").length;
}

/** How much of the other text, from 0 to 1, both have. */
export function shareInCommon(operations) {
  const length = (list) => list.reduce((sum, { there }) => sum + there.end - there.start, 0);
  return length(operations.filter(({ op }) => op === "equal")) / Math.max(1, length(operations));
}

function aside(text) {
  return h("span", { class: "off-screen" }, ` ${text} `);
}

/** A space where two words would run together; Chinese needs none. */
function space(before, after) {
  const joins = /[\p{L}\p{N}.,;:)\]]$/u.test(before) && /^[\p{L}\p{N}(\[]/u.test(after);
  const isChinese = /[\u3400-\u9fff]$/.test(before) || /^[\u3400-\u9fff]/.test(after);
  return joins && !isChinese ? " " : "";
}
