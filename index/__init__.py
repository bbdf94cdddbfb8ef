"""What a document becomes: reading, paragraphs, terms, vectors, store and derived indexes.

Knows nothing of questions (that is `retriever`) nor of HTTP or command lines (that is `api`).
"""
