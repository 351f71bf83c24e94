from itertools import combinations, combinations_with_replacement

import numpy as np
import pandas as pd
import pytest

from tests.sortition.small_pools import every_panel, random_selection
from toolkit.errors import InputError
from toolkit.sortition.alternates import Losses, _best_numbers, _least_missed, _situation, choose_alternates
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.progress import identity


@pytest.mark.parametrize("seed", range(8))
def test_chosen_alternates_are_as_good_as_the_best_of_all_choices(selection, seed):
    rng = np.random.default_rng(seed)
    panel = ["p0", "p1", "p2", "p3"]
    candidates = selection.pool.people.drop([*panel, "p4", "p11"])
    situation, _ = _situation(selection, panel, candidates)
    leaving = rng.random((6, 4)) < 0.4
    numbers, loss, bound = _best_numbers(Losses(situation, leaving, 2), 2, 40, identity)
    assert numbers.sum() == 2 and (numbers <= situation.available).all()
    assert bound == pytest.approx(loss, abs=1e-6)
    losses = []
    for pick in combinations_with_replacement(range(len(situation.available)), 2):
        numbers = np.bincount(pick, minlength=len(situation.available))
        if (numbers <= situation.available).all():
            losses.append(_least_missed(situation, leaving, numbers).mean())
    assert loss <= min(losses) + 1e-7


def seats_missed(selection, members, gone, chosen):
    """Let any of the alternates step in for those who are gone, in every way; count the seats off the quotas."""
    quotas = selection.quotas
    least, most = quotas.table["min"].to_numpy(), quotas.table["max"].to_numpy()
    counted = quotas.counted(selection.pool.people).astype(int)
    stay = [person for person, leaves in zip(members, gone, strict=True) if not leaves]
    fewest = np.inf
    for step_in in combinations(chosen, min(len(chosen), int(gone.sum()))):
        held = counted[:, [*stay, *step_in]].sum(axis=1)
        fewest = min(fewest, (np.maximum(least - held, 0) + np.maximum(held - most, 0)).sum())
    return fewest


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 200, 20))
def test_no_choice_of_people_is_better_than_the_one_found(start):
    """Compared with every set of people, every departure, and every way to step in, without a solver."""
    for seed in range(start, start + 20):
        rng = np.random.default_rng(seed)
        selection = random_selection(rng, people=10, seats=4, width=seed % 2)
        members = list(every_panel(selection)[0])
        ids, count = selection.pool.ids, int(rng.integers(1, 4))
        others = [person for person in range(10) if person not in members]
        situation, _ = _situation(selection, ids[members].tolist(), selection.pool.people.iloc[others])
        leaving = rng.random((5, 4)) < 0.4
        _, loss, bound = _best_numbers(Losses(situation, leaving, count), count, 40, identity)
        missed = [
            np.mean([seats_missed(selection, members, gone, chosen) for gone in leaving])
            for chosen in combinations(others, count)
        ]
        assert loss == pytest.approx(min(missed), abs=1e-6), seed
        assert bound <= min(missed) + 1e-6


def test_the_alternate_of_the_only_member_who_leaves_is_like_that_member(selection):
    panel = ["p0", "p1", "p2", "p3"]
    dropout = pd.Series([0.0, 1.0, 0.0, 0.0], index=panel)
    chosen = choose_alternates(selection, panel, dropout, 1, np.random.default_rng(0), departures=5, trials=20)
    assert selection.pool.people.loc[chosen.people[0]].tolist() == ["f", "b"]
    found = chosen.table.set_index("alternates")
    assert found.loc["chosen"].tolist() == [0.0, 1.0]
    assert found.loc["none", "missed_seats"] > found.loc["chosen", "missed_seats"]


def test_alternates_share_no_address_with_members_or_each_other(selection):
    panel = ["p1", "p2", "p3", "p8"]
    dropout = pd.Series(0.3, index=panel)
    chosen = choose_alternates(selection, panel, dropout, 6, np.random.default_rng(0), departures=5, trials=20)
    assert not {"p0", "p4"} <= set(chosen.people) and "p11" not in chosen.people


@pytest.mark.parametrize(("dropout", "count", "message"), [(1.2, 1, "not between 0 and 1"), (0.2, 50, "50 asked for")])
def test_impossible_wishes_are_refused(selection, dropout, count, message):
    panel = ["p0", "p1", "p2", "p3"]
    with pytest.raises(InputError, match=message):
        choose_alternates(selection, panel, pd.Series(dropout, index=panel), count, np.random.default_rng(0))


@pytest.mark.parametrize("seed", range(3))
def test_the_number_alone_decides_who_stands_by(seed):
    selection = random_selection(np.random.default_rng(seed), people=40, seats=10, households=True)
    panel = leximin_lottery(selection).draw(np.random.default_rng(seed))
    chances = pd.Series(0.25, index=panel)
    one, other = (choose_alternates(selection, panel, chances, 3, np.random.default_rng(9)) for _ in range(2))
    assert one.people == other.people and (one.loss, one.bound) == (other.loss, other.bound)
    assert one.table.equals(other.table)
    assert 0 <= one.bound <= one.loss
    assert str(one.text[1]).startswith("For the departures it was made for")


@pytest.mark.parametrize("seed", range(4))
def test_lines_lie_below_the_losses_everywhere(selection, seed):
    rng = np.random.default_rng(seed)
    panel = ["p0", "p1", "p2", "p3"]
    situation, _ = _situation(selection, panel, selection.pool.people.drop([*panel, "p4", "p11"]))
    losses = Losses(situation, rng.random((5, 4)) < 0.5, 3)
    points = [rng.permutation(np.minimum(situation.available, [1, 2, 0, 0])) for _ in range(4)]
    for touched in points:
        values, spared = losses.at(touched)
        for point in points:
            assert (losses.at(point)[0] >= values - spared @ (point - touched) - 1e-7).all()
