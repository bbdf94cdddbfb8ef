"""Sessions, dates and other fields as mastheads in six languages print them."""

from __future__ import annotations

from datetime import date

import pytest

from index.parsing.dates import find_dates
from index.parsing.header import read_header
from index.parsing.ordinals import session_number
from index.reading.text_lines import plain_lines


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Eleventh meeting", 11),
        ("Twenty-first meeting", 21),
        ("Sixty-fifth session", 65),
        ("11th session", 11),
        ("第十一届会议", 11),
        ("第二十次会议", 20),
        ("第65届会议", 65),
        ("Onzième réunion", 11),
        ("Dix-septième réunion", 17),
        ("Soixante-cinquième session", 65),
        ("Undécima reunión", 11),
        ("11ª reunión", 11),
        ("Vigésima primera reunión", 21),
        ("Sexagésimo quinto período de sesiones", 65),
        ("Одиннадцатое совещание", 11),
        ("Шестьдесят пятая сессия", 65),
        ("الاجتماع الحادي عشر", 11),
        ("الدورة الخامسة والستون", 65),
        ("The eleventh hour", None),
        ("Cooperation with other conventions", None),
    ],
)
def test_session_number(text, number):
    assert session_number(text) == number


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Hyderabad, India, 8–19 October 2012", date(2012, 10, 8), date(2012, 10, 19)),
        ("Hyderabad, Inde, 8-19 octobre 2012", date(2012, 10, 8), date(2012, 10, 19)),
        ("Nagoya, du 29 novembre au 10 décembre 2010", date(2010, 11, 29), date(2010, 12, 10)),
        ("Hyderabad (India), 8 a 19 de octubre de 2012", date(2012, 10, 8), date(2012, 10, 19)),
        ("Хайдарабад, Индия, 8–19 октября 2012 года", date(2012, 10, 8), date(2012, 10, 19)),
        ("حيدر أباد، الهند، ٨-١٩ تشرين الأول/أكتوبر ٢٠١٢", date(2012, 10, 8), date(2012, 10, 19)),
        ("2012年10月8日至19日，印度海德拉巴", date(2012, 10, 8), date(2012, 10, 19)),
        ("2012年11月29日至12月10日", date(2012, 11, 29), date(2012, 12, 10)),
        ("Nairobi, 1 December 2010", date(2010, 12, 1), date(2010, 12, 1)),
        ("30 December 2010 – 2 January 2011", date(2010, 12, 30), date(2011, 1, 2)),
    ],
)
def test_dates(text, start, end):
    found = find_dates(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["31 February 2012", "Item 5.2", "In October 2012", "8–19"])
def test_no_dates(text):
    assert find_dates(text) is None


def header(text):
    return read_header(plain_lines(text.split("\n")))


def test_date_of_issue_is_not_the_date_of_the_meeting():
    fields = header("Distr.: General\n3 August 2012\nHyderabad, India, 8-19 October 2012")
    assert fields["date_start"] == date(2012, 10, 8)
    assert fields["place"] == "Hyderabad, India"


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Item 5.2 of the provisional agenda*", "5.2"),
        ("Agenda item 14", "14"),
        ("Point 5.2 de l'ordre du jour provisoire*", "5.2"),
        ("Tema 5.2 del programa provisional*", "5.2"),
        ("Пункт 5.2 предварительной повестки дня*", "5.2"),
        ("البند 5-2 من جدول الأعمال المؤقت*", "5.2"),
        ("临时议程* 项目5.2", "5.2"),
        ("议程项目14", "14"),
    ],
)
def test_agenda_item(line, item):
    assert header(line) == {"agenda_item": item}


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("CONFERENCE OF THE PARTIES TO THE CONVENTION ON BIOLOGICAL DIVERSITY", "COP"),
        ("Conférence des Parties à la Convention sur la diversité biologique", "COP"),
        ("Subsidiary Body on Scientific, Technical and Technological Advice", "SBSTTA"),
        ("Генеральная Ассамблея", "GA"),
        ("名古屋议定书缔约方会议", "NP-MOP"),
    ],
)
def test_body(line, body):
    assert header(line) == {"body": body, "body_name": line}


def test_a_symbol_is_read_and_the_body_left_to_its_grammar():
    assert header("UNEP/CBD/SBSTTA/16/16") == {"symbol": "UNEP/CBD/SBSTTA/16/16"}


def test_title_that_mentions_a_body_is_a_title():
    title = "Report on cooperation with the secretariat of the Economic and Social Council"
    assert header(title + " bodies") == {"title": title + " bodies"}


def test_title_over_two_lines():
    assert header("COOPERATION WITH OTHER\nCONVENTIONS*\nNote by the Executive Secretary") == {
        "title": "COOPERATION WITH OTHER CONVENTIONS",
        "author": "Note by the Executive Secretary",
    }


def test_distribution_languages_and_initials_are_no_title():
    fields = header(
        "CBD\nDistr.\nGÉNÉRALE\n\nCBD/COP/18/1\n3 avril 2032\n\nFRANÇAIS\nORIGINAL : ANGLAIS\n\n"
        "SUR LES ZONES HUMIDES"
    )
    assert fields == {
        "symbol": "CBD/COP/18/1",
        "published": date(2032, 4, 3),
        "title": "SUR LES ZONES HUMIDES",
    }


def test_the_day_of_issue_is_not_that_of_the_meeting():
    fields = header(
        "Distr.: General\n20 December 2025\nThird meeting\nRome, 16–19 February 2026\nFERNS"
    )
    assert fields["published"] == date(2025, 12, 20)
    assert (fields["date_start"], fields["date_end"]) == (date(2026, 2, 16), date(2026, 2, 19))


def test_report_of_a_working_group_is_a_title_and_of_an_office_an_author():
    title = "Report of the Working Group on Wetlands on its second meeting"
    assert header(f"Ninth meeting\n{title}") == {
        "session": 9,
        "session_name": "Ninth meeting",
        "title": title,
    }
    assert header("Report of the Secretary-General") == {
        "author": "Report of the Secretary-General"
    }


def test_resolution_names_its_day_but_no_place():
    fields = header("Resolution adopted by the General Assembly on 20 December 2033\n88/1. Springs")
    assert fields["date_start"] == date(2033, 12, 20)
    assert "place" not in fields
    assert fields["title"] == "88/1. Springs"


def test_agenda_item_with_a_letter():
    assert header("Agenda item 21 (c)") == {"agenda_item": "21(c)"}
    assert header("البند 21 (ج) من جدول الأعمال") == {"agenda_item": "21(c)"}
