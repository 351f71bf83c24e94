"""The nouns of a selection: quotas, the pool of volunteers, and the selection that joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.errors import Fault, InputError

CROSS = "×"
"""Joins features, and their values, in a quota on an intersection: `sex×age`, `women×25-39`."""

QUOTA_COLUMNS = ["feature", "value", "min", "max"]
FLEX_COLUMNS = ["min_flex", "max_flex"]


class Quota(NamedTuple):
    """One row of the quotas."""

    feature: str
    value: str
    min: int
    max: int

    def __str__(self) -> str:
        return f"{self.feature}: {self.value}"


@dataclass(frozen=True, eq=False)
class Quotas:
    """How many seats each value of each feature must have.

    Parameters
    ----------
    table : DataFrame
        Columns feature, value (text) and min, max: inclusive counts of seats, 0 <= min <= max. Optional
        min_flex <= min and max_flex >= max: how far a relaxation may go. A feature `sex×age` with values such
        as `women×25-39` is a quota on an intersection.

    Raises
    ------
    InputError
        Naming every fault of the table at once.
    """

    table: pd.DataFrame

    def __post_init__(self) -> None:
        faults = [fault for check in (_missing_columns, _empty_table) for fault in check(self.table)]
        faults = faults or [fault for check in _QUOTA_CHECKS for fault in check(self.table)]
        if faults:
            raise InputError(faults)
        columns = QUOTA_COLUMNS + [name for name in FLEX_COLUMNS if name in self.table]
        clean = self.table[columns].reset_index(drop=True)
        counts = dict.fromkeys(columns[2:], "int64")
        object.__setattr__(self, "table", clean.astype({"feature": str, "value": str, **counts}))

    def __len__(self) -> int:
        return len(self.table)

    @property
    def features(self) -> list[str]:
        """Features with quotas, intersections included, in the order of the table."""
        return list(dict.fromkeys(self.table["feature"]))

    @property
    def margins(self) -> list[str]:
        """Columns that a pool must have: the features, and the parts of the intersections."""
        return list(dict.fromkeys(part for name in self.features for part in name.split(CROSS)))

    @property
    def rows(self) -> list[Quota]:
        """The quotas one by one; `str(quota)` is a name for messages: `age: 25-39`."""
        return [Quota(*row) for row in self.table[QUOTA_COLUMNS].itertuples(index=False)]

    def counted(self, people: pd.DataFrame) -> np.ndarray:
        """Tell who counts for which quota.

        Parameters
        ----------
        people : DataFrame
            One text column for each of `margins`.

        Returns
        -------
        ndarray of bool, shape (quotas, people)
        """
        values = {name: crossed(people, name).to_numpy() for name in self.features}
        rows = [values[quota.feature] == quota.value for quota in self.rows]
        return np.array(rows, dtype=bool).reshape(len(self), len(people))


def crossed(people: pd.DataFrame, feature: str) -> pd.Series:
    """Give each person's value of a feature, or of an intersection such as `sex×age`."""
    parts = [people[part].astype(str) for part in feature.split(CROSS)]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + CROSS + part
    return joined


@dataclass(frozen=True, eq=False)
class Pool:
    """The volunteers, with their values.

    Parameters
    ----------
    people : DataFrame
        Index `person_id` (text, unique); one text column for each feature.
    households : Series, optional
        person_id -> normalised address; "" stands for "not known" and is never a household.

    Raises
    ------
    InputError
        If an identifier is empty or repeated, or the households are about other people.
    """

    people: pd.DataFrame
    households: pd.Series | None = None

    def __post_init__(self) -> None:
        index = pd.Index(self.people.index.astype(str), name="person_id")
        faults = list(_identifier_faults(index))
        if self.households is not None and not self.households.index.astype(str).equals(index):
            problem = "the households do not list the same people in the same order as the pool"
            faults.append(Fault("households", problem, "Give one address, or an empty text, for each person"))
        if faults:
            raise InputError(faults)
        people = self.people.astype(str).set_axis(index, axis=0)
        people.attrs = dict(self.people.attrs)
        object.__setattr__(self, "people", people)
        if self.households is not None:
            households = self.households.fillna("").astype(str).set_axis(index)
            object.__setattr__(self, "households", households)

    def __len__(self) -> int:
        return len(self.people)

    @property
    def ids(self) -> pd.Index:
        """Identifiers of the people."""
        return self.people.index

    def housemates(self) -> list[np.ndarray]:
        """Positions of the people of each address that two or more share, in the order of the pool."""
        if self.households is None:
            return []
        known = self.households.to_numpy() != ""
        codes, _ = pd.factorize(self.households)
        positions = pd.Series(np.flatnonzero(known))
        groups = [group.to_numpy() for _, group in positions.groupby(codes[known], sort=False)]
        return [group for group in groups if len(group) > 1]


