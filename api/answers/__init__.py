"""What the command line and HTTP answer alike: results of `retriever` as the wire shows them.

Must not open collections, rank, or know who asks.
"""
