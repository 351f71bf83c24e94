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

from collections.abc import Callable
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


def peel(types: Types, counts: np.ndarray, repairs: int = 1_000) -> Peeled:
    """Write expected counts as a mixture of panels, as far as peeling goes.

    Parameters
    ----------
    types : Types
        Types and the rows that panels obey.
    counts : ndarray of float, shape (types,)
        Expected number of seats of each type, obeying the rows.
    repairs : int
        How many small integer programs may mend dives that went wrong before peeling gives up.
    """
    target = np.where(np.abs(counts - np.round(counts)) < 10 * MASS, np.round(counts), counts)
    floor, ceiling = np.floor(target), np.ceil(target)
    program = Program(types.matrix, types.low, types.high, floor, ceiling)
    panels: list[np.ndarray] = []
    weights: list[float] = []
    rest, mass = target, 1.0
    while mass > MASS:
        face, costs = _face(types, rest, mass, floor, ceiling), rest / mass - floor - 0.5
        vertex = _vertex(program, face, costs)
        panel = None if vertex is None else _dive(program, face, costs, vertex)
        if panel is None and vertex is not None and repairs > 0:
            panel, repairs = _rounded(types, face, costs, vertex), repairs - 1
        if panel is None or not types.allows(panel):
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


def _vertex(program: Program, face: Face, costs: np.ndarray) -> np.ndarray | None:
    """Find the vertex of a face with the largest costs · counts; None if rounding errors left the face empty."""
    program.bound_columns(np.arange(len(costs)), face.least, face.most)
    program.bound_rows(np.arange(len(face.low)), face.low, face.high)
    try:
        return program.maximise(costs).columns
    except Infeasible:
        return None


def _fractional(counts: np.ndarray) -> np.ndarray:
    """Give the positions of counts that are not whole, those nearest to whole first."""
    distance = np.abs(counts - np.round(counts))
    order = np.argsort(distance, kind="stable")
    return order[distance[order] > WHOLE]


def _surest_quarter(counts: np.ndarray, doubtful: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round the quarter of the counts that is nearest to whole."""
    some = doubtful[: max(1, len(doubtful) // 4)]
    return some, np.round(counts[some])


def _fullest(counts: np.ndarray, doubtful: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round the count with the largest fraction up."""
    one = doubtful[np.argmax(counts[doubtful] % 1)][None]
    return one, np.ceil(counts[one])


def _most_doubtful(counts: np.ndarray, doubtful: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round the count that is farthest from whole."""
    one = doubtful[-1:]
    return one, np.round(counts[one])


DIVES = (_surest_quarter, _fullest, _most_doubtful)
"""Ways to choose what a dive rounds next, tried in turn: where one ends in a dead end, another often does not."""


def _dive(program: Program, face: Face, costs: np.ndarray, vertex: np.ndarray) -> np.ndarray | None:
    """Round a vertex step by step, in each of the ways until one arrives at a whole panel."""
    everything = np.arange(len(costs))
    for choose in DIVES:
        program.bound_columns(everything, face.least, face.most)
        panel = _dive_by(choose, program, face, costs, vertex)
        if panel is not None:
            return panel
    return None


def _dive_by(
    choose: Callable[..., tuple[np.ndarray, np.ndarray]],
    program: Program,
    face: Face,
    costs: np.ndarray,
    vertex: np.ndarray,
) -> np.ndarray | None:
    """Round some counts and solve again; if that goes wrong only the first of them; if that does, the other way."""
    counts = vertex
    while len(doubtful := _fractional(counts)):
        some, values = choose(counts, doubtful)
        first = some[:1]
        other = np.floor(counts[first]) + np.ceil(counts[first]) - values[:1]
        for tried, rounded in ((some, values), (first, values[:1]), (first, other)):
            program.bound_columns(some, face.least[some], face.most[some])
            program.bound_columns(tried, rounded, rounded)
            try:
                counts = program.maximise(costs).columns
                break
            except Infeasible:
                continue
        else:
            return None
    return np.round(counts).astype(np.int64)


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
