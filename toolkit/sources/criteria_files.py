"""The criteria register that an assembly set itself, and the margins of the population it should mirror."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.errors import Fault, InputError, refuse
from toolkit.sources.delimited import read_cells, rows_of
from toolkit.sources.list_words import days_of, named_classes, numbers_of, spelled_like

BOUNDS = {"least": "min", "most": "max"}
"""What the bounds are called in the templates."""


def read_register(path: Path) -> pd.DataFrame:
    """Read a criteria register or a quota file.

    Returns
    -------
    DataFrame
        `criterion`, `value`, and of `least`, `most`, `tolerance`, `share`, `since`, `until`, `set_by`, `source` those
        given.

    Raises
    ------
    InputError
        Listing missing columns, cells without a class, and cells that hold no number or no day.
    """
    table = cells = named_classes(read_cells(path), path)
    faults = _blank_classes(table, path)
    for column in ("least", "most", "tolerance", "share"):
        if column in table:
            table = table.assign(
                **{column: numbers_of(table[column], f"{path}, column {BOUNDS.get(column, column)}", faults)}
            )
    faults += _no_seats(cells, path)
    for column in ("since", "until"):
        if column in table:
            table[column] = days_of(table[column], f"{path}, column {column}", faults, empty=True)
    if faults:
        raise InputError(faults)
    return table


def read_population(path: Path, register: pd.DataFrame | None = None) -> pd.DataFrame:
    """Read population margins: a share, a percentage or a count for each class.

    Parameters
    ----------
    path : Path
        Columns `criterion`, `value` and one of `count`, `share`, `percent`.
    register : DataFrame, optional
        Criteria register whose spelling criteria and classes are given where they differ by accents or capitals only.

    Returns
    -------
    DataFrame
        `criterion`, `value`, `share` (0 to 1, summing to 1 within each criterion).

    Raises
    ------
    InputError
        If no column holds numbers, or shares of a criterion do not sum to 1 (percentages to 100) within half
        a point.
    """
    table = named_classes(read_cells(path), path)
    measure = next((name for name in ("count", "share", "percent") if name in table), None)
    if measure is None:
        raise refuse(str(path), "no column holds counts or shares", "Name it count, share or percent")
    if register is not None:
        table = _respelled(table, register)
    faults = _blank_classes(table, path)
    numbers = numbers_of(table[measure], f"{path}, column {measure}", faults, counts=measure == "count")
    sums = numbers.groupby(table["criterion"]).transform("sum")
    if rows := rows_of(table[measure].str.strip() == ""):
        problem = "a class has no number: not seen is not zero"
        faults.append(Fault(f"{path}, column {measure}", problem, "Write it, or 0 if it is none", rows))
    if (numbers < 0).any():
        faults.append(Fault(f"{path}, column {measure}", "a number is negative", "Correct it", rows_of(numbers < 0)))
    whole = {"count": None, "share": 1.0, "percent": 100.0}[measure]
    wrong = table["criterion"][(sums - whole).abs() > 0.005 * whole] if whole else table["criterion"][sums <= 0]
    for criterion in dict.fromkeys(wrong):
        total = float(numbers[table["criterion"] == criterion].sum())
        problem = f"the margin sums to {total:.4g}, not to {whole or 'people'}"
        faults.append(
            Fault(
                f"{path}, criterion {criterion}",
                problem,
                "Complete the classes"
                + (", or name the column percent" if measure == "share" and 99 < total < 101 else ""),
            )
        )
    if rows := rows_of(table.duplicated(["criterion", "value"])):
        faults.append(Fault(str(path), "a class stands more than once", "Add its counts up", rows))
    if faults:
        raise InputError(faults)
    return table[["criterion", "value"]].assign(share=numbers / sums)


def _blank_classes(table: pd.DataFrame, path: Path) -> list[Fault]:
    """List rows that name no criterion or no class."""
    faults = []
    for column in ("criterion", "value"):
        if rows := rows_of(table[column] == ""):
            faults.append(Fault(f"{path}, column {column}", "a cell is empty", "Fill it in on every row", rows))
    return faults


def _no_seats(cells: pd.DataFrame, path: Path) -> list[Fault]:
    """Name bounds that are shares: they count seats."""
    faults = []
    for column in [name for name in BOUNDS if name in cells]:
        shares = cells[column].str.contains("%", regex=False) | cells[column].str.fullmatch(r"0[.,]\d*[1-9]\d*")
        if shares.any():
            problem = f"{cells.loc[shares, column].iloc[0]!r} is no number of seats"
            remedy = "Write seats, or give the share in a column share"
            faults.append(Fault(f"{path}, column {BOUNDS[column]}", problem, remedy, rows_of(shares)))
    return faults


def _respelled(table: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Give criteria and classes the spelling of the register."""
    table = table.assign(criterion=spelled_like(table["criterion"], list(register["criterion"])))
    for criterion, rows in table.groupby("criterion", sort=False):
        known = list(register.loc[register["criterion"] == criterion, "value"].astype(str))
        table.loc[rows.index, "value"] = spelled_like(rows["value"], known)
    return table
