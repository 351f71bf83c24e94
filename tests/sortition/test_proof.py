from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from tests.sortition.small_pools import every_panel, pool_of, quotas_of, random_selection
from toolkit.sortition import proof as proof_module
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.nash import nash_lottery
from toolkit.sortition.pool import Selection
from toolkit.sortition.prices import proof_of
from toolkit.sortition.proof import (
    BOUND,
    UNPLACEABLE,
    bound_smallest_chance,
    panel_program,
    promised,
    proof_table,
    recheck,
    weigh_with_panels,
)
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import types_of
from toolkit.sortition.verification import verify_with_solver


def best_smallest_chance(selection):
    """Maximise the smallest chance over lotteries on every panel, for people who sit on at least one."""
    panels = every_panel(selection)
    sits = np.zeros((len(selection.pool), len(panels)))
    for column, panel in enumerate(panels):
        sits[list(panel), column] = 1
    sits = sits[sits.any(axis=1)]
    rows = np.hstack([-sits, np.ones((len(sits), 1))])
    costs = np.append(np.zeros(len(panels)), -1.0)
    total = np.append(np.ones(len(panels)), 0.0)[None]
    return -linprog(costs, rows, np.zeros(len(sits)), total, [1.0]).fun


@pytest.mark.parametrize("seed", range(30))
def test_weights_of_people_prove_the_best_smallest_chance(seed):
    selection = random_selection(np.random.default_rng(seed), people=9, seats=4, width=0, households=seed % 2 == 1)
    lottery = leximin_lottery(selection)
    types = types_of(selection)
    about = lottery.considered[[group[0] for group in types.members]]
    best = best_smallest_chance(selection)
    placed = types.only(about)
    start = np.array([[np.isin(group, panel).sum() for group in placed.members] for panel in lottery.panels[:1]])
    proven = weigh_with_panels(placed, np.ones(len(placed), dtype=bool), start)
    assert proven.value == pytest.approx(best, abs=1e-7)
    assert proven.weights @ placed.sizes == pytest.approx(1)
    assert bound_smallest_chance(types, about).value >= best - 1e-9
    assert lottery.smallest_chance == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_what_additions_cannot_prove_is_checked_with_the_solver(seed):
    lottery = leximin_lottery(random_selection(np.random.default_rng(seed), people=9, seats=4, width=0))
    proof = proof_table(lottery)
    assert not any(recheck(lottery, proof).values())


def test_weights_that_prove_too_little_are_found():
    lottery = leximin_lottery(random_selection(np.random.default_rng(1), people=9, seats=4, width=0))
    ids = lottery.selection.pool.ids
    rows = [("integer", "", 0.1), ("person", ids[int(np.argmax(lottery.chances))], 1.0)]
    outcome = recheck(lottery, pd.DataFrame(rows, columns=["kind", "name", "price"]))
    assert any("the weights prove" in found for found in outcome.values())


def test_somebody_wrongly_said_to_fit_nowhere_is_found():
    lottery = leximin_lottery(random_selection(np.random.default_rng(1), people=9, seats=4, width=0))
    someone = str(lottery.selection.pool.ids[int(np.argmax(lottery.chances))])
    certificate = replace(lottery.certificate, unplaceable=(*lottery.certificate.unplaceable, someone))
    outcome = recheck(replace(lottery, certificate=certificate), proof_table(lottery))
    assert any("said to fit in none" in found for found in outcome.values())


def one_of_six():
    """Six women and two men, of whom one each sits: no smallest chance is above 1/6."""
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    return leximin_lottery(Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))


@pytest.mark.parametrize(
    ("women", "men", "stated", "said"),
    [
        (1 / 6, 0.0, 1 / 6, ""),
        (1 / 6, 0.0, 1 / 6 - 1e-8, ""),  # the noise of the solver
        (1 / 6, 0.0, 1 / 6 - 1e-6, "the weights prove 0.166666667, 0.166665667 is stated"),
        (3.0, 0.0, 1 / 6, ""),  # weights need not add up to 1
        (1.0, 1.0, 1 / 4, ""),  # 2 / 8
        (1.0, 1.0, 1 / 6, "the weights prove 0.250000000, 0.166666667 is stated"),
        (1.0, -0.5, 1 / 6, "the weights prove inf, 0.166666667 is stated"),
        (0.0, 0.0, 1 / 6, "the weights prove inf, 0.166666667 is stated"),
    ],
)
def test_weights_are_checked_by_the_heaviest_panel(women, men, stated, said):
    lottery = one_of_six()
    claimed = replace(lottery, certificate=replace(lottery.certificate, upper_bound=stated))
    rows = [("person", f"p{number}", women if number < 6 else men) for number in range(8)]
    proof = pd.DataFrame([("integer", "", stated), *rows], columns=["kind", "name", "price"])
    assert recheck(claimed, proof) == {BOUND: said}


