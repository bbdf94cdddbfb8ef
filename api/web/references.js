// What paragraphs cite and what cites them, asked for as they come onto the screen.

import { path, request } from "./api.js";
import { bdi, fill, h } from "./dom.js";
import { drawText } from "./paragraph.js";
import { inLanguage, linkTo } from "./passage.js";

const AT_ONCE = 2; // requests that run at the same time

/** References of the paragraphs on the screen, a few at a time. */
export class References {
  constructor(ctx) {
    this.ctx = ctx;
    this.waiting = [];
    this.running = 0;
  }

  watch(rows) {
    const byElement = new Map([...rows.values()].map((row) => [row.element, row]));
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        this.waiting.push(byElement.get(target));
      }
      this.go();
    }, { rootMargin: "300px" });
    for (const element of byElement.keys()) observer.observe(element);
    this.ctx.signal.addEventListener("abort", () => observer.disconnect());
  }

  go() {
    while (this.running < AT_ONCE && this.waiting.length) {
      this.running += 1;
      this.load(this.waiting.shift()).finally(() => {
        this.running -= 1;
        this.go();
      });
    }
  }

  async load(row) {
    try {
      const found = await request(path("v1", "passages", row.passage.id, "references"), {
        query: { limit: 20 }, signal: this.ctx.signal,
      });
      const links = found.cites.map((one) => linkOfReference(one, row.passage)).filter(Boolean);
      if (links.length) {
        const hadFocus = row.own.contains(document.activeElement);
        drawText(row, links);
        if (hadFocus) row.own.querySelector("a")?.focus();
      }
      this.drawCiting(row, found);
    } catch {
      // a reference that cannot be had leaves the text as it is
    }
  }

  drawCiting(row, { cited_by: citing, cited_by_total: total }) {
    const own = citing.filter((one) => !one.whole);
    if (!own.length) return;
    const { words } = this.ctx;
    fill(row.cited, h(
      "details",
      {},
      h("summary", {}, words.t("read.citedBy", { count: Math.max(own.length, own.length === citing.length ? total : 0) })),
      h("ul", {}, own.map(({ passage }) => h("li", {},
        h("a", { href: linkTo(passage) }, bdi(passage.citation, { lang: "en", dir: "ltr" })), " ",
        h("span", { class: "snippet", ...inLanguage(passage.lang) }, short(passage.text))))),
    ));
  }
}

/** Where a reference leads: to the version in the passage's language where there is one. */
function linkOfReference({ start, end, passages, documents, text }, from) {
  const place = passages.find((one) => one.lang === from.lang) ?? passages[0];
  if (place) {
    const [where, anchor] = place.link.split("#");
    return { start, end, title: place.citation, href: `${where}?lang=${place.lang}#${anchor}` };
  }
  const whole = documents.find((one) => one.lang === from.lang) ?? documents[0];
  if (!whole || documents.some((one) => one.id === from.document.id)) return null; // "the present note"
  const work = (whole.symbol || whole.id).split("/").map(encodeURIComponent).join("/");
  return { start, end, title: whole.title || text, href: `/d/${work}?lang=${whole.lang}` };
}

function short(text) {
  const points = [...text];
  return points.length > 140 ? `${points.slice(0, 140).join("")}…` : text;
}
