"""What the trace shows: who says so, what came before, the flow through the vote, the time line, the answer.

Observers stand side by side and are never merged; a text on the same subject at the right time is possible, no more.
"""

from __future__ import annotations

import re

import pandas as pd

from toolkit.impact.trace import NOT_SEEN, POSSIBLE, STATED, Trace, after_the_vote
from toolkit.language import Message, bilingual, say
from toolkit.shown import Linked


def side_by_side(texts: pd.DataFrame, statements: pd.DataFrame, stage: str = "voted") -> pd.DataFrame:
    """Put what the city says of each text beside what others say, without merging them.

    Parameters
    ----------
    texts : DataFrame
        Texts of the assembly: `act_key, title, promotion, outcome, linked_recommendations` (separated by `;`).
    statements : DataFrame
        As for `trace`.
    stage : str
        Stage that is compared.

    Returns
    -------
    DataFrame
        `act_key, promotion, title, the_city_says, others_say, confirmed`: who states the stage, with dates; confirmed
        if anybody but the city states it.
    """
    said = statements[(statements["axis"] == "stage") & (statements["value"] == stage)]
    rows = []
    for text in texts.itertuples(index=False):
        own = said[said["rec_id"].isin(str(text.linked_recommendations).split(";"))]
        city, others = own[own["observer_kind"] == "city"], own[own["observer_kind"] != "city"]
        rows.append(
            (text.act_key, text.promotion, text.title, _who(city), _who(others), "yes" if len(others) else "no")
        )
    columns = ["act_key", "promotion", "title", "the_city_says", "others_say", "confirmed"]
    return pd.DataFrame(rows, columns=columns)


def _who(said: pd.DataFrame) -> list[Message]:
    """Name observers with their dates, each once."""
    named = dict.fromkeys((str(row.observer), str(row.date)) for row in said.itertuples(index=False))
    return [say("{observer} ({date})", observer=observer, date=date) for observer, date in named]


def antecedents(acts: pd.DataFrame, relation: str = "antécédent") -> pd.DataFrame:
    """List the texts that asked for the same before the assembly did.

    Returns
    -------
    DataFrame
        `rec_id, act_key, title, date, author, link_status`, one row for each recommendation and earlier text.
    """
    earlier = acts[(acts["relation"] == relation) & acts["linked_recommendations"].notna()].copy()
    earlier["rec_id"] = earlier["linked_recommendations"].str.split(";")
    columns = ["rec_id", "act_key", "title", "date", "author", "link_status"]
    return earlier.explode("rec_id")[columns].sort_values(["rec_id", "date"], kind="stable").reset_index(drop=True)


def flow(trace: Trace, statements: pd.DataFrame) -> pd.DataFrame:
    """Count recommendations from their text through the vote to what followed it.

    Returns
    -------
    DataFrame
        `step, source, target, recommendations`: step 1 leads from texts to the vote, step 2 from the vote to what
        was seen afterwards.
    """
    followed = trace.table["rec_id"].map(after_the_vote(trace.stages))
    vote = trace.table["rec_id"].map(_vote_known_from(trace.stages, statements))
    path = pd.DataFrame({"text": trace.table["instrument"], "vote": vote, "after": followed})
    steps = []
    for number, (source, target) in enumerate((("text", "vote"), ("vote", "after")), start=1):
        counts = path.groupby([source, target], sort=False).size().reset_index(name="recommendations")
        steps.append(counts.set_axis(["source", "target", "recommendations"], axis=1).assign(step=number))
    return pd.concat(steps, ignore_index=True)[["step", "source", "target", "recommendations"]]


def _vote_known_from(stages: pd.DataFrame, statements: pd.DataFrame) -> dict[str, str]:
    """Say for each recommendation who states the vote on its text."""
    kinds = statements[(statements["axis"] == "stage") & (statements["value"] == "voted")]
    others = set(kinds.loc[kinds["observer_kind"] != "city", "rec_id"])
    state = stages[stages["stage"] == "voted"].set_index("rec_id")["state"]
    words = {
        STATED: "adopted, says the City alone",
        POSSIBLE: "adopted, if part of the text",
        NOT_SEEN: "vote not seen",
    }
    return {
        str(rec): "adopted, says the City and another" if rec in others else words[known]
        for rec, known in state.items()
    }


