import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.sources.selection_files import (
    household_keys,
    normalised_address,
    read_people,
    read_person_list,
    read_quotas,
    read_selection,
)

QUOTAS = "feature,value,min,max\nsex,femme,1,2\nsex,homme,1,2\nville,Orléans,0,3\nville,Paris,0,3\n"
PEOPLE = "id,nom,rue,sex,ville\na1,Anne,1 rue Verte,femme,Orléans\na2,Léo,1 r. verte,homme,Paris\na3,Zoé,,femme,Paris\n"


@pytest.fixture
def save(tmp_path):
    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def complaint(function, *arguments):
    with pytest.raises(InputError) as caught:
        function(*arguments)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_are_read_as_organisers_save_them(save, delimiter, encoding):
    quotas = save("quotas.csv", QUOTAS.replace(",", delimiter), encoding)
    people = save("people.csv", PEOPLE.replace(",", delimiter), encoding)
    files = read_selection({"": people}, quotas)
    assert files.quotas.to_numpy().tolist()[2] == ["ville", "Orléans", 0, 3]
    assert files.people.loc["a1"].tolist() == ["femme", "Orléans"]
    assert files.households is None


def test_excel_is_read(tmp_path):
    path = tmp_path / "quotas.xlsx"
    pd.DataFrame({"feature": ["sex"], "value": ["femme"], "min": [1], "max": [2.0]}).to_excel(path, index=False)
    assert read_quotas(path).to_numpy().tolist() == [["sex", "femme", 1, 2]]


@pytest.mark.parametrize("header", ["category,feature", "category,name", "Feature,Value"])
def test_every_common_header_of_quotas_is_the_same_table(save, header):
    older = save("older.csv", QUOTAS.replace("feature,value", header))
    pd.testing.assert_frame_equal(read_quotas(older), read_quotas(save("newer.csv", QUOTAS)))


def test_an_empty_flex_sets_no_limit(save):
    table = read_quotas(save("q.csv", "feature,value,min,max,min_flex,max_flex\nsex,f,3,4,,\nsex,m,3,4,2,5\n"))
    assert table["min_flex"].tolist() == [0, 2]
    assert table["max_flex"].iloc[0] > 10_000 and table["max_flex"].iloc[1] == 5


def test_personal_columns_are_left_behind(save):
    files = read_selection({"": save("people.csv", PEOPLE)}, save("quotas.csv", QUOTAS), None, ["rue"])
    assert list(files.people.columns) == ["sex", "ville"]
    assert files.people.index.tolist() == ["a1", "a2", "a3"]


@pytest.mark.parametrize("name", ["id", "ID", "person_id", "Nationbuilder_id", "identifiant", "badge_id"])
def test_the_identifier_is_found_by_its_name(save, name):
    people, _ = read_people(save("p.csv", f"ville,{name}\nParis,x7\n"), ["ville"])
    assert people.index.tolist() == ["x7"]


def test_the_identifier_can_be_given(save):
    people, _ = read_people(save("p.csv", "id,dossier\n1,d1\n2,d2\n"), [], "dossier")
    assert people.index.tolist() == ["d1", "d2"]


def test_without_an_identifier_the_columns_are_listed(save):
    text = complaint(read_people, save("p.csv", "nom,ville\nAnne,Paris\n"), ["ville"])
    assert "no column is an identifier; found nom, ville" in text and "--id" in text


def test_a_given_identifier_that_is_not_there_is_named(save):
    assert "there is no column 'dossier'" in complaint(read_people, save("p.csv", "id\n1\n"), [], "dossier")


def test_faults_of_both_files_come_at_once_with_rows(save):
    quotas = save("quotas.csv", "feature,value,seats\nsex,f,2\n")
    people = save("people.csv", "id,sex\n1,f\n,f\n1,f\n")
    text = complaint(read_selection, {"": people}, quotas)
    assert "3 faults" in text
    assert "quotas.csv: the columns are feature, value, seats" in text
    assert "people.csv, column id (row 3): an identifier is missing" in text
    assert "people.csv, column id (rows 2, 4): 1 identifier stands more than once" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,sex\n", "a header and nobody below it"),
        ("", "the file is empty"),
        ("id,sex\n1,\n", "column sex (row 2): a value is missing"),
        ("id;age\n1;20\n", "column sex: there is no such column; found id, age"),
    ],
)
def test_files_of_people_that_cannot_serve_are_refused(save, content, message):
    assert message in complaint(read_people, save("p.csv", content), ["sex"])


