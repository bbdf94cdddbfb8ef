"""The web page: HTML, modules of JavaScript, a style sheet, and its words in six languages.

Built on the public HTTP API alone. Must not be computed with: the server only hands it out.
"""
