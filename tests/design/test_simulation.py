import numpy as np
import pandas as pd
import pytest

from toolkit.design.scenario import read_design
from toolkit.design.simulation import (
    OUTCOMES,
    Chain,
    compare_designs,
    draw_pool,
    run_generator,
    simulate_runs,
    summarise,
)

PARIS = read_design("paris_2023")


def with_attrition(design, **changes):
    return design.model_copy(update={"attrition": design.attrition.model_copy(update=changes)})


def test_a_run_depends_on_the_seed_and_its_number_alone():
    chain = Chain(PARIS)
    whole = simulate_runs(chain, range(6), 11)
    parts = pd.concat([simulate_runs(Chain(PARIS), part, 11) for part in (range(4, 6), range(4))])
    pd.testing.assert_frame_equal(whole, parts.sort_values("run", ignore_index=True))
    assert not whole.equals(simulate_runs(chain, range(6), 12))


def test_results_are_marked_as_made_up():
    assert simulate_runs(Chain(PARIS), range(2), 0).attrs["synthetic"]


def test_without_departures_everybody_is_there_to_the_end():
    results = simulate_runs(Chain(with_attrition(PARIS, leave=0.0)), range(20), 1)
    assert (results["seats_filled"] == 1).all()
    assert (results["replaced"] == 0).all()
    assert results["distance_end"].tolist() == pytest.approx(results["distance_drawn"].tolist())


@pytest.mark.slow
def test_without_replacement_the_seats_filled_are_those_who_stayed():
    results = simulate_runs(Chain(with_attrition(PARIS, leave=0.3, replacement="none")), range(300), 2)
    assert results["seats_filled"].mean() == pytest.approx(0.7, abs=0.01)


@pytest.mark.slow
def test_attendance_is_the_one_assumed_when_nobody_leaves():
    results = simulate_runs(Chain(with_attrition(PARIS, leave=0.0, attendance=0.8)), range(200), 3)
    assert results["attendance"].mean() == pytest.approx(0.8, abs=0.01)


def test_the_volunteers_seen_are_drawn_exactly_and_the_others_are_binomial():
    chain = Chain(PARIS)
    frames = chain.cells["frame"].to_numpy()
    counts = [pd.Series(frames[draw_pool(chain, run_generator(4, run))]).value_counts() for run in range(200)]
    table = pd.DataFrame(counts)
    assert (table["electoral rolls"] == 748).all()
    assert table["residents from outside the EU"].mean() == pytest.approx(1500 * 0.05, rel=0.04)


def test_the_cost_is_letters_sessions_and_allowances():
    design = PARIS.model_copy(update={"costs": PARIS.costs.model_copy(update={"half_day": 0.0})})
    results = simulate_runs(Chain(design), range(3), 5)
    assert results["cost"].tolist() == pytest.approx([1.2 * 12_000 + 12 * 9000] * 3)


def test_reminders_bring_volunteers():
    merville = read_design("merville")
    none = merville.model_copy(update={"reminders": merville.reminders.model_copy(update={"waves": 0})})
    more, fewer = (simulate_runs(Chain(design), range(30), 6)["volunteers"].mean() for design in (merville, none))
    assert more > 1.2 * fewer


def test_a_changed_design_keeps_what_the_change_does_not_touch():
    chain = Chain(PARIS)
    changed = chain.with_design(with_attrition(PARIS, leave=0.5))
    assert changed.counted is chain.counted
    fresh = simulate_runs(Chain(with_attrition(PARIS, leave=0.5)), range(3), 7)
    pd.testing.assert_frame_equal(simulate_runs(changed, range(3), 7), fresh)


def test_summaries_hold_mean_and_middle_of_the_runs():
    results = pd.DataFrame({name: np.arange(101.0) for name in OUTCOMES})
    table = summarise(results)
    assert table["outcome"].tolist() == list(OUTCOMES)
    assert table.loc[0, ["mean", "low", "high"]].tolist() == [50, 5, 95]


def test_designs_stand_side_by_side():
    table = compare_designs([PARIS, read_design("ostbelgien")], 5, 8)
    assert table["design"].unique().tolist() == ["Paris 2023", "Ostbelgien"]
    assert (table["low"] <= table["high"]).all()


def test_replacements_stop_when_the_alternates_are_used_up():
    design = with_attrition(PARIS, leave=0.6).model_copy(update={"alternates": 4, "reserve": "alternates by lot"})
    results = simulate_runs(Chain(design), range(10), 3)
    assert (results["replaced"] == 4).all()
