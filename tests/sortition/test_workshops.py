from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.sortition.discussion_tables import most_pairs, plan_tables
from toolkit.sortition.workshops import assign_workshops


def members(rows, columns):
    return pd.DataFrame(rows, columns=columns, index=pd.Index([f"p{n}" for n in range(len(rows))], name="person_id"))


def ranks(rows):
    return pd.DataFrame(rows, columns=["schools", "streets", "homes"], index=[f"p{n}" for n in range(len(rows))])


def test_wishes_that_fit_are_all_granted():
    people = members([("f",), ("m",)] * 3, ["sex"])
    wishes = ranks([(1, 2, 3), (1, 2, 3), (2, 1, 3), (2, 1, 3), (3, 2, 1), (3, 2, 1)])
    found = assign_workshops(people, wishes, ["sex"])
    assert found.table["workshop"].tolist() == ["schools", "schools", "streets", "streets", "homes", "homes"]
    assert found.cost == found.bound == 0
    assert (found.makeup["seats"] == 1).all()


def brute_force(people, wishes, features):
    """Try every assignment to workshops whose sizes differ by one at most."""
    groups, best = wishes.shape[1], np.inf
    for choice in product(range(groups), repeat=len(people)):
        sizes = np.bincount(choice, minlength=groups)
        if np.ptp(sizes) > 1:
            continue
        cost = float(sum(wishes.iloc[i, w] - 1 for i, w in enumerate(choice)))
        for feature in features:
            for value in people[feature].unique():
                has = (people[feature] == value).to_numpy()
                seats = np.bincount(np.array(choice)[has], minlength=groups)
                cost += np.maximum(0.0, np.abs(seats - has.sum() / groups) - 1).sum()
        best = min(best, cost)
    return best


@pytest.mark.parametrize("seed", range(20))
def test_no_assignment_is_better_than_the_one_found(seed):
    rng = np.random.default_rng(seed)
    count, groups = int(rng.integers(4, 8)), int(rng.integers(2, 4))
    people = members([("fm"[rng.integers(2)], "ab"[rng.integers(2)]) for _ in range(count)], ["sex", "age"])
    ranks_of = [tuple(rng.permutation(groups) + 1) for _ in range(count)]
    wishes = pd.DataFrame(ranks_of, columns=["schools", "streets", "homes"][:groups], index=people.index)
    found = assign_workshops(people, wishes, ["sex", "age"])
    assert found.cost == pytest.approx(brute_force(people, wishes, ["sex", "age"]))
    assert found.bound == pytest.approx(found.cost)


def test_a_workshop_of_one_kind_is_avoided_although_wishes_ask_for_it():
    people = members([("f",)] * 6 + [("m",)] * 6, ["sex"])
    wishes = pd.DataFrame([(1, 2)] * 6 + [(2, 1)] * 6, columns=["x", "y"], index=people.index)
    found = assign_workshops(people, wishes, ["sex"])
    assert found.makeup["seats"].tolist() == [4, 2, 2, 4]
    assert found.cost == found.bound == 4


def test_silence_and_unknown_features_are_refused():
    people = members([("f",), ("m",)], ["sex"])
    with pytest.raises(InputError, match="1 members do not rank every workshop"):
        assign_workshops(people, pd.DataFrame({"x": [1.0], "y": [2.0]}, index=["p0"]), ["sex"])
    with pytest.raises(InputError, match="column age is missing"):
        assign_workshops(people, pd.DataFrame({"x": [1, 1], "y": [2, 2]}, index=["p0", "p1"]), ["age"])


def test_four_people_at_tables_of_two_all_meet_in_three_rounds():
    people = members([("f",)] * 4, ["sex"])
    plan = plan_tables(people, 3, 2, ["sex"], np.random.default_rng(0))
    assert plan.pairs_met == plan.bound == 6
    assert (plan.meetings.sum(axis=1) == 3).all()


