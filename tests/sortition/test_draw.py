from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from tests.sortition.small_pools import every_panel, pool_of, quotas_of, random_selection
from toolkit.errors import InputError
from toolkit.sortition import numbering
from toolkit.sortition.draw import number_panels, panel_at, seed_point
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.numbering import _least_change as least_change
from toolkit.sortition.pool import Selection


def test_a_point_says_the_panel_whose_interval_holds_it():
    halves = [0.5, 0.25, 0.25]
    points = [
        Fraction(0),
        Fraction(1, 2) - Fraction(1, 10**30),
        Fraction(1, 2),
        Fraction(3, 4),
        1 - Fraction(1, 10**30),
    ]
    assert [panel_at(halves, point) for point in points] == [0, 0, 1, 2, 2]


def test_probabilities_count_relative_to_their_sum():
    assert panel_at([0.3, 0.3], Fraction(49, 100)) == 0
    assert panel_at([0.3, 0.3], Fraction(51, 100)) == 1


def test_announced_numbers_draw_panels_with_their_probabilities():
    probabilities = [0.5, 0.3, 0.15, 0.05]
    seen = Counter(panel_at(probabilities, seed_point(str(number), "inputs")) for number in range(20_000))
    observed = [seen[place] for place in range(4)]
    assert chisquare(observed, 20_000 * np.array(probabilities)).pvalue > 0.01


def test_other_inputs_or_another_number_give_another_point():
    points = {seed_point(number, inputs) for number in ("1", "2") for inputs in ("a", "b")}
    assert len(points) == 4


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("count", [7, 100, 1000])
def test_numbered_panels_are_lawful_and_change_chances_by_one_panel_at_most(seed, count):
    selection = random_selection(np.random.default_rng(seed), people=10, households=seed % 2 == 0)
    lottery = leximin_lottery(selection)
    numbered = number_panels(lottery, np.random.default_rng(1), count)
    assert set(map(tuple, numbered.panels.tolist())) <= set(every_panel(selection))
    assert len(numbered) == count
    held = np.bincount(numbered.panels.ravel(), minlength=len(selection.pool)) / count
    assert numbered.largest_change == pytest.approx(np.abs(held - lottery.chances).max(), abs=1e-12)
    assert numbered.largest_change <= 1 / count + 1e-9


def varied_selection(seed):
    """Make a pool of three to eight features, with quotas around a panel that exists, exact in every second case."""
    rng = np.random.default_rng(seed)
    people, features = int(rng.integers(10, 40)), int(rng.integers(3, 9))
    seats = int(rng.integers(3, min(14, people // 2) + 1))
    rows = np.array([rng.choice(rng.integers(2, 5), people) for _ in range(features)]).T.astype(str).tolist()
    names, chosen = [f"f{n}" for n in range(features)], rng.choice(people, seats, replace=False)
    homes = [f"h{rng.integers(people)}" if seed % 3 == 0 and person not in chosen else "" for person in range(people)]
    quotas = []
    for place, name in enumerate(names):
        for value in sorted({row[place] for row in rows}):
            held, width = sum(rows[person][place] == value for person in chosen), seed % 2
            quotas.append(
                (name, value, max(0, held - int(rng.integers(width + 1))), held + int(rng.integers(width + 1)))
            )
    return Selection(pool_of(rows, names, homes), quotas_of(*quotas), seats)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 300, 50))
def test_nobodys_chance_changes_by_more_than_one_panel_in_pools_of_many_features(start):
    for seed in range(start, start + 50):
        count = (100, 1000)[seed % 2]
        numbered = number_panels(leximin_lottery(varied_selection(seed)), np.random.default_rng(1), count)
        assert len(numbered) == count and numbered.largest_change <= 1 / count + 1e-9, seed


def exact_selection(seed):
    """Make a small pool of three to six features whose quotas are exact: the seats of a panel that exists."""
    rng = np.random.default_rng(seed)
    people, features, seats = (int(rng.integers(*limits)) for limits in ((6, 16), (3, 7), (2, 6)))
    rows = np.array([rng.choice(rng.integers(2, 4), people) for _ in range(features)]).T.astype(str).tolist()
    chosen = rng.choice(people, seats, replace=False)
    quotas = []
    for place in range(features):
        for value in sorted({row[place] for row in rows}):
            held = sum(rows[person][place] == value for person in chosen)
            quotas.append((f"f{place}", value, held, held))
    return Selection(pool_of(rows, [f"f{n}" for n in range(features)]), quotas_of(*quotas), seats)


@pytest.mark.parametrize(("seed", "count"), [(12, 3), (12, 7), (12, 13), (83, 13)])
def test_where_whole_seats_cannot_be_peeled_panels_of_the_lottery_are_repeated(seed, count, monkeypatch):
    chosen = []
    monkeypatch.setattr(numbering, "_least_change", lambda *given: chosen.append(1) or least_change(*given))
    selection = exact_selection(seed)
    numbered = number_panels(leximin_lottery(selection), np.random.default_rng(1), count)
    assert chosen and len(numbered) == count and numbered.largest_change <= 1 / count + 1e-9
    assert set(map(tuple, numbered.panels.tolist())) <= set(every_panel(selection))


@given(seed=st.integers(0, 10_000), count=st.integers(1, 60))
@settings(derandomize=True, max_examples=25, deadline=None)
def test_any_number_of_panels_can_be_asked_for(seed, count):
    lottery = leximin_lottery(random_selection(np.random.default_rng(seed), people=8))
    numbered = number_panels(lottery, np.random.default_rng(0), count)
    assert numbered.table["number"].tolist() == [n for n in range(1, count + 1) for _ in range(3)]
    assert numbered.largest_change <= 1 / count + 1e-9


def test_the_same_generator_gives_the_same_numbers():
    lottery = leximin_lottery(random_selection(np.random.default_rng(3)))
    one, other = (number_panels(lottery, np.random.default_rng(9), 50).panels for _ in range(2))
    assert (one == other).all()


def test_no_panel_at_all_cannot_be_numbered():
    lottery = leximin_lottery(random_selection(np.random.default_rng(3)))
    with pytest.raises(InputError, match="at least 1"):
        number_panels(lottery, np.random.default_rng(0), 0)
