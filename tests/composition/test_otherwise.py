import pandas as pd
import pytest

from tests.composition.builders import crowd, day, joined, sheet
from toolkit.composition.criteria import Register
from toolkit.composition.membership import build_membership
from toolkit.composition.otherwise import verdicts_otherwise
from toolkit.composition.verdict import MET, NOT_MET, ON_PAPER, Rule
from toolkit.errors import InputError
from toolkit.language import say

PEOPLE = crowd(red=22, blue=78)
RULE = Rule(shuffles=499)


def register(least):
    table = {"criterion": "group", "value": ["red", "blue"], "least": [least, 70], "most": [30, 80]}
    return Register(pd.DataFrame(table).assign(share=[0.22, 0.78]))


def judged(*absent, least=22, **gone):
    there = PEOPLE[~PEOPLE["person_id"].isin(gone)]
    members = build_membership(joined(PEOPLE, **gone), PEOPLE, sheet(there, 50, absent))
    readings = [(say("as the assembly counts"), register(least))]
    return verdicts_otherwise(members, register(least), day(50), 1, RULE, readings)


def test_a_seat_too_few_is_forgiven_by_a_tolerance_of_one():
    finding = judged(P000=10)
    table = finding.table.set_index(finding.table["set_to"].map(str))
    assert table.loc["as chosen", NOT_MET] == 1
    assert table.loc[["1 seat", "2 seats", "4 seats"], [MET, "changed"]].to_numpy().tolist() == [[1, 1]] * 3
    assert table.loc["as the assembly counts", "changed"] == 0
    assert "0 seats" not in table.index
    assert str(finding.text) == (
        "5 of 8 other rules and readings leave every verdict as it is; the one that changes most, 1 of 1: "
        "tolerance of the bands, 1 seat."
    )


def test_a_shortfall_in_the_room_hangs_on_what_is_allowed():
    for absent, expected in ((6, [1, 1, 0]), (5, [0, 1, 0])):
        table = judged(*PEOPLE["person_id"][:absent]).table
        room = table[table["assumption"] == "shortfall in the room"]
        assert [table.loc[0, ON_PAPER], *room[ON_PAPER]] == expected


def test_classes_that_leave_more_are_counted_at_every_level():
    gone = dict.fromkeys(PEOPLE["person_id"][:5], 10) | {"P050": 20, "P051": 20}
    table = judged(least=0, **gone).table
    by_level = table[table["assumption"] == "level of the tests"]["leave_more"]
    assert (table.loc[0, "leave_more"], *by_level) == (1, 0, 1)


def test_where_nothing_hangs_on_a_choice_that_is_said():
    assert str(judged(least=10).text) == "No verdict changes under any of 8 other rules and readings."


def test_a_level_that_is_no_share_is_refused():
    with pytest.raises(InputError, match="level"):
        Rule(level=5)
