// What views show of a passage: labels, its text, its translations, its citation to be copied.

import { citationsOf, translationsOf } from "./api.js";
import { bdi, fill, freshId, h } from "./dom.js";
import { directionOf } from "./i18n.js";
import { menuButton } from "./menu.js";
import { annotated } from "./text.js";

const STYLES = ["en", "fr", "es", "ru", "ar", "zh"];

/** The permanent link to a passage in the language version that is shown. */
export function linkTo(passage) {
  const [where, anchor] = passage.link.split("#");
  return `${where}?lang=${encodeURIComponent(passage.lang)}#${anchor}`;
}

/** Attributes of an element that holds text of a passage. */
export function inLanguage(lang) {
  return { lang: lang === "und" ? null : lang, dir: lang === "und" ? "auto" : directionOf(lang) };
}

/** Whether a passage is drafted text that nobody has agreed to. */
export function isDraft(passage) {
  return passage.kind.startsWith("draft-") || ["draft", "bracketed"].includes(passage.metadata.status);
}

/** Above all that a passage is a draft; else what is said of its status. */
export function statusLabels(passage, words) {
  const { metadata } = passage;
  const tags = [];
  if (isDraft(passage)) tags.push(h("span", { class: "tag draft" }, words.t("passage.draft")));
  if (metadata.status && !(isDraft(passage) && metadata.status === "draft")) {
    tags.push(h("span", { class: "tag" }, words.value("status", metadata.status)));
  }
  return tags;
}

/** What a passage is, in small labels: status, kind, verb. */
export function labels(passage, words) {
  const { metadata } = passage;
  const tags = statusLabels(passage, words);
  const kind = passage.kind.replace("draft-", "");
  if (!["paragraph", "record"].includes(kind)) {
    tags.push(h("span", { class: "tag" }, words.value("kind", kind)));
  }
  if (metadata.verb) tags.push(h("span", { class: "tag" }, words.value("verb", metadata.verb)));
  return tags;
}

/** The text of a passage with its printed label. */
export function passageText(passage, { marks, links, notes } = {}) {
  const printed = passage.kind === "record" ? "" : passage.printed_label;
  return h(
    "p",
    { class: "passage-text", ...inLanguage(passage.lang) },
    printed ? [h("span", { class: "printed-label" }, printed), " "] : null,
    annotated(passage.text, { marks, links, notes }),
  );
}

/** The headings above a passage and the sentence that governs it. */
export function passageContext(passage) {
  const parts = [];
  const shown = inLanguage(passage.lang);
  if (passage.section_path.length) {
    parts.push(h("p", { class: "headings", ...shown }, passage.section_path.join(" › ")));
  }
  if (passage.chapeau) parts.push(h("p", { class: "chapeau", ...shown }, passage.chapeau));
  return parts;
}

/** A menu of every form in which the passage can be cited; what is chosen is copied. */
export function citationMenu(passage, ctx) {
  const { t } = ctx.words;
  const entry = (label, text, lang) => ({
    label,
    hint: text.length > 160 ? `${text.slice(0, 160)}…` : text,
    lang,
    act: () => copy(text, ctx, lang),
  });
  return menuButton({
    label: t("cite.copy"),
    iconName: "copy",
    busy: t("state.loading"),
    failed: (error) => ctx.sentence(error),
    load: async () => {
      const forms = await citationsOf(passage.id);
      const styles = (given) =>
        STYLES.filter((lang) => given[lang]).map((lang) =>
          entry(ctx.words.value("lang", lang), given[lang], lang));
      const link = new URL(passage.link, location.href).href;
      return [
        { heading: t("cite.styles") },
        ...styles(forms.styles),
        ...(Object.keys(forms.by_number).length
          ? [{ heading: t("cite.byNumber") }, ...styles(forms.by_number)]
          : []),
        { heading: t("cite.other") },
        entry(t("cite.link"), link),
        entry("Markdown", forms.markdown.replace("](/d/", `](${location.origin}/d/`)),
        ...(forms.akn ? [entry("Akoma Ntoso", forms.akn)] : []),
        entry("BibTeX", forms.bibtex),
        entry("CSL-JSON", JSON.stringify(forms.csl, null, 2)),
      ];
    },
  });
}

/** Put a text on the clipboard, and say so. `lang`: that of the text, where it has one. */
export async function copy(text, ctx, lang) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copiedTheOldWay(text)) {
      ctx.say(ctx.words.t("cite.failed"));
      return;
    }
  }
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  ctx.say(ctx.words.t("cite.copied", { text: directionOf(lang) === "rtl" ? `\u2067${shown}\u2069` : shown }));
}

// Pages that are not served over HTTPS have no clipboard, but may still copy a selection.
function copiedTheOldWay(text) {
  const before = document.activeElement;
  const area = h("textarea", { class: "off-screen", "aria-hidden": "true", value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus();
  return done;
}

/**
 * Buttons for the other languages of a passage; each opens that version beside the passage.
 *
 * `columns`: the element that holds the passage and takes the versions. `others`: BCP 47 tags.
 */
export function translationButtons(passage, others, columns, ctx) {
  if (!others.length) return null;
  const { words } = ctx;
  return h(
    "div",
    { class: "languages", role: "group", "aria-label": words.t("translations.title") },
    others.map((lang) => {
      const id = freshId("version");
      const button = h(
        "button",
        {
          type: "button",
          class: "quiet language",
          "aria-expanded": "false",
          on: { click: () => toggle() },
        },
        words.value("lang", lang),
      );
      let shown = null;
      const toggle = async () => {
        if (shown) {
          shown.remove();
          shown = null;
        } else {
          shown = h("div", { class: "version", id }, h("p", { class: "quiet-text" }, words.t("state.loading")));
          columns.append(shown);
          button.setAttribute("aria-controls", id);
        }
        button.setAttribute("aria-expanded", String(Boolean(shown)));
        columns.dataset.columns = columns.children.length;
        if (shown) await show(shown);
      };
      const show = async (into) => {
        try {
          const { translations } = await translationsOf(passage.id);
          const found = translations.find((one) => one.lang === lang);
          fill(into, found ? version(found, ctx) : words.t("translations.none"));
        } catch (error) {
          fill(into, h("p", { class: "problem" }, ctx.sentence(error)));
        }
      };
      return button;
    }),
  );
}

/** A language version of a passage, with what speaks against trusting it. */
function version(passage, ctx) {
  const { words } = ctx;
  return [
    h(
      "p",
      { class: "version-head" },
      h("a", { href: linkTo(passage) }, words.value("lang", passage.lang)),
    ),
    passage.aligned
      ? null
      : h("p", { class: "doubt" }, words.t("translations.doubt"), " ", english(passage.reason)),
    passageText(passage),
  ];
}

/** A sentence of the server, which speaks English. */
export function english(text) {
  return bdi(text, { lang: "en", dir: "ltr" });
}
