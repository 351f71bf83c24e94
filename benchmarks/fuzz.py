"""Feed damaged inputs to every reader: `python -m benchmarks.fuzz [--each 100] [--only members] [--out PAGE]`.

Each case takes the files of a sound input, damages one of them with a few seeded mutations and runs the command or
reader that takes it. It must give a result or one `ToolkitError` (exit code 2 with one message); anything else, more
than 10 s of computing or more than 1 GiB of further memory is a fault, printed with what makes it again:
`--only FORM --first CASE --each 1`. `--out docs/reliability.md` puts the table in its place on that page.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from typer.main import get_command

from toolkit.cli import application
from toolkit.errors import ToolkitError
from toolkit.project import write_text

ROOT = Path(__file__).parents[1]
SEED = 20261122
SECONDS = 10
GIB = 2**30
MARKS = ("<!-- damaged inputs -->", "<!-- end of damaged inputs -->")
CELLS = (
    "", " ", "0", "-1", "1e999", "nan", "NaN", "inf", "-inf", "99999999999999999999", "1.5", "1,5", "0x10", "١٢",
    "=1+1", "@SUM(A1)", "\ufeff", "\u202e", "é", "É", "\x00", "\x0b", "\u2028", "'", '"', '""', ",", ";", "\t", "\n",
    "\r", "../../etc/passwd", "<script>alert(1)</script>", "{0}", "{n}", "%s", "\\", "null", "true", "[]", "{}", "*x",
    "&a", "!!python/object/apply:os.system [true]", "2023-02-30", "0000-00-00", "99/99/9999", "2023-13-01",
    "9999-12-31", "1-1-1", "12:61", "œ", "ß", "😀", "person_id", "×", "a×b", "sex", "women", "1" * 400, "x" * 20_000,
    "n° 17 bis", "2025 DVD 62", "DFPE 40, 41, 42", "2015 DDCT 10 G", "1 à 9999", "adopté", "est rejeté", "23 voix pour",
)  # fmt: skip
"""What spreadsheets, people and attackers put in a cell."""


@dataclass(frozen=True)
class Form:
    """A form of input: its sound files, those that are damaged, and what reads them."""

    files: dict[str, str]
    damaged: tuple[str, ...]
    read: Callable[[Path], object]


# What is read


TOOLKIT = get_command(application())


def command(*arguments: object) -> None:
    TOOLKIT.main([str(argument) for argument in arguments], standalone_mode=False)


def templates(**names: str) -> dict[str, str]:
    return {name: (ROOT / "docs" / "templates" / file).read_text(encoding="utf-8") for name, file in names.items()}


def pool_text(people: int = 24) -> str:
    rng = np.random.default_rng(SEED)
    rows = ["person_id,name,sex,age,street,town"]
    for number in range(people):
        sex, age = rng.choice(["women", "men"]), rng.choice(["16-29", "30-59", "60+"])
        rows.append(f"p{number},Nom {number},{sex},{age},{rng.integers(1, 12)} rue Haute,Paris")
    return "\n".join(rows) + "\n"


QUOTAS = "feature,value,min,max\nsex,women,3,3\nsex,men,3,3\nage,16-29,1,3\nage,30-59,1,3\nage,60+,1,3\n"
FLEXIBLE = (
    "category,name,min,max,min_flex,max_flex\nsex,women,3,3,2,4\nsex,men,3,3,2,4\n"
    "age,16-29,1,3,0,4\nage,30-59,1,3,0,\nage,60+,1,3,0,9\n"
)


def read_selection(place: Path) -> None:
    files = ["--pool", place / "pool.csv", "--quotas", place / "quotas.csv", "--same-address", "street,town"]
    command("feasible", *files, "--size", 6, "--exclude", place / "past.csv")


def read_draw(place: Path) -> None:
    command("verify", place)


def number_draw(place: Path) -> None:
    command("number", "--lottery", place, "--panels", 5)


def read_composition(place: Path) -> None:
    names = ("criteria", "members", "population", "attendance")
    files = [argument for name in names for argument in (f"--{name}", place / f"{name}.csv")]
    command("composition", *files, "--out", place / "out", "--on", "2023-10-01")


def read_design(place: Path) -> None:
    from toolkit.design.scenario import read_design as read

    design = read(str(place / "design.yaml"))
    design.residents()


def notebook_parameters(name: str) -> Form:
    """Give what a notebook may be told, and do with it what its first cells do."""
    from toolkit.reports import parameters

    model = getattr(parameters, f"{name.split('_')[1].capitalize()}Parameters")
    text = yaml.safe_dump(model().model_dump(), sort_keys=False, allow_unicode=True)

    def read(place: Path) -> None:
        from toolkit.design.scenario import read_design
        from toolkit.reports import open_page
        from toolkit.sources.assembly import open_assembly
        from toolkit.sources.parameter_files import read_parameters

        settings = model(**read_parameters(place / "parameters.yaml"))
        np.random.default_rng(settings.seed)
        open_page(name, assembly=settings.assembly, language=settings.language, output=settings.output)
        open_assembly(settings.assembly)
        for design in [getattr(settings, "design", ""), *getattr(settings, "beside", [])]:
            read_design(design) if design else None

    return Form({"parameters.yaml": text}, ("parameters.yaml",), read)


def read_links(place: Path) -> None:
    files = ["--recommendations", place / "recommendations.csv", "--acts", place / "acts.csv"]
    command("link", *files, "--out", place / "links.csv", "--since", "2020")


def read_trace(place: Path) -> None:
    files = ["--recommendations", place / "recommendations.csv", "--statements", place / "statements.csv"]
    command("trace", *files, "--out", place / "out")


def read_minutes(place: Path) -> None:
    command("minutes", place / "minutes.txt", "--out", place / "out")


def read_web_page(place: Path) -> None:
    command("minutes", place / "minutes.html", "--out", place / "out")


def read_open_data(place: Path) -> None:
    from toolkit.sources import open_data

    open_data.read_scdl(place / "scdl.csv")


def read_agenda(place: Path) -> None:
    from toolkit.sources import open_data

    open_data.read_agenda(place / "agenda.json")


def read_subsidies(place: Path) -> None:
    from toolkit.sources import open_data

    open_data.read_subsidies(place / "subsidies.json")


def read_motions(place: Path) -> None:
    from toolkit.sources.popolo import read_popolo, to_popolo

    to_popolo(*read_popolo(place / "motions.json"))


def read_numbers(place: Path) -> None:
    from toolkit.act_numbers import canonical_acts, find_agenda_numbers

    text = (place / "title.txt").read_text(encoding="utf-8", errors="replace")
    canonical_acts(text), canonical_acts(text, 2019), find_agenda_numbers(text, "2023-03")


MINUTES = """Conseil de Paris - séance des 14, 15 et 16 mars 2023
2023 DVD 62 - Réaménagement de la place. Vœu déposé par le groupe Les Écologistes.
Mme la MAIRE DE PARIS. - Je mets aux voix, à main levée, le projet de délibération DVD 62.
Le projet de délibération est adopté à l'unanimité. (2023, DVD 62).
Vœu n° 17 déposé par le groupe Changer Paris relatif aux arbres. Avis défavorable de l'Exécutif.
Je mets aux voix le vœu n° 17, avec un avis défavorable. Le vœu est repoussé par 60 voix contre 45 et 3 abstentions.
L'amendement n° 4 bis est retiré. Le vœu n° 17 bis de l'Exécutif est adopté. (2023, V. 50).
"""
NUMBERS = (
    "2007, DLH 10 G - DASES 469 G - Autorisation; 2014 DF 1005-2°; DFPE 40, 41, 42; vœux n° 216 à 219 ter; "
    "2021 DDCT 6 - DPSP-DAE; 2019 100% Paris 1; 1995, D. 1584; V194 et V195\n"
)
RECOMMENDATIONS = (
    "recommendation_id,text,promotion,instrument\nR1,Planter des arbres dans les cours d'école,P1,vœu\n"
    "R2,Ouvrir les piscines la nuit,P1,\nR3,Appliquer 2023 DVD 62,P2,délibération\n"
)
ACTS = (
    "act_id,title,text,date\n2023 DVD 62,Réaménagement de la place,,2023-03-14\n"
    "2024 DASCO 8,Cours oasis: arbres dans les écoles,Des arbres,2024-02\n2019 DJS 1,Piscines,,2019\n"
)
STATEMENTS = (
    "rec_id,axis,value,date,observer,strength,observer_kind\nR1,stage,voted,2024-07-09,city,stated,city\n"
    "R2,stage,tabled,2024,assembly,,assembly\nR1,stage,delivered,2025-03,researcher,,researcher\n"
)
NOTEBOOKS = ("01_sortition", "02_composition", "03_design", "04_impact", "05_validation")

SCDL = (
    "coll_nom,coll_siret,delib_id,delib_date,delib_objet,pref_date,vote_effectif,vote_reel,vote_pour,vote_contre,"
    "vote_abstention\nParis,21750001600019,2021 DVD 62,02/07/2021,Place,2021/07/05 00:00:00+00,163,150,100,40,10\n"
    "Paris,21750001600019,2021 DASCO 8,2021-07-02,Cours,,163,,120,,\n"
)
AGENDA = (
    '[{"reference": "2016 DVD 62", "objet": "Place", "seance": "2016-03-14"},\n'
    '{"reference": "2016 DASCO 8-1°", "objet": "Cours", "seance": "mars 2016"}]'
)
SUBSIDIES = (
    '[{"annee_budgetaire": "2020", "numero_siret": "12345678900011", "nom_beneficiaire": "Association", '
    '"objet_du_dossier": "Aide", "montant_vote": 1500.0, "direction": "DASCO"},\n{"annee_budgetaire": "2021-01-01", '
    '"numero_siret": "", "nom_beneficiaire": "Autre", "objet_du_dossier": null, "montant_vote": "2 000"}]'
)
MOTIONS = (
    '{"motions": [{"id": "2023 DVD 62", "text": "Place", "legislative_session_id": "2023-03", "vote_events": [\n'
    '{"id": "vote-1", "motion_id": "2023 DVD 62", "legislative_session_id": "2023-03", "result": "pass", '
    '"counts": [{"option": "yes", "value": 60}, {"option": "no", "value": 45}]}]}]}\n'
)


def draw_files() -> dict[str, str]:
    """Make the folder of a small draw."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "pool.csv").write_text(pool_text())
        (place / "quotas.csv").write_text(QUOTAS)
        files = ["--pool", place / "pool.csv", "--quotas", place / "quotas.csv", "--same-address", "street"]
        with contextlib.redirect_stdout(io.StringIO()):
            command("draw", *files, "--size", 6, "--seed", 1, "--out", place / "draw")
        return {path.name: path.read_text(encoding="utf-8") for path in sorted((place / "draw").iterdir())}


