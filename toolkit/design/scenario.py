"""A whole design of an assembly as one object, read from a YAML file: everything a simulation needs to know.

A city is its margins: either the shipped tables of an assembly (`population: {assembly: paris}`) or counts by feature
and value written in the file. Everything that is not known is a number with a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from toolkit.composition.population import paris_population
from toolkit.composition.raking import every_cell, fit_margins
from toolkit.design.attrition import Attrition
from toolkit.design.frames import Frame, people_on, weights
from toolkit.design.synthetic import proportional_quotas
from toolkit.errors import Fault, InputError
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
    population, mandate, rotation, attrition, reminders, costs
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

    def frame(self, name: str) -> Frame:
        """Find a frame by its name."""
        return next(frame for frame in self.frames if frame.name == name)


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
    faults, design = [], None
    try:
        design = Design.model_validate(dict(content))
    except ValidationError as error:
        faults = [_fault(problem, place) for problem in error.errors()]
    faults += _seat_faults(content, place)
    known = _known_values(content)
    if known is not None:
        faults += _criteria_faults(content.get("criteria"), known, place)
    if design is not None and known is not None:
        faults += [fault for check in CHECKS for fault in check(design, known, place)]
    if design is not None and not faults:
        faults = list(_reach_faults(design, place))
    if faults or design is None:
        raise InputError(faults)
    return design


def _fault(problem: Any, place: str) -> Fault:
    """Say one fault that pydantic found, with the path of the key."""
    key = ".".join(str(part) for part in problem["loc"]) or "the whole file"
    if problem["type"] == "extra_forbidden":
        remedy = "Remove it or correct its spelling; blank.yaml lists all"
        return Fault(f"{place}, {key}", "this key is not known", remedy)
    if problem["type"] == "missing":
        return Fault(f"{place}, {key}", "this key is missing", "Add it; blank.yaml explains each key")
    return Fault(f"{place}, {key}", f"{problem['msg']}, found {problem['input']!r}", "Correct the value")


def _known_values(content: Mapping[str, Any]) -> dict[str, list[str]] | None:
    """List features and values of the population, as far as the file can be read."""
    population = content.get("population")
    if not isinstance(population, dict):
        return None
    if population.get("assembly") in POPULATIONS:
        residents = shipped_residents(population["assembly"]).drop(columns="count")
        return {str(feature): list(residents[feature].unique()) for feature in residents}
    margins = population.get("margins")
    if not isinstance(margins, dict) or not all(isinstance(counts, dict) for counts in margins.values()):
        return None
    return {str(feature): [str(value) for value in counts] for feature, counts in margins.items()}


def _seat_faults(content: Mapping[str, Any], place: str) -> Iterator[Fault]:
    """Compare the frames' seats with the seats of the assembly, as far as both can be read."""
    frames, total = content.get("frames"), content.get("seats")
    listed = frames if isinstance(frames, list) else []
    seats = [frame.get("seats") for frame in listed if isinstance(frame, dict)]
    numbers = [number for number in seats if isinstance(number, int)]
    if isinstance(total, int) and numbers and len(numbers) == len(listed) and sum(numbers) != total:
        problem = f"their seats add up to {sum(numbers)}, the assembly has {total}"
        yield Fault(f"{place}, frames", problem, "Make the two equal")


