// What Ask shows before a question: where to begin, which with an empty collection is the sample
// or a document of one's own.

import { Problem, request, requestWhenReady } from "./api.js";
import { fill, h } from "./dom.js";

const EXAMPLES = 3;

/** Draw into `root`; `ask(text)` asks an example. */
export async function welcome(root, ctx, ask) {
  const { signal } = ctx;
  const box = h("div", { class: "welcome" });
  fill(root, box);
  try {
    const total = await documentCount(signal);
    if (signal.aborted) return;
    if (total) fill(box, h("p", { class: "quiet-text" }, ctx.words.t("welcome.documents", { count: total })));
    else fill(box, beginning(box, ctx, ask));
  } catch (error) {
    if (signal.aborted) return;
    fill(box, ctx.problem(error, () => welcome(root, ctx, ask)));
  }
}

async function documentCount(signal) {
  try {
    return (await request("/v1/documents", { query: { limit: 1 }, signal })).total;
  } catch (error) {
    if (error instanceof Problem && error.code === "collection_not_found") return 0;
    throw error;
  }
}

function beginning(box, ctx, ask) {
  const { t } = ctx.words;
  const status = h("div", { "aria-live": "polite" });
  const sample = h("button", { type: "button", class: "primary", on: { click: () => run(addSample) } }, t("welcome.sample"));
  const files = h("input", { type: "file", id: "files", multiple: true, on: { change: () => run(addFiles) } });
  const upload = h("label", { class: "button", for: "files" }, t("welcome.upload"));
  return [
    h("h2", {}, t("welcome.empty")),
    h("p", {}, t("welcome.begin")),
    h("p", { class: "actions" }, sample, h("span", { class: "file-button" }, files, upload)),
    status,
  ];

  async function run(add) {
    for (const control of [sample, files]) control.disabled = true;
    try {
      await add();
    } catch (error) {
      if (!ctx.signal.aborted) fill(status, ctx.problem(error, () => run(add)));
    }
    for (const control of [sample, files]) control.disabled = false;
  }

  async function addSample() {
    const { documents, questions } = await request("/v1/sample", { signal: ctx.signal });
    const failures = await addAll(documents.map((one) => [one.name, { json: one }]));
    const lang = ctx.words.lang;
    const own = questions.filter((one) => one.lang === lang);
    const examples = own.filter((_, place) => place % Math.ceil(own.length / EXAMPLES) === 0);
    done(documents.length, failures, examples);
  }

  async function addFiles() {
    const list = [...files.files];
    if (!list.length) return;
    const failures = await addAll(list.map((file) => {
      const body = new FormData();
      body.append("file", file);
      return [file.name, { body }];
    }));
    done(list.length, failures, []);
  }

  async function addAll(requests) {
    const bar = h("progress", { max: String(requests.length), value: 0, "aria-label": t("welcome.adding") });
    const line = h("p", {});
    fill(status, bar, line);
    const failures = [];
    for (const [place, [name, options]] of requests.entries()) {
      line.textContent = t("welcome.progress", { name, place: place + 1, total: requests.length });
      try {
        await requestWhenReady(
          "/v1/documents",
          { method: "POST", signal: ctx.signal, patience: 30 * 60 * 1000, ...options },
          () => { line.textContent = t("state.starting"); },
        );
      } catch (error) {
        if (ctx.signal.aborted || !(error instanceof Problem) || error.code === "away") throw error;
        failures.push([name, error]);
      }
      bar.value = place + 1;
    }
    return failures;
  }

  function done(total, failures, examples) {
    const added = total - failures.length;
    fill(
      added ? box : status,
      h("p", { role: "status" }, t("welcome.added", { count: added })),
      failures.length
        ? h("ul", { class: "problems" }, failures.map(([name, error]) =>
            h("li", {}, h("bdi", {}, name), ": ", h("bdi", { lang: "en", dir: "ltr" }, error.detail || error.code))))
        : null,
      examples.length
        ? [
            h("p", {}, t("welcome.examples")),
            h("ul", { class: "examples" }, examples.map(({ text, lang }) =>
              h("li", {}, h("button", { type: "button", class: "link", lang, on: { click: () => ask(text) } }, text)))),
          ]
        : null,
    );
    if (added) document.getElementById("question")?.focus();
  }
}