def forms() -> dict[str, Form]:
    """List the forms of input."""
    past = "person_id,reason\np3,former member\n"
    selection = {"pool.csv": pool_text(), "quotas.csv": QUOTAS, "past.csv": past}
    composition = templates(
        **{
            "criteria.csv": "criteria.csv",
            "members.csv": "members.csv",
            "population.csv": "population.csv",
            "attendance.csv": "attendance.csv",
        }
    )
    draw = draw_files()
    links = {"recommendations.csv": RECOMMENDATIONS, "acts.csv": ACTS}
    statements = {"recommendations.csv": RECOMMENDATIONS, "statements.csv": STATEMENTS}
    design = {"design.yaml": (ROOT / "parameters" / "designs" / "merville.yaml").read_text(encoding="utf-8")}
    page = "<html><body><p>" + MINUTES.replace("\n", "</p>\n<p>") + "</p></body></html>"
    return {
        "pool": Form(selection, ("pool.csv",), read_selection),
        "quotas": Form(selection, ("quotas.csv",), read_selection),
        "quotas with flexibility": Form(selection | {"quotas.csv": FLEXIBLE}, ("quotas.csv",), read_selection),
        "people who may not sit": Form(selection, ("past.csv",), read_selection),
        "draw folder, verified": Form(draw, tuple(draw), read_draw),
        "draw folder, numbered": Form(draw, ("lottery.csv", "pool.csv", "quotas.csv", "certificate.json"), number_draw),
        "criteria": Form(composition, ("criteria.csv",), read_composition),
        "members": Form(composition, ("members.csv",), read_composition),
        "population": Form(composition, ("population.csv",), read_composition),
        "attendance": Form(composition, ("attendance.csv",), read_composition),
        "design (YAML)": Form(design, ("design.yaml",), read_design),
        **{f"parameters of {name} (YAML)": notebook_parameters(name) for name in NOTEBOOKS},
        "recommendations": Form(links, ("recommendations.csv",), read_links),
        "acts": Form(links, ("acts.csv",), read_links),
        "statements on uptake": Form(statements, ("statements.csv",), read_trace),
        "minutes (text)": Form({"minutes.txt": MINUTES}, ("minutes.txt",), read_minutes),
        "minutes (web page)": Form({"minutes.html": page}, ("minutes.html",), read_web_page),
        "SCDL deliberations": Form({"scdl.csv": SCDL}, ("scdl.csv",), read_open_data),
        "agenda (Opendatasoft JSON)": Form({"agenda.json": AGENDA}, ("agenda.json",), read_agenda),
        "subsidies (Opendatasoft JSON)": Form({"subsidies.json": SUBSIDIES}, ("subsidies.json",), read_subsidies),
        "Popolo JSON": Form({"motions.json": MOTIONS}, ("motions.json",), read_motions),
        "act numbers": Form({"title.txt": NUMBERS}, ("title.txt",), read_numbers),
    }