def timeline(recommendations: pd.DataFrame, acts: pd.DataFrame) -> pd.DataFrame:
    """Put the texts connected with each text of the assembly in order of time.

    Returns
    -------
    DataFrame
        `text, promotion, act_key, relation, date, year`: `year` is the date as a decimal number; undated acts are
        left out.
    """
    of_text = recommendations.drop_duplicates("rec_id").set_index("rec_id")["instrument"]
    promotion = recommendations.drop_duplicates("instrument").set_index("instrument")["promotion"]
    linked = acts[acts["linked_recommendations"].notna() & acts["date"].notna()]
    rows = linked.assign(rec_id=linked["linked_recommendations"].str.split(";")).explode("rec_id")
    rows = rows.assign(text=rows["rec_id"].map(of_text)).drop_duplicates(["text", "act_key"])
    rows = rows.assign(promotion=rows["text"].map(promotion), year=rows["date"].map(decimal_year))
    rows = rows.sort_values(["promotion", "text", "year"], kind="stable")
    return rows[["text", "promotion", "act_key", "relation", "date", "year"]].reset_index(drop=True)


def decimal_year(date: str) -> float:
    """Turn an ISO date into a decimal year; a month or a year counts at its middle."""
    parts = [int(part) for part in str(date).split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    return round(parts[0] + (parts[1] - 1 + ((parts[2] - 0.5) / 31 if len(parts) > 2 else 0.5)) / 12, 3)


def evidence(statements: pd.DataFrame, acts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """List the statements behind the trace, those that say the same of several recommendations in one row.

    Parameters
    ----------
    statements : DataFrame
        As for `trace`, with `evidence` (keys of acts and events, separated by `;`), `why` and `why_fr`.
    acts, events : DataFrame
        The record: `act_key, source` and `event_id, source`.

    Returns
    -------
    DataFrame
        `rec_ids, axis, value, date, strength, observer, why, evidence`: evidence lists the keys, each leading to the
        page of the observer that the record names for it.
    """
    keys = ["axis", "value", "date", "strength", "observer", "why", "evidence"]
    told = statements.assign(why=bilingual(statements, "why"), date=statements["date"].fillna(""))
    grouped = told.groupby(keys, sort=False, dropna=False)["rec_id"].agg(" ".join)
    table = grouped.reset_index().rename(columns={"rec_id": "rec_ids"})
    sources = _sources(acts, events)
    table["evidence"] = [
        [Linked(key, _address(_pages_of(observer, sources.get(key, ""))[0])) for key in cited.split(";")]
        for observer, cited in zip(table["observer"], table["evidence"], strict=True)
    ]
    return table[["rec_ids", *keys]]


def pages(statements: pd.DataFrame, acts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """List the pages behind the statements, once for each key of the record and observer.

    Returns
    -------
    DataFrame
        `evidence, observer, page`: one key each, in order; a page leads to its address.
    """
    sources = _sources(acts, events)
    cited = statements.assign(evidence=statements["evidence"].str.split(";")).explode("evidence")
    cited = cited[["evidence", "observer"]].drop_duplicates().sort_values(["evidence", "observer"], kind="stable")
    rows = [
        (key, observer, Linked(page, _address(page)))
        for key, observer in cited.itertuples(index=False)
        for page in _pages_of(observer, sources.get(key, ""))
    ]
    return pd.DataFrame(rows, columns=["evidence", "observer", "page"])


def _sources(acts: pd.DataFrame, events: pd.DataFrame) -> dict[str, str]:
    """Give what the record names behind each of its keys."""
    keys = [*acts["act_key"], *events["event_id"]]
    return dict(zip(keys, [*acts["source"], *events["source"]], strict=True))


CITY_PAGES = "paris.fr"
_NEXT_PAGE = re.compile(r" ; (?![^(]*\))")
"""Parts pages, not what stands in brackets behind one."""


def _pages_of(observer: str, source: str) -> list[str]:
    """Choose, of the pages behind a row of the record, those of the observer; all of them if none can be told."""
    name = CITY_PAGES if observer == "City of Paris" else observer.removesuffix(" group")
    parts = _NEXT_PAGE.split(source)
    return [part for part in parts if name.lower() in part.split(" — http")[0].lower()] or parts


def _address(page: str) -> str:
    """Give the address that stands in the words on a page, "" if there is none."""
    found = re.search(r"https?://\S+", page)
    return found[0] if found else ""


def anyway(statements: pd.DataFrame) -> Message:
    """Answer whether it would have happened anyway, as far as it was judged, with the strength of the evidence."""
    judged = statements[statements["axis"] == "would have happened anyway"]
    counts = judged["value"].value_counts()
    strengths = ", ".join(sorted(set(judged["strength"])))
    return say(
        "Would it have happened anyway? Judged for the {n} recommendations after whose vote something was seen: yes "
        "for {yes}, partly for {partly}, no for {no}; strength of the evidence: {strengths}.",
        n=judged["rec_id"].nunique(),
        yes=int(counts.get("yes", 0)),
        partly=int(counts.get("partly", 0)),
        no=int(counts.get("no", 0)),
        strengths=strengths or NOT_SEEN,
    )
