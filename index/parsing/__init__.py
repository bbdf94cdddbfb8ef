"""Lines of text → numbered paragraphs: labels, headings, scopes, header fields, footnotes.

Pure functions over lines; knows nothing of files, encodings or stores.
"""
