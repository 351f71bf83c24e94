"""The leximin chances over the linear relaxation of the panels, stage by stage.

    maximise z   subject to   matrix (sizes · p) within the quotas,   z <= p_t <= 1 for each type t not yet fixed

Types whose bound z <= p_t has a price (a positive dual) are at z in every optimum and are fixed there; then the
program is solved again for the others. With e_t = p_t - z >= 0 as columns the program has only as many rows as
there are quotas, so a stage takes a few steps of the simplex method.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from toolkit.errors import SolverError
from toolkit.sortition.solver import Program, stacked
from toolkit.sortition.types import Types

PRICE = 1e-7
"""A dual above this is positive: the duals of a stage add up to 1 over at most some thousand types, and the
solver's own error is a hundred times smaller."""

CERTAIN = 1e-9
"""A chance this close to 1 is 1."""


@lru_cache(maxsize=1)
def leximin_chances(types: Types) -> np.ndarray:
    """Find the leximin chances of a seat over the linear relaxation of the panels; the last ones are remembered.

    Parameters
    ----------
    types : Types
        Types and the rows that panels obey.

    Returns
    -------
    ndarray of float, shape (types,)
        Chance of each person of the type, 0 to 1.

    Raises
    ------
    Infeasible
        If even the relaxation is empty.
    """
    stages = Stages(types)
    while not stages.fixed.all():
        z, prices, _ = stages.solve()
        stages.fix(z, prices)
    return stages.chances


class Stages:
    """The program of all stages; columns e_1 … e_T, z."""

    def __init__(self, types: Types):
        self.types = types
        self.fixed = types.least > 0
        self.chances = self.fixed.astype(float)
        self.scaled = types.scaled
        self.capped = self.fixed.copy()
        free = (~self.fixed).astype(float)
        matrix = stacked(self.scaled, self.scaled @ free)
        held = self.scaled @ self.chances
        high = np.append(free, 1.0)
        self.program = Program(matrix, types.low - held, types.high - held, np.zeros(len(high)), high)
        self.costs = np.append(np.zeros(len(types)), 1.0)

    def first(self) -> tuple[np.ndarray, float]:
        """Find some chances with the largest smallest one, and that one."""
        if self.fixed.all():
            return self.chances, 1.0
        z, _, excess = self.solve()
        return np.where(self.fixed, self.chances, np.minimum(z + excess, 1.0)), z

    def solve(self) -> tuple[float, np.ndarray, np.ndarray]:
        """Find the largest z, the prices of the bounds z <= p_t, and the e_t."""
        while True:
            solution = self.program.maximise(self.costs)
            z, excess = solution.columns[-1], solution.columns[:-1]
            over = ~self.capped & (excess + z > 1 + CERTAIN)
            if not over.any():
                return z, np.where(self.fixed, 0.0, -solution.reduced[:-1]), excess
            self._cap(over)

    def _cap(self, over: np.ndarray) -> None:
        """Add the rows e_t + z <= 1 that the last solution broke; few ever are."""
        for position in np.flatnonzero(over):
            row = self.costs.copy()
            row[position] = 1.0
            self.program.add_row(row, -np.inf, 1.0)
        self.capped |= over

    def fix(self, z: float, prices: np.ndarray) -> None:
        """Fix the types whose bound has a price at z, all if everyone left is certain of a seat."""
        chosen = ~self.fixed if z >= 1 - CERTAIN else prices > PRICE
        if not chosen.any():
            raise SolverError("a leximin stage ended without a price; please report this pool")
        self.chances[chosen] = z
        self.fixed |= chosen
        held = self.scaled @ np.where(self.fixed, self.chances, 0.0)
        where = np.flatnonzero(chosen)
        self.program.bound_columns(where, np.zeros(len(where)), np.zeros(len(where)))
        self.program.set_column(len(self.types), self.scaled @ (~self.fixed).astype(float))
        rows = np.arange(len(held))
        self.program.bound_rows(rows, self.types.low - held, self.types.high - held)
