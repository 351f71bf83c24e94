"""Formulas, written as TeX in a notebook, as MathML: browsers show it, pandoc makes typst and Word equations of it."""

from __future__ import annotations

import re
import subprocess
from functools import cache

from toolkit.errors import ToolkitError


@cache
def mathml(tex: str) -> str:
    """Turn one formula into MathML, displayed on a line of its own.

    Parameters
    ----------
    tex : str
        The formula, without dollar signs.

    Raises
    ------
    ToolkitError
        If pandoc cannot read the formula.
    """
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=html", "--mathml"]
    text = f"$${' '.join(tex.split())}$$"
    ended = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    found = re.search(r"<math\b.*</math>", ended.stdout, re.DOTALL)
    if found is None or ended.stderr:
        raise ToolkitError(f"the formula {tex!r} cannot be read as TeX")
    return found[0]
