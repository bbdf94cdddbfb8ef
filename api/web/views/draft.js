// Draft: a paragraph or a whole draft, what was said before, where, and how it differs.

import { Problem, request, requestWhenReady } from "../api.js";
import { bdi, fill, freshId, h } from "../dom.js";
import { download } from "../download.js";
import { LANGUAGES } from "../i18n.js";
import { english, inLanguage } from "../passage.js";
import { nearestMiss, precedentCard } from "../precedent.js";

const TOP_K = 6;
const SURE = 0.5; // confidence
const PATIENCE_MS = 10 * 60 * 1000;
const SLOW_MS = 4000;
const OPEN_AT_ONCE = 3; // paragraphs whose precedents are drawn without being asked for
const STRENGTHS = ["any", "stronger", "same", "weaker"];
const FORMATS = ["docx", "markdown", "csv"];
const ENDINGS = { docx: "docx", markdown: "md", csv: "csv" };
const KEPT = "draft";

// What the reader finds again on coming back to the view; the draft itself outlives a reload, in
// the session's storage, and is never in an address.
const visit = { answer: null, chosen: new Map() };

export default {
  path: /^\/draft$/,
  nav: { key: "nav.draft", href: "/draft" },
  title: (t) => t("draft.title"),
  render,
};

function render(root, params, ctx) {
  new Drafting(root, ctx).begin();
  return { update: () => {} };
}

class Drafting {
  constructor(root, ctx) {
    Object.assign(this, { root, ctx, words: ctx.words, asking: null });
    root.classList.add("drafting");
  }

  begin() {
    const { t } = this.words;
    const kept = readKept();
    this.text = h("textarea", {
      id: "draft-text", rows: "7", dir: "auto", spellcheck: "true", "aria-describedby": "draft-hint draft-count",
      placeholder: t("draft.placeholder"),
      on: { input: () => this.typed(), keydown: (event) => this.shortcut(event) },
    });
    this.text.value = kept.text;
    this.count = h("p", { class: "hint", id: "draft-count" });
    this.own = h("select", { id: "draft-body" });
    this.strength = h("select", { id: "draft-strength" },
      STRENGTHS.map((one) => h("option", { value: one }, t(`draft.strength.${one}`))));
    this.lang = h("select", { id: "draft-lang" });
    this.strength.value = kept.strength;
    this.fillChoices([], [], kept);
    for (const select of [this.own, this.strength, this.lang]) select.addEventListener("change", () => this.keep());
    this.submit = h("button", { type: "submit", class: "primary" }, t("draft.submit"));
    this.stop = h("button", { type: "button", hidden: true, on: { click: () => this.asking?.abort() } }, t("action.cancel"));
    const field = (control, label) => h("div", { class: "field" }, h("label", { for: control.id }, label), control);
    this.results = h("section", { class: "precedents", "aria-label": t("results.title") });
    this.bar = h("section", { class: "export", "aria-label": t("export.title"), hidden: true });
    fill(
      this.root,
      h("h1", {}, t("draft.heading")),
      h(
        "form",
        { class: "draft-form", on: { submit: (event) => { event.preventDefault(); this.ask(); } } },
        h("div", { class: "field" }, h("label", { for: "draft-text" }, t("draft.label")), this.text),
        h("div", { class: "draft-lines" }, h("p", { class: "hint", id: "draft-hint" }, t("draft.hint")), this.count),
        h("div", { class: "fields" },
          field(this.own, t("draft.body")), field(this.strength, t("draft.strength")), field(this.lang, t("draft.lang"))),
        h("p", { class: "draft-actions" }, this.submit, this.stop),
      ),
      this.results,
      this.bar,
    );
    this.counted();
    this.drawBar();
    this.loadChoices();
    if (visit.answer) {
      this.draw(visit.answer);
      this.ctx.restore();
    } else this.text.focus({ preventScroll: true });
    this.ctx.signal.addEventListener("abort", () => this.asking?.abort());
  }

  // The form

  typed() {
    this.counted();
    this.keep();
  }

  counted() {
    const paragraphs = this.text.value.split("\n").filter((line) => line.trim()).length;
    this.count.textContent = paragraphs ? this.words.t("draft.lines", { count: paragraphs }) : "";
  }

