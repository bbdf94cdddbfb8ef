"""A text layer that does not say what the page shows is refused, never indexed."""

from __future__ import annotations

import pytest

from index.errors import UnreadableFile
from index.reading.pdf import read_pdf
from index.reading.pdf.damage import damage_of
from tests.unit.reading.pdf.raw_pdf import RawPage, Text, raw_pdf

ENGLISH = (
    "1. The Executive Secretary invites Parties to report on mountain springs.",
    "2. Replies received before the end of May are set out in the annex below.",
)
ARABIC = (
    "تدعو الأمانة الأطراف إلى تقديم تقارير عن الينابيع الجبلية في مناطقها،",
    "وتشير إلى أن الردود الواردة قبل نهاية السنة الحالية مدرجة في المرفق.",
    "وتطلب الهيئة إلى الأمينة التنفيذية إعداد خلاصة للمعلومات الواردة.",
    "وتلاحظ الهيئة أن القائمة الكاملة متاحة في الوثيقة الإعلامية الثانية.",
)


def page_of(*lines: str) -> RawPage:
    return RawPage(tuple(Text(line, y=700 - 20 * place) for place, line in enumerate(lines)))


def texts(content: bytes) -> list[str]:
    return [line.text for line in read_pdf(content, name="note.pdf").lines if line.text]


def refusal(content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as raised:
        read_pdf(content, name="note.pdf")
    return raised.value


def test_sound_text_is_read_whatever_writes_it() -> None:
    assert texts(raw_pdf((page_of(*ENGLISH),))) == list(ENGLISH)


def test_arabic_set_from_right_to_left_is_read_in_its_order() -> None:
    placed = page_of(*(line[::-1] for line in ARABIC))

    assert " ".join(texts(raw_pdf((placed,)))) == " ".join(ARABIC)


def test_presentation_forms_become_letters() -> None:
    shaped = "ﺔﻴﻠﻤﻌﻟﺍ ﺔﻄﺨﻟﺍ"

    assert texts(raw_pdf((page_of(*(line[::-1] for line in ARABIC), shaped),)))[-1].endswith(
        "الخطة العملية"
    )


def test_arabic_whose_letters_stand_as_seen_is_refused() -> None:
    error = refusal(raw_pdf((page_of(*ENGLISH), page_of(*ARABIC))))

    assert "note.pdf has a damaged text layer: page 2" in error.message
    assert "reversed order" in error.message
    assert "Word file" in error.hint


def test_arabic_whose_words_stand_in_reversed_order_is_refused() -> None:
    turned = [" ".join(reversed(line.split())) for line in ARABIC]

    assert (
        "words in reversed order"
        in refusal(raw_pdf((page_of(*(line[::-1] for line in turned)),))).message
    )


@pytest.mark.parametrize("times", [2, 3])
def test_repeated_glyphs_are_refused(times: int) -> None:
    chinese = "缔约方大会请执行秘书审查关于山泉的现有知识并向其第二十三届会议报告"
    error = refusal(raw_pdf((page_of("".join(sign * times for sign in chinese)),)))

    assert "every letter several times over" in error.message


def test_a_font_that_names_no_characters_is_refused() -> None:
    shifted = tuple("".join(chr(ord(sign) - 29) for sign in line) for line in ENGLISH)
    error = refusal(raw_pdf((page_of(*shifted),), named=False))

    assert "stand for no character" in error.message
    assert "page 1" in error.message


def test_private_characters_are_refused_but_a_bullet_is_a_bullet() -> None:
    private = "".join(chr(0xE000 + ord(sign)) for sign in ENGLISH[0])

    assert "stand for no character" in refusal(raw_pdf((page_of(private),))).message
    assert texts(raw_pdf((page_of(*ENGLISH, "\uf0b7 Springs of the north"),)))[-1] == (
        "• Springs of the north"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Конвенция о биологическом разнообразии".encode("cp1251").decode("latin-1"),
        "Résumé des réponses reçues des Parties à la Convention".encode().decode("latin-1"),
        "关于山泉的现有知识并向其第二十三届会议报告".encode().decode("latin-1"),
    ],
)
def test_text_in_the_wrong_encoding_is_damage(line: str) -> None:
    damage = damage_of([line, line])

    assert damage is not None
    assert "another alphabet" in damage.what


@pytest.mark.parametrize(
    "line",
    [
        "Très émus, les délégués élus à Orléans ont hélas été appelés à voter l'été passé.",
        "MISSISSIPPI AND BOOKKEEPERS: ALL WELL AT THE TREE NURSERIES, WITH NO LOSS OF BEES.",
        "谢谢大家，天天浇水，常常看看，山泉生生不息，年年如此。",
        "Резолюция принята без голосования; длинношеее животное не упоминается в ней.",
        "Año, señor, niño: la Ñ y la ñ están en español desde siempre, según los archivos.",
        *ARABIC,
    ],
)
def test_sound_lines_are_not_damage(line: str) -> None:
    assert damage_of([line] * 6) is None
