"""Types: people of the pool whom the quotas cannot tell apart, and the panels as counts of types.

An optimum exists in which people of one type have equal chances, so the programs count how many of each type sit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.sortition.pool import Selection

ROUNDING = 1e-6
"""What a sum of a cut may exceed its bound by; sums of quotas are whole numbers, for which this changes nothing."""


@dataclass(frozen=True, eq=False)
class Types:
    """The types of a selection, and the rows that every panel must obey.

    Parameters
    ----------
    members : tuple of ndarray
        For each type the positions of its people in the pool; excluded people are in none.
    least : ndarray of int, shape (types,)
        Seats that a type has in every panel: 1 for someone who must be included, else 0.
    matrix : sparse matrix, shape (rows, types)
        One row for the seats, one for each quota, one for each household.
    low, high : ndarray of float, shape (rows,)
        Bounds of matrix · counts.
    """

    members: tuple[np.ndarray, ...]
    least: np.ndarray
    matrix: sparse.csr_matrix
    low: np.ndarray
    high: np.ndarray

    def __len__(self) -> int:
        return len(self.members)

    @cached_property
    def sizes(self) -> np.ndarray:
        """Number of people of each type."""
        return np.array([len(group) for group in self.members], dtype=np.int64)

    @property
    def scaled(self) -> sparse.csr_matrix:
        """The rows in terms of chances instead of counts, shape (rows, types)."""
        return (self.matrix @ sparse.diags(self.sizes.astype(float))).tocsr()

    def allows(self, counts: np.ndarray) -> bool:
        """Check whole counts of seats against every row, without a solver."""
        sums = self.matrix @ counts
        inside = (sums >= self.low - ROUNDING).all() and (sums <= self.high + ROUNDING).all()
        return bool(inside and (counts >= self.least).all() and (counts <= self.sizes).all())

    def cut(self, prices: np.ndarray, most: float) -> Types:
        """Add the row Σ price · count <= most, which every panel obeys."""
        matrix = sparse.vstack([self.matrix, sparse.csr_matrix(prices)]).tocsr()
        return Types(self.members, self.least, matrix, np.append(self.low, -np.inf), np.append(self.high, most))

    def only(self, kept: np.ndarray) -> Types:
        """Leave out the types that are not kept; they get no seat."""
        if kept.all():
            return self
        members = tuple(group for group, keep in zip(self.members, kept, strict=True) if keep)
        return Types(members, self.least[kept], self.matrix[:, np.flatnonzero(kept)], self.low, self.high)


def types_of(selection: Selection, apart: np.ndarray | None = None) -> Types:
    """Group the people of a pool by type.

    People who share an address stay single, since a panel may have only one of them; so do those who must be
    included. Housemates of someone who must be included cannot sit.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    apart : ndarray of float, shape (people,), optional
        People with different numbers are of different types, whatever their values.

    Returns
    -------
    Types
        In the order of their first members in the pool.
    """
    counted = selection.quotas.counted(selection.pool.people)
    households = selection.pool.housemates()
    free = ~selection.excluded & ~_housemates_of_included(selection, households)
    alone = selection.included.copy()
    alone[np.concatenate([*households, np.array([], dtype=np.int64)])] = True
    members = _groups(counted, alone, free, apart)
    firsts = np.array([group[0] for group in members], dtype=np.int64)
    living = _household_rows(households, firsts)
    rows = np.vstack([np.ones((1, len(members))), counted[:, firsts], living])
    table, seats = selection.quotas.table, selection.seats
    low = np.concatenate([[seats], table["min"], np.zeros(len(living))]).astype(float)
    high = np.concatenate([[seats], table["max"], np.ones(len(living))]).astype(float)
    return Types(members, selection.included[firsts].astype(np.int64), sparse.csr_matrix(rows), low, high)


def _housemates_of_included(selection: Selection, households: list[np.ndarray]) -> np.ndarray:
    """Mark those who share the address of someone who must be included."""
    marked = np.zeros(len(selection.pool), dtype=bool)
    for group in households:
        if selection.included[group].any():
            marked[group] = True
    return marked & ~selection.included


def _groups(
    counted: np.ndarray, alone: np.ndarray, free: np.ndarray, apart: np.ndarray | None
) -> tuple[np.ndarray, ...]:
    """Group positions of free people by the quotas they count for; people marked alone are groups of one."""
    patterns = pd.Series([column.tobytes() for column in np.packbits(counted, axis=0).T])
    own = np.where(alone, np.arange(len(alone)), -1)
    number = np.zeros(len(alone)) if apart is None else apart
    keys = pd.DataFrame({"pattern": patterns, "own": own, "number": number})[free]
    codes = keys.groupby(list(keys.columns), sort=False).ngroup().to_numpy()
    order = np.argsort(codes, kind="stable")
    return tuple(np.split(np.flatnonzero(free)[order], np.flatnonzero(np.diff(codes[order])) + 1))


def _household_rows(households: list[np.ndarray], firsts: np.ndarray) -> np.ndarray:
    """Make one row for each household with two people or more who may sit."""
    rows = [np.isin(firsts, group) for group in households]
    return np.array([row for row in rows if row.sum() > 1], dtype=float).reshape(-1, len(firsts))
