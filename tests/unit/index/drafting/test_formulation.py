"""A drafted paragraph taken apart: verbs, whom it addresses, what is left."""

from __future__ import annotations

import pytest

from index.drafting.formulation import read_formulation


def matter(text: str, lang: str) -> str:
    found = read_formulation(text, lang)
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "lang", "addressees", "left"),
    [
        (
            "3. Invites Parties, other Governments and the GEF to map mountain springs;",
            "en",
            ("parties", "governments", "gef"),
            "map mountain springs",
        ),
        (
            "Requests the Executive Secretary to assist Parties;",
            "en",
            ("executive-secretary",),
            "assist Parties",
        ),
        ("Welcomes the report of the Parties;", "en", (), "the report of the Parties"),
        (
            "Requests that the Executive Secretary prepare a guide;",
            "en",
            ("executive-secretary",),
            "prepare a guide",
        ),
        (
            "Reiterates its request to the Executive Secretary to write a guide;",
            "en",
            ("executive-secretary",),
            "write a guide",
        ),
        (
            "Demande à la Secrétaire exécutive d'élaborer un guide ;",
            "fr",
            ("executive-secretary",),
            "élaborer un guide",
        ),
        (
            "Lance un appel aux Parties pour qu'elles agissent ;",
            "fr",
            ("parties",),
            "pour qu'elles agissent",
        ),
        (
            "Prie la Secrétaire exécutive d'élaborer un guide ;",
            "fr",
            ("executive-secretary",),
            "élaborer un guide",
        ),
        (
            "Invita a las Partes a que planten setos en los caminos;",
            "es",
            ("parties",),
            "planten setos en los caminos",
        ),
        (
            "Предлагает Сторонам и другим правительствам вести учет птиц;",
            "ru",
            ("parties", "governments"),
            "вести учет птиц",
        ),
        ("请执行秘书编写指南；", "zh", ("executive-secretary",), "编写指南"),
        ("邀请政府间科学政策平台加强联系；", "zh", (), "政府间科学政策平台加强联系"),
        (
            "يدعو الأطراف إلى تقديم تقاريرها؛",
            "ar",
            ("parties",),
            "تقديم تقاريرها",
        ),
        ("Welcomes it;", "en", (), "Welcomes it"),
        ("Namibia reported on lamps.", "en", (), "Namibia reported on lamps"),
        ("", "en", (), ""),
    ],
)
def test_taken_apart(text: str, lang: str, addressees: tuple[str, ...], left: str) -> None:
    assert read_formulation(text, lang).addressees == addressees
    assert matter(text, lang) == left


def test_a_name_behind_of_is_part_of_another() -> None:
    text = "Encourages the secretariats of the two treaties to hold courses;"
    assert read_formulation(text, "en").addressees == ()
    assert matter(text, "en").startswith("the secretariats of the two treaties")


@pytest.mark.parametrize("unit", ["Parties, ", "各缔约方、", "the ", "и Сторонам "])
def test_long_runs_end(unit: str) -> None:
    for lang in ("en", "fr", "es", "ru", "ar", "zh"):
        read_formulation("Invites " + unit * (60_000 // len(unit)), lang)
        read_formulation("邀请" + unit * (60_000 // len(unit)), lang)
