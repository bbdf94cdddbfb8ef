"""Encoders: text in, unit vectors out. `base` is the protocol, `choose` opens one by name."""
