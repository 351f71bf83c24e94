import numpy as np
import pandas as pd
import pytest

from tests.composition.builders import crowd, day, joined, settled, sheet
from toolkit.composition.attendance import attendance_by_class, marks
from toolkit.composition.membership import build_membership
from toolkit.errors import InputError

PEOPLE = crowd(red=20, blue=60)
REDS = tuple(PEOPLE.loc[PEOPLE["group"] == "red", "person_id"])


def sessions(*absent):
    return pd.concat([sheet(PEOPLE, 10 * n, absent=names) for n, names in enumerate(absent)], ignore_index=True)


def test_sessions_before_joining_and_after_leaving_do_not_count():
    attendance = sessions((), (), ())
    attendance = attendance[~((attendance["person_id"] == "P000") & (attendance["date"] > day(5)))]
    table = marks(build_membership(joined(PEOPLE, P000=5), PEOPLE, attendance))
    assert table.loc["P000"].tolist() == pytest.approx([1, np.nan, np.nan], nan_ok=True)
    assert table.loc["P001"].tolist() == [1, 1, 1]


def test_who_is_not_on_a_list_of_those_present_was_absent_and_who_has_no_mark_in_a_full_list_is_not_known():
    came = sheet(PEOPLE, 0)[lambda table: table["person_id"].isin(REDS)]
    assert marks(settled(PEOPLE, attendance=came)).loc["P079"].tolist() == [0]
    full = sheet(PEOPLE, 0, absent=REDS[:3])[lambda table: table["person_id"] != "P079"]
    table = marks(settled(PEOPLE, attendance=full))
    assert np.isnan(table.loc["P079"].iloc[0])
    assert table.loc["P000"].tolist() == [0]


def test_who_was_absent_did_not_speak_and_a_session_without_notes_on_speech_is_left_out():
    noted = sheet(PEOPLE, 0, absent=("P000",)).assign(spoke=[None, True, False] + [None] * 77)
    table = marks(settled(PEOPLE, attendance=pd.concat([noted, sheet(PEOPLE, 10)])), "speaking")
    assert table.columns.tolist() == [day(0)]
    assert table[day(0)].head(4).tolist() == pytest.approx([0, 1, 0, np.nan], nan_ok=True)


def test_a_class_that_stays_away_over_the_months_is_found_though_no_single_session_shows_it():
    absent = [REDS[4 * n : 4 * n + 9] for n in range(4)]
    finding = attendance_by_class(
        settled(PEOPLE, attendance=sessions(*absent)), ["group"], np.random.default_rng(1), replicates=2000
    )
    table = finding.table.set_index("value")
    assert table.loc["red", "p_holm"] < 0.01
    assert table.loc["blue", "rate"] == 1
    assert table.loc["red", "rate"] < table.loc["red", "low"]
    assert "furthest behind: red" in str(finding.text)


def test_equal_attendance_accuses_nobody():
    absent = [tuple(PEOPLE["person_id"][n::4]) for n in range(4)]
    finding = attendance_by_class(
        settled(PEOPLE, attendance=sessions(*absent)), ["group"], np.random.default_rng(2), replicates=500
    )
    assert (finding.table["p_holm"] > 0.5).all()


def test_without_lists_of_presence_there_is_nothing_to_compare():
    with pytest.raises(InputError, match="nobody is noted as having come"):
        attendance_by_class(settled(PEOPLE), ["group"], np.random.default_rng(3))


@pytest.mark.slow
def test_the_permutation_test_keeps_its_size():
    rng = np.random.default_rng(4)
    accused = 0
    for _ in range(25):
        habits = rng.beta(3.75, 1.25, len(PEOPLE))
        absent = [tuple(PEOPLE["person_id"][rng.random(len(PEOPLE)) > habits]) for _ in range(3)]
        members = settled(PEOPLE, attendance=sessions(*absent))
        accused += attendance_by_class(members, ["group"], rng, replicates=200).table["p_holm"].min() <= 0.05
    assert accused <= 4
