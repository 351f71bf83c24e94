"""Calibration of the intervals and tests of the impact report."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.calibration import ABOUT, AT_LEAST, AT_MOST, Method, Row

REPORT = "04_impact"


def rates_of_adoption(rng: np.random.Generator) -> list[Row]:
    """Exact intervals of a rate of adoption (Clopper and Pearson)."""
    from toolkit.impact.effects import clopper_pearson

    rows = []
    for texts, rate in ((7, 0.9), (7, 0.6), (20, 0.8), (200, 0.95)):
        bounds = np.array([clopper_pearson(adopted, texts) for adopted in range(texts + 1)])
        low, high = bounds[rng.binomial(texts, rate, 20_000)].T
        held = int(((low <= rate) & (rate <= high)).sum())
        rows.append(
            Row(f"exact interval, {texts} texts, rate {rate}", REPORT, "coverage", AT_LEAST, 0.95, held, 20_000)
        )
    return rows


def largest_base_rate(rng: np.random.Generator) -> list[Row]:
    """Calling adoptions unusual against a base rate that holds (one-sided, 5 %)."""
    from toolkit.impact.effects import adoption_evidence

    rows = []
    for texts, rate in ((7, 0.5), (7, 0.652), (20, 0.8)):
        limits = np.array([adoption_evidence(adopted, texts).largest_base_rate for adopted in range(texts + 1)])
        alarms = int((limits[rng.binomial(texts, rate, 20_000)] > rate).sum())
        rows.append(Row(f"largest base rate, {texts} texts at {rate}", REPORT, "size", AT_MOST, 0.05, alarms, 20_000))
    return rows


def permutation_inside_strata(rng: np.random.Generator) -> list[Row]:
    """Permutation test in strata of unequal rates, where the assembly sits in the strata that adopt most."""
    from toolkit.impact.effects import permutation_difference

    stratum = np.repeat(["a", "b", "c"], (10, 20, 30))
    rates, shares = np.repeat([0.9, 0.7, 0.3], (10, 20, 30)), np.repeat([0.5, 0.2, 0.1], (10, 20, 30))
    alarms = tried = 0
    while tried < 500:
        own = rng.random(60) < shares
        if 0 < own.sum() < 60:
            tried += 1
            values = (rng.random(60) < rates).astype(float)
            alarms += permutation_difference(values, own, stratum, rng, draws=199)[1] <= 0.05
    return [Row("permutation inside strata, 60 texts", "effects (on request)", "size", AT_MOST, 0.05, alarms, tried)]


def waiting_with_rejection(rng: np.random.Generator) -> list[Row]:
    """Cumulative incidence of adoption with rejection competing and open cases: as often too high as too low."""
    from toolkit.impact.waiting import competing_risks

    above = {"incidence": 0, "naive": 0}
    truth = 0.6 * (1 - np.exp(-1.0))
    for _ in range(1000):
        wait, ending = rng.exponential(size=150), np.where(rng.random(150) < 0.6, "adopted", "rejected")
        seen = np.minimum(rng.uniform(0.5, 3.0, 150), wait)
        table = competing_risks(pd.Series(seen), pd.Series(np.where(seen == wait, ending, ""))).table
        last = table[table["time"] <= 1.0].iloc[-1]
        for name in above:
            above[name] += bool(last[name] > truth)
    name = "cumulative incidence of adoption, 150 texts"
    return [
        Row(name, "waiting (on request)", "too high", ABOUT, 0.5, above["incidence"], 1000),
        Row(
            "the same, rejection taken as open",
            "shown as the trap it is",
            "too high",
            AT_LEAST,
            0.95,
            above["naive"],
            1000,
        ),
    ]


def agreement_of_two_coders(rng: np.random.Generator) -> list[Row]:
    """Bootstrap interval of Krippendorff's alpha, two coders who each see the truth with probability 0.8."""
    from toolkit.impact.agreement import alpha_interval, krippendorff_alpha

    def coded(units: int) -> pd.DataFrame:
        truth = rng.choice(["no", "subject", "follow-up"], size=units, p=[0.5, 0.3, 0.2])
        guess = [rng.choice(["no", "subject", "follow-up"], size=units, p=[0.5, 0.3, 0.2]) for _ in range(2)]
        return pd.DataFrame(
            {name: np.where(rng.random(units) < 0.8, truth, own) for name, own in zip("ab", guess, strict=True)}
        )

    alpha = krippendorff_alpha(coded(400_000))
    rows = []
    for units in (50, 200):
        intervals = [alpha_interval(coded(units), rng, draws=400) for _ in range(500)]
        held = sum(low <= alpha <= high for low, high in intervals)
        rows.append(Row(f"alpha of two coders, {units} units", REPORT, "coverage", ABOUT, 0.95, held, 500))
    return rows


def two_searches(rng: np.random.Generator) -> list[Row]:
    """Interval of the number of true links from two independent searches (Chapman)."""
    from toolkit.impact.calibration import capture_recapture

    rows = []
    for links, first, second in ((35, 0.9, 0.3), (100, 0.8, 0.5)):
        held = 0
        for _ in range(2000):
            found = [set(np.flatnonzero(rng.random(links) < share).tolist()) for share in (first, second)]
            row = capture_recapture(*found).table.iloc[0]
            held += bool(row["low"] <= links <= row["high"])
        rows.append(
            Row(
                f"two searches, {links} links, {first} and {second} found",
                REPORT,
                "coverage",
                AT_LEAST,
                0.95,
                held,
                2000,
            )
        )
    return rows


def traits_of_proposals(rng: np.random.Generator) -> list[Row]:
    """Bootstrap over processes for the effect of a trait in an ordered logit, 39 processes of five proposals."""
    from toolkit.impact.ordered import ordered_logit

    process, held = pd.Series(np.repeat(np.arange(39), 5)), 0
    for _ in range(60):
        trait = pd.DataFrame({"cost": rng.standard_normal(195)})
        shared = 0.3 * rng.standard_normal(39)[process]
        leaning = -0.8 * trait["cost"].to_numpy() + shared + rng.logistic(size=195)
        row = ordered_logit(pd.Series(np.digitize(leaning, [-0.7, 0.7])), trait, process, rng, draws=60).iloc[0]
        held += bool(row["low"] <= -0.8 <= row["high"])
    return [Row("ordered logit, bootstrap over 39 processes", "05_validation", "coverage", ABOUT, 0.95, held, 60)]


def links_of_shuffled_questions(rng: np.random.Generator) -> list[Row]:
    """Questions whose words were dealt out at random, linked above one half all the same."""
    from toolkit import tables
    from toolkit.impact import calibration, links, placebo
    from toolkit.sources.assembly import open_assembly

    data = open_assembly("paris")
    items = data.table(tables.CouncilActs).assign(act_id=lambda table: table["row_id"])
    vocabulary = links.vocabulary_sets(data.table(tables.CityVocabulary))
    asked = data.table(tables.JudgedQueries).rename(columns={"query_id": "recommendation_id"})
    linked = 0
    for _ in range(10):
        found = links.link(placebo.shuffled(asked, rng), items, top=20, vocabulary=vocabulary)
        above = calibration.PARIS.probabilities(found).query("probability > 0.5")
        linked += above["recommendation_id"].nunique()
    return [Row("links of shuffled questions", REPORT, "size", AT_MOST, 0.05, linked, 10 * len(asked))]


METHODS: list[Method] = [
    rates_of_adoption,
    largest_base_rate,
    permutation_inside_strata,
    waiting_with_rejection,
    agreement_of_two_coders,
    two_searches,
    traits_of_proposals,
    links_of_shuffled_questions,
]
