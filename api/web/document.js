// A document on the page: outline, paragraphs, notes, other languages beside it, and its keys.

import { path, request } from "./api.js";
import { bdi, fill, freshId, h, icon } from "./dom.js";
import { depthOf, drawText, paragraph } from "./paragraph.js";
import { citationMenu, copy, english, inLanguage, isDraft, statusLabels } from "./passage.js";
import { References } from "./references.js";
import { annotated } from "./text.js";

const MASTHEAD = 80; // pixels at the top that paragraphs pass below
export const WHOLE = 3000; // passages up to which a document is shown whole

/** Draws into `root`; `versions`: the documents of the same work, this one included. */
export class DocumentPage {
  constructor(root, text, versions, ctx) {
    Object.assign(this, { root, text, versions, ctx });
    this.rows = new Map(); // by label
    this.beside = []; // versions in columns beside the text
    this.references = new References(ctx);
    this.main = text.passages;
    this.notes = notesOf(text);
  }

  draw() {
    const { text, ctx } = this;
    const { t } = ctx.words;
    const named = text.symbol || text.title || text.name;
    ctx.setTitle(named);
    const body = h("div", { class: "document", dataset: { columns: 1 } });
    this.body = body;
    const outline = this.drawBody(body);
    fill(
      this.root,
      h(
        "header",
        { class: "document-head" },
        text.symbol ? h("p", { class: "symbol" }, bdi(text.symbol)) : null,
        h("h1", { lang: text.lang, dir: "auto" }, text.title || text.name),
        this.facts(),
      ),
      h(
        "div",
        { class: "columns" },
        h(
          "aside",
          { class: "outline", "aria-label": t("read.outline") },
          this.languages(),
          this.versionBoxes(),
          outline.length
            ? h("details", { open: matchMedia("(min-width: 60rem)").matches },
                h("summary", {}, t("read.outline")),
                h("nav", { "aria-label": t("read.outline") }, h("ol", {}, outline)))
            : null,
          h("p", { class: "hint keys" }, t("read.keys")),
        ),
        h("article", { class: "text", "aria-label": named }, this.masthead(), body, this.footnotes()),
      ),
    );
    if (text.isExcerpt) body.before(h("p", { class: "notice" }, t("read.excerpt")));
    this.references.watch(this.rows);
    this.keys();
  }

  facts() {
    const { metadata } = this.text;
    const { words } = this.ctx;
    const facts = [
      metadata.body_name ?? metadata.body,
      metadata.session_name,
      words.dates(metadata.date_start, metadata.date_end),
      metadata.place,
    ].filter(Boolean);
    return facts.length
      ? h("p", { class: "facts" }, facts.map((fact, place) => [place ? " · " : "", bdi(fact, { lang: this.text.lang })]))
      : null;
  }

  /** Links to the language versions. */
  languages() {
    const { t, value } = this.ctx.words;
    if (this.versions.length < 2) return null;
    const [where] = this.main[0]?.link.split("#") ?? [location.pathname];
    return h(
      "nav",
      { class: "version-links", "aria-label": t("read.languages") },
      this.versions.map(({ id, lang }) => h("a", {
        href: `${where}?lang=${encodeURIComponent(lang)}`,
        "aria-current": id === this.text.id ? "true" : null,
      }, value("lang", lang))),
    );
  }

  /** Boxes that put other languages beside the text. */
  versionBoxes() {
    const { t, value } = this.ctx.words;
    const others = this.versions.filter((one) => one.id !== this.text.id && one.passage_count <= WHOLE);
    if (!others.length) return null;
    return h(
      "fieldset",
      { class: "beside" },
      h("legend", {}, t("read.beside")),
      others.map((version) => {
        const id = freshId("beside");
        return h("span", { class: "box" },
          h("input", { type: "checkbox", id, on: { change: (event) => this.toggle(version, event.target) } }),
          h("label", { for: id }, value("lang", version.lang)));
      }),
    );
  }

