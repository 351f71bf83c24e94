"""The nearest mixture of panels to wanted chances, against the list of all panels."""

import numpy as np
import pytest

from tests.sortition.oracle import all_panels, random_selection, tight_selection
from toolkit.sortition.nearing import HALFWAY, Nearest
from toolkit.sortition.types import types_of


def listed(seed, make):
    """Make a pool, and list its panels as counts of types."""
    rng = np.random.default_rng(seed)
    selection = make(rng)
    types = types_of(selection)
    panels = [[panel[group].sum() for group in types.members] for panel in all_panels(selection)]
    return rng, types, np.unique(np.array(panels, dtype=np.int64), axis=0)


@pytest.mark.parametrize("make", [random_selection, tight_selection])
@pytest.mark.parametrize("seed", range(10))
def test_chances_that_panels_can_give_are_given(seed, make):
    rng, types, panels = listed(seed, make)
    wanted = rng.dirichlet(np.ones(len(panels))) @ panels / types.sizes
    nearest = Nearest(types, panels[:1], wanted)
    for _ in range(200):
        prices, than = nearest.improve()
        if np.abs(nearest.lacking).max() < 1e-9:
            break
        worths = panels @ prices
        assert worths.max() > than and nearest.add([panels[worths.argmax()]])
    assert np.abs(nearest.lacking).max() < 1e-9
    assert nearest.weights.min() >= 0 and nearest.weights.sum() == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(10))
def test_the_nearest_point_is_right_to_half_of_what_it_lacks(seed):
    """The squared distance D of the mixture is at most twice the products with any mixture: Cauchy and Schwarz."""
    rng, types, panels = listed(seed, tight_selection)
    wanted = rng.uniform(0, 1, len(types))
    nearest = Nearest(types, panels, wanted)
    prices, than = nearest.improve()
    distance = nearest.lacking**2 @ types.sizes
    assert (panels @ prices).max() <= than + 1e-9
    assert than == pytest.approx(prices @ nearest.counts + HALFWAY * distance)
    others = rng.dirichlet(np.ones(len(panels)), 500) @ panels / types.sizes
    assert (((others - wanted) ** 2 @ types.sizes) >= (1 - HALFWAY) ** 2 * distance - 1e-9).all()


def test_a_panel_known_already_is_no_news():
    _, types, panels = listed(0, random_selection)
    nearest = Nearest(types, panels[:2], panels.mean(axis=0) / types.sizes)
    assert not nearest.add([panels[0], panels[1]]) and len(nearest.panels) == 2
    assert not nearest.add([]) and nearest.add([panels[2], panels[0]]) and len(nearest.panels) == 3


def test_the_nearest_of_two_panels_of_one_seat_is_worked_out_by_hand():
    """Wanted 0.7 and 0.1 of one seat for two people: the nearest chances that add up to 1 are 0.8 and 0.2."""
    _, types, _ = listed(1, tight_selection)
    pair = types.only(np.arange(len(types)) < 2)
    pair = type(pair)((np.array([0]), np.array([1])), pair.least, pair.matrix, pair.low, pair.high)
    nearest = Nearest(pair, np.array([[1, 0], [0, 1]]), np.array([0.7, 0.1]))
    nearest.improve()
    assert nearest.counts == pytest.approx([0.8, 0.2])
