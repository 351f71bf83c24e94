"""Findings on the whole: designs side by side, what matters, cost, recommendation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from toolkit.design.findings.words import UNREACHED, amount
from toolkit.design.recruitment import CONFIDENCE, groups_of, letters_by_group, with_reminders
from toolkit.design.scenario import Design
from toolkit.design.sensitivity import ASSUMPTIONS, sensitivity
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


def headlines_in_doubt(design: Design, margin: float, ends: pd.DataFrame) -> Finding:
    """Put the headlines of the report at both ends of every assumption below those as designed.

    Parameters
    ----------
    margin : float
        Volunteers per seat in every group that letters are counted for.
    ends : DataFrame
        What `one_at_a_time` gives.

    Returns
    -------
    Finding
        assumption, set_to, letters (to the first list, for the scarcest group alone), per_seat (volunteers of the
        worst-served value), distance_drawn, distance_room, seats_filled, cost (means); the first row is as designed.
    """
    headlines = ["per_seat", "distance_drawn", "distance_room", "seats_filled", "cost"]
    sides = [ends.pivot(index="assumption", columns="outcome", values=side) for side in ("at_low", "at_high")]
    designed = ends.drop_duplicates("outcome").set_index("outcome").loc[headlines, "as_designed"]
    rows: list[tuple[object, ...]] = [("nothing changed", np.nan, _letters(design, margin), *designed)]
    for assumption in ASSUMPTIONS:
        for value, side in zip((assumption.low, assumption.high), sides, strict=True):
            letters = _letters(assumption.change(design, value), margin)
            rows.append((assumption.name, value, letters, *side.loc[assumption.name, headlines]))
    table = pd.DataFrame(rows, columns=["assumption", "set_to", "letters", *headlines])
    table.attrs["synthetic"] = True
    first, few, many = _furthest_apart(table, "letters")
    second, near, far = _furthest_apart(table, "distance_room")
    text = say(
        "Of what is not known, the letters needed hang most on the {first} ({few:.0f} to {many:.0f}), the distance in "
        "the room on the {second} ({near:.1%} to {far:.1%}).",
        first=first,
        few=few,
        many=many,
        second=second,
        near=near,
        far=far,
    )
    return Finding(table, text)


def _letters(design: Design, margin: float) -> int:
    """Count the letters that the scarcest group of the first list needs."""
    frame = with_reminders(design.frames[0], design.reminders)
    groups = groups_of(frame, design.residents(), design.response, design.criteria)
    return int(letters_by_group(groups, margin)["letters"].iloc[0])


def _furthest_apart(table: pd.DataFrame, headline: str) -> tuple[str, float, float]:
    """Name the assumption whose ends are furthest apart on a headline, with the lower and the higher figure."""
    ends = table.iloc[1:].groupby("assumption", sort=False)[headline].agg(["min", "max"])
    most = ends.iloc[int((ends["max"] - ends["min"]).to_numpy().argmax())]
    return str(most.name), float(most["min"]), float(most["max"])


def what_matters(design: Design, outcome: str, ends: pd.DataFrame, seed: int, points: int) -> Finding:
    """Rank the assumptions by what they can do to one outcome.

    Parameters
    ----------
    ends : DataFrame
        What `one_at_a_time` gives.

    Returns
    -------
    Finding
        assumption, low, high, at_low, at_high (mean outcome with the others as designed), as_designed, total (share of
        the variance that the assumption explains, with its interactions), total_low, total_high (its interval).
    """
    shares = sensitivity(design, seed, points)
    kept = ["outcome", "assumption", "total", "total_low", "total_high"]
    table = ends.merge(shares[kept], on=["outcome", "assumption"], how="left")
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
    if not table["amount"].sum() > 0:
        return Finding(table.assign(share=0.0), say("The design names no prices."))
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
        "With the letters planned ({frame}), every group has {margin} {margin:volunteer|volunteers} per seat in "
        "{now:.0%} of simulated mailings.",
        frame=frame.name,
        margin=amount(margin),
        now=now,
    )
    more = say("Send more letters, or remind those who do not answer: both are compared below.")
    further = say("Open a further way in for the {share:.0%} of residents who are on no list.", share=missed)
    return (
        plan,
        *((letters.text, more) if now < CONFIDENCE else ()),
        *((further,) if missed > UNREACHED else ()),
        say(
            "In any case: publish quotas and chances before the draw, record attendance at every session, fill empty "
            "seats at once from all volunteers."
        ),
    )


def decisions(design: Design, found: Mapping[str, Finding]) -> Finding:
    """Put in one table what the city is advised to decide, each with the finding that it rests on.

    Parameters
    ----------
    found : mapping of name to Finding
        coverage, quotas, price (of the criteria), options (of mailing), policies (of replacement), workshops, doubt
        (what matters): the findings of those names.
    """
    rows = [
        ("seats and criteria", *_on_criteria(design, found["price"].table)),
        ("letters", *_on_letters(design, found["options"].table)),
        ("lists", *_on_lists(found["coverage"].table)),
        ("quotas", say("Publish them as numbers before the draw."), found["quotas"].text),
        ("empty seats", *_on_seats(found["policies"].table)),
        ("workshops", say("Assign them by program, and change tables by plan."), found["workshops"].text),
        ("attendance", say("Record it at every session, by person."), found["doubt"].text),
    ]
    table = pd.DataFrame(rows, columns=["decision", "advice", "reason"])
    return Finding(table, say("What the city is advised to decide, and why."))


def _on_criteria(design: Design, price: pd.DataFrame) -> tuple[Message, Message]:
    """Advise on size and criteria by what the criteria leave of everybody's chance."""
    last = price.iloc[-1]
    advice = say("{seats} seats, {n} {n:criterion|criteria}.", seats=design.seats, n=len(design.criteria))
    if not last["smallest_chance"] > 0:
        return advice, say("In the simulated pool some volunteers can sit in no panel: more letters, or wider quotas.")
    reason = say(
        "With the letters planned, no volunteer of the simulated pool has less than a {chance:.1%} chance of a seat.",
        chance=last["smallest_chance"],
    )
    return advice, reason


