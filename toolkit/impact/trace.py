"""How far each recommendation carried: stages with dates and observers, axes kept apart, nothing merged.

A statement is one observer's word on one axis for one recommendation. A stage that nobody stated is "not seen": that
is neither refusal nor failure, and it never counts as zero.

The axes follow Font, Smith, Galais and Alarcón 2018 (doi:10.1111/1475-6765.12248), Vrydagh 2022
(doi:10.1007/s11077-022-09450-w) and KNOCA's work on impact (2024).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.errors import Fault, InputError, refuse
from toolkit.language import Message, say
from toolkit.shown import Shown

STAGES = (
    "issued",
    "answered",
    "tabled",
    "voted",
    "in a policy text",
    "funded",
    "delivering",
    "delivered",
)
"""From the assembly's request to its realisation; a recommendation may skip stages or reach one before another."""

AXES = {
    "stage": STAGES,
    "fidelity": ("verbatim", "modified", "diluted", "absorbed", "reversed", "none"),
    "council fate": (
        "adopted",
        "adopted as amended",
        "rejected",
        "withdrawn",
        "withdrawn for the Executive's bis",
        "adjourned",
        "moot",
    ),
    "prior position": ("aligned", "divergent", "absent"),
    "would have happened anyway": ("yes", "partly", "no"),
    "reason given": (),
    "kind of impact": (),
}
"""Each axis with its values; an empty tuple takes any words."""

_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATE = rf"{_DAY}(?:/{_DAY})?"
"""A year, a month, a day, or a period between two of them."""
STATED = "stated"
POSSIBLE = "possible"
NOT_SEEN = "not seen"
REFUSED = "refused"


@dataclass(frozen=True)
class Trace(Shown):
    """What became of the recommendations.

    Parameters
    ----------
    table : DataFrame
        One row for each recommendation.
    stages : DataFrame
        One row for each recommendation and stage: `rec_id, stage, state, date, observers`.
    text : tuple of Message
        The same in sentences.
    """

    table: pd.DataFrame
    stages: pd.DataFrame
    text: tuple[Message, ...]


def check_statements(statements: pd.DataFrame, recommendations: pd.DataFrame) -> None:
    """Refuse axes, values and recommendations that do not exist, dates that are none, and votes before the tabling.

    Raises
    ------
    InputError
        Naming all of them, with their rows.
    """
    faults = []
    unknown = ~statements["rec_id"].isin(recommendations["rec_id"])
    if unknown.any():
        names = ", ".join(sorted(set(statements.loc[unknown, "rec_id"])))
        faults.append(_fault("rec_id", f"{names} is no recommendation", "Correct the identifier", unknown))
    strange = ~statements["axis"].isin(list(AXES))
    if strange.any():
        faults.append(_fault("axis", "an axis is not known", f"Choose among {', '.join(AXES)}", strange))
    for axis, values in AXES.items():
        wrong = (statements["axis"] == axis) & ~statements["value"].isin(list(values)) if values else strange & False
        if wrong.any():
            names = ", ".join(sorted(set(statements.loc[wrong, "value"])))
            faults.append(_fault("value", f"{names} is no {axis}", f"Choose among {', '.join(values)}", wrong))
    dated = statements["date"].fillna("").astype(str)
    no_date = (dated != "") & ~dated.str.fullmatch(_DATE)
    if no_date.any():
        remedy = "Write 2024, 2024-06, 2024-06-11 or a period 2024-06-10/2024-06-11"
        faults.append(_fault("date", f"{', '.join(dict.fromkeys(dated[no_date]))} is no date", remedy, no_date))
    elif (late := _tabled_late(statements)).any():
        faults.append(_fault("date", "a text is tabled after its vote", "Correct one of the two dates", late))
    if faults:
        raise InputError(faults)


def _tabled_late(statements: pd.DataFrame) -> pd.Series:
    """Find what one observer says was tabled after the day on which, by the same observer, it was voted."""
    on_stage = statements[(statements["axis"] == "stage") & (statements["date"].fillna("") != "")]
    voted = on_stage[on_stage["value"] == "voted"]
    last_day = voted["date"].map(latest_day).groupby([voted["rec_id"], voted["observer"]]).max()
    tabled = on_stage[on_stage["value"] == "tabled"]
    late = [
        date > last_day.get((rec, observer), date)
        for rec, observer, date in zip(tabled["rec_id"], tabled["observer"], tabled["date"], strict=True)
    ]
    return pd.Series(statements.index.isin(tabled.index[late]), index=statements.index)


def _fault(column: str, problem: str, remedy: str, rows: pd.Series) -> Fault:
    return Fault(f"statements, column {column}", problem, remedy, [int(row) + 2 for row in rows[rows].index])


