"""Pseudonyms by keyed hash: the same person has the same pseudonym in every file, and only the key tells who it is.

HMAC-SHA256 (RFC 2104); without a key a hash of a name or an e-mail address is found again by trying them all.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from toolkit.errors import Fault, InputError, refuse
from toolkit.project import there_is
from toolkit.sources.delimited import read_cells, rows_of
from toolkit.sources.selection_files import find_identifier

SHORTEST_KEY = 32
DIGITS = 16
"""64 bits: among 100,000 people two have the same pseudonym with a probability of 3 in 10 billion."""


def read_key(path: Path) -> bytes:
    """Read the secret that pseudonyms are made with.

    Raises
    ------
    InputError
        If there is no such file, or it holds fewer than 32 bytes.
    """
    if not there_is(path):
        raise refuse(str(path), "there is no such file", "Check the name")
    key = path.read_bytes().strip()
    if len(key) < SHORTEST_KEY:
        raise refuse(str(path), f"a key of {len(key)} bytes can be guessed", f"Use {SHORTEST_KEY} random bytes or more")
    return key


def pseudonym(person: str, key: bytes) -> str:
    """Give the pseudonym of a person: P and 16 hexadecimal digits."""
    return "P" + hmac.new(key, person.encode("utf-8"), hashlib.sha256).hexdigest()[:DIGITS]


def read_pseudonymous(path: Path, key: bytes, keep: Sequence[str], id_column: str | None = None) -> pd.DataFrame:
    """Read a table about people with pseudonyms for identifiers, and only the columns that are to be kept.

    Parameters
    ----------
    path : Path
        CSV or Excel, with an identifier column (found by name when not given).
    key : bytes
        The secret.
    keep : sequence of str
        Columns kept as they are; all others stay behind.
    id_column : str, optional
        Column of the identifier.

    Returns
    -------
    DataFrame
        person_id, then the columns kept that this file has.

    Raises
    ------
    InputError
        If no column is an identifier, an identifier is missing, or none of the columns to be kept is there.
    """
    cells = read_cells(path)
    found = ", ".join(cells.columns)
    identifier = find_identifier(cells, id_column)
    if identifier is None:
        raise refuse(str(path), f"no column is the identifier; found {found}", "Name it with --id")
    kept = [name for name in keep if name in cells and name != identifier]
    faults = []
    if keep and not kept:
        faults.append(Fault(str(path), f"none of the columns to be kept is there; found {found}", "Correct --keep"))
    if (cells[identifier] == "").any():
        rows = rows_of(cells[identifier] == "")
        faults.append(Fault(f"{path}, column {identifier}", "an identifier is missing", "Give everyone one", rows))
    if faults:
        raise InputError(faults)
    table = cells[kept].copy()
    table.insert(0, "person_id", cells[identifier].map(lambda person: pseudonym(person, key)))
    if "replaces" in table:
        table["replaces"] = table["replaces"].map(lambda person: pseudonym(person, key) if person else "")
    return table
