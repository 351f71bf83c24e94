"""From chances to a lottery: peel, blend what peeling found, prove what was reached."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.errors import InputError, SolverError, refuse
from toolkit.sortition.blending import widen
from toolkit.sortition.closing import Mixture, close_by_cuts, close_levels, placeable
from toolkit.sortition.levels import leximin_chances
from toolkit.sortition.lottery import Certificate, Lottery
from toolkit.sortition.objective import Objective
from toolkit.sortition.peeling import MASS, peel
from toolkit.sortition.pool import Selection, contradictions, crossed
from toolkit.sortition.progress import Deadline, Progress
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
        Seconds after which the best lottery so far is returned, with its gap.
    progress : callable
        Wrapper of an iterable.
    apart : ndarray of float, shape (people,), optional
        People with different numbers are told apart, even if the quotas cannot.

    Raises
    ------
    InputError
        If no panel meets the quotas.
    """
    faults = contradictions(selection)
    if faults:
        raise InputError(faults)
    try:
        types = types_of(selection, apart)
        types = types.only(leximin_chances(types) > MASS)
        mixture = mix(types, objective, tolerance, Deadline(time_limit))
    except Infeasible:
        raise refuse("quotas", "no panel meets them all", "See which quotas clash with `toolkit feasible`") from None
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
    peeled = peel(types, types.sizes * ideal.chances)
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
    if len(ideal.floors):
        return close_levels(types, objective, blended.panels, deadline)
    return close_by_cuts(types, objective, blended.panels, tolerance / 10, deadline)


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
    level = np.concatenate([[0], np.cumsum(np.diff(bounds) > 1e-9)])
    table = pd.DataFrame({"level": level + 1, "upper_bound": bounds, "value": values})
    return table.groupby("level", as_index=False).agg(
        people=("value", "size"), upper_bound=("upper_bound", "min"), value=("value", "min")
    )


def check_panels(selection: Selection, panels: np.ndarray) -> None:
    """Count every panel again against every rule, from the pool's own values and without the solver.

    Raises
    ------
    SolverError
        If a panel breaks a rule; nothing of it may reach a reader.
    """
    pool, table = selection.pool, selection.quotas.table
    twice = (np.diff(panels, axis=1) <= 0).any() or panels.shape[1] != selection.seats
    barred = (
        selection.excluded[panels].any() or (selection.included[panels].sum(axis=1) < selection.included.sum()).any()
    )
    wrong = False
    for feature in selection.quotas.features:
        rows = table[table["feature"] == feature].set_index("value")
        seated = crossed(pool.people, feature).to_numpy()[panels]
        for value, quota in rows.iterrows():
            seats = (seated == value).sum(axis=1)
            wrong |= bool(((seats < quota["min"]) | (seats > quota["max"])).any())
    for group in pool.housemates():
        wrong |= bool((np.isin(panels, group).sum(axis=1) > 1).any())
    if twice or barred or wrong:
        raise SolverError("a panel breaks the quotas; nothing was drawn. Please report this pool")