# How it is damaged


def damaged(text: str, rng: np.random.Generator) -> bytes:
    """Damage a text with one to four mutations, and now and then its encoding."""
    for _ in range(int(rng.integers(1, 5))):
        text = MUTATIONS[int(rng.integers(len(MUTATIONS)))](text, rng)
    encoding = ["utf-8"] * 8 + ["utf-8-sig", "cp1252", "utf-16"]
    content = text.encode(encoding[int(rng.integers(len(encoding)))], errors="replace")
    if rng.random() < 0.1 and content:
        place = int(rng.integers(len(content)))
        content = content[:place] + bytes([int(rng.integers(256))]) + content[place + 1 :]
    return content


def _span(text: str, rng: np.random.Generator) -> tuple[int, int]:
    start = int(rng.integers(len(text) + 1))
    return start, min(len(text), start + int(rng.integers(1, 40)))


def cut_out(text: str, rng: np.random.Generator) -> str:
    start, end = _span(text, rng)
    return text[:start] + text[end:]


def cut_off(text: str, rng: np.random.Generator) -> str:
    return text[: int(rng.integers(len(text) + 1))]


def repeat(text: str, rng: np.random.Generator) -> str:
    start, end = _span(text, rng)
    return text[:end] + text[start:end] * int(rng.integers(1, 30)) + text[end:]


