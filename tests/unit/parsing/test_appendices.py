"""An appendix has a place of its own: it is not counted among the annexes."""

from __future__ import annotations

import pytest

NAMES = ["Appendix", "APPENDIX", "Appendice", "Apéndice", "Добавление", "التذييل", "附录"]


@pytest.mark.parametrize("name", NAMES)
def test_without_a_number(parse, name):
    document = parse(f"1. Main.\n\nAnnex I\n\n1. One.\n\n{name}\n\n1.1 First.\n\n1.2 Second.\n")
    assert [(unit.label, unit.alt_labels) for unit in document.units] == [
        ("1", ()),
        ("annex-1/1", ()),
        ("appendix/1.1", ("appendix-1/1.1",)),
        ("appendix/1.2", ("appendix-1/1.2",)),
    ]


@pytest.mark.parametrize("number", ["II", "2"])
@pytest.mark.parametrize("name", ["Appendix", "Appendice", "Apéndice", "Добавление", "附录"])
def test_with_a_number(labels, name, number):
    assert labels(f"1. Main.\n\n{name} {number}\n\n1. One:\n\n(a) x.\n") == [
        *("1", "appendix-2/1", "appendix-2/1(a)")
    ]


def test_arabic_number(labels):
    assert labels("1. Main.\n\nالتذييل الثاني\n\n1. One.\n") == ["1", "appendix-2/1"]


def test_annexes_and_appendices_are_counted_apart(labels):
    text = "1. Main.\nAnnex\n1. A.\nAppendix\n1. B.\nAppendix\n1. C.\nAnnex\n1. D.\n"
    assert labels(text) == ["1", "annex/1", "appendix/1", "appendix-2/1", "annex-2/1"]


def test_in_a_decision_among_others(labels):
    decision = "16/{}. Title\n\nThe Council,\n\n1. One.\n\nAppendix\n\n1. A.\n\n"
    assert labels(decision.format(1) + decision.format(2)) == [
        *("1", "appendix/1", "decision-2/1", "decision-2/appendix/1")
    ]
