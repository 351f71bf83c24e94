import pandas as pd

from toolkit.impact.fragments import fragments, link_by_fragments

ACTS = pd.DataFrame(
    {"act_id": ["A", "B", "C"], "title": ["Végétalisation des cours d'école", "Pistes cyclables", "Éclairage public"]}
)


def test_pieces_know_no_accents_and_no_capitals():
    assert fragments("Été") == {" ete": 1, "ete ": 1}
    assert fragments("") == fragments(" ")


def test_the_act_that_shares_most_pieces_comes_first_and_one_that_shares_none_is_left_out():
    asked = pd.DataFrame({"recommendation_id": ["R1", "R2"], "text": ["végétaliser les écoles", "zzzz"]})
    found = link_by_fragments(asked, ACTS, top=2)
    assert found[["recommendation_id", "act_id", "rank"]].values.tolist()[0] == ["R1", "A", 1]
    assert set(found["recommendation_id"]) == {"R1"} and found["score"].between(0, 1).all()


def test_a_text_finds_itself_with_the_largest_score():
    asked = ACTS.rename(columns={"act_id": "recommendation_id", "title": "text"})
    first = link_by_fragments(asked, ACTS, top=1)
    assert first["act_id"].tolist() == ["A", "B", "C"] and first["score"].round(3).eq(1).all()
