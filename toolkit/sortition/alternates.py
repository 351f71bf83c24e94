"""Alternates chosen before anybody leaves, for the departures that are to be expected.

With a chance of dropping out for each member, choose the alternates that minimise the expected number of seats by
which the quotas are missed after the best of them have stepped in. The expectation is taken over simulated departures
s (empirical risk minimisation). With a_k alternates of each kind k of people the loss of one departure is

    loss_s(a) = min Σ_q (missing_q + surplus_q)   subject to   0 <= r_k <= a_k,  Σ r_k = min(count, seats free in s),

a convex function whose duals give straight lines below it. Linear programs gather lines (cutting planes, Kelley 1960)
until they meet the losses; the best numbers are rounded to whole ones, and alternates are exchanged one by one as long
as the lines allow a better choice. Rounds are limited by their number and never by seconds: the same number drawn
gives the same alternates on every machine. The lines also prove how far from the best the choice can be.

Sources: Assos, Baharav, Flanigan, Procaccia 2025, Alternates, Assemble! (arXiv:2506.15716); Kelley 1960, The
cutting-plane method for solving convex programs, doi:10.1137/0108053.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Progress, identity
from toolkit.sortition.solver import INFINITY, Program

ROUNDS = 40
"""Most rounds of linear programs."""

EXCHANGES = 40
"""Most exchanges of one alternate for another that are tried."""

CLOSE = 1e-6
"""A gap of the mean loss, in seats, at which the search ends."""


@dataclass(frozen=True, eq=False)
class Alternates(Shown):
    """People who are asked to stand by.

    Parameters
    ----------
    people : tuple of person_id
        The alternates.
    loss : float
        Seats by which the quotas are missed on average over the simulated departures the choice was made for.
    bound : float
        Proven lower bound on that loss over all choices.
    table : DataFrame
        Comparison on fresh departures: alternates ("none", "random", "chosen"), missed_seats (mean), quotas_met
        (share of departures after which every quota can be met).
    """

    people: tuple[str, ...]
    loss: float
    bound: float
    table: pd.DataFrame

    @property
    def text(self) -> tuple[Message, ...]:
        """The gain over random alternates, and how good the choice is proven to be."""
        missed = self.table.set_index("alternates")["missed_seats"]
        return (
            say(
                "{n} {n:chosen alternate leaves|chosen alternates leave} {chosen:.2f} seats off the quotas on "
                "average, random alternates "
                "{random:.2f}, none {none:.2f}.",
                n=len(self.people),
                chosen=missed["chosen"],
                random=missed["random"],
                none=missed["none"],
            ),
            say(
                "For the departures it was made for, the choice leaves {loss:.2f} seats off; none can leave less than "
                "{bound:.2f}.",
                loss=self.loss,
                bound=self.bound,
            ),
        )


@dataclass(frozen=True, eq=False)
class _Situation:
    """What the choice of alternates depends on.

    Parameters
    ----------
    kinds : ndarray of int, shape (quotas, kinds)
        Which kind of person counts for which quota.
    available : ndarray of int, shape (kinds,)
        Candidates of each kind.
    counted : ndarray of int, shape (quotas, members)
        Which member counts for which quota.
    least, most : ndarray, shape (quotas,)
        The quotas.
    """

    kinds: np.ndarray
    available: np.ndarray
    counted: np.ndarray
    least: np.ndarray
    most: np.ndarray


def choose_alternates(
    selection: Selection,
    panel: Sequence[str],
    dropout: pd.Series,
    count: int,
    rng: np.random.Generator,
    departures: int = 60,
    trials: int = 400,
    exchanges: int = EXCHANGES,
    progress: Progress = identity,
) -> Alternates:
    """Choose alternates for a panel.

    Parameters
    ----------
    selection : Selection
        Pool, quotas and seats of the draw.
    panel : sequence of person_id
        The members.
    dropout : Series
        Chance of leaving for each member, by person_id, 0 to 1; members leave independently.
    count : int
        Alternates to choose.
    rng : numpy.random.Generator
        Simulates departures and random alternates.
    departures, trials : int
        Departures that the choice is made for, and fresh ones for the comparison.
    exchanges : int
        Most exchanges of one alternate for another that are tried after rounding.
    progress : callable
        Wrapper of an iterable, such as tqdm.

    Raises
    ------
    InputError
        If there are too few candidates, or a chance is missing or no chance.
    """
    candidates = _candidates(selection, panel)
    chances = dropout.reindex(list(panel)).to_numpy(dtype=float)
    if not ((chances >= 0) & (chances <= 1)).all():
        raise refuse("dropout", "a member's chance of leaving is missing or not between 0 and 1", "Correct it")
    if not 1 <= count <= len(candidates):
        raise refuse("alternates", f"{count} asked for, {len(candidates)} people could be", "Ask for another number")
    situation, kind_of = _situation(selection, panel, candidates)
    losses = Losses(situation, _simulated(chances, departures, rng), count)
    numbers, loss, bound = _best_numbers(losses, count, exchanges, progress)
    chosen = _pick(candidates, kind_of, numbers, rng)
    fresh = _simulated(chances, trials, rng)
    drawn = [np.bincount(rng.choice(kind_of, count, replace=False), minlength=len(numbers)) for _ in range(10)]
    cases = {"none": [0 * numbers], "random": drawn, "chosen": [numbers]}
    rows = [(name, *_judge(situation, fresh, sets)) for name, sets in cases.items()]
    table = pd.DataFrame(rows, columns=["alternates", "missed_seats", "quotas_met"])
    return Alternates(chosen, loss, bound, table)


def _candidates(selection: Selection, panel: Sequence[str]) -> pd.DataFrame:
    """Give the people who could stand by: those who could still sit, one of each address."""
    pool = selection.pool
    out = selection.excluded | np.asarray(pool.ids.isin(list(panel)), dtype=bool)
    for group in pool.housemates():
        seated = out[group].any()
        out[group if seated else group[1:]] = True
    return pool.people[~out]


def _situation(selection: Selection, panel: Sequence[str], candidates: pd.DataFrame) -> tuple[_Situation, np.ndarray]:
    """Group candidates by the quotas they count for; also give the kind of each candidate."""
    quotas = selection.quotas
    patterns, kind_of = np.unique(quotas.counted(candidates).astype(int), axis=1, return_inverse=True)
    kind_of = kind_of.ravel()
    members = quotas.counted(selection.pool.people.loc[list(panel)]).astype(int)
    bounds = quotas.table["min"].to_numpy(), quotas.table["max"].to_numpy()
    return _Situation(patterns, np.bincount(kind_of), members, *bounds), kind_of


def _simulated(chances: np.ndarray, times: int, rng: np.random.Generator) -> np.ndarray:
    """Simulate who leaves, shape (times, members)."""
    return rng.random((times, len(chances))) < chances


class Losses:
    """The losses of simulated departures as functions of the numbers of alternates of each kind."""

    def __init__(self, situation: _Situation, leaving: np.ndarray, count: int):
        self.situation = situation
        self.steps = np.minimum(count, leaving.sum(axis=1))
        self.held = situation.counted @ ~leaving.T

    def at(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the losses, shape (departures,), and what one more alternate spares, shape (departures, kinds)."""
        situation, used = self.situation, np.flatnonzero(numbers > 0)
        program, costs = _stepping_in(situation, used, numbers[used])
        rows = np.arange(1 + len(situation.least))
        losses, spared = [], []
        for steps, held in zip(self.steps, self.held.T, strict=True):
            low = np.append(min(steps, numbers.sum() - CLOSE / 10), situation.least - held).astype(float)
            high = np.append(steps, situation.most - held).astype(float)
            program.bound_rows(rows, low, high)
            found = program.maximise(costs)
            losses.append(-found.value)
            spared.append(np.maximum(0.0, -found.duals[0] - situation.kinds.T @ found.duals[1:]))
        return np.array(losses), np.array(spared)


