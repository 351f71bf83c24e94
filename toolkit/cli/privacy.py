"""The command that replaces identifiers by pseudonyms before files leave the organisers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import refuse


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("pseudonyms")(pseudonyms)


def pseudonyms(
    files: Annotated[list[Path], typer.Argument(help="tables about people: pool, members, attendance, …")],
    key: Annotated[Path, typer.Option(help="file of the secret; made if it is not there. Keep it out of --out")],
    keep: Annotated[str, typer.Option(help="columns kept, comma between; all others stay behind")],
    out: Annotated[Path, typer.Option(help="folder that receives the tables")],
    identifier: Annotated[str | None, typer.Option("--id", help="column of the identifier")] = None,
) -> None:
    """Write tables with pseudonyms for identifiers; the same key gives a person the same pseudonym in every file."""
    from toolkit.project import sole_writer, spare, write_table
    from toolkit.sources.pseudonyms import read_key, read_pseudonymous

    if out.resolve() in key.resolve().parents:
        raise refuse(
            "--key", "the key lies in the folder of the outputs", "Keep it elsewhere, with the organisers only"
        )
    if len({path.name for path in files}) < len(files):
        raise refuse("files", "two have the same name", "Rename one of them")
    spare(files, [out / f"{path.stem}.csv" for path in files])
    _make_key(key)
    columns = [name.strip() for name in keep.split(",") if name.strip()]
    tables = {path: read_pseudonymous(path, read_key(key), columns, identifier) for path in files}
    with sole_writer(out):
        for path, table in tables.items():
            write_table(table, out / f"{path.stem}.csv")
            print(f"{out / path.stem}.csv: {table['person_id'].nunique()} people, {', '.join(table.columns[1:])}")


def _make_key(path: Path) -> None:
    """Make a new secret that only its owner may read, unless there is one; a run killed before may leave it empty."""
    import os
    import secrets

    from toolkit.project import locked, writable

    if path.exists() and path.stat().st_size:
        return
    with locked(path) as file, writable(path):
        if not file.seek(0, os.SEEK_END):
            path.chmod(0o600)
            file.write(f"{secrets.token_hex(32)}\n".encode())
            os.fsync(file.fileno())
            print(f"a new key was made: {path}. Without it nobody can tell who is who; keep a copy in a safe place.")
