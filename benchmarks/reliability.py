"""Break the toolkit on purpose and see what is left; `python -m benchmarks.reliability` writes docs/reliability.md.

Processes are killed without warning at random moments and before every call that changes a file, disks are full,
folders read-only, two runs want one folder, and locale, time zone and hash seed change. After each fault every file
that is there must be whole (the bytes of an undisturbed run, or of what stood there before), and the same command run
again must end with the same bytes as an undisturbed run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.killing import (
    ROOT,
    SEED,
    Files,
    Row,
    Work,
    contents,
    ended,
    killed_at_every_step,
    killed_at_random,
    leftovers,
    not_whole,
    restore,
    started,
    undisturbed,
)  # fmt: skip
from benchmarks.works import (
    adjudicate_into,
    claims_fail,
    draw_into,
    judgements_cut,
    report_trial,
    selection_files,
    simulate_into,
    step_trials,
)  # fmt: skip
from toolkit.project import sole_writer, write_text

BY_HAND = "## What broke at first"
NOBODY = 65534


def refused(row: Row, code: int, log: Path, words: str) -> None:
    """Require one clear message and exit code 2."""
    text = log.read_text(encoding="utf-8")
    if code != 2 or words not in text or "Traceback" in text:
        row.broken.append(f"ended with {code}: {text.strip()[-200:]}")


def disk_full(work: Work, place: Path, old: Files, limits: list[int]) -> Row:
    """Let no file grow beyond a limit, with an older draw in the folder."""
    row = Row("full disk (no file may grow beyond a limit) over an older draw", len(limits))
    for limit in limits:
        folder = place / f"full{limit}"
        restore(old, folder)
        limited = lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
        code = ended(started(work, folder, place / "log", limited))
        refused(row, code, place / "log", "cannot be written")
        if contents(folder) != old or leftovers(folder):
            row.broken.append(f"the older draw is not intact at {limit} bytes")
    row.outcome = "exit code 2, one message, the older draw intact to the byte, nothing left beside it"
    return row


def disk_really_full(work: Work, place: Path, old: Files) -> Row:
    """Do the same on a file system of 32 KiB in memory, where this process may mount one."""
    row, folder = Row("full disk (a file system of 32 KiB)", 1), place / "small_disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        row.times, row.outcome = 0, "not tried: mounting needs privileges"
        return row
    try:
        kept = dict(list(old.items())[-2:])
        restore(kept, folder)
        code = ended(started(work, folder, place / "log"))
        refused(row, code, place / "log", "no space left")
        if contents(folder) != kept or leftovers(folder):
            row.broken.append("what stood there is not intact")
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    row.outcome = "exit code 2, “no space left on device”, what stood there intact to the byte"
    return row


def read_only(works: dict[str, Work], place: Path, old: Files) -> Row:
    """Run as somebody who may not write in the folder."""
    row = Row("read-only folder: " + ", ".join(works), len(works))
    for name, work in works.items():
        folder = place / f"read_only_{name}"
        restore(old, folder)
        folder.chmod(0o555)
        log = place / f"log_{name}"
        log.touch()
        log.chmod(0o666)
        become = (lambda: os.setuid(NOBODY)) if os.getuid() == 0 else (lambda: None)
        code = ended(started(work, folder, log, become))
        refused(row, code, log, "cannot be written")
        folder.chmod(0o755)
        if contents(folder) != old:
            row.broken.append(f"{name} changed a read-only folder")
    row.outcome = "exit code 2, one message, nothing changed"
    return row


def at_once(work: Work, place: Path, times: int) -> Row:
    """Start two runs on one folder; one at least ends well, the other ends well after it or is refused."""
    wanted, _ = undisturbed(work, place / "alone", place / "log")
    row, refusals = Row("two runs at once on one folder", times), 0
    for number in range(times):
        folder = place / f"both{number}"
        folder.mkdir()
        logs = [place / "log1", place / "log2"]
        children = [started(work, folder, log) for log in logs]
        codes = [ended(child) for child in children]
        for code, log in zip(codes, logs, strict=True):
            if code:
                refusals += 1
                refused(row, code, log, "another run is writing")
        if 0 not in codes or contents(folder) != wanted:
            row.broken.append(f"two runs ended with {codes}")
    row.outcome = (
        f"{refusals} of the second runs were refused with exit code 2 and one message; the bytes are those of one run"
    )
    return row


def held_by_another(works: dict[str, Work], place: Path) -> Row:
    """Run while another process holds the folder."""
    row = Row("folder held by another run: " + ", ".join(works), len(works))
    for name, work in works.items():
        folder = place / f"held_{name}"
        with sole_writer(folder):
            code = ended(started(work, folder, place / "log"))
        refused(row, code, place / "log", "another run is writing")
    row.outcome = "exit code 2, one message"
    return row


SURROUNDINGS = (  # 14 hours ahead and 12 behind: at any moment the two have different dates
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LC_ALL": "fr_FR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "12345"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Etc/GMT+12", "PYTHONHASHSEED": "777", "OMP_NUM_THREADS": "2"},
)
ANOTHER_DAY = {"FAKETIME": "@2031-02-28 23:59:58", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def surroundings() -> list[dict[str, str]]:
    """Give the surroundings that can be had here: a changed clock needs libfaketime."""
    clocks = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return [*SURROUNDINGS, *({"LD_PRELOAD": str(clock)} | ANOTHER_DAY for clock in clocks[:1])]


def not_here() -> str:
    """Name what this machine lacks for these trials; a locale that is not installed is silently taken as C."""
    known = (
        subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.lower().replace("-", "")
    )
    lacks = [place["LC_ALL"] for place in SURROUNDINGS if place["LC_ALL"].lower().replace("-", "") not in known]
    lacks += [] if len(surroundings()) > len(SURROUNDINGS) else ["another clock"]
    return f"; not to be had here: {', '.join(lacks)}" if lacks else ""


def in_surroundings(name: str, arguments: list[object], place: Path, cwd: Path = ROOT) -> Row:
    """Run a command anew in other surroundings and compare the bytes.

    Jupyter kernels and worker processes do not start under libfaketime, whatever they run: for reports the date
    changes by time zones that never share one. That no code of the toolkit asks for the day is a test of its own
    (tests/test_conventions.py).
    """
    places = [place for place in surroundings() if name != "reports" or "FAKETIME" not in place]
    clock = ", clock" if any("FAKETIME" in other for other in places) else ""
    row, made = Row(f"locale, time zone, hash seed, threads{clock} change: {name}", len(places)), []
    for number, other in enumerate(places):
        out = place / f"surroundings_{name}_{number}"
        line = [sys.executable, "-m", "toolkit", *map(str, arguments), "--out", str(out)]
        done = subprocess.run(line, cwd=cwd, env=os.environ | other, capture_output=True, text=True, check=False)
        if done.returncode:
            row.broken.append(f"{other}: {done.stderr.strip()[-200:]}")
        made.append(contents(out))
    row.broken += [f"other bytes with {other}" for other, files in zip(places, made, strict=True) if files != made[0]]
    row.outcome = f"the same bytes in all {len(made[0])} files{not_here()}"
    return row


def small_project(place: Path) -> Path:
    """Make a project with one small notebook, whose reports take seconds."""
    from tests.reports.conftest import make_small_project

    return make_small_project(place)


def reports_killed(project: Path, times: int) -> Row:
    """Kill `toolkit reports` with its kernels and workers, every third time only the command itself."""
    rng = np.random.default_rng(SEED)
    line = [sys.executable, "-m", "toolkit", "reports", "--assembly", "small", "--language", "en"]
    folder = project / "reports" / "small"

    def run(kill_after: float | None = None, whole_group: bool = True) -> int:
        child = subprocess.Popen(line, cwd=project, start_new_session=True, stdout=-3, stderr=-3)
        if kill_after is not None:
            time.sleep(kill_after)
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL) if whole_group else child.kill()
        return child.wait()

    start = time.perf_counter()
    run()
    seconds, wanted = time.perf_counter() - start, contents(folder)
    row, killed = Row("kill -9 of toolkit reports (HTML, PDF, Word, figures)", times), 0
    for number in range(times):
        shutil.rmtree(folder)
        killed += run(float(rng.uniform(0.2, 1.0)) * seconds, number % 3 != 2) == -signal.SIGKILL
        row.broken += [f"{file} is half-written" for file in not_whole(contents(folder), wanted) if file not in PARTIAL]
        code = run()
        if code or contents(folder) != wanted:
            row.broken.append(f"the run after a kill ended with {code} or other files")
    row.outcome = f"{killed} met the work, {times - killed} came after its end; every re-run gave the same bytes"
    return row


PARTIAL = ("index.html", "manifest.json")
"""Files about several reports: whole in themselves, but about those that stand."""


def all_rows(place: Path, kills: dict[str, int]) -> list[Row]:
    """Try everything, one after the other; what breaks here is told as a broken promise and the rest goes on."""
    inputs = place / "inputs"
    selection_files(inputs)
    draw, judge = draw_into(inputs, "48213"), adjudicate_into
    old, _ = undisturbed(draw_into(inputs, "7"), place / "older", place / "log")
    works = {"draw": draw, "simulate": simulate_into}
    files = ["--pool", inputs / "pool.csv", "--quotas", inputs / "quotas.csv", "--same-address", "street"]
    drawn: list[object] = ["draw", *files, "--size", 20, "--seed", 1]
    limits = [400, 1000, 2000, 5000, 10_000]
    trials: list[Callable[[Path], Row]] = [
        lambda new: killed_at_random("toolkit draw, empty folder", draw, new, kills["draw"], None, claims_fail),
        lambda new: killed_at_random("toolkit draw, over an older draw", draw, new, kills["draw"], old, claims_fail),
        lambda new: killed_at_random("toolkit simulate", simulate_into, new, kills["simulate"]),
        lambda new: killed_at_random("a coder judging pairs", judge, new, kills["judgements"], None, judgements_cut),
        *(
            lambda new, name=name, trial=trial: killed_at_every_step(name, trial, new, kills["every"])
            for name, trial in step_trials(place).items()
        ),
        lambda new: disk_full(draw, new, old, limits),
        lambda new: disk_really_full(draw, new, old),
        lambda new: read_only(works | {"judgements": judge}, new, old),
        lambda new: at_once(draw, new, max(2, kills["draw"] // 5)),
        lambda new: held_by_another(works, new),
        lambda new: in_surroundings("draw", drawn, new),
    ]
    if kills["reports"]:
        trials += [
            lambda new: killed_at_every_step("toolkit reports, over an older report", report_trial(new), new),
            lambda new: reports_killed(small_project(new), kills["reports"]),
            lambda new: in_surroundings("simulate", ["simulate", "merville", "--runs", 10], new),
            lambda new: in_surroundings("reports", ["reports", "--assembly", "small"], new, small_project(new)),
        ]
    return [tried(trial, new(place)) for trial in trials]


def tried(trial: Callable[[Path], Row], folder: Path) -> Row:
    """Try one thing and say at once how it went."""
    start = time.perf_counter()
    try:
        row = trial(folder)
    except Exception as error:
        row = Row("a trial", 1, "it did not end", [f"{type(error).__name__}: {error}"])
    print(f"{row.fault}: {len(row.broken)} broken, {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    return row


def new(place: Path) -> Path:
    """Make a folder that everybody may read, also the nobody who tries to write."""
    folder = Path(tempfile.mkdtemp(dir=place))
    folder.chmod(0o755)
    return folder


def page(rows: list[Row], seconds: float) -> str:
    """Write the page of results."""
    lines = [
        "# Reliability: what was broken on purpose, and what happened",
        "",
        f"Made by `python -m benchmarks.reliability` (seed {SEED}, {seconds:.0f} s, Python {sys.version.split()[0]},"
        f" {sys.platform}). Random moments are drawn with the seed; where they fall depends on the machine.",
        "",
        "After each fault every file must be whole: the bytes of an undisturbed run, or of what stood there before."
        " Then the same command runs again and must give the bytes of an undisturbed run.",
        "",
        "| fault | times | what happened | broken promises |",
        "| --- | ---: | --- | --- |",
    ]
    lines += [f"| {row.fault} | {row.times} | {row.outcome} | {len(row.broken) or 'none'} |" for row in rows]
    lines += [f"- {row.fault}: {problem}" for row in rows for problem in row.broken]
    kills = sum(row.times for row in rows if row.fault.startswith("kill"))
    lines += ["", f"{kills} kills in all. A small part of this runs with the tests (tests/reliability)."]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a few faults of each kind, without reports")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "reliability.md")
    options = parser.parse_args()
    many = {"draw": 30, "simulate": 12, "judgements": 24, "reports": 8, "every": 1}
    few = {"draw": 3, "simulate": 1, "judgements": 3, "reports": 0, "every": 11}
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        warm_up()
        rows = all_rows(Path(place), few if options.quick else many)
    made = page(rows, time.perf_counter() - start)
    before = options.out.read_text(encoding="utf-8") if options.out.exists() else ""
    kept = "".join(before.partition(BY_HAND)[1:])  # what people wrote stays
    write_text(made + ("\n" + kept if kept else ""), options.out)
    print(made)
    return 1 if any(row.broken for row in rows) else 0


def warm_up() -> None:
    """Import what the commands import, without computing anything (nobody may not read everybody's Python)."""
    import toolkit.design.parallel
    import toolkit.design.scenario
    import toolkit.design.simulation
    import toolkit.sortition.feasibility
    import toolkit.sortition.leximin
    import toolkit.sortition.record
    import toolkit.sources.selection_files  # noqa: F401

    "".encode("utf-8-sig")


if __name__ == "__main__":
    sys.exit(main())
