"""Numbered panels: a lottery as M equally likely panels, so that balls from urns can say which is drawn.

The rounding is made on types of people, so that nobody's chance changes by more than 1 / M wherever whole panels allow
it. (Flanigan, Kehne, Procaccia 2021, Fair sortition made transparent, NeurIPS 34, prove bounds for rounding whole
panels.)
"""

from __future__ import annotations

from dataclasses import dataclass

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

ATTEMPTS = 12
"""Times that whole seats are rounded and peeled, with other random preferences, before repetitions are chosen."""

SHIFT = 2
"""How far a panel's repetitions may be from their expected number; more freedom hardly helps and costs time."""

NODES = 2000
"""Most nodes of the integer program, which is only asked where whole seats cannot be peeled; nodes and not seconds, so
that the panels are the same on every machine."""


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
    As every type has its expected seats rounded down or up, nobody's chance changes by more than 1 / count. Where
    no whole panels add up to such seats (small pools with exact quotas), an integer program chooses how often each
    panel of the lottery is repeated so that the largest change is as small as possible; it is stated in any case.

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
    tried: list[np.ndarray] = []
    extra = _missing_panels(types, expected - copies @ counts, count - int(copies.sum()), rng, tried)
    if extra is None:
        counts, copies = _least_change(types, counts, expected, count * probabilities, tried)
        extra = []
    panels = [*np.repeat(counts, copies, axis=0), *extra]
    if not all(types.allows(panel) for panel in panels):
        raise SolverError("the numbered panels do not obey every quota. Please report this pool.")
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


def _missing_panels(
    types: Types, missing: np.ndarray, panels: int, rng: np.random.Generator, tried: list[np.ndarray]
) -> list[np.ndarray] | None:
    """Find `panels` panels that give each type its missing seats, rounded down or up; None if no attempt succeeds.

    Panels found on the way are appended to `tried`.
    """
    for attempt in range(ATTEMPTS):
        noise = rng.random((2, len(types))) * min(attempt, 1)
        try:
            start = len(tried)
            _peel(types, _whole_seats(types, missing, panels, noise[0]), panels, noise[1], tried)
            return tried[start:]
        except Infeasible:
            continue
    return None


def _whole_seats(types: Types, missing: np.ndarray, panels: int, noise: np.ndarray) -> np.ndarray:
    """Round missing seats to whole seats that `panels` panels together can hold."""
    low = np.maximum(np.floor(missing + NEARLY_WHOLE), panels * types.least)
    high = np.maximum(np.ceil(missing - NEARLY_WHOLE), low)
    program = Program(types.matrix, panels * types.low, panels * types.high, low, high, integer=True)
    return np.round(program.maximise(missing - low - 0.5 + noise).columns).astype(int)


def _peel(types: Types, seats: np.ndarray, panels: int, noise: np.ndarray, found: list[np.ndarray]) -> None:
    """Split whole seats into whole panels, each taking an even share rounded down or up; append them to `found`."""
    sizes = types.sizes.astype(float)
    program = Program(types.matrix, types.low, types.high, np.zeros(len(types)), sizes, integer=True)
    rows, columns = np.arange(len(types.low)), np.arange(len(types))
    for left in range(panels, 0, -1):
        sums, share = types.matrix @ seats, seats / left
        low = np.maximum(types.low, sums - (left - 1) * types.high)
        high = np.minimum(types.high, sums - (left - 1) * types.low)
        program.bound_rows(rows, low, high)
        program.bound_columns(columns, np.floor(share), np.ceil(share))
        panel = np.round(program.maximise(share - np.floor(share) - 0.5 + noise).columns).astype(int)
        found.append(panel)
        seats = seats - panel


def _least_change(
    types: Types, counts: np.ndarray, expected: np.ndarray, numbers: np.ndarray, others: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Choose how often panels of types are repeated, so that changes above one number are as small as possible.

    minimise Σ_t beyond_t  subject to  size_t ⌊x_t⌋ − beyond_t ≤ Σ_j n_j panels_jt ≤ size_t ⌈x_t⌉ + beyond_t,
    Σ n_j = count,  n_j whole and within SHIFT of the expected number; x_t are the numbers that a member of type t
    expects. Panels of the lottery (`counts`, expected `numbers`) and `others` may be used.
    """
    import pulp

    panels = np.unique(np.concatenate([counts, np.array(others, dtype=np.int64).reshape(-1, len(types))]), axis=0)
    wanted = dict(zip(map(bytes, counts), numbers, strict=True))
    base = np.floor([wanted.get(bytes(panel), 0.0) for panel in panels]).astype(int)
    model = pulp.LpProblem("numbered_panels", pulp.LpMinimize)
    copies = [
        model.add_variable(f"n_{j}", max(0, int(whole) - SHIFT), int(whole) + 1 + SHIFT, pulp.LpInteger)
        for j, whole in enumerate(base)
    ]
    beyond = [model.add_variable(f"beyond_{t}", 0) for t in range(len(types))]
    model += pulp.lpSum(beyond)
    model += pulp.lpSum(copies) == round(numbers.sum())
    for t, size in enumerate(types.sizes):
        seats = pulp.lpSum(int(panels[j, t]) * copies[j] for j in np.flatnonzero(panels[:, t]))
        model += seats + beyond[t] >= int(size) * int(np.floor(expected[t] / size + NEARLY_WHOLE))
        model += seats - beyond[t] <= int(size) * int(np.ceil(expected[t] / size - NEARLY_WHOLE))
    model.solve(pulp.HiGHS(msg=False, threads=1, mip_max_nodes=NODES))
    if copies[0].value() is None:
        raise SolverError("no numbered panels were found. Ask for another number of panels.")
    return panels, np.array([round(variable.value()) for variable in copies])


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
