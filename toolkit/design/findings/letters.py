"""Findings on letters: how many, how, and what is known from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.design.findings.words import amount, with_letters
from toolkit.design.frames import Frame, TwoStages
from toolkit.design.recruitment import (
    CONFIDENCE,
    design_effects,
    groups_of,
    letters_by_group,
    letters_jointly,
    mailing_cost,
    probability_enough,
    with_reminders,
)
from toolkit.design.scenario import Design, Reminders
from toolkit.language import say
from toolkit.shown import Finding


def published_responses(responses: pd.DataFrame) -> Finding:
    """Show how many of those invited volunteered elsewhere.

    Parameters
    ----------
    responses : DataFrame
        The shipped table `ResponseRates`.

    Returns
    -------
    Finding
        process, year, invited, positive_responses, response (0 to 1), panel_size, per_seat (volunteers per seat).
    """
    known = responses.dropna(subset=["positive_responses"]).copy()
    known["response"] = known["positive_responses"] / known["invited"]
    known["per_seat"] = known["positive_responses"] / known["panel_size"]
    columns = ["process", "year", "invited", "positive_responses", "response", "panel_size", "per_seat"]
    table = known[columns].sort_values("response", ascending=False, kind="stable", ignore_index=True)
    text = say(
        "Where both numbers are published, between {low:.1%} and {high:.1%} of those invited volunteered.",
        low=table["response"].min(),
        high=table["response"].max(),
    )
    return Finding(table.astype({"positive_responses": int, "response": float, "per_seat": float}), text)


def letters_needed(design: Design, frame: Frame, margin: float, rng: np.random.Generator) -> Finding:
    """Give the letters that each group needs, and that all groups together need."""
    residents, frame = design.residents(), with_reminders(frame, design.reminders)
    groups = groups_of(frame, residents, design.response, design.criteria)
    table = letters_by_group(groups, margin).drop(columns="rate")
    together = letters_jointly(frame, residents, design.response, design.criteria, margin, rng)
    first = table.iloc[0]
    text = say(
        "For {margin} {margin:volunteer|volunteers} per seat in every group, {together} letters are needed "
        "({frame}), against "
        "{letters} planned; the group that decides is: {value} ({feature}).",
        margin=amount(margin),
        frame=frame.name,
        together=together,
        letters=frame.letters,
        value=first["value"],
        feature=first["feature"],
    )
    return Finding(table, text)


def chance_of_enough(
    design: Design, frame: Frame, letters: Sequence[int], margins: Sequence[float], runs: int, rng: np.random.Generator
) -> Finding:
    """Say how likely every group is to yield enough volunteers, by letters sent and volunteers per seat."""
    residents, frame, tables = design.residents(), with_reminders(frame, design.reminders), []
    for number in (*letters, frame.letters):
        option = frame.model_copy(update={"letters": number})
        table = probability_enough(option, residents, design.response, design.criteria, margins, runs, rng)
        tables.append(table.assign(letters=number))
    table = pd.concat(tables, ignore_index=True)[["letters", "margin", "probability", "standard_error"]]
    table = table.drop_duplicates(["letters", "margin"]).sort_values(["margin", "letters"], ignore_index=True)
    now = table[table["letters"] == frame.letters].set_index("margin")["probability"]
    text = say(
        "With {letters} letters, every group has {low} {low:volunteer|volunteers} per seat in {first:.0%} of simulated "
        "mailings, and {high} in {last:.0%}.",
        letters=frame.letters,
        low=amount(min(margins)),
        first=now[min(margins)],
        high=amount(max(margins)),
        last=now[max(margins)],
    )
    return Finding(table, text)


def mailing_options(design: Design, frame: Frame, margin: float, runs: int, rng: np.random.Generator) -> Finding:
    """Compare more letters, reminders and oversampling of the sectors that answer least."""
    more, twice = with_letters(frame, 1.5), design.reminders.model_copy(update={"waves": 2})
    options = [
        (say("as designed"), frame, design.reminders),
        (say("half as many letters again"), more, design.reminders),
        (say("one reminder"), frame, design.reminders.model_copy(update={"waves": 1})),
        (say("two reminders"), frame, twice),
        (say("half as many letters again and two reminders"), more, twice),
        (say("twice the letters where the scarcest group lives"), _oversampled(design, frame), design.reminders),
    ]
    rows = [(name, *_mailing(design, option, waves, margin, runs, rng)) for name, option, waves in options]
    table = pd.DataFrame(
        rows, columns=["option", "letters", "volunteers", "weakest_group", "volunteers_per_seat", "probability", "cost"]
    )
    enough = table[table["probability"] >= CONFIDENCE]
    if not len(enough):
        nowhere = say(
            "None of these ways reaches {margin} {margin:volunteer|volunteers} per seat everywhere.",
            margin=amount(margin),
        )
        return Finding(table, nowhere)
    best = enough.iloc[int(enough["cost"].to_numpy().argmin())]
    text = say(
        "The cheapest of these ways that reaches {margin} {margin:volunteer|volunteers} per seat in every group "
        "nearly always: "
        "{option} ({probability:.0%}, at a cost of {cost:.0f} {currency}).",
        option=best["option"],
        margin=amount(margin),
        probability=best["probability"],
        cost=best["cost"],
        currency=design.costs.currency,
    )
    return Finding(table, text)


def ways_of_mailing(
    design: Design, frame: Frame, areas: Sequence[int], margin: float, runs: int, rng: np.random.Generator
) -> Finding:
    """Compare letters sent everywhere, weighted letters, and two stages: areas drawn first, then addresses in them.

    Areas are the values of the last criterion, which an address tells.

    Returns
    -------
    Finding
        option, design_effect (of the group that has the fewest volunteers for its seats; see `design_effects`),
        other_criteria, all_criteria (chance of `margin` volunteers per seat in every group: without the criterion of
        the areas, and with it).
    """
    place, others = design.criteria[-1], design.criteria[:-1] or design.criteria
    plain = frame.model_copy(update={"volunteers": None, "mailing": {}, "two_stages": None})
    ways = [(say("letters everywhere"), plain), (say("letters everywhere, weighted"), _oversampled(design, plain))]
    for drawn in areas:
        stages = plain.model_copy(update={"two_stages": TwoStages(areas=place, drawn=drawn)})
        ways.append((say("areas first, {n} {n:draw|draws}", n=drawn), stages))
    rows = []
    for name, sent in ways:
        sent = with_reminders(sent, design.reminders)
        effects = design_effects(sent, design.residents(), design.response, others)
        seats = groups_of(sent, design.residents(), design.response, others)["seats"].to_numpy()
        scarcest = effects.iloc[int((effects["volunteers"].to_numpy() / seats).argmin())]
        chances = [
            probability_enough(sent, design.residents(), design.response, criteria, [margin], runs, rng)
            for criteria in (others, design.criteria)
        ]
        rows.append((name, scarcest["design_effect"], *(float(chance["probability"].iloc[0]) for chance in chances)))
    table = pd.DataFrame(rows, columns=["option", "design_effect", "other_criteria", "all_criteria"])
    text = say(
        "Drawing areas first saves addresses and costs certainty: with {n} {n:draw|draws} the number of volunteers "
        "of the "
        "scarcest group varies as if {share:.0%} of the letters had been sent, and every group, {place} included, has "
        "enough in {chance:.0%} of simulated mailings.",
        n=areas[0],
        share=1 / table["design_effect"].iloc[2],
        chance=table["all_criteria"].iloc[2],
        place=place,
    )
    return Finding(table, text)


def _oversampled(design: Design, frame: Frame) -> Frame:
    """Send twice the letters per person to the places where the scarcest group is more common than elsewhere.

    Places are the values of the last criterion, which an address tells; the number of letters stays.
    """
    residents, place = design.residents(), design.criteria[-1]
    groups = groups_of(frame, residents, design.response, design.criteria[:-1] or design.criteria)
    scarcest = groups.iloc[int((groups["rate"] / groups["seats"]).to_numpy().argmin())]
    inside = residents["count"].where(residents[scarcest["feature"]] == scarcest["value"], 0.0)
    share = inside.groupby(residents[place]).sum() / residents.groupby(place)["count"].sum()
    twice = share > inside.sum() / residents["count"].sum()
    mailing = {place: {str(value): 2.0 if more else 1.0 for value, more in twice.items()}}
    return frame.model_copy(update={"mailing": mailing, "volunteers": None})


def _mailing(
    design: Design, frame: Frame, reminders: Reminders, margin: float, runs: int, rng: np.random.Generator
) -> tuple[int, float, str, float, float, float]:
    """Give letters, volunteers, the weakest group and its volunteers per seat, probability, and cost of a mailing."""
    reminded = with_reminders(frame, reminders)
    groups = groups_of(reminded, design.residents(), design.response, design.criteria)
    per_seat = reminded.letters * groups["rate"] / groups["seats"]
    weakest = int(per_seat.to_numpy().argmin())
    first = groups["feature"] == groups["feature"].iloc[0]
    found = probability_enough(reminded, design.residents(), design.response, design.criteria, [margin], runs, rng)
    return (
        frame.letters,
        float(reminded.letters * groups.loc[first, "rate"].sum()),
        str(groups["value"].iloc[weakest]),
        float(per_seat.iloc[weakest]),
        float(found["probability"].iloc[0]),
        mailing_cost(frame, reminders, design.costs),
    )
