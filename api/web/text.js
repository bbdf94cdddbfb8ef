// A passage's text with what lies on it: the sentence that answers, references, footnote marks.
// The server counts in code points, JavaScript in UTF-16 units.

import { h } from "./dom.js";

/** From code points to UTF-16 units of a text. */
export function unitsOf(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => Math.min(point, text.length);
  const starts = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) {
    starts.push(unit);
  }
  starts.push(text.length);
  return (point) => starts[Math.min(point, starts.length - 1)];
}

/**
 * The text as nodes.
 *
 * `marks`: `{start, end}`; `links`: `{start, end, href, title}`, which do not overlap;
 * `notes`: `{offset, node}`; all in code points.
 */
export function annotated(text, { marks = [], links = [], notes = [] } = {}) {
  const unit = unitsOf(text);
  const spans = (list) => list.map((one) => ({ ...one, from: unit(one.start), to: unit(one.end) }));
  const marked = spans(marks);
  const linked = spans(links);
  const noted = notes.map((one) => ({ ...one, at: unit(one.offset) }));
  const cuts = [0, text.length];
  for (const { from, to } of [...marked, ...linked]) cuts.push(from, to);
  for (const { at } of noted) cuts.push(at);
  const edges = [...new Set(cuts)].sort((one, other) => one - other);

  const runs = []; // consecutive pieces in one <mark> or in none
  let run = null;
  edges.forEach((from, place) => {
    for (const { at, node } of noted) if (at === from) (run?.nodes ?? grow(false)).push(node);
    const to = edges[place + 1];
    if (to === undefined) return;
    const covers = (span) => span.from <= from && span.to >= to;
    const nodes = grow(marked.some(covers));
    const link = linked.find(covers);
    const piece = text.slice(from, to);
    nodes.push(link ? h("a", { href: link.href, title: link.title, class: "reference" }, piece) : piece);
  });
  return runs.map(({ isMarked, nodes }) => (isMarked ? h("mark", {}, nodes) : nodes)).flat();

  function grow(isMarked) {
    if (!run || run.isMarked !== isMarked) runs.push((run = { isMarked, nodes: [] }));
    return run.nodes;
  }
}
