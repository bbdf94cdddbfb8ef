"""Web pages → lines as a reader sees them: the way in is `read_html` of `reader`.

Must not parse paragraphs: that is `index.parsing`.
"""
