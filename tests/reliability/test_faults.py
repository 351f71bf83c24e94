"""A small part of `python -m benchmarks.reliability` and `python -m benchmarks.fuzz`, in processes of their own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.project import sole_writer, whole_file, write_text, write_texts

ROOT = Path(__file__).parents[2]


def benchmark(*arguments):
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)


@pytest.mark.slow
def test_killed_starved_and_crowded_runs_leave_whole_files_and_end_the_same(tmp_path):
    done = benchmark("benchmarks.reliability", "--quick", "--out", tmp_path / "reliability.md")
    rows = re.findall(r"^\| (.*) \| (\d+) \| .* \| (.*) \|$", done.stdout, re.MULTILINE)
    assert done.returncode == 0, done.stdout
    assert len(rows) == 18 and all(broken == "none" for _, _, broken in rows)


@pytest.mark.slow
def test_damaged_inputs_give_a_result_or_one_error():
    done = benchmark("benchmarks.fuzz", "--each", 6)
    assert done.returncode == 0, done.stdout
    assert "| all | 156 | " in done.stdout and "| none |" in done.stdout


def test_one_folder_has_one_writer_and_nothing_stays_behind(tmp_path):
    with sole_writer(tmp_path), pytest.raises(InputError, match="another run is writing"), sole_writer(tmp_path):
        pass
    with sole_writer(tmp_path):
        write_text("a", tmp_path / "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / ".shares.x1y2z3_4.part.csv").write_text("half")
    with sole_writer(tmp_path):
        assert not list(tmp_path.rglob("*.part*"))


def test_files_of_a_folder_are_written_together_or_not_at_all(tmp_path):
    for name in ("a.csv", "seal.json", "stale.csv"):
        (tmp_path / name).write_text("old")
    with pytest.raises(TypeError):
        write_texts({"seal.json": "new", "a.csv": None}, tmp_path, seal="seal.json", stale=["stale.csv"])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.csv", "seal.json", "stale.csv"), "old"
    )
    write_texts({"seal.json": "new", "a.csv": "new"}, tmp_path, seal="seal.json", stale=["stale.csv"])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.csv": "new", "seal.json": "new"}


def test_a_file_where_a_folder_is_wanted_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(InputError, match="this is a file, not a folder"),
        whole_file(tmp_path / "file" / "a.csv"),
    ):
        pass
