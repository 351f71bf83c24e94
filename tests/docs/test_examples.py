"""Every example in the documentation runs and shows what the page says.

On a page, blocks run from top to bottom in a project folder of its own, with the shipped files and no reports:

- a block marked `python` is executed; names live on from block to block;
- a line of a block marked `bash` is a command, `toolkit …` or `python run.py …`; a line that starts with `#` is none;
- a block after a line that ends with a file name in backticks and a colon is written to that file;
- a block marked `text` right after one that runs is what that one prints; a line `…` stands for any lines,
  and `…` in a line for any words.

`python run.py setup` and `lab` are only known to exist here: other tests run them.
"""

import contextlib
import importlib.util
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from toolkit.cli import application
from toolkit.errors import ToolkitError

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"(?P<before>[^\n]*)\n+```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w./-]+\.(?:csv|yaml|txt))`\s?:$")
RUNNABLE = ("python", "bash")
TASKS_RUN_ELSEWHERE = ("setup", "lab", "test", "bench", "lint", "docs")


def blocks(page):
    return [(found["before"], found["kind"], found["body"]) for found in BLOCK.finditer(page.read_text("utf-8"))]


def has_examples(page):
    return any(kind in RUNNABLE for _, kind, _ in blocks(page))


def known_tasks():
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.TASKS


def run_command(line):
    """Run one line of a shell block in this process, which is ten times faster than starting another."""
    words = shlex.split(line, comments=True)
    expects_refusal = words[-2:] == ["||", "true"]
    words = words[:-2] if expects_refusal else words
    if words[:2] == ["python", "run.py"]:
        assert words[2] in known_tasks(), line
        if words[2] in TASKS_RUN_ELSEWHERE:
            return
        words = ["toolkit", *words[2:]]
    assert words[0] == "toolkit", f"an example may call toolkit and run.py only: {line}"
    try:
        application()(words[1:], standalone_mode=False)
    except ToolkitError as error:
        assert expects_refusal, error
        print(f"toolkit: {error}")
    else:
        assert not expects_refusal, f"this was meant to be refused: {line}"


def execute(kind, body, names):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        if kind == "python":
            exec(compile(body, "example", "exec"), names)
        else:
            for line in body.replace("\\\n", " ").splitlines():
                if line.strip() and not line.startswith("#"):
                    run_command(line)
    return said.getvalue()


def matches(promised, printed):
    lines = [line.rstrip() for line in promised.strip("\n").splitlines()]
    anything = {"…": r"(?:.*\n)*?.*"}
    pattern = "\n".join(anything.get(line, re.escape(line).replace("…", ".*")) for line in lines)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder like the project's own: what is shipped is linked or copied, what is made goes nowhere else."""
    for name in ("docs", "notebooks", "toolkit"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(ROOT / "data" / "raw")
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def examples():
    """Give each page that has examples; those that run a notebook are slow."""
    for page in filter(has_examples, PAGES):
        runs_notebook = any(kind == "bash" and "run.py reports" in body for _, kind, body in blocks(page))
        marks = [pytest.mark.slow] if runs_notebook else []
        yield pytest.param(page, id=page.relative_to(ROOT).as_posix(), marks=marks)


@pytest.mark.parametrize("page", list(examples()))
def test_examples_run_and_show_what_the_page_says(page, project):
    names, printed = {"__name__": "example"}, None
    for before, kind, body in blocks(page):
        if kind in RUNNABLE:
            printed = execute(kind, body, names)
        elif kind == "text" and printed is not None:
            assert matches(body, printed), f"the page says:\n{body}\nbut this came out:\n{printed}"
            printed = None
        elif named := FILE.search(before):
            target = project / named[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, encoding="utf-8")


def test_a_promise_that_does_not_hold_is_seen():
    assert matches("a\n…\nd\n", "a\nb\nc\nd\n")
    assert not matches("a\nb\n", "a\nc\n")
    assert not matches("a\n", "a\nb\n")


def test_an_example_may_not_call_other_programs():
    with pytest.raises(AssertionError, match=r"toolkit and run\.py only"):
        run_command("rm -r draw")
