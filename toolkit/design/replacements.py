"""Ways of filling empty seats, lived through side by side: the same pool, the same panels, the same departures.

A way is judged by what it leaves of the composition (distance, seats by which quotas are missed, seats filled) and by
what it does to fairness: everybody's chance of ever sitting, which is the chance in the lottery plus the mean chance
of being asked later. People of one kind (alike in all criteria) have equal chances, so theirs are averaged.

Alternates that are chosen follow Assos, Baharav, Flanigan & Procaccia 2025 (arXiv:2506.15716); the lottery of the free
seats is the one of `toolkit.sortition`, on the quotas that are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from toolkit.design.attrition import Attrition, leaving_chances, sessions_stayed
from toolkit.design.draw import QuotaTable, draw_panel
from toolkit.design.scenario import Design
from toolkit.design.simulation import Chain, distance_of, draw_pool, run_generator
from toolkit.errors import InputError
from toolkit.sortition.alternates import choose_alternates
from toolkit.sortition.leximin import leximin_chances, leximin_lottery
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.replacement import replacement_selection
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import types_of

TURNS = 12
"""Holders of one seat whose fate is drawn in advance; more than 12 in a mandate are as good as never seen."""

DEPARTURES = 10
"""Simulated departures that alternates are chosen for."""


@dataclass(frozen=True, eq=False)
class Scene:
    """One simulated pool with its lottery, from which every way of replacing starts.

    Parameters
    ----------
    chain : Chain
        The design, ready for simulation.
    rows : ndarray of int, shape (volunteers,)
        Cell of each volunteer.
    lottery : Lottery
        The fair lottery over the pool; identifiers are the positions as text.
    """

    chain: Chain
    rows: np.ndarray
    lottery: Lottery

    @property
    def counts(self) -> np.ndarray:
        """Which volunteer counts for which quota, shape (volunteers, quotas)."""
        return self.chain.counted.counts[self.rows]

    @property
    def codes(self) -> np.ndarray:
        """Values of the volunteers, coded."""
        return self.chain.codes[self.rows]

    def leaving(self, leave: float) -> np.ndarray:
        """Chance of each volunteer to leave within a mandate when the mean is `leave`."""
        attrition = self.chain.design.attrition.model_copy(update={"leave": leave})
        return leaving_chances(attrition, self.chain.cells, among=self.chain.residents)[self.rows]


@dataclass(eq=False)
class Moment:
    """What a way of replacing is told when seats are empty.

    Parameters
    ----------
    scene : Scene
        Pool and lottery.
    left : list of int
        Who left each empty seat.
    seated : list of int
        Who sits.
    free : ndarray of bool, shape (volunteers,)
        Who may be asked: neither sits nor ever sat, nor was passed over as no alternate.
    session : int
        Session that begins, from 0.
    asked : ndarray, shape (volunteers,)
        Chances of being asked so far in this mandate, added up; a way adds its own.
    """

    scene: Scene
    left: list[int]
    seated: list[int]
    free: np.ndarray
    session: int
    asked: np.ndarray
    rng: np.random.Generator


Fitting = Callable[[Moment, np.ndarray, int], np.ndarray]
"""Says how well each candidate (row of the pool) fits the seat of a leaver."""

Way = Callable[[Moment], list[int | None]]
"""Gives who takes each empty seat, in order; None leaves it empty."""


def nobody(moment: Moment) -> list[int | None]:
    """Leave seats empty."""
    return [None] * len(moment.left)


def one_by_one(moment: Moment, fitting: Fitting) -> list[int | None]:
    """Ask somebody for each seat, at random among those who fit it best."""
    found: list[int | None] = []
    for leaver in moment.left:
        candidates = np.flatnonzero(moment.free)
        if not len(candidates):
            found.append(None)
            continue
        fit = fitting(moment, candidates, leaver)
        candidates = candidates[fit == fit.max()]
        newcomer = int(moment.rng.choice(candidates))
        moment.asked[candidates] += 1 / len(candidates)
        moment.free[newcomer] = False
        moment.seated = [*moment.seated, newcomer]
        found.append(newcomer)
    return found


def anybody(moment: Moment, candidates: np.ndarray, leaver: int) -> np.ndarray:
    """Let everybody fit alike."""
    return np.zeros(len(candidates))


def alike(moment: Moment, candidates: np.ndarray, leaver: int) -> np.ndarray:
    """Count the values that candidates share with the leaver."""
    return (moment.scene.codes[candidates] == moment.scene.codes[leaver]).sum(axis=1)


def helpful(moment: Moment, candidates: np.ndarray, leaver: int) -> np.ndarray:
    """Count the seats by which quotas are missed less when a candidate joins those who sit."""
    counts, quotas = moment.scene.counts, moment.scene.chain.counted
    held = counts[moment.seated].sum(axis=0, dtype=int)
    return -quotas.missed(held + counts[candidates]).sum(axis=1)


def fresh_lottery(moment: Moment) -> list[int | None]:
    """Draw all empty seats together at half-time, so that the quotas of the whole assembly are met again.

    Chances are those of the leximin lottery on the quotas left; who sits is found by `draw_panel`, as everywhere in
    the simulations. Where no panel exists the nearest one is seated, and its members are counted as certain.
    """
    sessions, free = moment.scene.chain.design.mandate.sessions, np.flatnonzero(moment.free)
    if moment.session != sessions // 2 or not len(free):
        return nobody(moment)
    quotas, counts = moment.scene.chain.counted, moment.scene.counts
    held = counts[moment.seated].sum(axis=0, dtype=int)
    left = QuotaTable(counts[free], np.maximum(quotas.least - held, 0), np.maximum(quotas.most - held, 0))
    chosen = free[draw_panel(left, len(moment.left), moment.rng).rows]
    former = [str(row) for row in np.flatnonzero(~moment.free)]
    try:
        seated = [str(row) for row in moment.seated]
        rest = replacement_selection(moment.scene.lottery.selection, seated, former)
        types = types_of(rest)
        for members, chance in zip(types.members, leximin_chances(types), strict=True):
            moment.asked[free[members]] += chance
    except (Infeasible, InputError):
        moment.asked[chosen] += 1
    moment.free[chosen] = False
    return [*map(int, chosen), *[None] * (len(moment.left) - len(chosen))]


def set_scene(design: Design, seed: int) -> Scene:
    """Simulate a pool and find its fair lottery.

    Raises
    ------
    InputError
        If the pool holds no panel that meets the quotas.
    """
    chain, rng = Chain(design), run_generator(seed, 0)
    rows = draw_pool(chain, rng)
    people = chain.cells.iloc[rows].reset_index(drop=True).rename(str)
    return Scene(chain, rows, leximin_lottery(Selection(Pool(people), Quotas(chain.quotas), design.seats)))


def alternates_by_lot(scene: Scene, panel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draw alternates among all who are not on the panel, each with equal chance."""
    others = np.setdiff1d(np.arange(len(scene.rows)), panel)
    return rng.choice(others, min(scene.chain.design.alternates, len(others)), replace=False)


