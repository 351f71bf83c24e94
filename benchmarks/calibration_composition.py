"""Calibration of every test and interval of the composition report, on invented assemblies of a hundred seats."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks.calibration import ABOUT, AT_LEAST, AT_MOST, NOTHING, Method, Row

SHARES = [
    np.array(percent) / sum(percent)
    for percent in (
        (46.4, 53.6),
        (2.2, 12.8, 29.8, 21.9, 13.0, 20.3),
        (12.6, 6.3, 10.3, 55.6, 15.2),
        (4.7, 2.7, 2.0, 2.4, 1.7, 2.7, 3.8, 6.9, 6.6, 8.4, 6.7, 10.9, 7.5, 7.6, 8.8, 8.0, 8.6),
    )
]
"""Residents of Paris by sex, age, diploma and sector: 2 + 6 + 5 + 17 classes."""

START = pd.Timestamp("2023-09-01")


def power_of_the_exact_test(rng: np.random.Generator) -> list[Row]:
    """Exact binomial tests against a fall, and against a change either way."""
    from toolkit.composition.significance import binomial_power

    rows = []
    for seats, share, then in ((100, 0.224, 0.15), (100, 0.224, 0.12), (300, 0.23, 0.15), (100, 0.224, 0.30)):
        for two_sided in (False, True):
            noticed = _p_values(seats, share, two_sided, then > share)[rng.binomial(seats, then, 20_000)] <= 0.05
            name = f"exact binomial test, {'two' if two_sided else 'one'}-sided, {seats} seats, {share} becomes {then}"
            stated = binomial_power(seats, share, then, two_sided=two_sided)
            rows.append(Row(name, "verdicts", "power", ABOUT, stated, int(noticed.sum()), 20_000))
    return rows


def _p_values(seats: int, share: float, two_sided: bool, upper: bool = False) -> np.ndarray:
    """Give the p-value of each count by scipy, not by our own code."""
    from scipy.stats import binomtest

    side = "two-sided" if two_sided else "greater" if upper else "less"
    return np.array([binomtest(count, seats, share, side).pvalue for count in range(seats + 1)])


def thirty_true_nulls(rng: np.random.Generator) -> list[Row]:
    """Two-sided exact tests of thirty classes of which none differs, raw and after Holm."""
    runs = 50_000
    drawn = [(share, counts) for shares in SHARES for share, counts in _panels(rng, shares, runs)]
    p_values = np.array([_p_values(100, share, True)[counts] for share, counts in drawn])
    smallest = p_values.min(axis=0)
    raw, corrected = int((smallest < 0.05).sum()), int((smallest * len(p_values) < 0.05).sum())
    return [
        Row("30 two-sided exact tests, raw", "explanation of power", "some p < .05", NOTHING, np.nan, raw, runs),
        Row("30 two-sided exact tests, Holm", "criteria without quotas", "size", AT_MOST, 0.05, corrected, runs),
    ]


def _panels(rng: np.random.Generator, shares: np.ndarray, runs: int) -> list[tuple[float, np.ndarray]]:
    """Draw panels of a hundred and give each class's share and counts."""
    return list(zip(shares.tolist(), rng.multinomial(100, shares, runs).T, strict=True))


def exact_multinomial_test(rng: np.random.Generator) -> list[Row]:
    """The Monte Carlo multinomial test of 748 volunteers in five classes."""
    from toolkit.composition.significance import multinomial_test

    shares, runs = SHARES[2], 1_000
    found = sum(multinomial_test(rng.multinomial(748, shares), shares, rng, 2_000) <= 0.05 for _ in range(runs))
    return [
        Row("exact multinomial test by Monte Carlo, 748 volunteers", "recruitment", "size", ABOUT, 0.05, found, runs)
    ]


def exact_interval(rng: np.random.Generator) -> list[Row]:
    """Clopper and Pearson's interval of response and departure rates."""
    from toolkit.composition.drift import exact_interval as interval

    rows = []
    for total, share, used in ((1250, 0.0748, "response by class"), (22, 0.2, "departures by class")):
        ends = np.array([interval(count, total) for count in range(total + 1)])
        counts = rng.binomial(total, share, 20_000)
        held = int(((ends[counts, 0] <= share) & (share <= ends[counts, 1])).sum())
        rows.append(
            Row(f"Clopper–Pearson, {total} people, rate {share}", used, "coverage", AT_LEAST, 0.95, held, 20_000)
        )
    return rows


