"""The criteria register: what the assembly set itself, how many seats, since when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from toolkit.errors import Fault, InputError, refuse

COLUMNS = ["criterion", "value", "least", "most", "tolerance", "share", "since", "until", "set_by", "source"]
PLACE = "criteria register"
FOREVER = pd.Timestamp("1700-01-01"), pd.Timestamp("2200-01-01")

Numbers = Sequence[float] | np.ndarray | pd.Series

ROUNDING = 0.005
"""Published shares are rounded: those of one criterion may sum to 1 within half a point."""


@dataclass(frozen=True)
class Register:
    """Every class of every criterion with its seats and the days on which that held.

    Parameters
    ----------
    table : DataFrame
        `criterion`, `value`, and as far as known: `least` and `most` seats (inclusive), `tolerance`
        (seats by which the band may be missed while seats change hands, 0 when absent), `share` of the seats
        aimed at (0 to 1), `since` (first day), `until` (first day on which it no longer holds), `set_by`,
        `source`. A class without `least` and `most` has no quota: it is compared with its share only.

    Raises
    ------
    InputError
        Listing bands that are upside down, classes that stand twice on one day, shares outside 0 to 1.
    """

    table: pd.DataFrame

    def __post_init__(self) -> None:
        table = self.table.reindex(columns=COLUMNS).reset_index(drop=True)
        if not len(table):
            raise refuse("criteria", "there is no criterion", "Give at least one, with the seats of its values")
        numbers = ["least", "most", "tolerance", "share"]
        table[numbers] = table[numbers].apply(pd.to_numeric).astype(float)
        table["tolerance"] = table["tolerance"].fillna(0.0)
        table[["since", "until"]] = table[["since", "until"]].apply(pd.to_datetime)
        text = ["set_by", "source"]
        table[text] = table[text].astype(object).fillna("").astype(str)
        table[["criterion", "value"]] = table[["criterion", "value"]].astype(str)
        faults = [*_band_faults(table), *_overlaps(table)]
        if faults:
            raise InputError(faults)
        object.__setattr__(self, "table", table)

    @property
    def criteria(self) -> list[str]:
        """Criteria in the order of the register."""
        return list(dict.fromkeys(self.table["criterion"]))

    def on(self, day: pd.Timestamp) -> pd.DataFrame:
        """Give the rows that hold on a day."""
        since = self.table["since"].isna() | (self.table["since"] <= day)
        until = self.table["until"].isna() | (self.table["until"] > day)
        return self.table[since & until].reset_index(drop=True)

    def unchanged_since(self, day: pd.Timestamp) -> pd.Timestamp | None:
        """Give the first day of the rules that hold on a day; None if they always held."""
        changes = pd.concat([self.table["since"], self.table["until"]]).dropna()
        return max((change for change in changes if change <= day), default=None)


def register_from_quotas(
    quotas: pd.DataFrame,
    seats: int,
    set_by: str | Mapping[str, str],
    source: str,
    tolerance: int = 0,
    since: date | None = None,
) -> Register:
    """Make a register from quotas.

    Parameters
    ----------
    quotas : DataFrame
        `feature`, `value`, `min`, `max` and, if known, `expected` seats.
    seats : int
        Seats of the assembly.
    set_by : str or mapping of criterion to str
        Who set the quotas.
    source : str
        Where that is written.
    tolerance : int
        Seats by which a band may be missed while seats change hands.
    since : date, optional
        First day on which they held; from the beginning when omitted.
    """
    names = {"feature": "criterion", "min": "least", "max": "most"}
    share = quotas["expected"] / seats if "expected" in quotas else np.nan
    table = quotas.rename(columns=names).assign(share=share, since=since, tolerance=tolerance, source=source)
    return Register(table.assign(set_by=set_by if isinstance(set_by, str) else table["criterion"].map(set_by)))


def check_roster(people: pd.DataFrame, register: Register) -> None:
    """Check that everyone's classes are classes of the register.

    Raises
    ------
    InputError
        Listing criteria that people have no column for, empty cells and classes that the register does not
        know.
    """
    faults: list[Fault] = []
    for criterion in register.criteria:
        place = f"members, column {criterion}"
        if criterion not in people:
            faults.append(Fault(place, "there is no such column", "Add it or take the criterion off the register"))
            continue
        known = list(dict.fromkeys(register.table.loc[register.table["criterion"] == criterion, "value"]))
        held = people[criterion].fillna("").astype(str)
        strange = sorted(set(held) - set(known))
        if strange:
            who = ", ".join(people.loc[held.isin(strange), "person_id"].astype(str).head(5))
            problem = f"the register does not know {', '.join(repr(value) for value in strange)} ({who})"
            faults.append(Fault(place, problem, f"Use {', '.join(known)}"))
    if faults:
        raise InputError(faults)


def target_shares(register: pd.DataFrame, population: pd.DataFrame | None, criterion: str) -> pd.Series:
    """Give the share of the seats that each class should have: the register's own, else the population's.

    Parameters
    ----------
    register : DataFrame
        Rows that hold on one day.
    population : DataFrame or None
        `criterion`, `value`, `share`.
    criterion : str
        Name of the criterion.

    Returns
    -------
    Series
        Share by value, in the order of the register, summing to 1.

    Raises
    ------
    InputError
        If the criterion has no population margin, a class is missing from it, or its shares do not sum to 1.
    """
    rows = register[register["criterion"] == criterion].set_index("value")
    shares = rows["share"]
    if shares.isna().any():
        margin = _population_margin(population, criterion)
        missing = [str(value) for value in rows.index if value not in margin.index]
        if missing:
            problem = f"the population has no {', '.join(missing)}"
            raise refuse(f"population, criterion {criterion}", problem, "Add the class to its margin")
        shares = margin.reindex(rows.index)
    if abs(shares.sum() - 1) > ROUNDING:
        strange = [] if rows["share"].notna().all() else [str(name) for name in margin.index.difference(rows.index)]
        others = f"; the population also has {', '.join(strange)}" if strange else ""
        problem = f"shares sum to {shares.sum():.3f}{others}"
        raise refuse(f"criterion {criterion}", problem, "Give shares that sum to 1 over the classes of the register")
    return shares / shares.sum()


def check_targets(register: Register, population: pd.DataFrame | None) -> None:
    """Check that every criterion has shares to aim at on every day on which rules change.

    Raises
    ------
    InputError
        Listing criteria without a margin, classes without a share, and shares that do not sum to 1.
    """
    changes = pd.concat([register.table["since"], register.table["until"]]).dropna()
    faults: dict[str, Fault] = {}
    for day in [FOREVER[0], *sorted(changes.unique())]:
        held = register.on(pd.Timestamp(day))
        for criterion in dict.fromkeys(held["criterion"]):
            try:
                target_shares(held, population, criterion)
            except InputError as error:
                faults |= {str(fault): fault for fault in error.faults}
    if faults:
        raise InputError(faults.values())


def _population_margin(population: pd.DataFrame | None, criterion: str) -> pd.Series:
    """Take one criterion's margin from the population."""
    if population is None or criterion not in set(population["criterion"]):
        known = ", ".join(dict.fromkeys(population["criterion"])) if population is not None else "none"
        problem = f"there is no population margin (there are: {known})"
        raise refuse(f"criterion {criterion}", problem, "Add its margin, or shares to the register")
    return population[population["criterion"] == criterion].set_index("value")["share"]


