"""Quotas: how many seats each value of each feature must have, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.errors import Fault, InputError

CROSS = "×"
"""Joins features, and their values, in a quota on an intersection: `sex×age`, `women×25-39`."""

QUOTA_COLUMNS = ["feature", "value", "min", "max"]
FLEX_COLUMNS = ["min_flex", "max_flex"]
MOST = 999_999_999
"""A number of seats that no assembly reaches."""


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
        numbers = clean[columns[2:]].apply(pd.to_numeric).astype("int64")
        names = clean[["feature", "value"]].astype(str)
        object.__setattr__(self, "table", pd.concat([names, numbers], axis=1))

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

    @cached_property
    def rows(self) -> tuple[Quota, ...]:
        """The quotas one by one; `str(quota)` is a name for messages: `age: 25-39`."""
        return tuple(Quota(*row) for row in self.table[QUOTA_COLUMNS].itertuples(index=False))

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


def _missing_columns(table: pd.DataFrame) -> Iterator[Fault]:
    missing = [name for name in QUOTA_COLUMNS if name not in table]
    if missing:
        found = ", ".join(map(str, table.columns))
        yield Fault("quotas", f"column {', '.join(missing)} is missing; found {found}", "Rename or add it")


def _empty_table(table: pd.DataFrame) -> Iterator[Fault]:
    if not len(table):
        yield Fault("quotas", "there is no quota", "Give at least one feature with its values")


def _unnamed(table: pd.DataFrame) -> Iterator[Fault]:
    for name in ("feature", "value"):
        wrong = (table[name].isna() | (table[name].astype(str).str.strip() == "")).to_numpy()
        if wrong.any():
            yield Fault(f"quotas, column {name}", "a name is missing", "Fill the cell", sheet_rows(wrong))


def _not_counts(table: pd.DataFrame) -> Iterator[Fault]:
    for name in [column for column in ("min", "max", *FLEX_COLUMNS) if column in table]:
        numbers = pd.to_numeric(table[name], errors="coerce")
        wrong = (numbers.isna() | (numbers < 0) | (numbers > MOST) | (numbers % 1 != 0)).to_numpy()
        if wrong.any():
            found = ", ".join(dict.fromkeys(repr(value) for value in table[name][wrong]))
            problem = f"found {found}, expected whole numbers of seats"
            yield Fault(f"quotas, column {name}", problem, "Correct the cells", sheet_rows(wrong))


def _bounds_crossed(table: pd.DataFrame) -> Iterator[Fault]:
    pairs = [("min", "max"), ("min_flex", "min"), ("max", "max_flex")]
    for low, high in [pair for pair in pairs if set(pair) <= set(table.columns)]:
        numbers = table[[low, high]].apply(pd.to_numeric, errors="coerce")
        wrong = (numbers[low] > numbers[high]).to_numpy()
        if wrong.any():
            rows = table[wrong].itertuples()
            names = ", ".join(f"{row.feature}: {row.value}" for row in rows)
            yield Fault("quotas", f"{low} is above {high} for {names}", "Exchange or correct them", sheet_rows(wrong))


def _repeated_quotas(table: pd.DataFrame) -> Iterator[Fault]:
    again = table.duplicated(["feature", "value"], keep="first").to_numpy()
    if again.any():
        names = _named(table[again])
        yield Fault("quotas", f"{names} stands more than once", "Keep one row", sheet_rows(again))


def _crooked_intersections(table: pd.DataFrame) -> Iterator[Fault]:
    parts = [str(text).count(CROSS) for text in table["feature"]]
    wrong = np.array([str(v).count(CROSS) != n for v, n in zip(table["value"], parts, strict=True) if n] or [False])
    if wrong.any():
        rows = table[[n > 0 for n in parts]][wrong]
        names = ", ".join(f"{row.feature}: {row.value}" for row in rows.itertuples())
        remedy = f"Write sex{CROSS}age as feature and women{CROSS}25-39 as value"
        yield Fault("quotas", f"the value of {names} has not as many parts as its feature", remedy)


_QUOTA_CHECKS = (_unnamed, _not_counts, _bounds_crossed, _repeated_quotas, _crooked_intersections)


def _named(table: pd.DataFrame) -> str:
    """Name the quotas of some rows."""
    pairs = zip(table["feature"], table["value"], strict=True)
    return ", ".join(dict.fromkeys(f"{feature}: {value}" for feature, value in pairs))


def sheet_rows(wrong: np.ndarray) -> list[int]:
    """Count rows as a spreadsheet does, the header being row 1."""
    return [int(row) + 2 for row in np.flatnonzero(wrong)]
