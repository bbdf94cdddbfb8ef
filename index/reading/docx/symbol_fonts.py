"""Characters of symbol fonts → Unicode: Greek and mathematics of Symbol, marks of Wingdings.

Word keeps them as places in a font, in the private use area from U+F000. Must not guess: what is
not known becomes a bullet where it stands for a list, else U+25A1.
"""

from __future__ import annotations

BULLET = "•"
UNKNOWN = "□"

_PRIVATE = range(0xF020, 0xF100)
_SYMBOL_20 = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
"""Places 0x20 to 0x7E of the font Symbol."""
_SYMBOL_A1 = (
    "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪□〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
"""Places 0xA1 to 0xFE."""
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_BULLETS = frozenset("•·*▪●○◦‣-–—■◆❖➢→⇨✓□❑❒◻")


def readable(text: str, font: str) -> str:
    """Replaces characters of a symbol font by what they look like; all else stays."""
    symbolic = font.lower() in ("symbol", "wingdings")
    if not symbolic and not any(ord(char) in _PRIVATE for char in text):
        return text
    return "".join(_readable(ord(char), font.lower(), symbolic=symbolic) for char in text)


def character(code: int, font: str) -> str:
    """The character at a place of a font, as `w:sym` names it."""
    if code in _PRIVATE:
        return _readable(code, font.lower(), symbolic=True)
    sound = 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000
    return readable(chr(code), font) if sound else UNKNOWN


def bullet(text: str, font: str) -> str:
    """The sign before an item of an unnumbered list, as one that reads as such."""
    shown = readable(text, font).strip()
    if font.lower().startswith("courier") and shown == "o":
        return "○"
    return shown if shown in _BULLETS - {"*"} else BULLET


def _readable(code: int, font: str, *, symbolic: bool) -> str:
    place = code - 0xF000 if code in _PRIVATE else code
    if code not in _PRIVATE and not (symbolic and place < 0x100):
        return chr(code)
    if font.startswith("wingdings"):
        return " " if place == 0x20 else _WINGDINGS.get(place, UNKNOWN)
    if 0x20 <= place < 0x20 + len(_SYMBOL_20):
        return _SYMBOL_20[place - 0x20]
    return _SYMBOL_A1[place - 0xA1] if 0xA1 <= place < 0xA1 + len(_SYMBOL_A1) else UNKNOWN
