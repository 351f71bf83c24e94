"""Are intervals and tests right as often as they say? `python -m benchmarks.calibration` writes docs/calibration.md.

Each method is tried on data made so that the truth is known. A topic is a module named in `TOPICS` with a list
`METHODS`: functions that take a `numpy.random.Generator` and give a list of `Row`s. To add a method, write such a
function; to add a topic, add its module here. Every function starts from a seed of its own, made of `SEED` and its
name, so that adding one changes no other.
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from scipy.stats import beta

ROOT = Path(__file__).parents[1]
SEED = 20261122
TOPICS = ["benchmarks.calibration_composition", "benchmarks.calibration_design", "benchmarks.calibration_impact"]

AT_MOST, AT_LEAST, ABOUT, NOTHING = "at most", "at least", "about", "nothing"


@dataclass(frozen=True)
class Row:
    """One measurement.

    Parameters
    ----------
    method : str
        The test or interval, and on what it was tried.
    used_in : str
        Where a reader meets it.
    quantity : str
        "size" (share of false alarms), "coverage" (share of intervals that hold the truth) or "power".
    promise : str
        `AT_MOST`, `AT_LEAST` or `ABOUT` the nominal value; `NOTHING` where a figure is only shown.
    nominal : float
        What is promised, 0 to 1.
    hits : int
        Times it happened.
    replicates : int
        Times it was tried, independently.
    """

    method: str
    used_in: str
    quantity: str
    promise: str
    nominal: float
    hits: int
    replicates: int

    @property
    def observed(self) -> float:
        """Share of the times tried."""
        return self.hits / self.replicates

    @property
    def interval(self) -> tuple[float, float]:
        """Exact 99 % interval of the share (Clopper and Pearson 1934): what so many replicates leave open."""
        low = beta.ppf(0.005, self.hits, self.replicates - self.hits + 1) if self.hits else 0.0
        high = beta.ppf(0.995, self.hits + 1, self.replicates - self.hits) if self.hits < self.replicates else 1.0
        return float(low), float(high)

    @property
    def kept(self) -> bool:
        """Whether the promise may be true, given how often it was tried."""
        low, high = self.interval
        if self.promise == NOTHING:
            return True
        return not (
            (self.promise != AT_LEAST and low > self.nominal) or (self.promise != AT_MOST and high < self.nominal)
        )


Method = Callable[[np.random.Generator], list[Row]]


def measured(methods: Iterable[Method]) -> list[Row]:
    """Try methods, each from its own seed."""
    return [row for method in methods for row in method(generator_of(method))]


def generator_of(method: Method) -> np.random.Generator:
    """Give the generator of one method."""
    return np.random.default_rng([SEED, zlib.crc32(method.__name__.encode())])


def page(topics: dict[str, list[Row]], seconds: float) -> str:
    """Write the page of results."""
    lines = [
        "# Calibration: are intervals and tests right as often as they say?",
        "",
        f"Made by `python -m benchmarks.calibration` (seed {SEED}, {seconds:.0f} CPU s). Each method is tried on data"
        " made so that the truth is known. The interval is what so many replicates leave open (exact, 99 %); a promise"
        " is kept if its value lies within the interval or on the right side of it.",
        "",
        "| method | where it is used | what | promised | observed | interval | replicates | kept |",
        "| --- | --- | --- | --- | ---: | --- | ---: | --- |",
    ]
    for topic, rows in topics.items():
        lines += [f"| **{topic}** | | | | | | | |", *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    low, high = row.interval
    promise, kept = f"{row.promise} {row.nominal:.3g}", "yes" if row.kept else "**no**"
    if row.promise == NOTHING:
        promise = kept = "–"
    return (
        f"| {row.method} | {row.used_in} | {row.quantity} | {promise} | {row.observed:.3f} |"
        f" {low:.3f}–{high:.3f} | {row.replicates:,} | {kept} |"
    )


def main() -> int:
    """Measure everything and write the page."""
    from toolkit.project import write_text

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "calibration.md")
    options = parser.parse_args()
    start = time.process_time()
    topics = {name.rpartition("_")[2].capitalize(): measured(import_module(name).METHODS) for name in TOPICS}
    text = page(topics, time.process_time() - start)
    write_text(text, options.out)
    print(text)
    return 0 if all(row.kept for rows in topics.values() for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
