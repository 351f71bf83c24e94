"""From chances to a lottery: peel, blend what peeling found, prove what was reached."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from toolkit.errors import InputError, SolverError, refuse
from toolkit.sortition.lottery import Certificate, Lottery
from toolkit.sortition.peeling import peel
from toolkit.sortition.pool import Selection, contradictions, crossed
from toolkit.sortition.progress import Progress
from toolkit.sortition.seating import seat
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import Types, types_of


def lottery_of(
    selection: Selection,
    objective: str,
    chances_of: Callable[[Types], np.ndarray],
    *,
    tolerance: float,
    time_limit: float | None,
    progress: Progress,
) -> Lottery:
    """Find chances over the relaxation, a lottery that gives them, and the certificate."""
    faults = contradictions(selection)
    if faults:
        raise InputError(faults)
    types = types_of(selection)
    try:
        chances = chances_of(types)
    except Infeasible:
        raise refuse("quotas", "no panel meets them all", "See which quotas clash with `toolkit feasible`") from None
    peeled = peel(types, types.sizes * chances)
    if peeled.mass > tolerance:
        raise SolverError("the relaxation is not tight")
    panels, probabilities = seat(types, peeled.panels, peeled.weights)
    check_panels(selection, panels)
    reached = np.bincount(panels.ravel(), np.repeat(probabilities, selection.seats), len(selection.pool))
    levels = level_table(types, chances, reached)
    first = levels.iloc[0]
    certificate = Certificate(objective, float(first["upper_bound"]), float(first["value"]), levels)
    return Lottery(selection, objective, panels, probabilities, certificate)


def level_table(types: Types, chances: np.ndarray, reached: np.ndarray) -> pd.DataFrame:
    """Compare the sorted chances of everyone with their bounds, one row for each level of the bound."""
    bounds = np.sort(np.repeat(chances, types.sizes), kind="stable")
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
