"""What a draw shows, for readers: each finding is a table with the sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from toolkit.language import Message, say
from toolkit.shown import Finding
from toolkit.sortition.baselines import legacy_chances
from toolkit.sortition.clash import why_not
from toolkit.sortition.comparison import (
    chances_by_crossing,
    chances_by_value,
    plain_chances,
    price_of_quotas,
    quotas_met_by_plain_draws,
    seats_by_value,
    sorted_chances,
)
from toolkit.sortition.draw import NumberedPanels
from toolkit.sortition.feasibility import seat_ranges
from toolkit.sortition.lottery import Lottery
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.pool import Quotas, Selection
from toolkit.sortition.types import types_of
from toolkit.sortition.verification import Check

PLAIN, FAIREST = "plain draw", "fairest lottery"
DRAWS = (PLAIN, FAIREST)
REACHED = 1e-6
"""A gap up to this is called none: chances are printed with fewer digits."""


def guarantee(lottery: Lottery) -> tuple[Message, ...]:
    """Say what everybody is promised, and that nobody could promise more."""
    certificate = lottery.certificate
    promise = say(
        "Each of the {n} volunteers who can sit has a chance of at least {smallest:.2%} of one of the {seats} seats.",
        n=int(lottery.considered.sum()),
        smallest=lottery.smallest_chance,
        seats=lottery.selection.seats,
    )
    if certificate.gap <= REACHED:
        limit = say(
            "No other lottery under these quotas can promise everybody more: the proven limit is {bound:.2%}, and "
            "this lottery reaches it to within one millionth.",
            bound=certificate.upper_bound,
        )
    else:
        limit = say(
            "No other lottery under these quotas can promise everybody more than {bound:.2%}; this one is at most "
            "{gap:.4%} from the best, level by level.",
            bound=certificate.upper_bound,
            gap=certificate.gap,
        )
    return promise, limit


def left_out(lottery: Lottery) -> Finding:
    """Name the kinds of people who fit in no panel, and the quotas that keep them out."""
    people = lottery.certificate.unplaceable
    if not people:
        none = say("Everybody in the pool fits in some panel.")
        return Finding(pd.DataFrame({"people": [0], "clash": ["–"]}), none)
    text = say(
        "{n} {n:volunteer fits|volunteers fit} in no panel, whatever the draw; the quotas keep them out.", n=len(people)
    )
    return Finding(why_not(lottery.selection, people).drop(columns="example"), text)


def seats_beside_plain_draw(lottery: Lottery, rng: np.random.Generator) -> Finding:
    """Compare mean seats with those of a plain draw, which knows no quotas."""
    selection = lottery.selection
    table = seats_by_value(selection, {PLAIN: plain_chances(selection), FAIREST: lottery.marginals})
    met = quotas_met_by_plain_draws(selection, rng)["met"].iloc[-1]
    off = (table[PLAIN] - table["max"]).clip(lower=0) + (table["min"] - table[PLAIN]).clip(lower=0)
    worst = table.iloc[int(off.round(6).to_numpy().argmax())]
    text = say(
        "A plain draw among the volunteers would seat {plain:.0f} of the class “{value}” on average, where the quota "
        "asks for {least} to {most}; {met:.1%} of 1,000 plain draws meet every quota.",
        plain=round(float(worst[PLAIN])),
        value=worst["value"],
        least=int(worst["min"]),
        most=int(worst["max"]),
        met=float(met),
    )
    return Finding(_marked(table, lottery), text)


def leeway(selection: Selection) -> Finding:
    """Say how many seats panels can give each class when all other quotas hold."""
    table = seat_ranges(selection)
    idle = (table["least_possible"] >= table["min"]) & (table["most_possible"] <= table["max"])
    text = say(
        "How many seats panels can give each class when all other quotas hold; {idle} of {total} quotas "
        "{idle:follows|follow} from "
        "the others.",
        idle=int(idle.sum()),
        total=len(table),
    )
    table.attrs["synthetic"] = bool(selection.pool.people.attrs.get("synthetic", False))
    return Finding(table, text)


def chances_in_order(lotteries: Mapping[str, Lottery]) -> Finding:
    """Sort everybody's chance in each lottery, and in a plain draw."""
    first = next(iter(lotteries.values()))
    plain = plain_chances(first.selection)
    series = {PLAIN: plain, **{name: lottery.marginals for name, lottery in lotteries.items()}}
    chances = first.marginals
    low = float((chances < 1.01 * first.smallest_chance).mean())
    text = say(
        "{low:.0%} of the volunteers have the smallest chance, {smallest:.1%}; those whose classes volunteered less "
        "than their share have more, up to {largest:.0%}.",
        low=low,
        smallest=first.smallest_chance,
        largest=float(chances.max()),
    )
    return Finding(_marked(sorted_chances(series).round(4), first), text)


