"""The timeline picture: well formed, escaped, accessible, and nothing in it runs or is fetched."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from api import wire
from api.timeline.picture import MOST_DRAWN, timeline_svg
from api.timeline.words import WORDS

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>alert(1)</script> & \" ' ]]> \x00\x08\ud800 ﷽"


def passage(
    number: int, text: str, lang: str = "en", symbol: str = "", status: str = ""
) -> wire.PassageModel:
    symbol = symbol or f"CBD/COP/DEC/{number}/1"
    return wire.PassageModel(
        id=f"{symbol}.{lang}:1",
        label="1",
        printed_label="1.",
        alt_labels=[],
        citation=f"{symbol}, para. 1",
        link="/d/x#para_1",
        lang=lang,
        kind="operative",
        text=text,
        footnote_marks=[],
        context="",
        chapeau="",
        section_path=[],
        parent="",
        ordinal=0,
        start_line=1,
        end_line=1,
        document=wire.DocumentRef(id="d", symbol=symbol, title="", name="d", lang=lang),
        metadata={"status": status} if status else {},
    )


def member(
    number: int,
    text: str,
    *,
    kind: str = "",
    sources: tuple[int, ...] = (),
    strength: int = 4,
    lang: str = "en",
    symbol: str = "",
    status: str = "",
) -> wire.MemberModel:
    shown = passage(number, text, lang, symbol, status)
    step = None
    if kind:
        step = wire.StepModel(
            kind=kind,
            passage_id=shown.id,
            sources=[
                wire.StepSourceModel(
                    member=one,
                    passage_id=f"CBD/COP/DEC/{one}/1.{lang}:1",
                    operations=[
                        wire.WordChangeModel(
                            op="replace",
                            before=wire.RunModel(start=0, end=len(text)),
                            after=wire.RunModel(start=0, end=len(text)),
                        )
                    ],
                )
                for one in sources
            ],
            verb_before=None,
            verb_after=None,
            notes=[],
        )
    return wire.MemberModel(
        passage=shown,
        versions=[],
        date=date(2000 + number, 1, 1) if number < 90 else None,
        body="COP",
        verb=wire.GoverningVerbModel(key="invites", strength=strength),
        first=number == 0,
        step=step,
    )


def answer(*members: wire.MemberModel, total: int = 0) -> wire.LineageResponse:
    family = wire.FamilyModel(
        id="d:1", members=list(members), total=total or len(members), first="", bodies=[]
    )
    return wire.LineageResponse(family=family, place=0, similarity=1.0, warnings=[])


def parsed(svg: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(svg.encode("utf-8"), parser)


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext())


def test_title_and_description_say_what_the_picture_shows():
    root = parsed(
        timeline_svg(
            answer(
                member(0, "Invites Parties to sing;"),
                member(2, "Urges Parties to sing;", kind="strengthened", sources=(0,), strength=6),
            )
        )
    )
    assert root.get("role") == "img"
    labels = root.get("aria-labelledby").split()
    named = {one.get("id"): one for one in root if one.get("id")}
    assert [named[label].tag for label in labels] == [f"{SVG}title", f"{SVG}desc"]
    assert named[labels[0]].text == "Lineage of a formulation: 2 paragraphs"
    assert named[labels[1]].text == (
        "2000-01-01: CBD/COP/DEC/0/1, para. 1: first; "
        "2002-01-01: CBD/COP/DEC/2/1, para. 1: strengthened"
    )


def test_text_is_text_and_a_stronger_verb_stands_further_right():
    root = parsed(
        timeline_svg(
            answer(
                member(0, "Invites Parties to sing;"),
                member(1, "Urges Parties to sing;", kind="strengthened", sources=(0,), strength=6),
            )
        )
    )
    shown = " ".join(text_of(one) for one in root.iter(f"{SVG}text"))
    assert "Urges Parties to sing;" in shown
    first, second = root.findall(f".//{SVG}polygon")
    places = [float(one.get("points").split(",")[0]) for one in (first, second)]
    assert places[1] - places[0] == 40
    assert len(root.findall(f".//{SVG}path")) == 1


def test_hostile_text_is_text():
    svg = timeline_svg(
        answer(
            member(0, EVIL, symbol=EVIL),
            member(1, EVIL, kind="changed", sources=(0,), symbol="X/1"),
        )
    )
    root = parsed(svg)
    assert not root.findall(f".//{SVG}script")
    assert "<script" not in svg
    assert "alert(1)" in text_of(root)
    for element in root.iter():
        names = [name.lower() for name in element.attrib]
        assert not any(name.startswith("on") or name.endswith("href") for name in names)
    assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "url(" not in svg
    assert "@import" not in svg


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_it_speaks_the_six_languages(lang: str):
    kinds = ["", "repeats", "strengthened", "weakened", "merged", "split", "changed"]
    root = parsed(
        timeline_svg(
            answer(
                *(
                    member(n, "Text;", kind=kind, sources=(n - 1,) if n else ())
                    for n, kind in enumerate(kinds)
                )
            ),
            lang,
        )
    )
    shown = text_of(root)
    for kind in ("first", *kinds[1:]):
        assert WORDS[lang].kinds[kind] in shown
    assert root.get("lang") == lang
    assert len(set(WORDS[lang].kinds.values())) == 7


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_a_draft_is_called_one(lang: str):
    family = answer(
        member(0, "Text;", status="draft"),
        member(1, "[Text];", kind="changed", sources=(0,), status="bracketed"),
        member(2, "Text;", kind="changed", sources=(1,), status="adopted"),
    )
    root = parsed(timeline_svg(family, lang))
    groups = root.findall(f".//{SVG}g[@data-passage]")
    draft, bracketed = (WORDS[lang].statuses[one] for one in ("draft", "bracketed"))
    told = [
        [text_of(one) for one in group.iter(f"{SVG}tspan") if "unagreed" in one.get("class")]
        for group in groups
    ]
    assert told == [[f"\u2068{draft}\u2069  "], [f"\u2068{bracketed}\u2069  "], []]
    described = root.find(f"{SVG}desc").text
    assert f"{WORDS[lang].kinds['first']}, {draft}; " in described


@pytest.mark.parametrize(
    ("lang", "one", "three"),
    [
        ("en", "Lineage of a formulation: 1 paragraph", "Lineage of a formulation: 3 paragraphs"),
        (
            "fr",
            "Filiation d'une formulation : 1 paragraphe",
            "Filiation d'une formulation : 3 paragraphes",
        ),
        ("ru", "История формулировки (пунктов: 1)", "История формулировки (пунктов: 3)"),
        ("ar", "تسلسل صياغة (فقرة واحدة)", "تسلسل صياغة (عدد الفقرات: 3)"),
        ("zh", "一种措辞的沿革（1个段落）", "一种措辞的沿革（3个段落）"),
    ],
)
def test_the_title_is_a_phrase_of_its_language(lang: str, one: str, three: str):
    assert (WORDS[lang].title(1), WORDS[lang].title(3)) == (one, three)


def test_arabic_runs_from_right_to_left_between_isolates():
    root = parsed(timeline_svg(answer(member(0, "يدعو الأطراف إلى الغناء؛", lang="ar")), "ar"))
    lines = [one for one in root.iter(f"{SVG}text") if one.get("direction") == "rtl"]
    assert any("يدعو" in text_of(one) for one in lines)
    assert all(one.get("unicode-bidi") == "isolate" for one in lines)
    citation = next(text_of(one) for one in root.iter(f"{SVG}tspan") if "para. 1" in text_of(one))
    assert citation.startswith("\u2068")
    assert citation.rstrip().endswith("\u2069")


def test_colours_follow_light_and_dark_and_hold_without_styles():
    root = parsed(timeline_svg(answer(member(0, "Text;"))))
    (style,) = root.findall(f"{SVG}style")
    assert "prefers-color-scheme:dark" in style.text
    for element in root.iter(f"{SVG}tspan", f"{SVG}line", f"{SVG}polygon"):
        assert "currentColor" in (element.get("fill"), element.get("stroke"))


def test_a_long_family_is_cut_and_says_so():
    members = [member(n, "Text;") for n in range(MOST_DRAWN + 5)]
    root = parsed(timeline_svg(answer(*members, total=1_000)))
    assert len(root.findall(f".//{SVG}g[@data-passage]")) == MOST_DRAWN
    assert f"not drawn: {1_000 - MOST_DRAWN}" in text_of(root)


def test_a_text_without_family_has_a_picture_that_says_so():
    nothing = wire.LineageResponse(family=None, place=-1, similarity=0.0, warnings=[])
    assert "No paragraph of the collection" in text_of(parsed(timeline_svg(nothing)))


@pytest.mark.parametrize("char", ["x", "的", "ا", " ", "x "])
def test_a_long_paragraph_is_cut(char: str):
    svg = timeline_svg(answer(member(0, char * (200_000 // len(char)))))
    assert len(svg) < 20_000
