"""What each notebook may be told: one frozen model per notebook, which refuses what it does not know."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from toolkit.errors import Fault, InputError


class NotebookParameters(BaseModel):
    """What all notebooks have in common.

    Parameters
    ----------
    assembly : str
        Folder below data/raw/.
    language : {"fr", "en"}
        Language of the page.
    seed : int
        Seed of every random number on the page, 0 or more.
    output : str
        Folder that receives figures and their numbers; "" for reports/<assembly>.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    assembly: str = "paris"
    language: Literal["fr", "en"] = "en"
    seed: int = 0
    output: str = ""

    def __init__(self, **values: Any):
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise InputError(_fault(problem, type(self)) for problem in error.errors()) from None


def _fault(problem: Any, model: type[BaseModel]) -> Fault:
    """Say one fault of the parameters."""
    name = ".".join(str(part) for part in problem["loc"])
    known = ", ".join(model.model_fields)
    if problem["type"] == "extra_forbidden":
        return Fault(f"parameter {name}", "is not known", f"The parameters are {known}")
    return Fault(f"parameter {name}", f"{problem['msg']}, found {problem['input']!r}", "Correct the value")
