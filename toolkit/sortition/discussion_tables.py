"""Discussion tables: over several rounds as many different people as possible meet, and no table is of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pulp

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.workshops import solved

OUT_OF_SHARE_COST = 1.0
"""What a seat out of its even share at a table costs, in pairs that meet again."""


@dataclass(frozen=True, eq=False)
class Tables(Shown):
    """Members at tables over several rounds.

    Parameters
    ----------
    table : DataFrame
        person_id, round, table (numbers from 1).
    meetings : ndarray of int, shape (members, members)
        How often each pair sits together.
    bound : int
        More different pairs cannot meet (`most_pairs`).
    out_of_share : float
        Seats of a table, on average over tables and rounds, by which values are outside their even share, rounded
        down and up; summed over the values.
    """

    table: pd.DataFrame
    meetings: np.ndarray
    bound: int
    out_of_share: float

    @property
    def pairs_met(self) -> int:
        """Different pairs who meet at least once."""
        return int((np.triu(self.meetings, 1) > 0).sum())

    @property
    def text(self) -> Message:
        """How many pairs meet."""
        members = len(self.meetings)
        return say(
            "{met} of {pairs} pairs of members {met:sits|sit} together at least once; no plan can exceed {bound}. "
            "A member meets {mean:.1f} others on average.",
            met=self.pairs_met,
            pairs=members * (members - 1) // 2,
            bound=self.bound,
            mean=2 * self.pairs_met / members,
        )


def plan_tables(
    members: pd.DataFrame,
    rounds: int,
    seats: int,
    features: Sequence[str],
    rng: np.random.Generator,
    starts: int = 4,
    progress: Progress = identity,
) -> Tables:
    """Plan tables over several rounds so that as many different pairs as possible meet.

    Each round starts from an assignment by integer program in which every table has its even share of each value,
    rounded down or up as far as that is possible. Then, again and again, the two members are exchanged whose exchange
    helps most: fewer pairs that meet again, and values shared no less evenly, each seat out of share counting as one
    pair. (An exact plan over all rounds is the social golfer problem, which no solver solves at this size; the bound
    says how far the plan can be from the best.)

    Parameters
    ----------
    members : DataFrame
        Index person_id; text columns.
    rounds : int
        Rounds, at least 1.
    seats : int
        Most seats at a table, at least 2.
    features : sequence of str
        What every table should share evenly.
    rng : numpy.random.Generator
        Shuffles the starting points.
    starts : int
        Starting points tried for each round.

    Raises
    ------
    InputError
        If there are fewer than 2 seats at a table or no round.
    """
    if rounds < 1 or seats < 2:
        raise refuse("tables", f"found {rounds} rounds, {seats} seats", "Give at least 1 round and 2 seats at a table")
    kinds, kind_of = np.unique(members[list(features)].astype(str).agg("|".join, axis=1), return_inverse=True)
    numbers = _even_tables(members, kind_of, len(kinds), -(-len(members) // seats), features)
    values = pd.get_dummies(members[list(features)].astype(str)).to_numpy(dtype=np.int64)
    met = np.zeros((len(members), len(members)), dtype=np.int64)
    rows = []
    for number in progress(range(1, rounds + 1)):
        tried = [_exchanged(_seat_kinds(numbers, kind_of, rng), values, met > 0) for _ in range(starts)]
        place = min(tried, key=lambda seating: _cost(seating, values, met > 0))
        met += _together(place)
        rows.append(pd.DataFrame({"person_id": members.index, "round": number, "table": place + 1}))
    table = pd.concat(rows, ignore_index=True)
    return Tables(table, met, most_pairs(numbers.sum(axis=1), rounds), _seats_out_of_share(table, values))


def most_pairs(sizes: np.ndarray, rounds: int) -> int:
    """Give a number of different pairs that no plan over rounds at tables of these sizes can exceed.

    The s people of a table come from at most t tables of the first round. If s > t some of them have met there: at
    least as many pairs as if they came from the t tables as evenly as can be. A later round brings no more new pairs
    than it has pairs without these; and there are no more than all pairs.

    Parameters
    ----------
    sizes : ndarray of int, shape (tables,)
        People at each table, in every round.
    rounds : int
        Rounds, at least 1.
    """
    pairs = int((sizes * (sizes - 1) // 2).sum())
    few, more = np.divmod(sizes, len(sizes))
    again = int((more * (few + 1) * few // 2 + (len(sizes) - more) * few * (few - 1) // 2).sum())
    people = int(sizes.sum())
    return min(people * (people - 1) // 2, pairs + (rounds - 1) * (pairs - again))


def _together(place: np.ndarray) -> np.ndarray:
    """Mark the pairs who sit at one table, shape (members, members)."""
    same = (place[:, None] == place[None, :]).astype(np.int64)
    np.fill_diagonal(same, 0)
    return same


def _even_tables(
    members: pd.DataFrame, kind_of: np.ndarray, kinds: int, count: int, features: Sequence[str]
) -> np.ndarray:
    """Share kinds of members over tables, shape (tables, kinds): sizes within one, values as even as can be."""
    model = pulp.LpProblem("tables", pulp.LpMinimize)
    available = np.bincount(kind_of, minlength=kinds)
    seats = [
        [model.add_variable(f"n_{t}_{k}", 0, int(available[k]), pulp.LpInteger) for k in range(kinds)]
        for t in range(count)
    ]
    for k in range(kinds):
        model += pulp.lpSum(row[k] for row in seats) == int(available[k])
    for t, row in enumerate(seats):
        model += pulp.lpSum(row) == len(members) // count + (t < len(members) % count)
    distances = []
    for f, feature in enumerate(features):
        values = members[feature].astype(str).to_numpy()
        for v, value in enumerate(np.unique(values)):
            own = np.unique(kind_of[values == value])
            share = (values == value).sum() / count
            for t, row in enumerate(seats):
                held, off = pulp.lpSum(row[k] for k in own), model.add_variable(f"d_{f}_{v}_{t}", 0)
                model += off >= held - np.ceil(share)
                model += off >= np.floor(share) - held
                distances.append(off)
    model.setObjective(pulp.lpSum(distances))
    solved(model)
    return np.array([[round(variable.value()) for variable in row] for row in seats])


def _seat_kinds(numbers: np.ndarray, kind_of: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Seat members at random where the plan wants their kind; gives each member's table."""
    place = np.empty(len(kind_of), dtype=np.int64)
    for kind in range(numbers.shape[1]):
        own = rng.permutation(np.flatnonzero(kind_of == kind))
        place[own] = np.repeat(np.arange(len(numbers)), numbers[:, kind])
    return place


