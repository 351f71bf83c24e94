"""Progress: any wrapper of an iterable, such as tqdm, by default one that does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Progress = Callable[[Iterable[Any]], Iterable[Any]]


def identity(steps: Iterable[Any]) -> Iterable[Any]:
    """Give the steps back as they are."""
    return steps
