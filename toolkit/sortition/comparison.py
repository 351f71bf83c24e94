"""A lottery beside a plain one: what quotas change for the assembly, and for each person's chance of a seat."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from toolkit.sortition.lottery import Lottery
from toolkit.sortition.pool import CROSS, Selection, crossed
from toolkit.sortition.proof import bound_smallest_chance
from toolkit.sortition.types import types_of

NO_PRICE = 1e-9
"""A price below this is the solver's rounding."""


def plain_chances(selection: Selection, frame: str = "frame") -> pd.Series:
    """Give the chances of a plain draw among the volunteers, without quotas other than the seats of the frames.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    frame : str
        Feature of the recruitment frames, if the quotas have one.

    Returns
    -------
    Series
        Chance by person_id: seats of the person's frame over its volunteers; seats over volunteers without frames.
    """
    people = selection.pool.people
    if frame not in selection.quotas.features:
        return pd.Series(selection.seats / len(people), index=people.index, name="probability")
    rows = selection.quotas.table.query("feature == @frame").set_index("value")
    return (people[frame].map(rows["min"]) / people[frame].map(people[frame].value_counts())).rename("probability")


def seats_by_value(selection: Selection, chances: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Compare the seats that values get on average.

    Parameters
    ----------
    chances : mapping of name to Series
        Chance by person_id, one for each way of drawing.

    Returns
    -------
    DataFrame
        feature, value, pool (volunteers), min, max (the quota), and a column of mean seats for each way of drawing.
    """
    table, counted = selection.quotas.table, selection.quotas.counted(selection.pool.people)
    means = {name: counted @ series.reindex(selection.pool.ids).to_numpy() for name, series in chances.items()}
    return table[["feature", "value"]].assign(pool=counted.sum(axis=1), min=table["min"], max=table["max"], **means)


def chances_by_value(lottery: Lottery, other: pd.Series) -> pd.DataFrame:
    """Compare chances of a seat by feature and value.

    Parameters
    ----------
    other : Series
        Chance by person_id in another way of drawing.

    Returns
    -------
    DataFrame
        feature, value, people, other (mean chance in the other way of drawing), smallest, mean, largest (in the
        lottery). Intersections are left out.
    """
    people = lottery.selection.pool.people
    chances = pd.DataFrame({"other": other.reindex(people.index), "own": lottery.marginals})
    rows = []
    for feature in [name for name in lottery.selection.quotas.features if CROSS not in name]:
        order = lottery.selection.quotas.table.query("feature == @feature")["value"]
        groups = chances.groupby(crossed(people, feature), sort=False)
        for value in [value for value in order if value in groups.groups]:
            own = groups.get_group(value)
            spread = own["own"].min(), own["own"].mean(), own["own"].max()
            rows.append((feature, value, len(own), own["other"].mean(), *spread))
    return pd.DataFrame(rows, columns=["feature", "value", "people", "other", "smallest", "mean", "largest"])


def chances_by_crossing(lottery: Lottery, one: str, other: str, smallest_cell: int = 5) -> pd.DataFrame:
    """Give the mean chance of a seat where two features cross.

    Returns
    -------
    DataFrame
        A column for each of the two features with its values in the order of the quotas, people, mean (chance);
        people and mean are missing for cells of fewer than `smallest_cell` people.
    """
    people, quotas = lottery.selection.pool.people, lottery.selection.quotas.table
    chances = lottery.marginals.groupby([people[one], people[other]], sort=False).agg(["size", "mean"])
    order = [list(quotas.loc[quotas["feature"] == name, "value"]) for name in (one, other)]
    cells = pd.MultiIndex.from_product(order, names=[one, other])
    table = chances.reindex(cells).rename(columns={"size": "people"})
    return table.where(table["people"] >= smallest_cell).reset_index()


def sorted_chances(chances: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Sort the chances of each way of drawing, for a figure.

    Returns
    -------
    DataFrame
        draw (name), place (1 for the smallest chance), probability.
    """
    parts = [
        pd.DataFrame({"draw": name, "place": np.arange(1, len(series) + 1), "probability": np.sort(series.to_numpy())})
        for name, series in chances.items()
    ]
    return pd.concat(parts, ignore_index=True)


def quotas_met_by_plain_draws(selection: Selection, rng: np.random.Generator, draws: int = 1000) -> pd.DataFrame:
    """Draw without quotas, within the frames, and count how often each quota is met by chance.

    Returns
    -------
    DataFrame
        feature, value, min, max, met (share of the draws), and a last row "all quotas".
    """
    keys = rng.random((draws, len(selection.pool)))
    seated = np.zeros(keys.shape, dtype=bool)
    for members, seats in _frames(selection):
        chosen = np.argpartition(keys[:, members], seats - 1, axis=1)[:, :seats]
        np.put_along_axis(seated, members[chosen], True, axis=1)
    held = seated @ selection.quotas.counted(selection.pool.people).T.astype(np.int64)
    table = selection.quotas.table
    met = (held >= table["min"].to_numpy()) & (held <= table["max"].to_numpy())
    every = pd.DataFrame({"feature": ["all quotas"], "value": [""], "met": [met.all(axis=1).mean()]})
    return pd.concat([table[["feature", "value", "min", "max"]].assign(met=met.mean(axis=0)), every], ignore_index=True)


def _frames(selection: Selection, frame: str = "frame") -> list[tuple[np.ndarray, int]]:
    """List the frames: positions of their volunteers, and their seats."""
    if frame not in selection.quotas.features:
        return [(np.arange(len(selection.pool)), selection.seats)]
    values, rows = selection.pool.people[frame].to_numpy(), selection.quotas.table.query("feature == @frame")
    return [
        (np.flatnonzero(values == value), int(seats)) for value, seats in zip(rows["value"], rows["min"], strict=True)
    ]


def price_of_quotas(lottery: Lottery) -> pd.DataFrame:
    """Say which quotas hold the smallest chance down, and by how much a seat.

    The prices are the duals of the program that makes the smallest chance as large as possible: one seat more (for a
    maximum) or less (for a minimum) changes the best smallest chance by the price, for small changes.

    Returns
    -------
    DataFrame
        feature, value, side ("at least" or "at most"), seats, price (chance per seat, positive), largest first; a
        quota that costs nothing is left out.
    """
    selection, considered = lottery.selection, lottery.considered
    types = types_of(selection)
    about = np.array([bool(considered[group[0]]) for group in types.members])
    prices = bound_smallest_chance(types, about).prices[1 : 1 + len(selection.quotas)]
    rows = [
        (quota.feature, quota.value, "at most" if price > 0 else "at least", quota[3 if price > 0 else 2], abs(price))
        for quota, price in zip(selection.quotas.rows, prices, strict=True)
        if abs(price) > NO_PRICE
    ]
    table = pd.DataFrame(rows, columns=["feature", "value", "side", "seats", "price"])
    return table.sort_values("price", ascending=False, kind="stable", ignore_index=True)
