// The bar of what was chosen: how many, in which form it is taken along, citing in which language.

import { download } from "./download.js";
import { fill, h } from "./dom.js";
import { LANGUAGES } from "./i18n.js";

const FORMATS = ["docx", "markdown", "csv"];
const ENDINGS = { docx: "docx", markdown: "md", csv: "csv" };

/**
 * A bar that shows while something is chosen.
 *
 * `items()`: what the request for an export holds; `clear()`: choose nothing. Returns its
 * `{element, draw(count)}`.
 */
export function exportBar({ ctx, items, clear }) {
  const { t, value, lang } = ctx.words;
  const element = h("section", { class: "export", "aria-label": t("export.title"), hidden: true });
  const count = h("p", { role: "status" });
  const format = h("select", { id: "export-format" }, FORMATS.map((one) => h("option", { value: one }, t(`export.${one}`))));
  const citing = h("select", { id: "export-lang" }, LANGUAGES.map((one) => h("option", { value: one }, value("lang", one))));
  citing.value = lang;
  const save = h("button", { type: "button", class: "primary", on: { click: () => saved() } }, t("export.save"));
  fill(
    element,
    count,
    h("div", { class: "export-choices" },
      h("label", { for: "export-format" }, t("export.format")), format,
      h("label", { for: "export-lang" }, t("export.lang")), citing),
    h("div", { class: "draft-actions" },
      save, h("button", { type: "button", class: "quiet", on: { click: clear } }, t("facets.clear"))),
  );

  async function saved() {
    save.disabled = true;
    try {
      const body = { format: format.value, items: items(), lang: citing.value };
      const name = await download("/v1/precedents/export", body, {
        fallbackName: `precedents.${ENDINGS[body.format]}`, signal: ctx.signal,
      });
      ctx.say(t("export.saved", { name }));
    } catch (error) {
      if (!ctx.signal.aborted) ctx.say(ctx.sentence(error));
    }
    save.disabled = false;
    save.focus();
  }

  return {
    element,
    draw: (chosen) => {
      element.hidden = !chosen;
      if (chosen) count.textContent = t("export.chosen", { count: chosen });
    },
  };
}
