"""Letters: how many must be sent so that each group, and all groups together, yield enough volunteers.

Closed form for one group: the volunteers of a group are binomial in the letters. Together: simulation. Enough means a
margin of so many volunteers per seat (1: every quota can just be met; 2 or 3: there is something to draw from).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import binom

from toolkit.design.frames import (
    Frame,
    Relative,
    area_codes,
    mail,
    mailed_shares,
    people_on,
    residents_for,
    value_shares,
    volunteer_rates,
)
from toolkit.design.scenario import Costs, Reminders
from toolkit.errors import refuse

CONFIDENCE = 0.95
MOST_LETTERS = 10_000_000
MOST_TIMES = 5
"""Times the letters of the scarcest group that are tried for all groups together; more fails where areas are missed."""


def groups_of(frame: Frame, population: pd.DataFrame, relative: Relative, features: Sequence[str]) -> pd.DataFrame:
    """Say for each group what a frame owes it and what a letter brings.

    Returns
    -------
    DataFrame
        feature, value, seats (the frame's seats times the group's share of its residents), rate (volunteers of the
        group per letter sent), response (volunteers per letter that reaches the group).
    """
    residents, cells = residents_for(frame, population), people_on(frame, population)
    due = value_shares(residents, features, residents["count"].to_numpy())
    rates = value_shares(cells, features, volunteer_rates(frame, cells, relative))
    mailed = value_shares(cells, features, volunteer_rates(frame, cells, {}) / frame.response)
    return pd.DataFrame(
        {
            "feature": due["feature"],
            "value": due["value"],
            "seats": due["share"] * frame.seats,
            "rate": rates["amount"],
            "response": rates["amount"] / mailed["amount"],
        }
    )


def volunteers_needed(seats: np.ndarray, margin: float) -> np.ndarray:
    """Round `margin` volunteers per seat up to people; whole numbers stay themselves."""
    return np.ceil(margin * np.asarray(seats) - 1e-9).astype(int)


def least_letters(rate: float, needed: int, confidence: float = CONFIDENCE) -> int:
    """Find the least number L of letters with P(Bin(L, rate) ≥ needed) ≥ confidence.

    Parameters
    ----------
    rate : float
        Volunteers of the group per letter sent, 0 to 1.
    needed : int
        Volunteers needed, 0 or more.
    confidence : float
        Probability, 0 to 1.

    Raises
    ------
    InputError
        If no number of letters can be enough.
    """
    if needed <= 0:
        return 0
    if not rate > 0 or binom.sf(needed - 1, MOST_LETTERS, rate) < confidence:
        raise refuse("letters", f"no number of letters brings {needed} volunteers at a rate of {rate}", "Add a frame")
    low, high = 0, needed
    while binom.sf(needed - 1, high, rate) < confidence:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if binom.sf(needed - 1, middle, rate) >= confidence else (middle, high)
    return int(high)


def letters_by_group(groups: pd.DataFrame, margin: float = 1.0, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """Give the letters that each group needs, the most demanding first.

    Parameters
    ----------
    groups : DataFrame
        What `groups_of` gives.
    margin : float
        Volunteers per seat.

    Returns
    -------
    DataFrame
        `groups` with needed (volunteers) and letters.

    Raises
    ------
    InputError
        Naming the groups of which nobody answers.
    """
    needed = volunteers_needed(groups["seats"].to_numpy(), margin)
    silent = groups[(needed > 0) & ~(groups["rate"].to_numpy() > 0)]
    if len(silent):
        names = ", ".join(f"{row.feature} {row.value}" for row in silent.itertuples())
        raise refuse("letters", f"no letter brings a volunteer of {names}", "Correct `response` or the list's limits")
    letters = [least_letters(rate, int(count), confidence) for rate, count in zip(groups["rate"], needed, strict=True)]
    table = groups.assign(needed=needed, letters=letters)
    return table.sort_values(["letters", "feature", "value"], ascending=[False, True, True], ignore_index=True)


def probability_enough(
    frame: Frame,
    population: pd.DataFrame,
    relative: Relative,
    features: Sequence[str],
    margins: Sequence[float],
    runs: int,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Simulate the mailing of a frame: how often does every group yield enough volunteers?

    Parameters
    ----------
    margins : sequence of float
        Volunteers per seat that are asked for.
    runs : int
        Simulated mailings.

    Returns
    -------
    DataFrame
        margin, probability, standard_error (of the simulation).
    """
    volunteers, seats = simulate_groups(frame, population, relative, features, runs, rng)
    enough = [(volunteers >= volunteers_needed(seats, margin)).all(axis=1).mean() for margin in margins]
    probability = np.array(enough)
    error = np.sqrt(probability * (1 - probability) / runs)
    return pd.DataFrame({"margin": list(margins), "probability": probability, "standard_error": error})


