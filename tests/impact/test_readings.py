import pandas as pd
import pytest

from toolkit import tables
from toolkit.impact import coding, readings
from toolkit.language import Language
from toolkit.sources.assembly import open_assembly

RECOMMENDATIONS = pd.DataFrame({"rec_id": ["R1", "R2"], "paraphrase_fr": ["Planter", None]}).assign(
    promotion="P1", atelier="a", instrument="t"
)


def statements(*rows):
    names = ["coder", "rec_id", "axis", "value", "strength"]
    return pd.DataFrame(rows, columns=names).assign(date="2024-01", observer="x")


TWO = statements(
    ("anne", "R1", "stage", "voted", "stated"),
    ("anne", "R1", "stage", "funded", "possible"),
    ("anne", "R2", "council fate", "adopted", "weak"),
    ("bruno", "R1", "stage", "voted", "stated"),
    ("bruno", "R1", "council fate", "adopted", "stated"),
)


def values(coded):
    laid = coded.by_coder()
    return {unit: tuple(row) for unit, row in zip(laid.index, laid.to_numpy(), strict=True)}


def test_each_coder_is_followed_as_if_nobody_else_had_read():
    read = readings.read_uptake(TWO, RECOMMENDATIONS)
    assert values(read["furthest stage, stated"]) == {"R1": ("voted", "voted"), "R2": ("no statement",) * 2}
    assert values(read["furthest stage, stated or possible"])["R1"] == ("funded", "voted")
    assert values(read["state of each stage"])["R1 funded"] == ("possible", "not seen")
    assert values(read["council fate"]) == {"R1": ("no statement", "adopted"), "R2": ("adopted", "no statement")}


def test_units_are_told_in_words():
    about = readings.read_uptake(TWO, RECOMMENDATIONS)["council fate"].table.set_index("unit")["about"]
    assert about["R1"].eq("Planter").all() and about["R2"].isna().all()


def test_headlines_count_what_each_reading_comes_to():
    table = readings.headlines_by_coder(TWO).set_index(["recommendations_with", "strength"])
    assert table.loc[("voted", "stated")].tolist() == [1, 1]
    assert table.loc[("funded", "possible")].tolist() == [1, 0]
    assert table.loc[("council fate: adopted", "stated")].tolist() == [0, 1]
    assert table.loc[("council fate: adopted", "possible")].tolist() == [1, 0]
    assert ("delivered", "stated") not in table.index


def test_a_recommendation_that_is_stated_and_possible_counts_once_as_stated():
    both = statements(
        ("anne", "R1", "prior position", "aligned", "weak"), ("anne", "R1", "prior position", "aligned", "stated")
    )
    table = readings.headlines_by_coder(both)
    assert table[["strength", "anne"]].values.tolist() == [["stated", 1]]


def test_an_answer_counts_by_who_says_so():
    links = pd.DataFrame(
        [("Q1", "S1", 1), ("Q1", "S2", 2), ("Q2", "S3", 1), ("Q2", "S4", 12)],
        columns=["recommendation_id", "act_id", "rank"],
    )
    queries = pd.DataFrame({"query_id": ["Q1", "Q2", "Q3"], "row_id": ["S2", "S4", "S9"]})
    answers = pd.DataFrame(
        [("Q1", "S1", "no", "b"), ("Q1", "S1", "no", "c"), ("Q1", "S2", "yes", "b"), ("Q1", "S2", "no", "c"),
         ("Q2", "S3", "yes", "b"), ("Q2", "S3", "yes", "c"), ("Q2", "S4", "yes", "b"), ("Q2", "S4", "yes", "c")],
        columns=["query_id", "row_id", "relevant", "coder"],
    )  # fmt: skip
    table = readings.success_by_reader(links, queries, answers).set_index("answers_that_count")
    assert table["queries"].tolist() == [2, 2, 2]
    assert table["answers"].tolist() == [2, 2, 3]
    assert table["found"].tolist() == [1, 1, 2]
    assert table["low"].le(table["share"]).all() and table["high"].ge(table["share"]).all()


