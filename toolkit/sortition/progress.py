"""Progress and patience of long work: a wrapper of an iterable, such as tqdm, and a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def identity(steps: Iterable[Any]) -> Iterable[Any]:
    """Give the steps back as they are."""
    return steps


class Deadline:
    """The moment after which work should end with the best it has.

    Parameters
    ----------
    seconds : float, optional
        From now; without it there is no deadline.
    """

    def __init__(self, seconds: float | None = None):
        self.end = float("inf") if seconds is None else time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self.end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether there is no time left."""
        return self.left == 0


NEVER = Deadline()
"""No deadline."""
