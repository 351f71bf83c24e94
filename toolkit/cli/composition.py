"""The command that says whether an assembly meets the criteria it set itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.composition.audit import Audit
    from toolkit.composition.criteria import Register
    from toolkit.composition.membership import Membership
    from toolkit.language import Language
    from toolkit.sources.membership_files import MembershipFile


WRITTEN = ("verdicts", "seats", "room", "departures", "replacements")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("composition")(composition)


def composition(
    criteria: Annotated[Path, typer.Option(help="criterion,value,min,max[,tolerance,since,until,set_by,source]")],
    members: Annotated[Path, typer.Option(help="person_id,event,date[,reason,replaces] and a column per criterion")],
    out: Annotated[Path, typer.Option(help="folder that receives the tables")],
    population: Annotated[Path | None, typer.Option(help="criterion,value and count, share or percent")] = None,
    attendance: Annotated[
        Path | None, typer.Option(help="person_id,date,present[,spoke], or a column a session")
    ] = None,
    speaking: Annotated[
        Path | None, typer.Option(help="who spoke: person_id,date[,spoke], or a column a session")
    ] = None,
    on: Annotated[list[str] | None, typer.Option(help="day to judge, 2024-05-31; may be repeated")] = None,
    start: Annotated[str | None, typer.Option(help="first day of the mandate")] = None,
    end: Annotated[str | None, typer.Option(help="last day of the mandate")] = None,
    room_tolerance: Annotated[float, typer.Option(help="shortfall in the room, as a share of a class's quota")] = 0.2,
    margin: Annotated[float, typer.Option(help="without quotas: how close a share must be shown to be")] = 0.05,
    seed: Annotated[int, typer.Option(min=0, help="seed of the shuffles behind p-values")] = 1,
    small_cells: Annotated[bool, typer.Option("--small-cells", help="show counts of people below 5")] = False,
    language: Annotated[str, typer.Option(help="fr or en: language of the sentences")] = "en",
) -> None:
    """Judge each criterion on each day: met, met on paper only, not met, or not demonstrable."""
    from numpy.random import default_rng

    from toolkit.composition.audit import audit_composition
    from toolkit.composition.disclosure import SMALLEST
    from toolkit.composition.drift import departures, replacements
    from toolkit.composition.verdict import Rule
    from toolkit.language import Language
    from toolkit.project import spare
    from toolkit.sources.list_words import read_days

    inputs = [path for path in (criteria, members, population, attendance, speaking) if path]
    spare(inputs, [out / f"{name}.csv" for name in WRITTEN])
    words, rule = Language(language), Rule(room_tolerance, margin, smallest=0 if small_cells else SMALLEST)
    given = read_days(on, "--on") if on else []
    rules, membership, margins = _inputs(criteria, members, population, (attendance, speaking), _mandate(start, end))
    days = given or membership.sessions or membership.turning_points
    verdicts = audit_composition(membership, rules, margins, days, default_rng(seed), rule)
    left, filled = departures(membership, rules.criteria), replacements(membership, rules.criteria)
    _write(verdicts, left.table, filled.table, out, words, rule.smallest)
    for sentence in (*verdicts.text, left.text, filled.text):
        print(words.render(sentence))


def _mandate(start: str | None, end: str | None) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Read the first and last day of the mandate; an end that is not given is open."""
    import pandas as pd

    from toolkit.sources.list_words import read_days

    if not start and not end:
        return None
    first = read_days([start], "--start")[0] if start else pd.Timestamp("1700-01-01")
    last = read_days([end], "--end")[0] if end else pd.Timestamp("2200-01-01")
    return first, last


def _inputs(
    criteria: Path,
    members: Path,
    population: Path | None,
    lists: tuple[Path | None, Path | None],
    mandate: tuple[pd.Timestamp, pd.Timestamp] | None,
) -> tuple[Register, Membership, pd.DataFrame | None]:
    """Read all files and check that they fit together; the faults of all of them are listed at once."""
    import pandas as pd

    from toolkit.composition.criteria import Register, check_roster, check_targets
    from toolkit.composition.membership import build_membership
    from toolkit.errors import Faults
    from toolkit.sources.criteria_files import read_population, read_register
    from toolkit.sources.membership_files import read_attendance, read_members

    faults = Faults()
    rules: Register | None = faults.of(lambda: Register(read_register(criteria)))
    known, table = (rules.criteria, rules.table) if rules else ([], None)
    roster: MembershipFile | None = faults.of(lambda: read_members(members, known, table))
    marks = [
        faults.of(partial(read_attendance, path, mark))
        for path, mark in zip(lists, ("present", "spoke"), strict=True)
        if path
    ]
    margins = faults.of(lambda: read_population(population, table)) if population else None
    noted = [table for table in marks if table is not None]
    came = pd.concat(noted, ignore_index=True) if noted else None
    membership = None
    if roster:
        membership = faults.of(lambda: build_membership(roster.events, roster.people, came, mandate))
    if rules and roster:
        faults.of(lambda: check_roster(roster.people, rules))
    if rules and (margins is not None or not population):
        faults.of(lambda: check_targets(rules, margins))
    faults.end()
    assert rules and membership  # or a fault would have ended here
    return rules, membership, margins


def _write(
    verdicts: Audit, left: pd.DataFrame, filled: pd.DataFrame, out: Path, words: Language, smallest: int
) -> None:
    """Write the tables, counts of people below 5 left out unless asked for."""
    from toolkit.composition.audit import shown_rooms
    from toolkit.composition.drift import shown_departures, shown_replacements
    from toolkit.project import write_tables

    spoken = {name: verdicts.table[name].map(words.render) for name in ("sentence", "speech")}
    tables = (
        verdicts.table.assign(**spoken),
        verdicts.seats,
        shown_rooms(verdicts, smallest),
        shown_departures(left, smallest),
        shown_replacements(filled, smallest),
    )
    write_tables(dict(zip(WRITTEN, tables, strict=True)), out)
