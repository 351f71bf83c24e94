"""Recruitment frames: the lists that letters are sent to, who is on them, who answers, and who is on none.

A population is a table of cells: one column for each feature and `count`, the people in the cell. A frame reaches the
cells that it does not exclude. Letters are drawn from its people (weighted where a mailing is stratified), and people
answer with a propensity that depends on their values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

Relative = Mapping[str, Mapping[str, float]]
"""Relative weights by feature and value, 0 or more; a feature that is not named weighs 1 everywhere."""


class TwoStages(BaseModel):
    """A mailing in two stages: areas are drawn first, then addresses within each area drawn.

    Areas are drawn in proportion to their letters under a plain mailing, with replacement; each gets the same number
    of letters, and an area drawn twice gets two shares (Hansen & Hurwitz 1943, doi:10.1214/aoms/1177731356).

    Parameters
    ----------
    areas : str
        Feature of the population that names the area.
    drawn : int
        Draws of an area.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    areas: str
    drawn: int = Field(ge=1)


class Frame(BaseModel):
    """A list that people are invited from, with seats of its own.

    Parameters
    ----------
    name : str
        Name of the frame, the value of the feature `frame` in pools.
    seats : int
        Seats that its volunteers fill.
    letters : int
        Invitations sent.
    response : float
        Volunteers per letter, 0 to 1, when letters are sent in proportion.
    volunteers : int, optional
        Volunteers seen; a simulation then draws exactly so many.
    only : mapping of feature to values
        Values that the frame is limited to; a feature not named is not limited.
    coverage : mapping of feature to value to share
        Share of the residents with a value who are on the list, 0 to 1; 1 where nothing is said.
    mailing : mapping of feature to value to weight
        Letters per person relative to others; a stratified mailing.
    two_stages : TwoStages, optional
        A mailing to some areas only; to all when omitted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str = Field(min_length=1)
    seats: int = Field(ge=0)
    letters: int = Field(ge=0)
    response: float = Field(gt=0, le=1)
    volunteers: int | None = Field(default=None, ge=0)
    only: dict[str, tuple[str, ...]] = {}
    coverage: dict[str, dict[str, float]] = {}
    mailing: dict[str, dict[str, float]] = {}
    two_stages: TwoStages | None = None


def weights(cells: pd.DataFrame, relative: Relative) -> np.ndarray:
    """Multiply the relative weights of each cell's values.

    Returns
    -------
    ndarray, shape (cells,)
        1 for a cell of which nothing is said.
    """
    product = np.ones(len(cells))
    for feature, by_value in relative.items():
        product *= cells[feature].map(by_value).fillna(1.0).to_numpy(dtype=float)
    return product


def residents_for(frame: Frame, population: pd.DataFrame) -> pd.DataFrame:
    """Give the cells of the population that a frame may invite, with all their residents.

    Returns
    -------
    DataFrame
        Rows of `population` with people in them.
    """
    allowed = population["count"].to_numpy() > 0
    for feature, values in frame.only.items():
        allowed &= population[feature].isin(values).to_numpy()
    return population[allowed].reset_index(drop=True)


def people_on(frame: Frame, population: pd.DataFrame) -> pd.DataFrame:
    """Give the cells of the population that a frame reaches, with the people on the list.

    Returns
    -------
    DataFrame
        As `population`, `count` being people on the list (a fraction where coverage is one).
    """
    cells = residents_for(frame, population)
    return cells.assign(count=cells["count"].to_numpy(dtype=float) * weights(cells, frame.coverage))


def response_chances(frame: Frame, cells: pd.DataFrame, relative: Relative) -> np.ndarray:
    """Say how likely a person of each cell is to volunteer when written to.

    The mean over the people on the list is `frame.response`, so the chances do not depend on the mailing.

    Parameters
    ----------
    cells : DataFrame
        What `people_on` gives.
    relative : mapping
        Relative propensities by feature and value.

    Returns
    -------
    ndarray, shape (cells,)
        Between 0 and 1.
    """
    propensity = weights(cells, relative)
    mean = np.average(propensity, weights=cells["count"])
    return np.clip(frame.response * propensity / mean, 0.0, 1.0)


def volunteer_rates(frame: Frame, cells: pd.DataFrame, relative: Relative) -> np.ndarray:
    """Say how many volunteers of each cell one letter brings on average.

    Returns
    -------
    ndarray, shape (cells,)
        Chance that a letter goes to the cell and is answered; the sum is the response of the mailing.
    """
    return mailed_shares(frame, cells) * response_chances(frame, cells, relative)


def area_codes(frame: Frame, cells: pd.DataFrame) -> np.ndarray:
    """Number the areas that the cells of a frame lie in; one area where the mailing has one stage."""
    if frame.two_stages is None:
        return np.zeros(len(cells), dtype=int)
    return np.asarray(pd.factorize(cells[frame.two_stages.areas])[0])


def mail(frame: Frame, rates: np.ndarray, cells: pd.DataFrame, runs: int, rng: np.random.Generator) -> np.ndarray:
    """Send the letters of a frame a number of times, and draw who volunteers.

    Parameters
    ----------
    rates : ndarray, shape (cells,)
        Volunteers per letter, as `volunteer_rates` gives them.
    cells : DataFrame
        What `people_on` gives.

    Returns
    -------
    ndarray of int, shape (runs, cells)
        Volunteers. With two stages, areas are drawn in proportion to their letters, and every draw gets equally many.
    """
    if frame.two_stages is None:
        return rng.multinomial(frame.letters, np.append(rates, max(0.0, 1.0 - rates.sum())), size=runs)[:, :-1]
    areas, drawn, found = area_codes(frame, cells), frame.two_stages.drawn, np.zeros((runs, len(rates)), dtype=int)
    size = np.bincount(areas, weights=mailed_shares(frame, cells))
    draws = rng.multinomial(drawn, size / size.sum(), size=runs)
    letters = np.round(draws * frame.letters / drawn).astype(int)
    for area in np.flatnonzero(size):
        inside = areas == area
        within = rates[inside] / size[area]
        found[:, inside] = rng.multinomial(letters[:, area], np.append(within, max(0.0, 1.0 - within.sum())))[:, :-1]
    return found


def mailed_shares(frame: Frame, cells: pd.DataFrame) -> np.ndarray:
    """Give the share of the letters that goes to each cell, shape (cells,)."""
    mailed = cells["count"].to_numpy(dtype=float) * weights(cells, frame.mailing)
    return np.asarray(mailed / mailed.sum())


def value_shares(cells: pd.DataFrame, features: Sequence[str], amount: Sequence[float] | np.ndarray) -> pd.DataFrame:
    """Sum an amount over the cells of each value and give its share.

    Returns
    -------
    DataFrame
        feature, value, amount, share; values in the order in which the cells name them first.
    """
    tables = []
    for feature in features:
        sums = pd.Series(np.asarray(amount, dtype=float)).groupby(cells[feature].to_numpy(), sort=False).sum()
        share = sums.to_numpy() / sums.sum()
        tables.append(
            pd.DataFrame({"feature": feature, "value": sums.index, "amount": sums.to_numpy(), "share": share})
        )
    return pd.concat(tables, ignore_index=True)
