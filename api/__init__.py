"""How people and programs reach Pilcrow: command line, HTTP app, settings.

Never ranks: it translates between the wire and `retriever`.
"""
