"""When members leave: the quotas left for the free seats, and alternates chosen before anybody leaves.

Alternates follow Assos, Baharav, Flanigan and Procaccia 2025, "Alternates, Assemble! Selecting Optimal Alternates for
Citizens' Assemblies" (arXiv:2506.15716): with a chance of dropping out for each member, choose the alternates that
minimise the expected number of seats by which the quotas are missed after the best of them have stepped in. The
expectation is taken over simulated departures (empirical risk minimisation), by one integer program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pulp
from scipy import sparse

from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.solver import INFINITY, Program

NO_LIMIT = 1_000_000
"""A maximum that no assembly reaches."""


def quotas_left(quotas: Quotas, members: pd.DataFrame) -> Quotas:
    """Subtract the seats that members hold: max(0, min − held) to max(0, max − held).

    Parameters
    ----------
    quotas : Quotas
        Of the whole assembly.
    members : DataFrame
        The people who hold a seat, one text column for each margin of the quotas.
    """
    held = quotas.counted(members).sum(axis=1)
    table = quotas.table
    left = {name: (table[name] - held).clip(lower=0) for name in table.columns[2:]}
    return Quotas(table.assign(**left))


def replacement_selection(selection: Selection, members: Sequence[str], former: Iterable[str] = ()) -> Selection:
    """Say what is to be drawn for the seats that are free.

    Parameters
    ----------
    selection : Selection
        The selection of the whole assembly.
    members : sequence of person_id
        Who holds a seat now.
    former : iterable of person_id
        Who held one before; they are not asked again.

    Returns
    -------
    Selection
        The free seats, the quotas left, and the pool without members, former members, excluded people and housemates
        of members.

    Raises
    ------
    InputError
        If members are not in the pool, or no seat is free.
    """
    ids = selection.pool.ids
    strangers = [person for person in members if person not in ids]
    if strangers:
        raise refuse("members", f"{len(strangers)} members are not in the pool of the draw", "Correct the identifiers")
    free = selection.seats - len(set(members))
    if free < 1:
        raise refuse("members", f"{len(set(members))} members for {selection.seats} seats", "No seat is free")
    seated = np.asarray(ids.isin(list(members)), dtype=bool)
    out = seated | np.asarray(ids.isin([*former, *selection.must_exclude]), dtype=bool)
    for group in selection.pool.housemates():
        out[group] |= bool(seated[group].any())
    households = selection.pool.households
    rest = Pool(selection.pool.people[~out], None if households is None else households[~out])
    return Selection(rest, quotas_left(selection.quotas, selection.pool.people[seated]), free)


def seats_beside(selection: Selection, seated: pd.DataFrame, households: pd.Series | None = None) -> Selection:
    """Say what is to be drawn beside people who hold seats already and need not be in the pool.

    Parameters
    ----------
    selection : Selection
        All seats and quotas, and the pool.
    seated : DataFrame
        Index person_id; one text column for each margin of the quotas.
    households : Series, optional
        Their addresses, as in the pool.

    Returns
    -------
    Selection
        The seats and quotas left; those seated and their housemates are excluded, each with the reason.

    Raises
    ------
    InputError
        If no seat is left, or they have values that no quota knows.
    """
    Selection(Pool(seated, households), _without_limits(selection.quotas), len(seated))
    free = selection.seats - len(seated)
    if free < 1:
        raise refuse("seated", f"{len(seated)} people for {selection.seats} seats", "No seat is free")
    barred = dict(selection.must_exclude)
    barred |= {str(person): "seated already" for person in selection.pool.ids if person in seated.index}
    if households is not None and selection.pool.households is not None:
        lived_in = set(households) - {""}
        shared = selection.pool.households[selection.pool.households.isin(lived_in)]
        barred |= {str(person): "lives with somebody who is seated" for person in shared.index if person not in barred}
    left = quotas_left(selection.quotas, seated)
    return Selection(selection.pool, left, free, selection.must_include, barred)


def _without_limits(quotas: Quotas) -> Quotas:
    """Keep the features and values of quotas, and no limits."""
    return Quotas(quotas.table.assign(min=0, min_flex=0, max=NO_LIMIT, max_flex=NO_LIMIT))


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
        Proven lower bound on that loss over all choices; equal to `loss` when the choice is optimal.
    table : DataFrame
        Comparison on fresh departures: alternates ("none", "random", "chosen"), missed_seats (mean), quotas_met
        (share of departures after which every quota can be met).
    """

    people: tuple[str, ...]
    loss: float
    bound: float
    table: pd.DataFrame

    @property
    def text(self) -> Message:
        """The gain over random alternates."""
        missed = self.table.set_index("alternates")["missed_seats"]
        return say(
            "{n} chosen alternates leave {chosen:.2f} seats off the quotas on average, random alternates "
            "{random:.2f}, none {none:.2f}.",
            n=len(self.people),
            chosen=missed["chosen"],
            random=missed["random"],
            none=missed["none"],
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
    time_limit: float = 30.0,
) -> Alternates:
    """Choose alternates for a panel.

    The program, over whole numbers a_k of alternates of each kind and the share r_sk of them who step in after the
    simulated departure s:  minimise the mean over s of Σ_q (missing_sq + surplus_sq)  subject to  r_sk ≤ a_k,
    Σ_k r_sk = min(count, seats free in s),  Σ a_k = count,  missing and surplus measured from the quotas. Who steps
    in may be a fraction in this program (a lower bound on the loss, nearly always whole); the comparison counts whole
    people.

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
    time_limit : float
        Seconds for the program; when they run out the best choice found is given, with its bound.

    Raises
    ------
    InputError
        If there are too few candidates, or a chance is missing or no chance.
    """
    candidates = _candidates(selection, panel)
    chances = dropout.reindex(list(panel)).to_numpy(dtype=float)
    if not ((chances >= 0) & (chances <= 1)).all():
        raise refuse("dropout", "a member's chance of leaving is missing or not between 0 and 1", "Correct it")
    if count > len(candidates):
        raise refuse("alternates", f"{count} asked for, {len(candidates)} people could be", "Ask for fewer")
    situation, kind_of = _situation(selection, panel, candidates)
    leaving = _simulated(chances, departures, rng)
    numbers, loss, bound = _best_numbers(situation, leaving, count, time_limit)
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


