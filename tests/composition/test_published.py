import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.composition.drift import random_exit_band, random_exit_law
from toolkit.composition.membership import build_membership
from toolkit.composition.published import (
    british_replies,
    french_convention,
    french_proposals,
    irish_assembly,
    pool_sizes,
    rebuilt_log,
    response_rates,
    scottish_assembly,
)
from toolkit.sources.assembly import open_assembly


@pytest.fixture(scope="module")
def data():
    return open_assembly("paris")


def test_the_irish_steps_add_up(data):
    finding = irish_assembly(data.table(tables.PublishedMembership))
    assert (finding.table["agrees"] == "yes").all()
    assert "53 replacements for 99 seats (54%), and 4 members" in str(finding.text)
    assert "7 of the 13 people of the last step" in str(finding.text) and "20 of those selected" in str(finding.text)


def test_a_wrong_step_would_be_seen(data):
    published = data.table(tables.PublishedMembership)
    published.loc[published["quantity"] == "replaced_step_3", "value"] = "8"
    assert "no" in irish_assembly(published).table["agrees"].tolist()


def test_the_rebuilt_log_keeps_the_seats_filled_at_every_step():
    events, people = rebuilt_log(10, [3, 2], unreplaced=1)
    members = build_membership(events, people)
    assert [len(members.on(day)) for day in members.turning_points] == [10, 10, 10, 9]
    assert len(members.spells) == 15


def test_the_french_band_of_the_lowest_diploma_is_as_published_in_the_methods(data):
    low, high = random_exit_band(150, 39, 15, 25)
    assert low == pytest.approx(0.225, abs=5e-4)
    assert high == pytest.approx(0.294, abs=5e-4)
    table = french_convention(data.table(tables.PublishedMembership)).table.set_index("group")
    assert table.loc["lowest_diploma", "inside"] == "yes"
    assert (table["p_holm"] > 0.05).all()


@pytest.mark.slow
def test_the_exact_law_of_random_exits_is_what_simulation_shows():
    rng = np.random.default_rng(1)
    stayed = rng.hypergeometric(39, 111, 135, 200_000)
    counts = stayed + rng.binomial(25, 39 / 150, 200_000)
    law = random_exit_law(150, 39, 15, 25)
    assert law.sum() == pytest.approx(1)
    assert np.abs(np.bincount(counts, minlength=len(law)) / 200_000 - law).max() < 0.004


def test_the_scottish_tables_agree(data):
    finding = scottish_assembly(data.table(tables.PublishedMembership), data.table(tables.Attrition))
    assert (finding.table["agrees"] == "yes").all()
    assert "73 of 106" in str(finding.text)


def test_response_rates_follow_from_their_counts_and_disagreement_is_named(data):
    finding = response_rates(data.table(tables.ResponseRates))
    assert (finding.table["agrees"] == "yes").all()
    assert "Brussels" in str(finding.text)


def test_a_rate_that_does_not_follow_is_marked():
    rates = pd.DataFrame(
        {"process": ["a"], "invited": [1000], "positive_responses": [100], "response_rate_pct": [11.0]}
    )
    assert response_rates(rates).table["agrees"].tolist() == ["no"]


def test_published_pools_are_consistent(data):
    pools = data.table(tables.SelectionPools)
    assert (pool_sizes(pools).table["agrees"] == "yes").all()
    pools.loc[0, "leximin_min_prob_pct"] = 50.0
    assert pool_sizes(pools).table["agrees"].tolist()[0] == "no"


def test_observers_of_the_french_proposals_stay_apart(data):
    table = french_proposals(data.table(tables.FrenchProposalCodings)).table
    assert table.groupby("observer")["share"].sum().to_dict() == pytest.approx({"government": 1, "Reporterre": 1})


def test_the_british_sources_stand_side_by_side(data):
    said = str(british_replies(data.table(tables.PublishedMembership), data.table(tables.ResponseRates)))
    assert "1,727 volunteers" in said and "about 1,800 replies" in said and "110 people selected, 108" in said
