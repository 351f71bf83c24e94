import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.impact.instruments import compare_instruments, delivery, time_to_delivery, whole_projects

OPERATIONS = pd.DataFrame(
    [
        ("A", "garden", 2015, 100.0, "delivered", 2018),
        ("A", "garden", 2015, 50.0, "delivered", 2019),
        ("B", "benches", 2015, 10.0, "delivered", 2017),
        ("B", "benches", 2015, None, "funded", None),
        ("C", "fountain", 2016, 5.0, "abandoned", None),
        ("D", "paint", 2016, 5.0, "", None),
        ("E", "trees", 2016, 5.0, "abandoned", None),
        ("E", "trees", 2016, 5.0, "delivered", 2018),
        ("F", "court", 2017, 5.0, "not begun", None),
    ],
    columns=["project_id", "project", "year", "amount", "stage", "delivered_year"],
).astype({"year": "Int64", "delivered_year": "Int64"})
STAGES = pd.DataFrame({"stage": ["voted", "delivered"] * 2, "state": ["stated", "not seen"] * 2})


def fates(*names):
    return pd.DataFrame({"fate": list(names)})


def test_a_project_is_delivered_when_all_its_operations_are():
    projects = whole_projects(OPERATIONS).set_index("project_id")
    assert projects["stage"].to_dict() == {
        "A": "delivered", "B": "delivering", "C": "abandoned", "D": "", "E": "delivered", "F": "not begun",
    }  # fmt: skip
    assert projects.loc["A", "amount"] == 150 and pd.isna(projects.loc["B", "amount"])
    assert projects["operations"].tolist() == [2, 2, 1, 1, 2, 1]


def test_no_projects_are_refused():
    with pytest.raises(InputError, match="there is none"):
        whole_projects(OPERATIONS.iloc[:0])


def test_instruments_stand_side_by_side_with_what_was_not_seen():
    wishes = fates("rejected", "adopted as amended", "", "")
    seen = compare_instruments(fates("adopted", "adopted"), wishes, STAGES, whole_projects(OPERATIONS))
    assert seen.table[["units", "seen", "reached"]].values.tolist() == [[2, 2, 2], [4, 2, 1], [2, 0, 0], [6, 5, 2]]
    assert pd.isna(seen.table["share"][2]) and (seen.table["low"][2], seen.table["high"][2]) == (0, 1)
    assert "2 are delivered" in str(seen.text)


def test_projects_that_are_not_given_are_not_counted_as_none():
    seen = compare_instruments(fates("adopted"), fates(""), STAGES)
    assert seen.table.iloc[3, 2:].isna().all()
    assert "No data on winners" in str(seen.text)


def test_waiting_for_delivery_competes_with_abandonment():
    """E is delivered after 2 years (1 of 6); of four that wait 4 years, A is delivered and C abandoned."""
    waiting = time_to_delivery(whole_projects(OPERATIONS), last_year=2020)
    table = waiting.table.set_index("time")
    assert table.loc[2.0, "incidence"] == pytest.approx(1 / 6, abs=1e-4)
    assert table.loc[4.0, "incidence"] == pytest.approx(1 / 6 + 5 / 6 / 4, abs=1e-4)
    assert (table["incidence"] <= table["naive"] + 1e-9).all()


def test_delivery_is_told_as_soon_as_one_is_dated():
    """By hand: of six, one is delivered after 2 years; of four left, one abandoned after 3; of two, one after 4.

    1/6 + 5/6 · 3/4 · 1/2 = .48; with the abandoned one counted as open 1 − 5/6 · 1/2 = .58.
    """
    counted, timed = map(str, delivery(whole_projects(OPERATIONS)))
    assert counted == "Winning projects: 6; delivered: 2; under way: 1; abandoned: 1; not begun: 1; not known: 1."
    assert timed.startswith("48% of the winning projects were delivered within 4 years") and "give 58%" in timed
    assert delivery(None) == () and len(delivery(whole_projects(OPERATIONS[OPERATIONS["stage"] != "delivered"]))) == 1
