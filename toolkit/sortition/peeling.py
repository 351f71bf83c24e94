"""Peeling: take panels off the chances, one after the other, until nothing is left.

The mass still to place starts at 1. With x the remaining counts per unit of mass, find a panel near x on the
smallest face of the quotas that x lies on (every quota row tight at x stays tight, every whole count stays, all
others are rounded up or down); take it with the largest weight that keeps the rest inside. Each step makes one
more row or count tight, and the mass falls geometrically. Near means: the vertex of the face that maximises
(x - 1/2) · panel, rounded by a dive: fix the counts nearest to whole and solve again; where that ends in a dead end, a
search that fixes the counts farthest from whole and turns back.

Source: `docs/methods/sortition.md`; the existence of such panels is Carathéodory's theorem.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.errors import SolverError
from toolkit.sortition.progress import NEVER, Deadline
from toolkit.sortition.solver import Infeasible, Program
from toolkit.sortition.types import Types

MASS = 1e-9
"""Probability that counts as nothing: far below the 1e-6 asked of chances, far above rounding errors."""

WHOLE = 1e-6
"""A count this close to a whole number is one; the solver's own error is a thousand times smaller."""

SOLVES = 400
"""Linear programs that one search for a whole panel may solve: most need fewer than a hundred, a tenth of a second."""


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


def peel(types: Types, counts: np.ndarray, deadline: Deadline = NEVER) -> Peeled:
    """Write expected counts as a mixture of panels, as far as peeling goes.

    Parameters
    ----------
    types : Types
        Types and the rows that panels obey.
    counts : ndarray of float, shape (types,)
        Expected number of seats of each type, obeying the rows.
    deadline : Deadline
        After it no more panels are sought.
    """
    target = np.where(np.abs(counts - np.round(counts)) < 10 * MASS, np.round(counts), counts)
    floor, ceiling = np.floor(target), np.ceil(target)
    program = Program(types.matrix, types.low, types.high, floor, ceiling)
    panels: list[np.ndarray] = []
    weights: list[float] = []
    rest, mass = target, 1.0
    while mass > MASS and not deadline.passed:
        face, costs = _face(types, rest, mass, floor, ceiling), rest / mass - floor - 0.5
        vertex = _vertex(program, face, costs)
        panel = None if vertex is None else dive(program, face, costs, vertex)
        if panel is None or not types.allows(panel):
            break
        weight = _largest_weight(types, panel, rest, mass, floor, ceiling)
        deadline.step()
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


def dive(program: Program, face: Face, costs: np.ndarray, vertex: np.ndarray) -> np.ndarray | None:
    """Round a vertex to a whole panel: quickly if that goes well, else by a search that turns back at dead ends."""
    everything = np.arange(len(costs))
    for way in (_by_quarters, _by_search):
        panel = way(program, face, costs, vertex)
        program.bound_columns(everything, face.least, face.most)
        if panel is not None:
            return np.round(panel).astype(np.int64)
    return None


def _by_quarters(program: Program, face: Face, costs: np.ndarray, vertex: np.ndarray) -> np.ndarray | None:
    """Round the quarter of the counts that is nearest to whole and solve again; only the nearest if that goes wrong."""
    counts = vertex
    while len(doubtful := _fractional(counts)):
        for some in (doubtful[: max(1, len(doubtful) // 4)], doubtful[:1]):
            program.bound_columns(some, face.least[some], face.most[some])
            rounded = np.round(counts[some])
            found = _vertex_at(program, costs, some, rounded)
            if found is not None:
                break
            program.bound_columns(some, face.least[some], face.most[some])
        if found is None:
            return None
        counts = found
    return counts


def _by_search(program: Program, face: Face, costs: np.ndarray, vertex: np.ndarray) -> np.ndarray | None:
    """Round the count that is farthest from whole, solve again, and so on; at a dead end go to its other side."""
    counts, left = vertex, SOLVES
    path: list[tuple[np.ndarray, np.ndarray | None]] = []
    while len(doubtful := _fractional(counts)):
        column = doubtful[-1:]
        value = np.round(counts[column])
        other: np.ndarray | None = np.floor(counts[column]) + np.ceil(counts[column]) - value
        while (found := _vertex_at(program, costs, column, value)) is None:
            while other is None:
                program.bound_columns(column, face.least[column], face.most[column])
                if not path:
                    return None
                column, other = path.pop()
            value, other, left = other, None, left - 1
        path.append((column, other))
        counts, left = found, left - 1
        if left <= 0:
            return None
    return counts


def _vertex_at(program: Program, costs: np.ndarray, columns: np.ndarray, values: np.ndarray) -> np.ndarray | None:
    """Fix some counts and find the best vertex; None if there is none."""
    program.bound_columns(columns, values, values)
    try:
        return program.maximise(costs).columns
    except Infeasible:
        return None


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
