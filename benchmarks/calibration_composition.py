"""Calibration of the tests and intervals of the composition report."""

from __future__ import annotations

import numpy as np

from benchmarks.calibration import ABOUT, Method, Row

SHARES = [
    np.array(percent) / sum(percent)
    for percent in (
        (46.4, 53.6),
        (2.2, 12.8, 29.8, 21.9, 13.0, 20.3),
        (12.6, 6.3, 10.3, 55.6, 15.2),
        (4.7, 2.7, 2.0, 2.4, 1.7, 2.7, 3.8, 6.9, 6.6, 8.4, 6.7, 10.9, 7.5, 7.6, 8.8, 8.0, 8.6),
    )
]
"""Residents of Paris by sex, age, diploma and sector: 2 + 6 + 5 + 17 classes."""


def power_of_the_exact_test(rng: np.random.Generator) -> list[Row]:
    """One-sided exact binomial test against a fall."""
    from scipy.stats import binom

    from toolkit.composition.significance import binomial_power

    rows = []
    for seats, share, then in ((100, 0.224, 0.15), (100, 0.224, 0.12), (300, 0.23, 0.15)):
        noticed = binom.cdf(rng.binomial(seats, then, 20_000), seats, share) <= 0.05
        name = f"exact binomial test, {seats} seats, {share} falls to {then}"
        rows.append(
            Row(
                name,
                "verdicts, power.md",
                "power",
                ABOUT,
                binomial_power(seats, share, then),
                int(noticed.sum()),
                20_000,
            )
        )
    return rows


METHODS: list[Method] = [power_of_the_exact_test]
