import numpy as np
import pytest

from tests.sortition.small_pools import random_selection
from toolkit.sortition.seating import seat
from toolkit.sortition.types import types_of


@pytest.mark.parametrize("weight", [1.2e-12, 3e-12, 1e-11])
def test_a_panel_whose_parts_are_all_tiny_is_still_seated(weight):
    """Such a panel, split among many people, once had no part that was kept, and the lottery stopped."""
    types = types_of(random_selection(np.random.default_rng(1), people=40, seats=4))
    common = np.zeros(len(types), dtype=int)
    common[np.argsort(-types.sizes, kind="stable")[:2]] = 2
    rare = np.roll(common, 1)
    people, probabilities = seat(types, np.array([common, rare]), np.array([1 - weight, weight]))
    assert people.shape == (len(probabilities), 4) and probabilities.sum() == pytest.approx(1)
    assert all(len(set(panel)) == 4 for panel in people.tolist())
