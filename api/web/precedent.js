// A precedent as a card: where it stands, what it is worth, how it differs from the draft, and the
// history of its wording.

import { path, request } from "./api.js";
import { countChanges, differing, shareInCommon } from "./differences.js";
import { about, bdi, fill, freshId, h } from "./dom.js";
import {
  citationMenu, english, inLanguage, isDraft, labels, linkTo, passageContext, passageText,
  translationButtons,
} from "./passage.js";

// Of the draft, that a comparison word by word is worth reading at once.
const ENOUGH_IN_COMMON = 0.4;

/** A precedent that may be chosen. `isChosen`, `choose(isOn)`: whether it is taken along. */
export function precedentCard(precedent, paragraph, { ctx, id, isChosen, choose }) {
  const { passage } = precedent;
  const { t } = ctx.words;
  const box = freshId("choose");
  return card(precedent, paragraph, {
    ctx,
    id,
    tools: h(
      "span",
      { class: "box choose" },
      h("input", {
        type: "checkbox", id: box, checked: isChosen,
        on: { change: (event) => choose(event.target.checked) },
      }),
      h("label", { for: box }, t("precedent.choose"), about(passage.citation)),
    ),
  });
}

/** What came nearest, where there is no precedent. */
export function nearestMiss(nearest, paragraph, { ctx, id }) {
  return h(
    "div",
    { class: "nearest" },
    h("h4", { class: "nearest-title" }, ctx.words.t("precedent.nearest")),
    card(nearest, paragraph, { ctx, id, tools: null }),
  );
}

function card(precedent, paragraph, { ctx, id, tools }) {
  const { passage, translations } = precedent;
  const { words } = ctx;
  const columns = h("div", { class: "versions", dataset: { columns: 1 } },
    h("div", { class: "version" }, passageContext(passage), wording(precedent, paragraph, ctx)));
  const others = [...new Set(translations.map(({ lang }) => lang))].sort();
  return h(
    "article",
    { class: `card precedent${isUnagreed(precedent) ? " is-draft" : ""}`, "aria-labelledby": id },
    h(
      "header",
      {},
      h("h4", { id }, h("a", { href: linkTo(passage) }, bdi(passage.citation, { lang: "en", dir: "ltr" }))),
      h("p", { class: "tags" }, labels(passage, words), status(precedent, words), compared(precedent, words),
        h("span", { class: "tag lang" }, words.value("lang", passage.lang))),
    ),
    facts(precedent, words),
    columns,
    h("footer", {}, tools, citationMenu(passage, ctx), translationButtons(passage, others, columns, ctx), history(passage, ctx)),
  );
}

const UNAGREED = new Set(["draft", "bracketed"]);

/** Whether nobody has agreed to it, by what it is or by what is said of it. */
function isUnagreed({ passage, status: said }) {
  return isDraft(passage) || UNAGREED.has(said);
}

// What may be the wording of a decision even where no verb of it is known.
const DRAFTED = new Set(["preambular", "operative", "subparagraph"]);

/**
 * What is said of its status, where its own labels do not say it; of drafted wording also that
 * nothing is said: nobody is to take it for agreed language.
 */
function status({ passage, verb, status: said }, words) {
  const isDrafted = DRAFTED.has(passage.kind) || Boolean(verb || passage.metadata.verb);
  if (!said && isDrafted && !isDraft(passage) && !passage.metadata.status) {
    return h("span", { class: "tag" }, words.t("precedent.unstated"));
  }
  if (!said || said === passage.metadata.status || (isDraft(passage) && said === "draft")) return null;
  return h("span", { class: UNAGREED.has(said) ? "tag draft" : "tag" }, words.value("status", said));
}

/** Whether its verb is stronger or weaker than the draft's. */
function compared({ strength_compared: than }, words) {
  return than ? h("span", { class: `tag than-${than}` }, words.t(`precedent.${than}`)) : null;
}

function facts({ passage, confidence }, words) {
  const { metadata, document } = passage;
  const known = [
    metadata.body,
    metadata.session && words.t("library.session", { session: metadata.session }),
    words.dates(metadata.date_start, metadata.date_end) || (metadata.year && String(metadata.year)),
    document.title,
  ].filter(Boolean);
  return h(
    "p",
    { class: "facts" },
    known.map((fact, place) => [place ? " · " : "", bdi(fact, fact === document.title ? { lang: document.lang } : {})]),
    typeof confidence === "number" ? [known.length ? " · " : "", words.t(certainty(confidence))] : null,
  );
}

/** How sure it is that this is a precedent, as a key: from a half on it is called one. */
function certainty(confidence) {
  if (confidence < 0.5) return "precedent.unlikely";
  return confidence < 0.8 ? "precedent.likely" : "precedent.certain";
}

