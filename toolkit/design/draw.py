"""One panel that meets the quotas, found in milliseconds: the stand-in for the lottery inside simulations.

The rule is the greedy one that organisers used before optimisation (choose at random among the volunteers of the most
urgent value), followed by exchanges until no quota is missed. Its chances are not the fair ones of the lottery in
`toolkit.sortition`; it serves where only the composition of a panel matters, thousands of times over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

MOST_LEAVING, MOST_COMING = 40, 60
"""Members and volunteers that one step of the exchange tries; more finds little more and takes longer."""


@dataclass(frozen=True)
class QuotaTable:
    """Quotas ready for counting.

    Parameters
    ----------
    counts : ndarray of int8, shape (people, quotas)
        1 where a person counts for a quota.
    least, most : ndarray of int, shape (quotas,)
        Inclusive bounds.
    """

    counts: np.ndarray
    least: np.ndarray
    most: np.ndarray

    @classmethod
    def of(cls, pool: pd.DataFrame, quotas: pd.DataFrame) -> QuotaTable:
        """Code a pool for quotas with columns feature, value, min, max."""
        columns = [pool[row.feature].to_numpy() == row.value for row in quotas.itertuples()]
        counts = np.column_stack(columns).astype(np.int8)
        return cls(counts, quotas["min"].to_numpy(dtype=int), quotas["max"].to_numpy(dtype=int))

    def missed(self, held: np.ndarray) -> np.ndarray:
        """Count the seats by which each quota is missed, shape (quotas,)."""
        return np.maximum(self.least - held, 0) + np.maximum(held - self.most, 0)


@dataclass(frozen=True)
class Panel:
    """A panel and how far it is from its quotas.

    Parameters
    ----------
    rows : ndarray of int, shape (seats,)
        Rows of the pool.
    shortfall : int
        Seats by which quotas are missed, summed; 0 if all are met.
    """

    rows: np.ndarray
    shortfall: int


def draw_panel(table: QuotaTable, seats: int, rng: np.random.Generator, attempts: int = 3) -> Panel:
    """Draw a panel; the best of a few attempts when the quotas are not met at once.

    Parameters
    ----------
    table : QuotaTable
        The pool, coded.
    seats : int
        Size of the panel; all volunteers when there are fewer.
    rng : numpy.random.Generator
        Source of randomness.
    attempts : int
        Most attempts.

    Returns
    -------
    Panel
        With `shortfall` 0 when the quotas are met.
    """
    best = None
    for _ in range(attempts):
        panel = _exchange(table, _greedy(table, min(seats, len(table.counts)), rng), rng)
        if best is None or panel.shortfall < best.shortfall:
            best = panel
        if best.shortfall == 0:
            break
    assert best is not None
    return best


def _greedy(table: QuotaTable, seats: int, rng: np.random.Generator) -> np.ndarray:
    """Seat people one by one, always one of the most urgent value, in random order."""
    order = rng.permutation(len(table.counts))
    counts = table.counts[order]
    free = np.ones(len(order), dtype=bool)
    held = np.zeros(counts.shape[1], dtype=int)
    available = counts.sum(axis=0, dtype=int)
    chosen = []
    for _ in range(seats):
        urgency = np.where(available > 0, (table.least - held) / np.maximum(available, 1), -1.0)
        quota = int(np.argmax(urgency))
        wanted = free & (counts[:, quota] == 1) if urgency[quota] > 0 else free
        full = held >= table.most
        fitting = wanted & ~counts[:, full].any(axis=1)
        candidates = fitting if fitting.any() else (wanted if wanted.any() else free)
        person = int(np.argmax(candidates))
        chosen.append(person)
        free[person] = False
        held += counts[person]
        available -= counts[person]
    return order[chosen]


def _exchange(table: QuotaTable, rows: np.ndarray, rng: np.random.Generator, patience: int = 8) -> Panel:
    """Exchange one member for one volunteer as long as fewer seats are missed, or no more, a few times in a row."""
    held = table.counts[rows].sum(axis=0, dtype=int)
    missed = int(table.missed(held).sum())
    if missed == 0 or len(rows) == len(table.counts):
        return Panel(rows, missed)
    inside, outside = rows.copy(), np.setdiff1d(np.arange(len(table.counts)), rows)
    left = patience
    while missed and left:
        leaving = rng.permutation(len(inside))[:MOST_LEAVING]
        wanted = table.counts[outside][:, held < table.least].sum(axis=1) + rng.random(len(outside))
        coming = np.argsort(-wanted)[:MOST_COMING]
        trial = held - table.counts[inside[leaving]][:, None, :] + table.counts[outside[coming]][None, :, :]
        scores = table.missed(trial).sum(axis=2)
        out, into = np.unravel_index(int(np.argmin(scores)), scores.shape)
        left = patience if scores[out, into] < missed else left - 1
        if scores[out, into] <= missed:
            leaves, comes = leaving[out], coming[into]
            inside[leaves], outside[comes] = outside[comes], inside[leaves]
            held, missed = trial[out, into], int(scores[out, into])
    return Panel(inside, missed)
