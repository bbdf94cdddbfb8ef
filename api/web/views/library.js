// Library: what is indexed, what is on its way there, what is wrong with it, and its numbers.

import { Problem, path, request } from "../api.js";
import { confirmed } from "../dialog.js";
import { about, bdi, fill, freshId, h } from "../dom.js";
import { numbersOf } from "../numbers.js";
import { english } from "../passage.js";
import { uploadList } from "../upload_list.js";
import { uploads } from "../uploads.js";

const PAGE = 20;
const IDLE_MS = 250;
const REMOVAL_MS = 10 * 60 * 1000; // a removal waits for the document that is being indexed

export default {
  path: /^\/library$/,
  nav: { key: "nav.library", href: "/library" },
  title: (t) => t("library.title"),
  render,
};

function render(root, params, ctx) {
  const library = new Library(root, ctx);
  library.update(params);
  return { update: (changed, moved) => library.update(changed, moved) };
}

class Library {
  constructor(root, ctx) {
    this.ctx = ctx;
    const { t } = ctx.words;
    root.classList.add("library");
    this.beginning = h("div", {});
    this.list = h("section", { class: "documents", "aria-labelledby": "documents-title" });
    this.numbers = h("section", { class: "statistics", "aria-labelledby": "statistics-title" });
    this.count = h("p", { class: "count-line", id: "count", tabIndex: -1 });
    this.items = h("ol", { class: "document-list" });
    this.pager = h("nav", { class: "pager", "aria-label": t("library.pages") });
    fill(
      root,
      h("h1", {}, t("library.heading")),
      this.beginning,
      uploadList(root, ctx, () => this.changed()),
      this.list,
      this.numbers,
    );
    this.form = this.makeForm();
    fill(this.list, h("h2", { id: "documents-title" }, t("library.documents")), this.form, this.count,
      this.items, this.pager);
    this.list.hidden = this.numbers.hidden = true;
    this.serial = 0;
  }

  makeForm() {
    const { t } = this.ctx.words;
    let idle = 0;
    const go = () => {
      clearTimeout(idle);
      this.go({ page: 1, replace: true });
    };
    this.text = h("input", {
      type: "search", id: "library-text", dir: "auto", autocomplete: "off", maxlength: "500",
      on: { input: () => { clearTimeout(idle); idle = setTimeout(go, IDLE_MS); } },
    });
    this.lang = h("select", { id: "library-lang", on: { change: go } });
    this.body = h("select", { id: "library-body", on: { change: go } });
    this.ctx.signal.addEventListener("abort", () => clearTimeout(idle));
    const field = (control, label) => h("div", { class: "field" }, h("label", { for: control.id }, label), control);
    return h(
      "form",
      { class: "fields", role: "search", on: { submit: (event) => { event.preventDefault(); go(); } } },
      field(this.text, t("library.text")),
      field(this.lang, t("field.lang")),
      field(this.body, t("field.body")),
    );
  }

