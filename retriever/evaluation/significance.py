"""Whether a difference between two rankings is more than chance. Must not measure or report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PERMUTATIONS = 10_000
SEED = 2007

SIGNIFICANT = 0.05
"""Below it a difference is taken for more than chance."""

_AT_ONCE = 1_000
_ROUNDING = 1e-9
"""Sums that differ by less, relative to the sum of all amounts, are equal."""


def randomisation_p_value(
    differences: Sequence[float], *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> float:
    """The two-sided p-value of a paired randomisation test.

    If two rankings were as good as each other, which of them a question prefers would be a toss
    of a coin: so the sign of each difference is tossed, and counted how often the sum comes out
    at least as far from zero as the sum observed. No distribution is assumed. Questions must be
    independent of each other: translations of one question are not.

    Smucker, Allan, Carterette: A comparison of statistical significance tests for information
    retrieval evaluation, CIKM 2007, section 3.1. The observed arrangement is counted among the
    tosses, so that p is never 0 (Phipson, Smyth 2010).

    Args:
        differences: of a measure, one per question.
        permutations: how many times all signs are tossed, at least 1.
        seed: of the tosses; the same one gives the same p-value.

    Returns:
        From 1 / (permutations + 1) to 1; 1 where no question differs.
    """
    # A difference of zero has no sign to toss.
    amounts = np.abs([one for one in differences if one != 0.0])
    observed = abs(float(np.sum(differences)))
    bound = observed - _ROUNDING * float(amounts.sum())
    random = np.random.default_rng(seed)
    as_far = 0
    for start in range(0, permutations, _AT_ONCE):
        tosses = min(_AT_ONCE, permutations - start)
        signs = random.integers(0, 2, size=(tosses, len(amounts)), dtype=np.int8) * 2 - 1
        as_far += int(np.count_nonzero(np.abs(signs @ amounts) >= bound))
    return (as_far + 1) / (permutations + 1)
