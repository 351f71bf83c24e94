"""What the trace shows: who says so, what came before, the flow through the vote, the time line, the answer.

Observers stand side by side and are never merged; a text on the same subject at the right time is possible, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from toolkit.impact.money import OWN_TEXT
from toolkit.impact.trace import NOT_SEEN, POSSIBLE, STAGES, STATED, Trace, after_the_vote
from toolkit.language import Message, bilingual, say
from toolkit.shown import Finding, Linked


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


TITLE = 62
"""Signs of a short title, so that it fits beside a figure."""
_CONNECTING = "a à au aux avec dans de des du en et la le les leur leurs ou par pour qui que sa ses sur un une"
_TABLED = re.compile(r"(?i)^v(?:œ|oe)ux? .{0,120}?\b(?:relati(?:f|ve)s? (?:à la |à l'|aux? |à )|demandant (?:une? )?)")


def short_title(text: Any, most: int = TITLE) -> str:
    """Shorten what is asked, or a title, to its first words, so that a reader need not look up its key.

    Who tabled a text and what stands in brackets or behind a colon is left out; a cut is marked by … and never stands
    behind a word that only connects. "" where nothing was seen.

    Examples
    --------
    >>> short_title("Vœu relatif à la création d'un code de la rue et du trottoir dans Paris", 30)
    "Création d'un code de la rue…"
    """
    if pd.isna(text):
        return ""
    said = re.split(r" ?[:;(]", _TABLED.sub("", str(text)))[0].strip(" ,.")
    said = said[:1].upper() + said[1:]
    if len(said) <= most:
        return said
    words = said[:most].rsplit(" ", 1)[0].split(" ")
    while len(words) > 1 and words[-1].lower() in _CONNECTING.split():
        words.pop()
    return " ".join(words).rstrip(",") + "…"


def with_titles(stages: pd.DataFrame, recommendations: pd.DataFrame) -> pd.DataFrame:
    """Put the short title of each recommendation beside its stages; "subject not seen" where there is none."""
    titles = recommendations.set_index("rec_id")["paraphrase_fr"].map(short_title).replace("", "subject not seen")
    table = stages.assign(title=stages["rec_id"].map(titles))
    return table[["rec_id", "title", *stages.columns.drop("rec_id")]]


ANSWERED = "answered"


def timeline(
    recommendations: pd.DataFrame, acts: pd.DataFrame, stages: pd.DataFrame, promotions: pd.DataFrame
) -> pd.DataFrame:
    """Put what came before and after the recommendations of each workshop in order of time.

    Parameters
    ----------
    recommendations, acts, promotions : DataFrame
        The record.
    stages : DataFrame
        `Trace.stages`: answers that came after the vote are put among the acts.

    Returns
    -------
    DataFrame
        `workshop, key, relation, label, date, year, start, end`: one row for each act or answer connected with a
        workshop; the years of the event and of the mandate as decimal numbers; undated acts are left out.
    """
    asked = recommendations.assign(workshop=recommendations["promotion"] + " · " + recommendations["atelier"])
    linked = acts[acts["linked_recommendations"].notna() & acts["date"].notna()]
    linked = linked.assign(rec_id=linked["linked_recommendations"].str.split(";")).explode("rec_id")
    linked = linked[["rec_id", "act_key", "relation", "title", "date"]].rename(columns={"act_key": "key"})
    answers = stages[(stages["stage"] == ANSWERED) & (stages["date"] != "")]
    answers = answers.assign(key=ANSWERED, relation=ANSWERED)[["rec_id", "key", "relation", "date"]]
    rows = pd.concat([linked, answers]).merge(asked[["rec_id", "workshop", "promotion", "instrument"]], on="rec_id")
    rows = rows.drop_duplicates(["workshop", "key"]).assign(year=lambda row: row["date"].map(decimal_year))
    counts = asked.groupby("workshop").size()
    labels = [_label(row, int(counts[row.workshop])) for row in _rows(rows)]
    mandates = promotions.set_index("promotion_id")[["start", "end"]].map(_first_date).map(decimal_year)
    rows = rows.assign(label=pd.Series(labels, index=rows.index, dtype=object))
    rows = rows.join(mandates, on="promotion").sort_values(["promotion", "workshop", "year"], kind="stable")
    return rows[["workshop", "key", "relation", "label", "date", "year", "start", "end"]].reset_index(drop=True)


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows of a table."""
    yield from table.itertuples(index=False)


def _label(row: Any, count: int) -> Message | str:
    """Name an event of the time line: the assembly's text with its recommendations, another act by its short title."""
    if row.relation == OWN_TEXT:
        template = "{text} ({n} {n:recommendation|recommendations})"
        return say(template, text=row.instrument, n=count)
    return ANSWERED if row.relation == ANSWERED else short_title(row.title, 36)


def _first_date(text: str) -> str:
    """Give the date with which a text begins."""
    found = re.match(r"\d{4}(?:-\d\d){0,2}", text)
    return found[0] if found else ""


def waits(stages: pd.DataFrame, recommendations: pd.DataFrame) -> Finding:
    """Say how long recommendations waited from one stage to a later one, where both dates are known.

    Parameters
    ----------
    stages : DataFrame
        `Trace.stages`.
    recommendations : DataFrame
        `rec_id, instrument`.

    Returns
    -------
    Finding
        `from_stage, to_stage, recommendations, texts, shortest, longest`: whole months; a month without a day counts
        at its middle.
    """
    dated = stages[(stages["date"] != "") & (stages["state"] != NOT_SEEN)]
    years = dated.assign(year=dated["date"].map(decimal_year)).pivot(index="rec_id", columns="stage", values="year")
    texts = recommendations.set_index("rec_id")["instrument"]
    later = [stage for stage in (ANSWERED, *STAGES[STAGES.index("voted") + 1 :]) if stage in years]
    rows, seen_after = [], set()
    for before, after in [("tabled", "voted"), *(("voted", stage) for stage in later)]:
        months = ((years[after] - years[before]).dropna() * 12).round().clip(lower=0).astype(int)
        of = texts[months.index]
        rows.append((before, after, len(months), of.nunique(), months.min(), months.max()))
        seen_after |= set(of) if before == "voted" else set()
    table = pd.DataFrame(rows, columns=["from_stage", "to_stage", "recommendations", "texts", "shortest", "longest"])
    return Finding(table, _waited(table, len(seen_after), texts.nunique()))


def _waited(table: pd.DataFrame, seen_after: int, texts: int) -> Message:
    """Say how long it took, and for how many texts."""
    vote, after = table.iloc[0], table.iloc[1:]
    if after.empty:
        return say("Nothing dated was seen after the vote, so that no waiting time can be given.")
    return say(
        "Texts were voted within {vote} {vote:month|months} of being tabled; what was seen afterwards came "
        "{low} to {high} months after the vote, for {seen} of {texts} texts.",
        vote=max(int(vote["longest"]), 1),
        low=int(after["shortest"].min()),
        high=int(after["longest"].max()),
        seen=seen_after,
        texts=texts,
    )


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
    links = [
        [Linked(key, _address(_pages_of(observer, sources.get(key, ""))[0])) for key in cited.split(";")]
        for observer, cited in zip(table["observer"], table["evidence"], strict=True)
    ]
    return table.assign(evidence=pd.Series(links, dtype=object))[["rec_ids", *keys]]


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
