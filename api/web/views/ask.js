// Ask: a question, the paragraphs that answer it, and facets to narrow them.

import { request, requestWhenReady } from "../api.js";
import { bdi, fill, freshId, h, icon } from "../dom.js";
import { FIELDS, countChosen, facetBoxes, filterOf, readChosen, writeChosen } from "../facets.js";
import { citationMenu, english, labels, linkTo, passageContext, passageText, translationButtons } from "../passage.js";
import { welcome } from "../welcome.js";

const IDLE_MS = 250; // of the keyboard, after which a question is asked by itself
const SHORTEST = 3; // characters that are asked by themselves
const PAGE = 10;
const MOST = 100;
const SLOW_MS = 4000;
const KEPT = 30;

// By what was asked: going back shows at once what was there, even from another view.
const answers = new Map();
// By question: the counts of each field in the last answer that did not restrict it.
const unrestricted = new Map();

export default {
  path: /^\/(?:ask)?$/,
  nav: { key: "nav.ask", href: "/" },
  title: (t) => t("ask.title"),
  render,
};

function render(root, params, ctx) {
  const { t } = ctx.words;
  let asked = null; // the search that is under way
  let serial = 0;
  let idle = 0;
  let lastQuestion = null;

  const input = h("input", {
    type: "search",
    id: "question",
    name: "q",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    dir: "auto",
    maxlength: "10000",
    placeholder: t("ask.placeholder"),
    "aria-describedby": "question-hint",
    on: { input: typed },
  });
  const form = h(
    "form",
    { class: "question", role: "search", action: "/", on: { submit: submitted } },
    h("label", { for: "question", class: "off-screen" }, t("ask.label")),
    h("div", { class: "question-box" }, icon("search"), input,
      h("button", { type: "submit", class: "primary" }, t("ask.submit"))),
    h("p", { id: "question-hint", class: "hint" }, t("ask.hint")),
  );
  const heading = h("h1", {}, t("ask.heading"));
  const aside = h("aside", { class: "facets", "aria-label": t("facets.title"), hidden: true });
  const results = h("section", { class: "results", "aria-label": t("results.title") });
  root.classList.add("ask");
  fill(root, h("div", { class: "hero" }, heading, form), h("div", { class: "columns" }, aside, results));
  ctx.signal.addEventListener("abort", () => {
    asked?.controller.abort();
    clearTimeout(idle);
  });
  update(params, ctx.moved);
  return { update };

  /** Show what the address asks. */
  async function update({ query }, moved) {
    const question = (query.get("q") ?? "").trim();
    if (input.value.trim() !== question) input.value = question;
    ctx.setTitle(question ? t("ask.titleOf", { question }) : t("ask.title"));
    root.classList.toggle("asked", Boolean(question));
    clearTimeout(idle);
    asked?.controller.abort();
    asked = null;
    if (!question) {
      aside.hidden = true;
      results.removeAttribute("aria-busy");
      fill(results);
      if (!moved.back) input.focus();
      await welcome(results, ctx, (text) => go({ question: text }));
      if (moved.back) ctx.restore();
      return;
    }
    const count = Math.min(MOST, Math.max(PAGE, Number(query.get("n")) || PAGE));
    await search({ question, chosen: readChosen(query), count }, moved);
  }

  /** Change the address, which asks. */
  function go({ question, chosen, count, replace }) {
    const query = new URLSearchParams();
    if (question) query.set("q", question);
    if (chosen) writeChosen(chosen, query);
    if (count > PAGE) query.set("n", count);
    const text = query.toString();
    return ctx.navigate(text ? `/ask?${text}` : "/", { replace });
  }

  function submitted(event) {
    event.preventDefault();
    clearTimeout(idle);
    const current = new URL(location.href).searchParams;
    const question = input.value.trim();
    const isSame = question === (current.get("q") ?? "");
    if (!isSame) go({ question, chosen: readChosen(current), replace: isTyped() });
    else if (question && !asked) update({ query: current }, {}); // asked again
    history.replaceState({ ...history.state, typed: false }, "");
  }

  function typed() {
    clearTimeout(idle);
    idle = setTimeout(askTyped, IDLE_MS);
  }

  // One question at a time is asked while the reader types: the server is not to work on answers
  // that nobody will see.
  function askTyped() {
    const question = input.value.trim();
    const current = new URL(location.href).searchParams;
    if ([...question].length < SHORTEST && !/[\u3400-\u9fff]{2}/.test(question)) return;
    if (question === (current.get("q") ?? "")) return;
    if (asked?.typed) {
      asked.finished.finally(typed);
      return;
    }
    const replace = isTyped();
    go({ question, chosen: readChosen(current), replace });
    history.replaceState({ ...history.state, typed: true }, "");
    if (asked) asked.typed = true;
  }

  function isTyped() {
    return Boolean(history.state?.typed);
  }

  async function search(wanted, moved) {
    const key = JSON.stringify([wanted.question, [...wanted.chosen].map(([f, v]) => [f, [...v]]), wanted.count]);
    serial += 1;
    const mine = serial;
    if (moved.back && answers.has(key)) {
      draw(answers.get(key), wanted);
      ctx.restore();
      return;
    }
    asked?.controller.abort();
    const controller = new AbortController();
    let finish;
    asked = { controller, typed: false, finished: new Promise((resolve) => (finish = resolve)) };
    results.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => mine === serial && results.prepend(waiting(wanted)), SLOW_MS);
    if (!results.children.length || results.querySelector(".welcome")) {
      fill(results, h("p", { class: "quiet-text" }, t("state.searching")));
    }
    try {
      const answer = await requestWhenReady("/v1/search", {
        method: "POST",
        signal: controller.signal,
        json: {
          query: wanted.question,
          top_k: wanted.count,
          filter: filterOf(wanted.chosen),
          collapse_translations: true,
          facets: FIELDS,
        },
      }, () => mine === serial && fill(results, h("p", { class: "notice" }, t("state.starting"))));
      if (mine !== serial) return;
      keep(answers, key, answer);
      draw(answer, wanted);
      ctx.announce(t("results.count", { count: answer.results.length }));
      if (moved.back || moved.first) ctx.restore();
      else if (wanted.question !== lastQuestion) scrollTo(0, 0);
      lastQuestion = wanted.question;
    } catch (error) {
      if (mine !== serial || controller.signal.aborted) return;
      await failed(error, wanted);
    } finally {
      clearTimeout(slow);
      finish();
      if (mine === serial) {
        results.removeAttribute("aria-busy");
        asked = null;
      }
    }
  }

  function waiting(wanted) {
    return h("div", { class: "notice", role: "status" }, h("p", {}, t("state.slow")),
      h("button", { type: "button", on: { click: () => search(wanted, {}) } }, t("action.retry")));
  }

  async function failed(error, wanted) {
    aside.hidden = true;
    if (error.code === "collection_not_found") {
      await welcome(results, ctx, (text) => go({ question: text }));
      return;
    }
    if (error.code === "unknown_field" && countChosen(wanted.chosen)) {
      fill(results, nothing(wanted));
      return;
    }
    fill(results, ctx.problem(error, () => search(wanted, {})));
  }

  function draw(answer, wanted) {
    drawFacets(answer, wanted);
    const found = answer.results;
    const last = found.length < wanted.count || wanted.count >= MOST;
    fill(
      results,
      h("h2", { class: "count-line", id: "count", tabIndex: -1 }, t("results.count", { count: found.length })),
      answer.query.citation
        ? h("p", { class: "quiet-text" }, t("results.citation"), " ", bdi(answer.query.citation, { lang: "en" }))
        : null,
      answer.warnings.map((warning) => h("p", { class: "notice" }, english(warning))),
      found.length ? h("ol", { class: "cards" }, found.map((result) => h("li", {}, card(result, ctx)))) : nothing(wanted),
      last || !found.length
        ? null
        : h("p", { class: "more" }, h("button", {
            type: "button",
            id: "more",
            on: { click: () => more(wanted) },
          }, t("results.more"))),
    );
  }

  async function more(wanted) {
    const before = results.querySelectorAll(".cards > li").length;
    await go({ ...wanted, count: Math.min(MOST, wanted.count + PAGE), replace: true });
    results.querySelectorAll(".cards > li")[before]?.querySelector("h3 a")?.focus();
  }

  function nothing(wanted) {
    return h(
      "div",
      { class: "notice" },
      h("p", {}, t(countChosen(wanted.chosen) ? "results.noneFiltered" : "results.none")),
      countChosen(wanted.chosen)
        ? h("button", {
            type: "button",
            on: { click: () => go({ question: wanted.question }) },
          }, t("facets.clear"))
        : null,
    );
  }

  function drawFacets(answer, { question, chosen }) {
    const remembered = { ...unrestricted.get(question) };
    for (const field of FIELDS) {
      if (!chosen.get(field)?.size) remembered[field] = answer.facets[field];
    }
    keep(unrestricted, question, remembered);
    const focused = document.activeElement?.dataset?.key;
    const wasOpen = aside.querySelector("details.facet-list")?.open;
    const boxes = facetBoxes({
      counts: answer.facets,
      remembered,
      chosen,
      words: ctx.words,
      onChange: (field, value, isOn) => {
        const values = new Set(chosen.get(field));
        if (isOn) values.add(value);
        else values.delete(value);
        go({ question, chosen: new Map(chosen).set(field, values) });
      },
    }).filter(Boolean);
    const count = countChosen(chosen);
    aside.hidden = !boxes.length;
    fill(
      aside,
      h(
        "details",
        { class: "facet-list", open: wasOpen ?? matchMedia("(min-width: 60rem)").matches },
        h("summary", { id: "facets" }, icon("filter"),
          h("span", {}, count ? t("facets.titleOf", { count }) : t("facets.title"))),
        count
          ? h("button", {
              type: "button",
              class: "quiet",
              id: "facets-clear",
              on: { click: () => go({ question }) },
            }, t("facets.clear"))
          : null,
        boxes,
      ),
    );
    if (focused) aside.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

/** Set a value of a map, which forgets what was set longest ago. */
function keep(map, key, value) {
  map.delete(key);
  map.set(key, value);
  if (map.size > KEPT) map.delete(map.keys().next().value);
}

/** One result. */
function card(result, ctx) {
  const { passage } = result;
  const { words } = ctx;
  const columns = h(
    "div",
    { class: "versions", dataset: { columns: 1 } },
    h("div", { class: "version" }, passageContext(passage), passageText(passage, { marks: result.highlights })),
  );
  const others = [...new Set(result.translations.map(({ lang }) => lang))].sort();
  return h(
    "article",
    { class: "card", "aria-labelledby": `cite-${result.rank}` },
    h(
      "header",
      {},
      h("h3", { id: `cite-${result.rank}` },
        h("a", { href: linkTo(passage), id: `result-${passage.id}` }, bdi(passage.citation, { lang: "en", dir: "ltr" }))),
      h("p", { class: "tags" }, labels(passage, words),
        h("span", { class: "tag lang" }, words.value("lang", passage.lang))),
    ),
    passage.document.title
      ? h("p", { class: "document-title", lang: passage.document.lang, dir: "auto" }, passage.document.title)
      : null,
    columns,
    h(
      "footer",
      {},
      citationMenu(passage, ctx),
      translationButtons(passage, others, columns, ctx),
      why(result, words),
    ),
  );
}

// What each arm of the search says, from the one that a reader understands best.
const SIGNALS = ["lexical", "sentence", "dense", "tokens", "feedback", "reranker"];

/** Why a passage was found, in words. */
function why({ signals }, words) {
  const id = freshId("why");
  const given = SIGNALS.filter((name) => signals[name]);
  return h(
    "details",
    { class: "why" },
    h("summary", { id }, words.t("why.title")),
    h(
      "dl",
      { "aria-labelledby": id },
      given.map((name) => [
        h("dt", {}, words.t(`signal.${name}`)),
        h("dd", {}, words.t(`signal.${name}.meaning`), " ", h("span", { class: "figure" }, words.decimal(signals[name]))),
      ]),
    ),
  );
}
