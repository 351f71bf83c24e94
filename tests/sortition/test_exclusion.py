"""People who may not sit, or live with somebody who must, take nobody else's place in the types."""

import numpy as np

from tests.reliability.builders import small_selection
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.types import types_of


def test_the_members_of_a_type_have_the_same_values_when_some_people_may_not_sit():
    selection = small_selection()
    types = types_of(selection)
    for group in types.members:
        assert len(selection.pool.people.iloc[group].drop_duplicates()) == 1
    together = np.concatenate(types.members)
    assert sorted(selection.pool.ids[together]) == sorted(set(selection.pool.ids) - {"p006"})


def test_nobody_who_may_not_sit_has_a_chance_and_who_must_sit_is_certain():
    marginals = leximin_lottery(small_selection()).marginals
    assert marginals["p006"] == 0 and abs(marginals["p005"] - 1) < 1e-9
    assert abs(marginals.sum() - 6) < 1e-9
