"""Workshops and tables of a simulated assembly, beside what lot or free choice would give.

Who sits where is decided by the programs of `toolkit.sortition.workshops`; members are simulated, and so are their
wishes: in each member's ranking a theme is placed next with a chance in proportion to its popularity (Plackett 1975,
doi:10.2307/2346567).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.design.scenario import Design
from toolkit.design.simulation import Chain, draw_pool
from toolkit.design.synthetic import draw_members
from toolkit.sortition.discussion_tables import plan_tables
from toolkit.sortition.workshops import assign_workshops


def simulated_members(design: Design, rng: np.random.Generator) -> pd.DataFrame:
    """Seat a panel from one simulated pool; index person_id, one text column for each criterion."""
    chain = Chain(design)
    pool = chain.cells.iloc[draw_pool(chain, rng)].reset_index(drop=True)
    members = draw_members(pool, chain.quotas, design.seats, rng)[list(design.criteria)].astype(str)
    members.index = pd.Index([f"M{number:03d}" for number in range(1, len(members) + 1)], name="person_id")
    members.attrs["synthetic"] = True
    return members


def simulated_wishes(members: pd.DataFrame, popularity: Sequence[float], rng: np.random.Generator) -> pd.DataFrame:
    """Let every member rank the themes; the first of two themes wins in proportion to their popularity.

    Returns
    -------
    DataFrame
        Index person_id; one column for each theme with its rank, 1 being the first.
    """
    waits = rng.exponential(1 / np.asarray(popularity, dtype=float), (len(members), len(popularity)))
    ranks = waits.argsort(axis=1).argsort(axis=1) + 1
    return pd.DataFrame(ranks, index=members.index, columns=[f"theme {n}" for n in range(1, len(popularity) + 1)])


def compare_workshops(members: pd.DataFrame, wishes: pd.DataFrame, features: Sequence[str]) -> pd.DataFrame:
    """Put the assignment by program beside one by lot and one by first choices.

    Returns
    -------
    DataFrame
        option, smallest, largest (members of a workshop), first_choice (share who work in the workshop they ranked
        first), uneven (largest distance of a value from its even share, in seats), feature (that it belongs to).
    """
    themes, number = list(wishes.columns), len(wishes.columns)
    planned = assign_workshops(members, wishes, features).table.set_index("person_id")["workshop"].loc[members.index]
    turns = np.arange(len(members)) % number  # members stand in random order already
    first_choice = wishes.idxmin(axis=1)
    ways: dict[str, pd.Series] = {
        "drawn by lot": pd.Series([themes[turn] for turn in turns], index=members.index),
        "everybody's first choice": first_choice,
        "assigned by program": planned,
    }
    rows = []
    for way, place in ways.items():
        sizes = place.value_counts().reindex(themes, fill_value=0)
        uneven = {feature: _uneven(members[feature], place, sizes) for feature in features}
        worst = max(uneven, key=uneven.__getitem__)
        rows.append((way, sizes.min(), sizes.max(), float((place == first_choice).mean()), uneven[worst], worst))
    table = pd.DataFrame(rows, columns=["option", "smallest", "largest", "first_choice", "uneven", "feature"])
    table.attrs["synthetic"] = True
    return table


def _uneven(values: pd.Series, place: pd.Series, sizes: pd.Series) -> float:
    """Give the largest distance between the seats of a value in a workshop and an even share of them."""
    seats = pd.crosstab(values, place).reindex(columns=sizes.index, fill_value=0).to_numpy()
    return float(np.abs(seats - seats.sum(axis=1, keepdims=True) / len(sizes)).max())


def compare_tables(
    members: pd.DataFrame, features: Sequence[str], seats: int, rounds: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Follow how many pairs of members have sat together, planned and by lot, round after round.

    Parameters
    ----------
    features : sequence of str
        What every table should share evenly.
    seats : int
        Most seats at a table.

    Returns
    -------
    DataFrame
        round, planned, by_lot, bound (share of all pairs that have met; no plan can exceed the bound), people_met
        (others whom a member has met, planned, on average), most_often (times that one pair has met, planned).
    """
    plan = plan_tables(members, rounds, seats, features, rng)
    places = plan.table.pivot(index="person_id", columns="round", values="table").loc[members.index].to_numpy()
    pairs = max(1.0, len(members) * (len(members) - 1) / 2)
    planned, chance = (np.zeros((len(members), len(members)), dtype=int) for _ in range(2))
    bound, rows = 0.0, []
    for number in range(rounds):
        planned += _together(places[:, number])
        chance += _together(rng.permutation(places[:, number]))
        sizes = np.bincount(places[:, number])
        bound = min(1.0, bound + float((sizes * (sizes - 1) / 2).sum()) / pairs)
        shares = [np.count_nonzero(np.triu(found, 1)) / pairs for found in (planned, chance)]
        rows.append((number + 1, *shares, bound, shares[0] * (len(members) - 1), int(np.triu(planned, 1).max())))
    table = pd.DataFrame(rows, columns=["round", "planned", "by_lot", "bound", "people_met", "most_often"])
    table.attrs["synthetic"] = True
    return table


def _together(place: np.ndarray) -> np.ndarray:
    """Mark the pairs who sit at one table."""
    return (place[:, None] == place[None, :]).astype(int)
