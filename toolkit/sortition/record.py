"""The folder of a draw, as texts: everything needed to check it, nothing personal beyond pseudonymous identifiers.

pool.csv, quotas.csv, rules.csv      the frozen inputs (rules: who must sit or may not, with the reason)
selection_probability.csv            chance of a seat of each person
lottery.csv                          the panels with their probabilities, one row a seat
certificate.json, proof.csv          what is proven, and the prices that prove it
panel.csv, remaining.csv             who was drawn; who could still be
manifest.json                        the record: what was stated at each step, and a chain of hashes
numbered_panels.csv                  equally likely panels for a draw with balls, if they were asked for
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from toolkit.errors import refuse
from toolkit.project import csv_text
from toolkit.sortition.audit import Draw
from toolkit.sortition.audit_proof import BOUND, audit_proof
from toolkit.sortition.draw import digest, panel_at, seed_point
from toolkit.sortition.lottery import Certificate, Lottery
from toolkit.sortition.numbering import NumberedPanels
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.prices import proof_of, unproven
from toolkit.sortition.proof import address_numbers

ADDRESS = "same_address"
STEPS: dict[str, tuple[str, ...]] = {
    "inputs frozen": ("pool.csv", "quotas.csv", "rules.csv"),
    "chances": ("selection_probability.csv", "certificate.json", "proof.csv"),
    "lottery": ("lottery.csv",),
    "number announced": (),
    "panel drawn": ("panel.csv", "remaining.csv"),
    "made with": (),
    "panels numbered": ("numbered_panels.csv",),
}
"""The steps of a draw in their order, with the files that each adds; audit.py states them on its own."""

Record = list[dict[str, Any]]
"""One entry a step."""


@dataclass(frozen=True)
class Circumstances:
    """What the record says about a draw beside its contents.

    Parameters
    ----------
    seed : str or None
        The announced number; None for a lottery from which nobody has been drawn yet.
    sources : mapping of str to str
        SHA-256 of the files that were read, by their bare names.
    versions : mapping of str to str
        Versions of the software.
    synthetic : bool
        Whether the people of the pool do not exist.
    """

    seed: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    synthetic: bool = False


def frozen_inputs(selection: Selection) -> dict[str, str]:
    """Give the texts of the frozen inputs: pool.csv, quotas.csv and, where there are rules, rules.csv.

    Addresses do not appear: housemates share a number.
    """
    people = selection.pool.people[selection.quotas.margins].reset_index()
    if selection.pool.households is not None:
        people[ADDRESS] = address_numbers(selection.pool)
    texts = {"pool.csv": csv_text(people), "quotas.csv": csv_text(selection.quotas.table)}
    rules = [(person, "must sit", why) for person, why in selection.must_include.items()]
    rules += [(person, "may not sit", why) for person, why in selection.must_exclude.items()]
    if rules:
        texts["rules.csv"] = csv_text(pd.DataFrame(rules, columns=["person_id", "rule", "reason"]))
    return texts


def draw_texts(lottery: Lottery, circumstances: Circumstances) -> dict[str, str]:
    """Draw the panel that the announced number says, and give the texts of the whole folder.

    Parameters
    ----------
    lottery : Lottery
        The lottery.
    circumstances : Circumstances
        The announced number and what the record is to say.

    Returns
    -------
    dict of file name to text
        In the order of the steps, manifest.json last. The same arguments give the same texts in every process.
    """
    texts = _frozen_texts(lottery)
    record: Record = []
    for step in ("inputs frozen", "chances", "lottery"):
        add_step(record, step, texts)
    if circumstances.seed is not None:
        place = panel_at(lottery.probabilities.tolist(), seed_point(circumstances.seed, record[0]["hash"]))
        panel = lottery.panels[place]
        texts["panel.csv"] = csv_text(pd.DataFrame({"person_id": lottery.selection.pool.ids[panel]}))
        texts["remaining.csv"] = csv_text(pd.DataFrame({"person_id": remaining(lottery.selection, panel)}))
        add_step(record, "number announced", texts, number=circumstances.seed)
        add_step(record, "panel drawn", texts, panel=place + 1)
    made = {"sources": dict(sorted(circumstances.sources.items()))}
    made |= {"versions": dict(sorted(circumstances.versions.items()))}
    add_step(record, "made with", texts, synthetic=circumstances.synthetic, **made)
    return texts | {"manifest.json": as_json({"record": record})}


def _frozen_texts(lottery: Lottery) -> dict[str, str]:
    """Give the files that are there before anybody is drawn."""
    selection = lottery.selection
    texts = frozen_inputs(selection)
    chances = pd.DataFrame({"person_id": selection.pool.ids, "probability": lottery.chances})
    texts["selection_probability.csv"] = csv_text(chances)
    texts["certificate.json"] = as_json({**lottery.summary(), "seats": selection.seats})
    texts["lottery.csv"] = csv_text(lottery.table())
    texts["proof.csv"] = csv_text(proof_of(lottery))
    if (BOUND, False) in [outcome[:2] for outcome in audit_proof(Draw(texts))]:
        texts["proof.csv"] = csv_text(unproven(lottery))
    return texts


def numbered_texts(texts: Mapping[str, str], numbered: NumberedPanels) -> dict[str, str]:
    """Give the files that numbered panels add to a draw: the record with one step more, and the panels."""
    added = {"numbered_panels.csv": csv_text(numbered.table)}
    record: Record = json.loads(unnumbered(texts)["manifest.json"])["record"]
    add_step(record, "panels numbered", added, panels=len(numbered), largest_change=numbered.largest_change)
    return {"manifest.json": as_json({"record": record})} | added


def unnumbered(texts: Mapping[str, str]) -> dict[str, str]:
    """Give the files of a draw as they were before its panels were numbered; as they are if there is no record."""
    before = {name: text for name, text in texts.items() if name != "numbered_panels.csv"}
    with suppress(ValueError, LookupError, TypeError):
        record = [entry for entry in json.loads(texts["manifest.json"])["record"] if entry["step"] != "panels numbered"]
        before["manifest.json"] = as_json({"record": record})
    return before


def remaining(selection: Selection, panel: np.ndarray) -> list[str]:
    """Name the people who could still take a seat: not on the panel, not excluded, not living with a member."""
    out = selection.excluded.copy()
    out[panel] = True
    for group in selection.pool.housemates():
        out[group] |= bool(np.isin(group, panel).any())
    return [str(person) for person in selection.pool.ids[~out]]


def add_step(record: Record, step: str, texts: Mapping[str, str], **stated: Any) -> None:
    """Chain a step to the record: what is stated, the hashes of its files, and that of the step before."""
    files = {name: digest(texts[name]) for name in STEPS[step] if name in texts}
    content = {"step": step, **stated, "files": files, "previous": record[-1]["hash"] if record else "0" * 64}
    record.append({**content, "hash": digest(json.dumps(content, sort_keys=True, ensure_ascii=False))})


def as_json(content: object) -> str:
    """Give readable JSON in which floats keep all their digits."""
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def lottery_of(tables: Mapping[str, pd.DataFrame], certificate: Mapping[str, Any]) -> Lottery:
    """Rebuild a lottery from the tables of its folder.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        "pool", "quotas", "lottery" and, where there are rules, "rules": the files of these names, as text.
    certificate : mapping
        What certificate.json says.

    Raises
    ------
    InputError
        If panels differ in size or name people who are not in the pool.
    """
    people = tables["pool"].set_index("person_id")
    households = people.pop(ADDRESS) if ADDRESS in people else None
    rules: dict[str, dict[str, str]] = {"must sit": {}, "may not sit": {}} | _rules(tables.get("rules"))
    quotas = tables["quotas"]
    numbers = quotas.assign(**{str(name): quotas[name].astype(int) for name in quotas.columns[2:]})
    pool = Pool(people, households)
    selection = Selection(pool, Quotas(numbers), int(certificate["seats"]), rules["must sit"], rules["may not sit"])
    lottery = tables["lottery"]
    positions = selection.pool.ids.get_indexer(pd.Index(lottery["person_id"]))
    if (positions < 0).any() or len(positions) % selection.seats:
        raise refuse("lottery.csv", "it names people who are not in pool.csv, or panels of unequal size", "Draw again")
    panels = positions.reshape(-1, selection.seats)
    probabilities = lottery["probability"].to_numpy()[:: selection.seats].astype(float)
    return Lottery(selection, str(certificate["objective"]), panels, probabilities, _certificate(certificate))


def _rules(table: pd.DataFrame | None) -> dict[str, dict[str, str]]:
    """Give the reasons by rule and person."""
    if table is None:
        return {}
    groups = table.groupby("rule")
    return {str(rule): dict(zip(rows["person_id"], rows["reason"], strict=True)) for rule, rows in groups}


def _certificate(stated: Mapping[str, Any]) -> Certificate:
    """Rebuild a certificate from its file."""
    levels = pd.DataFrame(stated["levels"], columns=["level", "people", "upper_bound", "value"])
    bounds = float(stated["upper_bound"]), float(stated["value"])
    return Certificate(stated["objective"], *bounds, levels, tuple(stated["unplaceable"]), bool(stated["complete"]))