def equivalence(rng: np.random.Generator) -> list[Row]:
    """Two one-sided tests where the truth lies just at the margin."""
    from toolkit.composition.significance import is_within

    counts = rng.binomial(100, 0.224 + 0.14, 20_000)
    shown = int(is_within(counts, 100, 0.224, 0.14).sum())
    return [Row("equivalence within 14 points, truth at the margin", "verdicts", "size", AT_MOST, 0.05, shown, 20_000)]


def departures_by_class(rng: np.random.Generator) -> list[Row]:
    """Fisher's test of leavers with Holm over thirty classes, and its stated power for one class."""
    from toolkit.composition.drift import departure_power
    from toolkit.composition.significance import excess_p_value, holm

    runs, accused = 1_000, 0
    classes = [
        rng.permutation(np.repeat(np.arange(len(s)), np.bincount(rng.choice(len(s), 100, p=s), minlength=len(s))))
        for s in SHARES
    ]
    for _ in range(runs):
        gone = rng.random(100) < 0.2
        left = int(gone.sum())
        pairs = [(int((gone & (mine == n)).sum()), int((mine == n).sum())) for mine in classes for n in np.unique(mine)]
        accused += holm([excess_p_value(out, group, left, 100) for out, group in pairs]).min() <= 0.05
    rows = [Row("leavers by class, Fisher and Holm, 30 classes", "departures", "size", AT_MOST, 0.05, accused, runs)]
    for ratio in (2.0, 3.0):
        inside, outside = rng.binomial(22, 0.2 * ratio, 20_000), rng.binomial(78, 0.2, 20_000)
        table = {(a, b): excess_p_value(a, 22, a + b, 100) <= 0.05 for a in range(23) for b in range(79)}
        found = sum(table[a, b] for a, b in zip(inside.tolist(), outside.tolist(), strict=True))
        stated = departure_power(22, 100, 0.2, ratio)
        name = f"leavers, group of 22 in 100, risk × {ratio:.0f}"
        rows.append(Row(name, "departures", "power", ABOUT, stated, found, 20_000))
    return rows


def control_chart(rng: np.random.Generator) -> list[Row]:
    """The CUSUM of departures over 18 sessions, calibrated by 5,000 runs."""
    from toolkit.composition.control import Process, alarm_rate, calibrated_limit

    rows, runs = [], 10_000
    for refilled in (0.0, 0.5, 1.0):
        process = Process(refilled=refilled)
        limit = calibrated_limit(process, rng)
        false, true = (round(alarm_rate(process, rate, limit, rng, runs) * runs) for rate in (0.02, 0.06))
        name = f"CUSUM of departures, 18 sessions, {refilled:.0%} refilled"
        rows.append(Row(name, "control chart", "false alarms", AT_MOST, 0.06, false, runs))
        rows.append(Row(f"{name}, 6 % for 2 %", "control chart", "power", AT_LEAST, 0.90, true, runs))
    return rows


def _assembly(rng: np.random.Generator, group: int = 22, others: int = 78, rate: float = 0.03, months: int = 12):
    """Invent an assembly: seats of two classes that lose members at the same rate and refill them like for like."""
    from toolkit.composition.membership import build_membership

    rows, people = [], []
    for seat in range(group + others):
        month, before = 0, ""
        while month < months:
            person = f"S{seat:03d}M{month:02d}"
            people.append((person, "red" if seat < group else "blue"))
            rows.append((person, "joined", month, before))
            month += int(rng.geometric(rate))
            if month < months:
                rows.append((person, "resigned", month, ""))
                before, month = person, month + 1
    events = pd.DataFrame(rows, columns=["person_id", "event", "date", "replaces"])
    events["date"] = START + pd.to_timedelta(events["date"] * 30, unit="D")
    return build_membership(events, pd.DataFrame(people, columns=["person_id", "group"]))


