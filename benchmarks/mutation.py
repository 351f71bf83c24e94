"""Change one thing in the code, run its tests, see whether they notice: `python -m benchmarks.mutation [MODULE …]`.

A mutant is a module with one small change: a comparison, an operator, a number, a letter of a regular expression, a
condition or a result. If the tests still pass, it survives: a test is missing, or the change makes no difference. A
seeded sample of each module is tried; `--out docs/mutation.md` writes the page about all modules tried so far, with the
reasons of benchmarks/survivors.csv beside the survivors.

mutmut and cosmic-ray run every mutant in a copy of the project or in a new process, hours for these modules; here a
child is forked for each mutant from a process that has imported everything but the toolkit.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import io
import json
import os
import resource
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[1]
SEED = 20261122
MINUTES = ["tests/sources/test_minutes.py", "tests/sources/test_votes.py"]
NUMBERS = ["tests/test_act_numbers.py", *MINUTES]
LISTS = ["tests/sources/test_selection_files.py", "tests/cli/test_sortition_commands.py"]
SOLVES = ["tests/sortition/test_solver.py", "tests/sortition/test_leximin.py"]
DRAWS = [*SOLVES[1:], "tests/sortition/test_objectives.py", "tests/sortition/test_proof.py"]
AUDITS = ["tests/reliability/test_tampering.py", "tests/sortition/test_record.py"]
PRICES = ["tests/sortition/test_prices.py", "tests/sortition/test_proof.py", *AUDITS]
TESTS = {
    "act_numbers/acts": NUMBERS,
    "act_numbers/agenda": NUMBERS,
    "act_numbers/departments": NUMBERS,
    "sources/minutes": MINUTES,
    "sources/votes": MINUTES,
    "sources/vote_words": ["tests/sources/test_vote_words.py", *MINUTES],
    "sources/list_words": ["tests/sources/test_list_words.py", "tests/sources/test_membership_files.py", *LISTS],
    "sources/outcomes": MINUTES,
    "sources/selection_files": LISTS,
    "sortition/solver": [*SOLVES, *DRAWS],
    "sortition/types": ["tests/sortition/test_types_and_levels.py", "tests/sortition/test_pool.py", *DRAWS],
    "sortition/levels": ["tests/sortition/test_types_and_levels.py", *DRAWS],
    "sortition/leximin": DRAWS,
    "sortition/maximin": DRAWS,
    "sortition/peeling": ["tests/sortition/test_peeling.py", "tests/sortition/test_decomposition.py"],
    "sortition/closing": DRAWS,
    "sortition/pricing": ["tests/sortition/test_pricing.py", "tests/sortition/test_closing.py", *DRAWS],
    "sortition/decomposition": ["tests/sortition/test_decomposition.py", "tests/sortition/test_workshops.py", *DRAWS],
    "sortition/prices": PRICES,
    "sortition/proof": PRICES,
    "sortition/audit": AUDITS,
    "sortition/audit_proof": PRICES,
}
"""The solver, the verifier and the parsers, each with the tests that are to notice."""
KEPT = ROOT / "build" / "mutation"
COMMIT = ("git", "rev-parse", "--short", "HEAD")
HEAD = f"""# Mutation testing: do the tests notice?

Made by `python -m benchmarks.mutation MODULE … --out docs/mutation.md`, module by module (seed {SEED}). In each mutant
one thing is changed: a comparison, an operator, a number, a mark of a regular expression, a condition or a result. The
tests that belong to the module run, without the slow ones; what they do not notice survives.

