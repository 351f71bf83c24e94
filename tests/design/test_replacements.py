import numpy as np
import pytest

from toolkit.design.replacements import (
    POLICIES,
    Moment,
    alike,
    alternates_by_lot,
    anybody,
    compare_policies,
    fresh_lottery,
    helpful,
    nobody,
    one_by_one,
    set_scene,
)
from toolkit.design.scenario import read_design

BLANK = read_design("blank")
NOBODY, ANYBODY, ALIKE, BY_LOT, CHOSEN, LOTTERY = (policy.name for policy in POLICIES)


@pytest.fixture(scope="module")
def scene():
    return set_scene(BLANK, 1)


def moment_of(scene, left, seated, free, session=5):
    mask = np.zeros(len(scene.rows), dtype=bool)
    mask[free] = True
    return Moment(scene, left, seated, mask, session, np.zeros(len(mask)), np.random.default_rng(0))


def test_nobody_leaves_seats_empty(scene):
    assert nobody(moment_of(scene, [1, 2], [], [5])) == [None, None]


def test_like_for_like_asks_those_who_share_most(scene):
    moment = moment_of(scene, [0], [], range(1, len(scene.rows)))
    (newcomer,) = one_by_one(moment, alike)
    twins = np.flatnonzero((scene.codes[1:] == scene.codes[0]).all(axis=1)) + 1
    assert newcomer in twins
    assert moment.asked[twins] == pytest.approx(1 / len(twins)) and moment.asked.sum() == pytest.approx(1)


def test_nobody_is_asked_twice(scene):
    moment = moment_of(scene, [0, 1, 2], [], [7, 8])
    found = one_by_one(moment, anybody)
    assert {found[0], found[1]} == {7, 8} and found[2] is None
    assert not moment.free.any()


def test_a_fresh_lottery_waits_for_half_time(scene):
    assert fresh_lottery(moment_of(scene, [0], [], [5, 6], session=4)) == [None]


def test_a_fresh_lottery_meets_the_quotas_again_with_fair_chances(scene):
    panel = [int(person) for person in scene.lottery.draw(np.random.default_rng(2))]
    others = np.setdiff1d(np.arange(len(scene.rows)), panel)
    moment = moment_of(scene, panel[:6], panel[6:], others)
    found = fresh_lottery(moment)
    table = scene.chain.counted
    assert table.missed(scene.counts[panel[6:] + found].sum(axis=0, dtype=int)).sum() == 0
    assert moment.asked.sum() == pytest.approx(6)
    assert not moment.free[found].any()


def test_a_fresh_lottery_without_the_people_needed_seats_the_nearest(scene):
    panel = [int(person) for person in scene.lottery.draw(np.random.default_rng(2))]
    man = scene.chain.cells["sex"].to_numpy()[scene.rows] == "men"
    women = [row for row in panel if not man[row]]
    free = [row for row in np.flatnonzero(man) if row not in panel][:5]
    moment = moment_of(scene, women[:3], [row for row in panel if row not in women[:3]], free)
    found = fresh_lottery(moment)
    assert set(found) <= set(free)
    assert moment.asked[found] == pytest.approx(1)


def test_alternates_by_lot_are_off_the_panel(scene):
    panel = np.arange(50)
    assert (alternates_by_lot(scene, panel, np.random.default_rng(0)) >= 50).all()


def test_asking_anybody_evens_chances_out_and_asking_twins_does_not():
    ways = [policy for policy in POLICIES if policy.standby is None]
    table = compare_policies(BLANK, [0.2], 2, 4, 3, ways).set_index("policy")
    assert table.loc[NOBODY, "replaced"] == 0
    assert table.loc[ANYBODY, "smallest_chance"] > table.loc[NOBODY, "smallest_chance"]
    assert table.loc[ANYBODY, "gini"] < table.loc[ALIKE, "gini"]


@pytest.mark.slow
def test_each_way_does_what_it_is_for():
    table = compare_policies(BLANK, [0.15, 0.54], 3, 10, 4).set_index(["leave", "policy"])
    often = table.loc[0.54]
    assert often["distance_end"].idxmin() in (ALIKE, LOTTERY)
    assert often.loc[NOBODY, "seats_filled"] == pytest.approx(0.46, abs=0.08)
    assert often.loc[BY_LOT, "replaced"] == often.loc[CHOSEN, "replaced"] == BLANK.alternates
    seldom = table.loc[0.15]
    assert seldom.loc[ALIKE, "missed"] < seldom.loc[NOBODY, "missed"]
    assert (table["smallest_chance"] >= table.loc[(0.15, NOBODY), "smallest_chance"] - 1e-12).all()


@pytest.mark.slow
def test_alternates_who_are_chosen_leave_fewer_seats_off_the_quotas_than_those_drawn_by_lot():
    plenty = BLANK.model_copy(update={"alternates": 12})
    ways = [policy for policy in POLICIES if policy.standby]
    missed = compare_policies(plenty, [0.15], 4, 12, 5, ways).set_index("policy")["missed"]
    assert missed[CHOSEN] < missed[BY_LOT]


def test_the_most_helpful_fill_what_is_missing(scene):
    panel = [int(person) for person in scene.lottery.draw(np.random.default_rng(2))]
    others = np.setdiff1d(np.arange(len(scene.rows)), panel)
    moment = moment_of(scene, panel[:1], panel[1:], others)
    before = scene.chain.counted.missed(scene.counts[panel[1:]].sum(axis=0, dtype=int)).sum()
    (newcomer,) = one_by_one(moment, helpful)
    after = scene.chain.counted.missed(scene.counts[[*panel[1:], newcomer]].sum(axis=0, dtype=int)).sum()
    assert after < before or before == 0


def test_the_same_seed_gives_the_same_comparison():
    ways = [policy for policy in POLICIES if policy.standby is None][:3]
    first, second = (compare_policies(BLANK, [0.3], 1, 2, 9, ways) for _ in range(2))
    assert first.equals(second) and first.attrs["synthetic"]
