"""From chances to a lottery: peel, blend what peeling found, prove what was reached."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.errors import InputError, SolverError, refuse
from toolkit.sortition.blending import widen
from toolkit.sortition.closing import Mixture, close_levels, close_worth, placeable
from toolkit.sortition.levels import leximin_chances
from toolkit.sortition.lottery import Certificate, Lottery
from toolkit.sortition.objective import Objective
from toolkit.sortition.peeling import MASS, peel
from toolkit.sortition.pool import Pool, Selection, contradictions
from toolkit.sortition.progress import Deadline, Progress
from toolkit.sortition.proof import panel_exists
from toolkit.sortition.seating import seat
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import Types, types_of


def lottery_of(
    selection: Selection,
    objective: Objective,
    *,
    tolerance: float,
    time_limit: float | None,
    progress: Progress,
    apart: np.ndarray | None = None,
) -> Lottery:
    """Find the lottery that an objective asks for, with its certificate.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    objective : Objective
        What is sought.
    tolerance : float
        Largest error of a chance that is accepted.
    time_limit : float, optional
        Seconds after which the best lottery so far is returned, with its gap; a first panel is sought however long.
    progress : callable
        Wrapper of an iterable; a step is a panel found or a level settled.
    apart : ndarray of float, shape (people,), optional
        People with different numbers are told apart, even if the quotas cannot.

    Raises
    ------
    InputError
        If no panel meets the quotas.
    SolverError
        If rounding errors keep it from an answer, although a panel meets them.
    """
    faults = contradictions(selection)
    if faults:
        raise InputError(faults)
    deadline = Deadline(time_limit, progress)
    try:
        types = types_of(selection, apart)
        types = types.only(leximin_chances(types) > MASS)
        mixture = mix(types, objective, tolerance, deadline)
    except Infeasible:
        if panel_exists(types_of(selection)):
            raise SolverError("rounding errors led the solver astray; please report this pool") from None
        raise refuse("quotas", "no panel meets them all", "See which quotas clash with `toolkit feasible`") from None
    finally:
        deadline.close()
    panels, probabilities = seat(mixture.types, mixture.panels, mixture.weights)
    check_panels(selection, panels)
    return Lottery(
        selection,
        objective.name,
        panels,
        probabilities,
        _certificate(selection, objective, mixture, panels, probabilities),
    )


def mix(
    types: Types,
    objective: Objective,
    tolerance: float,
    deadline: Deadline,
    known: np.ndarray | None = None,
) -> Mixture:
    """Find panels and weights: by peeling; if that is not enough by blending; if not, by closing the gap.

    Types that fit in no panel are left out on the way; `known` holds panels found while telling them apart.
    """
    ideal = objective.ideal(types)
    peeled = peel(types, types.sizes * ideal.chances, deadline)
    panels = peeled.panels if known is None else np.concatenate([known, peeled.panels])
    placed, panels = placeable(types, panels, deadline)
    if not placed.all():
        return mix(types.only(placed), objective, tolerance, deadline, panels[:, placed])
    if peeled.mass <= tolerance / 10:
        weights = peeled.weights / peeled.weights.sum()
        return Mixture(types, peeled.panels, weights, ideal, True)
    blended = widen(types, types.sizes * ideal.chances, panels, tolerance / 10, deadline)
    if blended.error <= tolerance / 10:
        return Mixture(types, blended.panels, blended.weights, ideal, True)
    close = close_levels if objective.mix is None else close_worth
    return close(types, objective, blended.panels, deadline)


def _certificate(
    selection: Selection, objective: Objective, mixture: Mixture, panels: np.ndarray, probabilities: np.ndarray
) -> Certificate:
    """State bound and value, counted from the panels of people."""
    reached = np.bincount(panels.ravel(), np.repeat(probabilities, selection.seats), len(selection.pool))
    placed = np.concatenate(mixture.types.members)
    lost = ~selection.excluded
    lost[placed] = False
    return Certificate(
        objective.name,
        mixture.ideal.bound,
        objective.worth(placed, reached),
        level_table(mixture.types, mixture.ideal.floors, reached),
        tuple(selection.pool.ids[lost]),
        mixture.complete,
    )


def level_table(types: Types, floors: np.ndarray, reached: np.ndarray) -> pd.DataFrame:
    """Compare the sorted chances of everyone with their bounds, one row for each level of the bound, if it has any."""
    if not len(floors):
        return pd.DataFrame({"level": [], "people": [], "upper_bound": [], "value": []})
    bounds = np.sort(np.repeat(floors, types.sizes), kind="stable")
    values = np.sort(reached[np.concatenate(types.members)], kind="stable")
    starts = np.flatnonzero(np.diff(bounds, prepend=-np.inf) > 1e-9)
    people = np.diff(np.append(starts, len(bounds)))
    level = np.arange(1, len(starts) + 1)
    return pd.DataFrame({"level": level, "people": people, "upper_bound": bounds[starts], "value": values[starts]})


def check_panels(selection: Selection, panels: np.ndarray) -> None:
    """Count every panel again against every rule, from the pool's own values and without the solver.

    Raises
    ------
    SolverError
        If a panel breaks a rule; nothing of it may reach a reader.
    """
    quotas, rows = selection.quotas.counted(selection.pool.people), selection.quotas.rows
    seats = [counts[panels].sum(axis=1) for counts in quotas]
    broken = [
        panels.shape[1] != selection.seats,
        (np.diff(panels, axis=1) <= 0).any(),
        selection.excluded[panels].any(),
        (selection.included[panels].sum(axis=1) < selection.included.sum()).any(),
        any(((row < quota.min) | (row > quota.max)).any() for row, quota in zip(seats, rows, strict=True)),
        _share_an_address(selection.pool, panels),
    ]
    if any(broken):
        raise SolverError("a panel breaks the quotas; nothing was drawn. Please report this pool")


def _share_an_address(pool: Pool, panels: np.ndarray) -> bool:
    """Tell whether two people of one address sit together."""
    address = np.zeros(len(pool), dtype=int)
    for number, group in enumerate(pool.housemates(), start=1):
        address[group] = number
    seated = np.sort(address[panels], axis=1)
    return bool(((np.diff(seated, axis=1) == 0) & (seated[:, 1:] > 0)).any())
