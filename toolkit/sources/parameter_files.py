"""YAML files of parameters, read safely."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from toolkit.errors import refuse
from toolkit.project import there_is


def read_parameters(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds one mapping.

    Parameters
    ----------
    path : Path
        File; only plain YAML is understood, no tags that would run code.

    Raises
    ------
    InputError
        If the file is missing, is not YAML (the line is named), or does not hold a mapping.
    """
    if not there_is(path):
        beside = ", ".join(sorted(other.name for other in path.parent.glob("*.yaml")))
        remedy = f"Check the name; there are {beside}" if beside else "Check the name and the folder"
        raise refuse(str(path), "there is no such file", remedy)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise refuse(str(path), "the file is not UTF-8 text", "Save it as UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = [mark.line + 1] if mark else []
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise refuse(str(path), f"not valid YAML ({problem})", "Correct the line", line) from None
    except (ValueError, RecursionError) as error:  # a date such as 2026-13-01, or brackets without end
        raise refuse(str(path), f"not valid YAML ({error})", "Correct the dates and the brackets") from None
    if not isinstance(content, dict):
        raise refuse(str(path), "expected names and values (name: value)", "See the examples in parameters/")
    return {str(name): value for name, value in content.items()}
