"""Leximin against listing all panels, published optima, and properties that any rule of fairness must have."""

import hashlib
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

import toolkit.sortition.decomposition as decomposition
from tests.sortition.oracle import (
    all_panels,
    leximin_by_listing,
    middling_selection,
    random_selection,
    tight_selection,
)
from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.errors import InputError, SolverError
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.pool import Pool, Quotas, Selection


def assert_equals_listing(selection):
    panels = all_panels(selection)
    lottery = leximin_lottery(selection)
    possible = panels.any(axis=0)
    np.testing.assert_allclose(np.sort(lottery.chances[possible]), np.sort(leximin_by_listing(panels)), atol=1e-6)
    barred = set(selection.must_exclude)
    nowhere = {person for person, fits in zip(selection.pool.ids, possible, strict=True) if not fits}
    assert set(lottery.certificate.unplaceable) == nowhere - barred
    assert lottery.certificate.gap <= 1e-6
    lawful = {panel.tobytes() for panel in panels}
    for people in lottery.panels:
        row = np.zeros(len(selection.pool))
        row[people] = 1.0
        assert row.tobytes() in lawful
    assert lottery.probabilities.sum() == pytest.approx(1)


def test_one_feature_is_solved_by_hand():
    selection = Selection(
        pool_of([("f",)] * 3 + [("m",)] * 2, ["sex"]), quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2
    )
    lottery = leximin_lottery(selection)
    assert lottery.chances == pytest.approx([1 / 3] * 3 + [1 / 2] * 2)
    assert list(lottery.certificate.levels["people"]) == [3, 2]
    assert lottery.certificate.levels["upper_bound"].to_list() == pytest.approx([1 / 3, 1 / 2])


def test_without_binding_quotas_everyone_has_the_same_chance():
    selection = Selection(pool_of([("x",)] * 7, ["any"]), quotas_of(("any", "x", 0, 3)), 3)
    assert leximin_lottery(selection).chances == pytest.approx([3 / 7] * 7)


def test_frames_share_their_seats_among_their_own_people():
    rows = [("rolls",)] * 40 + [("residents",)] * 6 + [("young",)] * 4
    quotas = quotas_of(("frame", "rolls", 8, 8), ("frame", "residents", 3, 3), ("frame", "young", 1, 1))
    lottery = leximin_lottery(Selection(pool_of(rows, ["frame"]), quotas, 12))
    assert lottery.chances == pytest.approx([8 / 40] * 40 + [3 / 6] * 6 + [1 / 4] * 4)


def test_housemates_never_sit_together_and_an_empty_address_is_no_household():
    rows = [("x",)] * 4
    pool = pool_of(rows, ["any"], ["a", "a", "", ""])
    lottery = leximin_lottery(Selection(pool, quotas_of(("any", "x", 0, 3)), 3))
    assert sorted(lottery.panels.tolist()) == [[0, 2, 3], [1, 2, 3]]
    assert lottery.chances == pytest.approx([0.5, 0.5, 1, 1])


def test_whoever_must_sit_sits_and_whoever_may_not_does_not():
    selection = Selection(
        pool_of([("x",)] * 5, ["any"]), quotas_of(("any", "x", 0, 2)), 2, {"p1": "chairs"}, {"p3": "sat before"}
    )
    lottery = leximin_lottery(selection)
    assert lottery.chances == pytest.approx([1 / 3, 1, 1 / 3, 0, 1 / 3])
    assert lottery.smallest_chance == pytest.approx(1 / 3)


def test_people_who_fit_in_no_panel_are_named_and_left_out_of_the_smallest_chance():
    rows = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "a")]
    quotas = quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1), ("age", "a", 2, 2), ("age", "b", 0, 0))
    lottery = leximin_lottery(Selection(pool_of(rows, ["sex", "age"]), quotas, 2))
    assert lottery.certificate.unplaceable == ("p1",)
    assert lottery.smallest_chance == pytest.approx(0.5)


def test_clashing_quotas_are_refused():
    rows = [("f", "a"), ("f", "a"), ("m", "b"), ("m", "b")]
    quotas = quotas_of(("sex", "f", 2, 2), ("sex", "m", 0, 0), ("age", "a", 1, 1), ("age", "b", 1, 1))
    with pytest.raises(InputError, match="no panel meets them all"):
        leximin_lottery(Selection(pool_of(rows, ["sex", "age"]), quotas, 2))


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(6))
def test_leximin_equals_listing_all_panels(batch):
    for seed in range(50 * batch, 50 * batch + 50):
        assert_equals_listing(random_selection(np.random.default_rng(seed)))


@pytest.mark.slow
def test_leximin_equals_listing_all_panels_where_the_relaxation_promises_too_much(monkeypatch):
    closed = []
    close = decomposition.close_levels
    monkeypatch.setattr(decomposition, "close_levels", lambda *given: closed.append(1) or close(*given))
    seeds = (17, 18, 21, 39, 46, 85, 96, 98, 101, 109, 134, 137)
    for seed in seeds:
        assert_equals_listing(tight_selection(np.random.default_rng(seed)))
    assert len(closed) == len(seeds)


