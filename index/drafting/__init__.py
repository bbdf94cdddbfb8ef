"""What a drafted paragraph does: the verb that it opens with, its strength, and whom it addresses.

Reads texts alone; must not know documents, the store or questions.
"""
