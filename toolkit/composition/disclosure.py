"""Keep small counts out of reports: no cell from 1 to 4 people, and none that could be computed from the others.

Source: primary and secondary suppression in Hundepool et al. 2012, Statistical Disclosure Control, chapter 5.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.language import Message, say

SMALLEST = 5
"""Counts below this, other than 0, are suppressed unless asked for."""


def shown_count(count: int, smallest: int = SMALLEST) -> int | Message:
    """Give a count for a sentence: "fewer than 5" for 1 to 4 people."""
    return say("fewer than {n}", n=smallest) if 0 < count < smallest else count


def suppress(
    table: pd.DataFrame,
    count: str,
    within: str | list[str] | None = None,
    dependent: Sequence[str] = (),
    smallest: int = SMALLEST,
    across: str | list[str] | None = None,
) -> pd.DataFrame:
    """Blank small counts and, where one blank could be computed from a total, a second count.

    Parameters
    ----------
    table : DataFrame
        One row per class.
    count : str
        Column of counts of people.
    within : str or list of str, optional
        Columns whose groups share a known total: there further counts are blanked, the smallest first, until the
        total leaves open what each of them is.
    dependent : sequence of str
        Columns that would give the count away, such as rates and p-values; blanked with it.
    smallest : int
        Counts from 1 to `smallest` − 1 are blanked; 0 or 1 blanks nothing.
    across : str or list of str, optional
        Columns of a second set of groups with known totals, where the counts are a table with rows and columns.

    Returns
    -------
    DataFrame
        A copy with missing values, and `suppressed` (bool).
    """
    counts = pd.to_numeric(table[count]).to_numpy(dtype=float, na_value=float("nan"))
    hidden = pd.Series((counts > 0) & (counts < smallest), index=table.index)
    groups = [group[count] for way in (within, across) if way for _, group in table.groupby(way, sort=False)]
    before = -1
    while before != (before := int(hidden.sum())):
        for group in groups:
            _protect(hidden, group, smallest)
    shown = table.astype(dict.fromkeys([count], "Int64"))
    shown[[count, *dependent]] = shown[[count, *dependent]].mask(hidden)
    shown.attrs.update(table.attrs)
    return shown.assign(suppressed=hidden)


def _protect(hidden: pd.Series, counts: pd.Series, smallest: int) -> None:
    """Blank further counts of a group whose sum is known: one blank, or several that are all 1, could be computed."""
    shown = counts[~hidden[counts.index]].sort_values(kind="stable")
    for row in [*shown[shown > 0].index, *shown[shown == 0].index]:
        blank = counts[hidden[counts.index]]
        if not len(blank) or (len(blank) > 1 and blank.sum() >= max(smallest, len(blank) + 1)):
            return
        hidden[row] = True
