import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact.coding import (
    alpha_interval,
    compare_readings,
    disagreements,
    krippendorff_alpha,
    lineage,
    still_known,
)
from toolkit.sources.assembly import open_assembly
from toolkit.sources.votes import read_phrases

NA = np.nan
PUBLISHED = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
        "C": [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
    }
)
"""Krippendorff 2011, Computing Krippendorff's alpha-reliability: four observers, twelve units, codes missing."""


def test_alpha_of_the_published_example():
    assert krippendorff_alpha(PUBLISHED) == pytest.approx(0.743, abs=5e-4)
    assert krippendorff_alpha(PUBLISHED, order=[1, 2, 3, 4, 5]) == pytest.approx(0.815, abs=5e-4)


def test_perfect_agreement_is_one_and_chance_about_zero():
    same = pd.DataFrame({"A": list("abab"), "B": list("abab")})
    assert krippendorff_alpha(same) == 1
    rng = np.random.default_rng(4)
    random = pd.DataFrame(rng.choice(list("ab"), size=(2000, 2)), columns=["A", "B"])
    assert abs(krippendorff_alpha(random)) < 0.06


def test_the_interval_holds_alpha():
    low, high = alpha_interval(PUBLISHED, np.random.default_rng(5), draws=200)
    assert low < krippendorff_alpha(PUBLISHED) < high


def test_nobody_agrees_alone():
    with pytest.raises(InputError, match="coded twice"):
        krippendorff_alpha(pd.DataFrame({"A": ["x", "y"], "B": [NA, NA]}))


def test_a_value_outside_the_order_is_named():
    with pytest.raises(InputError, match="9"):
        krippendorff_alpha(pd.DataFrame({"A": [1, 9], "B": [1, 2]}), order=[1, 2])


def test_disagreements_go_to_a_third():
    units = pd.DataFrame({"A": ["yes", "no", "yes"], "B": ["yes", "yes", NA]}, index=["u1", "u2", "u3"])
    assert disagreements(units).index.tolist() == ["u2"]


def test_no_phrase_is_read_wrong():
    data = open_assembly("paris")
    table = compare_readings(
        read_phrases(data.table(tables.VotePhrases)), data.table(tables.VotePhrasesCoded), "phrase_id"
    )
    assert table["wrong"].sum() == 0
    assert (table["stated"].sum(), table["right"].sum(), table["unread"].sum()) == (64, 59, 5)


def test_a_reading_where_nothing_was_coded_is_wrong():
    read = pd.DataFrame({"id": ["a", "b"], "x": ["1", "2"]})
    coded = pd.DataFrame({"id": ["a", "b"], "x": ["1", ""]})
    assert compare_readings(read, coded, "id").iloc[0].tolist() == ["x", 1, 1, 0, 1]


def clauses(**made_from):
    return pd.DataFrame({"clause_id": list(made_from), "made_from": list(made_from.values())})


def test_lineage_survives_merges_and_splits():
    table = lineage(clauses(a="", b="", c="a;b", d="c", e="c"))
    assert table[table["clause_id"] == "e"]["origin"].tolist() == ["a", "b"]
    assert table[table["clause_id"] == "a"]["origin"].tolist() == ["a"]


def test_circular_lineage_is_shown_as_a_circle():
    with pytest.raises(InputError, match="a ← b ← a"):
        lineage(clauses(a="b", b="a"))


def test_a_clause_made_from_nothing_known_is_refused():
    with pytest.raises(InputError, match="z is no clause"):
        lineage(clauses(a="z"))


def test_links_of_an_older_run_are_parted_and_none_is_lost():
    links = pd.DataFrame({"recommendation_id": ["R1", "R9"], "act_id": ["a", "a"]})
    known, unknown = still_known(links, pd.DataFrame({"recommendation_id": ["R1"]}), pd.DataFrame({"act_id": ["a"]}))
    assert (known["recommendation_id"].tolist(), unknown["recommendation_id"].tolist()) == (["R1"], ["R9"])