def _stepping_in(
    situation: _Situation, kinds: np.ndarray, numbers: np.ndarray, integer: bool = False
) -> tuple[Program, np.ndarray]:
    """Lay the program of who steps in: columns r_k, missing_q and surplus_q; give also its costs."""
    quotas, size = len(situation.least), len(kinds)
    unit = sparse.eye(quotas)
    rows = [[np.ones((1, size)), None, None], [sparse.csr_matrix(situation.kinds[:, kinds]), unit, -unit]]
    high = np.concatenate([numbers, np.full(2 * quotas, INFINITY)]).astype(float)
    free = np.full(1 + quotas, INFINITY)
    matrix = sparse.csr_matrix(sparse.block_array(rows))
    costs = -np.concatenate([np.zeros(size), np.ones(2 * quotas)])
    return Program(matrix, -free, free, np.zeros(len(high)), high, integer=integer), costs


def _best_numbers(losses: Losses, count: int, exchanges: int, progress: Progress) -> tuple[np.ndarray, float, float]:
    """Gather lines below the losses until they meet the best choice, or the rounds are over.

    Returns the numbers of alternates of each kind, their mean loss, and its lower bound over all choices.
    """
    available = losses.situation.available
    lines = Lines(available, count, len(losses.steps))
    numbers, below = count * available / available.sum(), 0.0
    for _ in progress(range(ROUNDS)):
        values = lines.add(numbers, *losses.at(numbers))
        if values - below <= CLOSE:
            break
        numbers, below = lines.lowest()
    best = _whole(numbers, available, count)
    least = lines.add(best, *losses.at(best))
    for _ in progress(range(exchanges)):
        tried, height = lines.best_exchange(best)
        if least - max(below, height) <= CLOSE:
            break
        value = lines.add(tried, *losses.at(tried))
        if value < least - CLOSE:
            best, least = tried, value
    return best, least, min(below, least)


