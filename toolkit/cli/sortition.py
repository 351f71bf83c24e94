"""Commands of a draw: is it feasible, draw, number the panels, verify, replace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace as replace_field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.errors import Fault, InputError, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toolkit.language import Message
    from toolkit.sortition.audit import Check
    from toolkit.sortition.lottery import Lottery
    from toolkit.sortition.pool import Selection
    from toolkit.sources.draw_folder import DrawFolder

OBJECTIVES = ("leximin", "maximin", "nash", "goldilocks")
POOL = Annotated[list[Path], typer.Option(help="volunteers (CSV or Excel); FRAME=FILE, repeated, for several frames")]
QUOTAS = Annotated[Path, typer.Option(help="feature,value,min,max or category,feature,min,max")]
SIZE = Annotated[int, typer.Option(help="seats of the panel")]
IDENTIFIER = Annotated[str | None, typer.Option("--id", help="column of the identifier; found by name when omitted")]
ADDRESS = Annotated[str, typer.Option(help="columns that tell who lives together, comma between, the street first")]
INCLUDE = Annotated[Path | None, typer.Option(help="people who must sit: identifier and, if wanted, reason")]
EXCLUDE = Annotated[Path | None, typer.Option(help="people who may not sit, past members say")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("draw")(draw)
    app.command("number")(number)
    app.command("verify")(verify)
    app.command("feasible")(feasible)
    app.command("replace")(replace)


def draw(
    pool: POOL,
    quotas: QUOTAS,
    size: SIZE,
    out: Annotated[Path, typer.Option(help="folder that receives the draw")],
    objective: Annotated[str, typer.Option(help="leximin, maximin, nash or goldilocks")] = "leximin",
    seed: Annotated[str | None, typer.Option(help="the announced number; drawn by this computer when omitted")] = None,
    identifier: IDENTIFIER = None,
    same_address: ADDRESS = "",
    include: INCLUDE = None,
    exclude: EXCLUDE = None,
    seated: Annotated[Path | None, typer.Option(help="people who hold seats already, with their features")] = None,
    freeze: Annotated[bool, typer.Option("--freeze", help="chances and lottery only; the number comes later")] = False,
) -> None:
    """Compute the fairest lottery over panels, draw one, and write everything needed to check it."""
    import secrets

    from toolkit.project import sole_writer
    from toolkit.sortition.feasibility import require_feasible
    from toolkit.sortition.record import Circumstances, draw_texts

    if objective not in OBJECTIVES:
        raise refuse("--objective", f"found {objective!r}", f"Choose one of {', '.join(OBJECTIVES)}")
    selection = _selection(pool, quotas, size, identifier, same_address, include, exclude)
    if seated is not None:
        selection = _beside(selection, seated, identifier, same_address)
    with _files_named(pool, quotas):
        require_feasible(selection)
    number = None if freeze else seed if seed is not None else str(secrets.randbelow(10**12))
    sources = _hashes([*(_path(name) for name in pool), quotas, *filter(None, (include, exclude, seated))])
    with sole_writer(out):
        lottery = _lottery(selection, objective)
        texts = draw_texts(lottery, Circumstances(number, sources, _versions()))
        _write_draw(texts, out)
    _print_outcome(lottery.text, texts, number)


def _lottery(selection: Selection, objective: str) -> Lottery:
    """Compute the lottery for an objective; each has a module of its own."""
    from importlib import import_module

    module = import_module(f"toolkit.sortition.{objective}")
    lottery: Lottery = getattr(module, f"{objective}_lottery")(selection)
    return lottery


def _selection(
    pool: list[Path],
    quotas: Path,
    size: int,
    identifier: str | None,
    same_address: str,
    include: Path | None,
    exclude: Path | None,
) -> Selection:
    """Read the files of a selection; faults name the files."""
    from toolkit.sortition.pool import Pool, Quotas, Selection
    from toolkit.sources.selection_files import read_person_list, read_selection

    addresses = [name.strip() for name in same_address.split(",") if name.strip()]
    frames = {_frame(name): _path(name) for name in pool}
    files = read_selection(frames, quotas, identifier, addresses)
    include_list = read_person_list(include, "must sit") if include else {}
    exclude_list = read_person_list(exclude, "may not sit") if exclude else {}
    here = set(files.people.index)
    absent = {person: why for person, why in exclude_list.items() if person in here}
    with _files_named(pool, quotas):
        people = Pool(files.people, files.households)
        return Selection(people, Quotas(files.quotas), size, include_list, absent)


def _beside(selection: Selection, seated: Path, identifier: str | None, same_address: str) -> Selection:
    """Leave the seats and quotas that people who are seated already do not fill."""
    from toolkit.sortition.replacement import seats_beside
    from toolkit.sources.selection_files import read_people

    addresses = [name.strip() for name in same_address.split(",") if name.strip()]
    people, households = read_people(seated, selection.quotas.margins, identifier, addresses)
    return seats_beside(selection, people, households)


@contextmanager
def _files_named(pool: list[Path], quotas: Path) -> Iterator[None]:
    """Put the names of the files into the faults that are found in their tables."""
    places = {"pool": ", ".join(str(_path(name)) for name in pool), "quotas": str(quotas), "seats": "--size"}
    try:
        yield
    except InputError as error:
        raise InputError(_named(error, places)) from None


def _frame(argument: Path) -> str:
    """Give the frame of FRAME=FILE, "" where there is only a file."""
    frame, equals, _ = str(argument).partition("=")
    return frame if equals and not argument.exists() else ""


def _path(argument: Path) -> Path:
    """Give the file of FRAME=FILE or FILE."""
    return Path(str(argument).partition("=")[2]) if _frame(argument) else argument


def _named(error: InputError, places: Mapping[str, str]) -> list[Fault]:
    """Put the names of the files before the faults."""
    faults = []
    for fault in error.faults:
        first = fault.place.split(",")[0]
        place = places[first] + fault.place[len(first) :] if first in places else fault.place
        faults.append(replace_field(fault, place=place))
    return faults


def _hashes(paths: list[Path]) -> dict[str, str]:
    """Hash files, by their bare names."""
    import hashlib

    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _versions() -> dict[str, str]:
    """Name what computes, and nothing about the machine."""
    from importlib.metadata import version

    return {name: version(name) for name in ("citizens-assembly-toolkit", "highspy", "numpy")}


def _write_draw(texts: Mapping[str, str], out: Path) -> None:
    """Write the folder, all of it or nothing; a folder without a manifest is a draw that did not end."""
    from toolkit.project import write_texts
    from toolkit.sortition.record import STEPS

    known = ("numbered_panels.csv", "numbered_panels.json", *sum(STEPS.values(), ()))
    write_texts(texts, out, seal="manifest.json", stale=[name for name in known if name not in texts])


def _print_outcome(sentences: Iterable[Message], texts: Mapping[str, str], number: str | None) -> None:
    """Say what came out, and the two hashes that are to be published."""
    import json

    record = json.loads(texts["manifest.json"])["record"]
    print(*sentences, sep="\n")
    print(f"hash of inputs, chances and lottery, to be published before the number: {record[2]['hash']}")
    print(f"hash of the record, to be published after the draw: {record[-1]['hash']}")
    print("nobody is drawn yet: run again with --seed NUMBER" if number is None else f"drawn with the number {number}")


def number(
    lottery: Annotated[Path, typer.Option(help="folder that toolkit draw wrote")],
    panels: Annotated[int, typer.Option(help="how many equally likely panels")] = 1000,
) -> None:
    """Turn a lottery into equally likely numbered panels, for a public draw with balls."""
    import hashlib

    import numpy as np

    from toolkit.project import csv_text, sole_writer, write_texts
    from toolkit.sortition.draw import number_panels
    from toolkit.sortition.record import as_json, lottery_of

    folder = _sound(lottery)
    whole = hashlib.sha256(folder.texts["lottery.csv"].encode()).hexdigest()
    numbered = number_panels(
        lottery_of(folder.tables, folder.certificate), np.random.default_rng(int(whole, 16)), panels
    )
    facts = {"panels": panels, "largest_change": numbered.largest_change, "lottery": whole}
    texts = {"numbered_panels.csv": csv_text(numbered.table), "numbered_panels.json": as_json(facts)}
    with sole_writer(lottery):
        write_texts(texts, lottery, seal="numbered_panels.json")
    print(numbered.text)


def _sound(folder: Path) -> DrawFolder:
    """Read the folder of a draw to go on with it; refuse one whose claims do not hold."""
    from toolkit.sortition.audit import audit
    from toolkit.sources.draw_folder import read_draw

    draw = read_draw(folder)
    failures = audit(draw.texts).failures
    if failures:
        problem = f"this does not hold: {failures[0].claim} ({failures[0].found})"
        raise refuse(str(folder), problem, "See toolkit verify; restore the files or draw again")
    return draw


def verify(
    folder: Annotated[Path, typer.Argument(help="folder that toolkit draw wrote")],
    source: Annotated[list[Path] | None, typer.Option(help="an original input file, to be compared")] = None,
    record: Annotated[str, typer.Option(help="a hash that was published, before the number or after the draw")] = "",
) -> None:
    """Check every claim of a draw from its files alone; exit code 2 if one does not hold."""
    from toolkit.errors import ToolkitError
    from toolkit.sortition.audit import audit
    from toolkit.sources.draw_folder import read_draw

    draw = read_draw(folder)
    outcome = audit(draw.texts, _hashes(source or []), record)
    checks = list(outcome.checks)
    if outcome.holds:
        checks += _rechecked(draw)
    for check in checks:
        print(f"{'holds' if check.holds else 'FAILS'}  {check.claim}" + (f": {check.found}" if check.found else ""))
    failures = sum(not check.holds for check in checks)
    if failures:
        raise ToolkitError(f"{folder}: {failures} of {len(checks)} claims do not hold.")
    print(f"all {len(checks)} claims hold")
    if not record:
        print("not checked: that the lottery was published before the number; give the published hash with --record")


def _rechecked(draw: DrawFolder) -> list[Check]:
    """Check with the solver what additions cannot prove, if the draw claims such a thing."""
    if not draw.certificate["unplaceable"] and "\ninteger," not in draw.texts["proof.csv"]:
        return []
    from toolkit.sortition.audit import Check
    from toolkit.sortition.proof import recheck
    from toolkit.sortition.record import lottery_of

    found = recheck(lottery_of(draw.tables, draw.certificate), draw.table("proof"))
    return [Check(claim, not problem, problem) for claim, problem in found.items()]


def feasible(
    pool: POOL,
    quotas: QUOTAS,
    size: SIZE,
    identifier: IDENTIFIER = None,
    same_address: ADDRESS = "",
    include: INCLUDE = None,
    exclude: EXCLUDE = None,
    out: Annotated[Path | None, typer.Option(help="folder that receives the tables")] = None,
) -> None:
    """Tell whether a panel exists; if not, which quotas clash and the smallest change that helps."""
    from toolkit.project import write_table
    from toolkit.sortition.feasibility import examine

    answer = examine(_selection(pool, quotas, size, identifier, same_address, include, exclude))
    print(*answer.text, sep="\n")
    print(answer.table.to_string(index=False))
    if out is not None:
        write_table(answer.table, out / ("seats.csv" if answer.feasible else "relaxation.csv"))
        if answer.clash is not None:
            write_table(answer.clash.table, out / "clash.csv")


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
    import secrets

    from toolkit.project import sole_writer
    from toolkit.sortition.record import lottery_of

    folder = _sound(draw)
    selection = lottery_of(folder.tables, folder.certificate).selection
    now, former = _memberships(list(folder.table("panel")["person_id"]), members)
    number = seed if seed is not None else str(secrets.randbelow(10**12))
    with sole_writer(out):
        if alternates:
            _choose_alternates(selection, now, former, alternates, dropout, number, out)
        else:
            _fill_seats(selection, now, former, number, out, draw)


def _memberships(panel: list[str], members: Path | None) -> tuple[list[str], list[str]]:
    """Follow the events from the panel drawn: who is a member now, and who was."""
    from toolkit.composition.membership import ENTRIES, EXITS
    from toolkit.sources.membership_files import read_members

    now = dict.fromkeys(panel, True)
    if members is not None:
        events = read_members(members, []).events.sort_values("date", kind="stable")
        for person, event in zip(events["person_id"], events["event"], strict=True):
            if event in ENTRIES or event in EXITS:
                now[person] = event in ENTRIES
    return [person for person, sits in now.items() if sits], [person for person, sits in now.items() if not sits]


def _fill_seats(selection: Selection, now: list[str], former: list[str], number: str, out: Path, draw: Path) -> None:
    """Draw the free seats as a draw of its own, with the same folder."""
    from toolkit.sortition.feasibility import require_feasible
    from toolkit.sortition.record import Circumstances, draw_texts
    from toolkit.sortition.replacement import replacement_selection

    rest = replacement_selection(selection, now, former)
    require_feasible(rest)
    lottery = _lottery(rest, "leximin")
    texts = draw_texts(lottery, Circumstances(number, _hashes([draw / "manifest.json"]), _versions()))
    _write_draw(texts, out)
    print(f"free seats: {rest.seats}")
    _print_outcome(lottery.text, texts, number)


def _choose_alternates(
    selection: Selection, now: list[str], former: list[str], count: int, dropout: float, number: str, out: Path
) -> None:
    """Choose alternates and write them with what they are worth."""
    import hashlib

    import numpy as np
    import pandas as pd

    from toolkit.project import write_table
    from toolkit.sortition.replacement import choose_alternates

    barred = selection.must_exclude | dict.fromkeys(former, "former member")
    rng = np.random.default_rng(int(hashlib.sha256(number.encode()).hexdigest(), 16))
    people = replace_field(selection, must_exclude=barred)
    chosen = choose_alternates(people, now, pd.Series(dropout, index=now), count, rng)
    write_table(pd.DataFrame({"person_id": chosen.people}), out / "alternates.csv")
    write_table(chosen.table, out / "comparison.csv")
    print(chosen.text)
    print(f"chosen with the number {number}")
