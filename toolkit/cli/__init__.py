"""The command line: a thin layer over the functions; a user's mistake gives one clear message and exit code 2.

Heavy modules are imported inside the commands, so that `toolkit --help` answers at once.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from toolkit.errors import ToolkitError

TOPICS = ("reports", "sortition", "composition", "design", "impact", "privacy", "manual")


def application() -> typer.Typer:
    """Build the command line from its topics, one module each."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    for topic in TOPICS:
        import_module(f"toolkit.cli.{topic}").register(app)
    return app


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Sortition, composition, design and impact of permanent citizens' assemblies."""


def _tell_version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        from importlib.metadata import version

        print(version("citizens-assembly-toolkit"))
        raise typer.Exit


def main() -> None:
    """Run the command line; print a `ToolkitError` as its message alone and exit with code 2."""
    try:
        application()()
    except ToolkitError as error:
        print(f"toolkit: {error}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        place, reason = error.filename or "a file", (error.strerror or str(error)).lower()
        print(f"toolkit: {place}: {reason}. Check that it can be read or written there.", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        print("toolkit: interrupted; finished files are kept, nothing is half-written", file=sys.stderr)
        sys.exit(130)
