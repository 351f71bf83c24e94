from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from toolkit.design.frames import people_on
from toolkit.design.scenario import Mandate, design_from, read_design, read_design_of
from toolkit.errors import InputError
from toolkit.project import project_root
from toolkit.sources.assembly import open_assembly
from toolkit.tables import RegisteredVoters

FOLDER = project_root() / "parameters" / "designs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.fixture
def content():
    return deepcopy(yaml.safe_load((FOLDER / "merville.yaml").read_text(encoding="utf-8")))


def faults_of(content):
    with pytest.raises(InputError) as caught:
        design_from(content, "city.yaml")
    return "\n".join(str(fault) for fault in caught.value.faults)


def test_the_designs_of_the_plan_are_shipped():
    assert {"paris_2021", "paris_2023", "ostbelgien", "blank", "merville"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_design_can_be_read_and_its_quotas_leave_room(name):
    design = read_design(name)
    quotas = design.quotas()
    for _, rows in quotas.groupby("feature"):
        assert rows["min"].sum() <= design.seats <= rows["max"].sum()


def test_cities_that_do_not_exist_are_marked():
    assert [name for name in NAMES if read_design(name).fictitious] == ["blank", "merville"]


def test_paris_2023_has_the_seats_and_letters_that_the_city_gave():
    design = read_design("paris_2023")
    assert [frame.seats for frame in design.frames] == [80, 15, 5]
    assert (design.frames[0].letters, design.frames[0].volunteers) == (10_000, 748)
    assert design.frames[0].response == 748 / 10_000


def test_the_coverage_of_the_rolls_is_voters_over_adult_residents():
    design = read_design("paris_2023")
    voters = open_assembly("paris").table(RegisteredVoters)
    registered = voters[voters["election"] == "European 2019"].groupby("sector_2020")["registered"].sum()
    adults = design.residents().query("age != '16-17'").groupby("sector")["count"].sum()
    shares = (registered / adults).round(3).to_dict()
    assert design.frames[0].coverage["sector"] == pytest.approx(shares, abs=0.0006)
    assert people_on(design.frames[0], design.residents())["count"].sum() == pytest.approx(registered.sum(), rel=0.001)


def test_a_path_to_a_yaml_file_is_read_like_a_name(tmp_path):
    copy = tmp_path / "mine.yaml"
    copy.write_text((FOLDER / "ostbelgien.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert read_design(copy) == read_design("ostbelgien")
    assert read_design(str(copy)) == read_design("ostbelgien")


def test_a_report_on_an_assembly_takes_designs_of_its_own_population_only():
    assert read_design_of("paris", "paris_2021").name == "Paris 2021"
    with pytest.raises(InputError, match="its population is not that of paris"):
        read_design_of("paris", "merville")


def test_a_missing_design_is_named():
    with pytest.raises(InputError, match="no such file"):
        read_design("atlantis")


def test_all_faults_are_named_at_once_with_the_path_of_their_key(content):
    content["colour"] = "blue"
    content["frames"][0]["response"] = 1.2
    content["frames"][0]["seats"] = 50
    content["criteria"].append("religion")
    content["attrition"]["leave"] = -0.1
    del content["mandate"]
    text = faults_of(content)
    for place in (
        "city.yaml, colour: this key is not known",
        "city.yaml, frames.0.response",
        "city.yaml, frames: their seats add up to 56, the assembly has 60",
        "city.yaml, criteria.4: 'religion' has no margin",
        "city.yaml, attrition.leave",
        "city.yaml, mandate: this key is missing",
    ):
        assert place in text
    assert len(text.splitlines()) == 6


def test_margins_weights_and_quotas_are_checked_together(content):
    content["population"]["margins"]["sex"]["men"] = 3
    content["response"]["quarter"]["moon"] = -1
    content["frames"][1]["only"]["diploma"].append("PhD")
    content["frames"][0]["coverage"] = {"sex": {"men": 1.5}}
    content["quota_bounds"] = {"sex": {"women": [40, 45], "men": [30, 35]}}
    text = faults_of(content)
    for place in (
        "population.margins: the totals differ",
        "response.quarter.moon: the population has no such value",
        "response.quarter.moon: found -1",
        "frames.1.only.diploma.PhD",
        "frames.0.coverage.sex.men: found 1.5, expected a number between 0 and 1",
        "quota_bounds.sex: the quotas ask for 70 to 80 seats",
    ):
        assert place in text


def test_bounds_the_wrong_way_round_or_incomplete_are_named(content):
    content["quota_bounds"] = {"sex": {"women": [40, 30]}, "planet": {"x": [1, 2]}}
    text = faults_of(content)
    assert "quota_bounds.sex.women: found [40, 30]" in text
    assert "quota_bounds.sex: men has no bounds" in text
    assert "quota_bounds.planet: the population has no such feature" in text


def test_quotas_that_the_seats_of_the_lists_forbid_are_named(content):
    content["quota_bounds"] = {
        "diploma": {
            "none_or_brevet": [3, 4],
            "cap_bep": [0, 1],
            "bac": [0, 60],
            "higher_education": [57, 60],
            "student": [0, 60],
        }
    }
    content["frames"][1]["only"]["diploma"] = ["none_or_brevet"]
    text = faults_of(content)
    assert "quota_bounds.diploma: lists with 6 seats reach only none_or_brevet, with 4 seats at most" in text
    assert "bac, cap_bep, higher_education, student have 57 seats at least, the lists that reach them 54" in text


def test_quotas_that_two_lists_together_cannot_fill_are_named(content):
    """Each list alone would find room; both reach only the two values that have 9 seats at most."""
    short = {"none_or_brevet": [0, 5], "cap_bep": [0, 4], "bac": [0, 60], "higher_education": [0, 60]}
    content["quota_bounds"] = {"diploma": {**short, "student": [0, 60]}}
    content["frames"].append({"name": "schools", "seats": 5, "letters": 100, "response": 0.1})
    content["frames"][0]["seats"] = 49
    content["frames"][2]["only"] = {"diploma": ["none_or_brevet", "cap_bep"]}
    content["frames"][1]["only"] = {"diploma": ["none_or_brevet", "cap_bep"]}
    assert "lists with 11 seats reach only cap_bep, none_or_brevet, with 9 seats at most" in faults_of(content)


def test_a_key_that_cannot_be_read_hides_no_other_fault(content):
    content["sets"] = 3
    del content["mandate"]
    content["seats"] = "sixty"
    content["frames"][0]["response"] = 1.4
    content["response"]["colour"] = {"red": 1.0}
    content["attrition"]["relative"] = {"age": {"12-15": 2.0}}
    content["criteria"].append("income")
    text = faults_of(content)
    for key in ("sets", "mandate", "seats", "frames.0.response", "response.colour", "attrition.relative.age.12-15"):
        assert f"city.yaml, {key}: " in text
    assert "criteria.4: 'income'" in text
    assert len(text.splitlines()) == 7


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update(population={}), "population: nobody is counted"),
        (lambda c: c["frames"][1].update(name="population register"), "frames.1.name: 'population register' stands"),
        (lambda c: c["criteria"].append("sex"), "criteria.4: 'sex' stands twice"),
        (lambda c: c["criteria"].append({"sex": 1}), "criteria.4: {'sex': 1} has no margin"),
        (lambda c: c["population"]["margins"].update(count={"all": 120_000}), "margins.count: the toolkit uses"),
        (lambda c: c["population"]["margins"].update(sex={}), "margins.sex: no value is counted"),
        (lambda c: c["population"]["margins"].update(age={1: 120_000}), "margins.age.1: a name is expected here"),
        (lambda c: c["rotation"].update(share=0.4), "rotation.share: found 0.4, which is no whole number of parts"),
        (lambda c: c["mandate"].update(start="2027-13-45"), "mandate.start: expected a day such as"),
        (lambda c: c["frames"][0].update(letters=0), "frames.0.letters: no letters for 54 seats"),
        (lambda c: c["frames"][0].update(volunteers=99_999), "frames.0.volunteers: found 99999"),
        (lambda c: c["frames"][0].update(two_stages={"areas": "ward", "drawn": 3}), "has no feature 'ward'"),
        (lambda c: c["frames"][1].update(only={"diploma": "cap_bep"}), "only.diploma: expected a list"),
        (
            lambda c: c.update(criteria=["age"], quota_bounds={"sex": {"women": [30, 30], "men": [30, 30]}}),
            "'sex' is not",
        ),
        (lambda c: c.update(seats=10_000_000), "seats: "),
    ],
)
def test_what_does_not_fit_is_named_with_its_key(content, change, said):
    change(content)
    assert said in faults_of(content)


