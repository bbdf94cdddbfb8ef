// The part of the library where files are chosen, named, sent and watched.

import { about, fill, freshId, h } from "./dom.js";
import { english } from "./passage.js";
import { isActive, uploads } from "./uploads.js";

const SYMBOL = "CBD/COP/16/1";
const SCROLLS = 6; // uploads, beyond which their list has a scroll bar

/**
 * The section; files can be dropped anywhere on `root`.
 *
 * `changed()` is called when an upload is over that has changed the collection.
 */
export function uploadList(root, ctx, changed) {
  const { t } = ctx.words;
  const rows = new Map(); // by upload
  const list = h("ul", { class: "uploads", "aria-label": t("library.uploads") });
  const summary = h("span", { class: "quiet-text" });
  const actions = h("span", { class: "upload-buttons" });
  const input = h("input", {
    type: "file", id: "files", multiple: true,
    on: {
      change: () => {
        uploads.choose(input.files);
        input.value = "";
        focusChosen();
      },
    },
  });
  const section = h(
    "section",
    { class: "adding", "aria-labelledby": "adding-title" },
    h("h2", { id: "adding-title" }, t("library.add")),
    h(
      "div",
      { class: "drop" },
      h("p", {}, t("library.drop"), " ",
        h("span", { class: "file-button" }, input, h("label", { class: "button", for: "files" }, t("welcome.upload")))),
      h("p", { class: "hint" }, t("library.formats")),
    ),
    h("p", { class: "upload-actions" }, actions, summary),
    list,
  );
  acceptDrops(root, section, ctx, focusChosen);
  uploads.listen((upload) => (upload ? drawOne(upload) : draw()), ctx.signal);
  draw();
  return section;

  function focusChosen() {
    list.querySelector("input")?.focus();
  }

  function draw() {
    for (const [upload, row] of rows) {
      if (!uploads.all.includes(upload)) {
        rows.delete(upload);
        row.element.remove();
      }
    }
    for (const upload of uploads.all) {
      if (!rows.has(upload)) {
        rows.set(upload, new Row(upload, ctx));
        list.append(rows.get(upload).element);
      }
      rows.get(upload).draw();
    }
    drawActions();
  }

  function drawOne(upload) {
    const row = rows.get(upload);
    if (!row) return;
    const was = row.state;
    row.draw();
    if (was === upload.state) return;
    drawActions();
    if (isActive(upload)) return;
    ctx.announce(`${upload.name}: ${row.status.textContent}`);
    if (upload.files.some(({ status }) => status === "added" || status === "replaced")) changed();
  }

  function drawActions() {
    const all = uploads.all;
    const count = (state) => all.filter((one) => one.state === state).length;
    const button = (key, act, { values, className } = {}) =>
      h("button", { type: "button", class: className, dataset: { key }, on: { click: act } }, t(key, values));
    const sent = all.filter(({ state }) => state !== "chosen");
    const over = sent.filter((one) => !isActive(one)).length;
    summary.textContent = sent.length > 1 ? t("library.progress", { over, total: sent.length }) : "";
    list.tabIndex = all.length > SCROLLS ? 0 : -1;
    const focused = actions.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    fill(
      actions,
      count("chosen")
        ? button("library.send", () => uploads.sendChosen(), { values: { count: count("chosen") }, className: "primary" })
        : null,
      count("failed") > 1
        ? button("library.retryAll", () => all.filter(({ state }) => state === "failed").forEach((one) => uploads.retry(one)))
        : null,
      count("done") + count("failed") ? button("library.clear", () => uploads.clear(), { className: "quiet" }) : null,
    );
    if (!focused) return;
    const next = actions.querySelector(`[data-key="${focused}"]`) ?? actions.querySelector("button") ?? input;
    next.focus();
  }
}

/** One upload on the page. */
class Row {
  constructor(upload, ctx) {
    Object.assign(this, { upload, ctx, state: null });
    const { t } = ctx.words;
    this.status = h("span", { class: "upload-status" });
    this.bar = h("progress", { max: "1", "aria-label": t("upload.progress", { name: upload.name }) });
    this.rest = h("div", { class: "upload-rest" });
    this.element = h(
      "li",
      { class: "upload" },
      h("p", { class: "upload-head" }, h("bdi", { class: "upload-name" }, upload.name), " ", this.status),
      this.bar,
      this.rest,
    );
  }

  draw() {
    const { upload } = this;
    this.status.textContent = statusOf(upload, this.ctx.words);
    this.bar.hidden = !["sending", "running"].includes(upload.state);
    const share = shareOf(upload);
    if (share === null) this.bar.removeAttribute("value");
    else this.bar.value = share;
    const key = `${upload.state} ${upload.files.length}`;
    if (this.key === key) return;
    this.key = key;
    this.state = upload.state;
    this.element.dataset.state = upload.state;
    const hadFocus = this.rest.contains(document.activeElement);
    fill(this.rest, this.parts());
    if (hadFocus) (this.rest.querySelector("button, a, input, summary") ?? this.element.closest("section").querySelector("button"))?.focus();
  }

