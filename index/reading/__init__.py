"""Files and bytes → lines and records, or an error that names what was wrong with which input.

Knows nothing of paragraphs (that is `index.parsing`) nor of stores.
"""
