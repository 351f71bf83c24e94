"""Calibration of the closed forms of the design report against simulated letters, draws and plans."""

from __future__ import annotations

import numpy as np

from benchmarks.calibration import ABOUT, AT_LEAST, AT_MOST, Method, Row

DESIGN = "paris_2023"


def letters_of_one_group(rng: np.random.Generator) -> list[Row]:
    """Letters that the closed form gives each group, against a simulation letter by letter of whole mailings."""
    from toolkit.design.frames import people_on, volunteer_rates
    from toolkit.design.recruitment import groups_of, letters_by_group
    from toolkit.design.scenario import read_design

    design = read_design(DESIGN)
    frame, residents, runs, rows = design.frames[0], design.residents(), 20_000, []
    cells = people_on(frame, residents)
    rates = volunteer_rates(frame, cells, design.response)
    table = letters_by_group(groups_of(frame, residents, design.response, design.criteria), 2.0)
    for row in table.head(4).itertuples():
        inside = (cells[row.feature] == row.value).to_numpy()
        came = rng.multinomial(row.letters, [rates[inside].sum(), 1 - rates[inside].sum()], size=runs)[:, 0]
        name = f"{row.letters:,} letters for {row.needed} volunteers of {row.value}"
        rows.append(Row(name, "letters needed", "enough", AT_LEAST, 0.95, int((came >= row.needed).sum()), runs))
    return rows


def letters_of_all_groups(rng: np.random.Generator) -> list[Row]:
    """Letters found for all groups together, against mailings that the search did not see."""
    from toolkit.design.recruitment import letters_jointly, simulate_groups, volunteers_needed
    from toolkit.design.scenario import read_design

    design, rows, runs = read_design(DESIGN), [], 4000
    for margin in (1.0, 2.0):
        arguments = (design.residents(), design.response, design.criteria)
        letters = letters_jointly(design.frames[0], *arguments, margin, rng)
        sent = design.frames[0].model_copy(update={"letters": letters})
        counts, seats = simulate_groups(sent, *arguments, runs, rng)
        enough = (counts >= volunteers_needed(seats, margin)).all(axis=1)
        name = f"{letters:,} letters for {margin:g} per seat in every group"
        rows.append(Row(name, "letters needed", "enough", AT_LEAST, 0.94, int(enough.sum()), runs))
    return rows


def absent_groups(rng: np.random.Generator) -> list[Row]:
    """Chance that a small group has no seat in a simple random sample of a large city."""
    from toolkit.design.panel_size import absent_probability

    rows, runs = [], 40_000
    for share, seats in ((0.01, 50), (0.01, 100), (0.01, 200), (0.05, 50)):
        stated = float(absent_probability(share, [seats])["probability"].iloc[0])
        nobody = rng.hypergeometric(int(share * 1_800_000), int((1 - share) * 1_800_000), seats, size=runs) == 0
        name = f"no seat of {seats} for a group of {share:.0%}"
        rows.append(Row(name, "panel size", "probability", ABOUT, stated, int(nobody.sum()), runs))
    return rows


def distance_of_simple_draws(rng: np.random.Generator) -> list[Row]:
    """Mean distance D by De Moivre's closed form: a share of seats that changes hands, seat by seat."""
    from toolkit.design.panel_size import expected_distance

    rows, runs = [], 20_000
    for seats in (50, 100, 200):
        for name, shares in (("age", (0.022, 0.129, 0.298, 0.219, 0.131, 0.201)), ("sex", (0.536, 0.464))):
            counts = rng.multinomial(seats, shares, size=runs)
            moved = np.abs(counts - seats * np.array(shares)).sum(axis=1) / 2 / seats
            hits = int((rng.random(runs) < moved).sum())
            method = f"mean distance on {name}, {seats} seats without quotas"
            rows.append(
                Row(method, "panel size", "share of seats", ABOUT, expected_distance(seats, shares), hits, runs)
            )
    return rows


def two_stages(rng: np.random.Generator) -> list[Row]:
    """Kish's design effect: the spread of volunteers that it predicts holds 95 in 100 mailings."""
    from toolkit.design.frames import TwoStages
    from toolkit.design.recruitment import design_effects, simulate_groups
    from toolkit.design.scenario import read_design

    design, rows, runs = read_design(DESIGN), [], 4000
    for drawn in (8, 34):
        stages = {"two_stages": TwoStages(areas="sector", drawn=drawn), "volunteers": None}
        frame = design.frames[0].model_copy(update=stages)
        arguments = (frame, design.residents(), design.response, ("diploma",))
        effects = design_effects(*arguments)
        counts, _ = simulate_groups(*arguments, runs, rng)
        rate = effects["volunteers"].to_numpy() / frame.letters
        spread = np.sqrt(effects["design_effect"] * frame.letters * rate * (1 - rate)).to_numpy()
        inside = np.abs(counts - effects["volunteers"].to_numpy())[:, 0] <= 1.96 * spread[0] + 0.5
        name = f"areas first, {drawn} draws: volunteers of the scarcest diploma within ±1.96 spreads"
        rows.append(Row(name, "ways of mailing", "coverage", AT_LEAST, 0.94, int(inside.sum()), runs))
    return rows


