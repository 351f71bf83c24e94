"""Measure a piece of work in a process of its own: CPU seconds, wall seconds and peak memory, with one thread.

A section of the benchmark is a module with `sections(options)`, which gives a list of `Section`. What it measures is
a function of that module, called `prepare` here, that reads or makes its inputs and gives the work itself: a function
without arguments whose result is a dict of facts (objective reached, size of the answer, …).

    def rake_by_ours(people: int) -> Work:
        sample = invented(people)
        return lambda: {"margin_error": rake(sample).largest_error}

    row = measure(rake_by_ours, 10_000)    # {"cpu": 0.2, "wall": 0.2, "mebibytes": 140, "margin_error": 1e-9}
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).parents[1]
SEED = 20261122
PATIENCE = 600
"""Seconds of waiting for one measurement."""

Facts = dict[str, Any]
Work = Callable[[], Facts]


@dataclass(frozen=True)
class Options:
    """What a run of the benchmark was asked for.

    Parameters
    ----------
    instances : Path
        Folder with the sortition instances.
    quick : bool
        The smallest case of each section only, to see that everything runs.
    seed : int
        Where invented pools come from.
    """

    instances: Path
    quick: bool = False
    seed: int = SEED


@dataclass(frozen=True)
class Section:
    """A part of docs/benchmarks.md.

    Parameters
    ----------
    title : str
        Heading.
    text : str
        What was measured and what it shows; Markdown.
    table : DataFrame
        Cells as they are to be shown (text), or numbers that need no format.
    """

    title: str
    text: str
    table: pd.DataFrame

    def markdown(self) -> str:
        """Give the section as Markdown; columns whose cells all begin with a digit are set to the right."""
        rows = [list(self.table.columns), [_rule(column) for _, column in self.table.items()]]
        rows += self.table.astype(str).to_numpy().tolist()
        lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows] if len(self.table) else []
        return "\n".join([f"## {self.title}", "", self.text.strip(), "", *lines]).rstrip() + "\n"


def _rule(column: pd.Series) -> str:
    cells = column.astype(str)
    return "---:" if cells.str.fullmatch(r"[-+\d.,e]*( ×)?").all() else "---"


def measure(prepare: Callable[..., Work], *arguments: Any) -> Facts:
    """Measure in a process of its own; an error or too long a wait is a result as well, under `failed`.

    Parameters
    ----------
    prepare : callable
        A function of a module in `benchmarks`.
    arguments
        Numbers and texts for it.

    Returns
    -------
    dict
        `cpu` and `wall` in seconds, of the work alone; `mebibytes`, the largest memory of the process; the facts.
    """
    place = f"{prepare.__module__}:{prepare.__name__}"
    command = [sys.executable, "-m", "benchmarks.measuring", place, json.dumps(arguments)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    try:
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"failed": f"no answer within {PATIENCE} s"}
    if run.returncode:
        if run.returncode < 0:
            return {"failed": f"the process was ended by {signal.Signals(-run.returncode).name}"}
        return {"failed": (run.stderr.strip().splitlines() or ["no message"])[-1][:120]}
    return dict(json.loads(run.stdout.strip().splitlines()[-1]))


def answer(place: str, arguments: str) -> None:
    """Do one measurement, as the child; print it as one line of JSON."""
    module, name = place.split(":")
    work = getattr(import_module(module), name)(*json.loads(arguments))
    wall, cpu = time.perf_counter(), time.process_time()
    facts = work()
    taken = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(taken | {"mebibytes": memory} | facts))


if __name__ == "__main__":
    answer(*sys.argv[1:])
