"""The closing: its inner view on panels mixed by hand, and what rounding errors must not do."""

import numpy as np
import pytest
from scipy import sparse

from tests.sortition.oracle import all_panels, random_selection
from toolkit.errors import SolverError
from toolkit.sortition.closing import _cut, _Inner, _near
from toolkit.sortition.leximin import _ideal
from toolkit.sortition.objective import Objective, smallest
from toolkit.sortition.pricing import Pricing
from toolkit.sortition.progress import NEVER
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import Types, types_of


def many_and_one():
    """Make two types, of 20,000 people and of one, with ten seats."""
    members = np.arange(20_000), np.array([20_000])
    seats = sparse.csr_matrix([[1.0, 1.0]])
    return Types(members, np.zeros(2, dtype=np.int64), seats, np.array([10.0]), np.array([10.0]))


def test_no_level_is_raised_by_falling_short_of_one_below_it():
    """Ten of 20,000, or nine of them and one person alone, who sits half the time if each of the many has 9.5 / 20,000.

    Each millionth of a chance that the many lost would give the one person two hundredths more.
    """
    inner = _Inner(many_and_one(), np.array([[10, 0], [9, 1]]))
    floors = np.array([9.5 / 20_000, 0.0])
    value, _ = inner.raise_floor(np.array([True, False]), floors)
    assert value == pytest.approx(0.5, abs=1e-9)
    assert inner.weights(np.array([floors[0], value])) == pytest.approx([0.5, 0.5], abs=1e-9)


@pytest.mark.parametrize("failure", [Infeasible, SolverError("the solver ended with 'Unknown'")])
@pytest.mark.parametrize("failures", [1, 2])
def test_a_level_that_rounding_blocks_is_raised_with_a_billionth_of_shortfall(failure, failures, monkeypatch):
    inner, right = _Inner(many_and_one(), np.array([[10, 0], [9, 1]])), _Inner._raise
    tried = []

    def blocked(self, shortfall):
        tried.append(shortfall)
        if len(tried) <= failures:
            raise failure
        return right(self, shortfall)

    monkeypatch.setattr(_Inner, "_raise", blocked)
    value, _ = inner.raise_floor(np.array([True, False]), np.array([9.5 / 20_000, 0.0]))
    assert tried[0] == 0 and 0 < tried[-1] < 1e-7 and len(tried) == failures + 1
    assert value == pytest.approx(0.5, abs=20_000 * 1.01 * tried[-1])


def test_a_level_that_cannot_be_raised_is_not_taken_for_a_clash_of_quotas(monkeypatch):
    def never(self, shortfall):
        raise Infeasible

    monkeypatch.setattr(_Inner, "_raise", never)
    with pytest.raises(SolverError, match="please report"):
        _Inner(many_and_one(), np.array([[10, 0]])).raise_floor(np.zeros(2, dtype=bool), np.zeros(2))


def test_a_cut_that_leaves_nothing_of_the_relaxation_is_not_made():
    objective, types = Objective("leximin", _ideal, smallest), many_and_one()
    assert _cut(types, objective, np.array([1.0, 1.0]), 9.0) is None
    outer, ideal = _cut(types, objective, np.array([1.0, 0.0]), 9.75)
    assert len(outer.high) == 2 and ideal.chances == pytest.approx([9.75 / 20_000, 0.25], abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_panels_are_found_until_a_mixture_gives_the_wanted_chances(seed):
    selection = random_selection(np.random.default_rng(seed))
    types, listed = types_of(selection), all_panels(selection)
    panels = np.array([[panel[group].sum() for group in types.members] for panel in listed])
    nearest = _near(types, panels[:1], panels.mean(axis=0) / types.sizes, Pricing(types), NEVER)
    assert nearest.counts == pytest.approx(panels.mean(axis=0), abs=1e-7)
    assert all(types.allows(panel) for panel in nearest.panels)