def trace(
    recommendations: pd.DataFrame,
    statements: pd.DataFrame,
    at: str | None = None,
    observer_kind: str | None = None,
) -> Trace:
    """Bring together what is known of each recommendation at a date.

    Parameters
    ----------
    recommendations : DataFrame
        `rec_id, promotion, atelier, instrument`.
    statements : DataFrame
        `rec_id, axis, value, date, strength, observer, observer_kind`; dates in ISO 8601, as precise as known.
    at : str, optional
        Leave out what is dated later; a month counts as its last day.
    observer_kind : str, optional
        Hear one kind of observer only.

    Raises
    ------
    InputError
        If a statement names an axis, value or recommendation that does not exist.
    """
    check_statements(statements, recommendations)
    if at is not None and not re.fullmatch(_DATE, at):
        raise refuse("at", f"{at!r} is no date", "Write 2024, 2024-06 or 2024-06-11")
    heard = statements
    if observer_kind is not None:
        heard = heard[heard["observer_kind"] == observer_kind]
    if at is not None:
        heard = heard[heard["date"].map(latest_day) <= latest_day(at)]
    stages = stage_states(recommendations["rec_id"], heard)
    table = _by_recommendation(recommendations, stages, heard)
    return Trace(table, stages, _sentences(table, stages))


def latest_day(date: Any) -> str:
    """Give the last day that an ISO date may mean: a month its last, a year its 31 December, a period its end."""
    text = "9999-12-31" if pd.isna(date) or not date else str(date).split("/")[-1]
    return text + "-12-31"[3 * (text.count("-")) :] if text.count("-") < 2 else text


def stage_states(rec_ids: pd.Series, statements: pd.DataFrame) -> pd.DataFrame:
    """Say for every recommendation and stage whether it was stated, is possible, or was not seen.

    Returns
    -------
    DataFrame
        `rec_id, stage, state, date, observers`: the earliest date, and all observers, in the order of the statements.
    """
    on_stage = statements[statements["axis"] == "stage"]
    groups = dict(list(on_stage.groupby(["rec_id", "value"], sort=False)))
    rows = [(rec, stage, *_state(groups.get((rec, stage)))) for rec in rec_ids for stage in STAGES]
    return pd.DataFrame(rows, columns=["rec_id", "stage", "state", "date", "observers"])


def _state(group: pd.DataFrame | None) -> tuple[str, str, str]:
    """Sum up what observers say of one stage."""
    if group is None:
        return NOT_SEEN, "", ""
    stated = group[group["strength"] == STATED]
    chosen = stated if len(stated) else group
    earliest = min(chosen["date"].dropna(), key=lambda date: (latest_day(date), date), default="")
    return (STATED if len(stated) else POSSIBLE), earliest, " ; ".join(dict.fromkeys(group["observer"]))


def _by_recommendation(recommendations: pd.DataFrame, stages: pd.DataFrame, heard: pd.DataFrame) -> pd.DataFrame:
    """Make one row for each recommendation, the axes side by side."""
    table = recommendations[["rec_id", "promotion", "atelier", "instrument"]].copy()
    for state, column in ((STATED, "furthest_stated"), (POSSIBLE, "furthest_possible")):
        table[column] = table["rec_id"].map(_furthest(stages[stages["state"] == state])).astype(object).fillna("")
    for axis in list(AXES)[1:]:
        values = heard[heard["axis"] == axis].groupby("rec_id", sort=False)["value"].agg(_all_values).astype(object)
        table[axis.replace(" ", "_")] = table["rec_id"].map(values).astype(object).fillna(NOT_SEEN)
    observers = stages.groupby("rec_id", sort=False)["observers"].agg(lambda names: _all_values(_split(names)))
    return table.assign(observers=table["rec_id"].map(observers)).reset_index(drop=True)


def _furthest(stages: pd.DataFrame) -> pd.Series:
    """Give the stage furthest along for each recommendation."""
    order = {stage: place for place, stage in enumerate(STAGES)}
    last = stages.assign(place=stages["stage"].map(order)).sort_values("place", kind="stable")
    return last.groupby("rec_id")["stage"].last().astype(object)


def _split(names: pd.Series) -> list[str]:
    return [name for cell in names if cell for name in cell.split(" ; ")]


def _all_values(values: pd.Series | list[str]) -> str:
    """Name each value once; two observers who differ both stay."""
    return " ; ".join(dict.fromkeys(values))


def _sentences(table: pd.DataFrame, stages: pd.DataFrame) -> tuple[Message, ...]:
    """Say how far the recommendations carried."""
    after = STAGES[STAGES.index("voted") + 1 :]
    further = table["furthest_stated"].isin(after)
    possible = table["furthest_possible"].isin(after) & ~further
    answers = pd.Series(after_the_vote(stages)).str.startswith("answered")
    return (
        say(
            "{voted} of {total} recommendations {voted:is|are} stated to stand in a text that the council voted; "
            "{after} {after:is|are} stated to have gone further, {possible} possibly so.",
            voted=int((further | (table["furthest_stated"] == "voted")).sum()),
            total=len(table),
            after=int(further.sum()),
            possible=int(possible.sum()),
        ),
        say(
            "{answers} {answers:recommendation was|recommendations were} answered after the vote.",
            answers=int(answers.sum()),
        ),
    )


def after_the_vote(stages: pd.DataFrame) -> dict[str, str]:
    """Name the furthest thing seen after the vote, answers included."""
    voted = stages[(stages["stage"] == "voted")].set_index("rec_id")["date"]
    after = dict.fromkeys(voted.index, "nothing seen after the vote")
    row: Any
    for row in stages[stages["state"] != NOT_SEEN].itertuples():
        later = STAGES.index(row.stage) > STAGES.index("voted")
        answer = row.stage == "answered" and latest_day(row.date) > latest_day(voted[row.rec_id])
        if later or answer:
            after[row.rec_id] = f"{row.stage}: {row.state}"
    return after