def seatings(people, sizes):
    """List the ways to seat people at tables of these sizes, each as its set of pairs in bits."""
    if not sizes:
        yield 0
        return
    for size in set(sizes):
        left = list(sizes)
        left.remove(size)
        for others in combinations(sorted(people - {min(people)}), size - 1):
            table = (min(people), *others)
            bits = sum(1 << (9 * one + other) for one, other in combinations(table, 2))
            for rest in seatings(people - set(table), left):
                yield bits | rest


def most_encounters(people, sizes, rounds):
    """Try all plans over the rounds; whoever sits where in the first round makes no difference."""
    ways = sorted(set(seatings(frozenset(range(people)), sizes)))
    met = {ways[0]}
    for _ in range(rounds - 1):
        met = {before | way for before in met for way in ways}
    return max(pairs.bit_count() for pairs in met)


PLANS = [(people, tables, rounds) for people in range(4, 10) for tables in range(2, people // 2 + 1)
         for rounds in (2, 3, 4) if people < 9 or tables < 3]  # fmt: skip
LOOSE = {(6, 2, 3): 1, (7, 3, 4): 1}
"""Where the bound is above the best plan, and by how much."""


@pytest.mark.parametrize(("people", "tables", "rounds"), [plan for plan in PLANS if plan not in [(8, 3, 4), (8, 4, 4)]])
def test_the_bound_of_encounters_and_the_plan_meet_the_best_of_all_plans(people, tables, rounds):
    sizes = [people // tables + (table < people % tables) for table in range(tables)]
    best = most_encounters(people, sizes, rounds)
    assert most_pairs(np.array(sizes), rounds) - best == LOOSE.get((people, tables, rounds), 0)
    found = plan_tables(members([("f",)] * people, ["sex"]), rounds, max(sizes), ["sex"], np.random.default_rng(0))
    if found.table["table"].max() == tables:
        assert found.pairs_met == best and found.bound == most_pairs(np.array(sizes), rounds)


@pytest.mark.parametrize("seed", range(4))
def test_everybody_sits_once_a_round_and_the_matrix_counts_meetings(seed):
    rng = np.random.default_rng(seed)
    people = members([("fm"[rng.integers(2)], "abc"[rng.integers(3)]) for _ in range(23)], ["sex", "age"])
    plan = plan_tables(people, 4, 5, ["sex", "age"], rng)
    seated = plan.table.groupby(["round", "person_id"]).size()
    assert len(seated) == 4 * 23 and (seated == 1).all()
    sizes = plan.table.groupby(["round", "table"]).size()
    assert sizes.max() <= 5 and sizes.max() - sizes.min() <= 1
    counted = np.zeros((23, 23), dtype=int)
    for _, rows in plan.table.groupby(["round", "table"]):
        here = people.index.get_indexer(rows["person_id"])
        counted[np.ix_(here, here)] += 1
    np.fill_diagonal(counted, 0)
    assert (counted == plan.meetings).all()
    assert plan.pairs_met <= plan.bound


def test_planned_tables_bring_more_people_together_than_chance():
    people = members([("fm"[n % 2], "abc"[n % 3]) for n in range(48)], ["sex", "age"])
    plan = plan_tables(people, 5, 6, ["sex", "age"], np.random.default_rng(1))
    rng, pairs = np.random.default_rng(2), []
    for _ in range(50):
        met = np.zeros((48, 48), dtype=bool)
        for _ in range(5):
            place = rng.permutation(48) // 6
            met |= place[:, None] == place[None, :]
        pairs.append((met.sum() - 48) // 2)
    assert plan.pairs_met > max(pairs)
    assert plan.out_of_share < 1


def test_tables_for_nobody_or_never_are_refused():
    with pytest.raises(InputError, match="at least 1 round and 2 seats"):
        plan_tables(members([("f",)], ["sex"]), 0, 4, ["sex"], np.random.default_rng(0))
