"""Curves, log-rank test and competing risks beside plain sums over the people at risk, on memberships made up.

Somebody is at risk at a time if they came before it and were still there; a replacement that comes on the day of
a departure was not there to leave.
"""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2

from tests.composition.builders import day
from toolkit.composition.membership import build_membership
from toolkit.composition.survival import log_rank, reasons_over_time, survival

CLASSES = ["red", "green", "blue"]
END = 400


def membership(rng):
    """Make a hundred members who leave at rates of their class, four in five of them replaced within two months."""
    events, people, waiting = [], [], [(0, "")] * 100
    while waiting:
        start, replaced = waiting.pop()
        person, group = f"P{len(people):03d}", str(rng.choice(CLASSES))
        people.append((person, group))
        events.append((person, "joined" if replaced else "drawn", day(start), replaced))
        end = start + 1 + int(rng.exponential(200 + 200 * CLASSES.index(group)))
        if end < END:
            events.append((person, str(rng.choice(["resigned", "excluded"])), day(end), ""))
            again = end + int(rng.integers(0, 60)) * int(rng.random() < 0.8)
            waiting += [(again, person)] if again < END and rng.random() < 0.8 else []
    log = pd.DataFrame(events, columns=["person_id", "event", "date", "replaces"])
    return build_membership(log, pd.DataFrame(people, columns=["person_id", "group"]))


def spells(members):
    table = members.spells.merge(members.people, on="person_id")
    table["gone"] = table["end"].notna() & (table["end"] < day(END))
    table["entry"] = (table["start"] - day(0)).dt.days
    table["time"] = (table["end"].fillna(day(END)).clip(upper=day(END)) - day(0)).dt.days
    return table


def steps(table):
    """Give each day of departures: the day, who is at risk, who leaves."""
    for now in np.unique(table.loc[table["gone"], "time"]):
        yield now, (table["entry"] < now) & (table["time"] >= now), table["gone"] & (table["time"] == now)


@pytest.fixture(scope="module", params=range(4))
def members(request):
    return membership(np.random.default_rng(request.param))


def test_curves_multiply_the_shares_who_stay(members):
    table, found = spells(members), survival(members, "group", day(END)).table
    for name, curve in found.groupby("value"):
        own, share, expected = table[table["group"] == name], 1.0, {0: 1.0}
        for now, risk, left in steps(own):
            share *= 1 - left.sum() / risk.sum()
            expected[now] = share
        assert dict(zip(curve["days"], curve["staying"], strict=True)) == pytest.approx(expected | {END: share})


def test_the_log_rank_test_compares_departures_with_those_expected(members):
    table = spells(members)
    gap, spread = np.zeros(3), np.zeros((3, 3))
    for _, risk, left in steps(table):
        at_risk, gone = (np.array([(who & (table["group"] == name)).sum() for name in CLASSES]) for who in (risk, left))
        share, total, leavers = at_risk / at_risk.sum(), at_risk.sum(), gone.sum()
        gap += gone - leavers * share
        spread += leavers * (total - leavers) / (total - 1) * (np.diag(share) - np.outer(share, share))
    statistic = gap[:2] @ np.linalg.solve(spread[:2, :2], gap[:2])
    found = log_rank(members, ["group"], day(END)).table["p_value"].iloc[0]
    assert found == pytest.approx(chi2.sf(statistic, 2), rel=1e-6)


def test_reasons_add_up_the_shares_who_were_there_to_leave_for_them(members):
    table, found = spells(members), reasons_over_time(members, day(END)).table
    drawn = table[table["replaces"] == ""]
    for reason, curve in found.groupby("reason"):
        still, left_so, expected = 1.0, 0.0, {0: 0.0}
        for now, risk, left in steps(drawn):
            left_so += still * (left & (drawn["exit"] == reason)).sum() / risk.sum()
            still *= 1 - left.sum() / risk.sum()
            expected[now] = left_so
        shares = dict(zip(curve["days"], curve["share"], strict=True))
        assert shares == pytest.approx({now: expected.get(now, left_so) for now in shares})