def put_in(text: str, rng: np.random.Generator) -> str:
    start, _ = _span(text, rng)
    return text[:start] + CELLS[int(rng.integers(len(CELLS)))] + text[start:]


def another_cell(text: str, rng: np.random.Generator) -> str:
    lines = text.split("\n")
    row = int(rng.integers(len(lines)))
    cells = lines[row].split(",")
    cells[int(rng.integers(len(cells)))] = CELLS[int(rng.integers(len(CELLS)))]
    lines[row] = ",".join(cells)
    return "\n".join(lines)


def another_value(text: str, rng: np.random.Generator) -> str:
    """Put something else behind one of the colons, as YAML and JSON have them."""
    found = list(re.finditer(r": [^\n,}]+", text))
    if not found:
        return another_cell(text, rng)
    hit = found[int(rng.integers(len(found)))]
    return text[: hit.start()] + ": " + CELLS[int(rng.integers(len(CELLS)))] + text[hit.end() :]


def cell_of_another_row(text: str, rng: np.random.Generator) -> str:
    lines = [line.split(",") for line in text.split("\n")]
    one, other = (lines[int(rng.integers(len(lines)))] for _ in range(2))
    one[int(rng.integers(len(one)))] = other[int(rng.integers(len(other)))]
    return "\n".join(",".join(cells) for cells in lines)


def lines_moved(text: str, rng: np.random.Generator) -> str:
    lines = text.split("\n")
    return "\n".join(lines[int(place)] for place in rng.permutation(len(lines)))


def line_twice(text: str, rng: np.random.Generator) -> str:
    lines = text.split("\n")
    row = int(rng.integers(len(lines)))
    return "\n".join([*lines[: row + 1], *lines[row:]])


def another_delimiter(text: str, rng: np.random.Generator) -> str:
    return text.replace(",", ";" if rng.random() < 0.5 else "\t")


def column_gone(text: str, rng: np.random.Generator) -> str:
    lines = [line.split(",") for line in text.split("\n")]
    column = int(rng.integers(max(1, len(lines[0]))))
    return "\n".join(",".join(cells[:column] + cells[column + 1 :]) for cells in lines)


