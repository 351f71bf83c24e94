"""Winners of participatory budgets and what became of them, in the form of a city's data set (CSV or JSON export).

Cities give one row for each project or for each works operation of a project, under headings of their own; they are
found by their meaning. What a status means is told by its words; one that is not understood is listed, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from toolkit.sources.list_words import name_columns
from toolkit.sources.open_data import list_unread, read_amounts, read_export, read_years

PROJECT_NAMES = {
    "project": (
        "titre_du_projet",
        "titre",
        "projet",
        "nom_du_projet",
        "intitule",
        "intitule_du_projet",
        "title",
        "name",
    ),
    "year": (
        "edition",
        "edition_bp",
        "annee",
        "annee_bp",
        "millesime",
        "edition_du_budget_participatif",
        "annee_de_vote",
    ),
    "status": ("avancement", "statut", "etat", "etat_d_avancement", "etat_avancement", "phase", "etape", "status"),
}
OPTIONAL_NAMES = {
    "project_id": ("id_projet", "identifiant", "numero", "numero_projet", "code_projet", "id"),
    "operation": ("operation", "nom_operation", "nom_de_l_operation", "libelle_operation"),
    "amount": ("montant", "budget", "cout", "cout_du_projet", "montant_du_projet", "budget_total", "montant_total"),
    "votes": ("nombre_de_votes", "votes", "nb_votes", "nombre_de_voix", "voix"),
    "district": ("arrondissement", "localisation", "territoire", "quartier", "zone"),
    "delivered_year": (
        "annee_de_livraison",
        "date_de_livraison",
        "date_livraison",
        "livraison",
        "date_de_fin",
        "date_fin",
        "date_realisation",
    ),
}
STATUS_WORDS = (
    ("abandoned", r"abandon|annul|infaisab|irr[ée]alis|non r[ée]alis"),
    (
        "not begun",
        r"à venir|a venir|pr[ée]vu|program|planifi|en attente|à (?:lancer|livrer)|non (?:commenc|d[ée]marr)|\bpas\b",
    ),
    ("delivering", r"partiel|en partie|presque"),
    ("funded", r"[ée]tudes?\b(?!.*travaux)|concept|concert|pr[ée]parat|voté|lauréat|financ|march[ée]s? en"),
    ("delivered", r"livr|r[ée]alis[ée](?!r)|termin|achev|inaugur|mis en service|\bfini\b|\bdone\b|\bcompleted?\b"),
    ("delivering", r"travaux|chantier|en cours|r[ée]alisation|lancé|commenc|d[ée]marr|under way|in progress"),
)
"""What the words of a status say, the first that fits counts; a winner is funded by winning."""
PROJECT_COLUMNS = [
    "project_id", "project", "operation", "year", "amount", "votes", "district", "status", "stage", "delivered_year",
]  # fmt: skip


@dataclass(frozen=True)
class Projects:
    """Winning projects as a city publishes them.

    Parameters
    ----------
    table : DataFrame
        `project_id, project, operation, year, amount, votes, district, status, stage, delivered_year`: one row for each
        row of the file; `stage` is "funded", "not begun", "delivering", "delivered", "abandoned" or "" where the
        status was not understood; numbers not given are missing.
    unread : DataFrame
        `line, text, reason`.
    """

    table: pd.DataFrame
    unread: pd.DataFrame


def read_projects(path: Path) -> Projects:
    """Read winners of a participatory budget, or the operations of which they consist.

    Raises
    ------
    InputError
        If there is no column for the project, the year or the status.
    """
    cells = name_columns(read_export(path), PROJECT_NAMES, path, OPTIONAL_NAMES)
    table = cells.reindex(columns=[*PROJECT_NAMES, *OPTIONAL_NAMES], fill_value="")
    stage = table["status"].map(stage_of)
    years = read_years(table["year"])
    unread = list_unread(
        (table["status"], (stage == "") & (table["status"] != ""), "a status that is not understood"),
        (table["year"], years.isna(), "a year that cannot be read"),
        (table["project"], table["project"] == "", "a project without a name"),
    )
    named = table.assign(
        project_id=table["project_id"].where(table["project_id"] != "", table["project"]),
        year=years,
        amount=read_amounts(table["amount"]),
        votes=read_amounts(table["votes"]).round().astype("Int64"),
        stage=stage,
        delivered_year=read_years(table["delivered_year"]),
    )
    return Projects(named[PROJECT_COLUMNS], unread)


def stage_of(status: str) -> str:
    """Give the stage that the words of a status say, "" if they are not understood.

    Examples
    --------
    >>> [stage_of(words) for words in ("Livré", "En travaux", "Projet abandonné", "Études en cours", "?")]
    ['delivered', 'delivering', 'abandoned', 'funded', '']
    """
    return next((stage for stage, pattern in STATUS_WORDS if re.search(pattern, status, re.IGNORECASE)), "")