def test_clauses_are_counted_and_a_subject_not_seen_holds_none():
    clauses = pd.DataFrame({"rec_id": ["R1", "R1", "R2"], "text": ["a", "b", None], "coder": "x"})
    assert coding.demands(clauses)["demands"].tolist() == [2, 0]


def test_pairs_answers_phrases_and_demands_are_laid_out_by_coder():
    items = pd.DataFrame({"row_id": ["S1"], "title": ["Arbres"]})
    pairs = pd.DataFrame([("R1", "S1", "no", "a"), ("R1", "S1", "own text", "b")])
    read = readings.read_pairs(pairs.set_axis(["rec_id", "row_id", "relation", "coder"], axis=1), items)
    assert values(read["relation of pairs"]) == {"R1 S1": ("no", "own text")}
    assert read["relation of pairs"].table["about"].tolist() == ["Arbres", "Arbres"]
    answers = pd.DataFrame([("Q1", "S1", "yes", "a")], columns=["query_id", "row_id", "relevant", "coder"])
    asked = readings.read_answers(answers, pd.DataFrame({"query_id": ["Q1"], "text": ["Planter"]}))
    assert asked["answers to questions"].table.iloc[0].tolist() == ["Q1 S1", "Planter", "a", "yes"]
    said = pd.DataFrame({"phrase_id": "V1", "coder": ["a", "b"], "outcome": ["adopted", None], "manner": None})
    said = said.assign(mode=None, executive_opinion="favourable")
    phrases = readings.read_phrases(said, pd.DataFrame({"phrase_id": ["V1"], "phrase": ["Adopté."]}))
    assert values(phrases["phrases: outcome"]) == {"V1": ("adopted", "no statement")}
    assert values(phrases["phrases: executive opinion"]) == {"V1": ("favourable", "favourable")}
    counted = pd.DataFrame({"rec_id": "R1", "demands": [1, 20], "coder": ["a", "b"]})
    demands = readings.read_demands(counted, RECOMMENDATIONS)["demands"]
    assert values(demands) == {"R1": (1, 20)} and demands.order == (1, 20)


def test_the_french_report_has_a_heading_for_every_coder_that_the_tables_allow():
    assert [Language("fr").heading(f"coder {letter}") for letter in "ABCDEFGH"] == [
        f"codeur {letter}" for letter in "ABCDEFGH"
    ]


@pytest.fixture(scope="module")
def table():
    return open_assembly("paris").table


def test_the_second_readings_cover_the_record(table):
    recommendations, items = table(tables.Recommendations), table(tables.CouncilActs)
    for model, key, whole in (
        (tables.DemandReadings, "rec_id", recommendations["rec_id"]),
        (tables.PhraseReadings, "phrase_id", table(tables.VotePhrases)["phrase_id"]),
    ):
        counts = table(model).groupby(["coder", key]).size()
        assert (counts == 1).all() and len(counts) == 2 * len(whole)
    pairs = table(tables.PairReadings)
    assert not pairs.duplicated(["rec_id", "row_id", "coder"]).any() and pairs["row_id"].isin(items["row_id"]).all()
    first = set(table(tables.CandidateJudgements)[["rec_id", "row_id"]].itertuples(index=False, name=None))
    assert first <= set(pairs[["rec_id", "row_id"]].itertuples(index=False, name=None))


def test_what_further_readers_cite_stands_in_the_record(table):
    known = {*table(tables.Acts)["act_key"], *table(tables.Timeline)["event_id"]}
    assert set(";".join(table(tables.UptakeReadings)["evidence"]).split(";")) <= known


def test_every_reading_of_the_uptake_can_be_followed(table):
    told = pd.concat([table(tables.UptakeStatements), table(tables.UptakeReadings)], ignore_index=True)
    read = readings.read_uptake(told, table(tables.Recommendations))
    assert all(coded.by_coder().notna().all(axis=None) for coded in read.values())
    assert read["council fate"].table["coder"].unique().tolist() == ["coder A", "coder B", "coder C"]