def _best_numbers(
    situation: _Situation, leaving: np.ndarray, count: int, time_limit: float
) -> tuple[np.ndarray, float, float]:
    """Solve the program; give the numbers of alternates of each kind, the mean loss and its lower bound."""
    model = pulp.LpProblem("alternates", pulp.LpMinimize)
    kinds = range(len(situation.available))
    numbers = [model.add_variable(f"a_{k}", 0, int(situation.available[k]), pulp.LpInteger) for k in kinds]
    model += pulp.lpSum(numbers) == count
    losses = []
    for s, gone in enumerate(leaving):
        helpers = [model.add_variable(f"r_{s}_{k}", 0) for k in kinds]
        for k in kinds:
            model += helpers[k] <= numbers[k]
        model += pulp.lpSum(helpers) == int(min(count, gone.sum()))
        losses += _misses(model, situation, gone, helpers, str(s))
    model.setObjective(pulp.lpSum(losses) * (1 / len(leaving)))
    model.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=time_limit))
    if numbers[0].value() is None:
        raise refuse("alternates", f"none found in {time_limit:.0f} s", "Allow more time or simulate fewer departures")
    found = np.array([round(variable.value()) for variable in numbers])
    return found, float(model.objective.value()), float(model.solverModel.getInfo().mip_dual_bound)


def _misses(
    model: pulp.LpProblem, situation: _Situation, gone: np.ndarray, helpers: list[pulp.LpVariable], name: str
) -> list[pulp.LpVariable]:
    """Add what each quota is missed by after one departure."""
    held = situation.counted[:, ~gone].sum(axis=1)
    missed = []
    for q, own in enumerate(situation.kinds):
        seats = int(held[q]) + pulp.lpSum(helpers[k] for k in np.flatnonzero(own))
        missing, surplus = model.add_variable(f"m_{name}_{q}", 0), model.add_variable(f"s_{name}_{q}", 0)
        model += seats + missing >= int(situation.least[q])
        model += seats - surplus <= int(situation.most[q])
        missed += [missing, surplus]
    return missed


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
    kinds, quotas = np.flatnonzero(numbers), len(situation.least)
    size = len(kinds)
    unit = sparse.eye(quotas)
    rows = sparse.csr_matrix(
        sparse.block_array(
            [[np.ones((1, size)), None, None], [sparse.csr_matrix(situation.kinds[:, kinds]), unit, -unit]]
        )
    )
    high = np.concatenate([numbers[kinds], np.full(2 * quotas, INFINITY)]).astype(float)
    low_rows, high_rows = np.zeros(1 + quotas), np.full(1 + quotas, INFINITY)
    program = Program(rows, low_rows, high_rows, np.zeros(len(high)), high, integer=True)
    costs = -np.concatenate([np.zeros(size), np.ones(2 * quotas)])
    found = []
    for gone in leaving:
        held, steps = situation.counted[:, ~gone].sum(axis=1), min(numbers.sum(), gone.sum())
        bounds = [np.concatenate([[steps], side - held]).astype(float) for side in (situation.least, situation.most)]
        program.bound_rows(np.arange(1 + quotas), *bounds)
        found.append(round(-program.maximise(costs).value))
    return np.array(found)
