"""The population that an assembly should mirror: joint counts of residents 16+, and what had to be assumed.

Any city is its margins: `fit_margins` (toolkit.composition.raking) makes the joint table. `paris_population`
brings the shipped census tables of Paris to one population and calls it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.composition.raking import every_cell, fit_margins
from toolkit.errors import refuse
from toolkit.language import Message, say
from toolkit.shown import Finding
from toolkit.tables import (
    ArrondissementAge,
    ArrondissementDiploma,
    ArrondissementPopulation,
    ArrondissementSchool,
    DiplomaSex,
    SexAge,
    Table,
)

SEXES = ("women", "men")
AGES = ("16-17", "18-24", "25-39", "40-54", "55-64", "65+")
SCHOOLED = ("none_or_brevet", "cap_bep", "bac", "higher_education")
STUDENT = "student"
DIPLOMAS = (*SCHOOLED, STUDENT)
SECTORS = ("Paris Centre", *(f"{number}e" for number in range(5, 21)))
CRITERIA = ("sex", "age", "diploma", "sector")

BROAD_AGES = {
    "16-17": "15-24",
    "18-24": "15-24",
    "25-39": "25-54",
    "40-54": "25-54",
    "55-64": "55+",
    "65+": "55+",
}
DIPLOMA_LEVELS = {
    "none_or_cep": "none_or_brevet",
    "bepc_brevet": "none_or_brevet",
    "cap_bep": "cap_bep",
    "bac": "bac",
    "bac+2": "higher_education",
    "bac+3_or_4": "higher_education",
    "bac+5_or_more": "higher_education",
}
CENSUS_AGES = {
    "18-24": "18-24",
    "25-39": "25-39",
    "40-54": "40-54",
    "55-64": "55-64",
    "65-79": "65+",
    "80+": "65+",
}

Reader = Callable[[type[Table]], pd.DataFrame]


@dataclass(frozen=True)
class ParisAssumptions:
    """What the shipped tables do not say, each with its default.

    Parameters
    ----------
    share_of_15_17_aged_16_17 : float
        Share of residents aged 15 to 17 who are 16 or 17, 0 to 1. Census bands start at 15, the assembly
        at 16; 2/3 holds if the three years of birth are equally large.
    students_30_plus_under_40 : float
        Share of students aged 30 or more who are under 40, 0 to 1; the others are taken to be 40 to 54.
        Insee gives one number for all students of 30 or more (2 % of that age in 2015); the default is ours,
        without a source.
    """

    share_of_15_17_aged_16_17: float = 2 / 3
    students_30_plus_under_40: float = 0.6

    def __post_init__(self) -> None:
        for name, share in vars(self).items():
            if not 0 <= share <= 1:
                raise refuse(f"assumption {name}", f"{share} is not a share", "Give a number between 0 and 1")

    def words(self) -> tuple[Message, ...]:
        """Put every assumption behind the Paris population in words."""
        return (
            say(
                "{share:.1%} of residents aged 15 to 17 are taken to be 16 or 17: census bands start at 15, "
                "the assembly at 16.",
                share=self.share_of_15_17_aged_16_17,
            ),
            say("Every resident aged 15 is taken to be in education (school is compulsory until 16)."),
            say(
                "People in education are a diploma class of their own, since census diploma tables leave "
                "them out; their ages follow the enrolment rates of 2015, scaled to the students of 2022."
            ),
            say(
                "{share:.0%} of students aged 30 or more are taken to be under 40, the others 40 to 54; "
                "this share has no source.",
                share=self.students_30_plus_under_40,
            ),
            say(
                "Age totals are those of the 2022 census; within 25 or more they are split as in 2021. "
                "Shares of women within three broad ages are those of 2021."
            ),
            say(
                "Each sector's residents aged 15 or more are those of 2015, moved with its total population "
                "from 2016 to 2022."
            ),
            say(
                "No shipped table crosses diploma with age: among people not in education the two are "
                "independent within sex and sector, so older residents appear better qualified than they "
                "are."
            ),
        )


def paris_population(table_of: Reader, assumptions: ParisAssumptions | None = None) -> Finding:
    """Estimate residents of Paris aged 16 or more by sex, age, diploma and electoral sector.

    Parameters
    ----------
    table_of : callable
        Gives the shipped table of a model; `open_assembly("paris").table` does.
    assumptions : ParisAssumptions, optional
        What the tables do not say.

    Returns
    -------
    Finding
        `sex`, `age`, `diploma`, `sector`, `count` (people, not rounded) in 2 × 6 × 5 × 17 cells; its size and every
        assumption in words. The census of 2022 sets the totals, those of 2014 and 2015 the ties between
        sector and age, schooling and diploma. Nobody of 16 or 17 has a higher diploma and no student is 55 or
        more: these cells are structural zeros.

    Examples
    --------
    >>> from toolkit.sources.assembly import open_assembly
    >>> people = paris_population(open_assembly("paris").table)
    >>> bool(abs(people.table["count"].sum() - 1_819_585.33) < 1)
    True
    """
    assumed = assumptions or ParisAssumptions()
    ages = _age_totals(table_of(SexAge), assumed)
    sexes = _sex_by_broad_age(table_of(SexAge), ages)
    schooling = _students_by_age(table_of(ArrondissementSchool), table_of(SexAge), table_of(DiplomaSex), ages, assumed)
    diplomas = _diploma_by_sex(table_of(DiplomaSex), sexes)
    sectors = _sector_totals(table_of(ArrondissementSchool), table_of(ArrondissementPopulation), ages["count"].sum())
    cells = _seeded_cells(table_of, assumed)
    fit = fit_margins(cells, [ages, sexes, schooling, diplomas, sectors])
    table = fit.table[[*CRITERIA, "count"]]
    text = say(
        "{people:.0f} residents aged 16 or more in {cells} combinations of sex, age, diploma and sector.",
        people=float(table["count"].sum()),
        cells=len(table),
    )
    return Finding(table, (text, *assumed.words()))


def share_of(population: pd.DataFrame, criterion: str) -> pd.Series:
    """Give the population share of each value of one criterion, in the order of the table; the sum is 1.

    Raises
    ------
    InputError
        If the population has no such criterion.
    """
    if criterion not in population:
        known = ", ".join(str(name) for name in population.columns if name != "count")
        raise refuse(f"criterion {criterion}", "the population has no such margin", f"It has {known}")
    counts = population.groupby(criterion, sort=False, observed=True)["count"].sum()
    return counts / counts.sum()


def _age_totals(sex_age: pd.DataFrame, assumed: ParisAssumptions) -> pd.DataFrame:
    """Count residents 16+ in six ages: census 2022, the ages from 25 on split as in 2021."""
    newest = _counts(sex_age, "FOR T1", 2022)
    fine = _counts(sex_age, "POP6", 2021)[["25-39", "40-54", "55-64", "65+"]]
    adults = (newest["25-29"] + newest["30+"]) * fine / fine.sum()
    minors = newest["15-17"] * assumed.share_of_15_17_aged_16_17
    totals = pd.concat([pd.Series({"16-17": minors, "18-24": newest["18-24"]}), adults])
    return totals.rename_axis("age").reset_index(name="count")


def _counts(sex_age: pd.DataFrame, source: str, year: int, sex: str = "all") -> pd.Series:
    """Take one census table's counts by age band."""
    rows = sex_age["source_table"].str.startswith(source) & (sex_age["year"] == year) & (sex_age["sex"] == sex)
    return sex_age[rows].set_index("age_band")["count"].astype(float)


