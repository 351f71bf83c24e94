"""Commands of a design: how many letters, and whole designs simulated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.errors import refuse

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.design.frames import Frame
    from toolkit.design.scenario import Design

OUT = Annotated[Path, typer.Option(help="folder that receives the tables")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("letters")(letters)
    app.command("simulate")(simulate)


def letters(
    design: Annotated[str, typer.Argument(help="name of a file of parameters/designs, or path of a YAML file")],
    out: OUT,
    frame: Annotated[str | None, typer.Option(help="name of the list; the first one when omitted")] = None,
    margin: Annotated[float, typer.Option(help="volunteers per seat in every group", min=0.1, max=100)] = 1.0,
    confidence: Annotated[float, typer.Option(help="probability asked for", min=0.5, max=0.9999)] = 0.95,
    runs: Annotated[int, typer.Option(help="simulated mailings", min=100, max=1_000_000)] = 5000,
    seed: Annotated[int, typer.Option(help="seed of the simulation", min=0)] = 0,
) -> None:
    """Count the letters needed by each group and by all together, and how likely the quotas can be met."""
    import numpy as np

    from toolkit.design.recruitment import groups_of, letters_by_group, letters_jointly, probability_enough
    from toolkit.design.scenario import read_design
    from toolkit.project import write_tables

    plan = read_design(design)
    chosen, residents, rng = _frame(plan, frame), plan.residents(), np.random.default_rng(seed)
    arguments = (chosen, residents, plan.response, plan.criteria)
    table = letters_by_group(groups_of(*arguments), margin, confidence)
    together = letters_jointly(*arguments, margin, rng, confidence)
    chance = probability_enough(*arguments, sorted({1.0, 2.0, 3.0, margin}), runs, rng)
    write_tables({"letters": table, "probability": chance}, out)
    for row in table.head(5).itertuples():
        typer.echo(f"{row.letters:>9,} letters for {row.needed} volunteers of {row.feature}: {row.value}")
    typer.echo(f"{together:>9,} letters for all groups together with probability {confidence:.0%}")
    for row in chance.itertuples():
        typer.echo(f"{chosen.letters:>9,} letters give {row.margin:g} per seat everywhere: {row.probability:.3f}")


def _frame(plan: Design, name: str | None) -> Frame:
    """Find a frame of a design by its name."""
    frames = {frame.name: frame for frame in plan.frames}
    if name is not None and name not in frames:
        raise refuse("--frame", f"the design has no list {name!r}", f"Choose among {', '.join(frames)}")
    return frames[name] if name else plan.frames[0]


def simulate(
    designs: Annotated[list[str], typer.Argument(help="names of files of parameters/designs, or paths of YAML files")],
    out: OUT,
    runs: Annotated[int, typer.Option(help="simulated mandates of each design", min=1, max=100_000_000)] = 1000,
    seed: Annotated[int, typer.Option(help="seed; the same seed gives the same files", min=0)] = 0,
    workers: Annotated[int, typer.Option(help="processes of this machine", min=1, max=1024)] = 1,
    dask: Annotated[str | None, typer.Option(help="address of a Dask scheduler, such as tcp://host:8786")] = None,
) -> None:
    """Live through whole designs many times; files are the same whatever the number of workers, and work resumes."""
    import pandas as pd

    from toolkit.design.scenario import read_design
    from toolkit.project import sole_writer, write_table

    plans = [(Path(name).stem, read_design(name)) for name in designs]
    repeated = sorted({name for name, _ in plans if [other for other, _ in plans].count(name) > 1})
    if repeated:
        raise refuse("designs", f"{', '.join(repeated)} stands more than once", "Give each design once")
    summaries = []
    with sole_writer(out):
        for name, plan in plans:
            folder = out / name
            _simulate_one(plan, folder, runs, seed, workers, dask)
            summaries.append(_summary(folder).assign(design=name))
        table = pd.concat(summaries, ignore_index=True)[["design", "outcome", "mean", "low", "high"]]
        write_table(table.round(6), out / "summary.csv")
    typer.echo(table.round(3).to_string(index=False))


def _simulate_one(plan: Design, folder: Path, runs: int, seed: int, workers: int, dask: str | None) -> None:
    """Simulate the parts of one design that are not there yet, and write each as it comes."""
    from toolkit.design.parallel import parts, simulate_parts
    from toolkit.project import write_text

    _check_manifest(plan, folder, seed)
    write_text(_manifest(plan, seed), folder / "manifest.json")
    files = {folder / f"runs-{part.start:09d}-{part.stop:09d}.parquet": part for part in parts(runs)}
    for stale in set(folder.glob("runs-*.parquet")) - set(files):
        stale.unlink()
    todo = [part for file, part in files.items() if not file.exists()]
    for part, table in simulate_parts(plan, todo, seed, workers, dask):
        write_part(table, folder / f"runs-{part.start:09d}-{part.stop:09d}.parquet")
        typer.echo(f"{folder.name}: {part.stop:,} of {runs:,} runs", err=True)


def _manifest(plan: Design, seed: int) -> str:
    """Say what a folder of results was made with."""
    import json
    from importlib.metadata import version

    content = {
        "toolkit": version("citizens-assembly-toolkit"),
        "seed": seed,
        "design": json.loads(plan.model_dump_json()),
    }
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _check_manifest(plan: Design, folder: Path, seed: int) -> None:
    """Refuse to mix results of another design, seed or version."""
    manifest = folder / "manifest.json"
    if manifest.exists() and manifest.read_text(encoding="utf-8") != _manifest(plan, seed):
        problem = "the folder holds results of another design, seed or version"
        raise refuse(str(folder), problem, "Choose another --out, or delete the folder")


def write_part(table: pd.DataFrame, path: Path) -> None:
    """Write a part as Parquet, whole or not at all, without anything that differs between runs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from toolkit.project import whole_file

    plain = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata({"synthetic": "true"})
    with whole_file(path) as part:
        pq.write_table(plain, part, compression="zstd")


def _summary(folder: Path) -> pd.DataFrame:
    """Sum up the parts, one outcome in memory at a time."""
    import pandas as pd

    from toolkit.design.simulation import OUTCOMES, interval

    files = sorted(folder.glob("runs-*.parquet"))
    rows = []
    for name in OUTCOMES:
        column = pd.concat([pd.read_parquet(file, columns=[name]) for file in files])[name]
        rows.append((name, *interval(column)))
    return pd.DataFrame(rows, columns=["outcome", "mean", "low", "high"])