def _whole(numbers: np.ndarray, available: np.ndarray, count: int) -> np.ndarray:
    """Round numbers to whole ones with the same sum, the largest remainders up."""
    whole = np.floor(numbers + CLOSE).astype(int)
    room = np.argsort(-(numbers - whole) + 2.0 * (whole >= available), kind="stable")
    whole[room[: count - whole.sum()]] += 1
    return whole


class Lines:
    """Straight lines below the losses: loss_s >= value − spared · (a − numbers)."""

    def __init__(self, available: np.ndarray, count: int, departures: int):
        self.available, self.count, self.departures = available, count, departures
        self.rows: list[tuple[int, np.ndarray, float]] = []
        high = np.append(available.astype(float), np.full(departures, INFINITY))
        ones = np.append(np.ones(len(available)), np.zeros(departures))
        side = np.array([float(count)])
        self.program = Program(sparse.csr_matrix(ones), side, side, np.zeros(len(high)), high)

    def add(self, numbers: np.ndarray, values: np.ndarray, spared: np.ndarray) -> float:
        """Add the lines that touch the losses at these numbers; give the mean loss there."""
        for departure, (value, own) in enumerate(zip(values, spared, strict=True)):
            height = float(value + own @ numbers)
            self.rows.append((departure, own, height))
            loss = np.zeros(self.departures)
            loss[departure] = 1.0
            self.program.add_row(np.append(own, loss), height, INFINITY)
        return float(values.mean())

    def lowest(self) -> tuple[np.ndarray, float]:
        """Find the numbers, perhaps fractions, at which the lines are lowest, and their mean height there."""
        costs = np.append(np.zeros(len(self.available)), np.full(self.departures, -1 / self.departures))
        found = self.program.maximise(costs)
        return np.clip(found.columns[: len(self.available)], 0, self.available), -found.value

    def best_exchange(self, numbers: np.ndarray) -> tuple[np.ndarray, float]:
        """Exchange one alternate for another where the lines are lowest; give also their mean height there."""
        order = np.argsort([departure for departure, _, _ in self.rows], kind="stable")
        departures = np.array([self.rows[row][0] for row in order])
        spared = np.array([self.rows[row][1] for row in order])
        heights = np.array([self.rows[row][2] for row in order]) - spared @ numbers
        starts = np.flatnonzero(np.diff(departures, prepend=-1))
        free, best = numbers < self.available, (numbers, np.inf)
        for out in np.flatnonzero(numbers):
            moved = heights[:, None] + spared[:, [out]] - spared
            losses = np.maximum(np.maximum.reduceat(moved, starts), 0.0).mean(axis=0)
            losses[~free] = np.inf
            losses[out] = np.inf
            into = int(np.argmin(losses))
            if losses[into] < best[1] - CLOSE:
                one = numbers.copy()
                one[out], one[into] = one[out] - 1, one[into] + 1
                best = one, float(losses[into])
        return best


def _pick(
    candidates: pd.DataFrame, kind_of: np.ndarray, numbers: np.ndarray, rng: np.random.Generator
) -> tuple[str, ...]:
    """Choose people of each kind at random."""
    rows = [
        rng.choice(np.flatnonzero(kind_of == k), number, replace=False) for k, number in enumerate(numbers) if number
    ]
    return tuple(str(person) for person in candidates.index[np.sort(np.concatenate(rows))])


def _judge(situation: _Situation, leaving: np.ndarray, sets: Sequence[np.ndarray]) -> tuple[float, float]:
    """Average the seats missed, and the share of departures without a miss, over departures and sets of alternates."""
    losses = [_least_missed(situation, leaving[n :: len(sets)], numbers) for n, numbers in enumerate(sets)]
    missed = np.concatenate(losses)
    return float(missed.mean()), float((missed == 0).mean())


def _least_missed(situation: _Situation, leaving: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Let the best of the alternates step in after each departure; count the seats by which quotas are missed."""
    quotas, kinds = len(situation.least), np.flatnonzero(numbers)
    program, costs = _stepping_in(situation, kinds, numbers[kinds], integer=True)
    found = []
    for gone in leaving:
        held, steps = situation.counted[:, ~gone].sum(axis=1), min(numbers.sum(), gone.sum())
        bounds = [np.concatenate([[steps], side - held]).astype(float) for side in (situation.least, situation.most)]
        program.bound_rows(np.arange(1 + quotas), *bounds)
        found.append(round(-program.maximise(costs).value))
    return np.array(found)
