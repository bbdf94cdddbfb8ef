"""What a question becomes: query analysis, filters, arms and fusion, citations, evaluation.

Knows nothing of HTTP or command lines (that is `api`).
"""