def how_long_members_stay(rng: np.random.Generator) -> list[Row]:
    """Log-rank, Cox and Kaplan–Meier where replacements come late and all leave at the same rate."""
    from toolkit.composition.survival import hazard_ratios, log_rank, survival
    from toolkit.errors import InputError

    until, runs = START + pd.Timedelta(days=359), 150
    accused = held = stayed = fitted = 0
    truth = (1 - 0.03) ** 11
    for _ in range(runs):
        members = _assembly(rng, 50, 50)
        accused += log_rank(members, ["group"], until).table["p_value"].iloc[0] <= 0.05
        last = survival(members, "group", until).table.groupby("value").last().loc["red"]
        stayed += last["low"] <= truth <= last["high"]
        try:
            ratio = hazard_ratios(members, ["group"], until).table.iloc[0]
        except InputError:  # a class of fewer than five departures has no ratio
            continue
        fitted, held = fitted + 1, held + (ratio["low"] <= 1 <= ratio["high"])
    return [
        Row("log-rank with delayed entry, 50 and 50 seats", "departures over time", "size", ABOUT, 0.05, accused, runs),
        Row("Cox ratio with delayed entry", "departures over time", "coverage", ABOUT, 0.95, held, fitted),
        Row(
            "Kaplan–Meier with delayed entry, at the end", "departures over time", "coverage", ABOUT, 0.95, stayed, runs
        ),
    ]


def room_and_speech(rng: np.random.Generator) -> list[Row]:
    """The verdict on the room: personal habits, six sessions, members who leave and are replaced."""
    from dataclasses import replace

    from toolkit.composition.attendance import FEWER, turnout

    rows, runs = [], 150
    for fall in (0.0, FEWER):
        found, stated = 0, 0.0
        for _ in range(runs):
            members = _assembly(rng, rate=0.02, months=6)
            habits = rng.beta(3.75, 1.25, len(members.people))
            habits *= np.where(members.people["group"] == "red", 1 - fall, 1.0)
            chance = dict(zip(members.people["person_id"], habits, strict=True))
            tables = []
            for month in range(6):
                day = START + pd.Timedelta(days=30 * month)
                people = members.on(day)["person_id"]
                came = rng.random(len(people)) < people.map(chance)
                tables.append(pd.DataFrame({"person_id": people, "date": day, "present": came, "spoke": None}))
            seen = replace(members, attendance=pd.concat(tables, ignore_index=True))
            red = turnout(seen, ["group"], rng, replicates=999).set_index("value").loc["red"]
            found, stated = found + (red["p_value"] <= 0.05), stated + red["power"] / runs
        if fall:
            name = "shuffled people, a class comes 20 % less (the stated power is cautious)"
            rows.append(Row(name, "the room", "power", AT_LEAST, stated, found, runs))
        else:
            rows.append(Row("shuffled people, all come alike", "the room, speech", "size", AT_MOST, 0.05, found, runs))
    return rows


def verdict_on_the_room(rng: np.random.Generator) -> list[Row]:
    """The whole rule, four fifths and Holm over thirty classes, in an assembly where all come alike."""
    from toolkit.composition.audit import audit_composition
    from toolkit.composition.criteria import Register
    from toolkit.composition.membership import build_membership
    from toolkit.composition.verdict import ON_PAPER, Rule

    names, runs, accused = ["sex", "age", "diploma", "sector"], 100, 0
    counts = [np.maximum(1, np.round(100 * shares)).astype(int) for shares in SHARES]
    classes = {
        n: np.resize(np.repeat([f"{n}{i}" for i in range(len(c))], c), 100) for n, c in zip(names, counts, strict=True)
    }
    for _ in range(runs):
        people = pd.DataFrame({name: rng.permutation(values) for name, values in classes.items()})
        people.insert(0, "person_id", [f"P{n:03d}" for n in range(100)])
        held = people.melt("person_id", var_name="criterion").groupby(["criterion", "value"]).size().rename("least")
        table = held.reset_index().assign(most=lambda rows: rows["least"], share=lambda rows: rows["least"] / 100)
        habits, days = rng.beta(3.75, 1.25, 100), [START + pd.Timedelta(days=30 * n) for n in range(6)]
        came = [people[["person_id"]].assign(date=day, present=rng.random(100) < habits) for day in days]
        entries = people[["person_id"]].assign(event="joined", date=START)
        members = build_membership(entries, people, pd.concat(came, ignore_index=True))
        found = audit_composition(members, Register(table), None, days[-1:], rng, Rule(shuffles=1_999)).table
        accused += (found["verdict"] == ON_PAPER).any()
    return [
        Row("verdict “met on paper”, four criteria, all come alike", "verdicts", "size", AT_MOST, 0.05, accused, runs)
    ]


