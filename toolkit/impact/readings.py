"""The readings of several people side by side: what each coded of the same record, and what follows from each.

Nobody's reading is corrected by another's; where readings differ, a further person decides.
"""

from __future__ import annotations

import pandas as pd

from toolkit.impact.agreement import Coded
from toolkit.impact.effects import clopper_pearson
from toolkit.impact.trace import AXES, NOT_SEEN, POSSIBLE, STAGES, STATED, trace

NOTHING = "no statement"
FURTHEST = (NOTHING, *STAGES)
STATES = (NOT_SEEN, POSSIBLE, STATED)
AXES_READ = ("council fate", "prior position", "would have happened anyway")
PHRASE_FIELDS = ("outcome", "manner", "mode", "executive_opinion")
RIGHT = "yes"


def read_pairs(pairs: pd.DataFrame, items: pd.DataFrame) -> dict[str, Coded]:
    """Lay out what coders said of pairs of a recommendation and a council item.

    Parameters
    ----------
    pairs : DataFrame
        `rec_id, row_id, relation, coder`.
    items : DataFrame
        `row_id, title`.
    """
    titles = items.set_index("row_id")["title"]
    table = pairs.assign(unit=pairs["rec_id"] + " " + pairs["row_id"], about=pairs["row_id"].map(titles))
    return {"relation of pairs": _coded(table, "relation")}


def read_answers(answers: pd.DataFrame, queries: pd.DataFrame) -> dict[str, Coded]:
    """Lay out what coders said of titles as answers to questions.

    Parameters
    ----------
    answers : DataFrame
        `query_id, row_id, relevant, coder`.
    queries : DataFrame
        `query_id, text`.
    """
    texts = queries.set_index("query_id")["text"]
    table = answers.assign(unit=answers["query_id"] + " " + answers["row_id"], about=answers["query_id"].map(texts))
    return {"answers to questions": _coded(table, "relevant")}


def read_uptake(statements: pd.DataFrame, recommendations: pd.DataFrame) -> dict[str, Coded]:
    """Lay out what coders said of the uptake, each followed as if nobody else had read the record.

    Parameters
    ----------
    statements : DataFrame
        `rec_id, axis, value, date, strength, observer, coder`.
    recommendations : DataFrame
        `rec_id, promotion, atelier, instrument, paraphrase_fr`.

    Returns
    -------
    mapping of str to Coded
        Furthest stage stated, furthest stage stated or possible, state of every stage, and the other axes; what a
        coder does not state counts as "no statement" or "not seen".
    """
    about = recommendations.set_index("rec_id")["paraphrase_fr"]
    tables, stages = [], []
    for coder, own in statements.groupby("coder"):
        traced = trace(recommendations, own)
        tables.append(traced.table.assign(coder=coder, about=traced.table["rec_id"].map(about)))
        stages.append(traced.stages.assign(coder=coder, about=traced.stages["rec_id"].map(about)))
    table, states = pd.concat(tables), pd.concat(stages)
    table = table.assign(unit=table["rec_id"], furthest=_furthest(table))
    states = states.assign(unit=states["rec_id"] + " " + states["stage"])
    read = {
        "furthest stage, stated": _coded(table, "furthest_stated", FURTHEST),
        "furthest stage, stated or possible": _coded(table, "furthest", FURTHEST),
        "state of each stage": _coded(states, "state", STATES),
    }
    return read | {axis: _coded(table, axis.replace(" ", "_")) for axis in AXES_READ}


def _furthest(table: pd.DataFrame) -> list[str]:
    """Give the later of the furthest stage stated and the furthest one possible."""
    pairs = zip(table["furthest_stated"], table["furthest_possible"], strict=True)
    return [max(pair, key=lambda stage: STAGES.index(stage) if stage else -1) for pair in pairs]


def read_phrases(coded: pd.DataFrame, phrases: pd.DataFrame) -> dict[str, Coded]:
    """Lay out what coders read in phrases on votes.

    Parameters
    ----------
    coded : DataFrame
        `phrase_id, coder` and the fields of `PHRASE_FIELDS`, empty where the phrase states none.
    phrases : DataFrame
        `phrase_id, phrase`.
    """
    about = coded["phrase_id"].map(phrases.set_index("phrase_id")["phrase"])
    table = coded.assign(unit=coded["phrase_id"], about=about)
    return {f"phrases: {field.replace('_', ' ')}": _coded(table, field) for field in PHRASE_FIELDS}


