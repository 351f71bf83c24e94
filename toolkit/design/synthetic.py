"""Volunteers, quotas and memberships that do not exist but follow what is known of an assembly.

The record gives the letters, the number of volunteers and the seats of each frame; it gives nobody's traits. These
functions fill the gap by simulation. Whatever they make is marked: `attrs["synthetic"]` is True.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from toolkit.design.attrition import (
    Attrition,
    attendance_habits,
    leaving_chances,
    replacement_for,
    sessions_stayed,
)
from toolkit.design.draw import QuotaTable, draw_panel
from toolkit.design.frames import (
    Frame,
    Relative,
    mail,
    people_on,
    value_shares,
    volunteer_rates,
)
from toolkit.errors import refuse

FEATURES = ("sex", "age", "diploma", "sector")


def simulate_pool(
    population: pd.DataFrame,
    frames: Sequence[Frame],
    relative: Relative,
    rng: np.random.Generator,
    features: Sequence[str] = FEATURES,
) -> pd.DataFrame:
    """Draw volunteers for each frame.

    A letter goes to a cell and is answered with the chance that `volunteer_rates` gives. The number of volunteers is
    the one seen (`frame.volunteers`) or, where none was seen, binomial in the letters.

    Parameters
    ----------
    population : DataFrame
        Joint counts: one column for each feature, and `count`.
    frames : sequence of Frame
        Lists that letters are sent to.
    relative : mapping
        Relative propensity to volunteer, e.g. {"diploma": {"none_or_brevet": 1, …, "higher_education": 5.4}}.
    rng : numpy.random.Generator
        Source of randomness.
    features : sequence of str
        Columns of `population` that the pool keeps.

    Returns
    -------
    DataFrame
        person_id (V00001, …, in random order), the features, frame; `attrs["synthetic"]` is True.
    """
    parts = []
    for frame in frames:
        cells = people_on(frame, population)
        counts = draw_volunteers(frame, volunteer_rates(frame, cells, relative), cells, rng)
        rows = np.repeat(np.arange(len(cells)), counts)
        parts.append(cells.loc[rows, list(features)].assign(frame=frame.name))
    pool = pd.concat(parts, ignore_index=True)
    pool = pool.iloc[rng.permutation(len(pool))].reset_index(drop=True)
    pool.insert(0, "person_id", [f"V{number:05d}" for number in range(1, len(pool) + 1)])
    pool.attrs["synthetic"] = True
    return pool


def draw_volunteers(frame: Frame, rates: np.ndarray, cells: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Draw the number of volunteers of each cell of a frame.

    Parameters
    ----------
    rates : ndarray, shape (cells,)
        Volunteers per letter, as `volunteer_rates` gives them.
    cells : DataFrame
        What `people_on` gives.

    Returns
    -------
    ndarray of int, shape (cells,)
        Their sum is `frame.volunteers` where that was seen, else binomial in the letters.
    """
    if frame.volunteers is not None:
        return rng.multinomial(frame.volunteers, rates / rates.sum())
    return mail(frame, rates, cells, 1, rng)[0]


def proportional_quotas(
    population: pd.DataFrame,
    frames: Sequence[Frame],
    features: Sequence[str] = FEATURES,
    slack: int = 0,
) -> pd.DataFrame:
    """Derive quotas from the population: the seats due to each value, rounded down and up.

    A value is due its share of the residents times the seats of the assembly. Where frames promise more seats to some
    values (five seats for people aged 16 and 17, who are two in a hundred), these values get what was promised and
    the others share the rest in proportion.

    Parameters
    ----------
    population : DataFrame
        Joint counts of all residents who may sit.
    frames : sequence of Frame
        Their seats get an exact quota each, feature `frame`, when there is more than one.
    slack : int
        Seats by which each band is widened on both sides, 0 or more.

    Returns
    -------
    DataFrame
        feature, value, min, max, expected.
    """
    due = value_shares(population, features, population["count"].to_numpy())
    seats = sum(frame.seats for frame in frames)
    due["expected"] = due["share"] * seats
    for frame_values, promised in _promises(frames):
        _keep_promise(due, frame_values, promised)
    low = np.floor(due["expected"].to_numpy() + 1e-9) - slack
    high = np.ceil(due["expected"].to_numpy() - 1e-9) + slack
    quotas = due.assign(min=np.maximum(low, 0).astype(int), max=high.astype(int))
    quotas = quotas[["feature", "value", "min", "max", "expected"]]
    return pd.concat([quotas, _frame_quotas(frames)], ignore_index=True) if len(frames) > 1 else quotas


def _promises(frames: Sequence[Frame]) -> list[tuple[tuple[str, tuple[str, ...]], int]]:
    """List the seats that frames promise to sets of values, the smallest sets first."""
    limits = {(feature, values) for frame in frames for feature, values in frame.only.items()}
    promises = []
    for feature, values in sorted(limits, key=lambda limit: (len(limit[1]), limit)):
        inside = [frame for frame in frames if set(frame.only.get(feature, ("*",))) <= set(values)]
        promises.append(((feature, values), sum(frame.seats for frame in inside)))
    return promises


