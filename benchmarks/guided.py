"""Let a coverage-guided fuzzer look for inputs that break the parsers: `python -m benchmarks.guided [FORM …]`.

Atheris (libFuzzer for Python) starts from the sound inputs of benchmarks/fuzz.py, keeps every input that reaches new
code and changes it further. What holds there holds here: a result or one `ToolkitError`, within 10 s and 1 GiB. Each
form runs in a process of its own, for so many executions and seconds, from a seed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = 20261122
FORMS = (
    "act numbers", "minutes (text)", "minutes (web page)", "quotas", "pool", "design (YAML)",
    "parameters of 03_design (YAML)", "SCDL deliberations", "agenda (Opendatasoft JSON)",
    "subsidies (Opendatasoft JSON)", "Popolo JSON",
)  # fmt: skip


def explore(name: str, seconds: int, findings: Path) -> None:
    """Fuzz one form in this process; libFuzzer ends it. Each new kind of failure is added to a file."""
    import atheris

    with atheris.instrument_imports(include=["toolkit"]):
        import toolkit.act_numbers
        import toolkit.sources.minutes
        import toolkit.sources.open_data
        import toolkit.sources.parameter_files
        import toolkit.sources.popolo
        import toolkit.sources.selection_files
        import toolkit.sources.votes  # noqa: F401
        from benchmarks.fuzz import forms

    form = forms()[name]
    read = PARSERS.get(name, form.read)
    place = Path(tempfile.mkdtemp())
    for file, text in form.files.items():
        (place / file).write_text(text, encoding="utf-8")
    corpus = place / "corpus"
    corpus.mkdir()
    (corpus / "sound").write_bytes((place / form.damaged[0]).read_bytes())
    known: set[str] = set()

    def one(data: bytes) -> None:
        (place / form.damaged[0]).write_bytes(data)
        failure = failure_of(read, place)
        if failure and failure.splitlines()[0] not in known:
            known.add(failure.splitlines()[0])
            with findings.open("a", encoding="utf-8") as file:
                file.write(f"{failure}\n  input: {data[:4000]!r}\n")

    limits = [f"-max_total_time={seconds}", f"-seed={SEED}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=6000"]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={findings.parent}/", str(corpus)], one)
    atheris.Fuzz()


def read_minutes(place: Path) -> None:
    from toolkit.sources.minutes import read_documents

    read_documents(sorted(place.glob("minutes.*")))


def read_selection_files(place: Path) -> None:
    from toolkit.sources.selection_files import read_selection

    read_selection({"": place / "pool.csv"}, place / "quotas.csv", None, ["street", "town"])


PARSERS = {
    "minutes (text)": read_minutes,
    "minutes (web page)": read_minutes,
    "pool": read_selection_files,
    "quotas": read_selection_files,
}
"""The parsers alone, where the form goes through a command that does much besides."""


def failure_of(read, place: Path) -> str:
    """Run a reader; give "" or the kind of failure and where in the toolkit it happened."""
    from toolkit.errors import ToolkitError

    silence = io.StringIO()
    with contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read(place)
        except ToolkitError as error:
            return "" if str(error).strip() else "an empty message"
        except Exception as error:
            frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/toolkit/" in frame.filename]
            line = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "outside"
            return f"{type(error).__name__} at {line}: {str(error)[:150]!r}"
    return ""


def explored(name: str, seconds: int) -> tuple[str, list[str]]:
    """Fuzz one form in a child; give a row of the table and the failures."""
    with tempfile.TemporaryDirectory() as folder:
        findings = Path(folder) / "findings.txt"
        command = [sys.executable, "-m", "benchmarks.guided", "--child", name, str(seconds), str(findings)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        failures = findings.read_text(encoding="utf-8").splitlines() if findings.exists() else []
        failures += [f"{path.name}: {path.read_bytes()[:2000]!r}" for path in Path(folder).glob("[ct]*-*")]
    told = re.findall(r"^#(\d+)\s+\w+\s+cov: (\d+) ft: \d+ corp: (\d+)", done.stderr, re.MULTILINE)
    runs, edges, corpus = told[-1] if told else ("0", "0", "0")
    if not told:
        failures.append("the fuzzer did not run: " + (done.stderr.strip().splitlines() or ["no message"])[-1][:200])
    count = sum(not line.startswith("  ") for line in failures)
    first = told[0][1] if told else "0"
    return f"| {name} | {int(runs):,} | {first} | {edges} | {corpus} | {count or 'none'} |", failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("forms", nargs="*", help="of those of benchmarks/fuzz.py; all parsers when omitted")
    parser.add_argument("--seconds", type=int, default=20, help="for each form")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        explore(given.child[0], int(given.child[1]), Path(given.child[2]))
        return 0
    print("| form | executions | branches at first | branches reached | inputs kept | failures |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    failed = []
    for name in given.forms or FORMS:
        row, failures = explored(name, given.seconds)
        print(row, flush=True)
        failed += [f"{name}: {failure}" for failure in failures]
    print(*failed, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
