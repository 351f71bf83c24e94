"""Progress and patience of long work: a wrapper of an iterable, such as tqdm, and a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import count, takewhile
from typing import Any

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def identity(steps: Iterable[Any]) -> Iterable[Any]:
    """Give the steps back as they are."""
    return steps


class Deadline:
    """The moment after which work should end with the best it has, and the bar that counts its steps until then.

    Parameters
    ----------
    seconds : float, optional
        From now; without it there is no deadline.
    progress : callable
        Wrapper of an iterable; each panel found and each level settled is one step. How many there will be nobody
        knows before the end.
    """

    def __init__(self, seconds: float | None = None, progress: Progress = identity):
        self.end = float("inf") if seconds is None else time.monotonic() + seconds
        self.ended = False
        self.steps = iter(progress(takewhile(lambda _: not self.ended, count(1))))

    def step(self) -> None:
        """Count one step."""
        next(self.steps, None)

    def close(self) -> None:
        """End the count: the steps were all there were, and a bar shows that all went well."""
        self.ended = True
        self.step()

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
