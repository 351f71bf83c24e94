"""Nash, Goldilocks, target and their certificates, against hand calculation and all panels of small pools."""

import json

import numpy as np
import pandas as pd
import pytest

from tests.sortition.oracle import all_panels, best_step, goldilocks_by_listing, random_selection, tight_selection
from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.errors import InputError
from toolkit.sortition.goldilocks import goldilocks_lottery
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.nash import nash_lottery
from toolkit.sortition.pool import Selection
from toolkit.sortition.target import correction, target_lottery


def two_groups():
    """Make three women and one man for two seats, of which one to two are women's."""
    rows = [("f",)] * 3 + [("m",)]
    return Selection(pool_of(rows, ["sex"]), quotas_of(("sex", "f", 1, 2), ("sex", "m", 0, 1)), 2)


def test_equal_chances_are_best_for_nash_and_goldilocks_when_they_are_possible():
    assert nash_lottery(two_groups()).chances == pytest.approx([0.5] * 4, abs=1e-6)
    lottery = goldilocks_lottery(two_groups(), gamma=2.0)
    assert lottery.chances == pytest.approx([0.5] * 4, abs=1e-6)
    assert lottery.certificate.value == pytest.approx(-3)


def test_nash_gives_each_group_its_seats_in_equal_parts():
    selection = Selection(
        pool_of([("f",)] * 3 + [("m",)] * 2, ["sex"]), quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2
    )
    lottery = nash_lottery(selection)
    assert lottery.chances == pytest.approx([1 / 3] * 3 + [1 / 2] * 2, abs=1e-6)
    assert lottery.certificate.value == pytest.approx((1 / 3) ** 0.6 * (1 / 2) ** 0.4)


def test_a_target_that_is_possible_is_met():
    target = pd.Series([0.6, 0.5, 0.4, 0.5], index=["p0", "p1", "p2", "p3"])
    lottery = target_lottery(two_groups(), target)
    assert lottery.marginals.to_list() == pytest.approx(target.to_list(), abs=1e-5)
    assert lottery.certificate.gap <= 1e-6


def test_a_target_of_nothing_is_refused():
    with pytest.raises(InputError, match="p1"):
        target_lottery(two_groups(), pd.Series([0.5, 0, 0.5, 0.5], index=["p0", "p1", "p2", "p3"]))


def test_the_correction_gives_the_reluctant_more_and_nobody_more_than_certainty():
    chances = correction(pd.Series([0.01, 0.5, 0.5, 0.25], index=list("abcd")), 2)
    assert chances.to_list() == pytest.approx([1, 0.25, 0.25, 0.5])


def assert_nothing_is_better(selection, rng):
    """Solve with every objective; compare with all panels: no direction is up, no program over them finds more."""
    panels = all_panels(selection)
    placed = panels.any(axis=0)
    nash = nash_lottery(selection)
    chances = np.where(placed, nash.chances, 1.0)
    assert best_step(panels, chances, 1 / chances) <= 1e-4 * placed.sum()
    wished = rng.uniform(0.1, 1, len(placed))
    target = target_lottery(selection, pd.Series(wished, index=selection.pool.ids))
    assert best_step(panels, target.chances, -2 * (target.chances - wished) / wished) <= 1e-4
    goldilocks = goldilocks_lottery(selection)
    assert goldilocks.certificate.value == pytest.approx(goldilocks_by_listing(panels, selection.seats), rel=1e-6)
    for lottery in (nash, target, goldilocks, maximin_lottery(selection)):
        assert lottery.certificate.complete
        assert lottery.certificate.gap <= 1e-6 * max(1, abs(lottery.certificate.value))
        lawful = {tuple(np.flatnonzero(panel)) for panel in panels}
        assert {tuple(panel) for panel in lottery.panels.tolist()} <= lawful


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(6))
def test_no_mixture_of_all_panels_is_better_for_any_objective(batch):
    for seed in range(50 * batch, 50 * batch + 50):
        rng = np.random.default_rng(seed)
        assert_nothing_is_better(random_selection(rng), rng)


@pytest.mark.slow
@pytest.mark.parametrize("seed", (17, 18, 21, 39, 46, 85, 96, 98, 101, 109, 134, 137))
def test_nothing_is_better_where_the_relaxation_promises_too_much(seed):
    assert_nothing_is_better(tight_selection(np.random.default_rng(seed)), np.random.default_rng(seed))


def test_nash_stopped_by_its_time_limit_says_that_it_is_not_complete():
    selection = tight_selection(np.random.default_rng(17))
    full, stopped = nash_lottery(selection), nash_lottery(selection, time_limit=0.0)
    assert full.certificate.complete is True
    assert stopped.certificate.complete is False
    assert stopped.probabilities.sum() == pytest.approx(1)
    assert stopped.certificate.value <= full.certificate.upper_bound
    assert json.dumps(full.summary()) and json.dumps(stopped.summary())
