from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.composition.membership import build_membership
from toolkit.design.attrition import Attrition
from toolkit.design.frames import Frame
from toolkit.design.scenario import read_design
from toolkit.design.synthetic import (
    draw_members,
    proportional_quotas,
    simulate_membership,
    simulate_pool,
)
from toolkit.errors import InputError

PARIS = read_design("paris_2023")
SESSIONS = [date(2023, 7, 1) + timedelta(days=30 * number) for number in range(12)]


@pytest.fixture(scope="module")
def pool():
    return simulate_pool(PARIS.residents(), PARIS.frames, PARIS.response, np.random.default_rng(1))


@pytest.fixture(scope="module")
def members(pool):
    return draw_members(pool, PARIS.quotas(), 100, np.random.default_rng(2))


def reserve_of(pool, members):
    return pool[~pool["person_id"].isin(members["person_id"])]


def test_the_rolls_bring_the_748_volunteers_that_the_city_counted(pool):
    assert (pool["frame"] == "electoral rolls").sum() == 748


def test_volunteers_are_marked_as_made_up_and_carry_no_trace_of_their_frame_in_the_identifier(pool):
    assert pool.attrs["synthetic"] is True
    assert pool["person_id"].is_unique
    first_half = pool["frame"].iloc[: len(pool) // 2]
    assert (first_half == "electoral rolls").mean() == pytest.approx(748 / len(pool), abs=0.05)


def test_frames_keep_to_the_ages_they_are_limited_to(pool):
    minors = pool["age"] == "16-17"
    assert set(pool.loc[minors, "frame"]) == {"people aged 16 and 17"}
    assert (pool["frame"] == "people aged 16 and 17").sum() == minors.sum()


def test_the_same_seed_gives_the_same_volunteers():
    draws = [simulate_pool(PARIS.residents(), PARIS.frames, PARIS.response, np.random.default_rng(9)) for _ in "ab"]
    pd.testing.assert_frame_equal(*draws)


def test_the_gradient_of_self_selection_is_the_one_asked_for():
    city = pd.DataFrame({"diploma": ["low", "high"], "count": [50_000.0, 50_000.0]})
    frame = Frame(name="register", seats=10, letters=200_000, response=0.1)
    pool = simulate_pool(city, [frame], {"diploma": {"low": 1.0, "high": 5.4}}, np.random.default_rng(3), ["diploma"])
    counts = pool["diploma"].value_counts()
    assert counts["high"] / counts["low"] == pytest.approx(5.4, rel=0.06)
    assert len(pool) == pytest.approx(20_000, rel=0.02)


def test_paris_quotas_give_each_frame_exactly_its_seats():
    quotas = proportional_quotas(PARIS.residents(), PARIS.frames)
    frames = quotas[quotas["feature"] == "frame"]
    assert frames[["min", "max"]].to_numpy().tolist() == [[80, 80], [15, 15], [5, 5]]


def test_people_of_16_and_17_are_due_what_their_frame_promises_and_others_share_the_rest():
    quotas = proportional_quotas(PARIS.residents(), PARIS.frames)
    ages = quotas[quotas["feature"] == "age"].set_index("value")
    assert ages.loc["16-17", ["min", "max"]].tolist() == [5, 5]
    shares = PARIS.residents().groupby("age", sort=False)["count"].sum()
    adults = shares.drop("16-17") / shares.drop("16-17").sum()
    assert ages["expected"].drop("16-17").tolist() == pytest.approx((95 * adults).tolist())


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 10_000), min_size=2, max_size=8),
    st.integers(1, 200),
    st.integers(0, 2),
)
def test_bands_hold_the_seats_due_and_leave_room_for_the_assembly(counts, seats, slack):
    city = pd.DataFrame({"age": [f"class {n}" for n in range(len(counts))], "count": np.array(counts, float)})
    frame = Frame(name="register", seats=seats, letters=10, response=0.5)
    quotas = proportional_quotas(city, [frame], ["age"], slack)
    assert quotas["expected"].sum() == pytest.approx(seats)
    assert ((quotas["min"] <= quotas["expected"] + 1e-6) & (quotas["expected"] <= quotas["max"] + 1e-6)).all()
    assert quotas["min"].sum() <= seats <= quotas["max"].sum()


