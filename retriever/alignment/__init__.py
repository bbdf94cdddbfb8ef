"""Whether two language versions of a text run in step, told from what translation leaves alone.

Numbers, symbols, lengths, structure and order; vectors where they tell anything. Knows texts and
labels only: which passages are versions of one work is for `retriever.versions` to say.
"""
