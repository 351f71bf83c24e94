"""Findings on members: departures and replacements, workshops and tables, what monitoring can see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.composition.population import share_of
from toolkit.composition.significance import binomial_power, smallest_margin
from toolkit.design.replacements import compare_policies
from toolkit.design.scenario import Design
from toolkit.design.workshops import compare_tables, compare_workshops, simulated_members, simulated_wishes
from toolkit.language import say
from toolkit.shown import Finding


def published_departures(facts: pd.DataFrame) -> Finding:
    """Show how many members were replaced or left elsewhere.

    Parameters
    ----------
    facts : DataFrame
        The shipped table `PublishedMembership`.

    Returns
    -------
    Finding
        assembly, members (drawn at the start), gone (left or replaced), share.
    """
    wide = facts.pivot_table("value", "assembly", "quantity", aggfunc="first", sort=False)
    noted = facts["note"].str.extract(r"(\d+) left", expand=False).groupby(facts["assembly"]).first()
    members = wide["seats"].fillna(wide["recruited"]).fillna(wide["members"])
    gone = wide["replaced_total"].fillna(wide["left"]).fillna(noted)
    table = pd.DataFrame({"members": members, "gone": gone}).dropna().astype(int).reset_index()
    table["share"] = table["gone"] / table["members"]
    text = say(
        "Published departures run from {low:.0%} to {high:.0%} of the members; none is published for Paris.",
        low=table["share"].min(),
        high=table["share"].max(),
    )
    return Finding(table, text)


def replacement_policies(design: Design, leaves: Sequence[float], panels: int, mandates: int, seed: int) -> Finding:
    """Compare ways of filling empty seats under several rates of leaving; see `compare_policies`."""
    table = compare_policies(design, leaves, panels, mandates, seed)
    worst = table[table["leave"] == max(leaves)].set_index("policy")
    close, fair = worst["distance_end"].sort_values(), worst["gini"].sort_values()
    text = say(
        "When {leave:.0%} leave, the composition is kept best by: {policy} (distance {distance:.1%}, against "
        "{none:.1%} without replacement). Chances of ever sitting are most even under: {fair} (Gini {gini:.2f}, "
        "against {gini_none:.2f}).",
        leave=max(leaves),
        policy=str(close.index[0]),
        distance=close.iloc[0],
        none=worst.loc["no replacement", "distance_end"],
        fair=str(fair.index[0]),
        gini=fair.iloc[0],
        gini_none=worst.loc["no replacement", "gini"],
    )
    return Finding(table, text)


def workshops(design: Design, rng: np.random.Generator) -> Finding:
    """Share simulated members among workshops: by lot, by first choices, and by program; see `compare_workshops`.

    The first theme is taken to be twice as popular as each of the others.
    """
    members, themes = simulated_members(design, rng), design.meetings.themes
    wishes = simulated_wishes(members, [2.0, *[1.0] * (themes - 1)], rng)
    table = compare_workshops(members, wishes, design.criteria)
    planned, free = table.iloc[-1], table.iloc[1]
    text = say(
        "The program gives {share:.0%} of the members the workshop of their first choice, in workshops of {smallest} "
        "to {largest}; free choice makes workshops of {least} to {most}.",
        share=planned["first_choice"],
        smallest=int(planned["smallest"]),
        largest=int(planned["largest"]),
        least=int(free["smallest"]),
        most=int(free["largest"]),
    )
    return Finding(table, text)


def encounters(design: Design, rng: np.random.Generator) -> Finding:
    """Say how many members have met as tables change; see `compare_tables`. Tables mirror the first three criteria."""
    meetings = design.meetings
    members = simulated_members(design, rng)
    table = compare_tables(members, design.criteria[:3], meetings.people_per_table, meetings.rounds, rng)
    last = table.iloc[-1]
    text = say(
        "After {rounds} {rounds:round|rounds} at planned tables of {size}, {planned:.0%} of all pairs have sat "
        "together (by lot "
        "{lot:.0%}; no plan can exceed {bound:.0%}): a member has met {people:.0f} others.",
        rounds=meetings.rounds,
        size=meetings.people_per_table,
        planned=last["planned"],
        lot=last["by_lot"],
        bound=last["bound"],
        people=last["people_met"],
    )
    return Finding(table, text)


def monitoring_power(design: Design, groups: int = 6) -> Finding:
    """Say which falls of a group's seats a yearly check would notice, for the largest classes of each criterion."""
    rows = []
    for feature in design.criteria:
        shares = share_of(design.residents(), feature)
        for value, share in shares.items():
            if share * design.seats < 5:
                continue
            rows.append(
                (
                    feature,
                    value,
                    share * design.seats,
                    binomial_power(design.seats, share, share * 0.75),
                    binomial_power(design.seats, share, share * 0.5),
                    binomial_power(3 * design.seats, share, share * 0.75),
                )
            )
    columns = ["feature", "value", "seats_due", "fall_by_a_quarter", "fall_by_half", "three_cohorts_by_a_quarter"]
    table = pd.DataFrame(rows, columns=columns).head(groups * 3)
    text = say(
        "With {seats} seats, no change smaller than ±{margin:.1f} points can be ruled out for a group of half the "
        "residents: monitoring must pool cohorts.",
        seats=design.seats,
        margin=100 * smallest_margin(design.seats, 0.5),
    )
    return Finding(table, text)


def monitoring_plan(design: Design) -> Finding:
    """Say what to watch, how often, from which number on to act, and how."""
    rows = [
        (
            "seats held",
            say("every session"),
            say("a quota is missed"),
            say("Fill the seat; if nobody is left, hold a lottery of the free seats."),
        ),
        (
            "attendance",
            say("every session"),
            say("below {share:.0%} of the members, twice running", share=max(0.0, design.attrition.attendance - 0.1)),
            say("Telephone those who were absent; look at who they are."),
        ),
        (
            "departures",
            say("every quarter"),
            say("more than {share:.0%} of a mandate's seats", share=design.attrition.leave),
            say("Ask each leaver for the reason; mend allowance, hours, care."),
        ),
        (
            "who is in the room",
            say("every half-year"),
            say("a group below half its seats"),
            say("Only falls of this size can be told from chance; pool cohorts for smaller ones."),
        ),
        (
            "volunteers by group",
            say("every mailing"),
            say("fewer than two for a seat"),
            say("Send reminders or further letters to that group before the draw."),
        ),
        (
            "answers to recommendations",
            say("by the date promised"),
            say("an answer is missing"),
            say("Say so in public, and to the members first."),
        ),
    ]
    table = pd.DataFrame(rows, columns=["watched", "how_often", "alarm", "then"])
    return Finding(table, say("What to watch once the assembly sits, and when to act."))
