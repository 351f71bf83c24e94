"""Renewal: who sits together, what is remembered, who is ever asked.

A schedule is a list of cohorts, each with its seats and its months. Full renewal has one cohort at a time; staggered
renewal (Ostbelgien: 24 seats, 8 renewed every 6 months) has several. How small cohorts mirror the population together
is the matter of `toolkit.design.sequences`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.design.scenario import Rotation


def cohort_schedule(seats: int, rotation: Rotation, horizon_months: int) -> pd.DataFrame:
    """List the cohorts that sit within a horizon, once the assembly is in its rhythm.

    Parameters
    ----------
    seats : int
        Seats of the assembly.
    rotation : Rotation
        Rhythm; 1 / share cohorts sit together.
    horizon_months : int
        Months looked at, from the founding.

    Returns
    -------
    DataFrame
        cohort (1, 2, …), seats, start, end (months since the founding; half-open). Founding cohorts leave early, so
        that the rhythm starts at once.
    """
    together = max(1, round(1 / rotation.share))
    sizes = [seats // together + (number < seats % together) for number in range(together)]
    rows, start = [], [0] * together
    for turn in range(1, horizon_months // rotation.every_months + together + 1):
        place = (turn - 1) % together
        rows.append((sizes[place], start[place], turn * rotation.every_months))
        start[place] = turn * rotation.every_months
    table = pd.DataFrame(rows, columns=["seats", "start", "end"]).query("start < @horizon_months")
    table = table.sort_values(["start", "end"], kind="stable", ignore_index=True)
    table.insert(0, "cohort", range(1, len(table) + 1))
    return table


def seats_in_common(schedule: pd.DataFrame, months: Sequence[int]) -> pd.DataFrame:
    """Give the overlap matrix: seats held by the same people at two moments.

    Parameters
    ----------
    schedule : DataFrame
        What `cohort_schedule` gives.
    months : sequence of int
        Moments, in months since the founding.

    Returns
    -------
    DataFrame
        earlier, later, seats, share (of the seats at the later moment).
    """
    sits = [(schedule["start"] <= month) & (month < schedule["end"]) for month in months]
    rows = []
    for first, earlier in enumerate(months):
        for last, later in enumerate(months):
            common = int(schedule.loc[sits[first] & sits[last], "seats"].sum())
            total = int(schedule.loc[sits[last], "seats"].sum())
            rows.append({"earlier": earlier, "later": later, "seats": common, "share": common / total})
    return pd.DataFrame(rows)


def lifetime_chance(
    eligible: float, seats: int, mandate_months: Sequence[int], years: float, letters: int = 0
) -> pd.DataFrame:
    """Give a resident's chance of a seat, and of a letter, over a life in the city.

    Each draw is independent; the population and the assembly stay as they are.

    Parameters
    ----------
    eligible : float
        People who may be drawn.
    mandate_months : sequence of int
        Lengths of the mandate to compare; all seats are renewed at its end (in one go or in parts, which is the same
        for this chance).
    years : float
        Years as a resident who may be drawn.
    letters : int
        Letters sent for each full renewal.

    Returns
    -------
    DataFrame
        mandate_months, one_in (1 in so many gets a seat), seat, letter (chances, 0 to 1).
    """
    renewals = years * 12 / np.asarray(mandate_months, dtype=float)
    seat = -np.expm1(renewals * np.log1p(-seats / eligible))
    with np.errstate(divide="ignore"):  # as many letters as people reach everybody
        letter = -np.expm1(renewals * np.log1p(-min(1.0, letters / eligible)))
    return pd.DataFrame({"mandate_months": list(mandate_months), "one_in": 1 / seat, "seat": seat, "letter": letter})


def excluded_people(eligible: float, seats: int, mandate_months: int, years: Sequence[float]) -> pd.DataFrame:
    """Count former members who may not be drawn again, for several lengths of the exclusion.

    Returns
    -------
    DataFrame
        years, people (excluded at any time), share (of those eligible).
    """
    people = [seats * length * 12 / mandate_months for length in years]
    return pd.DataFrame({"years": list(years), "people": people, "share": [count / eligible for count in people]})
