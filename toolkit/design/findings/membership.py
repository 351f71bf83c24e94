"""Findings on members: departures and replacements, workshops and tables, what monitoring can see."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from scipy.stats import hypergeom

from toolkit.composition.population import share_of
from toolkit.composition.significance import binomial_power, smallest_margin
from toolkit.design.scenario import Design
from toolkit.design.simulation import compare_reserves
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
    members = wide["seats"].fillna(wide["recruited"])
    gone = wide["replaced_total"].fillna(wide["left"])
    table = pd.DataFrame({"members": members, "gone": gone}).dropna().astype(int).reset_index()
    table["share"] = table["gone"] / table["members"]
    text = say(
        "Published departures run from {low:.0%} to {high:.0%} of the members; none is published for Paris.",
        low=table["share"].min(),
        high=table["share"].max(),
    )
    return Finding(table, text)


def replacement_policies(design: Design, leaves: Sequence[float], runs: int, seed: int) -> Finding:
    """Compare ways of filling empty seats under several rates of leaving."""
    table = compare_reserves(design, leaves, runs, seed)
    worst = table[table["leave"] == max(leaves)].set_index("policy")
    best = str(worst["distance_end"].idxmin())
    text = say(
        "When {leave:.0%} leave, replacing {policy} keeps the assembly closest to its population (distance "
        "{distance:.1%}, against {none:.1%} without replacement).",
        leave=max(leaves),
        policy=best,
        distance=worst.loc[best, "distance_end"],
        none=worst.loc["no replacement", "distance_end"],
    )
    return Finding(table, text)


def table_mixing(design: Design, sizes: Sequence[int]) -> Finding:
    """Say what tables drawn by lot look like, and how many rounds it takes to meet everyone.

    Returns
    -------
    Finding
        people_per_table, tables, group (the smallest class with a member for each table), members, nobody, alone
        (chance that a table has none or one of them: hypergeometric), rounds (fewest after which everyone can have
        met everyone: ⌈(k − 1)/(size − 1)⌉).
    """
    seats = design.seats
    shares = pd.concat([share_of(design.residents(), feature) for feature in design.criteria])
    counts = (shares * seats).round().astype(int)
    rows = []
    for size in sizes:
        group = counts[counts >= seats // size]
        name, held = str(group.idxmin()), int(group.min())
        draw = hypergeom(seats, held, size)
        rows.append((size, seats // size, name, held, draw.pmf(0), draw.pmf(1), -(-(seats - 1) // (size - 1))))
    columns = ["people_per_table", "tables", "group", "members", "nobody", "alone", "rounds"]
    table = pd.DataFrame(rows, columns=columns)
    middle = table.iloc[len(table) // 2]
    text = say(
        "If tables of {size} are drawn by lot, {share:.0%} of them have nobody of a group that could sit at every "
        "table; seat by quota, and change tables: everyone can have met everyone only after {rounds} rounds.",
        size=int(middle["people_per_table"]),
        share=middle["nobody"],
        rounds=int(middle["rounds"]),
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
