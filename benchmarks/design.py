"""Simulated mandates: what a run costs, that memory does not grow with runs, that workers change no byte."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.measuring import SEED, Facts, Options, Section, Work, measure

DESIGN = "paris_2023"
CASES = ((500, 1), (1000, 1), (2000, 1), (2000, 2))
"""Runs, and processes that share them."""


def sections(options: Options) -> list[Section]:
    """Measure the simulation of designs."""
    rows = []
    for runs, workers in CASES[: 1 if options.quick else None]:
        row = measure(mandates, runs, workers)
        cells = [row["failed"], "", "", ""] if "failed" in row else _cells(row, runs)
        rows.append([f"{runs:,}", str(workers), *cells])
    text = (
        f"The design {DESIGN}, from the letters to the last session, written as Parquet in parts of 250 runs. CPU "
        "seconds are those of all processes together; with two, their start is included. The fingerprint is that of "
        "all files: equal runs give equal bytes whatever the number of processes (a test compares Dask too)."
    )
    columns = ["runs", "processes", "CPU s", "CPU s for 10,000", "peak MiB", "fingerprint"]
    return [Section("Design: simulated mandates", text, pd.DataFrame(rows, columns=columns))]


def _cells(row: Facts, runs: int) -> list[str]:
    total = row["total"]
    return [f"{total:.1f}", f"{total * 10_000 / runs:.0f}", f"{row['mebibytes']:.0f}", row["fingerprint"]]


def mandates(runs: int, workers: int) -> Work:
    """Simulate mandates and write them, as the command does."""
    from toolkit.cli.design import write_part
    from toolkit.design.parallel import parts, simulate_parts
    from toolkit.design.scenario import read_design
    from toolkit.design.simulation import Chain, simulate_runs

    design = read_design(DESIGN)
    simulate_runs(Chain(design), range(1), SEED)

    def work() -> Facts:
        before, fingerprint = os.times(), hashlib.sha256()
        with tempfile.TemporaryDirectory() as folder:
            for part, table in simulate_parts(design, parts(runs), SEED, workers):
                file = Path(folder) / f"{part.start}.parquet"
                write_part(table, file)
                fingerprint.update(file.read_bytes())
        if workers > 1:
            from joblib.externals.loky import get_reusable_executor

            get_reusable_executor().shutdown(wait=True)
        after = os.times()
        return {"total": sum(after[:4]) - sum(before[:4]), "fingerprint": fingerprint.hexdigest()[:12]}

    return work
