"""Phrases that name numbered places in a text: "paras. 5–7", "第8(h)条", "п. 41 c)".

`model` says what is found, `grammar` finds it, with the numbers of `numbers` and the words of
`words`. Must not know which text a place is in, nor whether it exists.
"""

from index.pinpoints.grammar import find_pinpoints, names_draft
from index.pinpoints.model import PinpointItem, PinpointMention

__all__ = ["PinpointItem", "PinpointMention", "find_pinpoints", "names_draft"]