@dataclass(frozen=True, eq=False)
class Selection:
    """What is to be drawn: so many seats, from this pool, under these quotas.

    A recruitment frame is a feature like any other, with min = max (80 from the electoral rolls, 15 residents
    from outside the European Union, 5 aged 16 and 17). People of one household never sit together.

    Parameters
    ----------
    pool : Pool
        The volunteers.
    quotas : Quotas
        Least and most seats for each value.
    seats : int
        Size of the panel, at least 1.
    must_include, must_exclude : mapping of person_id to text
        People who certainly sit, or who may not sit (past members, say), each with the reason.

    Raises
    ------
    InputError
        Naming everything in which pool, quotas and seats do not fit together.
    """

    pool: Pool
    quotas: Quotas
    seats: int
    must_include: dict[str, str] = field(default_factory=dict)
    must_exclude: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        faults = [fault for check in _SELECTION_CHECKS for fault in check(self)]
        if faults:
            raise InputError(faults)

    @property
    def included(self) -> np.ndarray:
        """Whether each person certainly sits, shape (people,)."""
        return np.asarray(self.pool.ids.isin(list(self.must_include)), dtype=bool)

    @property
    def excluded(self) -> np.ndarray:
        """Whether each person may not sit, shape (people,)."""
        return np.asarray(self.pool.ids.isin(list(self.must_exclude)), dtype=bool)


def contradictions(selection: Selection) -> list[Fault]:
    """Find quotas that no pool whatever could meet, by adding up.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats.

    Returns
    -------
    list of Fault
        Empty if the sums allow a panel; the pool may still not have the people.
    """
    return [*_sums_off_seats(selection), *_cells_off_margins(selection)]


def _missing_columns(table: pd.DataFrame) -> Iterator[Fault]:
    missing = [name for name in QUOTA_COLUMNS if name not in table]
    if missing:
        found = ", ".join(map(str, table.columns))
        yield Fault("quotas", f"column {', '.join(missing)} is missing; found {found}", "Rename or add it")


def _empty_table(table: pd.DataFrame) -> Iterator[Fault]:
    if not len(table):
        yield Fault("quotas", "there is no quota", "Give at least one feature with its values")


def _not_counts(table: pd.DataFrame) -> Iterator[Fault]:
    for name in [column for column in ("min", "max", *FLEX_COLUMNS) if column in table]:
        numbers = pd.to_numeric(table[name], errors="coerce")
        wrong = (numbers.isna() | (numbers < 0) | (numbers % 1 != 0)).to_numpy()
        if wrong.any():
            found = ", ".join(dict.fromkeys(repr(value) for value in table[name][wrong]))
            problem = f"found {found}, expected whole numbers of seats"
            yield Fault(f"quotas, column {name}", problem, "Correct the cells", _sheet_rows(wrong))


def _bounds_crossed(table: pd.DataFrame) -> Iterator[Fault]:
    pairs = [("min", "max"), ("min_flex", "min"), ("max", "max_flex")]
    for low, high in [pair for pair in pairs if set(pair) <= set(table.columns)]:
        numbers = table[[low, high]].apply(pd.to_numeric, errors="coerce")
        wrong = (numbers[low] > numbers[high]).to_numpy()
        if wrong.any():
            rows = table[wrong].itertuples()
            names = ", ".join(f"{row.feature}: {row.value}" for row in rows)
            yield Fault("quotas", f"{low} is above {high} for {names}", "Exchange or correct them", _sheet_rows(wrong))


def _repeated_quotas(table: pd.DataFrame) -> Iterator[Fault]:
    again = table.duplicated(["feature", "value"], keep="first").to_numpy()
    if again.any():
        names = _named(table[again])
        yield Fault("quotas", f"{names} stands more than once", "Keep one row", _sheet_rows(again))


def _crooked_intersections(table: pd.DataFrame) -> Iterator[Fault]:
    parts = [str(text).count(CROSS) for text in table["feature"]]
    wrong = np.array([str(v).count(CROSS) != n for v, n in zip(table["value"], parts, strict=True) if n] or [False])
    if wrong.any():
        rows = table[[n > 0 for n in parts]][wrong]
        names = ", ".join(f"{row.feature}: {row.value}" for row in rows.itertuples())
        remedy = f"Write sex{CROSS}age as feature and women{CROSS}25-39 as value"
        yield Fault("quotas", f"the value of {names} has not as many parts as its feature", remedy)


_QUOTA_CHECKS = (_not_counts, _bounds_crossed, _repeated_quotas, _crooked_intersections)


def _named(table: pd.DataFrame) -> str:
    """Name the quotas of some rows."""
    pairs = zip(table["feature"], table["value"], strict=True)
    return ", ".join(dict.fromkeys(f"{feature}: {value}" for feature, value in pairs))


def _sheet_rows(wrong: np.ndarray) -> list[int]:
    """Count rows as a spreadsheet does, the header being row 1."""
    return [int(row) + 2 for row in np.flatnonzero(wrong)]


