"""Peeling: take panels off the chances, one after the other, until nothing is left.

The mass still to place starts at 1. With x the remaining counts per unit of mass, find a panel near x on the
smallest face of the quotas that x lies on (every quota row tight at x stays tight, every whole count stays, all
others are rounded up or down); take it with the largest weight that keeps the rest inside. Each step makes one
more row or count tight, and the mass falls geometrically. Near means: the vertex of the face that maximises
(x - 1/2) · panel, rounded by a dive (fix the counts nearest to whole, solve again), or by a small integer program
over the counts in doubt.

Source: `docs/methods/sortition.md`; the existence of such panels is Carathéodory's theorem.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.errors import SolverError
from toolkit.sortition.solver import Infeasible, OutOfTime, Program
from toolkit.sortition.types import Types

MASS = 1e-9
"""Probability that counts as nothing: far below the 1e-6 asked of chances, far above rounding errors."""

WHOLE = 1e-6
"""A count this close to a whole number is one; the solver's own error is a thousand times smaller."""

DOUBTFUL = 40
"""Counts that the small integer program may change besides the fractional ones; measured, see docs/benchmarks.md."""


@dataclass(frozen=True, eq=False)
class Peeled:
    """Panels as counts of types, shape (panels, types), their weights, and the mass that could not be placed."""

    panels: np.ndarray
    weights: np.ndarray
    mass: float


@dataclass(frozen=True, eq=False)
class Face:
    """Bounds on counts and rows that hold for every panel of a decomposition of x."""

    least: np.ndarray
    most: np.ndarray
    low: np.ndarray
    high: np.ndarray


def peel(types: Types, counts: np.ndarray, most_panels: int = 10_000) -> Peeled:
    """Write expected counts as a mixture of panels, as far as peeling goes.

    Parameters
    ----------
    types : Types
        Types and the rows that panels obey.
    counts : ndarray of float, shape (types,)
        Expected number of seats of each type, obeying the rows.
    most_panels : int
        Stop after so many.
    """
    target = np.where(np.abs(counts - np.round(counts)) < 10 * MASS, np.round(counts), counts)
    floor, ceiling = np.floor(target), np.ceil(target)
    program = Program(types.matrix, types.low, types.high, floor, ceiling)
    panels: list[np.ndarray] = []
    weights: list[float] = []
    rest, mass = target, 1.0
    while mass > MASS and len(panels) < most_panels:
        face = _face(types, rest, mass, floor, ceiling)
        panel = _panel_near(types, program, face, rest / mass - floor - 0.5)
        if panel is None:
            break
        weight = _largest_weight(types, panel, rest, mass, floor, ceiling)
        panels.append(panel)
        weights.append(weight)
        rest, mass = rest - weight * panel, mass - weight
    table = np.array(panels, dtype=np.int64).reshape(len(panels), len(types))
    return Peeled(table, np.array(weights), max(mass, 0.0))


def _face(types: Types, rest: np.ndarray, mass: float, floor: np.ndarray, ceiling: np.ndarray) -> Face:
    """Find what is tight; slack is measured in mass, so that errors do not grow as the mass shrinks."""
    sums = types.matrix @ rest
    full, empty = mass * ceiling - rest < MASS, rest - mass * floor < MASS
    least = np.where(full & ~empty, ceiling, floor)
    most = np.where(empty, floor, ceiling)
    at_high, at_low = mass * types.high - sums < MASS, sums - mass * types.low < MASS
    low = np.where(at_high & ~at_low, types.high, types.low)
    high = np.where(at_low & ~at_high, types.low, types.high)
    return Face(least, most, low, high)


def _panel_near(types: Types, program: Program, face: Face, costs: np.ndarray) -> np.ndarray | None:
    """Find a whole panel on the face, as near as a few small programs can tell; None if they find none."""
    program.bound_columns(np.arange(len(types)), face.least, face.most)
    program.bound_rows(np.arange(len(types.low)), face.low, face.high)
    try:
        vertex = program.maximise(costs).columns
    except Infeasible:
        return None
    panel = _dive(program, face, costs, vertex)
    if panel is None:
        panel = _rounded(types, face, costs, vertex)
    if panel is None or not types.allows(panel):
        return None
    return panel


def _fractional(counts: np.ndarray) -> np.ndarray:
    """Give the positions of counts that are not whole, those nearest to whole first."""
    distance = np.abs(counts - np.round(counts))
    order = np.argsort(distance, kind="stable")
    return order[distance[order] > WHOLE]


def _dive(program: Program, face: Face, costs: np.ndarray, vertex: np.ndarray) -> np.ndarray | None:
    """Round a quarter of the fractional counts at a time, those nearest to whole first, and solve again.

    When that goes wrong round only the first of them, and when that goes wrong too the other way.
    """
    counts = vertex
    while True:
        doubtful = _fractional(counts)
        if not len(doubtful):
            return np.round(counts).astype(np.int64)
        some, first = doubtful[: max(1, len(doubtful) // 4)], doubtful[:1]
        other = np.floor(counts[first]) + np.ceil(counts[first]) - np.round(counts[first])
        for tried, values in ((some, np.round(counts[some])), (first, np.round(counts[first])), (first, other)):
            program.bound_columns(some, face.least[some], face.most[some])
            program.bound_columns(tried, values, values)
            try:
                counts = program.maximise(costs).columns
                break
            except Infeasible:
                continue
        else:
            return None


def _rounded(types: Types, face: Face, costs: np.ndarray, vertex: np.ndarray) -> np.ndarray | None:
    """Round by a small integer program over the fractional counts and those whose cost is nearest to a tie."""
    doubtful = _fractional(vertex)
    ranking = np.where(face.least == face.most, np.inf, np.abs(costs))
    ranking[doubtful] = -1.0
    free = np.sort(np.argsort(ranking, kind="stable")[: len(doubtful) + DOUBTFUL])
    free = free[face.least[free] < face.most[free]]
    panel = np.round(vertex)
    panel[free] = 0
    sums = types.matrix @ panel
    part = types.matrix[:, free]
    program = Program(
        part, face.low - sums, face.high - sums, face.least[free], face.most[free], integer=True, first=True
    )
    try:
        panel[free] = np.round(program.maximise(costs[free], time_limit=1.0).columns)
    except (Infeasible, OutOfTime):
        return None
    return panel.astype(np.int64)


def _largest_weight(
    types: Types, panel: np.ndarray, rest: np.ndarray, mass: float, floor: np.ndarray, ceiling: np.ndarray
) -> float:
    """Find how much of a panel can be taken so that the rest stays inside counts and rows."""
    sums, panel_sums = types.matrix @ rest, types.matrix @ panel
    slack = np.concatenate(
        [mass * ceiling - rest, rest - mass * floor, mass * types.high - sums, sums - mass * types.low]
    )
    speed = np.concatenate([ceiling - panel, panel - floor, types.high - panel_sums, panel_sums - types.low])
    binding = (speed > WHOLE) & (slack > MASS) & np.isfinite(slack)
    if not binding.any():
        return mass
    weight = float((slack[binding] / speed[binding]).min())
    if weight <= 0:
        raise SolverError("peeling made no progress; please report this pool")
    return min(mass, weight)
