import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

from tests.composition.builders import crowd, joined, log, settled
from toolkit.composition.drift import (
    departures,
    exact_interval,
    replacements,
    shown_departures,
    shown_replacements,
)
from toolkit.composition.membership import build_membership

PEOPLE = crowd(red=22, blue=78)


def leaving(**days):
    return build_membership(joined(PEOPLE, **days), PEOPLE)


def random_departures(rng, rates):
    days = {}
    for person, group in PEOPLE.itertuples(index=False):
        sessions = rng.geometric(rates[group])
        if sessions <= 18:
            days[person] = int(sessions) * 30
    return leaving(**days)


def test_a_class_that_leaves_much_more_often_is_named():
    gone = dict.fromkeys(PEOPLE["person_id"][:14], 50) | {"P090": 60, "P091": 70}
    finding = departures(leaving(**gone), ["group"])
    red = finding.table.set_index("value").loc["red"]
    assert (red["members"], red["left"]) == (22, 14)
    assert red["p_holm"] < 0.001
    assert "red left more often" in str(finding.text)


def test_departures_spread_over_all_are_not():
    gone = {f"P{n:03d}": 50 for n in range(0, 100, 5)}
    finding = departures(leaving(**gone), ["group"])
    assert (finding.table["p_holm"] > 0.05).all()
    assert "no class left more often" in str(finding.text)


def test_the_exact_interval_contains_the_share_and_matches_its_closed_form():
    assert exact_interval(0, 10) == (0, pytest.approx(1 - 0.025**0.1))
    assert exact_interval(7, 7) == (pytest.approx(0.025 ** (1 / 7)), 1)
    low, high = exact_interval(3, 12)
    assert beta.cdf(low, 3, 10) == pytest.approx(0.025)
    assert low < 3 / 12 < high


def test_like_for_like_replacements_are_counted_with_their_delay():
    people = crowd(red=3, blue=2)
    events = log(
        *[(p, "joined", 0) for p in ("P000", "P001", "P003")],
        ("P000", "resigned", 10),
        ("P003", "resigned", 10),
        ("P002", "joined", 20, "P000"),
        ("P004", "joined", 40, "P003"),
    )
    finding = replacements(build_membership(events, people), ["group"])
    assert finding.table.loc[0, ["replaced", "alike"]].tolist() == [2, 2]
    assert finding.table.loc[0, "by_chance"] == pytest.approx(0.5)
    assert str(finding.text) == "2 of 2 departures were filled, after 20 days on average (at most 30)."


def test_no_replacement_is_said_plainly():
    assert str(replacements(leaving(P000=3), ["group"]).text) == "1 member left and none was replaced."


@pytest.mark.slow
def test_a_planted_drift_is_found_and_a_stable_assembly_is_not_accused():
    rng = np.random.default_rng(9)
    found = sum(
        departures(random_departures(rng, {"red": 0.05, "blue": 0.008}), ["group"]).table["p_holm"].min() <= 0.05
        for _ in range(20)
    )
    accused = sum(
        departures(random_departures(rng, {"red": 0.012, "blue": 0.012}), ["group"]).table["p_holm"].min() <= 0.05
        for _ in range(40)
    )
    assert found >= 18
    assert accused <= 4


def test_those_who_join_after_the_first_departure_were_not_drawn_first_though_no_session_is_recorded():
    """The French climate convention grew: 15 of 150 left, and 25 joined who replaced nobody by name."""
    people = crowd(red=150, blue=25)
    drawn = [(f"P{n:03d}", "drawn", n % 9) for n in range(150)]
    gone = [(f"P{n:03d}", "left", 20 + n) for n in range(15)]
    events = log(*drawn, *gone, *((f"P{n:03d}", "joined", 60) for n in range(150, 175)))
    finding = departures(build_membership(events, people), ["group"])
    assert str(finding.text).startswith("15 of the 150 members drawn first")
    assert len(departures(settled(people), ["group"]).table) == 2


def test_the_term_ending_is_not_a_departure():
    events = pd.concat([joined(PEOPLE), log(*[(p, "end_of_term", 300) for p in PEOPLE["person_id"]])])
    assert departures(build_membership(events, PEOPLE), ["group"]).table["left"].sum() == 0


def test_few_departures_and_few_likenesses_are_not_told():
    gone = {f"P{n:03d}": 50 for n in (0, 1, 30, 40, 50, 60, 70)}
    shown = shown_departures(departures(leaving(**gone), ["group"]).table)
    assert shown[["left", "rate", "p_holm"]].isna().all().all()
    assert shown["members"].tolist() == [78, 22]
    pairs = pd.DataFrame({"criterion": list("abc"), "replaced": 12, "alike": [12, 9, 6], "rate": 0.5, "by_chance": 0.5})
    assert shown_replacements(pairs)["alike"].isna().tolist() == [False, True, False]
    assert shown_replacements(pairs, smallest=0)["alike"].tolist() == [12, 9, 6]


def test_each_replacement_is_counted_once_and_with_the_departure_it_follows():
    people = crowd(red=2, blue=2)
    events = log(
        *[(person, "joined", 0) for person in ("P000", "P001")],
        ("P000", "left", 10),
        ("P002", "joined", 15, "P000"),
        ("P000", "joined", 20),
        ("P000", "left", 30),
        ("P003", "joined", 37, "P000"),
    )
    finding = replacements(build_membership(events, people), ["group"])
    assert str(finding.text) == "2 of 2 departures were filled, after 6 days on average (at most 7)."
    assert finding.table["replaced"].tolist() == [2]
