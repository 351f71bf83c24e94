"""Nash, Goldilocks, target and their certificates, against hand calculation and a general optimiser."""

import numpy as np
import pandas as pd
import pytest

from tests.sortition.oracle import all_panels, best_by_listing, random_selection
from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.errors import InputError
from toolkit.sortition.goldilocks import goldilocks_lottery
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


@pytest.mark.slow
def test_nash_and_target_equal_a_general_optimiser_over_all_panels():
    for seed in range(40):
        rng = np.random.default_rng(seed)
        selection = random_selection(rng)
        panels = all_panels(selection)
        placed = panels.any(axis=0)
        target = pd.Series(rng.uniform(0.1, 1, len(selection.pool)), index=selection.pool.ids)
        wished = target.to_numpy()[placed]
        cases = [
            (nash_lottery(selection), lambda p: float(np.exp(np.log(np.maximum(p, 1e-12)).mean()))),
            (target_lottery(selection, target), lambda p, w=wished: -float(((p - w) ** 2 / w).sum())),
        ]
        for lottery, worth in cases:
            assert lottery.certificate.gap <= 1e-6
            assert best_by_listing(panels, worth) <= lottery.certificate.value + 1e-5
            assert worth(lottery.chances[placed]) == pytest.approx(lottery.certificate.value, abs=1e-9)


@pytest.mark.slow
def test_no_mixture_of_all_panels_is_better_for_goldilocks():
    for seed in range(40):
        rng = np.random.default_rng(seed)
        selection = random_selection(rng)
        panels = all_panels(selection)
        table = panels[:, panels.any(axis=0)]
        even = selection.seats / table.shape[1]
        lottery = goldilocks_lottery(selection)
        assert lottery.certificate.gap <= 1e-6
        chances = rng.dirichlet(np.ones(len(table)), 200) @ table
        worths = -(chances.max(axis=1) / even + even / np.maximum(chances.min(axis=1), 1e-12))
        assert worths.max() <= lottery.certificate.upper_bound + 1e-9
