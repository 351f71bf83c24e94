"""The command that says whether an assembly meets the criteria it set itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.composition.audit import Audit
    from toolkit.language import Language


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("composition")(composition)


def composition(
    criteria: Annotated[Path, typer.Option(help="criterion,value,min,max[,tolerance,since,until,set_by,source]")],
    members: Annotated[Path, typer.Option(help="person_id,event,date[,reason,replaces] and a column per criterion")],
    out: Annotated[Path, typer.Option(help="folder that receives the tables")],
    population: Annotated[Path | None, typer.Option(help="criterion,value and count, share or percent")] = None,
    attendance: Annotated[Path | None, typer.Option(help="person_id,date,present, or a column per session")] = None,
    on: Annotated[list[str] | None, typer.Option(help="day to judge, 2024-05-31; may be repeated")] = None,
    start: Annotated[str | None, typer.Option(help="first day of the mandate")] = None,
    end: Annotated[str | None, typer.Option(help="last day of the mandate")] = None,
    room_tolerance: Annotated[float, typer.Option(min=0, max=1, help="shortfall in the room, as a share")] = 0.05,
    small_cells: Annotated[bool, typer.Option("--small-cells", help="show counts of people below 5")] = False,
    language: Annotated[str, typer.Option(help="fr or en: language of the sentences")] = "en",
) -> None:
    """Judge each criterion on each day: met, met on paper only, not met, or not demonstrable."""
    from toolkit.composition.audit import audit_composition
    from toolkit.composition.criteria import Register
    from toolkit.composition.drift import departures, replacements
    from toolkit.composition.membership import build_membership
    from toolkit.language import Language
    from toolkit.sources import membership_files as files

    words = Language(language)
    rules = Register(files.read_register(criteria))
    roster = files.read_members(members, rules.criteria)
    came = files.read_attendance(attendance) if attendance else None
    membership = build_membership(roster.events, roster.people, came, _mandate(start, end))
    margins = files.read_population(population) if population else None
    days = files.read_days(on, "--on") if on else membership.sessions or membership.turning_points
    verdicts = audit_composition(membership, rules, margins, days, room_tolerance)
    left, filled = departures(membership, rules.criteria), replacements(membership, rules.criteria)
    _write(verdicts, left.table, filled.table, out, words, small_cells)
    for sentence in (verdicts.text, left.text, filled.text):
        print(words.render(sentence))


def _mandate(start: str | None, end: str | None) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Read the first and last day of the mandate; an end that is not given is open."""
    import pandas as pd

    from toolkit.sources.membership_files import read_days

    if not start and not end:
        return None
    first = read_days([start], "--start")[0] if start else pd.Timestamp("1700-01-01")
    last = read_days([end], "--end")[0] if end else pd.Timestamp("2200-01-01")
    return first, last


def _write(
    verdicts: Audit, left: pd.DataFrame, filled: pd.DataFrame, out: Path, words: Language, small_cells: bool
) -> None:
    """Write the tables, counts of people below 5 left out unless asked for."""
    from toolkit.composition.disclosure import SMALLEST, suppress
    from toolkit.project import write_table

    smallest = 0 if small_cells else SMALLEST
    hidden = ["rate", "low", "high", "p_value", "p_holm"]
    bands = verdicts.bands
    room = suppress(bands[bands["body"] == "present"], "seats", ["date", "criterion"], smallest=smallest)
    table = _discreet(verdicts.table.assign(sentence=verdicts.table["sentence"].map(words.render)), room, smallest)
    write_table(table, out / "verdicts.csv")
    write_table(bands[bands["body"] == "enrolled"], out / "seats.csv")
    write_table(room.drop(columns="suppressed"), out / "present.csv")
    write_table(suppress(left, "left", "criterion", hidden, smallest), out / "departures.csv")
    write_table(
        suppress(filled, "replaced", dependent=["alike", "rate", "by_chance"], smallest=smallest),
        out / "replacements.csv",
    )


def _discreet(verdicts: pd.DataFrame, room: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Leave out of the verdicts what was left out of the room, and what would tell it."""
    from toolkit.composition.disclosure import suppress

    keys = ["criterion", "session", "value"]
    blank = room[room["suppressed"]].rename(columns={"date": "session"}).set_index(keys).index
    table = suppress(verdicts, "present", dependent=["statistic", "p_value"], smallest=smallest)
    hidden = table.pop("suppressed") | verdicts.set_index(keys).index.isin(blank)
    return table.assign(
        **{name: table[name].mask(hidden) for name in ("present", "statistic", "p_value")},
        sentence=table["sentence"].mask(hidden, ""),
    )
