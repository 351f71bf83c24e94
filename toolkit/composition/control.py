"""A control chart of departures: a one-sided CUSUM whose limit is found by simulating the membership.

Source: Page 1954, doi:10.1093/biomet/41.1-2.100, with the log-likelihood ratio of two dropout rates as score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from toolkit.composition.drift import DEPARTURES
from toolkit.composition.membership import Membership
from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Finding


@dataclass(frozen=True)
class Process:
    """How a membership is thought to lose and regain members.

    Parameters
    ----------
    seats : int
        Seats at the start.
    usual : float
        Chance per session that a member leaves while nothing is wrong, above 0 to below 1.
    suspected : float
        Chance that the chart should notice; above `usual`.
    refilled : float
        Share of empty seats that are filled one session later, 0 to 1.
    sessions : int
        Sessions of the mandate.
    """

    seats: int = 100
    usual: float = 0.02
    suspected: float = 0.06
    refilled: float = 1.0
    sessions: int = 18

    def __post_init__(self) -> None:
        if not 0 < self.usual < self.suspected < 1:
            problem = f"usual {self.usual} and suspected {self.suspected} are not in order"
            raise refuse("control chart", problem, "Give 0 < usual < suspected < 1")


def simulate_departures(
    process: Process, rate: float, rng: np.random.Generator, runs: int
) -> tuple[np.ndarray, np.ndarray]:
    """Simulate members and departures per session.

    Returns
    -------
    members, departures : ndarray of int, shape (runs, sessions)
    """
    members = np.empty((runs, process.sessions), int)
    gone = np.empty_like(members)
    current = np.full(runs, process.seats)
    for session in range(process.sessions):
        members[:, session] = current
        gone[:, session] = rng.binomial(current, rate)
        current = current - gone[:, session]
        current = current + rng.binomial(process.seats - current, process.refilled)
    return members, gone


def cusum(members: np.ndarray, gone: np.ndarray, process: Process) -> np.ndarray:
    """Accumulate the evidence for the suspected rate against the usual one, never below 0.

    Parameters
    ----------
    members, gone : ndarray of int, shape (…, sessions)
        Members at each session, and how many of them left before the next.

    Returns
    -------
    ndarray of float, shape (…, sessions)
        Natural logarithms of likelihood ratios.
    """
    stayed = np.log((1 - process.suspected) / (1 - process.usual))
    left = np.log(process.suspected / process.usual)
    score = gone * left + (members - gone) * stayed
    level = np.zeros(score.shape[:-1])
    path = np.empty(score.shape)
    for session in range(score.shape[-1]):
        level = np.maximum(0.0, level + score[..., session])
        path[..., session] = level
    return path


def calibrated_limit(process: Process, rng: np.random.Generator, runs: int = 5000, false_alarms: float = 0.05) -> float:
    """Find the limit that a stable membership passes within the mandate with at most the given chance.

    Parameters
    ----------
    process : Process
        The membership.
    rng : Generator
        Source of randomness.
    runs : int
        Mandates simulated.
    false_alarms : float
        Chance of an alarm at any session of the mandate, 0 to 1.
    """
    return float(np.quantile(_peaks(process, process.usual, rng, runs), 1 - false_alarms, method="higher"))


def alarm_rate(process: Process, rate: float, limit: float, rng: np.random.Generator, runs: int = 5000) -> float:
    """Give the share of simulated mandates in which the chart passes its limit."""
    return float((_peaks(process, rate, rng, runs) > limit).mean())


def _peaks(process: Process, rate: float, rng: np.random.Generator, runs: int) -> np.ndarray:
    """Give how high the chart rises in each of some simulated mandates."""
    return cusum(*simulate_departures(process, rate, rng, runs), process).max(axis=1)


def control_chart(
    membership: Membership, sessions: Sequence[pd.Timestamp], process: Process, rng: np.random.Generator
) -> Finding:
    """Chart the departures between sessions against the calibrated limit.

    Parameters
    ----------
    membership : Membership
        Who was a member when.
    sessions : sequence of Timestamp
        Days of the sessions, in order.
    process : Process
        The rates compared; its number of sessions is set to those given.
    rng : Generator
        Source of randomness for the calibration.

    Returns
    -------
    Finding
        `session` (1, 2, …), `members`, `departures` (before the next), `cusum`, `limit`; the sentence names the first
        session at which the limit is passed, and the rates of false and true alarms.

    Raises
    ------
    InputError
        If there is no session.
    """
    if not len(sessions):
        raise refuse("control chart", "there is no session", "Give the days of the sessions")
    process = replace(process, sessions=len(sessions))
    members = np.array([len(membership.on(day)) for day in sessions])
    left = membership.spells[membership.spells["exit"].isin(DEPARTURES)]["end"].to_numpy()
    edges = [*sessions[1:], pd.Timestamp("2200-01-01")]
    gone = np.array([((left > day) & (left <= after)).sum() for day, after in zip(sessions, edges, strict=True)])
    limit = calibrated_limit(process, rng)
    path = cusum(members, np.minimum(gone, members), process)
    numbers = range(1, len(sessions) + 1)
    table = pd.DataFrame({"session": numbers, "members": members, "departures": gone, "cusum": path, "limit": limit})
    table.attrs["synthetic"] = membership.synthetic
    passed = np.flatnonzero(path > limit)
    alarm = int(passed[0]) + 1 if len(passed) else None
    found = alarm_rate(process, process.suspected, limit, rng)
    return Finding(table, _chart_in_words(alarm, process, found))


def _chart_in_words(alarm: int | None, process: Process, found: float) -> Message:
    """Say whether the chart gave the alarm and how often it would."""
    rates = say(
        "a stable membership sets it off in at most 5% of mandates, {suspected:.0%} instead of {usual:.0%} per session "
        "in {found:.0%}",
        suspected=process.suspected,
        usual=process.usual,
        found=found,
    )
    if alarm is None:
        return say("Departures stay below the limit of the control chart ({rates}).", rates=rates)
    return say("Departures pass the limit of the control chart at session {n} ({rates}).", n=alarm, rates=rates)
