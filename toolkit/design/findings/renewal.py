"""Findings on renewal: rhythms, overlap, sequences of cohorts, lifetime chances."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.design.findings.words import rotation_in_words
from toolkit.design.rotation import (
    cohort_schedule,
    excluded_people,
    lifetime_chance,
    seats_in_common,
)
from toolkit.design.scenario import Design, Rotation
from toolkit.design.sequences import cohorts_alone, draw_sequence, plan_sequence
from toolkit.design.simulation import run_generator
from toolkit.design.synthetic import proportional_quotas, simulate_pool
from toolkit.language import say
from toolkit.shown import Finding

ALONE, PLANNED = "each alone", "one sequence"


def rotations(design: Design, options: Sequence[Rotation]) -> Finding:
    """Compare rhythms of renewal by what is remembered, from the first moment at which the founders are gone."""
    rows = []
    for rotation in options:
        start = round(rotation.every_months / rotation.share)
        schedule = cohort_schedule(design.seats, rotation, start + 13)
        newcomers = schedule.loc[schedule["start"] == start, "seats"].sum() / design.seats
        kept = seats_in_common(schedule, [start, start + 6, start + 12])["share"]
        rows.append((rotation_in_words(rotation), start, newcomers, kept[1], kept[2]))
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
        "{rotation}: {share:.0%} of the seats are held by the same people {months} {months:month|months} later.",
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
    """Compare cohorts drawn as if alone with cohorts planned as one sequence, over simulated pools.

    Returns
    -------
    Finding
        draw, cohort, distance (mean), gap_of_cohort, gap_so_far (largest over the runs, in seats), proven (what
        `gap_so_far` must stay below, in seats), missed (mean seats by which quotas are missed).
    """
    residents, seats = design.residents(), [cohort_seats] * cohorts
    everybody = design.frames[0].model_copy(update={"only": {}, "volunteers": 12 * cohort_seats})
    due = proportional_quotas(residents, [everybody], design.criteria)
    shares = due.assign(share=due["expected"] / due.groupby("feature")["expected"].transform("sum"))
    tables = []
    for run in range(runs):
        rng = run_generator(seed, run)
        pools = [simulate_pool(residents, [everybody], design.response, rng, design.criteria) for _ in seats]
        ways = {ALONE: cohorts_alone(shares, seats), PLANNED: plan_sequence(shares, seats, rng)}
        tables += [
            draw_sequence(pools, plan, shares, seats, rng).assign(draw=way, run=run) for way, plan in ways.items()
        ]
    drawn = pd.concat(tables)
    table = drawn.groupby(["draw", "cohort"], sort=False).agg(
        distance=("distance", "mean"),
        gap_of_cohort=("gap_of_cohort", "max"),
        gap_so_far=("gap_so_far", "max"),
        missed=("missed", "mean"),
    )
    table = table.reset_index()
    table.insert(5, "proven", table["cohort"].where(table["draw"] == ALONE, 1))
    table.attrs["synthetic"] = True
    planned = drawn[drawn["draw"] == PLANNED].groupby("run")["gap_so_far"].max()
    text = say(
        "Over {n} cohorts of {seats} planned as one sequence, no group is ever a seat or more from what is due so far "
        "in {kept:.0%} of the simulated sequences (the plan is proven so; a pool may lack people); drawn each alone, "
        "groups are up to {alone:.1f} seats off.",
        n=cohorts,
        seats=cohort_seats,
        kept=(planned < 1).mean(),
        alone=table.loc[table["draw"] == ALONE, "gap_so_far"].max(),
    )
    return Finding(table, text)
