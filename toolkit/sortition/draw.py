"""The draw: one panel of the lottery, chosen by a number that nobody could foresee and everybody can recompute.

A public draw goes in two steps. First the inputs are frozen and their hash is published. Then a number comes up that
no one controls (a lottery result, a throw of dice in public). Both together give a point in [0, 1), which lies in the
interval of exactly one panel. Or the lottery is first turned into M equally likely numbered panels, and balls from
urns say the number.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

import numpy as np
import pandas as pd

from toolkit.errors import SolverError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.solver import Infeasible, Program
from toolkit.sortition.types import Types, types_of

SAME_CHANCE = 1e-9
"""Chances that differ by less are one chance: the solver leaves differences of this order."""

NEARLY_WHOLE = 1e-6
"""A count of seats this near to a whole number is that number; M = 10,000 panels times an error of 1e-10."""


def digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def inputs_digest(pool: str, quotas: str, seats: int, objective: str) -> str:
    """Freeze what is to be drawn into one hash, to be published before the number is announced.

    Parameters
    ----------
    pool, quotas : str
        The texts of the frozen files pool.csv and quotas.csv.
    seats : int
        Size of the panel.
    objective : str
        What the chances are chosen for.
    """
    parts = {"objective": objective, "pool": digest(pool), "quotas": digest(quotas), "seats": seats}
    return digest(json.dumps(parts, sort_keys=True))


def seed_point(announced: str, inputs: str) -> Fraction:
    """Turn the announced number and the hash of the inputs into a point in [0, 1), exactly."""
    return Fraction(int(digest(f"{inputs}\n{announced}"), 16), 2**256)


def panel_at(probabilities: list[float], point: Fraction) -> int:
    """Find the panel whose interval holds a point, in exact arithmetic.

    Parameters
    ----------
    probabilities : list of float
        In the order of the lottery; taken relative to their sum.
    point : Fraction
        In [0, 1).

    Returns
    -------
    int
        Position in the list, from 0.
    """
    ends = list(accumulate(map(Fraction, probabilities)))
    return next(place for place, end in enumerate(ends) if point * ends[-1] < end)


@dataclass(frozen=True, eq=False)
class NumberedPanels(Shown):
    """Equally likely panels with numbers from 1, for a draw with balls.

    Parameters
    ----------
    panels : ndarray of int, shape (count, seats)
        Positions in the pool, ascending in each row.
    lottery : Lottery
        The lottery they stand for.
    """

    panels: np.ndarray
    lottery: Lottery

    def __len__(self) -> int:
        return len(self.panels)

    @property
    def changes(self) -> pd.Series:
        """Chance of a seat by numbered panels minus the lottery's chance, by person_id."""
        pool = self.lottery.selection.pool
        held = np.bincount(self.panels.ravel(), minlength=len(pool))
        return pd.Series(held / len(self) - self.lottery.chances, index=pool.ids, name="change")

    @property
    def largest_change(self) -> float:
        """Largest absolute change of anybody's chance."""
        return float(self.changes.abs().max())

    @property
    def table(self) -> pd.DataFrame:
        """One row a seat: number (1, 2, …), person_id."""
        count, seats = self.panels.shape
        people = self.lottery.selection.pool.ids.to_numpy()[self.panels.ravel()]
        return pd.DataFrame({"number": np.repeat(np.arange(1, count + 1), seats), "person_id": people})

    @property
    def text(self) -> Message:
        """How much the rounding to numbered panels changes."""
        return say(
            "{count} equally likely numbered panels change nobody’s chance by more than {change:.4%} "
            "(one panel more or less is {one:.4%}).",
            count=len(self),
            change=self.largest_change,
            one=1 / len(self),
        )


def number_panels(lottery: Lottery, rng: np.random.Generator, count: int = 1000) -> NumberedPanels:
    """Turn a lottery into equally likely numbered panels, changing chances as little as can be.

    The rounding is made on types. Every panel of types gets ⌊count × its probability⌋ numbers. The seats that are
    then missing are rounded to whole seats of each type by an integer program that keeps all quotas, and peeled off
    as panels one at a time, each within ⌊ ⌋ and ⌈ ⌉ of its share. The seats of a type go round its members in turn.
    If a type has its expected seats rounded down or up, nobody's chance changes by more than 1 / count. (Flanigan,
    Kehne and Procaccia 2021, "Fair sortition made transparent", prove bounds for rounding whole panels instead.)

    Parameters
    ----------
    lottery : Lottery
        What to round.
    rng : numpy.random.Generator
        Orders the members of types and gives the panels their numbers.
    count : int
        How many panels, at least 1.

    Raises
    ------
    InputError
        If `count` is below 1.
    SolverError
        If the rounding does not give panels that obey every quota.
    """
    if count < 1:
        raise refuse("panels", f"found {count}", "Ask for at least 1 numbered panel")
    types = _equal_types(lottery)
    counts, probabilities = _panels_of_types(lottery, types)
    copies = np.floor(count * probabilities + NEARLY_WHOLE).astype(int)
    expected = count * probabilities @ counts
    rest = count - int(copies.sum())
    missing = _whole_seats(types, expected, copies @ counts, rest)
    panels = [panel for panel, times in zip(counts, copies, strict=True) for _ in range(times)]
    panels += _peeled(types, missing, rest)
    if not all(types.allows(panel) for panel in panels):
        raise SolverError("the numbered panels do not obey every quota. Ask for another number of panels.")
    order = rng.permutation(count)
    return NumberedPanels(_seated(types, [panels[place] for place in order], rng), lottery)


