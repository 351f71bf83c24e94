"""A design lived through many times: letters, volunteers, draw, attendance, departures, replacements.

Each run has its own random numbers, made from the seed and the number of the run alone (`SeedSequence` with the run as
spawn key), so results do not depend on how the work is shared out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from toolkit.design.attrition import attendance_habits, leaving_chances, replacement_for, sessions_stayed
from toolkit.design.draw import QuotaTable, draw_panel
from toolkit.design.frames import people_on, volunteer_rates
from toolkit.design.recruitment import mailing_cost, with_reminders
from toolkit.design.scenario import Design
from toolkit.design.synthetic import draw_volunteers

OUTCOMES = (
    "volunteers",
    "per_seat",
    "quota_seats_missed",
    "distance_drawn",
    "distance_end",
    "distance_room",
    "seats_filled",
    "attendance",
    "replaced",
    "cost",
)
"""What a run gives; see `simulate_once`."""


@dataclass(frozen=True, eq=False)
class Chain:
    """A design made ready for simulation: cells, rates and quotas as arrays.

    Parameters
    ----------
    design : Design
        The design.
    """

    design: Design

    def with_design(self, design: Design) -> Chain:
        """Change the design in what does not touch population, criteria, seats or the limits of frames."""
        other = Chain(design)
        kept = ("residents", "quotas", "counted", "codes", "slices", "due")
        other.__dict__.update({name: getattr(self, name) for name in kept})
        return other

    @cached_property
    def residents(self) -> pd.DataFrame:
        """Cells of the population."""
        return self.design.residents()

    @cached_property
    def quotas(self) -> pd.DataFrame:
        """Quotas with the seats due to each value."""
        return self.design.quotas()

    @cached_property
    def lists(self) -> list[pd.DataFrame]:
        """Cells of each frame, with `frame` and `rate` (volunteers per letter)."""
        parts = []
        for frame in self.design.frames:
            cells = people_on(frame, self.residents)
            rate = volunteer_rates(with_reminders(frame, self.design.reminders), cells, self.design.response)
            parts.append(cells.assign(frame=frame.name, rate=rate))
        return parts

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Cells of every frame below each other."""
        return pd.concat(self.lists, ignore_index=True)

    @cached_property
    def rates(self) -> list[np.ndarray]:
        """Volunteers per letter in the cells of each frame."""
        return [cells["rate"].to_numpy(dtype=float) for cells in self.lists]

    @cached_property
    def due(self) -> np.ndarray:
        """Seats due to each quota's value."""
        return self.quotas["expected"].to_numpy(dtype=float)

    @cached_property
    def counted(self) -> QuotaTable:
        """Quotas of the cells."""
        return QuotaTable.of(self.cells, self.quotas)

    @cached_property
    def codes(self) -> np.ndarray:
        """Values of the cells, coded; shape (cells, criteria and frame)."""
        columns = [pd.factorize(self.cells[feature])[0] for feature in (*self.design.criteria, "frame")]
        return np.column_stack(columns)

    @cached_property
    def slices(self) -> list[np.ndarray]:
        """Rows of the quotas of each criterion."""
        return [np.flatnonzero(self.quotas["feature"] == criterion) for criterion in self.design.criteria]

    @cached_property
    def chances(self) -> np.ndarray:
        """Chance that a person of each cell leaves within a whole mandate, on average over the residents."""
        return leaving_chances(self.design.attrition, self.cells, among=self.residents)

    @cached_property
    def mailing(self) -> float:
        """Cost of letters and reminders."""
        return sum(mailing_cost(frame, self.design.reminders, self.design.costs) for frame in self.design.frames)


