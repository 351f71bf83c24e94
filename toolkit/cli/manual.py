"""The command that writes the manual of all commands, from the commands themselves."""

from __future__ import annotations

import typer

HEAD = """# Command line

Made by `python -m toolkit manual` from the commands themselves; each also answers to `--help`. A command ends with
code 0, or with code 2 and one message that names what is wrong and what to do.

"""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("manual", hidden=True)(manual)


def manual() -> None:
    """Write docs/reference/commands.md from the command line itself (for maintainers)."""
    from toolkit.project import project_root, write_text

    write_text(manual_text(), project_root() / "docs" / "reference" / "commands.md")


def manual_text() -> str:
    """Describe every command that readers see: its usage, arguments and options, as Markdown."""
    from typer.cli import get_docs_for_click

    from toolkit.cli import application

    group = typer.main.get_group(application())
    context = typer.Context(group, info_name="toolkit")
    pages = (
        get_docs_for_click(obj=command, ctx=context, name=name, call_prefix="toolkit", indent=1)
        for name, command in group.commands.items()
        if not command.hidden
    )
    return HEAD + "\n".join(page.strip() + "\n" for page in pages)
