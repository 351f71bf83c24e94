"""Findings on renewal: rhythms, overlap, sequences of cohorts, lifetime chances."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.design.findings.words import rotation_in_words
from toolkit.design.rotation import (
    cohort_schedule,
    draw_sequence,
    excluded_people,
    experience,
    lifetime_chance,
    seats_in_common,
)
from toolkit.design.scenario import Design, Rotation
from toolkit.design.simulation import run_generator
from toolkit.design.synthetic import proportional_quotas, simulate_pool
from toolkit.language import say
from toolkit.shown import Finding


def rotations(design: Design, options: Sequence[Rotation], months: int = 48) -> Finding:
    """Compare rhythms of renewal by what is remembered."""
    rows = []
    for rotation in options:
        schedule = cohort_schedule(design.seats, rotation, months)
        start = round(rotation.every_months / rotation.share)
        moments = list(range(start, months, rotation.every_months))
        known = experience(schedule, moments).iloc[0]
        common = seats_in_common(schedule, [start, start + 6, start + 12])
        share = common[(common["earlier"] == start) & (common["later"] > start)].set_index("later")["share"]
        rows.append(
            (
                rotation_in_words(rotation),
                round(rotation.every_months / rotation.share),
                known["newcomers"],
                share[start + 6],
                share[start + 12],
            )
        )
    columns = ["rotation", "mandate_months", "newcomers", "kept_after_6_months", "kept_after_12_months"]
    text = say(
        "Full renewal starts from nothing each time; renewal in parts keeps most seats in experienced hands, at the "
        "price of longer mandates or more frequent draws."
    )
    return Finding(pd.DataFrame(rows, columns=columns), text)


def overlap(design: Design, rotation: Rotation, moments: Sequence[int]) -> Finding:
    """Give the overlap matrix of a rhythm."""
    table = seats_in_common(cohort_schedule(design.seats, rotation, max(moments) + 1), moments)
    after = table[(table["earlier"] == moments[0]) & (table["later"] == moments[1])]["share"].iloc[0]
    text = say(
        "{rotation}: {share:.0%} of the seats are held by the same people {months} months later.",
        rotation=rotation_in_words(rotation),
        share=after,
        months=moments[1] - moments[0],
    )
    return Finding(table, text)


def lifetime_chances(design: Design, mandate_months: Sequence[int], years: float) -> Finding:
    """Give a resident's chance of a seat and of a letter over a life."""
    letters = sum(frame.letters for frame in design.frames)
    residents = float(design.residents()["count"].sum())
    table = lifetime_chance(residents, design.seats, mandate_months, years, letters)
    first, last = table.iloc[0], table.iloc[-1]
    text = say(
        "Over {years:.0f} years, one resident in {first:.0f} gets a seat with mandates of {short} months, one in "
        "{last:.0f} with {long} months.",
        years=years,
        first=first["one_in"],
        last=last["one_in"],
        short=int(first["mandate_months"]),
        long=int(last["mandate_months"]),
    )
    return Finding(table, text)


def exclusions(design: Design, years: Sequence[float]) -> Finding:
    """Count the former members who may not be drawn again."""
    residents = float(design.residents()["count"].sum())
    table = excluded_people(residents, design.seats, round(design.rotation.every_months / design.rotation.share), years)
    last = table.iloc[-1]
    text = say(
        "Keeping former members out for {years:.0f} years bars {people:.0f} people, {share:.2%} of the residents.",
        years=last["years"],
        people=last["people"],
        share=last["share"],
    )
    return Finding(table, text)


def sequence_distance(design: Design, cohort_seats: int, cohorts: int, runs: int, seed: int) -> Finding:
    """Compare cohorts drawn as if alone with cohorts that correct those before them."""
    residents = design.residents()
    due = proportional_quotas(residents, [design.frames[0].model_copy(update={"only": {}})], design.criteria)
    shares = due.assign(share=due["expected"] / due.groupby("feature")["expected"].transform("sum"))
    frame = design.frames[0].model_copy(update={"only": {}, "volunteers": 12 * cohort_seats})
    tables = []
    for run in range(runs):
        for remember in (True, False):
            rng = run_generator(seed, run)
            pools = [simulate_pool(residents, [frame], design.response, rng, design.criteria) for _ in range(cohorts)]
            drawn = draw_sequence(pools, shares[["feature", "value", "share"]], cohort_seats, rng, remember)
            tables.append(drawn.assign(draw="one sequence" if remember else "each alone"))
    table = pd.concat(tables).groupby(["draw", "cohort"], sort=False)["distance"].mean().reset_index()
    table.attrs["synthetic"] = True
    last = table[table["cohort"] == cohorts].set_index("draw")["distance"]
    text = say(
        "After {n} cohorts of {seats}, quotas that remember earlier cohorts leave a distance of {with_:.1%}; cohorts "
        "drawn each on its own, {without:.1%}.",
        n=cohorts,
        seats=cohort_seats,
        with_=last["one sequence"],
        without=last["each alone"],
    )
    return Finding(table, text)
