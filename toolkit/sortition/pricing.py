"""Pricing: which panels are worth more than a sum, at prices of the types? Branch and bound on linear programs.

The best vertex of the relaxation bounds what panels can be worth. Where a count of it is not whole, the panels fall
into those with at most as many seats for that type and those with more; the side nearer to the vertex is searched
first. A count whose reduced cost exceeds what lies between vertex and sum cannot move, and is fixed for the whole
branch. Prices of a mixture leave little between them, so most counts are fixed, and a node takes a few steps of the
simplex method from the last basis, where solvers of integer programs spend far more on preparing it. They take over
when the tree grows large.

Source: Land, Doig 1960, doi:10.2307/1910129; reduced costs as in Crowder, Johnson, Padberg 1983,
doi:10.1287/opre.31.5.803.
"""

from __future__ import annotations

import numpy as np

from toolkit.sortition.peeling import fractional
from toolkit.sortition.progress import Deadline
from toolkit.sortition.solver import INFINITY, Infeasible, OutOfTime, Program
from toolkit.sortition.types import Types

MORE = 1e-9
"""A panel counts as worth more by at least this much, at prices of at most 1: the accuracy of the solver."""

NODES = 10_000
"""Nodes after which a solver of integer programs takes over; few trees have a third of them."""

PATIENCE = 10
"""Nodes without a better panel after which those found are enough."""

LIKELY = 0.3
"""Part of a seat from which one more seat is tried first: it leaves fewer choices than one less."""

Node = tuple[np.ndarray, np.ndarray]
"""Least and most seats of each type on the panels that a node of the tree is about."""


class Pricing:
    """The search for panels of some types, with one program that is solved again and again."""

    def __init__(self, types: Types):
        self.types = types
        self.rows = types.matrix, types.low, types.high, types.least, types.sizes
        self.relaxed = Program(*self.rows)

    def better(self, prices: np.ndarray, than: float, deadline: Deadline) -> tuple[list[np.ndarray], float]:
        """Find panels worth more than a sum, or prove that there are none.

        Parameters
        ----------
        prices : ndarray of float, shape (types,)
            Worth of a seat of each type, from -1 to 1.
        than : float
            What panels are to be worth more than.

        Returns
        -------
        panels : list of ndarray of int, shape (types,)
            Each is worth more than the one before.
        bound : float
            What no panel is worth more than; infinite if the search ended before this was known.
        """
        found: list[np.ndarray] = []
        nodes, success = 0, 0
        waiting: list[Node] = [(self.types.least.astype(float), self.types.sizes.astype(float))]
        while waiting:
            nodes += 1
            if deadline.passed or (found and nodes > success + PATIENCE):
                return found, INFINITY
            if nodes > NODES:
                return self._better_by_solver(prices, than, deadline)
            halves, panel = self._split(prices, than + MORE, *waiting.pop())
            waiting += halves
            if panel is not None:
                found.append(panel)
                than, success = float(prices @ panel), nodes
        return found, than + MORE

    def _split(
        self, prices: np.ndarray, than: float, least: np.ndarray, most: np.ndarray
    ) -> tuple[list[Node], np.ndarray | None]:
        """Halve a node, the nearer half last, or give its best panel; nothing if no panel of it is worth enough."""
        self.relaxed.bound_columns(np.arange(len(prices)), least, most)
        try:
            vertex = self.relaxed.maximise(prices)
        except Infeasible:
            return [], None
        room, counts = vertex.value - than, vertex.columns
        doubtful = fractional(counts)
        if room <= 0 or not len(doubtful):
            panel = np.round(counts).astype(np.int64)
            return [], panel if room > 0 and self.types.allows(panel) else None
        stuck_low, stuck_high = vertex.reduced < -room, vertex.reduced > room
        least, most = np.where(stuck_high, most, least), np.where(stuck_low, least, most)
        column = doubtful[self._pressing(most > least, counts % 1)[doubtful].argmax()]
        fewer, more = most.copy(), least.copy()
        fewer[column], more[column] = np.floor(counts[column]), np.ceil(counts[column])
        halves = [(least, fewer), (more, most)]
        return halves if counts[column] % 1 > LIKELY else halves[::-1], None

    def _pressing(self, free: np.ndarray, part: np.ndarray) -> np.ndarray:
        """Say how much a choice about each type settles: more if few others are left for the same quotas."""
        scarce = 1 / np.maximum(self.types.matrix @ free, 1)
        return np.asarray(part * (1 - part) * (0.5 + part) * (self.types.matrix.T @ scarce))

    def _better_by_solver(self, prices: np.ndarray, than: float, deadline: Deadline) -> tuple[list[np.ndarray], float]:
        """Find the panel worth most by an integer program."""
        program = Program(*self.rows, integer=True)
        program.add_row(prices, than, INFINITY)
        try:
            best = program.maximise(prices, None if deadline.left == float("inf") else deadline.left)
        except Infeasible:
            return [], than
        except OutOfTime as end:
            return [] if end.best is None else [np.round(end.best).astype(np.int64)], end.bound
        return [np.round(best.columns).astype(np.int64)], best.bound
