"""Kill work without warning, at random moments or at every step, and look at what is left.

After a kill every file must be whole (the bytes of an undisturbed run, or of what stood there before), and the same
work run again must end with the bytes of an undisturbed run.

Children are forked from a process that has imported everything and computed nothing: so a kill hits the work and not
the imports, and hundreds of kills take minutes.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from toolkit.errors import ToolkitError

ROOT = Path(__file__).parents[1]
SEED = 20261122
Work = Callable[[Path], None]
Files = dict[str, bytes]
Check = Callable[[Path], str]
CHANGES = {
    "open", "write", "writelines", "flush", "close", "fsync", "truncate", "replace", "rename", "unlink", "remove",
    "mkdir", "rmdir", "chmod", "flock",
}  # fmt: skip
"""Names of calls by which files change."""
FILES = (io.FileIO, io.BufferedWriter, io.BufferedRandom, io.TextIOWrapper)
GROWING = ("judgements-coder.csv", "secret.key")
"""Files that are made first and then filled in one piece; the trials look at them in their own way."""


@dataclass
class Row:
    """One kind of fault: what was done how often, what came out, and everything that was not as promised."""

    fault: str
    times: int
    outcome: str = ""
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Trial:
    """Work to be killed: what stands in its folder before, and what must hold there after each kill ("" if it does)."""

    work: Work
    old: Files = field(default_factory=dict)
    check: Check = lambda folder: ""


def contents(folder: Path) -> Files:
    """Read every file below a folder that is not hidden."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*") if ".part" in path.name or path.name == ".lock")


def started(work: Work, folder: Path, log: Path, before: Callable[[], None] = lambda: None) -> int:
    """Fork a process group that does the work; its exit code is the command line's."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = 3
    try:
        before()
        work(folder)
        code = 0
    except ToolkitError as error:
        print(f"toolkit: {error}", file=sys.stderr, flush=True)
        code = 2
    except BaseException as error:
        print(f"Traceback: {error!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a process; minus the signal if one ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def undisturbed(work: Work, folder: Path, log: Path) -> tuple[Files, float]:
    """Do the work in an empty folder; give its files and the seconds it took."""
    start = time.perf_counter()
    code = ended(started(work, folder, log))
    if code:
        raise SystemExit(f"the undisturbed run ended with {code}: {log.read_text()}")
    return contents(folder), time.perf_counter() - start


def not_whole(left: Files, *allowed: Files) -> list[str]:
    """Name files that are neither new nor old."""
    return [name for name, content in left.items() if not any(known.get(name) == content for known in allowed)]


def killed_at_random(
    name: str,
    work: Work,
    place: Path,
    times: int,
    start_from: Files | None = None,
    check: Check = lambda folder: "",
) -> Row:
    """Kill the work at random moments, look at what is left, then let it end."""
    rng = np.random.default_rng(SEED)
    wanted, seconds = undisturbed(work, place / "undisturbed", place / "log")
    row, killed = Row(f"kill -9 of {name}", times), 0
    for number in range(times):
        folder = place / f"kill{number}"
        restore(start_from or {}, folder)
        child = started(work, folder, place / "log")
        time.sleep(float(rng.uniform(0, 1.05 * seconds)))
        os.killpg(child, signal.SIGKILL) if alive(child) else None
        killed += ended(child) == -signal.SIGKILL
        row.broken += broken_by_a_kill(work, folder, wanted, start_from or {}, check)
    row.outcome = f"{killed} met the work, {times - killed} came after its end; every re-run gave the same bytes"
    return row


def broken_by_a_kill(work: Work, folder: Path, wanted: Files, old: Files, check: Check) -> list[str]:
    """Look at what a killed run left, run again, look again, and clear the folder."""
    halves = not_whole(contents(folder), wanted, old)
    broken = [f"{file} is half-written after a kill" for file in halves if Path(file).name not in GROWING]
    broken += list(filter(None, [check(folder)]))
    code = ended(started(work, folder, folder.parent / "log"))
    if code or contents(folder) != wanted or leftovers(folder) not in ([], [".lock"]):
        said = (folder.parent / "log").read_text(encoding="utf-8")[-300:]
        broken.append(f"the run after a kill ended with {code} or other files: {said}")
    shutil.rmtree(folder)
    return broken


def killed_at_every_step(name: str, trial: Trial, place: Path, every: int = 1) -> Row:
    """Kill the work at its first call that changes a file, at its second, and so on until it ends by itself."""
    restore(trial.old, place / "undisturbed")
    wanted, _ = undisturbed(trial.work, place / "undisturbed", place / "log")
    row, code = Row(f"kill -9 of {name}", 0), -signal.SIGKILL
    for number in count(1, every):
        folder = place / f"step{number}"
        restore(trial.old, folder)
        code = ended(started(trial.work, folder, place / "log", lambda number=number: die_at_step(number)))
        row.broken += broken_by_a_kill(trial.work, folder, wanted, trial.old, trial.check)
        if code != -signal.SIGKILL:
            break
        row.times += 1
    row.outcome = "before each call that changes a file; every re-run gave the same bytes"
    return row


def die_at_step(number: int) -> None:
    """Let this process die by kill -9 just before its call of that number by which files change."""
    calls = count(1)

    def step(frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in CHANGES and _on_files(called) and next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)


def _on_files(called: Any) -> bool:
    """Tell whether a function is one of the system's, or the method of a file."""
    return called.__module__ in ("posix", "fcntl", "io", "_io") or isinstance(called.__self__, FILES)


def alive(child: int) -> bool:
    """Tell whether a child has set up its process group and not ended."""
    try:
        return os.getpgid(child) == child
    except ProcessLookupError:
        return False


def restore(files: Files, folder: Path) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    folder.mkdir(parents=True, exist_ok=True)
