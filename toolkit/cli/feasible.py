"""The command that tells before a draw whether the quotas can be met, and what another quota would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.selection import ADDRESS, EXCLUDE, IDENTIFIER, INCLUDE, POOL, QUOTAS, SIZE, SelectionOptions, bar

if TYPE_CHECKING:
    import pandas as pd


def feasible(
    pool: POOL,
    quotas: QUOTAS,
    size: SIZE,
    identifier: IDENTIFIER = None,
    same_address: ADDRESS = "",
    include: INCLUDE = None,
    exclude: EXCLUDE = None,
    what_if: Annotated[
        list[str] | None, typer.Option(help="another quota, such as age:16-24=10-12; repeatable")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="folder that receives the tables")] = None,
) -> None:
    """Tell whether a panel exists; if not, which quotas clash and the smallest change that helps."""
    from toolkit.project import write_tables
    from toolkit.sortition.feasibility import examine
    from toolkit.sortition.what_if import parse_wish
    from toolkit.sortition.what_if import what_if as compare

    selection = SelectionOptions(pool, quotas, size, identifier, same_address, include, exclude).read()
    wishes = [parse_wish(text, selection.quotas) for text in what_if or []]
    answer = examine(selection, bar("quotas"))
    print(*answer.text, sep="\n")
    print(answer.table.to_string(index=False))
    tables: dict[str, pd.DataFrame] = {"seats" if answer.feasible else "relaxation": answer.table}
    if answer.clash is not None:
        tables["clash"] = answer.clash.table
    if wishes:
        other = compare(selection, wishes, bar("what if"))
        print(*other.text, sep="\n")
        tables["what_if"] = other.table
    if out is not None:
        write_tables(tables, out)
