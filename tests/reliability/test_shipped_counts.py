"""Which tables that we ship hold counts of one to four, and why each may: a new one fails here until somebody says.

What can be computed from several tables together is tried in tests/composition/test_shipped_tables.py. The reports on
impact (04) and on published results (05) hold acts, clauses and studies, and no members.
"""

import re
import subprocess

import pandas as pd

from toolkit.composition.disclosure import SMALLEST
from toolkit.project import project_root

FIGURES = project_root() / "reports" / "paris" / "figures"
RULES = "quotas, and seats by class that follow from them: public, they are what is judged"
NO_COUNT = "a rank, a number of rounds, days or draws, a probability, or a figure of a design: counts nobody"
INVENTED = "people who do not exist, in a plan; a report on a real assembly has no such table"
TOTAL = "all who left between two sessions, of whatever class: an assembly announces it"
VERDICTS = "criteria by verdict, none of them named: counts nobody"
REASONS = {
    "01_sortition/certificate": {"level": NO_COUNT},
    "01_sortition/chances_in_order": {"place": NO_COUNT},
    "01_sortition/chances_of_classes": {"largest": NO_COUNT},
    "01_sortition/leeway": dict.fromkeys(("min", "max", "least_possible", "most_possible"), RULES),
    "01_sortition/meetings": dict.fromkeys(("member", "beside", "rounds"), INVENTED),
    "01_sortition/objectives": {"largest_chance": NO_COUNT},
    "01_sortition/seats": dict.fromkeys(("min", "max", "fairest lottery", "plain draw"), RULES),
    "01_sortition/what_if": {"leeway": NO_COUNT},
    "01_sortition/workshops": {"seats": INVENTED},
    "02_composition/control_chart": {"session": NO_COUNT, "departures": TOTAL},
    "02_composition/criteria_register": dict.fromkeys(("least", "most", "tolerance"), RULES),
    "02_composition/departures": {"members": RULES, "p_holm": NO_COUNT},
    "02_composition/envelope": dict.fromkeys(("low", "median", "high"), NO_COUNT),
    "02_composition/quota_bands": dict.fromkeys(("least", "most", "seats"), RULES),
    "02_composition/reasons": {"days": NO_COUNT},
    "02_composition/replacements": {"rate": NO_COUNT},
    "02_composition/sector_map": dict.fromkeys(("seats", "least", "most"), RULES),
    "02_composition/staying": {"days": NO_COUNT},
    "02_composition/verdicts_otherwise": dict.fromkeys(("met", "not met", "not demonstrable", "changed"), VERDICTS),
    "03_design/chance_of_enough": {"margin": NO_COUNT},
    "03_design/criteria_cells": dict.fromkeys(("cells", "expecting_one", "expecting_half"), NO_COUNT),
    "03_design/encounters": dict.fromkeys(("round", "most_often"), NO_COUNT),
    "03_design/exclusions": {"years": NO_COUNT},
    "03_design/frontier": {"feasible": NO_COUNT},
    "03_design/letters": {"needed": RULES},
    "03_design/price_of_criteria": {"feasible": NO_COUNT},
    "03_design/quotas": dict.fromkeys(("min", "max"), RULES),
    "03_design/sequence": dict.fromkeys(("cohort", "proven"), NO_COUNT),
    "03_design/ways_of_mailing": {"all_criteria": NO_COUNT},
}
ABOUT_PEOPLE = re.compile(r"(^|_)(members?|people|persons?|volunteers?|seats?|left|joined|panel|pool)(_|$)")


def columns_with_small_counts(table):
    """List the columns of mostly whole numbers in which 1, 2, 3 or 4 stands."""
    numbers = {name: table[name].dropna() for name in table.select_dtypes("number")}
    return {
        name
        for name, column in numbers.items()
        if (column == column.round()).mean() > 0.5 and column[column == column.round()].between(1, SMALLEST - 1).any()
    }


def test_every_small_count_that_is_shipped_has_its_reason():
    paths = [path for report in ("01", "02", "03") for path in FIGURES.glob(f"{report}_*/*.csv")]
    assert len(paths) > 60
    for path in paths:
        table = f"{path.parent.name}/{path.stem}"
        unexplained = columns_with_small_counts(pd.read_csv(path)) - set(REASONS.get(table, {}))
        assert not unexplained, f"{table}: {unexplained}"


def test_reports_on_acts_and_studies_count_few_people_nowhere():
    paths = [path for report in ("04", "05") for path in FIGURES.glob(f"{report}_*/*.csv")]
    assert len(paths) > 30
    for path in paths:
        small = [name for name in columns_with_small_counts(pd.read_csv(path)) if ABOUT_PEOPLE.search(name)]
        assert not small, f"{path.parent.name}/{path.stem}: {small}"


def test_no_derived_table_is_shipped_and_no_notebook_keeps_one_of_people():
    """What a reader keeps in data/processed stays on their machine; the reports keep nothing there."""
    shipped = subprocess.run(["git", "ls-files", "data/processed"], cwd=project_root(), capture_output=True, text=True)
    assert shipped.stdout.split() == ["data/processed/README.md"]
    assert not [
        path.name for path in (project_root() / "notebooks").glob("0*.ipynb") if "page.keep" in path.read_text()
    ]


def test_no_table_of_the_reports_has_a_row_for_each_real_person():
    identifiers = ("person_id", "name", "email", "address", "same_address")
    for path in FIGURES.rglob("*.csv"):
        assert not set(pd.read_csv(path, nrows=0)) & set(identifiers), path.name