def distance(seats: Numbers, shares: Numbers) -> float:
    """Give D = ½ Σ |x/k − p|, the share of the seats that would have to change hands, 0 to 1."""
    counts, targets = np.asarray(seats, float), np.asarray(shares, float)
    return float(np.abs(counts / counts.sum() - targets).sum() / 2)


def rounding_floor(seats: int, shares: Numbers) -> float:
    """Give D*, the smallest distance that whole seats can reach."""
    return distance(largest_remainders(seats, shares), shares)


def largest_remainders(seats: int, shares: Numbers) -> np.ndarray:
    """Round the seats due to each share to whole seats: down, and up where most is lost; no other way is nearer."""
    due = seats * np.asarray(shares, float)
    counts = np.floor(due)
    missing = round(seats - counts.sum())
    counts[np.argsort(counts - due, kind="stable")[:missing]] += 1
    return counts.astype(int)


def _band_faults(table: pd.DataFrame) -> list[Fault]:
    """List bands that are upside down or half given, and shares that are none."""
    faults = []
    checks = {
        "least is more than most": table["least"] > table["most"],
        "least or most is given without the other": table["least"].isna() != table["most"].isna(),
        "a number of seats is negative": (table["least"] < 0) | (table["most"] < 0) | (table["tolerance"] < 0),
        "the share is not between 0 and 1": (table["share"] < 0) | (table["share"] > 1),
        "until is not after since": table["until"] <= table["since"],
    }
    for problem, bad in checks.items():
        if bad.any():
            rows = [int(row) + 2 for row in np.flatnonzero(bad)]
            faults.append(Fault(PLACE, problem, "Correct the row", rows))
    return faults


def _overlaps(table: pd.DataFrame) -> list[Fault]:
    """List classes with two rows that hold on the same day."""
    faults = []
    for (criterion, value), rows in table.groupby(["criterion", "value"], sort=False):
        ordered = rows.assign(since=rows["since"].fillna(FOREVER[0])).sort_values("since", kind="stable")
        ends = ordered["until"].fillna(FOREVER[1]).to_numpy()[:-1]
        if (ordered["since"].to_numpy()[1:] < ends).any():
            problem = f"{criterion}: {value} has two rows that hold on the same day"
            faults.append(Fault(PLACE, problem, "Give `since` and `until`", [int(row) + 2 for row in rows.index]))
    return faults