def test_the_members_drawn_meet_every_quota_counted_by_hand(members):
    assert len(members) == 100
    for quota in PARIS.quotas().itertuples():
        held = sum(value == quota.value for value in members[quota.feature])
        assert quota.min <= held <= quota.max, quota


def test_quotas_that_the_pool_cannot_meet_are_refused(pool):
    quotas = pd.DataFrame([("sex", "women", 101, 120)], columns=["feature", "value", "min", "max"])
    with pytest.raises(InputError, match="misses"):
        draw_members(pool, quotas, 100, np.random.default_rng(0))


def test_a_simulated_mandate_is_a_membership_without_contradictions(pool, members):
    mandate = simulate_membership(
        members, reserve_of(pool, members), Attrition(leave=0.3), SESSIONS, np.random.default_rng(4)
    )
    built = build_membership(mandate.events, mandate.people, synthetic=True)
    assert mandate.events.attrs["synthetic"] and mandate.people.attrs["synthetic"]
    assert len(built.sessions) == 12
    assert 90 <= len(built.on(built.sessions[-1])) <= 100


def test_nobody_leaves_a_mandate_without_attrition(pool, members):
    mandate = simulate_membership(
        members, reserve_of(pool, members), Attrition(leave=0.0), SESSIONS, np.random.default_rng(5)
    )
    assert set(mandate.events["event"]) == {"drawn", "attended", "absent"}
    assert len(mandate.events) == 100 + 100 * 12


def test_replacements_come_after_the_seat_was_empty_and_never_twice(pool, members):
    mandate = simulate_membership(
        members, reserve_of(pool, members), Attrition(leave=0.4, delay=2), SESSIONS, np.random.default_rng(6)
    )
    joined = mandate.events[mandate.events["event"] == "joined"]
    left = mandate.events[mandate.events["event"] == "resigned"].set_index("person_id")["date"]
    assert joined["person_id"].is_unique and joined["replaces"].is_unique
    assert ((joined["date"] - joined["replaces"].map(left)).dt.days >= 59).all()


@pytest.mark.slow
def test_members_leave_and_attend_at_the_rates_assumed(pool, members):
    attrition = Attrition(leave=0.25, never_attend=0.4, attendance=0.7, replacement="none")
    left, never, attended, held = [], [], 0, 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        events = simulate_membership(members, reserve_of(pool, members), attrition, SESSIONS, rng).events
        gone = events[events["event"] == "resigned"]
        left.append(len(gone) / 100)
        never.append((gone["reason"] == "never attended").sum())
        stayed = events[~events["person_id"].isin(gone["person_id"])]["event"].value_counts()
        attended, held = attended + stayed["attended"], held + stayed["attended"] + stayed["absent"]
    assert np.mean(left) == pytest.approx(0.25, abs=0.02)
    assert sum(never) / (100 * sum(left)) == pytest.approx(0.4, abs=0.04)
    assert attended / held == pytest.approx(0.7, abs=0.015)


@pytest.mark.slow
def test_like_for_like_replacements_resemble_the_leaver_more_than_random_ones(pool, members):
    def shared(policy):
        same = []
        for seed in range(10):
            mandate = simulate_membership(
                members,
                reserve_of(pool, members),
                Attrition(leave=0.3, replacement=policy),
                SESSIONS,
                np.random.default_rng(seed),
            )
            people = mandate.people.set_index("person_id")
            joined = mandate.events[mandate.events["event"] == "joined"]
            pairs = zip(joined["person_id"], joined["replaces"], strict=True)
            same += [(people.loc[new] == people.loc[old]).sum() for new, old in pairs]
        return np.mean(same)

    assert shared("like for like") > shared("random") + 1
