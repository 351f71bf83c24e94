"""The pool of volunteers, and the selection that joins it with quotas and seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from toolkit.errors import Fault, InputError
from toolkit.sortition.quotas import CROSS, Quota, Quotas, crossed, sheet_rows

__all__ = ["CROSS", "Pool", "Quota", "Quotas", "Selection", "contradictions", "crossed"]


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
        codes, addresses = pd.factorize(self.households)
        order = np.argsort(codes, kind="stable")
        groups = np.split(order, np.cumsum(np.bincount(codes))[:-1])
        return [group for group, address in zip(groups, addresses, strict=True) if address and len(group) > 1]


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


def _identifier_faults(index: pd.Index) -> Iterator[Fault]:
    empty = np.asarray(index.str.strip().isin(["", "nan", "None"]), dtype=bool)
    if empty.any():
        yield Fault("pool, identifier", "an identifier is missing", "Give everyone one", sheet_rows(empty))
    again = np.asarray(index.duplicated(keep="first") & ~empty, dtype=bool)
    if again.any():
        names = ", ".join(dict.fromkeys(index[again]))
        yield Fault("pool, identifier", f"{names} stands more than once", "Keep one row", sheet_rows(again))


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
            yield Fault(f"pool, column {name}", f"found {found}, which has no quota", remedy, sheet_rows(odd))


def _quotas_without_people(selection: Selection) -> Iterator[Fault]:
    people = selection.pool.people
    for quota in selection.quotas.rows:
        known = all(part in people for part in quota.feature.split(CROSS))
        if known and quota.min > 0 and not (crossed(people, quota.feature) == quota.value).any():
            problem = f"its min is {quota.min}, and nobody in the pool has this value"
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
        yield Fault("must_include", f"{', '.join(both)} is also among those who may not sit", "Remove one of the two")
    if len(selection.must_include) > max(0, selection.seats):
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
