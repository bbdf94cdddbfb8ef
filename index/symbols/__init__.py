"""Document symbols: found in a text, brought to one form, read and printed.

`mentions` finds them, `parsing` reads one, `keys` names the work, `fields` makes metadata. Must
not know what a symbol refers to in a collection.
"""

from index.symbols.keys import work_keys
from index.symbols.kinds import SymbolKind
from index.symbols.mentions import SymbolMention, SymbolShape, find_symbols
from index.symbols.parsing import parse_symbol
from index.symbols.symbol import Symbol

__all__ = [
    "Symbol",
    "SymbolKind",
    "SymbolMention",
    "SymbolShape",
    "find_symbols",
    "parse_symbol",
    "work_keys",
]
