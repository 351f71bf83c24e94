import numpy as np
import pandas as pd
import pytest

from toolkit.design.attrition import (
    Attrition,
    attendance_habits,
    leaving_chances,
    replacement_for,
    sessions_stayed,
)

MEMBERS = pd.DataFrame({"age": ["young"] * 3 + ["old"] * 7})


def test_the_mean_chance_of_leaving_is_the_one_assumed():
    chances = leaving_chances(Attrition(leave=0.3, relative={"age": {"young": 3.0}}), MEMBERS)
    assert chances.mean() == pytest.approx(0.3)


def test_relative_risks_are_ratios_of_hazards():
    chances = leaving_chances(Attrition(leave=0.3, relative={"age": {"young": 3.0}}), MEMBERS)
    hazards = -np.log(1 - chances)
    assert hazards[0] / hazards[-1] == pytest.approx(3)


def test_nobody_leaves_when_nobody_should():
    assert leaving_chances(Attrition(leave=0.0), MEMBERS).tolist() == [0.0] * 10


def test_chances_are_calibrated_on_those_named():
    city = pd.DataFrame({"age": ["young", "old"], "count": [1.0, 3.0]})
    chances = leaving_chances(Attrition(leave=0.2, relative={"age": {"young": 2.0}}), city, among=city)
    assert np.average(chances, weights=[1, 3]) == pytest.approx(0.2)


def test_two_halves_of_a_mandate_make_the_whole():
    still = np.linspace(0, 1, 10_001)
    leaves = [sessions_stayed(0.36, Attrition(leave=0.5), 5, 10, [dice, 1.0, 0.0]) < 5 for dice in still]
    assert 1 - (1 - np.mean(leaves)) ** 2 == pytest.approx(0.36, abs=1e-3)


def test_leavers_leave_at_any_session_but_the_last():
    rng = np.random.default_rng(1)
    rules = Attrition(leave=0.5, never_attend=0.25)
    ends = [sessions_stayed(1.0, rules, 3, 8, rng.random(3)) for _ in range(4000)]
    assert set(ends) == {0, 1, 2, 3, 4}
    assert np.mean(np.array(ends) == 0) == pytest.approx(0.25, abs=0.02)


def test_those_who_stay_stay_to_the_end():
    assert sessions_stayed(0.0, Attrition(leave=0.5), 2, 7, [0.0, 0.5, 0.5]) == 5


def test_attendance_habits_have_the_mean_and_spread_of_their_beta():
    habits = attendance_habits(20_000, Attrition(leave=0.1, attendance=0.7, evenness=5), np.random.default_rng(2))
    assert habits.mean() == pytest.approx(0.7, abs=0.01)
    assert habits.var() == pytest.approx(0.7 * 0.3 / 6, abs=0.002)


def test_like_for_like_takes_the_volunteer_who_shares_most():
    codes = np.array([[0, 0, 0], [1, 1, 1], [0, 0, 1], [0, 1, 1]])
    free = np.array([False, True, True, True])
    chosen = {replacement_for(0, codes, free, "like for like", np.random.default_rng(s)) for s in range(20)}
    assert chosen == {2}


def test_any_volunteer_can_be_drawn_when_likeness_does_not_count():
    codes = np.array([[0], [1], [0]])
    free = np.array([False, True, True])
    chosen = {replacement_for(0, codes, free, "random", np.random.default_rng(s)) for s in range(40)}
    assert chosen == {1, 2}


@pytest.mark.parametrize(("policy", "free"), [("none", True), ("like for like", False)])
def test_a_seat_stays_empty_without_a_rule_or_without_anybody(policy, free):
    assert replacement_for(0, np.array([[0], [0]]), np.array([False, free]), policy, np.random.default_rng(0)) is None
