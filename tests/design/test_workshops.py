import numpy as np
import pandas as pd
import pytest

from toolkit.design.scenario import read_design
from toolkit.design.workshops import compare_tables, compare_workshops, simulated_members, simulated_wishes

MERVILLE = read_design("merville")


@pytest.fixture(scope="module")
def members():
    return simulated_members(MERVILLE, np.random.default_rng(0))


def test_the_members_meet_the_quotas_and_are_marked_as_made_up(members):
    assert len(members) == 60 and members.attrs["synthetic"]
    for row in MERVILLE.quotas().query("feature != 'frame'").itertuples():
        assert row.min <= (members[row.feature] == row.value).sum() <= row.max


@pytest.mark.slow
def test_a_theme_twice_as_popular_comes_first_twice_as_often():
    people = pd.DataFrame(index=range(30_000))
    first = simulated_wishes(people, [2, 1, 1], np.random.default_rng(1)).eq(1).mean()
    assert first.tolist() == pytest.approx([0.5, 0.25, 0.25], abs=0.01)


def test_wishes_rank_every_theme(members):
    wishes = simulated_wishes(members, [2, 1, 1, 1], np.random.default_rng(2))
    assert (np.sort(wishes.to_numpy(), axis=1) == [1, 2, 3, 4]).all()


def test_the_program_keeps_sizes_and_balance_where_free_choice_does_not(members):
    wishes = simulated_wishes(members, [4, 1, 1], np.random.default_rng(3))
    table = compare_workshops(members, wishes, list(MERVILLE.criteria)).set_index("option")
    planned, free, lot = (table.loc[way] for way in ("assigned by program", "everybody's first choice", "drawn by lot"))
    assert (planned["smallest"], planned["largest"]) == (20, 20)
    assert free["largest"] > 30 and free["first_choice"] == 1
    assert lot["first_choice"] < planned["first_choice"] < 1
    assert planned["uneven"] < min(free["uneven"], lot["uneven"]) and planned["feature"] in MERVILLE.criteria


def test_everybody_meets_everybody_when_one_table_holds_all():
    people = pd.DataFrame({"sex": ["w", "m"] * 3}, index=[f"p{n}" for n in range(6)])
    table = compare_tables(people, ["sex"], 6, 2, np.random.default_rng(0))
    assert table[["planned", "by_lot", "bound", "people_met"]].to_numpy().tolist() == [[1, 1, 1, 5]] * 2
    assert table["most_often"].tolist() == [1, 2]


def test_planned_tables_let_more_pairs_meet_than_tables_by_lot(members):
    table = compare_tables(members, ["sex", "age"], 6, 5, np.random.default_rng(4))
    assert (table["planned"] <= table["bound"] + 1e-12).all() and table["planned"].is_monotonic_increasing
    assert table["planned"].iloc[-1] > table["by_lot"].iloc[-1]
    assert table["bound"].iloc[0] == pytest.approx(10 * 15 / (60 * 59 / 2))


def test_a_single_member_meets_nobody(members):
    alone = members.head(1)
    assert compare_tables(alone, ["sex"], 8, 2, np.random.default_rng(1))["people_met"].tolist() == [0, 0]