  async toggle(version, box) {
    if (box.checked) {
      try {
        const [text, doubts] = await Promise.all([
          request(path("v1", "documents", version.id), { signal: this.ctx.signal }),
          this.doubts(),
        ]);
        if (!box.checked) return;
        this.beside.push({ version, byLabel: new Map(text.passages.map((one) => [one.label, one])), doubts });
      } catch (error) {
        if (this.ctx.signal.aborted) return;
        box.checked = false;
        this.ctx.say(this.ctx.sentence(error));
        return;
      }
    } else this.beside = this.beside.filter((one) => one.version.id !== version.id);
    const anchor = this.current();
    const before = anchor?.getBoundingClientRect().top;
    this.body.dataset.columns = 1 + this.beside.length;
    for (const row of this.rows.values()) this.drawBeside(row);
    if (anchor) scrollBy(0, anchor.getBoundingClientRect().top - before); // what was read stays in place
  }

  /** Labels in which the versions do not run in step: `Map` of document id → label → sentence. */
  async doubts() {
    this.known ??= request(path("v1", "works", this.text.symbol || this.text.id, "versions"), { signal: this.ctx.signal })
      .then(({ versions }) => new Map(versions.map((one) =>
        [one.document_id, new Map(one.doubts.map(({ label, message }) => [label, message]))])))
      .catch(() => new Map());
    return this.known;
  }

  drawBeside({ passage, cells }) {
    while (cells.children.length > 1) cells.lastChild.remove();
    const { t } = this.ctx.words;
    for (const { version, byLabel, doubts } of this.beside) {
      const other = byLabel.get(passage.label);
      const doubt = doubts.get(version.id)?.get(passage.label) ?? doubts.get(this.text.id)?.get(passage.label);
      cells.append(h(
        "div",
        { class: "cell" },
        doubt ? h("p", { class: "doubt" }, t("translations.doubt"), " ", english(doubt)) : null,
        other
          ? paragraph(other, annotated(other.text))
          : h("p", { class: "quiet-text" }, t("read.missing", { lang: this.ctx.words.language(version.lang) })),
      ));
    }
  }

  /** The blocks in order; gives the outline. */
  drawBody(body) {
    const outline = [];
    const drawn = new Set();
    const byLabel = new Map(this.main.map((one) => [one.label, one]));
    const heading = (text, level) => {
      const id = freshId("section");
      const tag = `h${Math.min(6, level + 1)}`;
      body.append(h(tag, { id, tabIndex: -1, class: "section", ...inLanguage(this.text.lang) }, text));
      outline.push(h("li", { class: `level-${level}` }, h("a", { href: `#${id}`, lang: this.text.lang, dir: "auto" }, text)));
    };
    for (const block of this.text.blocks) {
      if (block.kind === "heading") heading(oneLine(block.text), block.level || 1);
      else if (block.kind === "text") {
        body.append(h("p", { class: "unnumbered", ...inLanguage(this.text.lang) }, oneLine(block.text)));
      } else if (block.kind === "passage" && byLabel.has(block.label) && !drawn.has(block.label)) {
        drawn.add(block.label);
        body.append(this.row(byLabel.get(block.label)));
      }
    }
    let above = [];
    for (const passage of this.main) {
      if (drawn.has(passage.label)) continue;
      const same = passage.section_path.findIndex((one, place) => one !== above[place]);
      if (same >= 0) passage.section_path.slice(same).forEach((one, place) => heading(one, same + place + 1));
      above = passage.section_path;
      body.append(this.row(passage));
    }
    return outline;
  }

  row(passage) {
    const { words } = this.ctx;
    const [, anchor] = passage.link.split("#");
    const id = decodeURIComponent(anchor);
    const own = h("div", { class: "cell" });
    const cells = h("div", { class: "cells" }, own);
    const tags = statusLabels(passage, words);
    const cited = h("div", { class: "cited" });
    const element = h(
      "div",
      {
        role: "group",
        class: `paragraph depth-${depthOf(passage)}${isDraft(passage) ? " is-draft" : ""}`,
        id,
        tabIndex: -1,
        "aria-label": passage.citation,
        dataset: { label: passage.label },
      },
      tags.length ? h("p", { class: "tags" }, tags) : null,
      cells,
      h(
        "div",
        { class: "paragraph-actions" },
        h("button", {
          type: "button",
          class: "quiet",
          "aria-label": words.t("cite.copyLink", { citation: passage.citation }),
          title: words.t("cite.link"),
          on: { click: () => copy(new URL(passage.link, location.href).href, this.ctx) },
        }, icon("link")),
        citationMenu(passage, this.ctx),
      ),
      cited,
    );
    const row = { passage, element, cells, own, cited, notes: this.notes.get(passage.label) ?? [] };
    drawText(row, []);
    this.rows.set(passage.label, row);
    return element;
  }