def _on_letters(design: Design, options: pd.DataFrame) -> tuple[Message, Message]:
    """Advise the cheapest way of mailing that is enough nearly always; otherwise the surest."""
    planned, enough = options.iloc[0], options[options["probability"] >= CONFIDENCE]
    cheapest = enough.sort_values("cost", kind="stable")
    best = (cheapest if len(enough) else options.sort_values("probability", ascending=False, kind="stable")).iloc[0]
    advice = say(
        "{option}: {cost:.0f} {currency}.", option=best["option"], cost=best["cost"], currency=design.costs.currency
    )
    reason = say(
        "Every group has enough volunteers in {share:.0%} of simulated mailings, {planned:.0%} as designed.",
        share=best["probability"],
        planned=planned["probability"],
    )
    return advice, reason


def _on_lists(coverage: pd.DataFrame) -> tuple[Message, Message]:
    """Advise a further list where residents are on none."""
    missed = float(coverage["share"].iloc[-1])
    if missed < UNREACHED:
        return say("Keep them."), say("Every resident who may sit is on a list, and can receive a letter.")
    return say("Open a further way in."), say("{share:.0%} of the residents who may sit are on no list.", share=missed)


def _on_seats(policies: pd.DataFrame) -> tuple[Message, Message]:
    """Advise the way of filling seats that leaves the composition nearest, and name its price in fairness."""
    worst = policies[policies["leave"] == policies["leave"].max()].set_index("policy")
    best = str(worst["distance_end"].idxmin())
    advice = say("Fill them without delay: {policy}.", policy=best)
    reason = say(
        "Of {n} ways it leaves the composition nearest when {leave:.0%} leave; the Gini coefficient of the chances of "
        "ever sitting is then {gini:.2f} ({none:.2f} without replacement).",
        n=len(worst),
        leave=policies["leave"].max(),
        gini=worst.loc[best, "gini"],
        none=worst["gini"].iloc[0],
    )
    return advice, reason
