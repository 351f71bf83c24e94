from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.project import project_root
from toolkit.sources.membership_files import (
    read_attendance,
    read_days,
    read_members,
    read_population,
    read_register,
)

TEMPLATES = project_root() / "docs" / "templates"


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_french_and_english_templates_say_the_same():
    english = read_members(TEMPLATES / "members.csv", ["sex", "age", "diploma"])
    french = read_members(TEMPLATES / "membres.csv", ["sexe", "âge", "diplôme"])
    columns = ["person_id", "event", "date", "replaces"]
    pd.testing.assert_frame_equal(english.events[columns], french.events[columns])
    assert french.people["âge"].tolist() == ["25-39", "40-54", "40-54"]


def test_attendance_by_row_and_by_column_say_the_same():
    columns = ["person_id", "date", "present"]
    rows = read_attendance(TEMPLATES / "attendance.csv")[columns].sort_values(["date", "person_id"], ignore_index=True)
    wide = read_attendance(TEMPLATES / "presences.csv")[columns].sort_values(["date", "person_id"], ignore_index=True)
    pd.testing.assert_frame_equal(rows, wide)


def test_an_empty_cell_is_neither_presence_nor_absence():
    assert read_attendance(TEMPLATES / "attendance.csv")["spoke"].isna().tolist() == [False, True, False, False]


def test_registers_are_read_in_both_languages():
    english, french = read_register(TEMPLATES / "criteria.csv"), read_register(TEMPLATES / "criteres.csv")
    for column in ("least", "most", "tolerance", "since"):
        pd.testing.assert_series_equal(english[column], french[column])


def test_a_quota_file_with_the_older_header_is_a_register(tmp_path):
    table = read_register(write(tmp_path, "category,feature,min,max\nsex,women,5,6\n"))
    assert table.loc[0, ["criterion", "value", "least", "most"]].tolist() == ["sex", "women", 5, 6]


def test_population_may_be_counts_shares_or_percentages(tmp_path):
    for header, cells in (("count", ("600", "1 400")), ("share", ("0,3", "0,7")), ("percent", ("30", "70"))):
        text = f"criterion;value;{header}\nsex;women;{cells[0]}\nsex;men;{cells[1]}\n"
        assert read_population(write(tmp_path, text))["share"].tolist() == pytest.approx([0.3, 0.7])


def test_a_margin_that_does_not_sum_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"criterion sex: the margin sums to 0.9"):
        read_population(write(tmp_path, "criterion,value,share\nsex,women,0.5\nsex,men,0.4\n"))


def test_every_fault_of_a_list_of_members_is_named_at_once(tmp_path):
    text = "person_id,event,date,sex\nA,joined,2023-13-01,women\nA,promoted,2023-09-01,men\n,left,2023-09-01,\n"
    with pytest.raises(InputError) as caught:
        read_members(write(tmp_path, text), ["sex", "age"])
    for part in ("'2023-13-01' is not a day", "'promoted' is not an event", "identifier is missing", "several values"):
        assert part in str(caught.value)
    assert "no column for age" in str(caught.value)


def test_marks_that_mean_nothing_are_refused(tmp_path):
    with pytest.raises(InputError, match="'perhaps' means neither yes nor no"):
        read_attendance(write(tmp_path, "person_id,date,present\nA,2023-09-01,perhaps\n"))


def test_a_sheet_without_sessions_is_refused(tmp_path):
    with pytest.raises(InputError, match="neither a column `date` nor columns headed by days"):
        read_attendance(write(tmp_path, "person_id,first,second\nA,1,1\n"))


def test_columns_nobody_asked_for_are_left_behind(tmp_path):
    text = "person_id,event,date,sex,email\nA,joined,2023-09-01,women,a@example.org\n"
    read = read_members(write(tmp_path, text), ["sex"])
    assert "email" not in read.people
    assert "email" not in read.events


def test_days_are_read_in_both_forms_and_others_refused():
    assert read_days(["2023-09-16", "16/09/2023"], "--on") == [pd.Timestamp("2023-09-16")] * 2
    with pytest.raises(InputError, match="'31/02/2023' is not a day"):
        read_days(["31/02/2023"], "--on")


def test_excel_dates_and_empty_cells_are_read(tmp_path):
    path = tmp_path / "members.xlsx"
    days = pd.to_datetime(["2023-09-01", "2023-10-05"])
    table = pd.DataFrame(
        {"Identifiant": ["A", "A"], "Événement": ["arrivée", "démission"], "Date": days, "Sexe": ["f", None]}
    )
    table.to_excel(path, index=False)
    read = read_members(path, ["sexe"])
    assert read.events["date"].tolist() == list(days)
    assert read.events["event"].tolist() == ["joined", "resigned"]
    assert read.people["sexe"].tolist() == ["f"]
