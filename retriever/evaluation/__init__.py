"""The parts of an evaluation: test files read, rankings measured, results reported.

`retriever/evaluate.py` puts them together.
"""
