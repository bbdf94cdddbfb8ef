"""The document as a web page: numbered lists, headings, linked footnotes at the end."""

from __future__ import annotations

from html import escape
from itertools import groupby

from .source_blocks import Block

_LIST_TYPES = {1: "a", 2: "i", 3: "a"}


def build_html(blocks: tuple[Block, ...], lang: str = "en") -> bytes:
    """A page as a careful web editor writes it: numbers of lists are the browser's."""
    body: list[str] = []
    for in_list, group in groupby(blocks, key=lambda block: block.kind == "list"):
        items = list(group)
        body += _lists(items) if in_list else map(_block, items)
    notes = [
        f'<li id="fn{number}"><p>{escape(text)} <a href="#fnref{number}">↩</a></p></li>'
        for block in blocks
        for _, number, text in block.notes
    ]
    page = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        "<title>Site of the Convention</title>"
        "<style>li { margin: 1em }</style></head>\n"
        '<body><header><a href="/">Home</a></header><nav><ol><li>Meetings</li></ol></nav>\n'
        f"<main>\n{chr(10).join(body)}\n"
        f'<section class="footnotes"><hr><ol>{"".join(notes)}</ol></section></main>\n'
        "<footer>Contact</footer><script>let a = '<p>1. No text.</p>';</script></body></html>\n"
    )
    return page.encode("utf-8")


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            tag = f"h{block.level + 1}"
            return f"<{tag}>{block.label} {_text(block)}</{tag}>"
        case "para":
            start = block.label.rstrip(".")
            return f'<ol start="{start}"><li><p>{_text(block)}</p></li></ol>'
    return f"<p>{_text(block)}</p>"


def _lists(items: list[Block], level: int = 1) -> list[str]:
    """Lists in lists: each deeper one stands in the item above it."""
    kind = "cjk-decimal" if items[0].label.startswith("(一") else ""
    style = f' style="list-style-type: {kind}"' if kind else ""
    html = [f'<ol type="{_LIST_TYPES[level]}"{style}>']
    for index, block in enumerate(items):
        if block.level != level:
            continue
        inner = items[index + 1 :]
        end = next((i for i, one in enumerate(inner) if one.level <= level), len(inner))
        nested = "\n".join(_lists(inner[:end], level + 1)) if end else ""
        html.append(f"<li>{_text(block)}{nested}</li>")
    return [*html, "</ol>"]


def _text(block: Block) -> str:
    """The text with its marks as raised links."""
    html = escape(block.runs[0])
    for (_, number, _), run in zip(block.notes, block.runs[1:], strict=True):
        html += f'<sup><a href="#fn{number}" id="fnref{number}">{number}</a></sup>{escape(run)}'
    return html
