import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize_scalar

from tests.composition.builders import crowd, day, joined, log
from toolkit.composition.membership import build_membership
from toolkit.composition.survival import hazard_ratios, in_steps_of_five, log_rank, reasons_over_time, survival

PEOPLE = crowd(red=22, blue=78)


def leaving(**days):
    return build_membership(joined(PEOPLE, **days), PEOPLE)


def test_survival_counts_a_replacement_from_its_own_start():
    people = crowd(red=4, blue=1)
    events = log(
        *[(p, "joined", 0) for p in ("P000", "P001", "P002", "P004")],
        ("P000", "resigned", 10),
        ("P003", "joined", 20, "P000"),
        ("P001", "resigned", 30),
    )
    table = survival(build_membership(events, people), "group", day(100)).table
    red = table[(table["value"] == "red") & (table["days"] > 0)].set_index("days")
    assert red.loc[10, "staying"] == pytest.approx(2 / 3)
    assert red.loc[30, "at_risk"] == 3
    assert red.loc[30, "staying"] == pytest.approx(2 / 3 * 2 / 3)


def test_the_interval_holds_the_share_and_is_greenwoods_on_the_log_log_scale():
    table = survival(leaving(**{f"P{n:03d}": 10 for n in range(11)}), "group", day(100)).table
    red = table[(table["value"] == "red") & (table["days"] == 10)].iloc[0]
    error = np.sqrt(0.5 * 0.5 / 22) / (0.5 * np.log(2))
    assert red["low"] == pytest.approx(0.5 ** np.exp(1.959964 * error))
    assert red["high"] == pytest.approx(0.5 ** np.exp(-1.959964 * error))
    assert table[table["days"] == 0]["staying"].tolist() == [1, 1]


def test_a_class_of_fewer_than_five_departures_has_no_hazard_ratio():
    finding = hazard_ratios(leaving(P000=10, P001=20), ["group"], day(100))
    assert finding.table.empty
    assert "Too few have left" in str(finding.text)


def test_the_hazard_ratio_of_a_class_that_leaves_faster_is_above_one():
    gone = {person: 10 + n for n, person in enumerate(PEOPLE["person_id"][:12])}
    gone |= {f"P{n:03d}": n for n in range(40, 50)}
    finding = hazard_ratios(leaving(**gone), ["group"], day(100))
    ratio = finding.table.set_index("value").loc["red"]
    assert ratio["low"] > 1
    assert ratio["low"] < ratio["ratio"] < ratio["high"]
    assert ratio["against"] == "blue"
    assert "1 of 1 class " in str(finding.text)


def test_a_replacement_is_at_risk_from_the_day_after_it_came_in_ratios_as_in_curves():
    """Somebody who takes a seat over on the day of a departure was not there to leave that day."""
    people = crowd(blue=14)
    people["group"] = ["red"] * 5 + ["blue"] * 5 + ["red"] + ["blue"] * 3
    leave = [(f"P{n:03d}", "resigned", 10 * (n % 5) + 10) for n in range(10)]
    entries = [(f"P{n:03d}", "joined", 0) for n in range(10)]
    late = [(f"P{n:03d}", "joined", 10) for n in range(10, 14)]
    members = build_membership(log(*entries, *late, *leave), people)
    ratio = hazard_ratios(members, ["group"], day(100)).table["ratio"].iloc[0]
    at_risk = [(5 - n + (n > 0), 5 - n + 3 * (n > 0)) for n in range(5)]  # of red and blue, as one of each leaves
    found = minimize_scalar(lambda b: sum(2 * np.log(red * np.exp(b) + blue) - b for red, blue in at_risk))
    assert ratio == pytest.approx(float(np.exp(found.x)), rel=1e-4)


def test_classes_that_may_not_be_told_have_no_ratio_and_the_others_are_rounded():
    people = crowd(red=20, blue=60, green=20)
    gone = {f"P{n:03d}": 10 + n for n in [*range(10), *range(20, 30), *range(80, 90)]}
    members = build_membership(joined(people, **gone), people)
    told = pd.DataFrame({"criterion": "group", "value": ["red", "blue"]})
    table = hazard_ratios(members, ["group"], day(200), told).table
    assert table[["value", "against"]].to_numpy().tolist() == [["red", "blue"]]
    assert table["ratio"].tolist() == [round(table["ratio"].iloc[0], 1)]
    assert len(hazard_ratios(members, ["group"], day(200)).table) == 2