def other_line_ends(text: str, rng: np.random.Generator) -> str:
    return text.replace("\n", "\r\n" if rng.random() < 0.7 else "\r")


MUTATIONS = (
    cut_out, cut_off, repeat, put_in, put_in, another_cell, another_cell, another_cell, another_value,
    another_value, cell_of_another_row,
    lines_moved, line_twice, another_delimiter, column_gone, other_line_ends,
)  # fmt: skip


# What happens


class TooLong(BaseException):
    """A case took too long."""


def cases(name: str, form: Form, first: int, count: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Give damaged inputs; a case is the same whatever cases came before it."""
    for number in range(first, first + count):
        rng = np.random.default_rng([SEED, number, *name.encode()])
        hit = form.damaged[int(rng.integers(len(form.damaged)))]
        sound = {file: text.encode() for file, text in form.files.items()}
        yield number, sound | {hit: damaged(form.files[hit], rng)}


def outcome(form: Form, files: dict[str, bytes]) -> tuple[str, str]:
    """Run one case: "result", "error" with the message, or "fault" with what happened."""
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        place = Path(name)
        for file, content in files.items():
            (place / file).write_bytes(content)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                form.read(place)
        except ToolkitError as error:
            return ("error", str(error)) if str(error).strip() else ("fault", "an empty message")
        except TooLong:
            return "fault", f"more than {SECONDS} s"
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)
            ours = [frame for frame in where if f"{os.sep}toolkit{os.sep}" in frame.filename]
            line = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "outside"
            return "fault", f"{type(error).__name__} at {line}: {str(error)[:200]!r}"
    return "result", ""


def fuzz(chosen: dict[str, Form], first: int, count: int) -> tuple[dict[str, Counter[str]], list[str]]:
    """Run cases of each form; give the outcomes by form and the faults."""

    def too_long(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, too_long)
    outcomes, faults = {}, []
    for name, form in chosen.items():
        outcomes[name] = Counter[str]()
        print(name, file=sys.stderr, flush=True)
        for number, files in cases(name, form, first, count):
            start = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            kind, what = outcome(form, files)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            if time.process_time() - start > SECONDS:
                kind, what = "fault", f"{time.process_time() - start:.0f} s"
            outcomes[name][kind] += 1
            if kind == "fault":
                faults.append(f"--only '{name}' --first {number}: {what}")
    return outcomes, faults


def limit_memory() -> None:
    """Let this process grow by 1 GiB at most."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    limit = pages * resource.getpagesize() + GIB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def table(outcomes: dict[str, Counter[str]], faults: list[str], each: int) -> str:
    """Give the outcomes as Markdown."""
    lines = [
        f"Made by `python -m benchmarks.fuzz --each {each}` (seed {SEED}).",
        "",
        "| form of input | cases | results | clear errors | faults |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, counts in [*outcomes.items(), ("all", sum(outcomes.values(), Counter[str]()))]:
        told = f"{counts['result']:,} | {counts['error']:,} | {counts['fault'] or 'none'}"
        lines.append(f"| {name} | {sum(counts.values()):,} | {told} |")
    return "\n".join([*lines, *(f"- {fault}" for fault in faults)]) + "\n"


def put_between_marks(text: str, page: Path) -> None:
    """Replace what stands between the marks of this command on a page."""
    start, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, end = rest.partition(MARKS[1])
    if not end:
        raise SystemExit(f"{page}: the marks {MARKS[0]} and {MARKS[1]} are not there")
    write_text(f"{start}{MARKS[0]}\n{text}{MARKS[1]}{end}", page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=100, help="cases of each form")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", default="", help="one form of input")
    parser.add_argument("--out", type=Path, help="page that receives the table")
    options = parser.parse_args()
    chosen = {name: form for name, form in forms().items() if options.only in ("", name)}
    if not chosen:
        parser.error(f"no such form; choose from {', '.join(forms())}")
    limit_memory()
    outcomes, faults = fuzz(chosen, options.first, options.each)
    made = table(outcomes, faults, options.each)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made += f"\nThe whole run took {time.process_time():.0f} CPU seconds and at most {memory:.0f} MiB.\n"
    print(made)
    if options.out:
        put_between_marks(made, options.out)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
