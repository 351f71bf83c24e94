"""The reader of minutes: outcomes read from labelled sentences, batch by batch, and what a long text costs.

The sentences are those of tests/data/minutes_sentences.csv; `first_read` is what the reader of the day made of a fresh
sentence before it was changed for it, so that the figures of first readings are kept and not only those of today.
"""

from __future__ import annotations

import pandas as pd

from benchmarks.measuring import ROOT, Facts, Options, Section, Work, measure

SENTENCES = ROOT / "tests" / "data" / "minutes_sentences.csv"
LETTERS = 1_000_000


def sections(options: Options) -> list[Section]:
    """Measure what is read from each batch and what a million letters cost."""
    return [_read(), _costs(LETTERS // 10 if options.quick else LETTERS)]


def labelled() -> pd.DataFrame:
    """Read the sentences with what is read from them now: `batch, sentence, outcome, first_read, read`."""
    table = pd.read_csv(SENTENCES, dtype=str).fillna("")
    return table.assign(read=table["sentence"].map(outcomes_read))


def outcomes_read(text: str) -> str:
    """Give the outcomes that are read from a text, in order, with commas between."""
    from toolkit.lost_letters import readable
    from toolkit.sources.minutes import sentences
    from toolkit.sources.votes import read_sentence

    told = (statement.outcome for part in sentences(readable(text)) for statement in read_sentence(part))
    return ",".join(filter(None, told))


def judged(read: pd.Series, outcome: pd.Series) -> pd.Series:
    """Call a reading right, unread or wrong; one outcome read of two is wrong."""
    verdicts = pd.Series("wrong", index=read.index).mask(read.eq(""), "unread")
    return verdicts.mask(read.eq(outcome), "right")


def _read() -> Section:
    """Count right, unread and wrong readings by batch: at the first reading and now."""
    table = labelled()
    rows = [_row(str(batch), group) for batch, group in table.groupby("batch", sort=False)]
    text = (
        f"{len(table):,} sentences in the manner of minutes of French councils, {int(table['outcome'].ne('').sum())} "
        "of which state an outcome. Those of a fresh batch were labelled before any reader saw them; “first” is what "
        "the reader of the day made of them (share right, exact 95 % interval), before it was changed for what they "
        "showed. “now” is today's reader, which has seen them all."
    )
    return Section("What the reader of minutes reads", text, pd.DataFrame(rows))


def _row(batch: str, group: pd.DataFrame) -> dict[str, object]:
    now = judged(group["read"], group["outcome"]).value_counts()
    counts = {f"{verdict} now": int(now.get(verdict, 0)) for verdict in ("right", "unread", "wrong")}
    return {"batch": batch, "sentences": len(group)} | _at_first(batch, group) | counts


def _at_first(batch: str, group: pd.DataFrame) -> dict[str, str]:
    from toolkit.impact.effects import clopper_pearson

    if not batch.startswith("fresh"):
        return {"right at first": "", "unread at first": "", "wrong at first": ""}
    first = judged(group["first_read"], group["outcome"])
    right = int(first.eq("right").sum())
    low, high = clopper_pearson(right, len(first))
    return {
        "right at first": f"{right / len(first):.3f} [{low:.3f}, {high:.3f}]",
        "unread at first": str(first.eq("unread").sum()),
        "wrong at first": str(first.eq("wrong").sum()),
    }


def _costs(letters: int) -> Section:
    """Measure a text made of the sentences, and texts without an end of sentence."""
    rows = []
    for kind in ("sentences", *ENDLESS):
        facts = measure(read_long, kind, letters)
        cost = facts.get("failed") or f"{facts['cpu']:.2f}"
        rows.append({"text": kind, "letters": f"{letters:,}", "CPU s": cost})
    text = "The labelled sentences over and over, eight to a line; and a few words over and over without any full stop."
    return Section("What reading minutes costs", text, pd.DataFrame(rows))


ENDLESS = ("le vœu n° 12 est ", "le conseil, à l'unanimité, ", "2014 DU 5, ")
"""Words that might make a pattern look again and again."""


def read_long(kind: str, letters: int) -> Work:
    """Read a text of so many letters."""
    from toolkit.sources.minutes import read_minutes

    said = pd.read_csv(SENTENCES)["sentence"].tolist()
    lines = [" ".join(said[first : first + 8]) for first in range(0, len(said), 8)]
    once = "\n".join(lines) + "\n" if kind == "sentences" else kind
    text = "Mars 2020\n" + (once * (letters // len(once) + 1))[:letters]

    def work() -> Facts:
        return {"events": len(read_minutes(text).vote_events)}

    return work
