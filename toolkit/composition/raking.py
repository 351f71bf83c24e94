"""Iterative proportional fitting: the joint table that has given margins and departs least from a seed.

The margins may have any number of dimensions, and may be coarser than the cells: a margin over `age_band` is
met when `age_band` is a further column of the cells beside `age`.

Sources: Deming & Stephan 1940, doi:10.1214/aoms/1177731829; Bishop, Fienberg & Holland 1975, chapter 3;
design effect: Kish 1965, Survey Sampling.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from toolkit.errors import Fault, InputError, refuse
from toolkit.language import say
from toolkit.shown import Finding

RESIDUAL = 1e-8
"""Largest difference between a margin and its fit that counts as met, as a share of the total."""

TOTALS = 1e-6
"""Largest difference between the totals of two margins that counts as rounding, as a share of the larger."""


def every_cell(values: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """List every combination of values, one row each, in the order given.

    Examples
    --------
    >>> every_cell({"sex": ["women", "men"], "age": ["16-24", "25+"]})["age"].tolist()
    ['16-24', '25+', '16-24', '25+']
    """
    return pd.DataFrame(list(itertools.product(*values.values())), columns=list(values))


def fit_margins(
    cells: pd.DataFrame,
    margins: Sequence[pd.DataFrame],
    sampling_zero: float = 0.5,
    tolerance: float = RESIDUAL,
    most_rounds: int = 5000,
) -> Finding:
    """Fit a joint table to its margins by iterative proportional fitting.

    Parameters
    ----------
    cells : DataFrame
        One row per cell. Columns: the dimensions (also coarser ones), and optionally `seed` (what the table
        looked like elsewhere or earlier, 0 or more; 1 when the column is absent) and `possible` (False marks
        a structural zero: nobody can be in that cell, and nobody will be).
    margins : sequence of DataFrame
        Each with dimension columns of `cells` and `count` (people, 0 or more), one row per class or
        combination.
    sampling_zero : float
        What stands in for a seed of 0 in a cell that is possible: nobody was seen there, which does not prove
        that nobody is there.
    tolerance : float
        The fit ends when every margin is met within this share of the total.
    most_rounds : int
        Passes after which the margins are declared impossible to meet together.

    Returns
    -------
    Finding
        The cells with their `count` (float, zero or more).

    Raises
    ------
    InputError
        If margins are not usable (all faults are listed: unknown columns or classes, classes without a
        margin, repeated rows, negative or missing counts, totals that differ), or cannot be met together.
    """
    seed, groups, targets = _prepare(cells, margins, sampling_zero)
    total = targets[0].sum()
    counts = seed * (total / seed.sum())
    for _ in range(most_rounds):
        for group, target in zip(groups, targets, strict=True):
            held = np.bincount(group, counts, len(target))
            counts *= np.divide(target, held, out=np.zeros_like(target), where=held > 0)[group]
        if (residual := _residual(counts, groups, targets)) < tolerance:
            break
    else:
        raise refuse(
            "margins",
            f"they cannot all be met: after {most_rounds} rounds one is still {residual:.1e} of the total away",
            "Look for cells marked impossible that a margin needs, or for margins of different populations",
        )
    text = say(
        "The joint table has {cells} cells and meets all {margins} margins within {tolerance:.0e} of the total.",
        cells=len(cells),
        margins=len(margins),
        tolerance=tolerance,
    )
    table = cells.drop(columns=["seed", "possible"], errors="ignore").assign(count=counts)
    return Finding(table, text)


def _prepare(
    cells: pd.DataFrame, margins: Sequence[pd.DataFrame], sampling_zero: float
) -> tuple[np.ndarray, list[np.ndarray], list[np.ndarray]]:
    """Give the seed, and for each margin the row that each cell belongs to and the target counts."""
    if not margins:
        raise refuse("margins", "none was given", "Give at least one table with dimension columns and `count`")
    seed = cells["seed"].to_numpy(float) if "seed" in cells else np.ones(len(cells))
    possible = cells["possible"].to_numpy(bool) if "possible" in cells else np.ones(len(cells), bool)
    seed = np.where(possible, np.where(seed > 0, seed, sampling_zero), 0.0)
    faults: list[Fault] = []
    groups, targets = [], []
    for margin in margins:
        dimensions = [name for name in margin.columns if name != "count"]
        found = _margin_faults(cells, margin, dimensions)
        faults += found
        if not found:
            groups.append(_rows_of(cells, margin, dimensions))
            targets.append(margin["count"].to_numpy(float))
            faults += _unreachable(margin, dimensions, np.bincount(groups[-1], seed, len(margin)))
    faults += _different_totals(margins) if not faults else []
    if faults:
        raise InputError(faults)
    return seed, groups, targets


def _rows_of(cells: pd.DataFrame, margin: pd.DataFrame, dimensions: list[str]) -> np.ndarray:
    """Say for each cell which row of the margin it belongs to (-1: none)."""
    classes = pd.MultiIndex.from_frame(margin[dimensions].astype(str))
    return classes.get_indexer(pd.MultiIndex.from_frame(cells[dimensions].astype(str)))


def _margin_faults(cells: pd.DataFrame, margin: pd.DataFrame, dimensions: list[str]) -> list[Fault]:
    """List what makes one margin unusable."""
    place = f"margin {' × '.join(dimensions) or '(no dimension)'}"
    unknown = [name for name in dimensions if name not in cells]
    if unknown or not dimensions or "count" not in margin:
        known = ", ".join(str(name) for name in cells.columns if name not in ("seed", "possible"))
        return [Fault(place, f"it needs `count` and columns among {known}", "Rename its columns")]
    faults = []
    counts = pd.to_numeric(margin["count"], errors="coerce").to_numpy(float)
    if not np.isfinite(counts).all() or (counts < 0).any() or not counts.sum() > 0:
        faults.append(Fault(place, "a count is missing or negative, or all are zero", "Correct the counts"))
    if margin.duplicated(dimensions).any():
        faults.append(Fault(place, "a class stands more than once", "Add its counts up"))
        return faults
    rows = _rows_of(cells, margin, dimensions)
    orphans = cells.loc[rows < 0, dimensions].drop_duplicates()
    if len(orphans):
        faults.append(Fault(place, f"no count for {_named(orphans)}", "Add the class, with 0 if nobody is in it"))
    strangers = margin.loc[~np.isin(np.arange(len(margin)), rows), dimensions]
    if len(strangers):
        faults.append(Fault(place, f"the cells do not know {_named(strangers)}", "Rename the class or add its cells"))
    return faults


def _unreachable(margin: pd.DataFrame, dimensions: list[str], held: np.ndarray) -> list[Fault]:
    """List classes that have people although all their cells are impossible."""
    lost = margin.loc[(held == 0) & (margin["count"].to_numpy(float) > 0), dimensions]
    if lost.empty:
        return []
    place = f"margin {' × '.join(dimensions)}"
    return [
        Fault(
            place,
            f"{_named(lost)} has people, but all its cells are marked impossible",
            "Mend one of the two",
        )
    ]


def _different_totals(margins: Sequence[pd.DataFrame]) -> list[Fault]:
    """Compare the totals of all margins."""
    totals = [float(margin["count"].sum()) for margin in margins]
    if max(totals) - min(totals) <= TOTALS * max(totals):
        return []
    listed = "; ".join(
        f"{' × '.join(name for name in margin.columns if name != 'count')} {total:,.2f}"
        for margin, total in zip(margins, totals, strict=True)
    )
    return [Fault("margins", f"their totals differ ({listed})", "Bring them to one population before fitting")]


def _named(classes: pd.DataFrame) -> str:
    """Name up to five classes."""
    names = [" × ".join(str(value) for value in row) for row in classes.itertuples(index=False)]
    return ", ".join(names[:5]) + (", …" if len(names) > 5 else "")


def _residual(counts: np.ndarray, groups: list[np.ndarray], targets: list[np.ndarray]) -> float:
    """Give the largest distance between a margin and its fit, as a share of the total."""
    total = targets[0].sum()
    return max(
        float(np.abs(np.bincount(group, counts, len(target)) - target).max()) / total
        for group, target in zip(groups, targets, strict=True)
    )


def design_effect(weights: Sequence[float] | np.ndarray) -> float:
    """Say by how much unequal weights inflate a variance: n Σw² / (Σw)², 1 or more (Kish 1965)."""
    weight = np.asarray(weights, float)
    return float(len(weight) * (weight**2).sum() / weight.sum() ** 2)
