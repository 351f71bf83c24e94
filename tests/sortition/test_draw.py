from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from tests.sortition.small_pools import every_panel, random_selection
from toolkit.errors import InputError
from toolkit.sortition.draw import number_panels, panel_at, seed_point
from toolkit.sortition.leximin import leximin_lottery


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
