"""The pool of twelve that the tests of replacement and of alternates share: two live at one address, one sat before."""

import pytest

from tests.sortition.small_pools import QUOTAS, pool_of
from toolkit.sortition.pool import Selection


@pytest.fixture
def selection():
    homes = ["x", "", "", "", "x", "", "", "", "", "", "", ""]
    rows = [("f", "a"), ("f", "b"), ("m", "a"), ("m", "b")] * 3
    return Selection(pool_of(rows, ["sex", "age"], homes), QUOTAS, 4, must_exclude={"p11": "past member"})
