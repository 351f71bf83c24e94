"""Findings on the design itself: its choices, who can receive a letter, its quotas."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.design.findings.words import UNREACHED, listed, rotation_in_words
from toolkit.design.frames import people_on
from toolkit.design.scenario import Design
from toolkit.design.simulation import Chain
from toolkit.language import say
from toolkit.shown import Finding


def design_in_short(design: Design) -> Finding:
    """List the choices of a design, each with where it comes from."""
    notes = design.notes
    rows = [
        ("population", say("{n} residents", n=round(design.residents()["count"].sum())), notes.get("population", "")),
        ("seats", say("{n}", n=design.seats), notes.get("seats", "")),
        ("criteria", listed(design.criteria), notes.get("criteria", "")),
    ]
    for number, frame in enumerate(design.frames):
        choice = say(
            "{name}: {seats} seats, {letters} letters, {response:.1%} answer yes",
            name=frame.name,
            seats=frame.seats,
            letters=frame.letters,
            response=frame.response,
        )
        rows.append(("frame", choice, notes.get(f"frames.{number}", "")))
    rows += [
        (
            "mandate",
            say(
                "{months} {months:month|months}, {n} {n:session|sessions}",
                months=design.mandate.months,
                n=design.mandate.sessions,
            ),
            notes.get("mandate", ""),
        ),
        ("rotation", rotation_in_words(design.rotation), notes.get("rotation", "")),
        (
            "attrition",
            say("{share:.0%} leave within a mandate", share=design.attrition.leave),
            notes.get("attrition", ""),
        ),
        ("alternates", say("{n}", n=design.alternates), notes.get("alternates", "")),
    ]
    table = pd.DataFrame(rows, columns=["choice", "value", "basis"])
    return Finding(table, say("The design {name}: what was chosen, and what each number rests on.", name=design.name))


def frame_coverage(design: Design) -> Finding:
    """Say how many residents each frame reaches and what a seat in it means; lists are taken to share nobody."""
    residents = design.residents()["count"].sum()
    rows = []
    for frame in design.frames:
        people = float(people_on(frame, design.residents())["count"].sum())
        rows.append((frame.name, people, people / residents, frame.seats, 10_000 * frame.seats / people))
    missed = max(0.0, residents - sum(row[1] for row in rows))
    rows.append(("on no list", missed, missed / residents, 0, 0.0))
    table = pd.DataFrame(rows, columns=["frame", "people", "share", "seats", "seats_per_10000"])
    if missed < UNREACHED * residents:
        return Finding(table, say("Every resident who may sit is on a list, and can receive a letter."))
    text = say(
        "{share:.0%} of the residents who may sit are on none of the lists, and can receive no letter.",
        share=missed / residents,
    )
    return Finding(table, text)


def coverage_by_value(design: Design) -> Finding:
    """Say which share of the residents of each value is on some list."""
    residents = design.residents()
    reached = pd.concat([people_on(frame, residents) for frame in design.frames])
    rows = []
    for feature in design.criteria:
        total = residents.groupby(feature, sort=False, observed=True)["count"].sum()
        on_a_list = (
            reached.groupby(feature, sort=False, observed=True)["count"].sum().reindex(total.index, fill_value=0)
        )
        for value in total.index:
            rows.append((feature, value, total[value], min(1.0, on_a_list[value] / total[value])))
    table = pd.DataFrame(rows, columns=["feature", "value", "residents", "share_on_a_list"])
    worst = table.sort_values("share_on_a_list", kind="stable").iloc[0]
    if worst["share_on_a_list"] > 1 - UNREACHED:
        return Finding(table, say("No class is harder to reach by letter than another."))
    text = say(
        "The class that is hardest to reach by letter: {value} ({feature}), with {share:.0%} on a list.",
        feature=worst["feature"],
        value=worst["value"],
        share=worst["share_on_a_list"],
    )
    return Finding(table, text)


def quotas_of(design: Design) -> Finding:
    """Give the quotas with the volunteers to be expected for each seat."""
    chain = Chain(design)
    expected = np.zeros(len(chain.quotas))
    for frame in design.frames:
        rows = chain.cells["frame"] == frame.name
        rates = np.where(rows, chain.cells["rate"], 0.0)
        number = frame.volunteers if frame.volunteers is not None else frame.letters * rates.sum()
        expected += chain.counted.counts.T @ (rates / rates.sum() * number)
    table = chain.quotas.assign(volunteers=expected)
    table["per_seat"] = table["volunteers"] / table["expected"].where(table["expected"] > 0)
    scarce = table.iloc[int(np.nanargmin(table["per_seat"].to_numpy()))]
    text = say(
        "The scarcest volunteers are those of {value} ({feature}): {per_seat:.1f} for each seat due.",
        value=scarce["value"],
        feature=scarce["feature"],
        per_seat=scarce["per_seat"],
    )
    return Finding(table.rename(columns={"expected": "seats_due"}), text)
