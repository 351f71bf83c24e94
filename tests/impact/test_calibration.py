import numpy as np
import pandas as pd
import pytest
from scipy.stats import hypergeom

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact.calibration import PARIS, Calibration, calibrate, capture_recapture
from toolkit.impact.links import index_titles, link, searchable, vocabulary_sets
from toolkit.impact.placebo import by_period, compare_with_placebo, shuffled
from toolkit.sources.assembly import open_assembly


@pytest.fixture(scope="module")
def judged():
    """The judged queries and as many shuffled ones, which have no match."""
    data = open_assembly("paris")
    acts = data.table(tables.CouncilActs).drop(columns="act_id").rename(columns={"row_id": "act_id"})
    vocabulary = vocabulary_sets(data.table(tables.CityVocabulary))
    queries = data.table(tables.JudgedQueries).rename(columns={"query_id": "recommendation_id"})
    nonsense = shuffled(queries, np.random.default_rng(1)).assign(
        recommendation_id="N" + queries["recommendation_id"], row_id=""
    )
    everything = pd.concat([queries, nonsense], ignore_index=True)
    index = index_titles(searchable(acts))
    links = link(everything, acts, vocabulary=vocabulary, index=index)
    matches = everything[["recommendation_id", "row_id"]].rename(columns={"row_id": "act_id"})
    return acts, vocabulary, index, queries, links, matches


def test_the_shipped_calibration_is_learned_again(judged):
    *_, links, matches = judged
    learned = calibrate(links, matches)
    assert learned.queries == PARIS.queries
    assert learned.coefficients == pytest.approx(PARIS.coefficients, abs=0.15)


def test_probabilities_of_a_recommendation_and_no_match_sum_to_one(judged):
    *_, links, _ = judged
    found = PARIS.probabilities(links)
    sums = (
        found.groupby("recommendation_id")["probability"].sum() + found.groupby("recommendation_id")["no_match"].first()
    )
    assert sums.to_numpy() == pytest.approx(1, abs=2e-3)


def test_likely_links_are_mostly_right(judged):
    *_, links, matches = judged
    found = PARIS.probabilities(links).merge(matches, on="recommendation_id", suffixes=("", "_true"))
    likely = found[found["probability"] > 0.5]
    assert len(likely) >= 10
    assert likely["act_id"].eq(likely["act_id_true"]).mean() >= 0.8


def test_shuffled_recommendations_are_hardly_ever_linked(judged):
    acts, vocabulary, index, queries, *_ = judged
    placebo = compare_with_placebo(queries, acts, PARIS, vocabulary, index, np.random.default_rng(9), rounds=4)
    share = placebo.table.set_index("kind")["share"]
    assert share["shuffled words"] <= 0.05
    assert placebo.excess == pytest.approx(share["recommendations"] - share["shuffled words"], abs=1e-3)


def test_shuffling_keeps_all_words_and_lengths():
    table = pd.DataFrame({"recommendation_id": ["a", "b"], "text": ["cirque lion jardin", "vélo piste"]})
    dealt = shuffled(table, np.random.default_rng(3))["text"].str.split()
    assert dealt.str.len().tolist() == [3, 2]
    assert sorted(dealt.sum()) == sorted(["cirque", "lion", "jardin", "velo", "piste"])


def test_a_citation_is_certain():
    links = pd.DataFrame(
        {
            "recommendation_id": "R1",
            "act_id": ["a", "b"],
            "rank": [1, 2],
            "score": [1.0, 0.2],
            "way": ["citation", "words"],
        }
    )
    assert Calibration(np.zeros(3), 0).probabilities(links)["probability"].tolist() == [1.0, 0.0]


def test_too_few_judged_queries_are_refused():
    links = pd.DataFrame({"recommendation_id": ["R1"], "act_id": ["a"], "rank": [1], "score": [0.5], "way": ["words"]})
    with pytest.raises(InputError, match="1 judged queries"):
        calibrate(links, pd.DataFrame({"recommendation_id": ["R1"], "act_id": ["a"]}))


def test_capture_and_recapture_by_hand():
    """30 and 20 found, 12 by both: 31·21/13 − 1 = 49.1 links, 38 found."""
    recall = capture_recapture(set(range(30)), set(range(18, 38)))
    row = recall.table.iloc[0]
    assert (row["both"], row["found"]) == (12, 38)
    assert row["estimated"] == pytest.approx(31 * 21 / 13 - 1, abs=1e-3)
    assert row["low"] <= row["estimated"] <= row["high"]


def test_searches_that_share_nothing_leave_the_number_of_links_open():
    row = capture_recapture({1, 2}, {3}).table.iloc[0]
    assert (row["low"], row["high"]) == (3, float("inf"))


def test_the_interval_is_that_of_the_hypergeometric_distribution():
    """Of N links, 8 and 7 were found and 5 twice: the bounds are the N at which so few or so many become unlikely."""
    row = capture_recapture(set(range(8)), set(range(3, 10))).table.iloc[0]
    kept = [total for total in range(10, 200)
            if hypergeom.cdf(5, total, 8, 7) > 0.025 and hypergeom.sf(4, total, 8, 7) > 0.025]  # fmt: skip
    assert (row["low"], row["high"]) == (kept[0], kept[-1])


def test_acts_older_than_the_assembly_are_a_placebo():
    acts = pd.DataFrame({"act_id": list("abcd"), "date": ["2019-04", "2020", "2023-07", None]})
    links = pd.DataFrame({"act_id": list("abcd"), "probability": [0.2, 0.1, 0.6, 0.9]})
    table = by_period(links, acts, "2021-11")
    assert table[["period", "acts", "expected", "per_hundred_acts"]].values.tolist() == [
        ["acts before the assembly", 2, 0.3, 15.0],
        ["acts since", 1, 0.6, 60.0],
    ]
