from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.project import project_root
from toolkit.sources.criteria_files import read_population, read_register
from toolkit.sources.list_words import day_of, numbers_of, read_days, spelled_like
from toolkit.sources.membership_files import read_attendance, read_members

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


def test_lists_of_those_who_spoke_by_row_and_by_column_say_the_same():
    columns = ["person_id", "date", "present", "spoke"]
    rows = read_attendance(TEMPLATES / "speaking.csv", "spoke")[columns].sort_values(["date", "person_id"])
    wide = read_attendance(TEMPLATES / "paroles.csv", "spoke")[columns].sort_values(["date", "person_id"])
    pd.testing.assert_frame_equal(rows.reset_index(drop=True), wide.reset_index(drop=True))
    assert rows["present"].isna().all()


def test_an_empty_cell_is_neither_presence_nor_absence_and_speech_without_it_is_kept(tmp_path):
    text = "person_id,date,present,spoke\nA,2023-09-16,1,1\nB,2023-09-16,0,\nC,2023-09-16,,1\nD,2023-09-16,,\n"
    table = read_attendance(write(tmp_path, text))
    assert table["person_id"].tolist() == ["A", "B", "C"]
    assert table["spoke"].isna().tolist() == [False, True, False]
    assert table["present"].isna().tolist() == [False, False, True]


def test_a_list_without_marks_is_a_list_of_those_who_came_or_spoke(tmp_path):
    path = write(tmp_path, "member,day\nA,16/09/2023\n")
    assert read_attendance(path)["present"].tolist() == [True]
    assert read_attendance(path, "spoke")["spoke"].tolist() == [True]


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-16",
        "2023/9/16",
        "16/09/2023",
        "16.9.2023",
        "16-09-23",
        "16 septembre 2023",
        "16 Sept. 2023",
        "2023-09-16 00:00:00",
        "2023-09-16T09:30",
    ],
)
def test_a_day_may_be_written_as_people_write_it(text):
    assert day_of(text) == pd.Timestamp("2023-09-16")


@pytest.mark.parametrize("text", ["", "soon", "31/02/2023", "2023-13-01", "16 brumaire 2023", "09/2023", "45185"])
def test_what_is_no_day_is_none(text):
    assert pd.isna(day_of(text))


def test_classes_spelled_with_other_capitals_accents_or_dashes_are_those_of_the_register(tmp_path):
    known = ["Femmes", "25-39", "65+", "65-"]
    words = pd.Series(["femmes", "25 – 39", "65 +", "hommes", "65+", "65"])
    assert spelled_like(words, known).tolist() == ["Femmes", "25-39", "65+", "hommes", "65+", "65"]
    register = read_register(write(tmp_path, "critère;classe;min;max\nsexe;Femmes;1;2\nsexe;Hommes;1;2\n", "r.csv"))
    members = write(tmp_path, "id;événement;date;Sexe\nA;arrivée;1/9/2023;FEMMES\n", "m.csv")
    assert read_members(members, ["sexe"], register).people["sexe"].tolist() == ["Femmes"]
    margins = write(tmp_path, "critère;classe;effectif\nSEXE;femmes;60\nSEXE;hommes;40\n", "p.csv")
    assert read_population(margins, register).iloc[0].tolist() == ["sexe", "Femmes", 0.6]


def test_faults_of_a_register_and_a_margin_are_all_named(tmp_path):
    with pytest.raises(InputError) as caught:
        read_register(write(tmp_path, "criterion,value,min,max,since\nsex,,five,6,never\n"))
    for part in ("a cell is empty", "'five' is not a number", "'never' is not a day"):
        assert part in str(caught.value)
    with pytest.raises(InputError) as caught:
        read_population(write(tmp_path, "criterion,value,count\nsex,w,-1\nsex,m,3\nsex,m,3\n"))
    assert "negative" in str(caught.value) and "more than once" in str(caught.value)
    with pytest.raises(InputError, match=r"row 2.: a class has no number: not seen is not zero"):
        read_population(write(tmp_path, "criterion,value,count\nsex,w,\nsex,m,3\n"))
    with pytest.raises(InputError, match="no column holds counts or shares"):
        read_population(write(tmp_path, "criterion,value\nsex,w\n"))


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


def test_bounds_that_are_shares_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"column min \(rows 2, 3\): '50 %' is no number of seats") as caught:
        read_register(write(tmp_path, 'criterion,value,min,max\nsex,w,50 %,1\nsex,m,"0,4",1\n'))
    assert "column max" not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 200 000", 1.2e6),
        ("1.200.000", 1.2e6),
        ("1,200,000", 1.2e6),
        ("1'200'000", 1.2e6),
        ("12,5", 12.5),
        ("1.200,50", 1200.5),
        ("1,234,567.8", 1234567.8),
        ("54,5 %", 54.5),
    ],
)
def test_counts_are_read_however_thousands_are_parted(written, number):
    faults = []
    assert numbers_of(pd.Series([written]), "x", faults, counts=True).tolist() == [number]
    assert not faults


def test_a_count_that_may_be_thousands_or_a_fraction_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"row 2\): '12.500' may mean thousands or a fraction"):
        read_population(write(tmp_path, "criterion,value,count\nsex,w,12.500\nsex,m,9800\n"))
    shares = read_population(write(tmp_path, "criterion,value,count\nsex,w,12.500\nsex,m,12.5\n", "d.csv"))["share"]
    assert shares.tolist() == [0.5, 0.5]


def test_a_share_in_percent_is_told_what_to_be_called(tmp_path):
    with pytest.raises(InputError, match="or name the column percent"):
        read_population(write(tmp_path, "criterion,value,share\nsex,w,54\nsex,m,46\n"))


@pytest.mark.parametrize("text", ["2023-09-16T10:00:00Z", "2023-09-16 10:00:00.123+02:00", "16.09.2023"])
def test_days_of_exports_are_read(text):
    assert day_of(text) == pd.Timestamp("2023-09-16")


def test_a_day_of_another_age_is_none():
    assert pd.isna(day_of("0023-09-16")) and pd.isna(day_of("16/09/2123"))


def test_ticks_and_crosses_are_marks(tmp_path):
    ticked = read_attendance(write(tmp_path, "id;16/09/2023\nA;✓\nB;✗\nC;Abs.\n"))
    assert ticked["present"].tolist() == [True, False, False]


def test_a_column_called_present_beside_columns_of_sessions_is_not_one_of_them(tmp_path):
    table = read_attendance(write(tmp_path, "person_id,2023-09-16,present\nA,1,\nB,0,1\n"))
    assert table[["person_id", "present"]].to_numpy().tolist() == [["A", True], ["B", False]]
