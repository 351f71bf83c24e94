import numpy as np
import pytest
from scipy import sparse

from tests.sortition.oracle import random_selection, tight_selection
from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.sortition.levels import leximin_chances
from toolkit.sortition.peeling import MASS, ROUNDING, _by_search, dive, peel
from toolkit.sortition.pool import Selection
from toolkit.sortition.progress import Deadline
from toolkit.sortition.solver import INFINITY, Program
from toolkit.sortition.types import Types, types_of

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


def types_with(seats, kinds, *quotas):
    """Make types of nine people each; a quota is the kinds that count for it, its least and its most."""
    members = tuple(np.arange(9) + 9 * kind for kind in range(kinds))
    rows = sparse.csr_matrix([np.ones(kinds), *(np.isin(np.arange(kinds), some) for some, _, _ in quotas)], dtype=float)
    low, high = (np.array([seats, *(quota[side] for quota in quotas)], dtype=float) for side in (1, 2))
    return Types(members, np.zeros(kinds, dtype=np.int64), rows, low, high)


@pytest.mark.parametrize(
    ("counts", "panels"),
    [
        ([0.75, 0.75, 0.5], {(1, 1, 0): 0.5, (1, 0, 1): 0.25, (0, 1, 1): 0.25}),  # then the last is on all others
        ([1.25, 1.25, 1.5], {(1, 1, 2): 0.5, (2, 1, 1): 0.25, (1, 2, 1): 0.25}),  # then the last has one on all others
    ],
)
def test_each_panel_is_taken_once_and_as_far_as_it_goes(counts, panels):
    steps = []
    deadline = Deadline(progress=lambda some: (steps.append(step) or step for step in some))
    peeled = peel(types_with(sum(counts), 3), np.array(counts), deadline)
    assert peeled.mass == pytest.approx(0, abs=1e-9) and len(peeled.panels) == 3 == len(steps)
    found = dict(zip(map(tuple, peeled.panels.tolist()), peeled.weights, strict=True))
    assert found == pytest.approx(panels, abs=1e-9)


def test_a_quota_that_has_become_tight_stays_tight():
    """After half of (0, 0, 0, 1, 1) all other panels must seat one of the first three, or no panel is left for them."""
    counts = np.array([1 / 6, 1 / 6, 1 / 6, 0.75, 0.75])
    peeled = peel(types_with(2, 5, ([0, 1, 2], 0, 1)), counts)
    assert peeled.panels[0].tolist() == [0, 0, 0, 1, 1] and peeled.weights[0] == pytest.approx(0.5)
    assert peeled.mass == pytest.approx(0, abs=1e-9) and peeled.weights @ peeled.panels == pytest.approx(counts)


def program(rows, low, high, columns):
    return Program(sparse.csr_matrix(rows, dtype=float), low, high, np.zeros(columns), np.ones(columns))


def test_a_vertex_of_halves_is_rounded_to_a_panel_and_not_to_nothing():
    """Of three no two sit together: the best vertex has half of each, the best panel one."""
    pairs = program([[1, 1, 0], [0, 1, 1], [1, 0, 1]], np.zeros(3), np.ones(3), 3)
    assert pairs.vertex(np.ones(3)) == pytest.approx([0.5] * 3)
    assert dive(pairs, np.ones(3)).sum() == 1


def test_a_dead_end_is_left_by_its_other_side():
    """2a + 3b = 3 with a = 1 has b = 1/3, and b = 0 fits no a."""
    search = program([[2, 3]], np.array([3.0]), np.array([3.0]), 2)
    assert _by_search(search, search.vertex(np.array([1.0, 0.0]))) == pytest.approx([0, 1])


def test_a_dead_end_deeper_down_is_left_by_an_earlier_choice():
    """y + 2a + 2b = 3 needs y = 1; y = 0, the nearer side of y = 0.4, goes on with a + b = 1.5 before it ends."""
    search = program([[1, 2, 2, 0], [5, 0, 0, 5]], np.array([3.0, 2.0]), np.array([3.0, INFINITY]), 4)
    vertex = search.vertex(np.array([-1.0, 1.0, 0.5, -10.0]))
    assert vertex == pytest.approx([0.4, 1.0, 0.3, 0.0])
    assert _by_search(search, vertex) == pytest.approx([1, 1, 0, 0])