def _sex_by_broad_age(sex_age: pd.DataFrame, ages: pd.DataFrame) -> pd.DataFrame:
    """Split three broad ages by sex, with the shares of 2021."""
    women = _counts(sex_age, "MIG1", 2021, "women") / _counts(sex_age, "MIG1", 2021)
    broad = ages.groupby(ages["age"].map(BROAD_AGES))["count"].sum()
    both = pd.DataFrame({"women": broad * women, "men": broad * (1 - women)})
    return both.rename_axis("broad_age").melt(ignore_index=False, var_name="sex", value_name="count").reset_index()


def _students_by_age(
    school: pd.DataFrame,
    sex_age: pd.DataFrame,
    diploma: pd.DataFrame,
    ages: pd.DataFrame,
    assumed: ParisAssumptions,
) -> pd.DataFrame:
    """Split each age into people in education and others: rates of 2015, total of 2022."""
    newest = _counts(sex_age, "FOR T1", 2022)[["15-17", "18-24", "25-29", "30+"]]
    enrolled = school.groupby("age_band")[["count", "in_education"]].sum()
    pupils = newest * enrolled["in_education"] / enrolled["count"]
    aged_15 = newest["15-17"] * (1 - assumed.share_of_15_17_aged_16_17)
    rates = pd.Series(_pupils_by_age(pupils, pupils["15-17"] - aged_15, assumed)).clip(lower=0)
    total = ages["count"].sum() - _schooled_base(diploma).sum()
    students = (rates * total / rates.sum()).reindex(ages["age"], fill_value=0)
    others = ages.set_index("age")["count"] - students
    both = pd.DataFrame({"yes": students, "no": others})
    return both.rename_axis("age").melt(ignore_index=False, var_name="in_education", value_name="count").reset_index()


def _schooled_base(diploma: pd.DataFrame) -> pd.Series:
    """Count residents 15+ not in education by sex, census 2022: none of them is 15, as assumed."""
    newest = diploma[(diploma["census_year"] == 2022) & diploma["sex"].isin(SEXES)]
    return newest.groupby("sex")["base_count"].first().astype(float)