def envelope_of_the_lottery(rng: np.random.Generator) -> list[Row]:
    """A panel of the lottery among the panels of the lottery, seventeen classes, Holm."""
    from toolkit.composition.envelope import panel_envelope

    people = pd.DataFrame({"person_id": range(600), "sector": rng.choice(17, 600, p=SHARES[3]).astype(str)})
    runs, odd = 100, 0
    for _ in range(runs):
        drawn = np.array([rng.choice(600, 50, replace=False) for _ in range(401)])
        panels = pd.DataFrame({"panel": np.repeat(range(400), 50), "person_id": drawn[1:].ravel()})
        odd += panel_envelope(panels, people, drawn[0].tolist(), [["sector"]]).table["p_holm"].min() <= 0.05
    return [
        Row("rank within 400 panels of the lottery, Holm, 17 classes", "envelope", "size", AT_MOST, 0.05, odd, runs)
    ]


def groups_of_members(rng: np.random.Generator) -> list[Row]:
    """Shuffled groups: two workshops that differ by nothing."""
    from toolkit.composition.cohorts import compare_groups

    runs, odd = 500, 0
    for _ in range(runs):
        people = pd.DataFrame(
            {"workshop": np.resize(["A", "B"], 100), "age": rng.choice(6, 100, p=SHARES[1]).astype(str)}
        )
        odd += compare_groups(people, "workshop", ["age"], rng, replicates=499).table["p_value"].iloc[0] <= 0.05
    return [Row("shuffled members, two groups, six classes", "workshops, promotions", "size", AT_MOST, 0.05, odd, runs)]


def response_model(rng: np.random.Generator) -> list[Row]:
    """Odds ratios of the binomial model of response, 10,000 letters."""
    from toolkit.composition.funnel import response_model as fit

    letters, rates = (10_000 * SHARES[2]).round(), np.array([0.02, 0.035, 0.06, 0.105, 0.046])
    names, runs, held = [f"d{n}" for n in range(5)], 500, 0
    truth = rates[3] / (1 - rates[3]) / (rates[0] / (1 - rates[0]))
    for _ in range(runs):
        volunteers = rng.binomial(letters.astype(int), rates)
        cells = pd.DataFrame({"diploma": names, "invited": letters, "volunteers": volunteers})
        row = fit(cells, ["diploma"]).table.iloc[2]
        held += row["low"] <= truth <= row["high"]
    return [Row("binomial model, odds ratio 5.8", "recruitment", "coverage", ABOUT, 0.95, held, runs)]