def _equal_types(lottery: Lottery) -> Types:
    """Split types whose members have different chances, so that the members of each type are truly alike."""
    types, chances = types_of(lottery.selection), lottery.chances
    members, origin = [], []
    for t, group in enumerate(types.members):
        levels = np.cumsum(np.diff(np.sort(chances[group]), prepend=-1.0) > SAME_CHANCE)
        level_of = np.empty(len(group), dtype=int)
        level_of[np.argsort(chances[group], kind="stable")] = levels
        for level in np.unique(levels):
            members.append(group[level_of == level])
            origin.append(t)
    return Types(tuple(members), types.least[origin], types.matrix[:, origin], types.low, types.high)


def _panels_of_types(lottery: Lottery, types: Types) -> tuple[np.ndarray, np.ndarray]:
    """Write the lottery over counts of types: counts, shape (panels, types), and probabilities."""
    type_of = np.full(len(lottery.selection.pool), -1)
    for t, group in enumerate(types.members):
        type_of[group] = t
    count, seats = lottery.panels.shape
    counts = np.zeros((count, len(types)), dtype=np.int64)
    np.add.at(counts, (np.repeat(np.arange(count), seats), type_of[lottery.panels].ravel()), 1)
    distinct, which = np.unique(counts, axis=0, return_inverse=True)
    return distinct, np.bincount(which.ravel(), lottery.probabilities, minlength=len(distinct))


def _whole_seats(types: Types, expected: np.ndarray, placed: np.ndarray, panels: int) -> np.ndarray:
    """Round the seats of each type that are still missing to whole seats that `panels` panels can hold."""
    missing = expected - placed
    low = np.floor(missing + NEARLY_WHOLE)
    high = np.ceil(missing - NEARLY_WHOLE)
    low, high = np.maximum(low, panels * types.least), np.maximum(high, low)
    program = Program(types.matrix, panels * types.low, panels * types.high, low, high, integer=True)
    try:
        return np.round(program.maximise(missing - low - 0.5).columns).astype(int)
    except Infeasible:
        raise SolverError("the seats cannot be rounded within the quotas. Ask for more numbered panels.") from None


def _peeled(types: Types, seats: np.ndarray, panels: int) -> list[np.ndarray]:
    """Split whole seats of types into whole panels, each taking an even share."""
    found = []
    program = Program(
        types.matrix, types.low, types.high, np.zeros(len(types)), types.sizes.astype(float), integer=True
    )
    for left in range(panels, 0, -1):
        sums = types.matrix @ seats
        rows = np.arange(len(sums))
        low = np.maximum(types.low, sums - (left - 1) * types.high)
        program.bound_rows(rows, low, np.minimum(types.high, sums - (left - 1) * types.low))
        panel = _even_share(program, types, seats, left)
        found.append(panel)
        seats = seats - panel
    return found


def _even_share(program: Program, types: Types, seats: np.ndarray, left: int) -> np.ndarray:
    """Find a panel that takes one of `left` even shares of the seats, rounded down or up; else any that fits."""
    share = seats / left
    columns = np.arange(len(types))
    tight = np.floor(share), np.ceil(share)
    loose = np.maximum(0, seats - (left - 1) * types.sizes), np.minimum(types.sizes, np.maximum(seats, 0))
    for low, high in (tight, loose, (types.least, types.sizes)):
        program.bound_columns(columns, low.astype(float), high.astype(float))
        try:
            return np.round(program.maximise(share - np.floor(share) - 0.5).columns).astype(int)
        except Infeasible:
            continue
    raise SolverError("no further numbered panel was found. Ask for another number of panels.")


def _seated(types: Types, panels: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Fill the seats of types with people, who take turns in a random order."""
    turns = [rng.permutation(group) for group in types.members]
    used = np.zeros(len(types), dtype=int)
    seated = []
    for panel in panels:
        people: list[int] = []
        for t in np.flatnonzero(panel):
            places = (used[t] + np.arange(panel[t])) % len(turns[t])
            people.extend(turns[t][places])
            used[t] += panel[t]
        seated.append(sorted(people))
    return np.array(seated)
