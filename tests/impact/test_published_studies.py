import numpy as np
import pytest

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact.published import ASSUMED, least_contradiction, recover_signs, simulated_proposals
from toolkit.sources.assembly import open_assembly


def test_simulated_proposals_have_the_size_of_the_study():
    outcome, traits, process = simulated_proposals(np.random.default_rng(1))
    assert (len(outcome), set(outcome), list(traits)) == (571, {0, 1, 2}, list(ASSUMED))
    assert process.nunique() <= 39
    assert traits.groupby(process)["quality of the process"].nunique().eq(1).all()


@pytest.mark.slow
def test_the_published_signs_are_found_again():
    found = recover_signs(np.random.default_rng(20230601), draws=20)
    assert found.table["sign_found"].eq("yes").all()
    assert (found.table["low"] <= found.table["effect"]).all() and (found.table["effect"] <= found.table["high"]).all()


def test_two_observers_of_149_proposals_must_contradict_each_other():
    """79 rejected and 146 done or under way of 149 proposals: at least 76 are both."""
    checked = least_contradiction(open_assembly("paris").table(tables.FrenchProposalCodings))
    assert "at least 76 of the 79" in str(checked.text)
    bounds = checked.table.set_index(["government", "reporterre"])
    assert bounds.loc[("done", "rejected")].tolist() == [5, 75]


def test_one_observer_alone_cannot_contradict():
    codings = open_assembly("paris").table(tables.FrenchProposalCodings)
    with pytest.raises(InputError, match="none by Reporterre"):
        least_contradiction(codings[codings["observer"] != "Reporterre"])