def test_a_missing_address_column_is_named(save):
    text = complaint(read_people, save("p.csv", PEOPLE), ["sex"], None, ["rue", "code_postal"])
    assert "column code_postal: there is no such column" in text and "column rue" not in text


def test_parts_of_an_intersection_are_read(save):
    quotas = save("q.csv", "feature,value,min,max\nsex×ville,femme×Paris,1,2\n")
    assert list(read_selection({"": save("p.csv", PEOPLE)}, quotas).people.columns) == ["sex", "ville"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 bis, Boulevard Saint-Michel", "12BIS bd St Michel"),
        ("3, rue de l'Église", "3 Rue de l’Eglise"),
        ("7 avenue du Cœur", "7 av. du Coeur"),
        ("42 Oak Street", "42, oak st"),
    ],
)
def test_spellings_of_one_address_are_one(one, other):
    assert normalised_address(one) == normalised_address(other)


def test_different_addresses_stay_different():
    houses = ["12 rue Verte", "12 bis rue Verte", "12 avenue Verte", "1 2 rue Verte", "21 rue Verte"]
    assert len({normalised_address(house) for house in houses}) == len(houses)


@given(st.text(max_size=40))
@settings(derandomize=True, max_examples=200)
def test_normalising_twice_changes_nothing(text):
    once = normalised_address(text)
    assert normalised_address(once) == once


def test_an_empty_street_is_no_household():
    table = pd.DataFrame({"street": ["", "", "1 rue A", "1 Rue A"], "town": ["Paris", "Paris", "Paris", "paris"]})
    assert household_keys(table).tolist() == ["", "", "1 r a|paris", "1 r a|paris"]


def test_frames_become_a_feature(save):
    frames = {"rolls": save("a.csv", "id,sex\n1,f\n"), "youth": save("b.csv", "id,sex\n2,m\n")}
    quotas = save("q.csv", "feature,value,min,max\nframe,rolls,1,1\nframe,youth,1,1\nsex,f,0,2\nsex,m,0,2\n")
    people = read_selection(frames, quotas).people
    assert people["frame"].to_dict() == {"1": "rolls", "2": "youth"}


def test_frames_that_overlap_are_refused(save):
    frames = {"rolls": save("a.csv", "id,sex\n1,f\n2,f\n"), "youth": save("b.csv", "id,sex\n2,m\n")}
    quotas = save("q.csv", "feature,value,min,max\nframe,rolls,1,1\nframe,youth,1,1\n")
    assert "one person stands in more than one frame" in complaint(read_selection, frames, quotas)
    frames["youth"] = save("b.csv", "id,sex\n1,m\n2,m\n")
    assert "2 people stand in more than one frame" in complaint(read_selection, frames, quotas)


def test_a_feature_may_be_called_frame_where_there_are_no_frames(save):
    quotas = save("q.csv", "feature,value,min,max\nframe,rolls,1,1\nsex,f,1,1\n")
    files = read_selection({"": save("a.csv", "id,sex,frame\n1,f,rolls\n")}, quotas)
    assert files.people.loc["1"].to_dict() == {"frame": "rolls", "sex": "f"} and files.households is None


def test_addresses_of_all_frames_are_read(save):
    frames = {name: save(f"{name}.csv", f"id,street\n{name},1 rue A\n") for name in ("rolls", "youth")}
    quotas = save("q.csv", "feature,value,min,max\nframe,rolls,1,1\nframe,youth,1,1\n")
    homes = read_selection(frames, quotas, None, ["street"]).households
    assert homes.to_dict() == {"rolls": "1 r a", "youth": "1 r a"}


def test_frames_without_seats_are_named(save):
    frames = {"rolls": save("a.csv", "id,sex\n1,f\n"), "youth": save("b.csv", "id,sex\n2,m\n")}
    quotas = save("q.csv", "feature,value,min,max\nframe,rolls,1,1\nsex,f,0,2\nsex,m,0,2\n")
    assert "no quota for the frame youth" in complaint(read_selection, frames, quotas)


def test_lists_of_people_carry_reasons(save):
    path = save("past.csv", "id,reason\n7,first promotion\n8,\n")
    assert read_person_list(path, "past member") == {"7": "first promotion", "8": "past member"}