  /** Show what the address says. */
  async update({ query }, moved = {}) {
    this.wanted = {
      text: query.get("q") ?? "",
      lang: query.get("lang") ?? "",
      body: query.get("body") ?? "",
      page: Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1),
    };
    if (this.text.value.trim() !== this.wanted.text) this.text.value = this.wanted.text;
    await Promise.all([this.loadDocuments(), this.statistics ? null : this.loadStatistics()]);
    if (moved.back) this.ctx.restore();
  }

  /** Change the address, which shows. */
  go({ page, replace }) {
    const query = new URLSearchParams();
    const given = { q: this.text.value.trim(), lang: this.lang.value, body: this.body.value };
    for (const [name, value] of Object.entries(given)) if (value) query.set(name, value);
    if (page > 1) query.set("page", page);
    const text = query.toString();
    this.ctx.navigate(`/library${text ? `?${text}` : ""}`, { replace });
  }

  /** The collection has changed. */
  changed() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => {
      if (!this.ctx.signal.aborted) Promise.all([this.loadDocuments(), this.loadStatistics()]);
    }, 150);
  }

  async loadDocuments() {
    const { ctx, wanted } = this;
    this.serial += 1;
    const mine = this.serial;
    const { text, lang, body, page } = wanted;
    const query = { limit: PAGE, offset: (page - 1) * PAGE };
    for (const [name, value] of Object.entries({ text, lang, body })) if (value) query[name] = value;
    try {
      const found = await request("/v1/documents", { query, signal: ctx.signal });
      if (mine !== this.serial) return;
      if (!found.documents.length && found.total && page > 1) {
        this.go({ page: Math.ceil(found.total / PAGE), replace: true }); // the last of a page was removed
        return;
      }
      this.drawDocuments(found);
    } catch (error) {
      if (ctx.signal.aborted || mine !== this.serial) return;
      if (error.code === "collection_not_found") this.drawBeginning();
      else fill(this.beginning, ctx.problem(error, () => this.loadDocuments()));
    }
  }

  drawDocuments({ documents, total }) {
    const { words } = this.ctx;
    const { text, lang, body, page } = this.wanted;
    const isNarrowed = Boolean(text || lang || body);
    if (!total && !isNarrowed) {
      this.drawBeginning();
      return;
    }
    fill(this.beginning);
    this.list.hidden = false;
    this.count.textContent = total || !isNarrowed
      ? words.t("library.found", { count: total })
      : words.t("library.none");
    this.ctx.announce(this.count.textContent);
    fill(this.items, documents.map((document) => this.item(document)));
    const pages = Math.ceil(total / PAGE);
    const turn = (key, to) =>
      to < 1 || to > pages
        ? null
        : h("button", { type: "button", on: { click: () => this.turn(to) } }, words.t(key));
    fill(
      this.pager,
      pages > 1
        ? [
            turn("library.previous", page - 1),
            h("span", { class: "quiet-text" }, words.t("library.page", { page, pages })),
            turn("library.next", page + 1),
          ]
        : null,
    );
  }

  async turn(page) {
    this.go({ page, replace: false });
    this.count.focus();
    this.list.scrollIntoView({ block: "start" });
  }

  /** Nothing is indexed: lead to the sample, or to the files above. */
  drawBeginning() {
    const { t } = this.ctx.words;
    this.list.hidden = this.numbers.hidden = true;
    const add = async (event) => {
      const button = event.currentTarget;
      button.disabled = true;
      try {
        const { documents } = await request("/v1/sample", { signal: this.ctx.signal });
        uploads.sendBodies(documents);
      } catch (error) {
        if (!this.ctx.signal.aborted) this.ctx.say(this.ctx.sentence(error));
        button.disabled = false;
      }
    };
    const isRunning = uploads.all.some(({ json, state }) => json && state !== "failed");
    fill(
      this.beginning,
      h(
        "div",
        { class: "notice" },
        h("h2", {}, t("welcome.empty")),
        h("p", {}, t("welcome.begin")),
        h("p", {}, h("button", { type: "button", class: "primary", disabled: isRunning, on: { click: add } },
          t("welcome.sample"))),
      ),
    );
  }

  item(document) {
    const { words } = this.ctx;
    const { t } = words;
    const { metadata } = document;
    const name = document.title || document.symbol || document.name;
    const findings = h("div", { id: freshId("findings"), class: "findings" });
    const check = h(
      "button",
      {
        type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": findings.id,
        on: { click: () => this.check(document, check, findings) },
      },
      t("library.check"),
      about(name),
    );
    const facts = [
      document.symbol && document.title ? bdi(document.symbol, { dir: "ltr" }) : null,
      words.value("lang", document.lang),
      metadata.body,
      metadata.session && t("library.session", { session: metadata.session }),
      words.dates(metadata.date_start, metadata.date_end),
      t("library.paragraphs", { count: document.passage_count }),
    ].filter(Boolean);
    return h(
      "li",
      { class: "document-item" },
      h("h3", document.title ? { lang: document.lang } : {}, h("a", { href: hrefOf(document) }, bdi(name))),
      h("p", { class: "facts" }, facts.map((fact, place) => [place ? " · " : "", typeof fact === "string" ? bdi(fact) : fact])),
      h(
        "p",
        { class: "item-actions" },
        check,
        h("button", {
          type: "button", class: "quiet",
          on: { click: (event) => this.remove(document, name, event.currentTarget) },
        }, t("library.remove"), about(name)),
      ),
      findings,
    );
  }

  /** What the server finds wrong in a document. */
  async check(document, button, into) {
    const { t } = this.ctx.words;
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) {
      fill(into);
      return;
    }
    fill(into, h("p", { class: "quiet-text" }, t("state.loading")));
    try {
      const { findings } = await request(path("v1", "documents", document.id, "doctor"), { signal: this.ctx.signal });
      fill(into, findings.length ? h("ul", {}, findings.map((one) => finding(one, t))) : h("p", {}, t("library.sound")));
      this.ctx.announce(findings.length ? t("library.findings", { count: findings.length }) : t("library.sound"));
    } catch (error) {
      if (!this.ctx.signal.aborted) fill(into, this.ctx.problem(error));
    }
  }

  async remove(document, name, button) {
    const { ctx } = this;
    const { t } = ctx.words;
    const isSure = await confirmed({
      title: t("library.removeTitle"),
      text: h("p", {}, t("library.removeText", { name, count: document.passage_count })),
      yes: t("library.remove"),
      no: t("action.cancel"),
    });
    if (!isSure) return;
    const item = button.closest("li");
    for (const one of item.querySelectorAll("button")) one.disabled = true;
    item.setAttribute("aria-busy", "true");
    try {
      await request(path("v1", "documents", document.id), { method: "DELETE", signal: ctx.signal, patience: REMOVAL_MS });
    } catch (error) {
      if (ctx.signal.aborted) return;
      if (!(error instanceof Problem) || error.code !== "document_not_found") {
        for (const one of item.querySelectorAll("button")) one.disabled = false;
        item.removeAttribute("aria-busy");
        button.focus();
        ctx.say(ctx.sentence(error));
        return;
      }
    }
    ctx.say(t("library.removed", { name }));
    await Promise.all([this.loadDocuments(), this.loadStatistics()]);
    (this.list.hidden ? window.document.getElementById("main") : this.count).focus();
  }

  async loadStatistics() {
    try {
      this.statistics = await request("/v1/stats", { signal: this.ctx.signal });
      this.drawStatistics(this.statistics);
    } catch (error) {
      if (this.ctx.signal.aborted) return;
      this.statistics = null;
      this.numbers.hidden = true; // the list says what is wrong
    }
  }

  drawStatistics(statistics) {
    const { words } = this.ctx;
    const { languages, fields, passages } = statistics;
    this.fillSelect(this.lang, this.wanted.lang, languages.map(({ lang }) => [lang, words.value("lang", lang)]));
    this.fillSelect(this.body, this.wanted.body, (fields.body ?? []).map(({ value }) => [String(value), String(value)]));
    this.numbers.hidden = !passages;
    fill(this.numbers, h("h2", { id: "statistics-title" }, words.t("library.statistics")), numbersOf(statistics, words));
  }

  fillSelect(select, chosen, options) {
    const { t } = this.ctx.words;
    const known = options.some(([value]) => value === chosen);
    fill(
      select,
      h("option", { value: "" }, t("library.all")),
      options.map(([value, text]) => h("option", { value }, text)),
      chosen && !known ? h("option", { value: chosen }, chosen) : null,
    );
    select.value = chosen;
  }
}

/** Where a document is read. */
export function hrefOf({ symbol, id, lang }) {
  const work = (symbol || id).split("/").map(encodeURIComponent).join("/");
  return `/d/${work}?lang=${encodeURIComponent(lang)}`;
}

function finding({ severity, label, line, message, hint }, t) {
  return h(
    "li",
    {},
    h("span", { class: `tag severity-${severity}` }, t(`severity.${severity}`)),
    " ",
    label ? [bdi(label, { class: "finding-label" }), " "] : line ? [t("library.line", { line }), " "] : null,
    english(`${message}${hint ? ` ${hint}` : ""}`),
  );
}
