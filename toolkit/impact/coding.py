"""Coding by people: their judgements, the lineage of clauses, and where a reading differs from what was coded."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import refuse
from toolkit.language import bilingual

RIGHT, UNREAD, WRONG = "right", "unread", "wrong"


def compare_readings(read: pd.DataFrame, coded: pd.DataFrame, key: str) -> pd.DataFrame:
    """Compare what a reader found with what was coded by hand, field by field.

    Parameters
    ----------
    read, coded : DataFrame
        One row for each item named by `key`; the fields are the columns that both have.
    key : str
        Column that names the items.

    Returns
    -------
    DataFrame
        `field, stated, right, unread, wrong`: items where the field was coded; of these read alike or not read; and
        items read otherwise, including those where nothing was coded.
    """
    coded = coded.set_index(key)
    read = read.set_index(key).loc[coded.index]
    fields = [name for name in coded.columns if name in read.columns]
    return pd.DataFrame([(name, *_count_readings(read[name], coded[name])) for name in fields]).set_axis(
        ["field", "stated", RIGHT, UNREAD, WRONG], axis=1
    )


def _count_readings(read: pd.Series, coded: pd.Series) -> tuple[int, int, int, int]:
    """Count readings of one field; an empty cell is not stated."""
    found, truth = read.astype(object).fillna(""), coded.astype(object).fillna("")
    stated, alike = truth != "", found.astype(str) == truth.astype(str)
    return (
        int(stated.sum()),
        int((stated & alike).sum()),
        int((stated & (found == "")).sum()),
        int((~alike & (found != "")).sum()),
    )


def open_questions(questions: pd.DataFrame) -> pd.DataFrame:
    """Give the questions that wait for a person, with their words in both languages.

    Returns
    -------
    DataFrame
        `question_id, rec_ids, question, for_it, against_it, judgement, judged_by`.
    """
    texts = {name: bilingual(questions, name) for name in ("question", "for_it", "against_it")}
    columns = ["question_id", "rec_ids", *texts, "judgement", "judged_by"]
    return questions.assign(**texts)[columns]


def demands(clauses: pd.DataFrame) -> pd.DataFrame:
    """Count the clauses of each recommendation, none where the subject was not seen: `rec_id, demands, coder`."""
    counted = clauses.assign(demands=clauses["text"].notna().astype(int))
    return counted.groupby(["rec_id", "coder"])["demands"].sum().reset_index()


RELATIONS = ("own text", "antecedent", "same subject", "possible follow-up", "follow-up", "no", "unsure")
"""What a coder may say of a pair of recommendation and act."""
JUDGEMENT_COLUMNS = ["recommendation_id", "act_id", "relation", "note", "coder"]


def latest(judgements: pd.DataFrame) -> pd.DataFrame:
    """Give the last word of each coder on each pair; earlier ones stay in the file.

    Parameters
    ----------
    judgements : DataFrame
        Columns `JUDGEMENT_COLUMNS`, in the order in which they were made.
    """
    return judgements.drop_duplicates(["recommendation_id", "act_id", "coder"], keep="last").reset_index(drop=True)


def pending(candidates: pd.DataFrame, judgements: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Give the candidates that a coder has not judged, in their order; skipped ones come again."""
    own = judgements[judgements["coder"] == coder]
    done = set(zip(own["recommendation_id"], own["act_id"], strict=True))
    waiting = [pair not in done for pair in zip(candidates["recommendation_id"], candidates["act_id"], strict=True)]
    return candidates[waiting].reset_index(drop=True)


def units(judgements: pd.DataFrame) -> pd.DataFrame:
    """Lay the last judgements out for agreement: one row for each pair, one column for each coder."""
    return latest(judgements).pivot(index=["recommendation_id", "act_id"], columns="coder", values="relation")


def still_known(
    links: pd.DataFrame, recommendations: pd.DataFrame, acts: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part links of an earlier run into those whose recommendation and act still exist, and the rest.

    Returns
    -------
    known, unknown : DataFrame
        Both keep all columns; nothing is lost.
    """
    here = links["recommendation_id"].isin(recommendations["recommendation_id"]) & links["act_id"].isin(acts["act_id"])
    return links[here].reset_index(drop=True), links[~here].reset_index(drop=True)


def lineage(clauses: pd.DataFrame) -> pd.DataFrame:
    """Follow clauses through merges and splits back to those they were first made from.

    Parameters
    ----------
    clauses : DataFrame
        `clause_id, made_from`: earlier clauses separated by `;`, empty for a first one.

    Returns
    -------
    DataFrame
        `clause_id, origin`, one row for each clause and each first clause behind it, in order.

    Raises
    ------
    InputError
        If a clause was made from one that does not exist, or from itself by any way.
    """
    parents = {
        clause: [name.strip() for name in str(made_from).split(";") if name.strip()] if pd.notna(made_from) else []
        for clause, made_from in zip(clauses["clause_id"], clauses["made_from"], strict=True)
    }
    unknown = sorted({name for names in parents.values() for name in names} - set(parents))
    if unknown:
        raise refuse(
            "clauses, column made_from", f"{', '.join(unknown)} is no clause", "Keep earlier clauses in the file"
        )
    rows = [(clause, origin) for clause in parents for origin in dict.fromkeys(_origins(clause, parents, ()))]
    return pd.DataFrame(rows, columns=["clause_id", "origin"])


def _origins(clause: str, parents: dict[str, list[str]], path: tuple[str, ...]) -> list[str]:
    """Go back from a clause to the first ones."""
    if clause in path:
        circle = " ← ".join([*path[path.index(clause) :], clause])
        raise refuse("clauses, column made_from", f"the lineage is circular: {circle}", "Correct one of these rows")
    if not parents[clause]:
        return [clause]
    return [origin for parent in parents[clause] for origin in _origins(parent, parents, (*path, clause))]