@pytest.mark.parametrize("seed", [19, 84, 86])
def test_what_peeling_from_the_far_side_makes_exact_is_not_solved_panel_by_panel(seed, monkeypatch):
    monkeypatch.setattr(decomposition, "close_levels", None)
    assert_equals_listing(tight_selection(np.random.default_rng(seed)))


@pytest.mark.parametrize("lottery_of", [leximin_lottery, maximin_lottery])
def test_the_best_that_panels_can_do_is_told_from_the_little_more_that_rows_allow(lottery_of):
    """Of p0, p1 and p2 no two sit together: 1/3 each. The rows alone allow everybody 10 / 29."""
    rows = [("y", "n", "y"), ("y", "y", "n"), ("n", "y", "y"), *[("n", "n", "n")] * 26]
    quotas = [(name, value, low, low + 1) for name in "abc" for value, low in (("y", 0), ("n", 9))]
    lottery = lottery_of(Selection(pool_of(rows, list("abc")), quotas_of(*quotas), 10))
    assert lottery.chances == pytest.approx([1 / 3] * 3 + [9 / 26] * 26, abs=1e-6)
    assert lottery.certificate.upper_bound == pytest.approx(1 / 3, abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_maximin_has_the_smallest_chance_of_leximin(seed):
    selection = random_selection(np.random.default_rng(seed))
    assert maximin_lottery(selection).smallest_chance == pytest.approx(
        leximin_lottery(selection).smallest_chance, abs=1e-7
    )


def plain_selection(seed):
    """Make a selection without households and rules, in which everyone fits in some panel."""
    rng = np.random.default_rng(seed)
    while True:
        drawn = random_selection(rng)
        selection = Selection(Pool(drawn.pool.people), drawn.quotas, drawn.seats)
        if all_panels(selection).any(axis=0).all():
            return selection


seeds = st.integers(0, 10_000)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(seed=seeds)
def test_the_order_of_people_and_features_changes_nobodys_chance(seed):
    selection = plain_selection(seed)
    rng = np.random.default_rng(seed)
    people = selection.pool.people.sample(frac=1, random_state=seed)
    quotas = Quotas(selection.quotas.table.iloc[rng.permutation(len(selection.quotas))])
    moved = leximin_lottery(Selection(Pool(people), quotas, selection.seats)).marginals
    assert moved[selection.pool.ids].to_numpy() == pytest.approx(leximin_lottery(selection).chances, abs=1e-6)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(seed=seeds)
def test_twins_have_the_same_chance(seed):
    selection = plain_selection(seed)
    twin = selection.pool.people.iloc[[0]].set_axis(["twin"])
    pool = Pool(pd.concat([selection.pool.people, twin]))
    chances = leximin_lottery(Selection(pool, selection.quotas, selection.seats)).marginals
    assert chances["twin"] == pytest.approx(chances["p0"], abs=1e-6)


@settings(derandomize=True, max_examples=20, deadline=None)
@given(seed=seeds)
def test_wider_quotas_never_lower_the_smallest_chance(seed):
    selection = plain_selection(seed)
    table = selection.quotas.table.copy()
    table["min"], table["max"] = (table["min"] - 1).clip(lower=0), table["max"] + 1
    wider = leximin_lottery(Selection(selection.pool, Quotas(table), selection.seats)).smallest_chance
    assert wider >= leximin_lottery(selection).smallest_chance - 1e-7


def test_draws_follow_the_chances():
    lottery = leximin_lottery(random_selection(np.random.default_rng(8)))
    drawn = np.random.default_rng(20261122).choice(len(lottery), 100_000, p=lottery.probabilities)
    seen = np.bincount(drawn, minlength=len(lottery))
    assert len(lottery) > 3
    assert chisquare(seen, lottery.probabilities * seen.sum()).pvalue > 0.01


def test_a_stop_by_time_limit_gives_a_lottery_and_says_what_is_not_proven():
    full, stopped = leximin_lottery(middling_selection()), leximin_lottery(middling_selection(), time_limit=0.0)
    assert full.certificate.complete and full.certificate.gap <= 1e-6
    assert not stopped.certificate.complete
    assert stopped.certificate.gap > 1e-6
    assert stopped.probabilities.sum() == pytest.approx(1)


def test_a_panel_that_breaks_a_quota_never_gets_out():
    selection = Selection(pool_of([("f",), ("m",)], ["sex"]), quotas_of(("sex", "f", 1, 1), ("sex", "m", 0, 0)), 1)
    decomposition.check_panels(selection, np.array([[0]]))
    with pytest.raises(SolverError, match="breaks the quotas"):
        decomposition.check_panels(selection, np.array([[1]]))


PRINT_LOTTERY = """
import sys
from tests.sortition.oracle import middling_selection
from toolkit.sortition.leximin import leximin_lottery
sys.stdout.write(leximin_lottery(middling_selection()).table().to_csv())
"""


def test_the_lottery_has_the_same_bytes_in_every_process():
    digests = set()
    for seed in ("0", "1"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", PRINT_LOTTERY], env=environment, capture_output=True, check=True)
        digests.add(hashlib.sha256(run.stdout).hexdigest())
    assert len(digests) == 1
