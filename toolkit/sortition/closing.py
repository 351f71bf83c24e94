"""Closing the gap, where the relaxation promises more than panels can give.

First panels are sought that bring the mixture of all nearer to the chances that the relaxation promises
(`toolkit.sortition.nearing`); where it promises no more than panels can give, that is all. Where it does, two views of
the chances are kept. The outer one is the relaxation with cuts: inequalities that all panels obey,
each proven by an integer program. The inner one is the panels found so far, mixed. Level by level, from the
smallest chance up, the inner value is raised by panels that the prices of its program ask for, and the outer one is
lowered by cuts that the same prices prove, until they meet:

    maximise z   subject to   Σ_B λ_B B_t >= size_t z      for types not fixed yet
                              Σ_B λ_B B_t >= size_t p_t    for types fixed at an earlier level
                              Σ λ = 1,  λ >= 0

With prices y of the types no panel has Σ y_t B_t above the optimum β of an integer program, so that Σ y_t c_t <= β
for all expected counts c.

Source: column generation as in Flanigan et al. 2021, doi:10.1038/s41586-021-03788-6, here on types and beside an
outer relaxation, so that most levels need no integer program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from toolkit.errors import SolverError
from toolkit.sortition.blending import blend, widen
from toolkit.sortition.nearing import Nearest
from toolkit.sortition.objective import Ideal, Mixed, Objective
from toolkit.sortition.peeling import MASS
from toolkit.sortition.pricing import Pricing
from toolkit.sortition.progress import NEVER, Deadline
from toolkit.sortition.solver import INFINITY, Infeasible, Program, Solution
from toolkit.sortition.types import Types

MET = 1e-8
"""Inner and outer values this close have met; a hundredth of the error that a chance may have."""

SLACK = 1e-9
"""What a fixed level gives away, so that rounding does not make the next one infeasible."""

SHORTFALL = 1
"""Column of the inner program: what the fixed floors fall short by, which only rounding can cause."""

CUTS_OFF = 1e-7
"""A cut must be broken by at least this much, with prices of at most 1."""

ROOM = 1e-8
"""What a cut leaves beyond its bound, so that many cuts around one point do not seem to exclude it."""


NEAR = 1e-7
"""Sum of what all chances lack that counts as nothing: a tenth of the error that one chance may have."""

PRICED = 1e-6
"""A price above this share of the largest is one: after the deadline types that have a price are at their level."""

CLOSE = 1e-7
"""Gap, relative to the worth, at which inner and outer worth have met."""

WIDE = 1e-4
"""Gap, relative to the worth, that is called closed when no panel and no cut can be found that narrows it."""


def placeable(types: Types, panels: np.ndarray, deadline: Deadline) -> tuple[np.ndarray, np.ndarray]:
    """Tell which types sit in some panel.

    Parameters
    ----------
    types : Types
        Types and the rows that panels obey.
    panels : ndarray of int, shape (panels, types)
        Panels known already.

    Returns
    -------
    placed : ndarray of bool, shape (types,)
        False for types that are proven to fit in no panel; when time runs out the undecided count as placed.
    panels : ndarray
        The panels given and those found, so that each type placed sits in one of them, if there was time; at least
        one, since a first panel is sought however long it takes.
    """
    seen = np.asarray(panels.any(axis=0), dtype=bool)
    if seen.all():
        return seen, panels
    pricing, found = Pricing(types), list(panels)
    while not seen.all():
        deadline.step()
        better, bound = pricing.better((~seen).astype(float), 0.5, deadline if found else NEVER)
        if bound < 0.75:
            return seen, np.array(found)
        found += better
        seen = np.any([seen, *(panel > 0 for panel in better)], axis=0)
        if deadline.passed:
            break
    return np.ones(len(types), dtype=bool), np.array(found).reshape(len(found), len(types))


@dataclass(frozen=True, eq=False)
class Mixture:
    """Panels as counts of types, their weights, and the ideal that they are measured by.

    `complete` is False when time ran out before the ideal was proven to be reached or lowered to what is.
    """

    types: Types
    panels: np.ndarray
    weights: np.ndarray
    ideal: Ideal
    complete: bool


def close_levels(types: Types, objective: Objective, panels: np.ndarray, deadline: Deadline) -> Mixture:
    """Raise the floors of an objective and lower their bounds, level by level, until they meet.

    Parameters
    ----------
    types : Types
        Types that some panel seats.
    objective : Objective
        Leximin or maximin.
    panels : ndarray of int, shape (panels, types)
        Panels known already, at least one; the better they suit the chances, the faster.
    deadline : Deadline
        After it the levels that are left are only raised with the panels at hand.
    """
    outer, ideal, pricing = types, objective.ideal(types), Pricing(types)
    if (ideal.floors == ideal.chances).all():
        nearest = _near(types, panels, ideal.chances, pricing, deadline)
        if _reached(nearest):
            return Mixture(types, nearest.panels[nearest.chosen], nearest.weights, ideal, True)
        panels = nearest.panels
    inner = _Inner(types, panels)
    fixed, floors = types.least > 0, types.least.astype(float)
    while not fixed.all():
        deadline.step()
        goal = ideal.floors[~fixed].min()
        value, prices = inner.raise_floor(fixed, floors)
        if value >= goal - MET:
            reached = ~fixed & (ideal.floors <= goal + MET)
        elif deadline.passed:
            reached = ~fixed & (prices >= PRICED * prices[~fixed].max())
        else:
            there = prices @ (types.sizes * np.where(fixed, floors, value))
            better, bound = pricing.better(prices, there, deadline)
            inner.add(np.array(better, dtype=np.int64).reshape(len(better), len(types)))
            if prices @ (types.sizes * ideal.chances) > bound + CUTS_OFF:
                cut = _cut(outer, objective, prices, bound)
                if cut is not None:
                    outer, ideal = cut
                    inner.add(widen(outer, types.sizes * ideal.chances, inner.panels, MET, deadline).panels)
                    continue
            if better or bound == INFINITY:
                continue
            reached = ~fixed & (ideal.floors <= goal + MET)
        floors = np.where(reached, min(goal, value) - SLACK, floors)
        fixed = fixed | reached
    weights = inner.weights(floors)
    complete = bool((weights @ inner.panels / types.sizes >= ideal.floors - 10 * MET).all())
    return Mixture(types, inner.panels, weights, ideal, complete)


def _cut(outer: Types, objective: Objective, prices: np.ndarray, most: float) -> tuple[Types, Ideal] | None:
    """Cut the relaxation; None if rounding errors then leave nothing of it."""
    cut = outer.cut(prices, most + ROOM)
    try:
        return cut, objective.ideal(cut)
    except Infeasible:
        return None


def _near(types: Types, panels: np.ndarray, wanted: np.ndarray, pricing: Pricing, deadline: Deadline) -> Nearest:
    """Come near to wanted chances with panels that they ask for, until no panel helps or time runs out."""
    nearest, news = Nearest(types, panels, wanted), True
    while news and not deadline.passed:
        deadline.step()
        prices, than = nearest.improve()
        if _reached(nearest):
            break
        scale = float(np.abs(prices).max())
        better, _ = pricing.better(prices / scale, than / scale, deadline)
        news = nearest.add(better)
    return nearest


def _reached(nearest: Nearest) -> bool:
    """Tell whether a mixture gives the wanted chances."""
    return bool(np.abs(nearest.lacking) @ nearest.sizes <= NEAR)


def close_worth(types: Types, objective: Objective, panels: np.ndarray, deadline: Deadline) -> Mixture:
    """Raise the worth of the best mixture and lower its bound until they meet.

    The mixture's prices are those of the chances it gives: what one expected seat more of a type adds to the worth
    v(c), which is concave. With the heaviest panel at these prices, Σ y_t B_t <= β for all panels,

        v(c') <= v(c) + β - Σ y_t c_t   for all expected counts c'   (the gap of Frank and Wolfe 1956),

    and Σ y_t c'_t <= β is a cut of the relaxation, whose optimum is a bound as well and shows where to look for panels.

    Parameters as for `close_levels`; the objective has a `mix`.
    """
    assert objective.mix is not None
    outer, ideal, pricing = types, objective.ideal(types), Pricing(types)
    while True:
        deadline.step()
        mixed = objective.mix(types, panels)
        if deadline.passed:
            return _few(types, panels, mixed, ideal, False)
        scale = max(float(np.abs(mixed.prices).max()), MET)
        prices = mixed.prices / scale
        there = prices @ (mixed.weights @ panels)
        better, most = pricing.better(prices, there, deadline)
        richer = np.unique(np.vstack([panels, *better]), axis=0)
        if most < INFINITY:
            ideal = _lower(ideal, mixed.value + scale * (most - there))
        if prices @ (types.sizes * ideal.chances) > most + CUTS_OFF:
            outer = outer.cut(prices, most + ROOM)
            ideal = _lower(objective.ideal(outer), ideal.bound)
            richer = widen(outer, types.sizes * ideal.chances, richer, MET, deadline).panels
        gap = (ideal.bound - mixed.value) / abs(mixed.value)
        if gap <= CLOSE or len(richer) == len(panels):
            return _few(types, panels, mixed, ideal, bool(gap <= WIDE))
        panels = richer


def _lower(ideal: Ideal, bound: float) -> Ideal:
    """Keep the lower of two bounds."""
    return replace(ideal, bound=float(min(ideal.bound, bound)))


def _few(types: Types, panels: np.ndarray, mixed: Mixed, ideal: Ideal, complete: bool) -> Mixture:
    """Give the same expected counts by few panels: a vertex of the program of `blend` has as many as types or fewer."""
    weights = blend(types, mixed.weights @ panels, panels).weights
    used = weights > MASS
    return Mixture(types, panels[used], weights[used] / weights[used].sum(), ideal, complete)


class _Inner:
    """The program of the inner view: columns z, shortfall and one λ a panel; rows for the types and for Σ λ = 1."""

    def __init__(self, types: Types, panels: np.ndarray):
        self.types = types
        self.panels = np.empty((0, len(types)), dtype=np.int64)
        sides = np.append(np.zeros(len(types)), 1.0)
        open_sides = np.append(np.full(len(types), INFINITY), 1.0)
        columns = sparse.csr_matrix(np.column_stack([np.append(-types.sizes, 0.0), np.append(types.sizes, 0.0)]))
        self.program = Program(columns, sides, open_sides, np.zeros(2), np.ones(2))
        self.add(panels)

    def add(self, panels: np.ndarray) -> None:
        """Append the panels that are new."""
        known = {panel.tobytes() for panel in self.panels}
        new = [panel for panel in np.unique(panels, axis=0) if panel.tobytes() not in known]
        for panel in new:
            self.program.add_column(np.append(panel, 1), 0.0, INFINITY)
        self.panels = np.concatenate([self.panels, np.array(new, dtype=np.int64).reshape(len(new), len(self.types))])

    def raise_floor(self, fixed: np.ndarray, floors: np.ndarray) -> tuple[float, np.ndarray]:
        """Find the largest z, and the price of each type scaled to at most 1; no price when z is 1."""
        found = self._solve(fixed, floors)
        prices = np.maximum(0.0, -found.duals[:-1])
        return float(found.columns[0]), prices / max(prices.max(), MET)

    def weights(self, floors: np.ndarray) -> np.ndarray:
        """Find weights of the panels that keep all floors."""
        weights = np.maximum(self._solve(np.ones(len(floors), dtype=bool), floors).columns[2:], 0.0)
        return weights / weights.sum()

    def _solve(self, fixed: np.ndarray, floors: np.ndarray) -> Solution:
        sizes = self.types.sizes.astype(float)
        self.program.set_column(0, np.where(fixed, 0.0, -sizes))
        low = np.where(fixed, sizes * floors, 0.0)
        self.program.bound_rows(np.arange(len(low)), low, np.full(len(low), INFINITY))
        try:
            return self._raise(0.0)
        except (Infeasible, SolverError):
            self.program.release(np.array([SHORTFALL]))
            least = self.program.maximise(-np.eye(1, self.program.size, SHORTFALL)[0]).columns[SHORTFALL]
        for more in SLACK * 10 ** np.arange(3):
            try:
                return self._raise(least + more)
            except (Infeasible, SolverError):
                continue
        raise SolverError("a level could not be raised; please report this pool")

    def _raise(self, shortfall: float) -> Solution:
        """Raise z with no more shortfall than this: at a price, a level would be bought from those below it."""
        self.program.fix(np.array([SHORTFALL]), np.array([shortfall]))
        return self.program.maximise(np.eye(1, self.program.size)[0])