| module | as of commit | possible changes | tried | noticed | survived | noticed, % |
| --- | --- | ---: | ---: | ---: | ---: | ---: |"""
COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.MatMult: ast.Mult, ast.And: ast.Or, ast.Or: ast.And, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
SAID = ("say", "refuse", "Fault", "compile_docs")
"""Calls whose texts are for people; other tests read those."""
Change = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Mutant:
    """A module with the change of that number at that place (counted as `_walk` goes)."""

    file: Path
    place: int
    number: int

    def tree(self) -> ast.Module:
        """Give the changed code."""
        return self._changed()[1]

    def told(self) -> tuple[str, str, int]:
        """Give the function, the line before and after, and its number."""
        (_, function, before), _, after = self._changed()
        lines = zip(ast.unparse(before).splitlines(), ast.unparse(after).splitlines(), strict=False)
        change = next((_difference(a.strip(), b.strip()) for a, b in lines if a != b), "no difference in text")
        return function or "(a constant)", change, before.lineno

    def _changed(self) -> tuple[tuple[ast.AST, str, ast.stmt], ast.Module, ast.stmt]:
        sound = ast.parse(self.file.read_text(encoding="utf-8"))
        tree = copy.deepcopy(sound)
        node, _, statement = list(_walk(tree))[self.place]
        _changes(node)[self.number](node)
        return list(_walk(sound))[self.place], ast.fix_missing_locations(tree), statement


def _difference(before: str, after: str, around: int = 40) -> str:
    """Show two lines beside each other; of long ones only what is about the change."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    cut = [
        line if len(line) <= 110 else f"…{line[max(0, start - around) : len(line) - max(0, end - around)]}…"
        for line in (before, after)
    ]
    return " → ".join(cut)


def _alike(one: str, other: str) -> int:
    """Count the letters from the start that two texts share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def mutants(module: str) -> list[Mutant]:
    """List every mutant of a module, or of the modules of a package."""
    place = ROOT / "toolkit" / module
    files = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    return [
        Mutant(file, place, number)
        for file in files
        for place, (node, _, _) in enumerate(_walk(ast.parse(file.read_text(encoding="utf-8"))))
        for number in range(len(_changes(node)))
    ]


def _walk(tree: ast.Module) -> Iterator[tuple[ast.AST, str, ast.stmt]]:
    """Give the nodes that compute something, with the function and the statement that they stand in."""

    def below(node: ast.AST, function: str, statement: ast.stmt | None) -> Iterator[tuple[ast.AST, str, ast.stmt]]:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = node.name
        if isinstance(node, ast.stmt):
            statement = node
        if statement is not None:
            yield node, function, statement
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _for_people(child):
                    yield from below(child, function, statement)

    yield from below(tree, "", None)


def _for_people(node: ast.AST) -> bool:
    called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return called in SAID or documents or isinstance(node, ast.Import | ast.ImportFrom)


def _changes(node: ast.AST) -> list[Change]:
    """List what can be changed at a node."""
    match node:
        case ast.Compare():
            return [_set_op(number, COMPARISONS[type(op)]()) for number, op in enumerate(node.ops)]
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.AugAssign(op=op) if type(op) in OPERATORS:
            return [_set("op", OPERATORS[type(op)]())]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return [_set("test", ast.UnaryOp(ast.Not(), test))]
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            return [_set("value", ast.Constant(None))]
        case ast.Expr(value=ast.Call()):
            return [_set("value", ast.Constant(None))]
        case ast.Constant(value=bool() as value):
            return [_set("value", not value)]
        case ast.Constant(value=int() | float() as value):
            return [_set("value", value + 1)]
        case ast.Constant(value=str() as text):
            marks = [place for place, letter in enumerate(text) if letter in "?*+|^$"] if len(text) > 1 else []
            return [_set("value", text[:place] + text[place + 1 :]) for place in marks]
    return []


def _set(name: str, value: object) -> Change:
    return lambda node: setattr(node, name, value)


def _set_op(number: int, op: ast.cmpop) -> Change:
    def change(node: ast.AST) -> None:
        node.ops[number] = op  # type: ignore[attr-defined]

    return change


class Swapped(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Give a mutant in place of its module."""

    def __init__(self, mutant: Mutant):
        parts = mutant.file.relative_to(ROOT).with_suffix("").parts
        self.name, self.path = ".".join(parts[:-1] if parts[-1] == "__init__" else parts), mutant.file
        self.code = compile(mutant.tree(), str(mutant.file), "exec")

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self.code, module.__dict__)


def warm_up(tests: Iterable[str]) -> None:
    """Import everything that the tests import, and forget what belongs to this project."""
    import pytest

    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", *sorted(tests)])
    for name in [name for name in sys.modules if name.partition(".")[0] in ("toolkit", "tests")]:
        del sys.modules[name]


