"""Every setting has a help text and a line in docs/settings.md, and none stands there in vain."""

import re
from pathlib import Path

import pytest

from api.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `(\w+)` \| ([^|]*)\|([^|]*)\| ([^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, str]]:
    text = DOCS.read_text(encoding="utf-8")
    return {name: (default, bounds) for name, default, bounds, _ in ROW.findall(text)}


def test_documented_settings_are_the_settings(rows):
    assert sorted(rows) == sorted(Settings.model_fields)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_setting_has_help(name):
    assert Settings.model_fields[name].description


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, field in sorted(Settings.model_fields.items())
        if field.default_factory is None and field.default is not None
    ],
)
def test_documented_default_is_the_default(name, rows):
    default = Settings.model_fields[name].default
    written = str(default).lower() if isinstance(default, bool) else default  # as TOML has it
    assert rows[name][0].startswith(f"`{written}`")


def test_every_number_is_bounded():
    for name, field in Settings.model_fields.items():
        if field.annotation in (int, float):
            bounds = {type(constraint).__name__ for constraint in field.metadata}
            assert bounds in ({"Ge", "Le"}, {"Gt", "Le"}), name
