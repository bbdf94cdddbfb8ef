"""The words that an export adds to what is quoted, in the six languages. Holds words only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What is said beside drafts and precedents in one language.

    Attributes:
        title: heading of the whole.
        draft: what stands before a paragraph of the draft.
        none: where nothing was chosen for a paragraph.
        no_precedent: where a paragraph was found to have no precedent.
        unstated: of a text of which nothing says whether it was agreed.
        statuses: how each status is named.
    """

    title: str
    draft: str
    none: str
    no_precedent: str
    unstated: str
    statuses: Mapping[str, str]

    def status(self, status: str) -> str:
        """How a status is named; one that is unknown by its own name, none as not stated."""
        return self.statuses.get(status, status) or self.unstated


def export_words(lang: str) -> ExportWords:
    """The words of a language; English where it is none of the six."""
    return _WORDS.get(lang.partition("-")[0], _WORDS["en"])


_KEYS = ("adopted", "draft", "bracketed", "recalled", "superseded")


def _words(
    title: str, draft: str, none: str, no_precedent: str, unstated: str, *statuses: str
) -> ExportWords:
    named = dict(zip(_KEYS, statuses, strict=True))
    return ExportWords(title, draft, none, no_precedent, unstated, named)


_WORDS = {
    "en": _words(
        *("Precedents", "Draft", "No precedent chosen"),
        *("No precedent", "status not stated"),
        *("adopted text", "draft text, not agreed", "bracketed text, not agreed"),
        *("recalled text", "superseded text"),
    ),
    "fr": _words(
        *("Précédents", "Projet", "Aucun précédent retenu"),
        *("Aucun précédent", "statut non indiqué"),
        *("texte adopté", "projet de texte, non convenu", "texte entre crochets, non convenu"),
        *("texte rappelé", "texte remplacé"),
    ),
    "es": _words(
        *("Precedentes", "Proyecto", "Ningún precedente elegido"),
        *("Sin precedente", "estado no indicado"),
        *("texto aprobado", "proyecto de texto, no acordado", "texto entre corchetes, no acordado"),
        *("texto recordado", "texto sustituido"),
    ),
    "ru": _words(
        *("Прецеденты", "Проект", "Прецедент не выбран"),
        *("Прецедента нет", "статус не указан"),
        *("принятый текст", "проект, не согласован", "текст в квадратных скобках, не согласован"),
        *("отозванный текст", "замененный текст"),
    ),
    "ar": _words(
        *("السوابق", "المشروع", "لم تُختر أي سابقة"),
        *("لا سابقة", "الحالة غير مذكورة"),
        *("نص معتمد", "مشروع نص غير متفق عليه", "نص بين أقواس معقوفة غير متفق عليه"),
        *("نص مُلغى", "نص حل محله غيره"),
    ),
    "zh": _words(
        *("先例", "草案", "未选先例"),
        *("无先例", "未注明状态"),
        *("已通过的案文", "草案案文，未商定", "方括号内案文，未商定"),
        *("已撤回的案文", "已被取代的案文"),
    ),
}