def _diploma_by_sex(diploma: pd.DataFrame, sexes: pd.DataFrame) -> pd.DataFrame:
    """Count five diploma classes by sex: published shares of 2022, and students as the rest."""
    newest = diploma[(diploma["census_year"] == 2022) & diploma["sex"].isin(SEXES)]
    level = newest["diploma"].map(DIPLOMA_LEVELS)
    shares = newest["share_pct"].groupby([newest["sex"], level]).sum().unstack("sex")[list(SEXES)]
    counts = shares / shares.sum() * _schooled_base(diploma)
    counts.loc[STUDENT] = sexes.groupby("sex")["count"].sum() - counts.sum()
    return counts.rename_axis("diploma").melt(ignore_index=False, var_name="sex", value_name="count").reset_index()


def _sector_of(population: pd.DataFrame) -> pd.Series:
    """Map Insee codes of arrondissements to electoral sectors."""
    return population.drop_duplicates("insee_code").set_index("insee_code")["sector_2020"]


def _sector_totals(school: pd.DataFrame, population: pd.DataFrame, total: float) -> pd.DataFrame:
    """Spread residents 16+ over sectors: residents 15+ in 2015, moved with each sector's population."""
    grown = population.pivot_table("population_municipale", "sector_2020", "census_year", aggfunc="sum")
    older = school.groupby(school["insee_code"].map(_sector_of(population)))["count"].sum()
    moved = (older * grown[2022] / grown[2016]).reindex(SECTORS)
    return (moved * total / moved.sum()).rename_axis("sector").reset_index(name="count")


def _seeded_cells(table_of: Reader, assumed: ParisAssumptions) -> pd.DataFrame:
    """List all cells with the ties that the censuses of 2014 and 2015 show, and mark the impossible ones.

    The seed is people by sector and age × chance of being in education there × diploma by sector and sex.
    """
    cells = every_cell({"sex": SEXES, "age": AGES, "diploma": DIPLOMAS, "sector": SECTORS})
    sector_of = _sector_of(table_of(ArrondissementPopulation))
    residents, students = _sector_by_age(table_of, sector_of, assumed)
    diploma = table_of(ArrondissementDiploma)
    schooled = diploma.groupby([diploma["insee_code"].map(sector_of), "sex", "diploma"])["count"].sum()
    shares = schooled / schooled.groupby(level=[0, 1]).transform("sum")
    place_age = pd.MultiIndex.from_frame(cells[["sector", "age"]])
    place_diploma = pd.MultiIndex.from_frame(cells[["sector", "sex", "diploma"]])
    studies = cells["diploma"] == STUDENT
    others = (residents - students).reindex(place_age).to_numpy() * shares.reindex(place_diploma).to_numpy()
    too_young = (cells["age"] == "16-17") & (cells["diploma"] == "higher_education")
    too_old = studies & cells["age"].isin(("55-64", "65+"))
    return cells.assign(
        broad_age=cells["age"].map(BROAD_AGES),
        in_education=studies.map({True: "yes", False: "no"}),
        seed=students.reindex(place_age).where(studies.to_numpy(), others).to_numpy(),
        possible=~too_young & ~too_old,
    )


def _sector_by_age(table_of: Reader, sector_of: pd.Series, assumed: ParisAssumptions) -> tuple[pd.Series, pd.Series]:
    """Count residents and students by sector and age in the censuses of 2014 and 2015."""
    age, school = table_of(ArrondissementAge), table_of(ArrondissementSchool)
    bands = [age["insee_code"].map(sector_of), age["age_band"].map(CENSUS_AGES)]
    residents = age.groupby(bands)["count"].sum().unstack()
    places = [school["insee_code"].map(sector_of), school["age_band"]]
    by_band = school.groupby(places)[["count", "in_education"]].sum()
    counts, pupils = by_band["count"].unstack(), by_band["in_education"].unstack()
    minors = counts["15-17"] * assumed.share_of_15_17_aged_16_17
    residents["16-17"] = minors
    students = pd.DataFrame(_pupils_by_age(pupils, minors * pupils["15-17"] / counts["15-17"], assumed))
    return _stacked(residents), _stacked(students)


def _pupils_by_age(pupils: Any, minors: Any, assumed: ParisAssumptions) -> dict[str, Any]:
    """Bring people in education from the bands of the census (one number or one column each) to our ages."""
    late = assumed.students_30_plus_under_40
    return {
        "16-17": minors,
        "18-24": pupils["18-24"],
        "25-39": pupils["25-29"] + pupils["30+"] * late,
        "40-54": pupils["30+"] * (1 - late),
    }


def _stacked(table: pd.DataFrame) -> pd.Series:
    """Turn a table of sectors by age into one column; ages that are not there hold nobody."""
    column = pd.Series(table.reindex(columns=list(AGES), fill_value=0.0).astype(float).stack())
    return column.rename_axis(["sector", "age"])
