"""Money behind acts: subsidies joined to them by number, or by year, department and amount, and what that says.

A number in both tables is a fact; the same amount, year and department is a resemblance, and counts as possible only.
Amounts in a title agree with those voted in less than half of the acts, so what does not agree proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from toolkit.act_numbers import find_acts
from toolkit.impact.trace import POSSIBLE, STATED
from toolkit.language import Message, say
from toolkit.shown import Shown

BY_NUMBER, BY_AMOUNT = "act number", "year, department and amount"
DEPARTMENT_NAMES = {
    "affaires culturelles": "DAC",
    "affaires scolaires": "DASCO",
    "attractivité et": "DAE",
    "démocratie": "DDCT",
    "espaces verts": "DEVE",
    "familles et": "DFPE",
    "jeunesse et": "DJS",
    "logement et": "DLH",
    "propreté": "DPE",
    "santé publique": "DSP",
    "solidarités": "DSOL",
    "transition écologique": "DTEC",
    "urbanisme": "DU",
    "voirie": "DVD",
}
"""Words of a department's name that tell it, in small letters, with its acronym."""

_AMOUNT = re.compile(r"(\d{1,3}(?:[. \u202f\u00a0]\d{3})+|\d+)(?:,(\d\d))?\s?(?:euros?\b|€)")


def amounts_in(title: str) -> list[float]:
    """Read the amounts in euros that a title names, in order.

    Examples
    --------
    >>> amounts_in("Subventions (1.012.676 euros et 850,50 €) à trois associations")
    [1012676.0, 850.5]
    """
    return [float(f"{re.sub(chr(92) + 'D', '', whole)}.{cents or 0}") for whole, cents in _AMOUNT.findall(title)]


def department_of(name: str) -> str:
    """Give the acronym of a department written by its acronym or its name, "" if it is not known."""
    written = name.strip()
    if re.fullmatch(r"[A-Z]{2,8}", written):
        return written
    return next((acronym for words, acronym in DEPARTMENT_NAMES.items() if words in written.lower()), "")


@dataclass(frozen=True)
class Payments(Shown):
    """Money found behind acts.

    Parameters
    ----------
    table : DataFrame
        `act_id, beneficiary, siret, year, amount, basis`.
    text : Message
        How much was found, or that no table of subsidies is given.
    """

    table: pd.DataFrame
    text: Message


def payments(acts: pd.DataFrame, subsidies: pd.DataFrame | None) -> Payments:
    """Join subsidies to acts.

    Parameters
    ----------
    acts : DataFrame
        `act_id, title`, numbers canonical.
    subsidies : DataFrame, optional
        As `toolkit.sources.open_data.read_subsidies` gives them; None where no such table is given.

    Returns
    -------
    Payments
        Joined by number where there is one, else where an act and a subsidy share year, department and amount and no
        other act does.
    """
    columns = ["act_id", "beneficiary", "siret", "year", "amount"]
    if subsidies is None:
        text = say("No table of subsidies is given: whether money followed was not looked up.")
        return Payments(pd.DataFrame(columns=[*columns, "basis"]), text)
    numbered = subsidies[subsidies["act_id"].isin(acts["act_id"])].assign(basis=BY_NUMBER)
    others = subsidies[subsidies["act_id"] == ""].drop(columns="act_id")
    others = others.assign(department=others["department"].map(department_of))
    keys = ["year", "department", "amount"]
    named = _named_amounts(acts)
    alone = named.drop_duplicates(keys, keep=False)
    alike = others.dropna(subset=["year", "amount"]).merge(alone, on=keys).assign(basis=BY_AMOUNT)
    table = pd.concat([numbered, alike])[[*columns, "basis"]].reset_index(drop=True)
    text = say(
        "Of {subsidies} subsidies, {numbered} {numbered:carries|carry} the number of one of the {acts} acts, and "
        "{alike} {alike:shares|share} year, "
        "department and amount with a single one.",
        subsidies=len(subsidies),
        numbered=len(numbered),
        acts=len(acts),
        alike=len(alike),
    )
    return Payments(table, text)


def _named_amounts(acts: pd.DataFrame) -> pd.DataFrame:
    """List the amounts that titles name, with year and department of the act."""
    rows = [
        (act_id, mention.act.year, mention.act.department, amount)
        for act_id, title in zip(acts["act_id"], acts["title"], strict=True)
        for mention in find_acts(str(act_id))[:1]
        for amount in dict.fromkeys(amounts_in(str(title)))
    ]
    table = pd.DataFrame(rows, columns=["act_id", "year", "department", "amount"])
    return table.astype({"year": "Int64", "amount": float})


def funding_statements(links: pd.DataFrame, paid: Payments, observer: str = "the city's subsidies") -> pd.DataFrame:
    """Say which recommendations reached the stage "funded", from acts that follow them and money paid on these acts.

    Parameters
    ----------
    links : DataFrame
        `rec_id, act_id`: acts that a person judged to follow from a recommendation.
    paid : Payments
        As `payments` gives them.
    observer : str
        Whose table it is.

    Returns
    -------
    DataFrame
        Statements for `toolkit.impact.trace.trace`, one for each recommendation and basis: stated where the number is
        the same, possible where only year, department and amount are.
    """
    found = links.merge(paid.table, on="act_id").sort_values(["rec_id", "year"], kind="stable")
    first = found.drop_duplicates(["rec_id", "basis"]).reset_index(drop=True)
    return pd.DataFrame(
        {
            "rec_id": first["rec_id"],
            "axis": "stage",
            "value": "funded",
            "date": first["year"].astype(str),
            "strength": first["basis"].map({BY_NUMBER: STATED, BY_AMOUNT: POSSIBLE}),
            "observer": observer,
            "observer_kind": "city",
            "evidence": first["act_id"],
        }
    )


OWN_TEXT = "texte de l'Assemblée"
"""Relation of the assembly's own texts; money on any other act says only what may be."""


def with_funding(statements: pd.DataFrame, acts: pd.DataFrame, paid: Payments) -> pd.DataFrame:
    """Add what money says to the statements of others.

    Parameters
    ----------
    statements : DataFrame
        As for `toolkit.impact.trace.trace`.
    acts : DataFrame
        `act_id, relation, linked_recommendations` (separated by `;`).
    paid : Payments
        Money behind these acts; on acts that are not the assembly's own it is possible only.
    """
    linked = acts.dropna(subset=["act_id", "linked_recommendations"])
    linked = linked.assign(rec_id=linked["linked_recommendations"].str.split(";")).explode("rec_id")
    own = linked["relation"] == OWN_TEXT
    stated = funding_statements(linked.loc[own, ["rec_id", "act_id"]], paid)
    possible = funding_statements(linked.loc[~own, ["rec_id", "act_id"]], paid).assign(strength=POSSIBLE)
    added = pd.concat([stated, possible])
    return pd.concat([statements, added], ignore_index=True) if len(added) else statements
