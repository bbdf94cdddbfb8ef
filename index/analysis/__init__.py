"""What a text becomes for the lexical arm: a list of terms.

Must not know of frequencies or weights (`index.lexical`) nor of questions (`retriever`).
"""

from index.analysis.analyzer import (
    ANALYSIS_VERSION,
    SYMBOL_PREFIX,
    analyze,
    analyze_name,
    analyze_query,
)

__all__ = ["ANALYSIS_VERSION", "SYMBOL_PREFIX", "analyze", "analyze_name", "analyze_query"]
