"""A whole design of an assembly as one object, read from a YAML file: everything a simulation needs to know.

A city is its margins: either the shipped tables of an assembly (`population: {assembly: paris}`) or counts by feature
and value written in the file. Everything that is not known is a number with a name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from toolkit.composition.population import paris_population
from toolkit.composition.raking import every_cell, fit_margins
from toolkit.design.attrition import Attrition
from toolkit.design.frames import Frame
from toolkit.design.scenario_faults import about, fault_of, faults_as_read, faults_between, mended
from toolkit.design.synthetic import proportional_quotas
from toolkit.errors import InputError, refuse
from toolkit.project import project_root
from toolkit.sources.assembly import open_assembly
from toolkit.sources.parameter_files import read_parameters

Reserve = Literal["pool", "alternates by lot", "alternates by quota"]

POPULATIONS: dict[str, Callable[..., Any]] = {"paris": paris_population}
"""Assemblies whose shipped tables give a joint population."""


class Part(BaseModel):
    """A part of a design; it refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PopulationMargins(Part):
    """Whom the assembly should mirror.

    Parameters
    ----------
    assembly : str, optional
        Assembly whose shipped tables give the joint counts ("paris").
    margins : mapping of feature to value to count
        Residents by value, for any other city; features are then taken to be independent.
    """

    assembly: Literal["paris"] | None = None
    margins: dict[str, dict[str, float]] = {}


class Mandate(Part):
    """When the assembly meets.

    Parameters
    ----------
    start : date
        Day of the first session.
    months : int
        Length of a member's mandate in months.
    sessions : int
        Sessions in one mandate.
    """

    start: date
    months: int = Field(ge=1, le=120)
    sessions: int = Field(ge=2, le=500)

    def days(self) -> list[date]:
        """Spread the sessions evenly over the mandate."""
        gap = self.months * 365.25 / 12 / self.sessions
        return [self.start + timedelta(days=round(number * gap)) for number in range(self.sessions)]


class Rotation(Part):
    """How members are renewed.

    Parameters
    ----------
    every_months : int
        Months between renewals.
    share : float
        Share of the seats renewed each time, above 0 to 1; 1 is full renewal.
    exclusion_years : float
        Years for which former members cannot be drawn again.
    """

    every_months: int = Field(ge=1, le=120)
    share: float = Field(gt=0, le=1)
    exclusion_years: float = Field(default=0, ge=0, le=100)


class Costs(Part):
    """Prices; 0 where a thing is not paid.

    Parameters
    ----------
    currency : str
        Name of the currency, for readers.
    letter : float
        One invitation, printed and sent.
    reminder : float
        One reminder.
    half_day : float
        Allowance of one member for half a day.
    half_days_per_session : float
        Half-days in a session.
    session : float
        Room, facilitation, meals and care of one session, all members together.
    """

    currency: str = "euros"
    letter: float = Field(default=0, ge=0)
    reminder: float = Field(default=0, ge=0)
    half_day: float = Field(default=0, ge=0)
    half_days_per_session: float = Field(default=1, ge=0)
    session: float = Field(default=0, ge=0)


class Reminders(Part):
    """Letters sent again to those who did not answer.

    Parameters
    ----------
    waves : int
        Number of reminders, 0 to 5.
    effect : float
        Response to a reminder relative to the response to the first letter, 0 to 1.
    """

    waves: int = Field(default=0, ge=0, le=5)
    effect: float = Field(default=0.4, ge=0, le=1)


class Meetings(Part):
    """How members work in small groups.

    Parameters
    ----------
    themes : int
        Workshops that go on side by side, 2 or more.
    people_per_table : int
        Most seats at a table.
    rounds : int
        Times that tables change.
    """

    themes: int = Field(default=3, ge=2, le=50)
    people_per_table: int = Field(default=8, ge=2, le=100)
    rounds: int = Field(default=6, ge=1, le=100)