def beside_legacy(lottery: Lottery, rng: np.random.Generator, panels: int = 200) -> Finding:
    """Compare with the greedy rule that organisers used before optimisation, by drawing from it again and again.

    Half of the panels tell whom the rule serves worst and best, the other half what these people get, so that chance
    in the estimate is not mistaken for unfairness. Volunteers of one type are taken together.

    Raises
    ------
    InputError
        If the rule finds no panel.
    """
    types = types_of(lottery.selection)
    group_of = np.zeros(len(lottery.selection.pool), dtype=np.int64)
    for t, members in enumerate(types.members):
        group_of[members] = t
    halves = [legacy_chances(lottery.selection, rng, panels // 2).groupby(group_of).transform("mean") for _ in range(2)]
    tenth = max(1, len(group_of) // 10)
    rows = []
    for name, found, value in (
        ("LEGACY", halves[0].to_numpy(), halves[1].to_numpy()),
        (FAIREST, lottery.chances, lottery.chances),
    ):
        order = np.argsort(found, kind="stable")
        rows.append((name, value[order[:tenth]].mean(), value[order[-tenth:]].mean()))
    table = pd.DataFrame(rows, columns=["draw", "worst_tenth", "best_tenth"])
    text = say(
        "The tenth of the volunteers whom the greedy rule of earlier software (LEGACY) serves worst has a chance of "
        "{legacy:.1%}; in the fairest lottery nobody has less than {fair:.1%}.",
        legacy=float(table["worst_tenth"].iloc[0]),
        fair=lottery.smallest_chance,
    )
    return Finding(_marked(table, lottery), text)


def chances_of_classes(lottery: Lottery) -> Finding:
    """Compare chances by feature and value."""
    table = chances_by_value(lottery, plain_chances(lottery.selection))
    gain = (table["mean"] / table["other"]).round(6)
    best, worst = table.iloc[int(gain.to_numpy().argmax())], table.iloc[int(gain.to_numpy().argmin())]
    text = say(
        "Against a plain draw, volunteers of the class “{best}” have {more:.1f} times the chance on average, those of "
        "the class “{worst}” {less:.2f} times.",
        best=best["value"],
        more=float(gain.max()),
        worst=worst["value"],
        less=float(gain.min()),
    )
    return Finding(_marked(table, lottery), text)


def chances_at_crossings(lottery: Lottery, one: str, other: str, smallest_cell: int = 5) -> Finding:
    """Show the mean chance where two features cross, such as women aged 25 to 39; small cells are left empty."""
    table = chances_by_crossing(lottery, one, other, smallest_cell)
    seen = table.dropna(subset="mean")
    best, worst = seen.iloc[int(seen["mean"].to_numpy().argmax())], seen.iloc[int(seen["mean"].to_numpy().argmin())]
    text = say(
        "Where two criteria cross, mean chances run from {low:.1%} ({worst}, {worst_other}) to {high:.1%} ({best}, "
        "{best_other}).",
        low=float(worst["mean"]),
        worst=worst[one],
        worst_other=worst[other],
        high=float(best["mean"]),
        best=best[one],
        best_other=best[other],
    )
    return Finding(_marked(table, lottery), text)


def what_if_dearest(lottery: Lottery, leeway: Sequence[int] = (0, 1, 2, 3, 5)) -> Finding:
    """Loosen all quotas of the criterion that costs most by some seats; compute what everybody can be promised."""
    dearest = price_of_quotas(lottery).head(1)["feature"]
    if not len(dearest):
        return Finding(
            pd.DataFrame({"leeway": [0], "smallest_chance": [lottery.smallest_chance]}), prices(lottery).text
        )
    feature, selection = str(dearest.iloc[0]), lottery.selection
    promised = [maximin_lottery(_loosened(selection, feature, more)).smallest_chance for more in leeway]
    table = pd.DataFrame({"leeway": list(leeway), "smallest_chance": promised})
    text = say(
        "If each quota on the criterion “{feature}”, which costs most, could be missed by {more} {more:seat|seats}, "
        "everybody "
        "could be promised {then:.2%} instead of {now:.2%}.",
        feature=feature,
        more=leeway[-1],
        then=promised[-1],
        now=promised[0],
    )
    return Finding(_marked(table, lottery), text)


def _loosened(selection: Selection, feature: str, more: int) -> Selection:
    """Let each quota of a feature be missed by some seats, upwards or downwards."""
    table = selection.quotas.table[["feature", "value", "min", "max"]]
    slack = more * (table["feature"] == feature).astype(int)
    wider = table.assign(min=(table["min"] - slack).clip(lower=0), max=table["max"] + slack)
    return replace(selection, quotas=Quotas(wider))


def certificate_in_levels(lottery: Lottery, smallest_cell: int = 5) -> Finding:
    """Show level by level what is proven and what is reached; levels of less than `smallest_cell` people are joined."""
    levels = lottery.certificate.levels
    group = _joined(levels["people"].to_numpy(), smallest_cell)
    gap = (levels["upper_bound"] - levels["value"]).clip(lower=0)
    table = (
        levels.assign(level=group, gap=gap)
        .groupby("level", as_index=False)
        .agg(
            people=("people", "sum"),
            upper_bound=("upper_bound", "min"),
            reached=("value", "min"),
            gap=("gap", "max"),
        )
    )
    text = say(
        "From the worst-off up, the lottery gives each level of volunteers the most that is proven to be possible "
        "(largest distance below {gap:.4%}).",
        gap=max(round(lottery.certificate.gap + 0.5e-6, 6), 1e-6),
    )
    return Finding(_marked(table, lottery), text)


def _joined(people: np.ndarray, smallest_cell: int) -> list[int]:
    """Number groups of neighbouring levels so that each group, the last one apart, has enough people."""
    groups, number, held = [], 1, 0
    for count in people:
        if held >= smallest_cell:
            number, held = number + 1, 0
        groups.append(number)
        held += int(count)
    return [min(group, number - 1) if held < smallest_cell and number > 1 else group for group in groups]


def prices(lottery: Lottery) -> Finding:
    """Say what quotas cost the people with the smallest chance."""
    table = price_of_quotas(lottery)
    if not len(table):
        return Finding(table, say("No quota holds the smallest chance down."))
    first = table.iloc[0]
    text = say(
        "The quota that costs most is “{value}”: one seat of leeway would change the smallest chance by "
        "{price:.2%}. Quotas with a price: {n} of {total}.",
        value=first["value"],
        price=float(first["price"]),
        n=len(table),
        total=len(lottery.selection.quotas),
    )
    return Finding(_marked(table, lottery), text)


def numbering(numbered: NumberedPanels) -> Finding:
    """Say how numbered panels change chances."""
    chances = numbered.lottery.chances
    table = pd.DataFrame(
        {
            "panels": [len(numbered)],
            "smallest_before": [float(chances[numbered.lottery.considered].min())],
            "smallest_after": [float((chances + numbered.changes.to_numpy())[numbered.lottery.considered].min())],
            "largest_change": [numbered.largest_change],
            "one_panel": [1 / len(numbered)],
        }
    )
    return Finding(_marked(table, numbered.lottery), numbered.text)


def objectives_side_by_side(lotteries: Mapping[str, Lottery]) -> Finding:
    """Compare what lotteries for several objectives give the same pool.

    The Gini coefficient is 0 when all chances are equal; the geometric mean is the welfare that Nash maximises.
    """
    rows = []
    for name, lottery in lotteries.items():
        chances = np.sort(lottery.chances[lottery.considered])
        places = np.arange(1, len(chances) + 1)
        gini = float((2 * places - len(chances) - 1) @ chances / (len(chances) * chances.sum()))
        geometric = float(np.exp(np.log(np.maximum(chances, 1e-300)).mean()))
        rows.append((name, chances[0], chances[-1], gini, geometric, len(lottery)))
    columns = ["objective", "smallest_chance", "largest_chance", "gini", "geometric_mean", "panels"]
    table = pd.DataFrame(rows, columns=columns).round(4)
    text = say(
        "Objectives differ most at the top: the largest chance is between {least:.0%} and {most:.0%}, the smallest "
        "between {low:.2%} and {high:.2%}.",
        least=float(table["largest_chance"].min()),
        most=float(table["largest_chance"].max()),
        low=float(table["smallest_chance"].min()),
        high=float(table["smallest_chance"].max()),
    )
    return Finding(_marked(table, next(iter(lotteries.values()))), text)


def verification(checks: Sequence[Check]) -> Finding:
    """List the claims of a draw that were checked, and whether they hold."""
    checked = [check for check in checks if check.holds is not None]
    rows = [(check.claim, "yes" if check.holds else "no") for check in checked]
    text = say(
        "{n} of {total} claims of the draw {n:holds|hold}, checked from its files with additions and hashes alone.",
        n=sum(check.holds is True for check in checked),
        total=len(checked),
    )
    return Finding(pd.DataFrame(rows, columns=["claim", "holds"]), text)


def _marked(table: pd.DataFrame, lottery: Lottery) -> pd.DataFrame:
    """Round, and carry the mark of a pool that does not exist over to a table made from it."""
    table = table.round(6)
    table.attrs["synthetic"] = bool(lottery.selection.pool.people.attrs.get("synthetic", False))
    return table
