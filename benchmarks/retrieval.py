"""Search of acts, beside plain BM25 and TF-IDF."""

from __future__ import annotations

from benchmarks.measuring import Options, Section


def sections(options: Options) -> list[Section]:
    """Measure the search for acts that may follow a recommendation."""
    return []