def alternates_chosen(scene: Scene, panel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Choose alternates for the departures that the design expects (Assos et al. 2025)."""
    names = [str(row) for row in panel]
    dropout = pd.Series(scene.leaving(scene.chain.design.attrition.leave)[panel], index=names)
    count, selection = scene.chain.design.alternates, scene.lottery.selection
    found = choose_alternates(selection, names, dropout, count, rng, departures=DEPARTURES, trials=1, exchanges=0)
    return np.array([int(person) for person in found.people])


@dataclass(frozen=True, eq=False)
class Policy:
    """A way of filling seats and the people whom it may ask.

    Parameters
    ----------
    name : str
        Name for readers.
    way : Way
        What happens when seats are empty.
    standby : callable, optional
        Gives the alternates of a panel; everybody when omitted.
    """

    name: str
    way: Way
    standby: Callable[[Scene, np.ndarray, np.random.Generator], np.ndarray] | None = None


POLICIES = (
    Policy("no replacement", nobody),
    Policy("any volunteer", partial(one_by_one, fitting=anybody)),
    Policy("like for like, from all volunteers", partial(one_by_one, fitting=alike)),
    Policy("the most helpful of alternates drawn by lot", partial(one_by_one, fitting=helpful), alternates_by_lot),
    Policy("the most helpful of alternates chosen", partial(one_by_one, fitting=helpful), alternates_chosen),
    Policy("fresh lottery at half-time", fresh_lottery),
)


def compare_policies(
    design: Design,
    leaves: Sequence[float],
    panels: int,
    mandates: int,
    seed: int,
    policies: Sequence[Policy] = POLICIES,
) -> pd.DataFrame:
    """Live through mandates under each policy and each rate of leaving.

    Parameters
    ----------
    leaves : sequence of float
        Shares of the members who leave within the mandate. Alternates are chosen once, for the rate of the design.
    panels, mandates : int
        Panels drawn from the lottery of one simulated pool, and mandates lived through from each.

    Returns
    -------
    DataFrame
        policy, leave, seats_filled, distance_end, missed (seats by which the quotas are missed), replaced (means at
        the last session), smallest_chance, gini (of the chances of ever sitting).
    """
    scene, lived = set_scene(design, seed), defaultdict(list)
    for number in range(panels):
        rng = run_generator(seed, number + 1)
        panel = np.array([int(person) for person in scene.lottery.draw(rng)])
        standby = {policy.name: policy.standby(scene, panel, rng) for policy in policies if policy.standby}
        for leave in leaves:
            chances = scene.leaving(leave)
            for _ in range(mandates):
                dice, luck = rng.random((len(panel), TURNS, 3)), int(rng.integers(2**63))
                for policy in policies:
                    free = np.zeros(len(scene.rows), dtype=bool)
                    free[standby.get(policy.name, slice(None))] = True
                    free[panel] = False
                    start = Moment(scene, [], [], free, 0, np.zeros(len(free)), np.random.default_rng(luck))
                    lived[policy.name, leave].append(_live(start, panel, chances, dice, policy.way))
    rows = [
        (policy.name, leave, *_outcome(scene, lived[policy.name, leave])) for policy in policies for leave in leaves
    ]
    columns = ["policy", "leave", "seats_filled", "distance_end", "missed", "replaced", "smallest_chance", "gini"]
    table = pd.DataFrame(rows, columns=columns)
    table.attrs["synthetic"] = True
    return table


_End = tuple[tuple[float, float, float, float], np.ndarray]
"""What a mandate leaves (seats filled, distance, seats missed, people replaced), and chances of having been asked."""


def _live(moment: Moment, panel: np.ndarray, chances: np.ndarray, dice: np.ndarray, way: Way) -> _End:
    """Live through one mandate, session by session."""
    design = moment.scene.chain.design
    sessions, holder, turn = design.mandate.sessions, dict(enumerate(map(int, panel))), np.zeros(len(panel), dtype=int)
    ends = {seat: _end(chances[row], design.attrition, 0, sessions, dice[seat, 0]) for seat, row in holder.items()}
    for session in range(1, sessions):
        empty = [seat for seat in holder if ends[seat] + design.attrition.delay <= session]
        moment.session, moment.left = session, [holder[seat] for seat in empty]
        moment.seated = [row for seat, row in holder.items() if ends[seat] > session]
        for seat, newcomer in zip(empty, way(moment) if empty else [], strict=True):
            if newcomer is not None:
                holder[seat], turn[seat] = newcomer, min(turn[seat] + 1, TURNS - 1)
                ends[seat] = _end(chances[newcomer], design.attrition, session, sessions, dice[seat, turn[seat]])
    rows = np.array([row for seat, row in holder.items() if ends[seat] >= sessions], dtype=int)
    counts, chain = moment.scene.counts[rows], moment.scene.chain
    missed = chain.counted.missed(counts.sum(axis=0, dtype=int)).sum()
    left = (len(rows) / len(panel), distance_of(chain, counts), float(missed), float(turn.sum()))
    return left, moment.asked


def _end(chance: float, attrition: Attrition, start: int, sessions: int, dice: np.ndarray) -> int:
    """Say from which session on a seat is empty; the number of sessions if its holder stays."""
    stayed = sessions_stayed(chance, attrition, start, sessions, dice)
    return sessions if start + stayed == sessions else start + max(stayed, 1)


def _outcome(scene: Scene, ends: Sequence[_End]) -> tuple[float, ...]:
    """Average the mandates, and give the smallest chance of ever sitting and the Gini coefficient of all chances."""
    kinds = pd.DataFrame(scene.codes).groupby(list(range(scene.codes.shape[1]))).ngroup().to_numpy()
    asked = pd.Series(np.mean([asked for _, asked in ends], axis=0)).groupby(kinds).transform("mean").to_numpy()
    chances = np.sort(np.minimum(scene.lottery.chances + asked, 1.0))
    ranks = np.arange(1, len(chances) + 1)
    gini = float(((2 * ranks - len(chances) - 1) * chances).sum() / (len(chances) * chances.sum()))
    return (*np.mean([left for left, _ in ends], axis=0), float(chances[0]), gini)