@pytest.mark.parametrize(
    ("cell", "seats"),
    [("3", 3), ("3.0", 3), ("3.00", 3), ("3,", 3), ("3,0", 3), ("03", 3),
     ("1 200", 1200), ("1\u202f200", 1200), ("1,200", 1200),
     ("1.200", 1200), ("1’200", 1200), ("1,200,300", 1_200_300), ("2.5", "2.5"), ("-2", "-2"), ("1 20", "1 20"),
     ("1e3", "1e3"), ("9" * 20, "9" * 20), ("two", "two"), ("", "")],
)  # fmt: skip
def test_counts_are_read_as_spreadsheets_of_many_countries_write_them(tmp_path, cell, seats):
    path = tmp_path / "quotas.csv"
    path.write_text(f"feature;value;min;max\nsex;f;{cell};9\n")
    assert read_quotas(path)["min"].tolist() == [seats]


@pytest.mark.parametrize("header", ["ID,Sex,Street", "Id, SEX ,street", "id,sex,STREET"])
def test_case_and_spaces_of_headers_do_not_matter(tmp_path, header):
    path = tmp_path / "people.csv"
    path.write_text(f"{header}\nv1,f,1 rue Haute\n")
    people, households = read_people(path, ["sex"], "id", ["Street"])
    assert people["sex"].tolist() == ["f"] and households.tolist() == ["1 r haute"]


def test_headers_that_differ_by_case_only_are_not_guessed_between(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,SEX,Sex\nv1,f,m\n")
    with pytest.raises(InputError, match="column sex: there is no such column; found id, SEX, Sex"):
        read_people(path, ["sex"])


@pytest.mark.parametrize("name", ["sex*age", "sex x age", "sex * age"])
def test_an_intersection_written_otherwise_gets_the_right_spelling(tmp_path, name):
    path = tmp_path / "people.csv"
    path.write_text("id,sex,age\nv1,f,16-24\n")
    with pytest.raises(InputError, match="Write an intersection as sex×age"):
        read_people(path, [name])


def test_a_workbook_whose_first_sheet_is_another_says_which_sheet_was_read(tmp_path):
    path = tmp_path / "people.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"Lisez-moi": ["texte"]}).to_excel(book, sheet_name="Lisez-moi", index=False)
        pd.DataFrame({"id": ["v1"], "sex": ["f"]}).to_excel(book, sheet_name="Volontaires", index=False)
    with pytest.raises(InputError, match=r"found id, sex \(sheet Volontaires\)"):
        read_people(path, ["age"])


def test_rows_of_both_files_are_those_of_the_files(save):
    quotas = save("quotas.csv", "Quotas 2026,,,\n\ncritère,modalité,minimum,maximum\nsex,f,1,2\n")
    people = save("people.csv", "id,sex\n1,f\n\n2,f\n")
    files = read_selection({"": people}, quotas)
    assert list(files.origin["pool"]) == [(str(people), 2), (str(people), 4)]
    assert list(files.origin["quotas"]) == [(str(quotas), 4)]
    assert files.quotas.iloc[0].tolist() == ["sex", "f", 1, 2]


def test_a_row_of_totals_is_no_quota(save):
    for name in ("TOTAL", "Total général", "Sous-total", "sous total", "Subtotal", "sub-total", "soustotal"):
        quotas = save("quotas.csv", f"feature,value,min,max\nsex,f,1,2\n{name},,1,2\n")
        assert "quotas.csv (row 3): a row of totals is no quota" in complaint(read_quotas, quotas)
    quotas = save("quotas.csv", "feature,value,min,max\nsex,,1,2\ntotal income,low,1,2\n")
    assert read_quotas(quotas)["feature"].tolist() == ["sex", "total income"]


def test_classes_that_a_spreadsheet_took_for_days_are_named(save):
    for day in ("2029-01-16", "2029-01-16 00:00:00"):
        people = save("people.csv", f"id,age\n1,16-29\n2,{day}\n")
        assert "column age (row 3): the spreadsheet took" in complaint(read_people, people, ["age"])


def test_identifiers_that_stand_more_than_once_are_counted(save):
    people = save("people.csv", "id\n1\n2\n1\n2\n3\n")
    assert "column id (rows 2, 3, 4, 5): 2 identifiers stand more than once" in complaint(read_people, people, [])


def test_two_columns_for_one_bound_are_not_chosen_between(save):
    text = "feature,value,min,max,max_flex,max flex\nsex,femme,1,2,3,4\n"
    assert "more than one column says max_flex" in complaint(read_quotas, save("quotas.csv", text))
