"""Do published figures on other assemblies fit together, and do the methods recover them?

Each check puts a published figure beside the one computed here. A difference is shown, never mended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from toolkit.composition.drift import random_exit_band, random_exit_law
from toolkit.composition.membership import build_membership
from toolkit.composition.significance import LEVEL, holm
from toolkit.language import Message, say
from toolkit.shown import Finding

IRELAND = "Irish Citizens' Assembly 2016-18"
FRANCE = "Convention citoyenne pour le climat"
SCOTLAND = "Scotland's Climate Assembly"
BRITAIN = "Climate Assembly UK"

Row = tuple[Message, float, float]


def _figures(published: pd.DataFrame, assembly: str) -> pd.DataFrame:
    """Take one assembly's figures, by quantity and date."""
    return published[published["assembly"] == assembly].set_index(["quantity", "date"]).sort_index()


def _number(figures: pd.DataFrame, quantity: str, date: str | None = None) -> int:
    """Take one figure."""
    rows = figures.loc[[quantity]].droplevel("quantity")
    return int(str(rows["value"][date] if date else rows["value"].iloc[0]))


def _integers(figures: pd.DataFrame, quantity: str, column: str = "note", row: int = 0) -> list[int]:
    """Take the numbers that stand in the words of one figure, such as 10/29/28/32."""
    return [int(part) for part in re.findall(r"\d+", str(figures.loc[[quantity], column].iloc[row]))]


def _yes(same: pd.Series) -> pd.Series:
    """Say yes or no."""
    return same.map({True: "yes", False: "no"})


