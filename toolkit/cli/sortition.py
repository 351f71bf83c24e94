"""Commands of a draw: draw, number the panels, verify."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import feasible, replacement
from toolkit.cli.selection import (
    ADDRESS,
    EXCLUDE,
    IDENTIFIER,
    INCLUDE,
    POOL,
    QUOTAS,
    SIZE,
    SelectionOptions,
    bar,
    hashes,
    number_of,
)
from toolkit.errors import refuse

if TYPE_CHECKING:
    from toolkit.language import Message
    from toolkit.sortition.lottery import Lottery
    from toolkit.sortition.pool import Selection
    from toolkit.sortition.verification import Check
    from toolkit.sources.draw_folder import DrawFolder

OBJECTIVES = ("leximin", "maximin", "nash", "goldilocks")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("draw")(draw)
    app.command("number")(number)
    app.command("verify")(verify)
    app.command("feasible")(feasible.feasible)
    app.command("replace")(replacement.replace)


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
    from toolkit.project import sole_writer, spare
    from toolkit.sortition.feasibility import require_feasible

    if objective not in OBJECTIVES:
        raise refuse("--objective", f"found {objective!r}", f"Choose one of {', '.join(OBJECTIVES)}")
    if freeze and seed is not None:
        raise refuse("--freeze", "a number is given as well", "Freeze first, without --seed; draw when it is known")
    options = SelectionOptions(pool, quotas, size, identifier, same_address, include, exclude, seated)
    spare(options.files, [out / name for name in files_of_a_draw()])
    selection = options.read()
    with options.named():
        require_feasible(selection)
    with sole_writer(out):
        write_draw(selection, objective, None if freeze else number_of(seed), hashes(options.files), out)


def files_of_a_draw() -> list[str]:
    """Name every file that the folder of a draw can hold."""
    from toolkit.sortition.record import STEPS

    return ["manifest.json", *sum(STEPS.values(), ())]


def write_draw(selection: Selection, objective: str, number: str | None, sources: Mapping[str, str], out: Path) -> None:
    """Compute, write the folder, all of it or nothing, and say what came out."""
    from toolkit.project import write_texts
    from toolkit.sortition.record import Circumstances, draw_texts

    lottery = lottery_for(selection, objective)
    texts = draw_texts(lottery, Circumstances(number, sources, _versions()))
    write_texts(texts, out, seal="manifest.json", stale=[name for name in files_of_a_draw() if name not in texts])
    _print_outcome(lottery.text, texts, number)


def lottery_for(selection: Selection, objective: str) -> Lottery:
    """Compute the lottery for an objective; each has a module of its own."""
    from importlib import import_module

    module = import_module(f"toolkit.sortition.{objective}")
    lottery: Lottery = getattr(module, f"{objective}_lottery")(selection, progress=bar(objective))
    return lottery


def _versions() -> dict[str, str]:
    """Name what computes, and nothing about the machine."""
    from importlib.metadata import version

    return {name: version(name) for name in ("citizens-assembly-toolkit", "highspy", "numpy")}


def _print_outcome(sentences: Iterable[Message], texts: Mapping[str, str], number: str | None) -> None:
    """Say what came out, and the two hashes that are to be published."""
    hashed = _hashes(texts)
    print(*sentences, sep="\n")
    print(f"hash of inputs, chances and lottery, to be published before the number: {hashed[2]}")
    if number is None:
        print("nobody is drawn yet: run again with --seed NUMBER")
        return
    print(f"hash of the record, to be published after the draw: {hashed[-1]}")
    print(f"drawn with the number {number}")


def _hashes(texts: Mapping[str, str]) -> list[str]:
    """Give the hash of each step of the record."""
    import json

    return [entry["hash"] for entry in json.loads(texts["manifest.json"])["record"]]


def number(
    lottery: Annotated[Path, typer.Option(help="folder that toolkit draw wrote")],
    panels: Annotated[int, typer.Option(help="how many equally likely panels", min=1, max=100_000)] = 1000,
) -> None:
    """Turn a lottery into equally likely numbered panels, for a public draw with balls."""
    import numpy as np

    from toolkit.project import sole_writer, write_texts
    from toolkit.sortition.draw import digest, number_panels
    from toolkit.sortition.record import lottery_of, numbered_texts, unnumbered

    folder = sound(lottery, unnumbered)
    rng = np.random.default_rng(int(digest(folder.texts["lottery.csv"]), 16))
    numbered = number_panels(lottery_of(folder.tables, folder.certificate), rng, panels)
    texts = numbered_texts(folder.texts, numbered)
    with sole_writer(lottery):
        write_texts(texts, lottery)  # the record last; a draw stays whole if a kill comes between
    print(numbered.text)
    print(f"hash of the numbered panels, to be published before the balls are drawn: {_hashes(texts)[-1]}")


def sound(folder: Path, part: Callable[[Mapping[str, str]], Mapping[str, str]] = dict) -> DrawFolder:
    """Read the folder of a draw to go on with it, or with a part of it; refuse one whose claims do not hold."""
    from toolkit.sortition.verification import failures, verify
    from toolkit.sources.draw_folder import read_draw

    draw = read_draw(folder)
    for check in failures(verify(part(draw.texts))):
        problem = f"this does not hold: {check.claim} ({check.found})"
        raise refuse(str(folder), problem, "See toolkit verify; restore the files or draw again")
    return draw


def verify(
    folder: Annotated[Path, typer.Argument(help="folder that toolkit draw wrote")],
    source: Annotated[list[Path] | None, typer.Option(help="an original input file, to be compared")] = None,
    record: Annotated[str, typer.Option(help="a hash that was published, before the number or after the draw")] = "",
) -> None:
    """Check every claim of a draw from its files alone; exit code 2 if one does not hold."""
    from toolkit.errors import ToolkitError
    from toolkit.sortition.verification import compare_sources, failures, verify
    from toolkit.sources.draw_folder import read_draw

    draw = read_draw(folder)
    checks = verify(draw.texts, record)
    if source:
        checks.append(compare_sources(draw.texts, hashes(source)))
    if not failures(checks):
        checks += _rechecked(draw)
    print(*checks, sep="\n")
    made = [check for check in checks if check.holds is not None]
    if broken := failures(checks):
        raise ToolkitError(f"{folder}: {len(broken)} of {len(made)} claims do not hold.")
    print(f"all {len(made)} claims that were checked hold")


def _rechecked(draw: DrawFolder) -> list[Check]:
    """Check with the solver what additions cannot prove, if the draw claims such a thing."""
    if not draw.certificate["unplaceable"] and ",integer," not in draw.texts["proof.csv"]:
        return []
    from toolkit.sortition.record import lottery_of
    from toolkit.sortition.verification import verify_with_solver

    return verify_with_solver(lottery_of(draw.tables, draw.certificate), draw.table("proof"))
