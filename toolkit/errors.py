"""What can go wrong, said once and clearly.

Every error that a user can cause is a `ToolkitError`. The command line prints its message and exits with code 2;
a notebook shows the message alone, without the lines of code that led to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")


class ToolkitError(Exception):
    """A problem that the user can mend; its message says how."""

    def _render_traceback_(self) -> list[str]:
        """Give what IPython and JupyterLab show in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input.

    Parameters
    ----------
    place : str
        Where it is: the file, and the column or parameter if there is one, as a reader would look for it.
    problem : str
        What was found and what was expected.
    remedy : str
        What to do.
    rows : sequence of int
        Rows concerned, counted as a spreadsheet does (the header is row 1); at most eight are shown.
    """

    place: str
    problem: str
    remedy: str
    rows: Sequence[int] = ()

    def __str__(self) -> str:
        """Give the fault as one sentence."""
        shown = ", ".join(str(row) for row in self.rows[:8]) + (", …" if len(self.rows) > 8 else "")
        where = f" (row{'s' if len(self.rows) > 1 else ''} {shown})" if self.rows else ""
        return f"{self.place}{where}: {self.problem}. {self.remedy}."


class InputError(ToolkitError):
    """One or more faults of the inputs, all listed.

    Parameters
    ----------
    faults : iterable of Fault
        At least one fault.
    """

    def __init__(self, faults: Iterable[Fault]):
        self.faults = list(faults)
        head = "" if len(self.faults) == 1 else f"{len(self.faults)} faults in the inputs:\n- "
        super().__init__(head + "\n- ".join(str(fault) for fault in self.faults))


def refuse(place: str, problem: str, remedy: str, rows: Sequence[int] = ()) -> InputError:
    """Make the error for a single fault; use as `raise refuse(...)`."""
    return InputError([Fault(place, problem, remedy, rows)])


class Faults:
    """Faults of several steps, gathered so that all are told at once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def of(self, step: Callable[[], Result]) -> Result | None:
        """Give what a step gives; keep its faults and give None if it has some."""
        try:
            return step()
        except InputError as error:
            self.found += error.faults
            return None

    def end(self) -> None:
        """Raise all faults at once, if there are any."""
        if self.found:
            raise InputError(self.found)


class SolverError(ToolkitError):
    """The solver ended without an answer that could be checked."""
