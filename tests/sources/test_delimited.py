import datetime
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError, ToolkitError
from toolkit.sources.delimited import read_cells, rows_of
from toolkit.sources.documents import read_document
from toolkit.sources.open_data import read_export
from toolkit.sources.parameter_files import read_parameters
from toolkit.sources.pseudonyms import read_key

WANTED = pd.DataFrame({"id": ["1", "2"], "ville": ["Orléans", "Paris, 20e"]})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_are_read_as_people_save_them(tmp_path, delimiter, encoding, line_end):
    path = tmp_path / "people.csv"
    rows = [["id", "ville"], ["1", "Orléans"], ["2", '"Paris, 20e"'], ["", ""]]
    path.write_bytes(line_end.join(delimiter.join(row) for row in rows).encode(encoding))
    pd.testing.assert_frame_equal(read_cells(path), WANTED)


def test_excel_is_read(tmp_path):
    path = tmp_path / "people.xlsx"
    WANTED.to_excel(path, index=False)
    pd.testing.assert_frame_equal(read_cells(path), WANTED)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x00\x01\x02", "not text"),
        (b"id,a\n1,2,3\n", r"row 2\): the header has 2 columns"),
        (b"id,a,a\n1,2,3\n", "column a stands more than once"),
        (b'id,a\n1,"never closed\n', "quote"),
    ],
)
def test_a_bad_file_gives_one_clear_error(tmp_path, content, message):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_cells(path)


def test_a_bad_workbook_gives_one_clear_error(tmp_path):
    path = tmp_path / "bad.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(InputError, match="not an Excel workbook"):
        read_cells(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: there is no such file"):
        read_cells(tmp_path / "none.csv")


@settings(derandomize=True, max_examples=300)
@given(content=st.binary(max_size=200) | st.text(alphabet='",;\t\n\rab=', max_size=60).map(str.encode))
def test_any_bytes_give_a_table_or_one_clear_error(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("fuzz") / "f.csv"
    path.write_bytes(content)
    try:
        cells = read_cells(path)
    except ToolkitError as error:
        assert "f.csv" in str(error)
    else:
        assert not cells.isna().any(axis=None)


def save_workbook(path, sheets, hidden=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def save_libreoffice(path, rows):
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Feuille1">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>')
        archive.writestr("content.xml", content)
    return path


ROWS = [["id", "ville"], ["1", "Orléans"], ["2", "Paris, 20e"]]


def test_a_libreoffice_sheet_is_read(tmp_path):
    cells = read_cells(save_libreoffice(tmp_path / "people.ods", ROWS))
    pd.testing.assert_frame_equal(cells, WANTED)
    assert cells.attrs["sheet"] == "Feuille1"


def test_hidden_sheets_and_sheets_of_notes_are_passed_over(tmp_path):
    sheets = {"Codes": ROWS[:2], "Lisez-moi": [["Ne rien modifier"], ["Contact : mairie"]], "Volontaires": ROWS}
    cells = read_cells(save_workbook(tmp_path / "people.xlsx", sheets, hidden=["Codes"]))
    pd.testing.assert_frame_equal(cells, WANTED)
    assert cells.attrs["sheet"] == "Volontaires"


def test_numbers_of_a_workbook_are_written_as_people_see_them(tmp_path):
    path = save_workbook(
        tmp_path / "n.xlsx", {"A": [["id", "n", "day"], [7, 0.5, datetime.date(2026, 3, 1)], [8, 2.0, None]]}
    )
    assert read_cells(path).to_numpy().tolist() == [["7", "0.5", "2026-03-01"], ["8", "2", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "Volontaires au 12 mars;\n;\nid;ville\n1;Orléans\n2;Paris, 20e\n",
        "sep=;\nid;ville\n1;Orléans\n2;Paris, 20e\n",
        "id;ville;;\n1;Orléans;;\n2;Paris, 20e;;\n;;;\n",
        ";id;ville\n0;1;Orléans\n1;2;Paris, 20e\n",
        "id|ville\r1|Orléans\r2|Paris, 20e\r",
        "\ufeff\ufeffid;ville\n1;Orléans\n2;Paris, 20e\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_stands_around_a_table_is_left_out(tmp_path, text, encoding):
    path = tmp_path / "people.csv"
    path.write_bytes(text.encode(encoding))
    pd.testing.assert_frame_equal(read_cells(path).reset_index(drop=True), WANTED)


def test_rows_are_counted_as_in_the_file_whatever_is_left_out(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Title;\n\nid;a\n1;x\n\n\n2;\n")
    assert rows_of(read_cells(path)["a"] == "") == [7]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\n", "this is a PDF, no table"),
        (b"<!DOCTYPE html><table></table>", "this is a web page"),
        (b'[{"id": 1}]', "this is JSON"),
        (b"PK\x03\x04rest", "not an Excel workbook, or it has a password"),
        (b"id,a,,\n1,2,,\n1,2,3,\n", r"\(row 3\): a column without a name holds values"),
    ],
)
def test_other_files_are_named_for_what_they_are(tmp_path, content, message):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_cells(path)


def test_a_folder_is_called_one(tmp_path):
    with pytest.raises(InputError, match="this is a folder"):
        read_cells(tmp_path)


@pytest.mark.parametrize("read", [read_cells, read_parameters, read_export, read_document, read_key])
@pytest.mark.parametrize("name", ["missing.json", "much" * 100 + ".json"])
def test_a_name_that_no_file_has_is_told(tmp_path, read, name):
    with pytest.raises(InputError, match="there is no such file"):
        read(tmp_path / name)