def bars_of_the_figures(rng: np.random.Generator) -> list[Row]:
    """The bars behind marks: what chance leaves in 95 of 100 cases; their ends are simulated, so .94 is asked."""
    from toolkit.composition.attendance import turnout
    from toolkit.composition.cohorts import group_shares
    from toolkit.composition.envelope import panel_envelope
    from toolkit.composition.membership import build_membership

    people = pd.DataFrame({"person_id": [f"P{n:03d}" for n in range(100)], "group": ["red"] * 22 + ["blue"] * 78})
    entries, runs = people[["person_id"]].assign(event="joined", date=START), 150
    held = dict.fromkeys(("attendance", "workshops", "envelope"), 0)
    for _ in range(runs):
        habits, days = rng.beta(3.75, 1.25, 100), [START + pd.Timedelta(days=30 * n) for n in range(6)]
        came = [people[["person_id"]].assign(date=day, present=rng.random(100) < habits) for day in days]
        members = build_membership(entries, people, pd.concat(came, ignore_index=True))
        groups = people.assign(workshop=rng.permutation(np.resize(["A", "B"], 100)))
        drawn = np.array([rng.choice(100, 30, replace=False) for _ in range(201)])
        panels = pd.DataFrame(
            {"panel": np.repeat(range(200), 30), "person_id": people["person_id"].to_numpy()[drawn[1:]].ravel()}
        )
        panel = people["person_id"].to_numpy()[drawn[0]].tolist()
        found = {
            "attendance": turnout(members, ["group"], rng, replicates=999).rename(columns={"rate": "seen"}),
            "workshops": group_shares(groups, "workshop", ["group"], 0).rename(columns={"share": "seen"}),
            "envelope": panel_envelope(panels, people, panel, [["group"]]).table.rename(columns={"seats": "seen"}),
        }
        for name, table in found.items():
            red = table[table["value"] == "red"].iloc[0]
            held[name] += red["low"] - 1e-9 <= red["seen"] <= red["high"] + 1e-9
    where = {"attendance": "the room, speech", "workshops": "workshops", "envelope": "envelope"}
    names = {
        "attendance": "shuffled people",
        "workshops": "members spread at random",
        "envelope": "200 panels of the lottery",
    }
    return [
        Row(f"bar of {names[name]}, a class of 22 in 100", where[name], "coverage", AT_LEAST, 0.94, found, runs)
        for name, found in held.items()
    ]


def margins_of_equivalence(rng: np.random.Generator) -> list[Row]:
    """The smallest margin that a panel can show: the power it is stated for, and that of five points."""
    from toolkit.composition.significance import equivalence_power, is_within, smallest_margin

    rows = []
    for seats, share in ((100, 0.5), (300, 0.224)):
        margin = smallest_margin(seats, share)
        shown = int(is_within(rng.binomial(seats, share, 20_000), seats, share, margin).sum())
        name = f"smallest margin of {seats} seats at {share}: {100 * margin:.1f} points"
        rows.append(Row(name, "equivalence margins", "power", AT_LEAST, 0.8, shown, 20_000))
    stated = equivalence_power(1000, 0.5, 0.05)
    shown = int(is_within(rng.binomial(1000, 0.5, 20_000), 1000, 0.5, 0.05).sum())
    rows.append(Row("within 5 points, 1000 seats at 0.5", "equivalence margins", "power", ABOUT, stated, shown, 20_000))
    return rows


def weights_of_volunteers(rng: np.random.Generator) -> list[Row]:
    """Kish's design effect: the spread of a weighted share is that of so many people drawn at random."""
    from toolkit.composition.raking import design_effect

    shares, runs, held = SHARES[2], 4_000, 0
    answering = shares * (1, 1.75, 3.08, 5.4, 2.32)
    for _ in range(runs):
        came = rng.multinomial(748, answering / answering.sum())
        weights = 748 * shares / came
        says_yes = rng.binomial(came, 0.4)
        spread = np.sqrt(0.24 / (748 / design_effect(np.repeat(weights, came))))
        held += abs((weights * says_yes).sum() / 748 - 0.4) <= 1.96 * spread
    return [Row("design effect of weighted volunteers, 748 people", "recruitment", "coverage", ABOUT, 0.95, held, runs)]


def random_exits(rng: np.random.Generator) -> list[Row]:
    """The band of random exits and entries, as for the French convention."""
    from toolkit.composition.drift import random_exit_band

    low, high = random_exit_band(150, 39, 15, 25)
    later = rng.hypergeometric(39, 111, 135, 50_000) + rng.binomial(25, 39 / 150, 50_000)
    held = int(((later / 160 >= low) & (later / 160 <= high)).sum())
    return [Row("band of random exits, 39 of 150", "validation", "coverage", AT_LEAST, 0.95, held, 50_000)]


METHODS: list[Method] = [
    power_of_the_exact_test,
    thirty_true_nulls,
    equivalence,
    room_and_speech,
    verdict_on_the_room,
    exact_multinomial_test,
    exact_interval,
    response_model,
    envelope_of_the_lottery,
    departures_by_class,
    how_long_members_stay,
    control_chart,
    groups_of_members,
    bars_of_the_figures,
    margins_of_equivalence,
    weights_of_volunteers,
    random_exits,
]
