// Read: a document with its outline, its paragraphs as printed, what they cite and what cites
// them, and its other languages beside it.

import { Problem, path, request } from "../api.js";
import { DocumentPage, WHOLE } from "../document.js";
import { bdi, fill, h } from "../dom.js";

const AROUND = 20; // of a passage of a larger one

export default {
  path: /^\/d\/(?<symbol>.+)$/,
  title: (t) => t("read.title"),
  render,
};

async function render(root, params, ctx) {
  root.classList.add("read");
  let shown = params;
  let leave = new AbortController();
  let page = await open(root, params, within(ctx, leave));
  page?.goTo(params.hash, { isFirst: true });
  if (ctx.moved.back || ctx.moved.first) ctx.restore();
  return {
    update: async (next, moved) => {
      const isSame = next.symbol === shown.symbol && next.query.get("lang") === shown.query.get("lang");
      shown = next;
      if (!isSame) {
        leave.abort();
        leave = new AbortController();
        const mine = leave;
        page = await open(root, next, within(ctx, leave));
        if (mine.signal.aborted) return;
        scrollTo(0, 0);
      }
      page?.goTo(next.hash, { isFirst: !isSame });
      if (moved.back) ctx.restore();
    },
  };
}

/** The context of one document within the view. */
function within(ctx, leave) {
  return { ...ctx, signal: AbortSignal.any([ctx.signal, leave.signal]) };
}

/** Draw the document that an address names; null where there is none. */
async function open(root, params, ctx) {
  const { t } = ctx.words;
  fill(root, h("h1", { class: "off-screen" }, params.symbol), h("p", { class: "quiet-text" }, t("state.loading")));
  ctx.setTitle(params.symbol);
  try {
    const versions = await versionsOf(params.symbol, ctx.signal);
    if (!versions.length) {
      fill(root, missing(params.symbol, t));
      return null;
    }
    const lang = params.query.get("lang");
    const chosen = versions.find((one) => one.lang === lang)
      ?? versions.find((one) => one.lang === ctx.words.lang)
      ?? versions[0];
    const text = await textOf(chosen, params, ctx.signal);
    const page = new DocumentPage(root, text, versions, ctx);
    page.draw();
    return page;
  } catch (error) {
    if (!ctx.signal.aborted) {
      fill(root, h("h1", { class: "off-screen" }, params.symbol), ctx.problem(error, () => open(root, params, ctx)));
    }
    return null;
  }
}

function missing(symbol, t) {
  return h(
    "div",
    { class: "notice" },
    h("h1", {}, bdi(symbol)),
    h("p", {}, t("read.none")),
    h("p", {}, h("a", { href: `/ask?${new URLSearchParams({ q: symbol })}` }, t("read.search"))),
  );
}

async function versionsOf(symbol, signal) {
  try {
    return (await request("/v1/documents", { query: { symbol, limit: 100 }, signal })).documents;
  } catch (error) {
    if (error instanceof Problem && error.code === "collection_not_found") return [];
    throw error;
  }
}

/** A document whole, or of a very large one what stands around the passage asked for. */
async function textOf(document, { symbol, hash }, signal) {
  if (document.passage_count <= WHOLE) return request(path("v1", "documents", document.id), { signal });
  const cited = await request("/v1/resolve", {
    query: { citation: hash ? `/d/${symbol}#${hash}` : symbol }, signal,
  }).catch(() => ({ passages: [] }));
  const first = cited.passages.find((one) => one.document.id === document.id);
  if (!first) throw new Problem("too_long");
  const found = await request(path("v1", "passages", first.id), { query: { around: AROUND }, signal });
  const { before, after, footnotes, ...own } = found;
  return { ...document, passages: [...before, own, ...after], blocks: [], footnotes, isExcerpt: true };
}
