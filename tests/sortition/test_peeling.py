import numpy as np
import pytest

from tests.sortition.oracle import random_selection, tight_selection
from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.sortition.levels import leximin_chances
from toolkit.sortition.peeling import MASS, ROUNDING, peel
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Deadline
from toolkit.sortition.types import types_of

FOUR = Selection(
    pool_of([("f",), ("f",), ("m",), ("m",)], ["sex"]), quotas_of(("sex", "f", 0, 2), ("sex", "m", 0, 2)), 2
)


def whole(selection):
    types = types_of(selection)
    chances = leximin_chances(types)
    types = types.only(chances > MASS)
    return types, types.sizes * chances[chances > MASS]


def test_one_and_a_half_women_are_two_in_half_of_the_panels():
    peeled = peel(types_of(FOUR), np.array([1.5, 0.5]))
    assert {tuple(panel): weight for panel, weight in zip(peeled.panels, peeled.weights, strict=True)} == {
        (2, 0): pytest.approx(0.5),
        (1, 1): pytest.approx(0.5),
    }
    assert peeled.mass == pytest.approx(0, abs=MASS)


def test_whole_counts_are_one_panel():
    peeled = peel(types_of(FOUR), np.array([1.0, 1.0]))
    assert peeled.panels.tolist() == [[1, 1]] and peeled.weights.tolist() == [1.0] and peeled.mass == 0


@pytest.mark.parametrize("make", [random_selection, tight_selection])
def test_panels_taken_and_what_is_left_make_up_the_counts(make):
    rng = np.random.default_rng(5)
    complete = 0
    for _ in range(60):
        types, counts = whole(make(rng))
        peeled = peel(types, counts)
        assert all(types.allows(panel) for panel in peeled.panels)
        assert (peeled.weights > 0).all() and peeled.weights.sum() + peeled.mass == pytest.approx(1)
        rest, mass = counts - peeled.weights @ peeled.panels, peeled.mass
        sums, room = types.matrix @ rest, ROUNDING
        assert (rest >= -room).all() and (sums >= mass * types.low - room).all()
        assert (rest <= mass * types.sizes + room).all() and (sums <= mass * types.high + room).all()
        complete += mass <= MASS
    assert complete >= (54 if make is random_selection else 1)


def test_each_panel_is_a_step_and_none_is_sought_after_the_deadline():
    steps = []

    class Counted(Deadline):
        def step(self):
            steps.append(1)

    types, counts = whole(FOUR)
    assert len(peel(types, counts, Counted(None)).panels) == len(steps) > 0
    stopped = peel(types, np.array([1.5, 0.5]), Deadline(0.0))
    assert stopped.panels.shape == (0, 2) and stopped.mass == 1
