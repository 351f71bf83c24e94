"""Would the verdicts be others, had the rules been stricter or looser, or the population been counted otherwise?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from toolkit.composition.audit import audit_composition
from toolkit.composition.criteria import Register
from toolkit.composition.drift import departures
from toolkit.composition.membership import Membership
from toolkit.composition.verdict import VERDICTS, Rule
from toolkit.language import Message, say
from toolkit.shown import Finding

TOLERANCES, ROOM_TOLERANCES, LEVELS = (0, 1, 2, 4), (0.1, 0.2, 0.3), (0.01, 0.05, 0.1)
"""Seats by which a band may be missed, shortfalls in the room and levels of the tests that are tried."""

Case = tuple[str, Message, Register, Rule]


def verdicts_otherwise(
    membership: Membership,
    register: Register,
    day: pd.Timestamp,
    seed: int,
    rule: Rule,
    readings: Sequence[tuple[Message, Register]] = (),
) -> Finding:
    """Judge one day again with one thing changed at a time, from the same random numbers each time.

    Parameters
    ----------
    membership : Membership
        Who was a member when, who came and who spoke.
    register : Register
        What the assembly set itself, with the shares aimed at.
    day : Timestamp
        Day to judge.
    seed : int
        Seed of the shuffles, 0 or more.
    rule : Rule
        What is close enough, as chosen.
    readings : sequence of pairs of Message and Register
        Registers that another reading of the population gives, each with its name.

    Returns
    -------
    Finding
        `assumption`, `set_to`, then how many criteria get each verdict, `changed` (criteria whose verdict is not the
        one of the first row, which is as chosen), `leave_more` (classes that left more often than chance explains).
    """
    kept = (say("as chosen"), register, rule)
    others = [("population", name, other, rule) for name, other in readings]
    cases: list[Case] = [("nothing changed", *kept), *_tolerances(register, rule), *_limits(register, rule), *others]
    p_values = departures(membership, register.criteria).table["p_holm"]
    rows, chosen = [], None
    for assumption, value, other, judged_by in cases:
        found = audit_composition(membership, other, None, [day], np.random.default_rng(seed), judged_by).table
        verdicts = found.set_index("criterion")["verdict"]
        chosen = verdicts if chosen is None else chosen
        counts = verdicts.value_counts().reindex(VERDICTS, fill_value=0)
        leave_more = int((p_values <= judged_by.level).sum())
        rows.append((assumption, value, *counts, int((verdicts != chosen).sum()), leave_more))
    table = pd.DataFrame(rows, columns=["assumption", "set_to", *VERDICTS, "changed", "leave_more"])
    table.attrs["synthetic"] = membership.synthetic
    return Finding(table, _in_words(table, len(register.criteria)))


def _tolerances(register: Register, rule: Rule) -> list[Case]:
    """Widen and narrow the bands by whole seats."""
    return [
        ("tolerance of the bands", say("{n} {n:seat|seats}", n=seats), _with_tolerance(register, seats), rule)
        for seats in TOLERANCES
        if (register.table["tolerance"] != seats).any()
    ]


def _with_tolerance(register: Register, seats: int) -> Register:
    """Set how many seats every band may be missed by."""
    return Register(register.table.assign(tolerance=seats))


def _limits(register: Register, rule: Rule) -> list[Case]:
    """Change the shortfall that the room may have, and the level of the tests."""
    others = [("shortfall in the room", value, replace(rule, room_tolerance=value)) for value in ROOM_TOLERANCES]
    others += [("level of the tests", value, replace(rule, level=value)) for value in LEVELS]
    return [(name, say("{share:.0%}", share=value), register, other) for name, value, other in others if other != rule]


def _in_words(table: pd.DataFrame, criteria: int) -> Message:
    """Name the change that moves most verdicts, or say that none does."""
    tried = table.iloc[1:]
    most = tried.sort_values("changed", ascending=False, kind="stable").iloc[0]
    if not most["changed"]:
        return say("No verdict changes under any of {tried} other rules and readings.", tried=len(tried))
    return say(
        "{same} of {tried} other rules and readings {same:leaves|leave} every verdict as it is; the one that changes "
        "most, {changed} of {criteria}: {assumption}, {value}.",
        same=int((tried["changed"] == 0).sum()),
        tried=len(tried),
        changed=int(most["changed"]),
        criteria=criteria,
        assumption=most["assumption"],
        value=most["set_to"],
    )