def _keep_promise(due: pd.DataFrame, limit: tuple[str, tuple[str, ...]], promised: int) -> None:
    """Raise the seats due to a set of values to what was promised, and lower the others in proportion."""
    feature, values = limit
    same = due["feature"] == feature
    inside = same & due["value"].isin(values)
    held, total = due.loc[inside, "expected"].sum(), due.loc[same, "expected"].sum()
    if 0 < held < promised:
        due.loc[inside, "expected"] *= promised / held
        due.loc[same & ~inside, "expected"] *= (total - promised) / (total - held)


def _frame_quotas(frames: Sequence[Frame]) -> pd.DataFrame:
    """Give each frame exactly its seats."""
    seats = [frame.seats for frame in frames]
    names = [frame.name for frame in frames]
    return pd.DataFrame({"feature": "frame", "value": names, "min": seats, "max": seats, "expected": map(float, seats)})


def draw_members(pool: pd.DataFrame, quotas: pd.DataFrame, seats: int, rng: np.random.Generator) -> pd.DataFrame:
    """Seat a panel that meets the quotas, for simulations that need one panel and not the whole lottery.

    Returns
    -------
    DataFrame
        Rows of `pool` in its order.

    Raises
    ------
    InputError
        If no panel that meets the quotas was found.
    """
    panel = draw_panel(QuotaTable.of(pool, quotas), seats, rng)
    if panel.shortfall:
        raise refuse(
            "quotas", f"the best panel found misses {panel.shortfall} seats", "Widen the quotas or enlarge the pool"
        )
    return pool.iloc[np.sort(panel.rows)].reset_index(drop=True)


@dataclass(frozen=True)
class Mandate:
    """A simulated mandate.

    Parameters
    ----------
    events : DataFrame
        person_id, event, date, reason, replaces: see `simulate_membership`.
    people : DataFrame
        person_id and the features of everyone who was a member.
    """

    events: pd.DataFrame
    people: pd.DataFrame


def simulate_membership(
    members: pd.DataFrame,
    reserve: pd.DataFrame,
    attrition: Attrition,
    sessions: Sequence[date],
    rng: np.random.Generator,
    features: Sequence[str] = (*FEATURES, "frame"),
) -> Mandate:
    """Simulate one mandate: who comes, who leaves, who takes over.

    Parameters
    ----------
    members : DataFrame
        Those drawn: person_id and the features.
    reserve : DataFrame
        Volunteers who were not drawn, in the same columns; replacements come from here.
    attrition : Attrition
        Assumptions.
    sessions : sequence of date
        Days of the sessions, in order; the mandate starts on the first.
    rng : numpy.random.Generator
        Source of randomness.
    features : sequence of str
        What "like for like" compares.

    Returns
    -------
    Mandate
        Events `drawn` on the first day and `joined` later (with `replaces`), `attended` and `absent` at each session
        of a member, and `resigned` (reason "never attended" or "not stated") on the day after the last session.
    """
    people = pd.concat([members, reserve], ignore_index=True)
    codes = np.column_stack([pd.factorize(people[feature])[0] for feature in features])
    chances, habits = leaving_chances(attrition, people), attendance_habits(len(people), attrition, rng)
    free = np.arange(len(people)) >= len(members)
    waiting: list[tuple[int, int, int | None]] = [(0, row, None) for row in range(len(members))]
    log: list[tuple[int, str, date, str, int]] = []
    while waiting:
        start, row, replaced = waiting.pop(0)
        entry = "drawn" if replaced is None else "joined"
        log.append((row, entry, sessions[start], "", -1 if replaced is None else replaced))
        stayed = sessions_stayed(chances[row], attrition, start, len(sessions), rng.random(3))
        end = start + max(stayed, 1)
        came = rng.random(end - start) < (habits[row] if stayed else 0.0)
        log += [(row, "attended" if here else "absent", sessions[start + n], "", -1) for n, here in enumerate(came)]
        if start + stayed == len(sessions):
            continue
        reason = "not stated" if stayed else "never attended"
        log.append((row, "resigned", sessions[end - 1] + timedelta(days=1), reason, -1))
        again = end + attrition.delay
        if (
            again < len(sessions)
            and (newcomer := replacement_for(row, codes, free, attrition.replacement, rng)) is not None
        ):
            free[newcomer] = False
            waiting.append((again, newcomer, row))
            waiting.sort(key=lambda entry: entry[0])
    return _mandate(log, people, features)


def _mandate(log: list[tuple[int, str, date, str, int]], people: pd.DataFrame, features: Sequence[str]) -> Mandate:
    """Turn rows into identifiers and sort the log by day."""
    names = people["person_id"].to_numpy()
    table = pd.DataFrame(log, columns=["row", "event", "date", "reason", "replaces"])
    events = pd.DataFrame(
        {
            "person_id": names[table["row"].to_numpy()],
            "event": table["event"],
            "date": pd.to_datetime(table["date"]),
            "reason": table["reason"],
            "replaces": ["" if row < 0 else names[row] for row in table["replaces"]],
        }
    )
    seated = people.loc[sorted(set(table["row"])), ["person_id", *features]].reset_index(drop=True)
    events = events.sort_values(["date", "person_id"], kind="stable", ignore_index=True)
    events.attrs["synthetic"] = seated.attrs["synthetic"] = True
    return Mandate(events, seated)
