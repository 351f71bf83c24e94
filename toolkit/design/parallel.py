"""Many runs on many processors, with the same results whatever their number.

Runs are cut into parts; a part is a pure function of the design, the seed and the numbers of its runs. Work goes
through joblib: processes of this machine, or the workers of a Dask cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

import joblib
import pandas as pd

from toolkit.design.scenario import Design
from toolkit.design.simulation import Chain, simulate_runs
from toolkit.errors import refuse

PART = 250
"""Runs in a part: about a second of work, and the most that an interruption loses for each worker."""

AHEAD = 4
"""Parts that each worker is handed at a time; with `PART` it bounds the memory."""


def parts(runs: int, size: int = PART) -> list[range]:
    """Cut the numbers of the runs, 0 to runs − 1, into ranges of at most `size`."""
    return [range(start, min(start + size, runs)) for start in range(0, runs, size)]


@lru_cache(maxsize=8)
def _chain(design: str) -> Chain:
    """Prepare a design once for each process."""
    return Chain(Design.model_validate_json(design))


def simulate_part(design: str, part: range, seed: int) -> pd.DataFrame:
    """Simulate the runs of one part.

    Parameters
    ----------
    design : str
        The design as JSON, which travels to any worker.
    part : range
        Numbers of the runs.
    seed : int
        Seed of the whole simulation.
    """
    return simulate_runs(_chain(design), part, seed)


@contextmanager
def _backend(workers: int, address: str | None) -> Iterator[int]:
    """Choose processes of this machine or a Dask cluster; give the number of workers."""
    if address is None:
        with joblib.parallel_config(backend="loky", n_jobs=workers):
            yield workers
        return
    from distributed import Client

    try:
        client = Client(address, timeout="10s", set_as_default=True)
    except (OSError, TimeoutError, ValueError) as error:
        raise refuse("--dask", f"no scheduler answers at {address}", "Start dask scheduler and dask worker") from error
    with client:
        client.wait_for_workers(1)
        threads = sum(client.nthreads().values())
        with joblib.parallel_config(backend="dask", n_jobs=threads):
            yield threads


def simulate_parts(
    design: Design, todo: Sequence[range], seed: int, workers: int = 1, address: str | None = None
) -> Iterator[tuple[range, pd.DataFrame]]:
    """Simulate parts, a few at a time, in order.

    Parameters
    ----------
    design : Design
        What is simulated.
    todo : sequence of range
        Parts, as `parts` gives them.
    seed : int
        Seed of the whole simulation, 0 or more.
    workers : int
        Processes of this machine; ignored with `address`.
    address : str, optional
        Address of the scheduler of a Dask cluster.

    Yields
    ------
    range, DataFrame
        A part and its results; no more than `AHEAD` parts per worker are held in memory.
    """
    text = design.model_dump_json()
    if workers == 1 and address is None:
        yield from ((part, simulate_part(text, part, seed)) for part in todo)
        return
    with _backend(workers, address) as hands:
        for start in range(0, len(todo), AHEAD * hands):
            batch = todo[start : start + AHEAD * hands]
            tables = joblib.Parallel()(joblib.delayed(simulate_part)(text, part, seed) for part in batch)
            yield from zip(batch, tables, strict=True)
