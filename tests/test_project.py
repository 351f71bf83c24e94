import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.project import project_root, sole_writer, whole_file, write_table, write_text


def test_the_root_is_found_from_below(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    below = tmp_path / "reports" / "x"
    below.mkdir(parents=True)
    assert project_root(below) == tmp_path


def test_a_folder_outside_any_project_is_refused(tmp_path):
    with pytest.raises(InputError, match="not inside a copy of the project"):
        project_root(tmp_path)


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path):
    target = write_text("old", tmp_path / "a.txt")
    with pytest.raises(KeyboardInterrupt), whole_file(target) as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_table_is_written_with_formulas_neutralised_and_unix_line_ends(tmp_path):
    table = pd.DataFrame({"=name": ["=1+1", "@x", "plain", "-2"], "n": [-1, 2, 3, 4]})
    path = write_table(table, tmp_path / "t.csv")
    assert path.read_bytes() == b"'=name,n\n'=1+1,-1\n'@x,2\nplain,3\n'-2,4\n"


def test_a_probability_is_read_back_exactly(tmp_path):
    value = 0.1 + 0.2
    path = write_table(pd.DataFrame({"p": [value]}), tmp_path / "p.csv")
    assert pd.read_csv(path)["p"][0] == value


def test_a_file_where_a_folder_is_needed_is_named(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="out: this is a file, not a folder"):
        write_text("x", tmp_path / "out" / "a.csv")


def test_a_lock_that_leads_nowhere_ends_with_a_message_and_not_in_a_circle(tmp_path):
    (tmp_path / ".lock").symlink_to(tmp_path / "gone" / "dangling")
    with pytest.raises(InputError, match="another run is writing"), sole_writer(tmp_path):
        pass
