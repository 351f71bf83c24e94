"""Cohorts planned ahead, so that every one of them and every beginning of their sequence mirrors the population.

A value of a criterion that is due 2.4 seats in a cohort of 30 gets 2 or 3 of them, and over the first t cohorts 2.4 t
seats rounded down or up. One plan can keep both promises for all values of a criterion at once: counts are a flow
from cohorts to values, the running totals are arcs of the same network, and in a network with whole numbers at its
bounds a flow that is not whole can be rounded to a whole one within the bounds (Hoffman & Kruskal 1956,
doi:10.1515/9781400881987-014). Rounding goes along cycles, up or down by a fair lot: on average each value gets
exactly what is due to it. With one seat a cohort this is Tijdeman's chairman assignment (1980,
doi:10.1016/0012-365X(80)90269-1).

Kalaycı & Micha (2026, arXiv:2602.16194) ask the same of every panel and every initial segment of a sequence, for people
in a metric space and with everybody's chance equal. Here people are near each other when they share a value: classes
instead of a metric, and exact numbers instead of their factors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.design.draw import QuotaTable, draw_panel

WHOLE = 1e-9
"""Distance from a whole number at which a count is one; shares are ratios of counts below 10 million."""

ATTEMPTS = 12
"""Attempts at a panel: exact quotas on several criteria are missed more often than bands."""


def plan_cohorts(shares: np.ndarray, seats: Sequence[int], rng: np.random.Generator) -> np.ndarray:
    """Plan how many seats each value of one criterion gets in each cohort.

    Parameters
    ----------
    shares : ndarray, shape (values,)
        Share of the seats due to each value; they add up to 1.
    seats : sequence of int
        Seats of each cohort, in order.

    Returns
    -------
    ndarray of int, shape (cohorts, values)
        Every count, and every running total over the first cohorts, is what is due rounded down or up; the mean over
        the random numbers is exactly what is due.
    """
    due = np.outer(seats, shares)
    arcs, flows = _network(due)
    while True:
        loose = np.flatnonzero(np.abs(flows - np.round(flows)) > WHOLE)
        if not len(loose):
            return np.round(flows[: due.size]).astype(int).reshape(due.shape)
        cycle, signs = _cycle(arcs, loose)
        above, below = np.ceil(flows[cycle]) - flows[cycle], flows[cycle] - np.floor(flows[cycle])
        up = np.where(signs > 0, above, below).min()
        down = np.where(signs > 0, below, above).min()
        flows[cycle] += signs * (up if rng.random() < down / (up + down) else -down)


def _network(due: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lay out counts and running totals as arcs (from, to) with their flows; counts come first.

    Node t is a cohort, node (t, value) a running total; the last node is where all seats end.
    """
    cohorts, values = due.shape
    totals = cohorts + np.arange(due.size).reshape(due.shape)
    end = np.full((1, values), cohorts + due.size)
    counts = np.column_stack([np.repeat(np.arange(cohorts), values), totals.ravel()])
    running = np.column_stack([totals.ravel(), np.vstack([totals[1:], end]).ravel()])
    return np.vstack([counts, running]), np.concatenate([due.ravel(), due.cumsum(axis=0).ravel()])


def _cycle(arcs: np.ndarray, loose: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find a cycle of arcs whose flow is not whole, with +1 where it follows an arc and −1 where it runs against it.

    What enters a node leaves it, so a node with one such arc has another, and a walk must come back to where it was.
    """
    at: dict[int, list[int]] = {}
    for arc in loose:
        for node in arcs[arc]:
            at.setdefault(int(node), []).append(int(arc))
    node = int(arcs[loose[0], 0])
    path: list[int] = []
    seen = {node: 0}
    while True:
        arc = next(arc for arc in at[node] if not path or arc != path[-1])
        node = int(arcs[arc].sum()) - node
        path.append(arc)
        if node in seen:
            cycle = np.array(path[seen[node] :])
            return cycle, _signs(arcs, cycle, node)
        seen[node] = len(path)


def _signs(arcs: np.ndarray, cycle: np.ndarray, node: int) -> np.ndarray:
    """Say which arcs of a cycle that starts at a node are followed (+1) and which are run against (−1)."""
    signs = []
    for start, end in arcs[cycle]:
        signs.append(1 if start == node else -1)
        node = int(end if start == node else start)
    return np.array(signs)


def plan_sequence(expected: pd.DataFrame, seats: Sequence[int], rng: np.random.Generator) -> list[pd.DataFrame]:
    """Plan the quotas of every cohort, criterion by criterion.

    Criteria are planned apart. If there are volunteers of every kind, any seats by sex can be combined with any seats
    by age, so that all promises hold together; the lottery says whether a given pool allows it.

    Parameters
    ----------
    expected : DataFrame
        feature, value, share (of the seats due).
    seats : sequence of int
        Seats of each cohort.

    Returns
    -------
    list of DataFrame
        For each cohort feature, value, min, max (equal).
    """
    shares, features = expected["share"].to_numpy(dtype=float), expected["feature"].to_numpy()
    plan = np.empty((len(seats), len(expected)), dtype=int)
    for feature in pd.unique(features):
        plan[:, features == feature] = plan_cohorts(shares[features == feature], seats, rng)
    return [expected[["feature", "value"]].assign(min=row, max=row) for row in plan]


def cohorts_alone(expected: pd.DataFrame, seats: Sequence[int]) -> list[pd.DataFrame]:
    """Give each cohort the seats due to it rounded down and up, as if it were the only one."""
    share = expected["share"].to_numpy(dtype=float)
    bounds = [(np.floor(share * count + WHOLE), np.ceil(share * count - WHOLE)) for count in seats]
    return [expected[["feature", "value"]].assign(min=low.astype(int), max=high.astype(int)) for low, high in bounds]


def draw_sequence(
    pools: Sequence[pd.DataFrame],
    quotas: Sequence[pd.DataFrame],
    expected: pd.DataFrame,
    seats: Sequence[int],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw one cohort after another and measure each, and each beginning of the sequence.

    Parameters
    ----------
    pools, quotas : sequences of DataFrame
        Volunteers and quotas of each cohort.
    expected : DataFrame
        feature, value, share.
    seats : sequence of int
        Seats of each cohort.

    Returns
    -------
    DataFrame
        cohort, distance (mean over the criteria of D of all members drawn so far), gap_of_cohort and gap_so_far
        (largest distance of a value from the seats due to it, in seats: of the cohort, and of all so far), missed
        (seats by which the quotas of the cohort are missed).
    """
    share, features = expected["share"].to_numpy(dtype=float), expected["feature"].to_numpy()
    held, drawn, rows = np.zeros(len(expected)), 0, []
    for number, (pool, quota, count) in enumerate(zip(pools, quotas, seats, strict=True)):
        table = QuotaTable.of(pool, quota)
        panel = draw_panel(table, count, rng, ATTEMPTS)
        own = table.counts[panel.rows].sum(axis=0, dtype=int)
        held, drawn = held + own, drawn + count
        gap = np.abs(held - share * drawn)
        distance = pd.Series(gap / (2 * drawn)).groupby(features).sum().mean()
        rows.append((number + 1, distance, np.abs(own - share * count).max(), gap.max(), panel.shortfall))
    return pd.DataFrame(rows, columns=["cohort", "distance", "gap_of_cohort", "gap_so_far", "missed"])
