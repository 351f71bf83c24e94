"""What lotteries are compared with: plain, stratified, and the greedy LEGACY rule that practitioners used.

LEGACY fills one seat after another: it takes a random person of the value whose quota is most urgent (seats still
needed per person still available), removes everyone whose value is full, and starts again at a dead end. Its panels
meet the quotas, but nobody chose the chances it gives.

Source of LEGACY: supplement of Flanigan, Gölz, Gupta, Hennig, Procaccia 2021, doi:10.1038/s41586-021-03788-6.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.sortition.pool import Selection, crossed
from toolkit.sortition.progress import Progress, identity

ATTEMPTS = 1000
"""Starts of LEGACY for one panel before it gives up."""


def uniform_chances(selection: Selection) -> pd.Series:
    """Give everyone who may sit the same chance, whatever the quotas."""
    free = ~selection.excluded
    chances = np.where(free, selection.seats / free.sum(), 0.0)
    return pd.Series(chances, index=selection.pool.ids, name="probability")


def stratified_chances(selection: Selection, feature: str) -> pd.Series:
    """Draw within the values of one feature only, each with its share of seats; other quotas are ignored.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    feature : str
        A feature with quotas; a value's seats are in proportion to the middle of its quota.
    """
    rows = selection.quotas.table[selection.quotas.table["feature"] == feature].set_index("value")
    if not len(rows):
        known = ", ".join(selection.quotas.features)
        raise refuse("feature", f"{feature!r} has no quotas", f"Choose one of {known}")
    values = crossed(selection.pool.people, feature)
    middle = rows["min"] + rows["max"]
    seats = middle * selection.seats / middle.sum()
    return (values.map(seats) / values.map(values.value_counts())).clip(upper=1.0).rename("probability")


def legacy_panel(selection: Selection, rng: np.random.Generator) -> np.ndarray:
    """Draw one panel by the LEGACY rule: positions of its people, ascending.

    Raises
    ------
    InputError
        If no attempt ends in a panel.
    """
    counted = selection.quotas.counted(selection.pool.people)
    for _ in range(ATTEMPTS):
        panel = _attempt(selection, counted, rng)
        if panel is not None:
            return panel
    problem = f"the LEGACY rule found no panel in {ATTEMPTS} attempts"
    raise refuse("quotas", problem, "Loosen the quotas, or use leximin, which always finds one that exists")


def _attempt(selection: Selection, counted: np.ndarray, rng: np.random.Generator) -> np.ndarray | None:
    """Fill the seats once; None at a dead end."""
    low, high = (selection.quotas.table[name].to_numpy().copy() for name in ("min", "max"))
    free, homes = ~selection.excluded, selection.pool.housemates()
    panel: list[int] = []
    for seat in range(selection.seats):
        waiting = np.flatnonzero(selection.included & free)
        choice = waiting if len(waiting) else _most_urgent(counted, free, low)
        if not len(choice) or (low > (counted & free).sum(axis=1)).any():
            return None
        person = int(rng.choice(choice))
        panel.append(person)
        free[person] = False
        low, high = low - counted[:, person], high - counted[:, person]
        free &= ~counted[high <= 0].any(axis=0)
        for group in homes:
            free[group] &= person not in group
        if (low > selection.seats - seat - 1).any():
            return None
    met = (low <= 0).all() and (high >= 0).all() and selection.included[panel].sum() == selection.included.sum()
    return np.sort(panel) if met else None


def _most_urgent(counted: np.ndarray, free: np.ndarray, low: np.ndarray) -> np.ndarray:
    """List the people of the value that needs the largest share of those available; everyone if none needs any."""
    available = (counted & free).sum(axis=1)
    urgency = np.where(available > 0, np.maximum(low, 0) / np.maximum(available, 1), 0.0)
    worst = int(np.argmax(urgency))
    return np.flatnonzero(counted[worst] & free) if urgency[worst] > 0 else np.flatnonzero(free)


def legacy_chances(
    selection: Selection, rng: np.random.Generator, panels: int = 1000, progress: Progress = identity
) -> pd.Series:
    """Estimate the chances that LEGACY gives, by drawing many panels.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.
    rng : Generator
        Source of randomness.
    panels : int
        Panels drawn; the standard error of a chance p is √(p (1 − p) / panels).
    progress : callable
        Wrapper of an iterable.
    """
    seats = np.zeros(len(selection.pool))
    for _ in progress(range(panels)):
        seats[legacy_panel(selection, rng)] += 1
    return pd.Series(seats / panels, index=selection.pool.ids, name="probability")
