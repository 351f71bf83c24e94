"""Who leaves, who stays away, who takes over: the life of a membership over one mandate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from toolkit.design.frames import weights

Policy = Literal["none", "random", "like for like"]


class Attrition(BaseModel):
    """How a membership wears away. Paris publishes no such figure: each number is an assumption with a name.

    Parameters
    ----------
    leave : float
        Share of the members drawn who leave before the end, 0 to 1: .10 (15 of 150 in the French climate convention)
        to .54 (53 of 99 in Ireland, 2016 to 2018).
    never_attend : float
        Share of those who leave who never came to a session, 0 to 1 (20 of 53 in Ireland).
    attendance : float
        Mean share of sessions that a member attends while a member, 0 to 1.
    evenness : float
        How alike members are in attending: the two parameters of the beta distribution of their habits add up to it.
    relative : mapping of feature to value to weight
        Relative risk of leaving.
    replacement : {"none", "random", "like for like"}
        How an empty seat is filled.
    delay : int
        Sessions that a seat stays empty before it is filled, 0 or more.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    leave: float = Field(ge=0, lt=1)
    never_attend: float = Field(default=0.25, ge=0, le=1)
    attendance: float = Field(default=0.75, gt=0, lt=1)
    evenness: float = Field(default=5.0, gt=0)
    relative: dict[str, dict[str, float]] = {}
    replacement: Policy = "like for like"
    delay: int = Field(default=1, ge=0)


def leaving_chances(attrition: Attrition, people: pd.DataFrame, among: pd.DataFrame | None = None) -> np.ndarray:
    """Say how likely each person is to leave within a whole mandate.

    Hazards are proportional to the relative risks and calibrated so that the mean chance is `attrition.leave`.

    Parameters
    ----------
    people : DataFrame
        One row per person, or per kind of person.
    among : DataFrame, optional
        People over whom the mean is taken, weighted by a column `count` if there is one; `people` when omitted.

    Returns
    -------
    ndarray, shape (people,)
        Between 0 and 1.
    """
    reference = people if among is None else among
    risk = weights(reference, attrition.relative)
    counts = reference["count"].to_numpy(dtype=float) if "count" in reference else np.ones(len(reference))
    return np.asarray(1 - np.exp(-_hazard(attrition.leave, risk, counts) * weights(people, attrition.relative)))


def _hazard(leave: float, risk: np.ndarray, counts: np.ndarray) -> float:
    """Find the hazard at which the share `leave` of the people leaves, by bisection."""
    low, high = 0.0, 1.0
    while high < 1e6 and np.average(1 - np.exp(-high * risk), weights=counts) < leave:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        below = np.average(1 - np.exp(-middle * risk), weights=counts) < leave
        low, high = (middle, high) if below else (low, middle)
    return low


def sessions_stayed(
    chance: float, attrition: Attrition, start: int, sessions: int, dice: Sequence[float] | np.ndarray
) -> int:
    """Say for how many sessions a member stays who enters before one of them; the hazard is even.

    Parameters
    ----------
    chance : float
        Chance of leaving within the whole mandate.
    start : int
        Sessions that were over at the entry, 0 or more.
    sessions : int
        Sessions of the mandate, more than `start`.
    dice : three random numbers, 0 to 1
        Whether the member leaves, whether without ever coming, and when.

    Returns
    -------
    int
        0: leaves without having come; sessions − start: stays to the end.
    """
    left = sessions - start
    if dice[0] >= 1 - (1 - chance) ** (left / sessions):
        return left
    never = dice[1] < attrition.never_attend
    return 0 if never or left == 1 else 1 + int(dice[2] * (left - 1))


def attendance_habits(members: int, attrition: Attrition, rng: np.random.Generator) -> np.ndarray:
    """Draw each member's chance of attending a session, shape (members,)."""
    first = attrition.attendance * attrition.evenness
    return rng.beta(first, attrition.evenness - first, members)


def replacement_for(
    leaver: int, codes: np.ndarray, free: np.ndarray, policy: Policy, rng: np.random.Generator
) -> int | None:
    """Choose who takes a seat over.

    Parameters
    ----------
    leaver : int
        Row of the leaver in `codes`.
    codes : ndarray of int, shape (people, features)
        Values of everyone in the pool, coded.
    free : ndarray of bool, shape (people,)
        Who can be asked.
    policy : {"none", "random", "like for like"}
        "like for like" takes at random among those who share most values with the leaver.

    Returns
    -------
    int or None
        Row of the newcomer.
    """
    candidates = np.flatnonzero(free)
    if policy == "none" or not len(candidates):
        return None
    if policy == "like for like":
        shared = (codes[candidates] == codes[leaver]).sum(axis=1)
        candidates = candidates[shared == shared.max()]
    return int(rng.choice(candidates))
