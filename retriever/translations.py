"""Which passages are language versions of one paragraph: those that share symbol and label.

Looks at metadata only; ranks nothing and fetches nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.columns import MetadataColumns

GroupIds = NDArray[np.int64]


def paragraph_groups(columns: MetadataColumns) -> GroupIds:
    """A number for each of n passages, the same for language versions of one paragraph.

    A passage whose document has no symbol is alone in its group.

    Returns:
        int64 (n,).
    """
    symbol, label = columns.column("symbol"), columns.column("label")
    shared = symbol.codes.astype(np.int64) * (len(label.values) + 1) + label.codes
    alone = -1 - np.arange(len(columns), dtype=np.int64)
    return np.where((symbol.codes >= 0) & (label.codes >= 0), shared, alone)


def first_of_each(groups: GroupIds) -> NDArray[np.intp]:
    """Places at which each group occurs first, ascending."""
    _, first = np.unique(groups, return_index=True)
    return np.sort(first)
