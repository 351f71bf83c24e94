"""Keep small counts out of reports: no cell from 1 to 4 people, and none that could be computed from the others.

Source: primary and secondary suppression in Hundepool et al. 2012, Statistical Disclosure Control, chapter 5.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

SMALLEST = 5
"""Counts below this, other than 0, are suppressed unless asked for."""


def suppress(
    table: pd.DataFrame,
    count: str,
    within: str | None = None,
    dependent: Sequence[str] = (),
    smallest: int = SMALLEST,
) -> pd.DataFrame:
    """Blank small counts and, where one blank could be computed from a total, a second count.

    Parameters
    ----------
    table : DataFrame
        One row per class.
    count : str
        Column of counts of people.
    within : str, optional
        Column whose groups share a known total: where exactly one count of a group is blank, the next smallest count
        is blanked too.
    dependent : sequence of str
        Columns that would give the count away, such as rates and p-values; blanked with it.
    smallest : int
        Counts from 1 to `smallest` − 1 are blanked; 0 or 1 blanks nothing.

    Returns
    -------
    DataFrame
        A copy with missing values, and `suppressed` (bool).
    """
    counts = pd.to_numeric(table[count]).to_numpy(dtype=float, na_value=float("nan"))
    hidden = pd.Series((counts > 0) & (counts < smallest), index=table.index)
    for _, group in table.groupby(within, sort=False) if within else ():
        if hidden[group.index].sum() == 1:
            others = group.loc[~hidden[group.index] & (group[count] > 0), count]
            if len(others):
                hidden[others.sort_values(kind="stable").index[0]] = True
    shown = table.astype(dict.fromkeys([count], "Int64"))
    shown[[count, *dependent]] = shown[[count, *dependent]].mask(hidden)
    shown.attrs.update(table.attrs)
    return shown.assign(suppressed=hidden)
