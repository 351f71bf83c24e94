import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.design.sequences import cohorts_alone, draw_sequence, plan_cohorts, plan_sequence

THREE = pd.DataFrame({"feature": "age", "value": ["a", "b", "c"], "share": [0.62, 0.26, 0.12]})


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.lists(st.integers(1, 1000), min_size=1, max_size=9),
    st.lists(st.integers(1, 40), min_size=1, max_size=8),
    st.integers(0, 2**32 - 1),
)
def test_every_cohort_and_every_run_of_first_cohorts_is_due_seats_rounded(people, seats, seed):
    shares = np.array(people) / sum(people)
    plan = plan_cohorts(shares, seats, np.random.default_rng(seed))
    due = np.outer(seats, shares)
    assert (plan.sum(axis=1) == seats).all()
    for counts, wanted in ((plan, due), (plan.cumsum(axis=0), due.cumsum(axis=0))):
        assert (counts >= np.floor(wanted + 1e-7)).all() and (counts <= np.ceil(wanted - 1e-7)).all()


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=5), st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_cohorts_that_sit_together_are_less_than_two_seats_off(people, cohorts, seed):
    """The members of any consecutive cohorts are the difference of two beginnings."""
    shares = np.array(people) / sum(people)
    gap = (plan_cohorts(shares, [7] * cohorts, np.random.default_rng(seed)) - 7 * shares).cumsum(axis=0)
    assert (gap.max(axis=0) - gap.min(axis=0) < 2).all()


def test_shares_that_come_out_even_leave_nothing_to_chance():
    plan = plan_cohorts(np.array([0.5, 0.3, 0.2]), [10, 20, 10], np.random.default_rng(0))
    assert plan.tolist() == [[5, 3, 2], [10, 6, 4], [5, 3, 2]]


@pytest.mark.slow
def test_on_average_everybody_gets_exactly_what_is_due():
    """Standard error of a mean of 8,000 counts whose spread is below one half: .006; five of them."""
    shares, seats, rng = np.array([0.1, 0.25, 0.3, 0.35]), [3, 5, 4], np.random.default_rng(1)
    plans = [plan_cohorts(shares, seats, rng) for _ in range(8000)]
    assert np.mean(plans, axis=0) == pytest.approx(np.outer(seats, shares), abs=0.028)


def test_one_chair_a_year_goes_round_in_turn():
    """Tijdeman's chairman assignment: in every beginning each state has its share of the chairs, rounded."""
    shares = np.array([0.5, 0.25, 0.25])
    held = plan_cohorts(shares, [1] * 12, np.random.default_rng(3)).cumsum(axis=0)
    assert (np.abs(held - np.outer(np.arange(1, 13), shares)) < 1).all()
    assert held[[3, 7, 11]].tolist() == [[2, 1, 1], [4, 2, 2], [6, 3, 3]]


def test_criteria_are_planned_apart_and_each_fills_the_cohort():
    sex = pd.DataFrame({"feature": "sex", "value": ["w", "m"], "share": [0.52, 0.48]})
    quotas = plan_sequence(pd.concat([THREE, sex], ignore_index=True), [5, 5, 5], np.random.default_rng(4))
    for quota in quotas:
        assert quota.groupby("feature")["min"].sum().tolist() == [5, 5]
        assert (quota["min"] == quota["max"]).all()


def test_a_cohort_alone_gets_its_seats_rounded_down_and_up():
    (quota,) = cohorts_alone(THREE, [10])
    assert quota[["min", "max"]].to_numpy().tolist() == [[6, 7], [2, 3], [1, 2]]


def test_cohorts_drawn_alone_drift_where_planned_ones_do_not():
    rng = np.random.default_rng(3)
    pools = [pd.DataFrame({"age": rng.choice(["a", "b", "c"], 60)}) for _ in range(12)]
    seats = [4] * 12
    alone = draw_sequence(pools, cohorts_alone(THREE, seats), THREE, seats, np.random.default_rng(4))
    planned = draw_sequence(pools, plan_sequence(THREE, seats, rng), THREE, seats, np.random.default_rng(4))
    assert (planned["gap_so_far"] < 1).all() and (planned["gap_of_cohort"] < 1).all()
    assert planned["distance"].iloc[-1] < 0.03 < alone["distance"].iloc[-1]
    assert alone["gap_so_far"].iloc[-1] > 1
    assert (planned["missed"] == 0).all()


def test_a_pool_without_the_people_planned_for_is_told_by_the_seats_missed():
    pools = [pd.DataFrame({"age": ["a"] * 20})]
    drawn = draw_sequence(
        pools, plan_sequence(THREE, [10], np.random.default_rng(0)), THREE, [10], np.random.default_rng(0)
    )
    assert drawn["missed"].iloc[0] >= 6
