"""Findings on size and criteria: distances, absent groups, cells, what a criterion costs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.design.draw import QuotaTable, draw_panel
from toolkit.design.findings.words import listed, with_letters
from toolkit.design.panel_size import (
    absent_probability,
    cells_of_criteria,
    distance_by_size,
    stratified_distance,
)
from toolkit.design.scenario import Design
from toolkit.design.simulation import Chain, draw_pool, run_generator
from toolkit.errors import InputError
from toolkit.language import say
from toolkit.shown import Finding
from toolkit.sortition.leximin import leximin_chances
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import types_of


def distance_curves(design: Design, sizes: Sequence[int]) -> Finding:
    """Show how far a panel is from the population by size, with and without quotas."""
    table = distance_by_size(design.residents(), design.criteria, sorted({*sizes, design.seats}))
    at = table[table["seats"] == design.seats]
    worst = at.iloc[int(at["without_quotas"].to_numpy().argmax())]
    text = say(
        "With {seats} seats drawn without quotas, {simple:.0%} of the seats would on average be in the wrong hands on "
        "{feature}; quotas bring this down to {quota:.1%}.",
        seats=int(worst["seats"]),
        simple=worst["without_quotas"],
        feature=worst["feature"],
        quota=worst["with_quotas"],
    )
    return Finding(table, text)


def ways_of_drawing(design: Design, runs: int, rng: np.random.Generator) -> Finding:
    """Compare simple random, stratified and quota draws at the design's number of seats.

    Returns
    -------
    Finding
        feature, without_quotas (mean D of a simple random sample), stratified (mean D when seats are first shared
        among the values of the last criterion; for that criterion itself, its rounding), with_quotas (D*).
    """
    table = distance_by_size(design.residents(), design.criteria, [design.seats]).drop(columns="seats")
    strata, residents = design.criteria[-1], design.residents()
    stratified = [
        stratified_distance(residents, feature, [strata], design.seats, runs, rng)
        for feature in design.criteria
        if feature != strata
    ]
    last = table.loc[table["feature"] == strata, "with_quotas"]
    table.insert(2, "stratified", [*stratified, *last])
    text = say(
        "Sharing the seats among the values of {strata} first makes the assembly right on {strata} alone; the other "
        "criteria need quotas of their own.",
        strata=strata,
    )
    return Finding(table, text)


def absent_groups(design: Design, shares: Sequence[float], sizes: Sequence[int]) -> Finding:
    """Show how likely small groups are to have no seat."""
    sizes = sorted({*sizes, design.seats})
    table = pd.concat([absent_probability(share, sizes) for share in shares], ignore_index=True)
    wide = table.pivot(index="seats", columns="share", values="probability").reset_index()
    wide.columns = ["seats", *(f"group_of_{share:.0%}" for share in sorted(shares))]
    text = say(
        "A group of {share:.0%} of the residents has no seat at all in {probability:.0%} of panels of {seats} drawn "
        "without quotas.",
        share=min(shares),
        probability=(1 - min(shares)) ** design.seats,
        seats=design.seats,
    )
    return Finding(wide, text)


def criteria_cells(design: Design) -> Finding:
    """Count the cells of combined criteria that can expect a seat."""
    table = cells_of_criteria(design.residents(), design.criteria, design.seats)
    last = table.iloc[-1]
    text = say(
        "All criteria together make {cells} cells; {few} of them can expect a seat, and {share:.0%} of the residents "
        "are in cells that are due less than half a seat: quotas can hold for each criterion, not for their crossing.",
        cells=int(last["cells"]),
        few=int(last["expecting_one"]),
        share=last["people_below"],
    )
    return Finding(table, text)


def criteria_frontier(design: Design, factors: Sequence[float], runs: int, seed: int) -> Finding:
    """Show what each further criterion asks: how often a panel can be found, by letters sent to the first frame.

    Returns
    -------
    Finding
        criteria, quotas, letters, feasible (share of simulated pools that hold a panel), smallest_chance (of a
        volunteer under the leximin lottery, in one pool; missing where that pool holds no panel).
    """
    rows = []
    for count in range(1, len(design.criteria) + 1):
        criteria = design.criteria[:count]
        for factor in factors:
            frames = (with_letters(design.frames[0], factor), *design.frames[1:])
            chain = Chain(design.model_copy(update={"criteria": criteria, "frames": frames}))
            feasible = np.mean([_holds_panel(chain, run_generator(seed, run)) for run in range(runs)])
            chance = _smallest_chance(chain, run_generator(seed, 0))
            rows.append((listed(criteria), len(chain.quotas), frames[0].letters, float(feasible), chance))
    table = pd.DataFrame(rows, columns=["criteria", "quotas", "letters", "feasible", "smallest_chance"])
    table.attrs["synthetic"] = True
    few = table.iloc[-len(factors)]
    text = say(
        "With all criteria and {letters} letters, {share:.0%} of simulated pools hold a panel that meets every quota.",
        letters=int(few["letters"]),
        share=few["feasible"],
    )
    return Finding(table, text)


def _holds_panel(chain: Chain, rng: np.random.Generator) -> bool:
    """Tell whether a panel that meets the quotas was found in one simulated pool."""
    counts = chain.counted.counts[draw_pool(chain, rng)]
    if (counts.sum(axis=0, dtype=int) < chain.counted.least).any():
        return False
    return (
        draw_panel(QuotaTable(counts, chain.counted.least, chain.counted.most), chain.design.seats, rng).shortfall == 0
    )


def _smallest_chance(chain: Chain, rng: np.random.Generator) -> float:
    """Give the smallest leximin chance of a seat in one simulated pool; missing where it holds no panel."""
    pool = chain.cells.iloc[draw_pool(chain, rng)].reset_index(drop=True).rename(str)
    try:
        selection = Selection(Pool(pool), Quotas(chain.quotas), chain.design.seats)
        return float(leximin_chances(types_of(selection)).min())
    except (Infeasible, InputError):
        return float("nan")
