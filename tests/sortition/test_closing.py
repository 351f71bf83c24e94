"""The inner view of the closing, on panels mixed by hand."""

import numpy as np
import pytest
from scipy import sparse

from toolkit.sortition.closing import _Inner
from toolkit.sortition.types import Types


def test_no_level_is_raised_by_falling_short_of_one_below_it():
    """Ten of 20,000, or nine of them and one person alone, who sits half the time if each of the many has 9.5 / 20,000.

    Each millionth of a chance that the many lost would give the one person two hundredths more.
    """
    members = np.arange(20_000), np.array([20_000])
    seats = sparse.csr_matrix([[1.0, 1.0]])
    types = Types(members, np.zeros(2, dtype=np.int64), seats, np.array([10.0]), np.array([10.0]))
    inner = _Inner(types, np.array([[10, 0], [9, 1]]))
    floors = np.array([9.5 / 20_000, 0.0])
    value, _ = inner.raise_floor(np.array([True, False]), floors)
    assert value == pytest.approx(0.5, abs=1e-9)
    assert inner.weights(np.array([floors[0], value])) == pytest.approx([0.5, 0.5], abs=1e-9)
