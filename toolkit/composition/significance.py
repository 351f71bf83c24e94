"""What a hundred seats can show: exact tests, their power, and the smallest difference that could be
excluded.

Sources: exact binomial and multinomial tests by their probabilities (Cressie & Read 1984); Holm 1979 for many
tests; two one-sided tests for equivalence (Schuirmann 1987, doi:10.1007/BF01068419); people picked without
replacement (Fisher 1935).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaln
from scipy.stats import binom, hypergeom

from toolkit.errors import InputError, refuse
from toolkit.language import Message, say
from toolkit.shown import Finding

LEVEL = 0.05
"""Level of every test unless said otherwise."""

SAME = 1e-9
"""Two log-probabilities closer than this are equal: they are sums of about twenty terms of double precision."""


def binomial_power(seats: int, share: float, share_then: float, level: float = LEVEL, two_sided: bool = False) -> float:
    """Give the chance that an exact test notices that a group's share has changed.

    Parameters
    ----------
    seats : int
        Seats drawn.
    share : float
        Share expected, 0 to 1.
    share_then : float
        Share that really holds; below `share` a fall, above it a rise.
    level : float
        Level of the test, 0 to 1.
    two_sided : bool
        Whether the test looks both ways; a one-sided test looks the way the share went.

    Returns
    -------
    float
        Power, 0 to 1; 0 where no count of seats would be rejected.
    """
    counts = np.arange(seats + 1)
    if two_sided:
        p_values = _two_sided(seats, share)
    elif share_then <= share:
        p_values = binom.cdf(counts, seats, share)
    else:
        p_values = binom.sf(counts - 1, seats, share)
    return float(binom.pmf(counts[p_values <= level], seats, share_then).sum())


def _two_sided(seats: int, share: float) -> np.ndarray:
    """Give the two-sided exact p-value of every count, 0 to all seats: the outcomes that are no more probable."""
    chances = binom.pmf(np.arange(seats + 1), seats, share)
    order = np.argsort(chances, kind="stable")
    reached = np.searchsorted(chances[order], chances * (1 + 1e-7), side="right")
    return np.minimum(1.0, np.cumsum(chances[order])[reached - 1])


def power_in_words(
    seats: int, share: float, share_then: float, level: float = LEVEL, two_sided: bool = False
) -> Message:
    """Say in words what `binomial_power` gives."""
    values = {
        "seats": seats,
        "before": round(seats * share),
        "after": round(seats * share_then),
        "power": binomial_power(seats, share, share_then, level, two_sided),
    }
    if share_then > share:
        return say(
            "with {seats} seats a rise from {before} to {after} would be noticed in {power:.0%} of cases", **values
        )
    return say("with {seats} seats a fall from {before} to {after} would be noticed in {power:.0%} of cases", **values)


def multinomial_test(
    counts: Sequence[int] | np.ndarray,
    shares: Sequence[float] | np.ndarray,
    rng: np.random.Generator,
    replicates: int = 100_000,
) -> float:
    """Test counts against shares exactly, by Monte Carlo: how likely is an outcome as improbable as this one?

    Parameters
    ----------
    counts : sequence of int
        People in each class.
    shares : sequence of float
        Expected shares, same order; they must sum to 1 within 1e-6.
    rng : Generator
        Source of randomness.
    replicates : int
        Outcomes drawn; the standard error of a p-value near .05 is .0007 at 100,000.

    Returns
    -------
    float
        p-value, at least 1 / (replicates + 1).

    Raises
    ------
    InputError
        If shares do not sum to 1 or people stand in a class with share 0.
    """
    observed, expected = np.asarray(counts, int), np.asarray(shares, float)
    if abs(expected.sum() - 1) > 1e-6:
        raise refuse("shares", f"they sum to {expected.sum():.6f}", "Give shares that sum to 1")
    if (observed[expected == 0] > 0).any():
        raise refuse("counts", "people stand in a class whose expected share is 0", "Correct the shares")
    kept = expected > 0
    expected = expected[kept] / expected[kept].sum()
    total = int(observed.sum())
    log_factorial = gammaln(np.arange(total + 1) + 1.0)
    drawn = rng.multinomial(total, expected, size=replicates)
    log_share = np.log(expected)
    likelihood = drawn @ log_share - log_factorial[drawn].sum(axis=1)
    reached = observed[kept] @ log_share - log_factorial[observed[kept]].sum()
    return float((1 + (likelihood <= reached + SAME).sum()) / (replicates + 1))


def two_sided_p_value(count: int, seats: int, share: float) -> float:
    """Give the two-sided exact binomial p-value: outcomes no more probable than this one."""
    return float(_two_sided(seats, share)[count])


def holm(p_values: Sequence[float] | np.ndarray) -> np.ndarray:
    """Correct p-values for their number (Holm 1979); missing values stay missing and do not count."""
    raw = np.asarray(p_values, float)
    corrected = np.full(len(raw), np.nan)
    order = np.argsort(raw, kind="stable")[: int(np.isfinite(raw).sum())]
    steps = raw[order] * (len(order) - np.arange(len(order)))
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return corrected


def excess_p_value(in_group: int, group: int, picked: int, everyone: int) -> float:
    """Give the one-sided exact chance that so many of the people picked belong to a group, or more.

    Parameters
    ----------
    in_group : int
        People picked who belong to the group.
    group, picked, everyone : int
        Size of the group, people picked, people in all; picking without replacement.
    """
    return float(hypergeom.sf(in_group - 1, everyone, group, picked))


def equivalence_power(seats: int, share: float, margin: float, level: float = LEVEL) -> float:
    """Give the chance that a true share is shown to lie within a margin, by two exact one-sided tests.

    Returns
    -------
    float
        Power, 0 to 1. It is 0 when no count rejects both tests; a normal approximation can then give a
        negative number, which means nothing.
    """
    counts = np.arange(seats + 1)
    return float(binom.pmf(counts[is_within(counts, seats, share, margin, level)], seats, share).sum())


def is_within(counts: np.ndarray | int, seats: int, share: float, margin: float, level: float = LEVEL) -> np.ndarray:
    """Tell whether counts show that the true share lies within a margin of a given one.

    Parameters
    ----------
    counts : int or ndarray of int
        Seats held.
    seats : int
        Seats in all.
    share, margin : float
        The interval to be shown is share ± margin; a side that lies beyond 0 or 1 needs no proof.
    level : float
        Level of each of the two exact one-sided tests.

    Returns
    -------
    ndarray of bool
        Same shape as `counts`.
    """
    low, high = share - margin, share + margin
    above = binom.sf(np.asarray(counts) - 1, seats, low) <= level if low > 0 else True
    below = binom.cdf(np.asarray(counts), seats, high) <= level if high < 1 else True
    return np.asarray(above & below) & np.ones(np.shape(counts), bool)


def smallest_margin(seats: int, share: float, power: float = 0.8, level: float = LEVEL, step: float = 0.005) -> float:
    """Find the smallest margin within which a true share can be shown to lie with the power wished for.

    Returns
    -------
    float
        Margin as a share, a multiple of `step`; NaN if none below 1 will do.
    """
    for margin in np.arange(step, 1.0, step):
        if equivalence_power(seats, share, float(margin), level) >= power:
            return float(round(margin, 6))
    return float("nan")


def equivalence_margins(
    seats: Sequence[int] = (50, 100, 150, 300, 1000), shares: Sequence[float] = (0.1, 0.224, 0.5)
) -> Finding:
    """List the smallest margins that panels of several sizes could ever show, at 80 % power.

    Returns
    -------
    Finding
        `seats`, `share`, `smallest_margin`, `power_within_5_points`.
    """
    rows = [
        {
            "seats": size,
            "share": share,
            "smallest_margin": smallest_margin(size, share),
            "power_within_5_points": equivalence_power(size, share, 0.05),
        }
        for size in seats
        for share in shares
    ]
    table = pd.DataFrame(rows)
    half = smallest_margin(100, 0.5)
    text = say(
        "With 100 seats a share of one half can be shown to be right within {points:.1f} points at best; "
        "that it is right within 5 points cannot be inferred from 100 people.",
        points=half * 100,
    )
    return Finding(table, text)


def quota_refusal(criterion: str) -> InputError:
    """Make the refusal of a p-value of a quota panel on its own quota margins."""
    return refuse(
        f"criterion {criterion}",
        "a p-value is refused: seats were filled to quotas on this criterion, so its counts hardly vary by "
        "chance and a test would call every panel representative",
        "Compare the seats with the quota band; test who left, who came, or traits that had no quota",
    )