def test_a_reserve_without_alternates_is_named(content):
    content["alternates"] = 0
    assert "reserve: replacements come from alternates by quota, and there are 0 alternates" in faults_of(content)


def test_a_list_that_reaches_nobody_is_named(content):
    content["frames"][1]["coverage"] = {"diploma": {"none_or_brevet": 0.0, "cap_bep": 0.0}}
    assert "nobody of the list 'partner associations' is left" in faults_of(content)


def test_nobody_who_answers_is_no_design(content):
    content["response"] = {"sex": {"women": 0.0, "men": 0.0}}
    assert "city.yaml, response: with these limits and weights" in faults_of(content)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0, "many"])
def test_numbers_that_are_none_are_refused(content, number):
    content["population"]["margins"]["sex"]["men"] = number
    assert "population.margins.sex.men" in faults_of(content)


def test_a_file_with_nothing_right_still_gets_one_clear_answer():
    text = faults_of({"frames": "many", "population": 7, "criteria": 3, "seats": "x"})
    assert "frames" in text and "population" in text and "mandate: this key is missing" in text


def test_the_city_s_own_quotas_replace_ours(content):
    content["quota_bounds"] = {"sex": {"women": [30, 30], "men": [30, 30]}}
    quotas = design_from(content).quotas().set_index(["feature", "value"])
    assert quotas.loc[("sex", "women"), ["min", "max"]].tolist() == [30, 30]
    assert quotas.loc[("quarter", "centre"), "min"] == 12


def test_sessions_are_spread_over_the_mandate():
    days = Mandate(start="2023-07-01", months=12, sessions=12).days()
    assert len(days) == 12
    assert days[0].isoformat() == "2023-07-01"
    assert 330 <= (days[-1] - days[0]).days <= 336


def test_the_template_explains_every_key_a_design_can_have():
    text = Path(FOLDER / "blank.yaml").read_text(encoding="utf-8")
    for key in ("only", "coverage", "mailing", "volunteers", "quota_bounds", "relative", "exclusion_years", "reserve"):
        assert key in text


def test_totals_that_differ_by_less_than_one_are_told_apart(content):
    sexes = content["population"]["margins"]["sex"]
    sexes["men"] -= 0.5
    assert f"sex {sum(sexes.values()):,}" in faults_of(content)
