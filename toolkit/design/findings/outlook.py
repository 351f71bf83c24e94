"""Findings on the whole: designs side by side, what matters, cost, recommendation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.design.findings.words import UNREACHED
from toolkit.design.recruitment import (
    CONFIDENCE,
)
from toolkit.design.scenario import Design
from toolkit.design.sensitivity import one_at_a_time, sensitivity
from toolkit.design.simulation import Chain, compare_designs, simulate_runs
from toolkit.language import Message, say
from toolkit.shown import Finding


def side_by_side(designs: Sequence[Design], runs: int, seed: int) -> Finding:
    """Simulate designs and put their outcomes beside each other."""
    table = compare_designs(designs, runs, seed)
    room = table[table["outcome"] == "distance_room"].set_index("design")["mean"]
    drawn = table[table["outcome"] == "distance_drawn"].set_index("design")["mean"]
    first = designs[0].name
    text = say(
        "{name} starts {drawn:.1%} away from its quotas and is {room:.1%} away in the room at the last session; "
        "departures and absence make the difference.",
        name=first,
        drawn=drawn[first],
        room=room[first],
    )
    return Finding(table, text)


def what_matters(design: Design, outcome: str, seed: int, runs: int, points: int) -> Finding:
    """Rank the assumptions by what they can do to one outcome.

    Returns
    -------
    Finding
        assumption, low, high, at_low, at_high (mean outcome with the others as designed), as_designed, total (share of
        the variance that the assumption explains, with its interactions).
    """
    table = one_at_a_time(design, seed, runs)
    indices = sensitivity(design, seed, points, max(2, runs // 10))
    table = table.merge(indices[["outcome", "assumption", "total"]], on=["outcome", "assumption"], how="left")
    part = table[table["outcome"] == outcome].drop(columns="outcome")
    swing = (part["at_high"] - part["at_low"]).abs()
    part = part.iloc[np.argsort(-swing.to_numpy(), kind="stable")].reset_index(drop=True)
    part.attrs["synthetic"] = True
    text = say(
        "What is not known and matters most for the composition in the room: {first}, then {second}.",
        first=part["assumption"].iloc[0],
        second=part["assumption"].iloc[1],
    )
    return Finding(part, text)


def budget(design: Design, runs: int, seed: int) -> Finding:
    """Add up what a mandate costs, by item, and give each item's share."""
    chain, costs = Chain(design), design.costs
    came = simulate_runs(chain, range(runs), seed)["attendance"].mean()
    half_days = came * design.seats * design.mandate.sessions * costs.half_days_per_session
    items = [
        ("letters and reminders", chain.mailing),
        ("allowances", half_days * costs.half_day),
        ("sessions", costs.session * design.mandate.sessions),
    ]
    table = pd.DataFrame(items, columns=["item", "amount"])
    table["share"] = table["amount"] / table["amount"].sum()
    text = say(
        "A mandate costs about {total:.0f} {currency}, of which letters and reminders are {share:.0%}.",
        total=table["amount"].sum(),
        currency=design.costs.currency,
        share=table["share"].iloc[0],
    )
    return Finding(table, text)


def recommendation(
    design: Design, letters: Finding, chance: Finding, coverage: Finding, margin: float
) -> tuple[Message, ...]:
    """Say what follows for the city, in sentences, most urgent first."""
    frame, table = design.frames[0], chance.table
    now = table[(table["letters"] == frame.letters) & (table["margin"] == margin)]["probability"].iloc[0]
    missed = coverage.table["share"].iloc[-1]
    plan = say(
        "As planned, {frame} gives {margin:.0f} volunteers per seat in every group in {now:.0%} of simulated mailings.",
        frame=frame.name,
        margin=margin,
        now=now,
    )
    more = say("Send more letters, or remind those who do not answer: both are compared below.")
    further = say("Open a further way in for the {share:.0%} of residents who are on no list.", share=missed)
    return (
        plan,
        *((letters.text, more) if now < CONFIDENCE else ()),
        *((further,) if missed > UNREACHED else ()),
        say("Fill empty seats like for like and without delay, from all volunteers rather than a short list."),
        say("Record attendance at every session: without it nobody can say who was in the room."),
        say("Publish numerical quotas before the draw, with the chance of each volunteer and a certificate."),
    )