class Design(Part):
    """A design of an assembly.

    Parameters
    ----------
    name : str
        Name shown to readers.
    fictitious : bool
        Whether the city does not exist.
    seats : int
        Seats, the sum of the frames' seats.
    criteria : tuple of str
        Features with quotas.
    quota_slack : int
        Seats by which quotas are wider than rounding, on each side.
    quota_bounds : mapping of feature to value to (least, most)
        Quotas that the city has set; the others follow the population.
    frames : tuple of Frame
        Lists that people are invited from.
    response : mapping of feature to value to weight
        Relative propensity to volunteer.
    alternates : int
        People drawn with the panel who stand ready.
    reserve : {"pool", "alternates by lot", "alternates by quota"}
        Where replacements come from: all volunteers not drawn, or the alternates, drawn at random or by quota.
    population, mandate, rotation, attrition, reminders, costs, meetings
        See their classes.
    notes : mapping of key to text
        Where each number comes from, or that it is assumed.
    """

    name: str = Field(min_length=1)
    fictitious: bool = False
    seats: int = Field(ge=1, le=10_000)
    population: PopulationMargins
    criteria: tuple[str, ...] = Field(min_length=1)
    quota_slack: int = Field(default=0, ge=0)
    quota_bounds: dict[str, dict[str, tuple[int, int]]] = {}
    frames: tuple[Frame, ...] = Field(min_length=1)
    response: dict[str, dict[str, float]] = {}
    reminders: Reminders = Reminders()
    mandate: Mandate
    rotation: Rotation
    attrition: Attrition
    alternates: int = Field(default=0, ge=0)
    reserve: Reserve = "pool"
    costs: Costs = Costs()
    meetings: Meetings = Meetings()
    notes: dict[str, str] = {}

    def residents(self) -> pd.DataFrame:
        """Give the joint counts of the population: one column for each feature, and `count`."""
        if self.population.assembly:
            return shipped_residents(self.population.assembly).copy()
        return joint_population(self.population.margins)

    def quotas(self) -> pd.DataFrame:
        """Give the quotas: those of the file, and for other features in proportion to the population.

        Returns
        -------
        DataFrame
            feature, value, min, max, expected; see `proportional_quotas`.
        """
        table = proportional_quotas(self.residents(), self.frames, self.criteria, self.quota_slack)
        for feature, bounds in self.quota_bounds.items():
            for value, (least, most) in bounds.items():
                row = (table["feature"] == feature) & (table["value"] == value)
                table.loc[row, ["min", "max"]] = least, most
        return table


@cache
def shipped_residents(assembly: str) -> pd.DataFrame:
    """Give the joint population of an assembly whose census tables are shipped."""
    return POPULATIONS[assembly](open_assembly(assembly).table).table


def joint_population(margins: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """Cross margins as if features were independent.

    Raises
    ------
    InputError
        If the totals of the margins differ.
    """
    cells = every_cell({feature: list(counts) for feature, counts in margins.items()})
    tables = [
        pd.DataFrame({feature: list(counts), "count": list(counts.values())}) for feature, counts in margins.items()
    ]
    return fit_margins(cells, tables).table[[*margins, "count"]]


def read_design(name: str | Path) -> Design:
    """Read a design from `parameters/designs/<name>.yaml` or from a path.

    Raises
    ------
    InputError
        Every fault of the file at once, with the path of its key.
    """
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = project_root() / "parameters" / "designs" / f"{name}.yaml"
    return design_from(read_parameters(path), path.name)


def read_design_of(assembly: str, name: str | Path) -> Design:
    """Read a design whose population is that of an assembly.

    Raises
    ------
    InputError
        As `read_design`, and if the design is about other people.
    """
    design = read_design(name)
    if design.population.assembly != assembly:
        problem, remedy = f"its population is not that of {assembly}", "Give a design with `population: {assembly: …}`"
        raise refuse(f"design {name}", problem, remedy)
    return design


def design_from(content: Mapping[str, Any], place: str = "design") -> Design:
    """Build a design from plain values and check how its parts fit together.

    Parameters
    ----------
    content : mapping
        What the YAML file holds.
    place : str
        Name of the file, for messages.

    Raises
    ------
    InputError
        Every fault at once: unknown and missing keys, values outside their range, seats that do not add up, features
        without a margin, quotas that no panel can meet.
    """
    design, faults, readable = None, [], dict(content)
    changed: list[str] = []
    try:
        design = Design.model_validate(readable)
    except ValidationError as error:
        faults = [fault_of(problem, place) for problem in error.errors()]
        readable, changed = mended(content, error.errors())
        with suppress(ValidationError):
            design = Design.model_validate(readable)
    known = _known_values(readable)
    faults += faults_as_read(content, known, place)
    if design is not None and known is not None:
        further = faults_between(design, known, place)
        faults += [fault for fault in further if not about(fault, changed) and fault not in faults]
    if faults or design is None:
        raise InputError(faults)
    return design


def _known_values(content: Mapping[str, Any]) -> dict[str, list[str]] | None:
    """List features and values of the population, as far as the file can be read."""
    population = content.get("population")
    if not isinstance(population, Mapping):
        return None
    if population.get("assembly") in POPULATIONS:
        residents = shipped_residents(population["assembly"]).drop(columns="count")
        return {str(feature): list(residents[feature].unique()) for feature in residents}
    margins = population.get("margins")
    if not isinstance(margins, Mapping) or not all(isinstance(counts, Mapping) for counts in margins.values()):
        return None
    return {str(feature): [str(value) for value in counts] for feature, counts in margins.items()}