def _criteria_faults(criteria: Any, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Name the criteria that the population does not count."""
    for number, criterion in enumerate(criteria if isinstance(criteria, list) else []):
        if criterion not in known:
            problem = f"{criterion!r} has no margin in the population"
            yield Fault(f"{place}, criteria.{number}", problem, f"Add its margin or choose among {', '.join(known)}")


def _population_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that there is one population and that its margins count the same people."""
    margins = design.population.margins
    if design.population.assembly and margins:
        yield Fault(f"{place}, population", "both assembly and margins are given", "Keep one of the two")
    totals = {feature: sum(counts.values()) for feature, counts in margins.items()}
    for feature, counts in margins.items():
        for value, count in counts.items():
            if not count > 0:
                yield Fault(f"{place}, population.margins.{feature}.{value}", f"found {count:g} people", "Correct it")
    if totals and max(totals.values()) - min(totals.values()) > 1e-6 * max(totals.values()):
        found = ", ".join(f"{feature} {total:,.0f}" for feature, total in totals.items())
        yield Fault(f"{place}, population.margins", f"the totals differ ({found})", "Bring them to one population")


def _weight_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check every feature and value that a weight or a limit names, and the range of the weights."""
    tables = [
        ("response", design.response, float("inf")),
        ("attrition.relative", design.attrition.relative, float("inf")),
    ]
    for number, frame in enumerate(design.frames):
        limits = {feature: dict.fromkeys(values, 1.0) for feature, values in frame.only.items()}
        tables += [
            (f"frames.{number}.only", limits, 1.0),
            (f"frames.{number}.coverage", frame.coverage, 1.0),
            (f"frames.{number}.mailing", frame.mailing, float("inf")),
        ]
    for key, table, most in tables:
        for feature, values in table.items():
            yield from _named_faults(f"{place}, {key}.{feature}", known.get(feature), values, most)


def _named_faults(place: str, known: list[str] | None, values: Mapping[str, float], most: float) -> Iterator[Fault]:
    """Check the values of one feature: known to the population, and weights within 0 and `most`."""
    if known is None:
        yield Fault(place, "the population has no such feature", "Correct the name or add its margin")
        return
    for value, weight in values.items():
        if value not in known:
            yield Fault(f"{place}.{value}", "the population has no such value", f"Choose among {', '.join(known)}")
        if not 0 <= weight <= most:
            expected = "between 0 and 1" if most == 1 else "of 0 or more"
            yield Fault(f"{place}.{value}", f"found {weight:g}, expected a number {expected}", "Correct the number")


def _quota_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that quotas that the city has set leave room for a panel."""
    for feature, bounds in design.quota_bounds.items():
        key = f"{place}, quota_bounds.{feature}"
        missing = [value for value in known.get(feature, []) if value not in bounds]
        yield from _named_faults(key, known.get(feature), dict.fromkeys(bounds, 1.0), 1.0)
        for value, (least, most) in bounds.items():
            if not 0 <= least <= most:
                yield Fault(f"{key}.{value}", f"found [{least}, {most}]", "Give the least and then the most seats")
        if missing:
            yield Fault(key, f"{', '.join(missing)} has no bounds", "Give bounds to every value of the feature")
            continue
        lowest, highest = (sum(bound[side] for bound in bounds.values()) for side in (0, 1))
        if not lowest <= design.seats <= highest:
            problem = f"the quotas ask for {lowest} to {highest} seats, the assembly has {design.seats}"
            yield Fault(key, problem, "Lower the least or raise the most")


def _frame_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that the city's quotas and the seats of the frames can hold together."""
    for feature, bounds in design.quota_bounds.items():
        for value, (least, most) in bounds.items():
            open_to = [frame.seats for frame in design.frames if value in frame.only.get(feature, (value,))]
            bound_to = [frame.seats for frame in design.frames if frame.only.get(feature) == (value,)]
            if least > sum(open_to):
                problem = f"at least {least} seats are asked for, the lists that reach this value have {sum(open_to)}"
                yield Fault(f"{place}, quota_bounds.{feature}.{value}", problem, "Lower it, or change the lists")
            if most < sum(bound_to):
                problem = f"at most {most} seats are allowed, lists of this value alone have {sum(bound_to)}"
                yield Fault(f"{place}, quota_bounds.{feature}.{value}", problem, "Raise it, or change the lists")


def _reserve_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that a list of alternates that is to be used holds somebody."""
    if design.reserve != "pool" and design.alternates == 0:
        problem = f"replacements come from {design.reserve}, and there are 0 alternates"
        yield Fault(f"{place}, reserve", problem, "Give alternates, or write reserve: pool")


def _reach_faults(design: Design, place: str) -> Iterator[Fault]:
    """Check that every frame reaches people, and people who may answer and be written to."""
    residents = design.residents()
    for number, frame in enumerate(design.frames):
        cells = people_on(frame, residents)
        for key, relative in (("response", design.response), (f"frames.{number}.mailing", frame.mailing)):
            if not (cells["count"].to_numpy() * weights(cells, relative)).sum() > 0:
                problem = f"with these limits and weights, nobody of the list {frame.name!r} is left"
                yield Fault(f"{place}, {key}", problem, "Loosen only, coverage or the weights")


CHECKS = (_population_faults, _weight_faults, _quota_faults, _frame_faults, _reserve_faults)