def cohorts_planned(rng: np.random.Generator) -> list[Row]:
    """Every beginning of a planned sequence is within a seat of what is due, on invented criteria; proven."""
    from toolkit.design.sequences import plan_cohorts

    runs, far = 1000, 0
    for _ in range(runs):
        shares, seats = rng.dirichlet(np.ones(rng.integers(2, 18))), rng.integers(1, 40, rng.integers(1, 9))
        plan, due = plan_cohorts(shares, list(seats), rng), np.outer(seats, shares)
        gaps = [np.abs(plan - due), np.abs(plan.cumsum(axis=0) - due.cumsum(axis=0))]
        far += int(max(gap.max() for gap in gaps) >= 1)
    return [Row("planned cohorts a seat or more from what is due", "rotation", "share", AT_MOST, 0.0, far, runs)]


def bars_of_the_designs(rng: np.random.Generator) -> list[Row]:
    """Bars that hold nine in ten mandates, on mandates they were not made from; 400 make a bar, so .88 is asked."""
    from toolkit.design.scenario import read_design
    from toolkit.design.simulation import Chain, simulate_runs

    seeds = rng.integers(2**31, size=2)
    made, fresh = (simulate_runs(Chain(read_design(DESIGN)), range(400), int(seed)) for seed in seeds)
    rows = []
    for outcome in ("distance_room", "attendance", "per_seat"):
        low, high = made[outcome].quantile([0.05, 0.95])
        held = int(fresh[outcome].between(low, high).sum())
        rows.append(Row(f"bar of nine in ten mandates: {outcome}", "scenarios", "coverage", AT_LEAST, 0.88, held, 400))
    return rows


def error_of_the_simulated_mailings(rng: np.random.Generator) -> list[Row]:
    """The standard error beside a simulated probability of enough volunteers, against a long simulation."""
    from toolkit.design.recruitment import probability_enough
    from toolkit.design.scenario import read_design

    design, runs = read_design(DESIGN), 300
    arguments = (design.frames[0], design.residents(), design.response, ("sex", "diploma"), [2.5])
    truth = probability_enough(*arguments, 100_000, rng)["probability"].iloc[0]
    held = 0
    for _ in range(runs):
        found = probability_enough(*arguments, 500, rng).iloc[0]
        held += abs(found["probability"] - truth) <= 1.96 * found["standard_error"]
    name = f"simulated chance of enough volunteers ({truth:.2f}) ± 1.96 standard errors"
    return [Row(name, "letters needed", "coverage", ABOUT, 0.95, held, runs)]


def shares_of_the_variance(rng: np.random.Generator) -> list[Row]:
    """Bounds of a total Sobol index, on an invented outcome whose indices are known and that is mostly chance."""
    from toolkit.design.sensitivity import RESAMPLES, indices, legendre_terms

    runs, points, weights = 200, 224, np.array([3.0, 2.0, 1.0, 0.0, 0.0])
    truth, held = weights**2 / (weights**2).sum(), 0
    for _ in range(runs):
        x = 2 * rng.random((points, 5)) - 1
        terms, owners = legendre_terms(x)
        values = np.sqrt(3) * x @ weights + 3 * rng.standard_normal(points)
        draws = [rng.integers(points, size=points) for _ in range(RESAMPLES)]
        spread = [indices(terms[draw], owners, values[draw])[1][0] for draw in draws]
        low, high = np.quantile(spread, (0.05, 0.95))
        held += low <= truth[0] <= high
    return [Row("bounds of a total Sobol index, 224 points", "sensitivity", "coverage", ABOUT, 0.9, held, runs)]


def members_who_leave(rng: np.random.Generator) -> list[Row]:
    """Members leave as often as the design says, whatever the relative risks."""
    from toolkit.design.attrition import Attrition, leaving_chances, sessions_stayed
    from toolkit.design.scenario import read_design

    residents, rows = read_design(DESIGN).residents(), []
    for leave in (0.1, 0.54):
        attrition = Attrition(leave=leave, relative={"sex": {"women": 2.0}})
        chances = leaving_chances(attrition, residents)
        shares = (residents["count"] / residents["count"].sum()).to_numpy(dtype=float)
        drawn = rng.choice(chances, 20_000, p=shares)
        left = sum(sessions_stayed(chance, attrition, 0, 12, rng.random(3)) < 12 for chance in drawn)
        rows.append(Row(f"members who leave, {leave:.0%} asked for", "scenarios", "share", ABOUT, leave, left, 20_000))
    return rows


METHODS: list[Method] = [
    letters_of_one_group,
    letters_of_all_groups,
    absent_groups,
    distance_of_simple_draws,
    two_stages,
    cohorts_planned,
    bars_of_the_designs,
    error_of_the_simulated_mailings,
    shares_of_the_variance,
    members_who_leave,
]