def _exchanged(place: np.ndarray, values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Exchange two members at a time, always where it helps most, until nothing helps.

    `values` says which member has which value, shape (members, values), `known` which pairs have met.
    """
    place, known = place.copy(), known.astype(np.int64)
    while True:
        change = _repeats_after(place, known) + OUT_OF_SHARE_COST * _uneven_after(place, values)
        change[place[:, None] == place[None, :]] = 0
        one, other = np.unravel_index(int(np.argmin(change)), change.shape)
        if change[one, other] >= 0:
            return place
        place[one], place[other] = place[other], place[one]


def _repeats_after(place: np.ndarray, known: np.ndarray) -> np.ndarray:
    """For each exchange of two members: how many more pairs meet again."""
    there = (known @ _one_hot(place))[:, place]
    here = there.diagonal()
    return there + there.T - 2 * known - here[:, None] - here[None, :]


def _uneven_after(place: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each exchange of two members: how many more seats are out of the even share."""
    held, share = _one_hot(place).T @ values, values.sum(axis=0) / (place.max() + 1)
    now = _out_of_share(held, share)
    gains, losses = _out_of_share(held + 1, share) - now, _out_of_share(held - 1, share) - now
    at_own_table = (gains[place] * (1 - values)) @ values.T + (losses[place] * values) @ (1 - values).T
    return at_own_table + at_own_table.T


def _one_hot(place: np.ndarray) -> np.ndarray:
    """Mark each member's table, shape (members, tables)."""
    return (place[:, None] == np.arange(place.max() + 1)).astype(np.int64)


def _out_of_share(held: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Count the seats of each table and value outside the even share, rounded down and up."""
    return np.maximum(held - np.ceil(share), 0) + np.maximum(np.floor(share) - held, 0)


def _cost(place: np.ndarray, values: np.ndarray, known: np.ndarray) -> float:
    """Add pairs that meet again and seats out of the even share."""
    held, share = _one_hot(place).T @ values, values.sum(axis=0) / (place.max() + 1)
    again = (_together(place) * known).sum() / 2
    return float(again + OUT_OF_SHARE_COST * _out_of_share(held, share).sum())


def _seats_out_of_share(table: pd.DataFrame, values: np.ndarray) -> float:
    """Average over tables and rounds the seats out of the even share."""
    rounds = [rows["table"].to_numpy() - 1 for _, rows in table.groupby("round")]
    share = values.sum(axis=0) / (rounds[0].max() + 1)
    return float(np.mean([_out_of_share(_one_hot(place).T @ values, share).sum(axis=1) for place in rounds]))
