"""What each notebook may be told: one frozen model per notebook, which refuses what it does not know."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
    seed: int = Field(0, ge=0)
    output: str = ""

    def __init__(self, **values: Any):
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise InputError(_fault(problem, type(self)) for problem in error.errors()) from None


class DesignParameters(NotebookParameters):
    """What `03_design` may be told.

    Parameters
    ----------
    design : str
        Design that the report is about: a file of parameters/designs without its ending, or a path to a YAML file.
    beside : list of str
        Designs put beside it.
    margin : float
        Volunteers per seat that every group should reach.
    runs : int
        Simulated mandates of each design.
    years : float
        Years for which a resident may be drawn.
    """

    design: str = "paris_2023"
    beside: list[str] = ["paris_2021", "ostbelgien", "merville"]
    margin: float = Field(2.0, gt=0, le=20)
    runs: int = Field(200, ge=10, le=100_000)
    years: float = Field(62.0, gt=0, le=120)


class ImpactParameters(NotebookParameters):
    """What `04_impact` may be told.

    Parameters
    ----------
    at : str
        Date up to which statements count, as precise as wanted; "" for all.
    base_rate : float
        Rate at which comparable texts are adopted anyway, as assumed; between 0 and 1.
    top : int
        Candidate acts kept for each recommendation.
    projects, subsidies : str
        Files below the project: winners of the participatory budget and subsidies, as exported by the city; "" where
        not given.
    """

    at: str = Field("", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    base_rate: float = Field(0.9, gt=0, lt=1)
    top: int = Field(20, ge=1, le=1000)
    projects: str = ""
    subsidies: str = ""


class CompositionParameters(NotebookParameters):
    """What `02_composition` may be told.

    Parameters
    ----------
    design : str
        Design below parameters/designs/ whose seats, frames and assumptions are used.
    tolerance : int
        Seats by which a quota band may be missed while seats change hands, 0 or more.
    room_tolerance : float
        How far a class may fall short among those present, as a share of its own quota.
    smallest_cell : int
        Counts of people from 1 up to one less than this are not shown; 0 shows all.
    panels : int
        Panels of the same lottery that the panel is compared with.
    """

    design: str = "paris_2023"
    tolerance: int = Field(2, ge=0, le=100)
    room_tolerance: float = Field(0.2, ge=0, lt=1)
    smallest_cell: int = Field(5, ge=0, le=100)
    panels: int = Field(1000, ge=20, le=10_000)


class SortitionParameters(NotebookParameters):
    """What `01_sortition` may be told.

    Parameters
    ----------
    design : str
        Design below parameters/designs/ whose frames, seats and quotas are used; the pool is simulated from it.
    announced : str
        The number announced for the public draw.
    panels : int
        Numbered panels for a draw with balls.
    alternates : int
        Alternates chosen before anybody leaves.
    dropout : float
        Each member's chance of leaving, 0 to 1.
    """

    design: str = "paris_2023"
    announced: str = Field("7 12 23 31 45", min_length=1)
    panels: int = Field(1000, ge=10, le=10_000)
    alternates: int = Field(20, ge=1, le=200)
    dropout: float = Field(0.2, ge=0, le=1)


class ValidationParameters(NotebookParameters):
    """What `05_validation` may be told: nothing beyond what all notebooks are told."""


def _fault(problem: Any, model: type[BaseModel]) -> Fault:
    """Say one fault of the parameters."""
    name = ".".join(str(part) for part in problem["loc"])
    known = ", ".join(model.model_fields)
    if problem["type"] == "extra_forbidden":
        return Fault(f"parameter {name}", "is not known", f"The parameters are {known}")
    return Fault(f"parameter {name}", f"{problem['msg']}, found {problem['input']!r}", "Correct the value")