/** The precedent's words: with what sets them apart, or beside the draft's, sentence by sentence. */
function wording({ passage, highlights, difference }, paragraph, ctx) {
  const { t } = ctx.words;
  if (difference?.kind === "words" && difference.operations.length) {
    const operations = difference.operations.map(({ op, draft, passage: there }) => ({ op, here: there, there: draft }));
    const changes = countChanges(operations);
    if (!changes) return [passageText(passage), h("p", { class: "hint" }, t("difference.same"))];
    const told = { here: t("difference.here"), there: t("difference.there"), end: t("difference.end") };
    const printed = passage.kind === "record" ? "" : passage.printed_label;
    const compared = [
      h("p", { class: "passage-text compared", ...inLanguage(passage.lang) },
        printed ? [h("span", { class: "printed-label" }, printed), " "] : null,
        differing(passage.text, paragraph.text, operations, told)),
      h("p", { class: "hint legend", "aria-hidden": "true" },
        h("ins", {}, t("difference.legendHere")), " ", h("del", {}, t("difference.legendThere"))),
      // A number, a negation or a modal verb that differs: like words are not to hide it.
      (difference.notes ?? []).map((note) => h("p", { class: "doubt" }, english(note))),
    ];
    if (shareInCommon(operations) >= ENOUGH_IN_COMMON) return compared;
    return [
      passageText(passage, { marks: highlights }),
      h("details", { class: "aligned" }, h("summary", {}, t("difference.words")), compared),
    ];
  }
  return [
    passageText(passage, { marks: highlights }),
    difference?.kind === "aligned" && difference.sentences.length ? aligned(passage, paragraph, difference.sentences, ctx) : null,
  ];
}

/** Sentences of the draft beside those of the precedent in another language. */
function aligned(passage, paragraph, sentences, ctx) {
  const { words } = ctx;
  const cut = (text, { start, end }) => [...text].slice(start, end).join("");
  const cell = (text, lang) => h("td", inLanguage(lang), text);
  return h(
    "details",
    { class: "aligned" },
    h("summary", {}, words.t("difference.aligned")),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {},
        h("th", { scope: "col" }, words.t("difference.draft"), " (", words.value("lang", paragraph.lang), ")"),
        h("th", { scope: "col" }, words.t("difference.precedent"), " (", words.value("lang", passage.lang), ")"))),
      h("tbody", {}, sentences.map((pair) => h("tr", {},
        cell(cut(paragraph.text, pair.draft), paragraph.lang),
        cell(cut(passage.text, pair.passage), passage.lang)))),
    ),
  );
}

/** The history of the wording, asked for when it is opened. */
function history(passage, ctx) {
  const { t } = ctx.words;
  const into = h("div", { class: "lineage" });
  const details = h("details", { class: "history" }, h("summary", {}, t("lineage.title")), into);
  let isAsked = false;
  details.addEventListener("toggle", async () => {
    if (!details.open || isAsked) return;
    isAsked = true;
    fill(into, h("p", { class: "quiet-text" }, t("state.loading")));
    try {
      const { family } = await request(path("v1", "passages", passage.id, "lineage"), { signal: ctx.signal });
      fill(into, family && family.members.length > 1 ? lineage(family, passage, ctx) : h("p", { class: "hint" }, t("lineage.alone")));
    } catch (error) {
      if (ctx.signal.aborted) return;
      isAsked = false;
      fill(into, h("p", { class: "problem" }, ctx.sentence(error)));
    }
  });
  return details;
}

/** A family of formulations: its timeline as a picture, and the same as a list. */
function lineage({ members, total }, passage, ctx) {
  const { words } = ctx;
  const { t } = words;
  return [
    h("div", { class: "timeline", dir: "ltr", tabIndex: 0, role: "group", "aria-label": t("lineage.picture") },
      h("img", {
        src: `${path("v1", "passages", passage.id, "lineage")}?format=svg&lang=${words.lang}`,
        alt: t("lineage.alt", { count: members.length }),
        loading: "lazy",
      })),
    h("ol", { class: "members" }, members.map((member) => h("li", {}, step(member, members, words)))),
    total > members.length ? h("p", { class: "hint" }, t("lineage.more", { count: total - members.length })) : null,
  ];
}

function step({ passage, versions, date, body, step: from, first }, members, words) {
  return [
    date ? h("time", { datetime: date }, words.dates(date)) : null,
    date && body ? " · " : null,
    body ? bdi(body) : null,
    date || body ? " · " : null,
    h("a", { href: linkTo(passage) }, bdi(passage.citation, { lang: "en", dir: "ltr" })),
    " ",
    first ? h("span", { class: "tag" }, words.t("lineage.first")) : null,
    from ? h("span", { class: `tag step-${from.kind}` }, words.t(`lineage.${from.kind}`)) : null,
    isDraft(passage) ? [" ", h("span", { class: "tag draft" }, words.t("passage.draft"))] : null,
    from ? changed(from, [passage, ...versions], members, words) : null,
  ];
}

/** What a step changed, word by word, where the two have a language in common. */
function changed({ passage_id: id, sources }, versions, members, words) {
  const { t } = words;
  const after = versions.find((one) => one.id === id);
  const told = { here: t("difference.later"), there: t("difference.earlier"), end: t("difference.end") };
  const shown = sources.map(({ member, passage_id: from, operations }) => {
    const before = members[member] && [members[member].passage, ...members[member].versions].find((one) => one.id === from);
    if (!after || !before || !countChanges(operations)) return null;
    const spans = operations.map(({ op, before: there, after: here }) => ({ op, here, there }));
    return h("p", { class: "passage-text compared", ...inLanguage(after.lang) }, differing(after.text, before.text, spans, told));
  }).filter(Boolean);
  return shown.length ? h("details", { class: "step" }, h("summary", {}, t("lineage.words")), shown) : null;
}
