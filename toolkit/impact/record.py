"""The record of council items: which numbers it gives, what became of an item, and who is meant."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from toolkit.act_numbers import canonical_acts, find_agenda_numbers
from toolkit.lost_letters import readable

ACT, AGENDA, OTHER, NONE = "act number", "agenda number", "another reference", "no number seen"
OTHER_BODIES = ("des enfants",)
"""What follows "Assemblée citoyenne" when another body is meant."""

_ASSEMBLY = re.compile(r"(?i)\bassemblée citoyenne\b(?P<after>(?: \w+){0,2})")
_FATES = (
    ("rejected", re.compile(r"(?i)^(?:rejeté|repoussé)")),
    ("adopted as amended", re.compile(r"(?i)^adopté\w* amendé")),
    ("adopted", re.compile(r"(?i)^(?:adopté|voté)")),
    ("adjourned", re.compile(r"(?i)^(?:report|ajourn|renvoi)")),
    ("withdrawn", re.compile(r"(?i)^retir")),
)


def number_items(items: pd.DataFrame) -> pd.DataFrame:
    """Read the number of every council item.

    Parameters
    ----------
    items : DataFrame
        `row_id, act_id, raw_head_of_title, year, session_iso`; empty where not seen.

    Returns
    -------
    DataFrame
        `row_id, number, number_kind, head_number, head_agrees`: `number` is canonical (several separated by `;`);
        `head_agrees` compares it with what the head of the title gives: "yes", "no", "head gives none".
    """
    rows = [(item.row_id, *_number(item.act_id, item.session_iso), *_head(item)) for item in items.itertuples()]
    table = pd.DataFrame(rows, columns=["row_id", "number", "number_kind", "head_number"])
    agrees = table["head_number"].eq(table["number"]).map({True: "yes", False: "no"})
    return table.assign(head_agrees=agrees.where(table["head_number"] != "", "head gives none"))


def _number(written: Any, session: Any) -> tuple[str, str]:
    """Bring one reference to its canonical form."""
    text = "" if pd.isna(written) else str(written)
    if acts := canonical_acts(text):
        return " ; ".join(acts), ACT
    if text and pd.notna(session) and (agenda := find_agenda_numbers(text, str(session))):
        return " ; ".join(map(str, agenda)), AGENDA
    return (text, OTHER) if text else ("", NONE)


def _head(item: object) -> tuple[str]:
    """Read the head of a title on its own."""
    head = getattr(item, "raw_head_of_title", None)
    return (" ; ".join(canonical_acts(str(head))) if pd.notna(head) else "",)


def count_kinds(**numbered: pd.Series) -> pd.DataFrame:
    """Count the kinds of number in several tables side by side.

    Parameters
    ----------
    **numbered : Series
        The column `number_kind` of each table, under the name its count shall have.
    """
    counts = {name: kinds.value_counts() for name, kinds in numbered.items()}
    table = pd.DataFrame(counts).reindex([ACT, AGENDA, OTHER, NONE]).fillna(0).astype(int)
    return table.rename_axis("number_kind").reset_index()


def fate(outcome: Any) -> str:
    """Give the fate that the record states for an item; "" if the outcome was not seen.

    Positions of single groups ("abstention : groupe …") are no outcome.
    """
    text = "" if pd.isna(outcome) else str(outcome)
    return next((name for name, pattern in _FATES if pattern.search(text)), "")


def mentions_assembly(text: Any) -> bool:
    """Tell whether a text names the citizens' assembly, and not a body with a similar name."""
    if pd.isna(text):
        return False
    found = _ASSEMBLY.finditer(readable(str(text)))
    return any(not match["after"].strip().lower().startswith(OTHER_BODIES) for match in found)


def tabled_by(kind: Any, group: Any) -> str:
    """Say what sort of author an item has: the Executive, the assembly, or a group or member of the council."""
    if "exécutif" in str(kind) or str(group) == "Exécutif":
        return "Executive"
    if mentions_assembly(group):
        return "assembly"
    if pd.notna(group) and str(group):
        return "group or member"
    return "Executive" if str(kind) in ("projet de délibération", "communication") else "not seen"
