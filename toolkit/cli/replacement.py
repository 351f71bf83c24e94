"""The command for when members leave: fill their seats, or choose alternates before anybody leaves."""

from __future__ import annotations

from dataclasses import replace as replace_field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.selection import bar, hashes, number_of
from toolkit.errors import refuse

if TYPE_CHECKING:
    from toolkit.sortition.pool import Selection


def replace(
    draw: Annotated[Path, typer.Option(help="folder that toolkit draw wrote")],
    out: Annotated[Path, typer.Option(help="folder that receives the new draw")],
    members: Annotated[
        Path | None, typer.Option(help="who left and joined since: person_id,event,date[,reason]")
    ] = None,
    seed: Annotated[str | None, typer.Option(help="the announced number; drawn by this computer when omitted")] = None,
    alternates: Annotated[int, typer.Option(min=0, help="choose so many alternates for the members instead")] = 0,
    dropout: Annotated[float, typer.Option(min=0, max=1, help="chance that a member leaves, for alternates")] = 0.2,
) -> None:
    """Draw people for the seats that are free, under the quotas left, or choose alternates before anyone leaves."""
    from toolkit.cli.sortition import files_of_a_draw, sound, write_draw
    from toolkit.project import sole_writer, spare
    from toolkit.sortition.feasibility import require_feasible
    from toolkit.sortition.record import lottery_of
    from toolkit.sortition.replacement import replacement_selection

    if out.resolve() == draw.resolve():
        raise refuse("--out", "it is the folder of the draw, which must stay as it is", "Choose another folder")
    if members is not None:
        spare([members], [out / name for name in (*files_of_a_draw(), "alternates.csv", "comparison.csv")])
    folder = sound(draw)
    selection = lottery_of(folder.tables, folder.certificate).selection
    now, former = _memberships(list(folder.table("panel")["person_id"]), members)
    number = number_of(seed)
    if alternates:
        barred = selection.must_exclude | dict.fromkeys(former, "former member")
        with sole_writer(out):
            _choose_alternates(replace_field(selection, must_exclude=barred), now, alternates, dropout, number, out)
        return
    rest = replacement_selection(selection, now, former)
    require_feasible(rest)
    with sole_writer(out):
        print(f"free seats: {rest.seats}")
        write_draw(rest, "leximin", number, hashes([draw / "manifest.json"]), out)


def _memberships(panel: list[str], members: Path | None) -> tuple[list[str], list[str]]:
    """Follow the events from the panel drawn: who is a member now, and who was."""
    from toolkit.composition.event_log import ENTRIES, EXITS
    from toolkit.sources.membership_files import read_members

    now = dict.fromkeys(panel, True)
    if members is not None:
        events = read_members(members, []).events.sort_values("date", kind="stable")
        for person, event in zip(events["person_id"], events["event"], strict=True):
            if event in ENTRIES or event in EXITS:
                now[person] = event in ENTRIES
    return [person for person, sits in now.items() if sits], [person for person, sits in now.items() if not sits]


def _choose_alternates(
    selection: Selection, members: list[str], count: int, dropout: float, number: str, out: Path
) -> None:
    """Choose alternates and write them with what they are worth."""
    import hashlib

    import numpy as np
    import pandas as pd

    from toolkit.project import csv_text, write_texts
    from toolkit.sortition.alternates import choose_alternates

    rng = np.random.default_rng(int(hashlib.sha256(number.encode()).hexdigest(), 16))
    chances = pd.Series(dropout, index=members)
    chosen = choose_alternates(selection, members, chances, count, rng, progress=bar("departures"))
    people = pd.DataFrame({"person_id": chosen.people})
    write_texts({"alternates.csv": csv_text(people), "comparison.csv": csv_text(chosen.table)}, out)
    print(*chosen.text, sep="\n")
    print(f"chosen with the number {number}")