def _checks(assembly: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Lay out checks as a table."""
    table = pd.DataFrame([(assembly, *row) for row in rows], columns=["assembly", "check", "published", "computed"])
    return table.assign(agrees=_yes((table["published"] - table["computed"]).abs() <= 1e-9))


def rebuilt_log(seats: int, steps: Sequence[int], unreplaced: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the event log that published steps imply: members leave and are replaced, step by step.

    Parameters
    ----------
    seats : int
        Seats filled at the start.
    steps : sequence of int
        Members replaced at each step.
    unreplaced : int
        Members who left at the end and were not replaced.

    Returns
    -------
    events, people : DataFrame
        As `build_membership` takes them; who left is not published, so those longest there leave first.
    """
    day = pd.Timestamp("2000-01-01")
    serving = [f"M{number:03d}" for number in range(seats)]
    rows = [(person, "joined", day, "") for person in serving]
    for size in steps:
        day += pd.Timedelta(days=30)
        gone, serving = serving[:size], serving[size:]
        new = [f"M{len({row[0] for row in rows}) + number:03d}" for number in range(size)]
        rows += [(person, "left", day, "") for person in gone]
        rows += [(person, "joined", day, old) for person, old in zip(new, gone, strict=True)]
        serving += new
    rows += [(person, "left", day + pd.Timedelta(days=30), "") for person in serving[:unreplaced]]
    events = pd.DataFrame(rows, columns=["person_id", "event", "date", "replaces"])
    return events, pd.DataFrame({"person_id": sorted(set(events["person_id"]))})


def irish_assembly(published: pd.DataFrame) -> Finding:
    """Check the Irish assembly of 2016 to 2018: totals of its composition and its eight steps of replacement.

    Parameters
    ----------
    published : DataFrame
        `toolkit.tables.PublishedMembership`.

    Returns
    -------
    Finding
        `assembly`, `check`, `published`, `computed`, `agrees` (yes, no).
    """
    figures = _figures(published, IRELAND)
    seats, replaced = _number(figures, "seats"), _number(figures, "replaced_total")
    steps = [_number(figures, f"replaced_step_{number}") for number in range(1, 9)]
    unreplaced = _number(figures, "left_unreplaced")
    members = build_membership(*rebuilt_log(seats, steps, unreplaced))
    rows: list[Row] = [
        (say("women and men add up to the seats"), seats, _number(figures, "women") + _integers(figures, "women")[0]),
        (say("age classes add up to the seats"), seats, sum(_integers(figures, "age_classes", "value"))),
        (say("social classes add up to the seats"), seats, sum(_integers(figures, "social_classes", "value"))),
        (say("regions add up to the seats"), seats, sum(_integers(figures, "regions", "value"))),
        (say("eight steps add up to the members replaced"), replaced, sum(steps)),
        (say("memberships rebuilt from the steps, less the seats"), replaced, len(members.spells) - seats),
        (say("seats filled at the end"), seats - unreplaced, len(members.on(members.spells["end"].max()))),
    ]
    text = say(
        "Ireland 2016–18: {replaced} replacements for {seats} seats ({share:.0%}), and {unreplaced} "
        "{unreplaced:member who left was|members who left were} not replaced. Totals that fit do not prove that "
        "rules were kept: {outside} of the {last} people of the last step {outside:was|were} recruited outside the "
        "protocol, and {never} of those selected never came.",
        replaced=replaced,
        seats=seats,
        share=replaced / seats,
        unreplaced=unreplaced,
        outside=_integers(figures, "replaced_step_8")[0],
        last=steps[-1],
        never=_number(figures, "never_attended"),
    )
    return Finding(_checks(IRELAND, rows), text)


def french_convention(published: pd.DataFrame) -> Finding:
    """Ask whether the French climate convention drifted: published shares against random exits and entries.

    Percentages are published without decimals: of the counts that round to them, those nearest to "no drift" are used.

    Returns
    -------
    Finding
        `group`, `before`, `after`, `low`, `high` (shares, 0 to 1; the 95 % band of random exits), `inside` (yes, no),
        `p_value` (two-sided), `p_holm`.
    """
    figures = _figures(published, FRANCE)
    before, after = _number(figures, "members", "2019-10"), _number(figures, "members", "2020-06")
    left, joined = _integers(figures, "members", row=-1)
    rows = []
    for group in ("women", "aged_16_17", "aged_18_24", "retired", "lowest_diploma"):
        share, later = _number(figures, group, "2019-10") / 100, _number(figures, group, "2020-06") / 100
        low, high = random_exit_band(before, round(share * before), left, joined)
        chance = _rounded_p_value(before, share, left, joined, later)
        rows.append((group, share, later, low, high, low <= later <= high, chance))
    table = pd.DataFrame(rows, columns=["group", "before", "after", "low", "high", "inside", "p_value"])
    table = table.assign(inside=_yes(table["inside"]), p_holm=holm(table["p_value"].to_numpy()))
    text = say(
        "France 2019–20: {before} members, {left} left and {joined} joined, which gives {computed} (published: "
        "{after}); "
        "{inside} of {groups} published shares {inside:lies|lie} within the band of random exits, and after "
        "correction for their "
        "number and for rounding {odd} {odd:differs|differ}.",
        before=before,
        left=left,
        joined=joined,
        computed=before - left + joined,
        after=after,
        inside=int((table["inside"] == "yes").sum()),
        odd=int((table["p_holm"] <= LEVEL).sum()),
        groups=len(table),
    )
    return Finding(table, text)


def _rounded_p_value(members: int, share: float, left: int, joined: int, later: float) -> float:
    """Give the largest two-sided p-value among the counts that round to two published percentages."""
    after = members - left + joined
    groups = [n for n in range(members + 1) if round(100 * n / members) == round(100 * share)]
    counts = [n for n in range(after + 1) if round(100 * n / after) == round(100 * later)]
    chances = []
    for group in groups:
        law = random_exit_law(members, group, left, joined)
        chances += [2 * min(law[: count + 1].sum(), law[count:].sum()) for count in counts]
    return float(min(1.0, max(chances)))


def scottish_assembly(published: pd.DataFrame, attrition: pd.DataFrame) -> Finding:
    """Check the Scottish assembly of 2020 to 2022 in two tables, and its attendance at the end.

    Parameters
    ----------
    published, attrition : DataFrame
        `toolkit.tables.PublishedMembership` and `toolkit.tables.Attrition`.
    """
    figures = _figures(published, SCOTLAND)
    other = attrition[attrition["process"].str.startswith("Scotland")].iloc[0]
    members = int(re.findall(r"hence (\d+) members", str(other["note"]))[0])
    recruited, left, added, came = (
        _number(figures, name) for name in ("recruited", "left", "added", "attended_last_meeting")
    )
    rows: list[Row] = [
        (say("members recruited, in both tables"), recruited, int(other["recruited"])),
        (say("members who left, in both tables"), left, int(other["withdrew"])),
        (say("members added, in both tables"), added, int(other["added"])),
        (say("members at the last meeting, in both tables"), came, int(other["attended_last_meeting"])),
        (say("recruited, less left, plus added"), members, recruited - left + added),
    ]
    text = say(
        "Scotland 2020–22: {came} of {members} members came to the last meeting, {share:.0%}.",
        came=came,
        members=members,
        share=came / members,
    )
    return Finding(_checks(SCOTLAND, rows), text)


def response_rates(rates: pd.DataFrame) -> Finding:
    """Compute response rates again and name the processes for which sources disagree.

    Parameters
    ----------
    rates : DataFrame
        `toolkit.tables.ResponseRates`.

    Returns
    -------
    Finding
        `process`, `invited`, `positive_responses`, `published`, `computed` (shares, 0 to 1), `agrees`.
    """
    known = rates.dropna(subset=["positive_responses", "response_rate_pct"])
    table = known[["process", "invited", "positive_responses"]].astype({"positive_responses": int})
    computed = (known["positive_responses"] / known["invited"]).astype(float)
    published = known["response_rate_pct"] / 100
    agrees = _yes((computed - published).abs() <= 5e-5 + 1e-12)
    table = table.assign(published=published, computed=computed, agrees=agrees).reset_index(drop=True)
    twice = sorted(set(table["process"][table["process"].duplicated()]))
    text = say(
        "{same} of {all} response rates {same:follows|follow} from the counts beside them; two sources disagree and "
        "both are kept: "
        "{twice}.",
        same=int((table["agrees"] == "yes").sum()),
        all=len(table),
        twice=", ".join(twice),
    )
    return Finding(table, text)


def british_replies(published: pd.DataFrame, rates: pd.DataFrame) -> Message:
    """Say how the sources on Climate Assembly UK differ: replies, and people selected and present.

    Parameters
    ----------
    published, rates : DataFrame
        `toolkit.tables.PublishedMembership` and `toolkit.tables.ResponseRates`.
    """
    replies, selected, came = _integers(_figures(published, BRITAIN), "invited")
    return say(
        "Climate Assembly UK: {pool} volunteers in the pool that researchers used, about {replies} replies in the "
        "press; {selected} people selected, {came} who took part.",
        pool=int(rates.loc[rates["process"] == BRITAIN, "positive_responses"].iloc[0]),
        replies=replies,
        selected=selected,
        came=came,
    )


def pool_sizes(pools: pd.DataFrame) -> Finding:
    """Check ten published pools: mean chances follow from sizes, and no smallest chance exceeds its mean.

    Parameters
    ----------
    pools : DataFrame
        `toolkit.tables.SelectionPools`.

    Returns
    -------
    Finding
        `instance`, `pool_size_n`, `panel_size_k`, `published`, `computed` (mean chances, 0 to 1), `smallest_chance`
        (leximin, as published), `agrees`.
    """
    published, computed = pools["mean_selection_pct"] / 100, pools["panel_size_k"] / pools["pool_size_n"]
    smallest = pools["leximin_min_prob_pct"] / 100
    same = ((published - computed).abs() <= 5e-4 + 1e-12) & (smallest <= computed)
    table = pools[["instance", "pool_size_n", "panel_size_k"]].assign(
        published=published, computed=computed, smallest_chance=smallest, agrees=_yes(same)
    )
    text = say(
        "{same} of {all} published pools {same:is|are} consistent: the mean chance is seats over volunteers, and "
        "leximin's "
        "smallest chance does not exceed it.",
        same=int(same.sum()),
        all=len(table),
    )
    return Finding(table, text)


def french_proposals(codings: pd.DataFrame) -> Finding:
    """Put side by side how observers coded the same 149 proposals of the French convention.

    Parameters
    ----------
    codings : DataFrame
        `toolkit.tables.FrenchProposalCodings`.

    Returns
    -------
    Finding
        `observer`, `category`, `count`, `share` (0 to 1; computed from the count where no share is published).
    """
    counted = codings.dropna(subset=["count", "share_percent"], how="all")
    total = int(codings.loc[codings["observer"] == "government", "count"].sum())
    share = (counted["share_percent"] / 100).fillna(counted["count"].astype(float) / total)
    table = counted[["observer", "category", "count"]].assign(share=share).reset_index(drop=True)
    kept = table.set_index(["observer", "category"])["share"]
    text = say(
        "Observers disagree on the same {total} proposals of the French convention: the government calls {done:.0%} "
        "done, Reporterre finds {kept:.0%} taken up unmodified.",
        total=total,
        done=float(kept["government", "done"]),
        kept=float(kept["Reporterre", "unmodified"]),
    )
    return Finding(table, text)
