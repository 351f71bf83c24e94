import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact.lexical import Search, Vocabulary, best, index_titles
from toolkit.impact.links import between, link, searchable, vocabulary_sets
from toolkit.impact.placebo import success
from toolkit.impact.words import lemmas, root, subject, telling
from toolkit.project import project_root
from toolkit.sources.assembly import open_assembly


@pytest.fixture(scope="module")
def record():
    data = open_assembly("paris")
    items = data.table(tables.CouncilActs).drop(columns="act_id").rename(columns={"row_id": "act_id"})
    return items, vocabulary_sets(data.table(tables.CityVocabulary)), data.table(tables.JudgedQueries)


def asked(*texts):
    return pd.DataFrame({"recommendation_id": [f"R{n}" for n, _ in enumerate(texts, 1)], "text": texts})


def acts(**titles):
    return pd.DataFrame({"act_id": list(titles), "title": list(titles.values())})


def ranked(links, recommendation="R1"):
    return links.loc[links["recommendation_id"] == recommendation, "act_id"].tolist()


def test_a_citation_comes_first():
    known = pd.DataFrame({"act_id": ["2019 DVD 50", "2019 DVD 51"], "title": ["Tarifs", "Trottinettes et trottoirs"]})
    links = link(asked("Appliquer aux trottoirs la délibération 2019 DVD 50"), known)
    assert ranked(links) == ["2019 DVD 50", "2019 DVD 51"]
    assert links["way"].tolist() == ["citation", "words"]


def test_the_rarer_shared_word_counts_more():
    titles = {f"x{n}": "Subvention pour une école" for n in range(20)} | {"cirque": "Le cirque et ses animaux"}
    assert ranked(link(asked("Une école de cirque"), acts(**titles), top=3))[0] == "cirque"


def test_accents_lost_letters_and_endings_do_not_matter():
    links = link(
        asked("Végétaliser la rue"), acts(a="V?u relatif à la v\ufffdg\ufffdtalisation des rues", b="Bibliothèques")
    )
    assert ranked(links) == ["a"]


def test_a_synonym_of_the_city_vocabulary_finds_what_shares_no_word():
    titles = acts(a="Maraudes hivernales", b="Tarifs des piscines")
    assert ranked(link(asked("Aider les sans-abri"), titles)) == []
    assert ranked(link(asked("Aider les sans-abri"), titles, vocabulary=[["sans-abri", "maraudes"]])) == ["a"]


def test_a_score_does_not_depend_on_what_else_is_asked(record):
    items, vocabulary, queries = record
    texts = queries["text"].tolist()[:12]
    together = link(asked(*texts), items, vocabulary=vocabulary)
    alone = link(asked(texts[0]), items, vocabulary=vocabulary)
    pd.testing.assert_frame_equal(together[together["recommendation_id"] == "R1"].reset_index(drop=True), alone)


def test_a_recommendation_without_text_has_no_candidates():
    links = link(asked("", "cirque"), acts(a="Le cirque"))
    assert set(links["recommendation_id"]) == {"R2"}


def test_council_formulas_and_amounts_tell_nothing():
    assert "groupe" not in lemmas("Vœu déposé par le groupe Écologiste de Paris relatif aux cirques")
    assert telling(lemmas("Aider la Ville de Paris à soutenir les cirques")) == ["cirque"]
    assert telling(lemmas("Subvention (15.000 euros) et convention avec l'association")) == []
    assert "12.500" not in subject("Subvention (12.500 euros)")


@settings(derandomize=True, max_examples=60)
@given(st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.3]), min_size=1, max_size=30), st.integers(1, 10))
def test_the_best_are_those_of_a_full_sort(scores, top):
    scores = np.array(scores)
    full = [
        place for place in sorted(range(len(scores)), key=lambda place: (-scores[place], place)) if scores[place] > 0
    ]
    assert best(scores, top).tolist() == full[:top]


def test_scores_agree_with_the_formula():
    """Two titles of two lemmas each: BM25 by hand (k1 1.2, length as on average, idf ln(1 + (N - n + .5)/(n + .5)))."""
    search = Search(index_titles(["cirque lion", "cirque jardin"]), Vocabulary([]))
    rare, common = np.log(1 + 1.5 / 1.5), np.log(1 + 0.5 / 2.5)
    expected = (rare + common) / ((rare + common) * 2.2)
    assert search.scores(["lion", "cirque"])[0] == pytest.approx(expected, rel=1e-5)


def test_a_subject_is_as_rare_as_the_titles_that_hold_it():
    """Three titles, two of them on early childhood: both gain ln(1 + 1.5/2.5), whichever term they have."""
    index = index_titles(["crèche verte", "halte garderie", "piscine bleue"])
    search = Search(index, Vocabulary([["petite enfance", "bébé", "crèche", "halte-garderie"]]))
    scores = search.scores(["bebe"])
    assert scores[:2] == pytest.approx([1 / 2.2, 1 / 2.2], rel=1e-5) and scores[2] == 0
    assert search.shared(["bebe"], [0, 1, 2]) == ["≈petite enfance", "≈petite enfance", ""]


