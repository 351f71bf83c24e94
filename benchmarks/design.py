"""Simulated mandates."""

from __future__ import annotations

from benchmarks.measuring import Options, Section


def sections(options: Options) -> list[Section]:
    """Measure the simulation of designs."""
    return []
