"""The findings of a design report: each a table with the sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from toolkit.composition.population import share_of
from toolkit.composition.significance import binomial_power, smallest_margin
from toolkit.design.draw import QuotaTable, draw_panel
from toolkit.design.frames import Frame, people_on
from toolkit.design.panel_size import (
    absent_probability,
    cells_of_criteria,
    distance_by_size,
    stratified_distance,
)
from toolkit.design.recruitment import (
    CONFIDENCE,
    groups_of,
    letters_by_group,
    letters_jointly,
    mailing_cost,
    probability_enough,
    with_reminders,
)
from toolkit.design.rotation import (
    cohort_schedule,
    draw_sequence,
    excluded_people,
    experience,
    lifetime_chance,
    seats_in_common,
)
from toolkit.design.scenario import Design, Reminders, Rotation
from toolkit.design.sensitivity import one_at_a_time, sensitivity
from toolkit.design.simulation import Chain, compare_designs, compare_reserves, draw_pool, run_generator, simulate_runs
from toolkit.design.synthetic import proportional_quotas, simulate_pool
from toolkit.errors import InputError
from toolkit.language import Message, say
from toolkit.shown import Shown
from toolkit.sortition.leximin import leximin_chances
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.solver import Infeasible
from toolkit.sortition.types import types_of

UNREACHED = 0.005
"""Share of the residents below which a gap of the lists is not worth a sentence."""


@dataclass(frozen=True)
class Finding(Shown):
    """A table and what it shows.

    Parameters
    ----------
    table : DataFrame
        Numbers.
    text : Message
        The finding in a sentence.
    """

    table: pd.DataFrame
    text: Message


def design_in_short(design: Design) -> Finding:
    """List the choices of a design, each with where it comes from."""
    notes = design.notes
    rows = [
        ("population", say("{n} residents", n=round(design.residents()["count"].sum())), notes.get("population", "")),
        ("seats", say("{n}", n=design.seats), notes.get("seats", "")),
        ("criteria", _listed(design.criteria), notes.get("criteria", "")),
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
            say("{months} months, {n} sessions", months=design.mandate.months, n=design.mandate.sessions),
            notes.get("mandate", ""),
        ),
        ("rotation", _rotation_in_words(design.rotation), notes.get("rotation", "")),
        (
            "attrition",
            say("{share:.0%} leave within a mandate", share=design.attrition.leave),
            notes.get("attrition", ""),
        ),
        ("alternates", say("{n}", n=design.alternates), notes.get("alternates", "")),
    ]
    table = pd.DataFrame(rows, columns=["choice", "value", "basis"])
    return Finding(table, say("The design {name}: what was chosen, and what each number rests on.", name=design.name))


def _listed(names: Sequence[str]) -> Message:
    """Join up to six labels with commas; each is looked up in the reader's language."""
    template = ", ".join(f"{{name{number}}}" for number in range(len(names)))
    return Message(template, {f"name{number}": name for number, name in enumerate(names)})


def _rotation_in_words(rotation: Rotation) -> Message:
    """Say the rhythm of renewal."""
    if rotation.share == 1:
        return say("all seats renewed every {n} months", n=rotation.every_months)
    return say("{share:.0%} of the seats renewed every {n} months", share=rotation.share, n=rotation.every_months)


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


def letters_needed(design: Design, frame: Frame, margin: float, rng: np.random.Generator) -> Finding:
    """Give the letters that each group needs, and that all groups together need."""
    residents, frame = design.residents(), with_reminders(frame, design.reminders)
    groups = groups_of(frame, residents, design.response, design.criteria)
    table = letters_by_group(groups, margin).drop(columns="rate")
    together = letters_jointly(frame, residents, design.response, design.criteria, margin, rng)
    first = table.iloc[0]
    text = say(
        "For {margin:.0f} volunteers per seat in every group, {frame} needs {together} letters, against {letters} "
        "sent; the group that decides is {value} ({feature}).",
        margin=margin,
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
        "With {letters} letters, every group has {low:.0f} volunteer per seat in {first:.0%} of simulated mailings, "
        "and {high:.0f} in {last:.0%}.",
        letters=frame.letters,
        low=min(margins),
        first=now[min(margins)],
        high=max(margins),
        last=now[max(margins)],
    )
    return Finding(table, text)


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


def mailing_options(design: Design, frame: Frame, margin: float, runs: int, rng: np.random.Generator) -> Finding:
    """Compare more letters, reminders and oversampling of the sectors that answer least."""
    more, twice = _with_letters(frame, 1.5), design.reminders.model_copy(update={"waves": 2})
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
        return Finding(
            table, say("None of these ways reaches {margin:.0f} volunteers per seat everywhere.", margin=margin)
        )
    best = enough.iloc[int(enough["cost"].to_numpy().argmin())]
    text = say(
        "The cheapest of these ways that reaches {margin:.0f} volunteers per seat in every group nearly always: "
        "{option} ({probability:.0%}, at a cost of {cost:.0f} {currency}).",
        option=best["option"],
        margin=margin,
        probability=best["probability"],
        cost=best["cost"],
        currency=design.costs.currency,
    )
    return Finding(table, text)


def _with_letters(frame: Frame, factor: float) -> Frame:
    """Multiply the letters of a frame; the number of volunteers is then open."""
    return frame.model_copy(update={"letters": round(frame.letters * factor), "volunteers": None})


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
            frames = (_with_letters(design.frames[0], factor), *design.frames[1:])
            chain = Chain(design.model_copy(update={"criteria": criteria, "frames": frames}))
            feasible = np.mean([_holds_panel(chain, run_generator(seed, run)) for run in range(runs)])
            chance = _smallest_chance(chain, run_generator(seed, 0))
            rows.append((_listed(criteria), len(chain.quotas), frames[0].letters, float(feasible), chance))
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
                _rotation_in_words(rotation),
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
        rotation=_rotation_in_words(rotation),
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