  keep() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({
        text: this.text.value, body: this.own.value, strength: this.strength.value, lang: this.lang.value,
      }));
    } catch {
      // storage may be forbidden or full: then the draft lasts as long as the page
    }
  }

  shortcut(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.ask();
    }
  }

  async loadChoices() {
    try {
      const { fields, languages } = await request("/v1/stats", { signal: this.ctx.signal });
      const chosen = { body: this.own.value, lang: this.lang.value };
      this.fillChoices(
        (fields.body ?? []).map(({ value }) => String(value)),
        languages.filter(({ passages }) => passages).map(({ lang }) => lang),
        chosen,
      );
    } catch {
      // without the collection's numbers there is no choice to offer
    }
  }

  fillChoices(bodies, langs, { body, lang }) {
    const { t, value } = this.words;
    const options = (given, chosen, name) =>
      [...new Set([...given, ...(chosen ? [chosen] : [])])].map((one) => h("option", { value: one }, name(one)));
    fill(this.own, h("option", { value: "" }, t("draft.noBody")), options(bodies, body, String));
    fill(this.lang, h("option", { value: "" }, t("draft.anyLang")), options(langs, lang, (one) => value("lang", one)));
    this.own.value = body;
    this.lang.value = lang;
  }

  // Asking

  async ask() {
    const { ctx, words } = this;
    const { t } = words;
    const draft = this.text.value;
    if (!draft.trim()) {
      fill(this.results, h("p", { class: "notice", role: "alert" }, t("draft.empty")));
      this.text.focus();
      return;
    }
    this.keep();
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.busy(true);
    const slow = setTimeout(() => ctx.announce(t("state.slow")), SLOW_MS);
    try {
      const lang = this.lang.value;
      const answer = await requestWhenReady("/v1/precedents", {
        method: "POST",
        signal: asking.signal,
        patience: PATIENCE_MS,
        json: {
          draft,
          top_k: TOP_K,
          body: this.own.value || null,
          strength: this.strength.value,
          filter: lang ? { field: "lang", eq: lang } : null,
        },
      }, () => fill(this.results, h("p", { class: "notice" }, t("state.starting"))));
      if (this.asking !== asking) return;
      Object.assign(visit, { answer, chosen: new Map() });
      this.draw(answer);
      this.drawBar();
      this.results.querySelector("h2")?.focus();
    } catch (error) {
      if (this.asking !== asking) return;
      if (asking.signal.aborted) fill(this.results);
      else this.failed(error);
    } finally {
      clearTimeout(slow);
      if (this.asking === asking) {
        this.asking = null;
        this.busy(false);
      }
    }
  }

  busy(isBusy) {
    const { t } = this.words;
    this.stop.hidden = !isBusy;
    this.submit.textContent = t(isBusy ? "draft.asking" : "draft.submit");
    this.submit.setAttribute("aria-disabled", String(isBusy));
    if (isBusy) {
      this.results.setAttribute("aria-busy", "true");
      this.ctx.announce(t("state.searching"));
    } else this.results.removeAttribute("aria-busy");
  }

  failed(error) {
    const { ctx } = this;
    const { t } = this.words;
    if (error instanceof Problem && error.code === "collection_not_found") {
      fill(this.results, h("div", { class: "notice", role: "alert" }, h("p", {}, ctx.sentence(error)),
        h("p", {}, h("a", { href: "/library" }, t("draft.toLibrary")))));
    } else fill(this.results, ctx.problem(error, () => this.ask()));
  }

  // What was found

  draw({ paragraphs, warnings }) {
    const { t } = this.words;
    const found = paragraphs.filter(({ verdict }) => verdict === "precedent").length;
    const sections = paragraphs.map((paragraph, place) => this.paragraph(paragraph, place, paragraphs.length));
    fill(
      this.results,
      h("h2", { class: "count-line", tabIndex: -1, id: "count" },
        t("draft.found", { count: paragraphs.length, found })),
      warnings.map((warning) => h("p", { class: "notice" }, english(warning))),
      paragraphs.length > OPEN_AT_ONCE ? this.openAll(sections) : null,
      sections,
    );
    this.ctx.announce(t("draft.found", { count: paragraphs.length, found }));
  }

  openAll(sections) {
    const { t } = this.words;
    const turn = (isOpen) => () => {
      for (const section of sections) section.querySelector("details").open = isOpen;
    };
    return h("p", { class: "draft-actions" },
      h("button", { type: "button", class: "quiet", on: { click: turn(true) } }, t("draft.openAll")),
      h("button", { type: "button", class: "quiet", on: { click: turn(false) } }, t("draft.closeAll")));
  }

  /** One paragraph of the draft; its precedents are drawn when it is opened. */
  paragraph(paragraph, place, total) {
    const { words } = this;
    const { t } = words;
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
      fill(inside, this.facts(paragraph),
        paragraph.warnings.map((warning) => h("p", { class: "hint" }, english(warning))),
        isFound ? this.cards(paragraph, place) : this.nothing(paragraph, place));
    };
    details.addEventListener("toggle", () => details.open && drawInside());
    if (place < OPEN_AT_ONCE || total <= OPEN_AT_ONCE) {
      details.open = true;
      drawInside();
    }
    return h("section", { class: "draft-part", "aria-label": t("draft.paragraph", { number: place + 1 }) }, quoted, details);
  }

  /** What the paragraph itself is: its verb, stance and addressees. */
  facts({ verb, stance, addressees, lang }) {
    const { words } = this;
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
  cards(paragraph, place) {
    const cards = (precedents) => h("ol", { class: "cards" }, precedents.map((precedent) =>
      h("li", {}, precedentCard(precedent, paragraph, {
        ctx: this.ctx,
        id: `precedent-${place}-${precedent.rank}`,
        isChosen: this.isChosen(place, precedent.passage.id),
        choose: (isOn) => this.choose(place, precedent.passage.id, isOn),
      }))));
    const { sure, others } = bySureness(paragraph);
    if (!others.length) return cards(sure);
    const rest = h("details", { class: "less-sure" },
      h("summary", {}, this.words.t("draft.lessSure", { count: others.length })));
    rest.addEventListener("toggle", () => rest.children.length < 2 && rest.append(cards(others)));
    return [cards(sure), rest];
  }

  nothing(paragraph, place) {
    const { t } = this.words;
    return [
      h("div", { class: "notice" },
        h("p", {}, t("draft.noneMeaning")),
        paragraph.explanation ? h("p", { class: "hint" }, english(paragraph.explanation)) : null,
        this.searched(paragraph.searched)),
      paragraph.nearest
        ? nearestMiss(paragraph.nearest, paragraph, { ctx: this.ctx, id: `nearest-${place}` })
        : null,
    ];
  }

  /** Where it was looked for: an answer "no" is worth no more than that. */
  searched({ documents, passages, bodies, sessions, languages }) {
    const { words } = this;
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

  // What is chosen, and taken along

  isChosen(place, id) {
    return visit.chosen.get(place)?.has(id) ?? false;
  }

  choose(place, id, isOn) {
    const ids = visit.chosen.get(place) ?? new Set();
    if (isOn) ids.add(id);
    else ids.delete(id);
    if (ids.size) visit.chosen.set(place, ids);
    else visit.chosen.delete(place);
    this.drawBar();
  }

  drawBar() {
    const { t, value } = this.words;
    const count = [...visit.chosen.values()].reduce((sum, ids) => sum + ids.size, 0);
    this.bar.hidden = !count;
    if (!count) return;
    if (!this.bar.children.length) {
      this.format = h("select", { id: "export-format" }, FORMATS.map((one) => h("option", { value: one }, t(`export.${one}`))));
      this.citing = h("select", { id: "export-lang" },
        LANGUAGES.map((lang) => h("option", { value: lang }, value("lang", lang))));
      this.citing.value = this.words.lang;
      this.chosenCount = h("p", { role: "status" });
      fill(
        this.bar,
        this.chosenCount,
        h("div", { class: "export-choices" },
          h("label", { for: "export-format" }, t("export.format")), this.format,
          h("label", { for: "export-lang" }, t("export.lang")), this.citing),
        h("div", { class: "draft-actions" },
          h("button", { type: "button", class: "primary", on: { click: (event) => this.export(event.currentTarget) } }, t("export.save")),
          h("button", { type: "button", class: "quiet", on: { click: () => this.clear() } }, t("facets.clear"))),
      );
    }
    this.chosenCount.textContent = t("export.chosen", { count });
  }

  clear() {
    visit.chosen.clear();
    for (const box of this.results.querySelectorAll(".choose input")) box.checked = false;
    this.drawBar();
    this.results.querySelector("h2")?.focus();
  }

  async export(button) {
    const { ctx } = this;
    const format = this.format.value;
    const places = [...visit.chosen.keys()].sort((one, other) => one - other);
    const items = places.map((place) => ({
      draft: visit.answer.paragraphs[place].text,
      passage_ids: visit.answer.paragraphs[place].precedents
        .map(({ passage }) => passage.id).filter((id) => visit.chosen.get(place).has(id)),
    }));
    button.disabled = true;
    try {
      const name = await download("/v1/precedents/export", { format, items, lang: this.citing.value },
        { fallbackName: `precedents.${ENDINGS[format]}`, signal: ctx.signal });
      ctx.say(this.words.t("export.saved", { name }));
    } catch (error) {
      if (!ctx.signal.aborted) ctx.say(ctx.sentence(error));
    }
    button.disabled = false;
    button.focus();
  }
}

/** The precedents that are likelier such than not, at least the likeliest, and the others. */
function bySureness({ precedents }) {
  const most = Math.max(...precedents.map(({ confidence }) => confidence));
  const isSure = ({ confidence }) => confidence >= Math.min(SURE, most);
  return { sure: precedents.filter(isSure), others: precedents.filter((one) => !isSure(one)) };
}

function readKept() {
  const nothing = { text: "", body: "", strength: "any", lang: "" };
  try {
    return { ...nothing, ...JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") };
  } catch {
    return nothing;
  }
}
