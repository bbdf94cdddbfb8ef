"""How answers look to a person on a terminal or in a pipe. Must not look up or compare anything."""