def test_who_is_not_named_has_no_weight():
    rows = [("integer", "", 1 / 6), *(("person", f"p{number}", 1 / 6) for number in range(6))]
    assert recheck(one_of_six(), pd.DataFrame(rows, columns=["kind", "name", "price"])) == {BOUND: ""}


def test_only_leximin_and_maximin_promise_a_smallest_chance():
    bounds = {name: promised(name, 0.25) for name in ("leximin", "maximin", "nash", "goldilocks", "target")}
    assert bounds == {"leximin": 0.25, "maximin": 0.25, "nash": 1.0, "goldilocks": 1.0, "target": 1.0}


def test_one_seat_for_somebody_said_to_fit_nowhere_is_enough():
    lottery = one_of_six()
    claimed = replace(lottery, certificate=replace(lottery.certificate, unplaceable=("p0",)))
    found = recheck(claimed, pd.DataFrame(columns=["kind", "name", "price"]))
    assert found == {UNPLACEABLE: "a panel seats somebody who is said to fit in none"}
    assert recheck(lottery, pd.DataFrame(columns=["kind", "name", "price"])) == {}


def test_the_smallest_chance_of_the_relaxation_has_weights_and_prices_by_hand():
    types = types_of(one_of_six().selection)
    found = bound_smallest_chance(types)
    assert found.value == pytest.approx(1 / 6) and found.weights == pytest.approx([1 / 6, 0.0])
    worth = types.matrix.T @ found.prices
    assert found.prices @ types.high == pytest.approx(1 / 6) and (worth >= found.weights - 1e-9).all()
    with pytest.raises(Infeasible):  # whom the objective is not about gets no seat
        bound_smallest_chance(types, np.array([False, True]))


def test_weights_from_panels_by_hand():
    types = types_of(one_of_six().selection)
    found = weigh_with_panels(types, np.array([True, True]), np.array([[1, 1]]))
    assert found.value == pytest.approx(1 / 6) and found.weights == pytest.approx([1 / 6, 0.0])
    assert weigh_with_panels(types, np.array([True, True]), np.array([[1, 1]]), rounds=0).value == 1.0


def test_the_search_for_weights_ends_when_no_panel_weighs_more(monkeypatch):
    """All panels seat one woman and one man: the first look for a heavier one is the last."""
    looks = []

    def noted(types):
        program = panel_program(types)
        return SimpleNamespace(maximise=lambda weights: looks.append(weights) or program.maximise(weights))

    monkeypatch.setattr(proof_module, "panel_program", noted)
    weigh_with_panels(types_of(one_of_six().selection), np.array([True, True]), np.array([[1, 1]]))
    assert len(looks) == 1


def test_weights_are_written_down_only_where_prices_prove_too_little():
    lottery = one_of_six()
    assert not len(proof_table(lottery))
    rows = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "b"), ("f", "c"), ("m", "c")]
    quotas = [("sex", "f", 1, 1), ("sex", "m", 1, 1), ("age", "a", 0, 1), ("age", "b", 0, 1), ("age", "c", 0, 1)]
    assert not len(proof_table(leximin_lottery(Selection(pool_of(rows, ["sex", "age"]), quotas_of(*quotas), 2))))


def test_what_only_a_solver_can_tell_is_told_as_claims():
    told = {}
    for seed in range(10):
        selection = random_selection(np.random.default_rng(seed), people=9, seats=4, width=0)
        for lottery in (leximin_lottery(selection), nash_lottery(selection)):
            for check in verify_with_solver(lottery, proof_of(lottery)):
                assert check.holds and not check.found
                told.setdefault(check.claim, set()).add(lottery.objective)
    assert told[UNPLACEABLE] == {"leximin", "nash"} and told.get(BOUND, {"leximin"}) == {"leximin"}
