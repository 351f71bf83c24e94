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
from toolkit.sortition.types import ROUNDING, Types

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
    low, high = np.concatenate([floor, types.low]), np.concatenate([ceiling, types.high])
    program = Program(types.matrix, types.low, types.high, floor, ceiling)
    panels: list[np.ndarray] = []
    weights: list[float] = []
    rest, mass = target, 1.0
    while mass > MASS and not deadline.passed:
        left = np.concatenate([rest, types.matrix @ rest])
        _narrow(program, left, mass, low, high)
        panel = _panel_near(program, rest / mass - floor - 0.5)
        if panel is None:
            break
        taken = np.concatenate([panel, types.matrix @ panel])
        if (taken < low - ROUNDING).any() or (taken > high + ROUNDING).any():
            break
        weight = _largest_weight(taken, left, mass, low, high)
        deadline.step()
        panels.append(panel)
        weights.append(weight)
        rest, mass = rest - weight * panel, mass - weight
    table = np.array(panels, dtype=np.int64).reshape(len(panels), len(types))
    return Peeled(table, np.array(weights), max(mass, 0.0))


def _narrow(program: Program, left: np.ndarray, mass: float, low: np.ndarray, high: np.ndarray) -> None:
    """Keep tight what is tight; slack is measured in mass, so that errors do not grow as the mass shrinks."""
    full, empty = mass * high - left < MASS, left - mass * low < MASS
    least, most = np.where(full & ~empty, high, low), np.where(empty & ~full, low, high)
    kinds = program.size
    program.bound_columns(np.arange(kinds), least[:kinds], most[:kinds])
    program.bound_rows(np.arange(len(low) - kinds), least[kinds:], most[kinds:])


def _panel_near(program: Program, costs: np.ndarray) -> np.ndarray | None:
    """Find a panel on the face; None if no dive finds one, or rounding errors left the face empty."""
    try:
        return dive(program, costs)
    except Infeasible:
        return None


def fractional(counts: np.ndarray) -> np.ndarray:
    """Give the positions of counts that are not whole, those nearest to whole first."""
    distance = np.abs(counts - np.round(counts))
    some = np.flatnonzero(distance > WHOLE)
    return some[np.argsort(distance[some], kind="stable")]


def dive(program: Program, costs: np.ndarray) -> np.ndarray | None:
    """Round the best vertex to a whole panel: quickly if that goes well, else by a search that turns back.

    Raises
    ------
    Infeasible
        If the program has not even a vertex.
    """
    vertex = program.vertex(costs)
    for way in (_by_quarters, _by_search):
        panel = way(program, vertex)
        if panel is not vertex:
            program.release(np.arange(program.size))
        if panel is not None:
            return np.round(panel).astype(np.int64)
    return None


def _by_quarters(program: Program, vertex: np.ndarray) -> np.ndarray | None:
    """Round the quarter of the counts that is nearest to whole and solve again; only the nearest if that goes wrong."""
    counts: np.ndarray | None = vertex
    while counts is not None and len(doubtful := fractional(counts)):
        start = counts
        for some in (doubtful[: max(1, len(doubtful) // 4)], doubtful[:1]):
            counts = _vertex_at(program, some, np.round(start[some]))
            if counts is not None:
                break
            program.release(some)
    return counts


def _by_search(program: Program, vertex: np.ndarray) -> np.ndarray | None:
    """Round the count that is farthest from whole, solve again, and so on; at a dead end go to its other side."""
    counts, left = vertex, SOLVES
    path: list[tuple[np.ndarray, np.ndarray | None]] = []
    while len(doubtful := fractional(counts)):
        column = doubtful[-1:]
        value = np.round(counts[column])
        other: np.ndarray | None = np.floor(counts[column]) + np.ceil(counts[column]) - value
        while (found := _vertex_at(program, column, value)) is None:
            while other is None:
                program.release(column)
                if not path:
                    return None
                column, other = path.pop()
            value, other, left = other, None, left - 1
        path.append((column, other))
        counts, left = found, left - 1
        if left <= 0:
            return None
    return counts


def _vertex_at(program: Program, columns: np.ndarray, values: np.ndarray) -> np.ndarray | None:
    """Fix some counts and find the best vertex; None if there is none."""
    program.fix(columns, values)
    try:
        return program.vertex()
    except Infeasible:
        return None


def _largest_weight(taken: np.ndarray, left: np.ndarray, mass: float, low: np.ndarray, high: np.ndarray) -> float:
    """Find how much of a panel can be taken so that the rest stays inside counts and rows."""
    slack = np.concatenate([mass * high - left, left - mass * low])
    speed = np.concatenate([high - taken, taken - low])
    binding = (speed > WHOLE) & (slack > MASS) & np.isfinite(slack)
    if not binding.any():
        return mass
    weight = float((slack[binding] / speed[binding]).min())
    if weight <= 0:
        raise SolverError("peeling made no progress; please report this pool")
    return min(mass, weight)
