"""run.py, which must work before anything is installed."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run():
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_too_old_python_is_told_what_to_do(run, monkeypatch, capsys):
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as ended:
        run.main(["reports"])
    assert ended.value.code == 2
    assert "Python 3.9 is too old, the toolkit needs 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["unknown"], 2), (["--help"], 0)])
def test_without_a_known_task_the_tasks_are_listed(run, capsys, arguments, code):
    assert run.main(arguments) == code
    shown = capsys.readouterr().out
    assert all(task in shown for task in ("setup", "reports", "test", "lab", "docs", "bench", "lint"))


def test_it_uses_nothing_but_the_standard_library(run):
    imported = {line.split()[1] for line in (ROOT / "run.py").read_text().splitlines() if line.startswith("import ")}
    assert imported <= sys.stdlib_module_names


def test_a_change_of_the_pinned_versions_calls_for_a_new_set_up(run, monkeypatch, tmp_path):
    (tmp_path / "constraints.txt").write_text("a==1\n")
    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    stamp = str(tmp_path / "stamp")
    assert not run.is_installed(stamp, run.fingerprint("constraints.txt"))
    run.remember(stamp, run.fingerprint("constraints.txt"))
    assert run.is_installed(stamp, run.fingerprint("constraints.txt"))
    (tmp_path / "constraints.txt").write_text("a==2\n")
    assert not run.is_installed(stamp, run.fingerprint("constraints.txt"))


def test_pip_takes_over_where_uv_cannot_be_had(run, monkeypatch, tmp_path):
    calls = []
    monkeypatch.setattr(run, "UV", str(tmp_path / "no-uv"))
    monkeypatch.setattr(run, "run", lambda *command: calls.append(command) or 0)
    run.install("-r", "constraints.txt")
    assert calls == [
        (run.PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "constraints.txt")
    ]


def test_the_laboratory_opens_on_a_notebook_that_is_there(run, monkeypatch):
    calls = []
    monkeypatch.setattr(run, "run", lambda *command: calls.append(command) or 0)
    run.lab(["--no-browser"])
    (page,) = [part.split("/lab/tree/")[1] for part in calls[0] if "/lab/tree/" in part]
    assert (ROOT / page).is_file() and calls[0][-1] == "--no-browser"


def test_a_failed_installation_says_what_to_do(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "run", lambda *command: 1)
    with pytest.raises(SystemExit):
        run.install("-r", "constraints.txt")
    assert "Check the network connection" in capsys.readouterr().err


@pytest.mark.skipif(not (ROOT / ".venv" / "installed.sha256").exists(), reason="the project was installed otherwise")
def test_a_second_call_has_nothing_to_do():
    subprocess.run([sys.executable, "run.py", "setup"], cwd=ROOT, check=True, capture_output=True)
    again = subprocess.run([sys.executable, "run.py", "setup"], cwd=ROOT, capture_output=True, text=True)
    assert again.returncode == 0 and again.stdout == "" and again.stderr == ""


def test_the_plain_locale_does_not_stop_a_folder_with_accents(run, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    assert run.environment()["LC_ALL"] == "C.UTF-8"
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run.environment()["LC_ALL"] == "fr_FR.UTF-8"
    monkeypatch.delenv("LC_ALL")
    assert "LC_ALL" not in run.environment()
