"""The same measures for other instruments: wishes of council groups, winners of participatory budgets.

Adopted and delivered are counted only where somebody says so; what was not seen is neither counted as a failure nor
left out of sight: it stands in a column of its own, and the interval says what so few known cases leave open.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.errors import refuse
from toolkit.impact.effects import ADOPTED, clopper_pearson
from toolkit.impact.trace import STATED
from toolkit.impact.waiting import Incidence, competing_risks
from toolkit.language import Message, say
from toolkit.shown import Shown

DELIVERED_ORDER = ("not begun", "funded", "delivering", "delivered")


@dataclass(frozen=True)
class Instruments(Shown):
    """Instruments side by side.

    Parameters
    ----------
    table : DataFrame
        `instrument, measure, units, seen, reached, share, low, high`: how many of the cases whose end was seen reached
        adoption or delivery, with exact 95 % intervals; `share` is missing where no end was seen.
    text : Message
        The same in a sentence.
    """

    table: pd.DataFrame
    text: Message


def whole_projects(operations: pd.DataFrame) -> pd.DataFrame:
    """Bring operations together to projects: a project is delivered when all its operations are.

    Parameters
    ----------
    operations : DataFrame
        As `toolkit.sources.participatory_budget.read_projects` gives them.

    Returns
    -------
    DataFrame
        `project_id, project, year, operations, amount, stage, delivered_year`: the stage is "abandoned" if all
        operations are; else that of the operation least far along, except that one operation begun makes the project
        "delivering"; "" if a stage is not known. Amounts are summed, missing where any is.
    """
    if operations.empty:
        raise refuse("projects", "there is none", "Give a file with at least one row")
    groups = operations.groupby(["project_id", "year"], sort=False, dropna=False)
    table = groups.agg(
        project=("project", "first"),
        operations=("project", "size"),
        amount=("amount", lambda amounts: amounts.sum(min_count=len(amounts))),
        stage=("stage", _stage_of_all),
        delivered_year=("delivered_year", "max"),
    ).reset_index()
    return table[["project_id", "project", "year", "operations", "amount", "stage", "delivered_year"]]


def _stage_of_all(stages: pd.Series) -> str:
    """Give the stage of a project from those of its operations."""
    kept = [stage for stage in stages if stage != "abandoned"]
    if not kept:
        return "abandoned"
    if "" in kept:
        return ""
    along = sorted(kept, key=DELIVERED_ORDER.index)
    begun = along[-1] in ("delivering", "delivered") and along[0] != "delivered"
    return "delivering" if begun else along[0]


def compare_instruments(
    texts: pd.DataFrame, wishes: pd.DataFrame, stages: pd.DataFrame, projects: pd.DataFrame | None = None
) -> Instruments:
    """Put adoption and delivery of the assembly, of council groups and of participatory budgets side by side.

    Parameters
    ----------
    texts, wishes : DataFrame
        Texts of the assembly, and wishes of council groups; column `fate`, "" where not seen.
    stages : DataFrame
        `Trace.stages` of the assembly's recommendations.
    projects : DataFrame, optional
        As `whole_projects` gives them; rows without counts when omitted.
    """
    stated = stages.loc[stages["stage"] == "delivered", "state"] == STATED
    rows = [
        ("texts of the assembly", "adopted", *_reached(texts["fate"] != "", texts["fate"].isin(ADOPTED))),
        ("wishes of council groups", "adopted", *_reached(wishes["fate"] != "", wishes["fate"].isin(ADOPTED))),
        ("recommendations of the assembly", "delivered", *_reached(stated, stated)),
        ("winners of the participatory budget", "delivered", *_delivered(projects)),
    ]
    names = ["instrument", "measure", "units", "seen", "reached", "share", "low", "high"]
    table = pd.DataFrame(rows, columns=names).astype(dict.fromkeys(["units", "seen", "reached"], "Int64"))
    table = table.astype(dict.fromkeys(["share", "low", "high"], "Float64"))
    return Instruments(table, _sentence(table, projects))


def _delivered(projects: pd.DataFrame | None) -> tuple[object, ...]:
    """Count winning projects, if data on them is given."""
    if projects is None:
        return (pd.NA,) * 6
    return _reached(projects["stage"] != "", projects["stage"] == "delivered")


def _reached(seen: pd.Series, reached: pd.Series) -> tuple[int, int, int, float | None, float, float]:
    """Count cases, those whose end was seen and those that reached it, with the share and its exact interval."""
    total, known, done = len(seen), int(seen.sum()), int((seen & reached).sum())
    low, high = clopper_pearson(done, known)
    return total, known, done, round(done / known, 4) if known else None, round(low, 4), round(high, 4)


def _sentence(table: pd.DataFrame, projects: pd.DataFrame | None) -> Message:
    """Say how the instruments compare, as far as data is given."""
    own, groups = table.iloc[0], table.iloc[1]
    if projects is None:
        return say(
            "Adopted: {own} of {own_seen} texts of the assembly and {others} of {others_seen} wishes of council groups "
            "whose outcome was seen ({unseen} {unseen:was|were} not). No data on winners of the participatory budget "
            "is given.",
            own=int(own["reached"]),
            own_seen=int(own["seen"]),
            others=int(groups["reached"]),
            others_seen=int(groups["seen"]),
            unseen=int(groups["units"] - groups["seen"]),
        )
    budget = table.iloc[-1]
    return say(
        "Adopted: {own} of {own_seen} texts of the assembly and {others} of {others_seen} wishes of council groups "
        "whose outcome was seen. Of {projects} winning projects of the participatory budget, {delivered} are "
        "delivered.",
        own=int(own["reached"]),
        own_seen=int(own["seen"]),
        others=int(groups["reached"]),
        others_seen=int(groups["seen"]),
        projects=int(budget["units"]),
        delivered=int(budget["reached"]),
    )


def time_to_delivery(projects: pd.DataFrame, last_year: int) -> Incidence:
    """Follow projects from their vote to delivery, abandonment competing (Aalen and Johansen 1978).

    Parameters
    ----------
    projects : DataFrame
        As `whole_projects` gives them; those without a year, and delivered ones without the year of delivery, are
        left out.
    last_year : int
        Year up to which the data go; abandonment is dated to it, since cities do not date it.

    Raises
    ------
    InputError
        If no project is delivered in a known year, or one is before its vote.
    """
    delivered = projects["stage"] == "delivered"
    known = projects[projects["year"].notna() & (~delivered | projects["delivered_year"].notna())].reset_index(
        drop=True
    )
    ending = known["stage"].where(known["stage"].isin(["delivered", "abandoned"]), "")
    until = known["delivered_year"].where(known["stage"] == "delivered").fillna(last_year)
    return competing_risks((until - known["year"]).astype(float), ending, event="delivered")


def delivery(projects: pd.DataFrame | None) -> tuple[Message, ...]:
    """Say what became of winning projects and, where a delivery is dated, how long it took; nothing without projects.

    Parameters
    ----------
    projects : DataFrame, optional
        As `whole_projects` gives them.
    """
    if projects is None:
        return ()
    stages = projects["stage"].value_counts()
    counted = say(
        "Winning projects: {projects}; delivered: {delivered}; under way: {begun}; abandoned: {abandoned}; not begun: "
        "{waiting}; not known: {unknown}.",
        projects=len(projects),
        delivered=int(stages.get("delivered", 0)),
        begun=int(stages.get("delivering", 0)),
        abandoned=int(stages.get("abandoned", 0)),
        waiting=int(stages.get("not begun", 0) + stages.get("funded", 0)),
        unknown=int(stages.get("", 0)),
    )
    dated = projects[projects["stage"] == "delivered"].dropna(subset=["year", "delivered_year"])
    if dated.empty:
        return (counted,)
    followed = time_to_delivery(projects, int(dated["delivered_year"].max())).table.iloc[-1]
    timed = say(
        "{incidence:.0%} of the winning projects were delivered within {years:.0f} years of their vote; counting "
        "abandoned ones as if they might still come would give {naive:.0%}.",
        incidence=float(followed["incidence"]),
        years=float(followed["time"]),
        naive=float(followed["naive"]),
    )
    return counted, timed