  parts() {
    const { upload, ctx } = this;
    const { t } = ctx.words;
    const drop = h("button", {
      type: "button", class: "quiet", on: { click: () => uploads.drop(upload) },
    }, t(upload.state === "sending" ? "action.cancel" : "upload.drop"), about(upload.name));
    switch (upload.state) {
      case "chosen":
        return [this.symbolField(), drop];
      case "queued":
      case "sending":
      case "held":
        return [drop];
      case "failed":
        return [
          upload.problem ? problemText(upload.problem, ctx) : null,
          members(upload, ctx),
          h("button", { type: "button", on: { click: () => uploads.retry(upload) } }, t("action.retry"), about(upload.name)),
          drop,
        ];
      default:
        return [members(upload, ctx)];
    }
  }

  symbolField() {
    const { upload, ctx } = this;
    const id = freshId("symbol");
    const input = h("input", {
      id, type: "text", dir: "ltr", maxlength: "200", placeholder: SYMBOL, autocomplete: "off", spellcheck: "false",
      value: upload.symbol,
      on: { input: () => { upload.symbol = input.value; } },
    });
    return h("div", { class: "field" }, h("label", { for: id }, ctx.words.t("upload.symbol")), input);
  }
}

/** What is going on with an upload, in words. */
function statusOf(upload, words) {
  const { t } = words;
  const { state, stage, files } = upload;
  if (state === "sending") {
    return t("upload.sending", { percent: percent(upload.size ? upload.sent / upload.size : 0, words) });
  }
  if (state === "waiting") return t("upload.waiting", { count: uploads.aheadOf(upload) });
  if (state === "running") {
    const doing = t(`upload.${stage || "reading"}`, { done: upload.done, total: upload.total });
    return upload.file && upload.file !== upload.name ? `${doing} · ⁨${upload.file}⁩` : doing;
  }
  if (state === "done" && files.length === 1) return t(`upload.${files[0].status}`, { count: files[0].passages });
  if (state === "done") {
    const there = files.filter(({ status }) => status !== "failed").length;
    return t("upload.archive", { there, total: files.length });
  }
  return t(`upload.${state}`);
}

/** How far an upload is in what is being done, from 0 to 1; null where that is not known. */
function shareOf({ state, stage, size, sent, done, total }) {
  if (state === "sending") return size ? Math.min(1, sent / size) : null;
  if (state === "running" && stage !== "reading" && total) return done / total;
  return null;
}

function percent(share, { lang }) {
  return new Intl.NumberFormat(lang, { style: "percent" }).format(Math.min(1, share));
}

/** What became of the files of an upload: a link to each, its warnings, its error. */
function members({ files, skipped, problem, state }, ctx) {
  const { t } = ctx.words;
  const isOne = files.length === 1;
  const told = files.filter((one) => !(isOne && one.error && problem));
  const shown = told.map((one) =>
    h(
      "li",
      {},
      isOne ? null : [h("bdi", {}, one.name), ": ", t(`upload.${one.status}`, { count: one.passages }), " "],
      one.document_id
        ? h("a", { href: `/d/${one.document_id.split("/").map(encodeURIComponent).join("/")}` }, t("upload.read"))
        : null,
      one.error ? problemText({ ...one.error, detail: one.error.message }, ctx) : null,
      one.warnings.length ? remarks(t("upload.warnings", { count: one.warnings.length }), one.warnings) : null,
    ));
  const left = skipped.length
    ? remarks(t("upload.skipped", { count: skipped.length }), skipped.map((one) => `${one.path}: ${one.reason}`))
    : null;
  if (!shown.length && !left) return null;
  const list = [shown.length ? h("ul", { class: "members" }, shown) : null, left];
  if (isOne || state === "running") return h("div", {}, list);
  return h("details", { open: files.length <= 12 }, h("summary", {}, t("upload.files", { count: files.length })), list);
}

function remarks(title, sentences) {
  return h("details", { class: "remarks" }, h("summary", {}, title),
    h("ul", {}, sentences.map((sentence) => h("li", {}, english(sentence)))));
}

/** An error as a sentence in the reader's language, with the server's own words and its hint. */
function problemText({ code, detail, hint }, ctx) {
  const { words } = ctx;
  const key = `error.${code}`;
  const own = [detail, hint].filter(Boolean).join(" ");
  return h(
    "p",
    { class: "problem" },
    words.t(words.has(key) ? key : "upload.failed"),
    own ? [" ", english(own)] : null,
  );
}

/** Take files that are dropped anywhere on the view. */
function acceptDrops(root, section, ctx, taken) {
  let depth = 0;
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  const lit = (isLit) => section.classList.toggle("dropping", isLit);
  const { signal } = ctx;
  root.addEventListener("dragenter", (event) => {
    if (!brings(event)) return;
    depth += 1;
    lit(true);
  }, { signal });
  root.addEventListener("dragleave", (event) => {
    if (!brings(event)) return;
    depth -= 1;
    if (depth <= 0) lit(false);
  }, { signal });
  root.addEventListener("dragover", (event) => {
    if (brings(event)) event.preventDefault();
  }, { signal });
  root.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    depth = 0;
    lit(false);
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === "file");
    const isFolder = (item) => item.webkitGetAsEntry?.()?.isDirectory;
    if (items.some(isFolder)) ctx.say(ctx.words.t("library.folder"));
    const files = items.filter((item) => !isFolder(item)).map((item) => item.getAsFile()).filter(Boolean);
    if (!files.length) return;
    uploads.choose(files);
    taken();
  }, { signal });
}