def run_generator(seed: int, run: int) -> np.random.Generator:
    """Make the random numbers of one run from the seed and its number."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(run,)))


def simulate_once(chain: Chain, rng: np.random.Generator) -> dict[str, float]:
    """Live through a design once.

    Returns
    -------
    dict
        volunteers · per_seat (volunteers per seat due of the worst-served value) · quota_seats_missed (by the panel
        drawn) · distance_drawn, distance_end, distance_room (mean D over criteria, from the seats due: of the panel
        drawn, of those enrolled at the last session, of those present at it) · seats_filled (share, at the last
        session) · attendance (mean share of the seats present over sessions) · replaced (people who joined later) ·
        cost.
    """
    pool = draw_pool(chain, rng)
    table = QuotaTable(chain.counted.counts[pool], chain.counted.least, chain.counted.most)
    panel = draw_panel(table, chain.design.seats, rng)
    mandate = _live(chain, pool, panel.rows, rng)
    due = chain.due
    held = table.counts.sum(axis=0, dtype=int)[due > 0] / due[due > 0]
    return {
        "volunteers": float(len(pool)),
        "per_seat": float(held.min()),
        "quota_seats_missed": float(panel.shortfall),
        "distance_drawn": distance_of(chain, table.counts[panel.rows]),
        "distance_end": distance_of(chain, table.counts[mandate.enrolled]),
        "distance_room": distance_of(chain, table.counts[mandate.present]),
        "seats_filled": len(mandate.enrolled) / chain.design.seats,
        "attendance": mandate.attendance,
        "replaced": float(mandate.replaced),
        "cost": _cost(chain, mandate),
    }


def draw_pool(chain: Chain, rng: np.random.Generator) -> np.ndarray:
    """Draw the volunteers of every frame, in random order.

    Returns
    -------
    ndarray of int, shape (volunteers,)
        The cell (row of `chain.cells`) of each.
    """
    frames = zip(chain.design.frames, chain.rates, chain.lists, strict=True)
    counts = np.concatenate([draw_volunteers(frame, rates, cells, rng) for frame, rates, cells in frames])
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


@dataclass(frozen=True)
class _Mandate:
    """What became of a panel: rows of the pool enrolled and present at the last session, and totals."""

    enrolled: np.ndarray
    present: np.ndarray
    attendance: float
    replaced: int


def _live(chain: Chain, pool: np.ndarray, members: np.ndarray, rng: np.random.Generator) -> _Mandate:
    """Let the members of a panel come, stay away, leave and be replaced."""
    attrition, sessions = chain.design.attrition, chain.design.mandate.sessions
    habits = attendance_habits(len(pool), attrition, rng)
    free = _reserve(chain, pool, members, rng)
    codes, chances = chain.codes[pool], chain.chances[pool]
    waiting = [(0, int(row)) for row in members]
    enrolled, here, came, replaced = [], [], 0, 0
    while waiting:
        start, row = waiting.pop()
        stayed = sessions_stayed(chances[row], attrition, start, sessions, rng.random(3))
        present = rng.random(stayed) < habits[row]
        came += int(present.sum())
        if start + stayed == sessions:
            enrolled.append(row)
            here += [row] if present[-1] else []
            continue
        again = start + max(stayed, 1) + attrition.delay
        newcomer = replacement_for(row, codes, free, attrition.replacement, rng) if again < sessions else None
        if newcomer is not None:
            free[newcomer] = False
            replaced += 1
            waiting.append((again, newcomer))
    attendance = came / (chain.design.seats * sessions)
    return _Mandate(np.array(enrolled, dtype=int), np.array(here, dtype=int), attendance, replaced)


def _reserve(chain: Chain, pool: np.ndarray, members: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Say who can be asked to take a seat over."""
    free = np.ones(len(pool), dtype=bool)
    free[members] = False
    if chain.design.reserve == "pool":
        return free
    others = np.flatnonzero(free)
    number = min(chain.design.alternates, len(others))
    if chain.design.reserve == "alternates by lot":
        chosen = rng.choice(others, number, replace=False)
    else:
        due = chain.due * (number / chain.design.seats)
        small = QuotaTable(chain.counted.counts[pool[others]], np.floor(due).astype(int), np.ceil(due).astype(int))
        chosen = others[draw_panel(small, number, rng).rows]
    free[:] = False
    free[chosen] = True
    return free


def distance_of(chain: Chain, counts: np.ndarray) -> float:
    """Give the mean D over the criteria; 1 for an empty room."""
    if not len(counts):
        return 1.0
    held = counts.sum(axis=0, dtype=int) / len(counts)
    due = chain.due / chain.design.seats
    gap = np.abs(held - due)
    return float(np.mean([gap[rows].sum() / 2 for rows in chain.slices]))


def _cost(chain: Chain, mandate: _Mandate) -> float:
    """Add up mailing, sessions and allowances."""
    costs, sessions = chain.design.costs, chain.design.mandate.sessions
    half_days = mandate.attendance * chain.design.seats * sessions * costs.half_days_per_session
    return chain.mailing + costs.session * sessions + costs.half_day * half_days


def simulate_runs(chain: Chain, runs: Sequence[int], seed: int) -> pd.DataFrame:
    """Live through some numbered runs of a design.

    Parameters
    ----------
    runs : sequence of int
        Numbers of the runs; the same number and seed give the same run wherever it is computed.
    seed : int
        Seed of the whole simulation, 0 or more.

    Returns
    -------
    DataFrame
        run, and the columns of `OUTCOMES`.
    """
    rows = [simulate_once(chain, run_generator(seed, run)) for run in runs]
    table = pd.DataFrame(rows, columns=list(OUTCOMES))
    table.insert(0, "run", list(runs))
    table.attrs["synthetic"] = True
    return table


def interval(values: pd.Series, low: float = 0.05, high: float = 0.95) -> tuple[float, float, float]:
    """Give the mean and the bounds between which the middle of the values lies."""
    return float(values.mean()), float(values.quantile(low)), float(values.quantile(high))


def summarise(results: pd.DataFrame) -> pd.DataFrame:
    """Give the mean of each outcome and the interval that holds nine runs in ten.

    Returns
    -------
    DataFrame
        outcome, mean, low, high.
    """
    rows = [(outcome, *interval(results[outcome])) for outcome in OUTCOMES]
    return pd.DataFrame(rows, columns=["outcome", "mean", "low", "high"])


def compare_designs(designs: Sequence[Design], runs: int, seed: int) -> pd.DataFrame:
    """Simulate designs side by side.

    Returns
    -------
    DataFrame
        design, outcome, mean, low, high.
    """
    tables = [
        summarise(simulate_runs(Chain(design), range(runs), seed)).assign(design=design.name) for design in designs
    ]
    table = pd.concat(tables, ignore_index=True)
    table.attrs["synthetic"] = True
    return table[["design", "outcome", "mean", "low", "high"]]