def test_a_term_of_several_words_needs_them_all_also_the_formulas_in_it():
    titles = acts(a="Métropole : rencontre", b="Contribution au Grand Paris", c="Grand bassin", d="Piscines de Paris")
    assert ranked(link(asked("La métropole"), titles, vocabulary=[["métropole", "Grand Paris"]])) == ["a", "b"]


def test_a_shared_word_ranks_above_a_shared_subject():
    titles = acts(a="Halte-garderie du canal", b="Crèche du canal")
    vocabulary = [["petite enfance", "crèche", "halte-garderie"]]
    assert ranked(link(asked("Une crèche"), titles, vocabulary=vocabulary)) == ["b", "a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("végétaliser", "végétalisation"), ("isoler", "isolation"), ("danseur", "danse"), ("piéton", "piétonnier")],
)
def test_words_of_one_family_meet(one, other):
    assert root(lemmas(one)[0]) == root(lemmas(other)[0])
    assert ranked(link(asked(one), acts(a=other, b="Bibliothèque"))) == ["a"]


def test_works_are_not_labour():
    assert lemmas("travaux") != lemmas("travail")


def test_the_department_of_a_number_is_searched_too():
    table = acts(**{"2024 DFPE 3": "Subvention à Gan Menahem", "2024 DVD 3": "Subvention à Gan Menahem"})
    assert searchable(table) == ["Subvention à Gan Menahem DFPE", "Subvention à Gan Menahem DVD"]
    assert ranked(link(asked("Garder les bébés"), table, vocabulary=[["bébé", "DFPE"]])) == ["2024 DFPE 3"]


def test_scores_stay_between_zero_and_one(record):
    items, vocabulary, queries = record
    links = link(asked(*queries["text"]), items, vocabulary=vocabulary)
    assert (
        links["score"].between(0, 1).all() and links.groupby("recommendation_id")["score"].is_monotonic_decreasing.all()
    )


def test_no_term_of_the_shipped_vocabulary_stands_twice_in_its_subject_or_says_nothing(record):
    _, vocabulary, _ = record
    prepared = Vocabulary(vocabulary)
    assert len(set(prepared.names)) == len(prepared.names) >= 500
    assert all(terms for terms in prepared.terms)
    for terms in vocabulary:
        assert len({term.casefold() for term in terms}) == len(terms), terms[0]


def test_dates_bound_the_search_and_undated_acts_stay():
    table = pd.DataFrame({"act_id": list("abcd"), "title": "x", "date": ["2020-05", "2021-11", None, "2023"]})
    assert between(table, since="2021-11")["act_id"].tolist() == ["b", "c", "d"]
    assert between(table, until="2021-11")["act_id"].tolist() == ["a", "b", "c"]
    with pytest.raises(InputError, match="no column date"):
        between(table.drop(columns="date"), since="2021")


def test_the_search_finds_what_shares_words_and_some_of_what_does_not(record):
    items, vocabulary, queries = record
    links = link(queries.rename(columns={"query_id": "recommendation_id"}), items, top=10, vocabulary=vocabulary)
    found = queries.merge(links, left_on=["query_id", "row_id"], right_on=["recommendation_id", "act_id"], how="left")
    shares = found.assign(hit=found["rank"].notna()).groupby(["kind", "split"])["hit"].mean()
    assert shares["shared words"].min() >= 0.95
    assert shares["paraphrase", "tuning"] >= 0.7
    assert shares["paraphrase", "fresh"] >= 0.5


def test_paraphrases_of_titles_that_are_not_shipped_find_them_among_those_of_the_record(record):
    items, vocabulary, _ = record
    asked_for = pd.read_csv(project_root() / "tests" / "data" / "paraphrases.csv")
    acts_of_2024 = asked_for[["act_id", "title"]].drop_duplicates("act_id")
    searched = pd.concat([items[["act_id", "title"]], acts_of_2024], ignore_index=True)
    questions = asked_for.rename(columns={"act_id": "row_id"}).assign(kind="paraphrase")
    links = link(asked_for.rename(columns={"query_id": "recommendation_id"}), searched, top=10, vocabulary=vocabulary)
    table = success(links, questions).set_index("split")
    assert table.loc["fresh", "share"] >= 0.55 and table.loc["fresh", "queries"] == 49
    assert table.loc["tuning", "share"] >= 0.65


def test_the_childrens_assembly_is_not_the_assembly():
    from toolkit.impact.record import mentions_assembly

    assert mentions_assembly("vœu de l'Assemblée citoyenne relatif aux rues-jardins")
    assert not mentions_assembly("vœu de l’Assemblée citoyenne des enfants sur l’accès aux loisirs")
    assert mentions_assembly("l'Assemblée citoyenne des enfants et l'Assemblée citoyenne")


@pytest.mark.parametrize("bounds", [{"since": "01/2024"}, {"until": "juin 2024"}, {"since": "2024-6"}])
def test_a_bound_that_is_no_date_is_refused(bounds):
    acts = pd.DataFrame({"act_id": ["2024 DAC 1"], "title": ["Arbres"], "date": ["2024-02-01"]})
    with pytest.raises(InputError, match="is no date. Write 2024, 2024-06 or 2024-06-11"):
        between(acts, **bounds)