  masthead() {
    const lines = this.text.blocks.filter((one) => one.kind === "header").map((one) => one.text);
    return lines.length
      ? h("details", { class: "masthead" }, h("summary", {}, this.ctx.words.t("read.masthead")),
          h("p", { class: "as-printed", ...inLanguage(this.text.lang) }, lines.join("\n\n")))
      : null;
  }

  footnotes() {
    if (!this.text.footnotes.length) return null;
    const { t } = this.ctx.words;
    return h(
      "section",
      { class: "footnotes", "aria-labelledby": "footnotes" },
      h("h2", { id: "footnotes" }, t("read.footnotes")),
      h("ol", {}, this.text.footnotes.map((note, place) => {
        const row = this.rows.get(note.label);
        return h("li", { id: noteId(place), tabIndex: -1, ...inLanguage(this.text.lang) },
          row
            ? h("a", { class: "note-number", href: `#${row.element.id}`, "aria-label": t("read.noteBack", { number: note.number }) }, note.number)
            : h("span", { class: "note-number" }, note.number),
          " ", linked(note));
      })),
    );
  }

  /** Move to what the hash names. */
  goTo(hash, { isFirst }) {
    if (!hash) return;
    const target = document.getElementById(hash);
    if (!target || !this.root.contains(target)) {
      if (isFirst) this.ctx.say(this.ctx.words.t("read.noPlace"));
      return;
    }
    for (const old of this.root.querySelectorAll(".target")) old.classList.remove("target");
    target.classList.add("target");
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.clientHeight > innerHeight / 2 ? "start" : "center" });
  }

  /** The paragraph that is being read: focused, asked for and in sight, or the first in sight. */
  current() {
    const focused = document.activeElement?.closest?.(".paragraph");
    if (focused) return focused;
    const target = this.root.querySelector(".paragraph.target");
    if (target && isInSight(target)) return target;
    return [...this.rows.values()].map((row) => row.element)
      .find((element) => element.getBoundingClientRect().bottom > MASTHEAD) ?? null;
  }

  /** j and k move between paragraphs. */
  keys() {
    document.addEventListener("keydown", (event) => {
      if (!["j", "k"].includes(event.key) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      const all = [...this.rows.values()].map((row) => row.element);
      const at = all.indexOf(document.activeElement?.closest?.(".paragraph"));
      const next = at < 0 ? this.current() : all[at + (event.key === "j" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "center" });
    }, { signal: this.ctx.signal });
  }
}

function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > MASTHEAD && top < innerHeight;
}

/** The notes of each paragraph, by label, with the ids of their places at the end. */
function notesOf(text) {
  const notes = new Map();
  text.footnotes.forEach((note, place) => {
    if (!note.label) return;
    notes.set(note.label, [...(notes.get(note.label) ?? []), { note, id: noteId(place) }]);
  });
  return notes;
}

function noteId(place) {
  return `note-${place + 1}`;
}

/** A footnote with its addresses as links, which the reader follows at will. */
function linked(note) {
  const parts = [];
  let rest = note.text;
  for (const url of note.urls) {
    const at = rest.indexOf(url);
    if (at < 0 || !/^https?:\/\//.test(url)) continue;
    parts.push(rest.slice(0, at), h("a", { href: url, rel: "noreferrer noopener", dir: "ltr" }, url));
    rest = rest.slice(at + url.length);
  }
  return [...parts, rest];
}

function oneLine(text) {
  return text.split(/\s*\n\s*/).join(" ").trim();
}
