import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact.coding import compare_readings, lineage, still_known
from toolkit.sources.assembly import open_assembly
from toolkit.sources.votes import read_phrases


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