def simulate_groups(
    frame: Frame,
    population: pd.DataFrame,
    relative: Relative,
    features: Sequence[str],
    runs: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Simulate how many people of each group volunteer.

    Returns
    -------
    ndarray of int, shape (runs, groups)
        Volunteers; groups in the order of `groups_of`.
    ndarray, shape (groups,)
        Seats owed.
    """
    cells = people_on(frame, population)
    counts = mail(frame, volunteer_rates(frame, cells, relative), cells, runs, rng)
    groups = groups_of(frame, population, relative, features)
    inside = [cells[row.feature].to_numpy() == row.value for row in groups.itertuples()]
    return counts @ np.column_stack(inside).astype(int), groups["seats"].to_numpy()


def design_effects(frame: Frame, population: pd.DataFrame, relative: Relative, features: Sequence[str]) -> pd.DataFrame:
    """Say how much a mailing in two stages widens the number of volunteers of each group.

    With m letters for each area drawn and y_a the chance that a letter to area a brings a volunteer of the group, the
    variance is that of letters sent everywhere, times 1 + (m − 1) ρ, where ρ is the variance of y over the areas
    drawn divided by ȳ (1 − ȳ) (Kish 1965, Survey Sampling, chapter 5).

    Returns
    -------
    DataFrame
        feature, value, volunteers (mean), design_effect (1 for one stage).
    """
    cells = people_on(frame, population)
    areas, mailed = area_codes(frame, cells), mailed_shares(frame, cells)
    rates, size = volunteer_rates(frame, cells, relative), np.bincount(areas, weights=mailed)
    draws = frame.two_stages.drawn if frame.two_stages else frame.letters
    groups = groups_of(frame, population, relative, features)
    effects = []
    for row in groups.itertuples():
        inside = np.where(cells[row.feature].to_numpy() == row.value, rates, 0.0)
        chance = np.bincount(areas, weights=inside)[size > 0] / size[size > 0]
        mean = float(np.average(chance, weights=size[size > 0]))
        between = float(np.average((chance - mean) ** 2, weights=size[size > 0])) / (mean * (1 - mean))
        effects.append(1 + (frame.letters / draws - 1) * between)
    table = groups[["feature", "value"]].assign(volunteers=frame.letters * groups["rate"])
    return table.assign(design_effect=effects)


def letters_jointly(
    frame: Frame,
    population: pd.DataFrame,
    relative: Relative,
    features: Sequence[str],
    margin: float,
    rng: np.random.Generator,
    confidence: float = CONFIDENCE,
    runs: int = 2000,
) -> int:
    """Find, to two significant digits, how many letters give every group enough at once.

    The same random numbers serve every trial, so the answer does not jump.

    Raises
    ------
    InputError
        If no number of letters can be enough for some group.
    """
    groups = groups_of(frame, population, relative, features)
    low = int(letters_by_group(groups, margin, confidence)["letters"].max())
    seed = rng.integers(2**32)
    step = 10 ** max(0, len(str(low)) - 2)
    for letters in range(-(-low // step) * step, MOST_TIMES * (low + step), step):
        trial = frame.model_copy(update={"letters": letters})
        found = probability_enough(trial, population, relative, features, [margin], runs, np.random.default_rng(seed))
        if found["probability"].iloc[0] >= confidence:
            return letters
    raise refuse("letters", f"{MOST_TIMES} times the letters of the scarcest group are not enough", "Draw more areas")


def with_reminders(frame: Frame, reminders: Reminders) -> Frame:
    """Raise a frame's response by reminders: 1 − (1 − r)(1 − e r)^waves.

    Parameters
    ----------
    reminders : Reminders
        Waves, and their response relative to the first letter's.
    """
    silent = (1 - frame.response) * (1 - reminders.effect * frame.response) ** reminders.waves
    return frame.model_copy(update={"response": 1 - silent})


def mailing_cost(frame: Frame, reminders: Reminders, costs: Costs) -> float:
    """Add up letters and reminders; reminders go to those who have not volunteered so far."""
    silent, spent = float(frame.letters), frame.letters * costs.letter
    answered = frame.response
    for _ in range(reminders.waves):
        silent *= 1 - answered
        spent += silent * costs.reminder
        answered = reminders.effect * frame.response
    return spent