def _identifier_faults(index: pd.Index) -> Iterator[Fault]:
    empty = np.asarray(index.str.strip().isin(["", "nan", "None"]), dtype=bool)
    if empty.any():
        yield Fault("pool, identifier", "an identifier is missing", "Give everyone one", _sheet_rows(empty))
    again = np.asarray(index.duplicated(keep="first") & ~empty, dtype=bool)
    if again.any():
        names = ", ".join(dict.fromkeys(index[again]))
        yield Fault("pool, identifier", f"{names} stands more than once", "Keep one row", _sheet_rows(again))


def _missing_features(selection: Selection) -> Iterator[Fault]:
    people = selection.pool.people
    for name in selection.quotas.margins:
        if name not in people:
            found = ", ".join(map(str, people.columns))
            yield Fault(f"pool, column {name}", f"there is no such column; found {found}", "Rename or add it")


def _values_without_quota(selection: Selection) -> Iterator[Fault]:
    """Find values in the pool that their feature's quotas do not list: misspelt, or forgotten."""
    people, table = selection.pool.people, selection.quotas.table
    for name in selection.quotas.features:
        if CROSS in name or name not in people:
            continue
        listed = table.loc[table["feature"] == name, "value"]
        odd = (~people[name].isin(listed)).to_numpy()
        if odd.any():
            found = ", ".join(sorted({repr(value) for value in people.loc[odd, name]})[:8])
            remedy = f"Correct the spelling or add a quota; the quotas list {', '.join(listed)}"
            yield Fault(f"pool, column {name}", f"found {found}, which has no quota", remedy, _sheet_rows(odd))


def _quotas_without_people(selection: Selection) -> Iterator[Fault]:
    people = selection.pool.people
    for quota in selection.quotas.rows:
        known = all(part in people for part in quota.feature.split(CROSS))
        if known and quota.min > 0 and not (crossed(people, quota.feature) == quota.value).any():
            problem = f"{quota.min} seats are asked for, and nobody in the pool has this value"
            yield Fault(f"quotas, {quota}", problem, "Correct the spelling or set min to 0")


def _too_few_people(selection: Selection) -> Iterator[Fault]:
    free = len(selection.pool) - len(selection.must_exclude)
    if selection.seats < 1:
        yield Fault("seats", f"found {selection.seats}, expected at least 1", "Give the size of the panel")
    elif selection.seats > free:
        problem = f"{selection.seats} seats for {free} people who may sit"
        yield Fault("seats", problem, "Lower the number of seats or enlarge the pool")


def _odd_people(selection: Selection) -> Iterator[Fault]:
    for name in ("must_include", "must_exclude"):
        unknown = [person for person in getattr(selection, name) if person not in selection.pool.ids]
        if unknown:
            yield Fault(name, f"{', '.join(unknown)} is not in the pool", "Correct the identifier")
    both = [person for person in selection.must_include if person in selection.must_exclude]
    if both:
        yield Fault("must_include", f"{', '.join(both)} is also in must_exclude", "Remove one of the two")
    if len(selection.must_include) > selection.seats:
        problem = f"{len(selection.must_include)} people for {selection.seats} seats"
        yield Fault("must_include", problem, "Shorten the list or add seats")


_SELECTION_CHECKS = (
    _missing_features,
    _values_without_quota,
    _quotas_without_people,
    _too_few_people,
    _odd_people,
)


def _sums_off_seats(selection: Selection) -> Iterator[Fault]:
    table = selection.quotas.table
    for feature, rows in table.groupby("feature", sort=False):
        least, most = int(rows["min"].sum()), int(rows["max"].sum())
        if least > selection.seats:
            problem = f"the minima add up to {least}, there are {selection.seats} seats"
            yield Fault(f"quotas, {feature}", problem, "Lower some minima")
        if most < selection.seats and CROSS not in str(feature):
            problem = f"the maxima add up to {most}, there are {selection.seats} seats"
            yield Fault(f"quotas, {feature}", problem, "Raise some maxima")


def _cells_off_margins(selection: Selection) -> Iterator[Fault]:
    """Compare the cells of each intersection with the quota of each value they belong to."""
    people, rows = selection.pool.people, selection.quotas.rows
    for feature in [name for name in selection.quotas.features if CROSS in name]:
        cells = [quota for quota in rows if quota.feature == feature]
        whole = set(crossed(people, feature)) <= {cell.value for cell in cells}
        for place, part in enumerate(feature.split(CROSS)):
            for quota in [quota for quota in rows if quota.feature == part]:
                inside = [cell for cell in cells if cell.value.split(CROSS)[place] == quota.value]
                least, most = sum(cell.min for cell in inside), sum(cell.max for cell in inside)
                if least > quota.max:
                    problem = f"minima of {feature} add up to {least}, above the maximum {quota.max}"
                    yield Fault(f"quotas, {quota}", problem, "Lower the minima or raise the maximum")
                if whole and most < quota.min:
                    problem = f"maxima of {feature} add up to {most}, below the minimum {quota.min}"
                    yield Fault(f"quotas, {quota}", problem, "Raise the maxima or lower the minimum")