def test_competing_reasons_add_up_to_the_share_that_left():
    events = joined(PEOPLE, **{f"P{n:03d}": n for n in range(10, 30)})
    events["reason"] = [
        "health" if event == "resigned" and n % 4 else "time" for n, event in enumerate(events["event"])
    ]
    table = reasons_over_time(build_membership(events, PEOPLE), day(100)).table
    assert table.groupby("reason")["share"].last().sum() == pytest.approx(20 / 100)


def test_a_reason_of_fewer_than_five_people_is_not_told():
    finding = reasons_over_time(leaving(P000=10, P001=20), day(100))
    assert str(finding.text) == "No reason for leaving was given by 5 people or more."
    assert str(reasons_over_time(leaving(), day(100)).text) == "Nobody has left."


def test_curves_are_told_in_steps_of_five_people_and_small_classes_not_at_all():
    gone = {f"P{n:03d}": n + 1 for n in range(12)}
    table = in_steps_of_five(survival(leaving(**gone), "group", day(100)).table, "staying")
    red = table[table["value"] == "red"]
    assert sorted(np.round((1 - red["staying"].unique()) * 22, 9)) == [0, 5, 10]
    assert list(table.columns) == ["value", "days", "staying"]
    people = crowd(red=9, blue=91)
    few = build_membership(joined(people, P001=10), people)
    assert in_steps_of_five(survival(few, "group", day(100)).table, "staying")["value"].unique().tolist() == ["blue"]
    whole = survival(few, "group", day(100)).table
    assert in_steps_of_five(whole, "staying", smallest=0) is whole


def test_classes_that_leave_at_different_speeds_are_told_apart_by_the_log_rank_test():
    fast = {f"P{n:03d}": 10 + n for n in range(15)}
    assert log_rank(leaving(**fast), ["group"], day(100)).table.loc[0, "p_holm"] < 0.001
    even = {f"P{n:03d}": 10 + n for n in range(0, 100, 5)}
    assert log_rank(leaving(**even), ["group"], day(200)).table.loc[0, "p_holm"] > 0.2


@pytest.mark.slow
def test_the_log_rank_test_keeps_its_size():
    from statsmodels.duration.survfunc import survdiff

    rng = np.random.default_rng(8)
    groups = PEOPLE["group"].to_numpy()
    p_values = []
    for _ in range(1000):
        time = np.minimum(rng.geometric(0.02, 100), 19)
        status = (time <= 18).astype(int)
        p_values.append(survdiff(np.minimum(time, 18), status, groups)[1])
    assert 0.03 <= np.mean(np.array(p_values) <= 0.05) <= 0.07


@pytest.mark.parametrize("gone", [{}, dict.fromkeys(PEOPLE["person_id"], 10)], ids=["nobody left", "all left together"])
def test_where_nothing_tells_classes_apart_the_log_rank_test_gives_no_p_value(gone):
    finding = log_rank(leaving(**gone), ["group"], day(100))
    assert finding.table["p_value"].isna().all()
    assert "0 of 0 criteria" in str(finding.text)


def test_a_class_that_nobody_could_be_compared_with_does_not_stop_the_log_rank_test():
    """The only green member came after the last departure: red and blue are compared as if green were not there."""
    gone = {f"P{n:03d}": 10 + n for n in range(9)} | {"P050": 20}
    without = log_rank(leaving(**gone), ["group"], day(100)).table
    people = pd.concat([PEOPLE, pd.DataFrame({"person_id": ["P999"], "group": ["green"]})], ignore_index=True)
    events = pd.concat([joined(PEOPLE, **gone), log(("P999", "joined", 90))], ignore_index=True)
    late = log_rank(build_membership(events, people), ["group"], day(100)).table
    assert late["p_value"].iloc[0] == pytest.approx(without["p_value"].iloc[0])
