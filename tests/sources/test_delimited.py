import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError, ToolkitError
from toolkit.sources.delimited import read_cells

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