def tested(tests: list[str], mutant: Mutant | None, seconds: int) -> tuple[int, float]:
    """Run tests in a forked child; give its exit status (0: all passed) and its CPU seconds."""
    child = os.fork()
    if child == 0:
        _run_tests(tests, mutant, seconds)
    _, status, usage = os.wait4(child, 0)
    return status, usage.ru_utime + usage.ru_stime


def _run_tests(tests: list[str], mutant: Mutant | None, seconds: int) -> None:
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    code = 1
    try:
        if mutant:
            sys.meta_path.insert(0, Swapped(mutant))
        quick = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", "--hypothesis-seed=0"]
        code = int(pytest.main([*quick, *dict.fromkeys(tests)]))
    finally:
        os._exit(code)


def tried(module: str, count: int) -> tuple[int, list[Mutant]]:
    """Try a sample of the mutants of a module; give how many were tried and those that survived."""
    status, seconds = tested(TESTS[module], None, 600)
    if status:
        raise SystemExit(f"the tests of {module} fail without any change")
    everything = mutants(module)
    rng = np.random.default_rng([SEED, zlib.crc32(module.encode())])
    chosen = sorted(rng.permutation(len(everything))[:count])
    survivors = []
    for number, place in enumerate(chosen, 1):
        status, _ = tested(TESTS[module], everything[place], int(2 * seconds + 10))
        if status == 0:  # not noticed
            survivors.append(everything[place])
        print(f"\r{module}: {number} of {len(chosen)}, {len(survivors)} survive", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return len(chosen), survivors


def remember(module: str, count: int, left: list[Mutant]) -> None:
    """Keep what came out for a module, so that modules can be tried one by one."""
    KEPT.mkdir(parents=True, exist_ok=True)
    outcome = {"possible": len(mutants(module)), "tried": count, "left": [mutant.told()[:2] for mutant in left]}
    outcome["commit"] = subprocess.run(COMMIT, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    (KEPT / f"{module.replace('/', '-')}.json").write_text(json.dumps(outcome), encoding="utf-8")


def page() -> str:
    """Write the page of the results that are kept, with the reasons why survivors survive."""
    known = pd.read_csv(ROOT / "benchmarks" / "survivors.csv", dtype=str, keep_default_na=False)
    reasons = {(row.module, row.change): row.why for row in known.itertuples()}
    paths = {module: KEPT / f"{module.replace('/', '-')}.json" for module in TESTS}
    outcomes = {module: json.loads(path.read_text()) for module, path in paths.items() if path.exists()}
    lines = [HEAD]
    for module, told in outcomes.items():
        tried, left = told["tried"], len(told["left"])
        share = 100 * (tried - left) / tried
        numbers = f"{told['possible']} | {tried} | {tried - left} | {left} | {share:.0f}"
        lines.append(f"| {module} | {told['commit']} | {numbers} |")
    lines += ["", "## Survivors", ""]
    for module, told in outcomes.items():
        head = [f"### {module}", "", "| function | change | why it survives |", "| --- | --- | --- |"]
        rows = [
            f"| {function} | {_cell(change)} | {reasons.get((module, change), 'not explained yet')} |"
            for function, change in told["left"]
        ]
        lines += [*head, *rows, ""] if rows else []
    return "\n".join(lines).rstrip() + "\n"


def _cell(change: str) -> str:
    return "`` " + change.replace("|", "\\|").replace("``", "` `") + " ``"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", help=f"of {', '.join(TESTS)}; all when omitted")
    parser.add_argument("--count", type=int, default=25, help="mutants tried of each module")
    parser.add_argument("--out", type=Path, help="page to write")
    given = parser.parse_args()
    modules = given.modules or list(TESTS)
    warm_up({test for module in modules for test in TESTS[module]})
    for module in modules:
        count, left = tried(module, given.count)
        remember(module, count, left)
        print(f"{module}: {count} tried, {len(left)} survived", flush=True)
        for mutant in left:
            print("  {}: {} (line {})".format(*mutant.told()), flush=True)
        if given.out:
            given.out.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