def read_demands(demands: pd.DataFrame, recommendations: pd.DataFrame) -> dict[str, Coded]:
    """Lay out how many separately checkable demands coders found in each recommendation.

    Parameters
    ----------
    demands : DataFrame
        `rec_id, demands, coder`.
    recommendations : DataFrame
        `rec_id, paraphrase_fr`.
    """
    about = demands["rec_id"].map(recommendations.set_index("rec_id")["paraphrase_fr"])
    counts = tuple(sorted(int(count) for count in demands["demands"].unique()))
    return {"demands": _coded(demands.assign(unit=demands["rec_id"], about=about), "demands", counts)}


def _coded(table: pd.DataFrame, value: str, order: tuple[object, ...] = ()) -> Coded:
    """Keep what agreement is measured on; nothing said is a value of its own."""
    said = table[value].astype(object)
    said = said.where(said.notna() & (said != "") & (said != NOT_SEEN), NOTHING if order != STATES else NOT_SEEN)
    return Coded(table.assign(value=said)[["unit", "about", "coder", "value"]].reset_index(drop=True), order)


def headlines_by_coder(statements: pd.DataFrame) -> pd.DataFrame:
    """Count what each coder's reading comes to, so that a reader sees which figures depend on who read.

    Parameters
    ----------
    statements : DataFrame
        `rec_id, axis, value, strength, coder`.

    Returns
    -------
    DataFrame
        `recommendations_with, strength` and one column for each coder: how many recommendations have a statement of
        this kind; "possible" counts those of which nobody states it.
    """
    named = statements["value"].where(statements["axis"] == "stage", statements["axis"] + ": " + statements["value"])
    said = statements.assign(named=named, stated=statements["strength"] == STATED)
    strongest = said.groupby(["coder", "rec_id", "named"])["stated"].any().reset_index()
    strength = strongest["stated"].map({True: STATED, False: POSSIBLE}).rename("strength")
    table = strongest.groupby(["named", strength, "coder"]).size().unstack(fill_value=0)
    kinds = [*STAGES, *(f"{axis}: {value}" for axis in AXES_READ for value in AXES[axis])]
    order = [(kind, strength) for kind in kinds for strength in (STATED, POSSIBLE)]
    table = table.loc[[pair for pair in order if pair in table.index]]
    return table.rename_axis(["recommendations_with", "strength"]).rename_axis(columns=None).reset_index()


def success_by_reader(links: pd.DataFrame, queries: pd.DataFrame, answers: pd.DataFrame, top: int = 10) -> pd.DataFrame:
    """Say how often the search finds an answer, by who says what an answer is.

    Parameters
    ----------
    links : DataFrame
        Of `toolkit.impact.links.link`, for questions whose `recommendation_id` is their `query_id`.
    queries : DataFrame
        `query_id, row_id`: questions with the one answer that each was written for.
    answers : DataFrame
        `query_id, row_id, relevant, coder`: what other people say of that and of some further items.
    top : int
        Candidates that count.

    Returns
    -------
    DataFrame
        `answers_that_count, queries, answers, found, share, low, high`, over the questions that the others judged; the
        interval is exact. Items that nobody judged count as no answer.
    """
    read = answers["query_id"].unique()
    votes = answers.assign(yes=answers["relevant"] == RIGHT).groupby(["query_id", "row_id"])["yes"]
    written_for = queries[queries["query_id"].isin(read)].set_index(["query_id", "row_id"]).index
    right = {
        "the one it was written for": set(written_for),
        "all coders say relevant": set(votes.all()[lambda all_say: all_say].index),
        "any coder says relevant": set(votes.any()[lambda any_says: any_says].index),
    }
    first = set(links.loc[links["rank"] <= top, ["recommendation_id", "act_id"]].itertuples(index=False, name=None))
    rows = []
    for kind, pairs in right.items():
        found = len({query for query, _ in pairs & first})
        low, high = clopper_pearson(found, len(read))
        rows.append((kind, len(read), len(pairs), found, found / len(read), low, high))
    names = ["answers_that_count", "queries", "answers", "found", "share", "low", "high"]
    return pd.DataFrame(rows, columns=names).round(4)
