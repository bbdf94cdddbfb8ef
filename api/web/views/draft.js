// Draft: a paragraph or a whole draft, what was said before, where, and how it differs.

import { Problem, request } from "../api.js";
import { fill, h } from "../dom.js";
import { draftParagraph, isLong } from "../draft_paragraph.js";
import { inSlices, refusal } from "../draft_search.js";
import { exportBar } from "../export_bar.js";
import { english } from "../passage.js";

const TOP_K = 6;
const SLOW_MS = 4000;
const STRENGTHS = ["any", "stronger", "same", "weaker"];
const KEPT = "draft";
const WORD = /[\p{L}\p{N}]/u;

// What the reader finds again on coming back to the view; the draft itself outlives a reload, in
// the session's storage, and is never in an address. `search`: what was asked and what of the
// answer has come; `chosen`: ids of precedents by the place of their paragraph.
const visit = { search: null, chosen: new Map() };

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
    this.meter = h("progress", { "aria-label": t("state.searching") });
    this.done = h("span");
    this.progress = h("span", { class: "draft-progress", hidden: true }, this.meter, this.done);
    this.notice = h("div");
    this.results = h("section", { class: "precedents", "aria-label": t("results.title") });
    this.bar = exportBar({ ctx: this.ctx, items: () => this.items(), clear: () => this.clear() });
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
        h("p", { class: "draft-actions" }, this.submit, this.stop, this.progress),
      ),
      this.notice,
      this.results,
      this.bar.element,
    );
    this.counted();
    this.drawBar();
    this.loadChoices();
    if (visit.search) {
      this.draw(visit.search);
      this.offerRest();
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

  ask() {
    const draft = this.text.value;
    if (!WORD.test(draft)) {
      fill(this.notice, h("p", { class: "notice", role: "alert" }, this.words.t("draft.empty")));
      this.text.focus();
      return;
    }
    this.keep();
    const lang = this.lang.value;
    this.search({
      question: {
        draft,
        top_k: TOP_K,
        body: this.own.value || null,
        strength: this.strength.value,
        filter: lang ? { field: "lang", eq: lang } : null,
      },
      paragraphs: [],
      warnings: [],
      total: 0,
    });
  }

  /** Ask for what of the answer has not come; the answer before stays until something has. */
  async search(search) {
    const { ctx } = this;
    const { t } = this.words;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.busy(true);
    this.progressed(search);
    if (visit.search !== search) this.results.setAttribute("aria-busy", "true");
    fill(this.notice);
    const slow = setTimeout(() => ctx.announce(t("state.slow")), SLOW_MS);
    try {
      const waiting = () => fill(this.notice, h("p", { class: "notice" }, t("state.starting")));
      for await (const answer of inSlices(search.question, search.paragraphs.length, { signal: asking.signal, waiting })) {
        if (this.asking !== asking) return;
        asking.signal.throwIfAborted();
        clearTimeout(slow);
        this.arrived(search, answer);
      }
      if (this.asking !== asking) return;
      if (document.activeElement === this.stop) this.heading.focus();
      ctx.announce(this.heading.textContent);
    } catch (error) {
      if (this.asking !== asking || ctx.signal.aborted) return;
      if (asking.signal.aborted) this.offerRest();
      else this.failed(error, search);
    } finally {
      clearTimeout(slow);
      if (this.asking === asking) {
        this.asking = null;
        this.busy(false);
      }
    }
  }

  /** Show what one slice found. */
  arrived(search, { paragraphs, warnings, total }) {
    const from = search.paragraphs.length;
    search.paragraphs.push(...paragraphs);
    search.total = total ?? search.paragraphs.length;
    search.warnings = [...new Set([...search.warnings, ...warnings])];
    if (from) this.extend(search, from);
    else {
      const leaves = this.leavesFocus(search);
      Object.assign(visit, { search, chosen: new Map() });
      this.results.removeAttribute("aria-busy");
      fill(this.notice);
      this.draw(search);
      this.drawBar();
      if (!leaves) this.heading.focus();
    }
    this.progressed(search);
  }

  /** Whether the reader is about something else: typing on, about to cancel, outside this view. */
  leavesFocus({ question }) {
    const at = document.activeElement;
    if (at === this.text) return this.text.value !== question.draft;
    return at !== document.body && at !== this.submit && !this.results.contains(at);
  }

  busy(isBusy) {
    const { t } = this.words;
    const at = document.activeElement;
    this.submit.textContent = t(isBusy ? "draft.asking" : "draft.submit");
    this.submit.setAttribute("aria-disabled", String(isBusy));
    if (isBusy) {
      this.stop.hidden = false;
      if (this.notice.contains(at)) this.stop.focus(); // the button that was pressed there goes
      this.ctx.announce(t("state.searching"));
    } else {
      if (at === this.stop) this.submit.focus();
      this.stop.hidden = true;
      this.progress.hidden = true;
      this.results.removeAttribute("aria-busy");
    }
  }

  progressed({ paragraphs: { length: done }, total }) {
    this.progress.hidden = done >= total;
    if (done >= total) return;
    this.meter.setAttribute("max", total);
    this.meter.value = done;
    this.done.textContent = this.words.t("draft.progress", { done, total });
  }

  /** Offer to go on with a search that was stopped. */
  offerRest() {
    const { search } = visit;
    const { t } = this.words;
    const left = search ? search.total - search.paragraphs.length : 0;
    if (left <= 0) return;
    fill(this.notice, h("div", { class: "notice" },
      h("p", {}, t("draft.stopped", { count: left })),
      h("button", { type: "button", on: { click: () => this.search(search) } }, t("draft.goOn"))));
  }

  failed(error, search) {
    const { ctx } = this;
    const { t } = this.words;
    const code = error instanceof Problem ? error.code : "";
    const alert = (...said) => fill(this.notice, h("div", { class: "notice problem", role: "alert" }, said));
    if (code === "collection_not_found") {
      alert(h("p", {}, ctx.sentence(error)), h("p", {}, h("a", { href: "/library" }, t("draft.toLibrary"))));
    } else if (code === "invalid_query") {
      const known = refusal(error.detail);
      alert(h("p", {}, known ? t(known.key, known.values) : [t("draft.refused"), " ", english(error.detail)]));
    } else fill(this.notice, ctx.problem(error, () => (search.paragraphs.length ? this.search(search) : this.ask())));
  }

  // What was found

  draw(search) {
    this.sections = [];
    this.heading = h("h2", { class: "count-line", tabIndex: -1, id: "count" });
    this.warned = h("div");
    this.list = h("div");
    fill(this.results, this.heading, this.warned, isLong(search.total) ? this.openAll() : null, this.list);
    this.extend(search, 0);
  }

  /** Draw the paragraphs from one on, below those that are there. */
  extend({ question, paragraphs, warnings, total }, from) {
    const { t } = this.words;
    const found = paragraphs.filter(({ verdict }) => verdict === "precedent").length;
    const done = paragraphs.length;
    this.heading.textContent = done < total
      ? t("draft.soFar", { count: total, done, found })
      : t("draft.found", { count: done, found });
    fill(this.warned, warnings.map((warning) => h("p", { class: "notice" }, english(warning))));
    const added = paragraphs.slice(from).map((paragraph, at) => {
      const place = from + at;
      return draftParagraph(paragraph, {
        ctx: this.ctx,
        place,
        total,
        question,
        isChosen: (id) => visit.chosen.get(place)?.has(id) ?? false,
        choose: (id, isOn) => this.choose(place, id, isOn),
      });
    });
    this.sections.push(...added);
    this.list.append(...added);
  }

  openAll() {
    const { t } = this.words;
    const turn = (isOpen) => () => {
      for (const section of this.sections) section.querySelector("details").open = isOpen;
    };
    return h("p", { class: "draft-actions" },
      h("button", { type: "button", class: "quiet", on: { click: turn(true) } }, t("draft.openAll")),
      h("button", { type: "button", class: "quiet", on: { click: turn(false) } }, t("draft.closeAll")));
  }

  // What is chosen, and taken along

  choose(place, id, isOn) {
    const ids = visit.chosen.get(place) ?? new Set();
    if (isOn) ids.add(id);
    else ids.delete(id);
    if (ids.size) visit.chosen.set(place, ids);
    else visit.chosen.delete(place);
    this.drawBar();
  }

  drawBar() {
    this.bar.draw([...visit.chosen.values()].reduce((sum, ids) => sum + ids.size, 0));
  }

  clear() {
    visit.chosen.clear();
    for (const box of this.results.querySelectorAll(".choose input")) box.checked = false;
    this.drawBar();
    this.heading.focus();
  }

  /** The paragraphs of which something is chosen or which have none, as an export wants them. */
  items() {
    return visit.search.paragraphs.map(({ text, label, verdict, explanation, precedents }, place) => {
      const isWithout = verdict === "no_precedent";
      const chosen = visit.chosen.get(place) ?? new Set();
      return {
        draft: text,
        label: label || `¶${place + 1}`,
        no_precedent: isWithout,
        explanation: isWithout ? explanation : "",
        passage_ids: precedents.map(({ passage }) => passage.id).filter((id) => chosen.has(id)),
      };
    }).filter(({ no_precedent: isWithout, passage_ids: ids }) => isWithout || ids.length);
  }
}

function readKept() {
  const nothing = { text: "", body: "", strength: "any", lang: "" };
  try {
    return { ...nothing, ...JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") };
  } catch {
    return nothing;
  }
}
