// One paragraph of a draft: its words, and what was said before of it or that nothing was.

import { bdi, fill, h } from "./dom.js";
import { english, inLanguage } from "./passage.js";
import { nearestMiss, precedentCard } from "./precedent.js";

const SURE = 0.5; // confidence
const OPEN_AT_ONCE = 3; // paragraphs whose precedents are drawn without being asked for
const MOST_NAMED = 6; // sessions or bodies in a sentence

/** Whether a draft has more paragraphs than are opened at once. */
export function isLong(total) {
  return total > OPEN_AT_ONCE;
}

/**
 * One paragraph of a draft; its precedents are drawn when it is opened.
 *
 * `place`: from 0; `total`: of the draft; `question`: what was asked. `isChosen(id)`,
 * `choose(id, isOn)`: which precedents are taken along.
 */
export function draftParagraph(paragraph, { ctx, place, total, question, isChosen, choose }) {
  const { t } = ctx.words;
  const isFound = paragraph.verdict === "precedent";
  const inside = h("div", { class: "paragraph-found" });
  const heading = h(
    "h3",
    {},
    total > 1 ? `${t("draft.paragraph", { number: place + 1 })} · ` : null,
    h("span", { class: isFound ? null : "no-precedent" },
      isFound ? t("draft.precedents", { count: bySureness(paragraph).sure.length }) : t("draft.none")),
  );
  const quoted = h("blockquote", { class: "draft-words", ...inLanguage(paragraph.lang) },
    paragraph.label ? [h("span", { class: "printed-label" }, paragraph.label), " "] : null, paragraph.text);
  const details = h("details", { class: "draft-paragraph" }, h("summary", {}, heading), inside);
  let isDrawn = false;
  const drawInside = () => {
    if (isDrawn) return;
    isDrawn = true;
    fill(inside, facts(paragraph, ctx.words),
      paragraph.warnings.map((warning) => h("p", { class: "hint" }, english(warning))),
      isFound ? cards(paragraph, { ctx, place, isChosen, choose }) : nothing(paragraph, { ctx, place, question }));
  };
  details.addEventListener("toggle", () => details.open && drawInside());
  if (place < OPEN_AT_ONCE || !isLong(total)) {
    details.open = true;
    drawInside();
  }
  return h("section", { class: "draft-part", "aria-label": t("draft.paragraph", { number: place + 1 }) }, quoted, details);
}

/** What the paragraph itself is: its verb, stance and addressees. */
function facts({ verb, stance, addressees, lang }, words) {
  const tags = [
    verb ? words.value("verb", verb.key) : words.t("draft.noVerb"),
    stance ? words.value("kind", stance) : null,
    ...addressees.map((one) => words.value("addressee", one)),
    words.value("lang", lang),
  ].filter(Boolean);
  return h("p", { class: "tags" }, h("span", { class: "hint" }, words.t("draft.yours")),
    tags.map((tag) => h("span", { class: "tag" }, tag)));
}

/** The precedents; those of which nobody can be sure wait to be asked for. */
function cards(paragraph, { ctx, place, isChosen, choose }) {
  const list = (precedents) => h("ol", { class: "cards" }, precedents.map((precedent) =>
    h("li", {}, precedentCard(precedent, paragraph, {
      ctx,
      id: `precedent-${place}-${precedent.rank}`,
      isChosen: isChosen(precedent.passage.id),
      choose: (isOn) => choose(precedent.passage.id, isOn),
    }))));
  const { sure, others } = bySureness(paragraph);
  if (!others.length) return list(sure);
  const rest = h("details", { class: "less-sure" },
    h("summary", {}, ctx.words.t("draft.lessSure", { count: others.length })));
  rest.addEventListener("toggle", () => rest.children.length < 2 && rest.append(list(others)));
  return [list(sure), rest];
}

/** The precedents that are likelier such than not, at least the likeliest, and the others. */
function bySureness({ precedents }) {
  const most = Math.max(...precedents.map(({ confidence }) => confidence));
  const isSure = ({ confidence }) => confidence >= Math.min(SURE, most);
  return { sure: precedents.filter(isSure), others: precedents.filter((one) => !isSure(one)) };
}

// That there is none

function nothing(paragraph, { ctx, place, question }) {
  const { words } = ctx;
  return [
    h("div", { class: "notice" },
      h("p", {}, meaning(paragraph, question, words)),
      paragraph.searched.passages
        ? [explanation(paragraph, words), searched(paragraph.searched, words)]
        : null),
    paragraph.nearest ? nearestMiss(paragraph.nearest, paragraph, { ctx, id: `nearest-${place}` }) : null,
  ];
}

/** What "no precedent" says: with a filter, nothing of what it leaves out. */
function meaning({ verb, searched: { passages } }, { filter, strength }, words) {
  if (!passages) return words.t("draft.nothingSearched");
  const filters = [
    filter ? words.value("lang", filter.eq) : null,
    strength !== "any" && verb ? words.t(`precedent.${strength}`) : null,
  ].filter(Boolean);
  return filters.length
    ? words.t("draft.noneFiltered", { filters: words.list(filters) })
    : words.t("draft.noneMeaning");
}

/** What was searched and what came nearest, a line each. */
function explanation({ searched: { passages, documents, bodies, sessions, languages }, nearest }, words) {
  const { t } = words;
  const scope = [
    t("library.paragraphs", { count: passages }),
    t("library.found", { count: documents }),
    names(sessions.length ? sessions : bodies, words),
    names(languages.map((one) => words.value("lang", one)), words),
  ].filter(Boolean).join(" · ");
  return [
    h("p", { class: "hint" }, t("draft.lookedIn", { scope })),
    nearest ? h("p", { class: "hint" }, t("draft.nearestIs", { citation: nearest.passage.citation })) : null,
  ];
}

function names(all, words) {
  const some = all.slice(0, MOST_NAMED).map((name) => `\u2068${name}\u2069`);
  return words.list(all.length > some.length ? [...some, "…"] : some);
}

/** Where it was looked for: an answer "no" is worth no more than that. */
function searched({ documents, passages, bodies, sessions, languages }, words) {
  const { t } = words;
  const row = (key, values) => (values.length ? [h("dt", {}, t(key)), h("dd", {}, bdi(values.join(", ")))] : null);
  return h("details", {},
    h("summary", {}, t("draft.searched", { count: passages })),
    h("dl", { class: "searched" },
      row("library.documents", [words.number(documents)]),
      row("field.body", bodies),
      row("field.session", sessions),
      row("field.lang", languages.map((one) => words.value("lang", one)))));
}
