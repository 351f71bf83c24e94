import json

import numpy as np
import pandas as pd
import pytest

from tests.reliability.builders import covered_up
from tests.sortition.small_pools import pool_of, quotas_of, random_selection
from toolkit.errors import InputError
from toolkit.sortition.draw import panel_at, seed_point
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import Selection
from toolkit.sortition.record import (
    STEPS,
    Circumstances,
    as_json,
    draw_texts,
    lottery_of,
    remaining,
)
from toolkit.sortition.verification import compare_sources, verify
from toolkit.sortition.verification import failures as failed
from toolkit.sources.draw_folder import DrawFolder


@pytest.fixture(scope="module")
def lottery():
    return leximin_lottery(random_selection(np.random.default_rng(8), people=12, seats=4, households=True))


@pytest.fixture
def texts(lottery):
    return draw_texts(lottery, Circumstances("2026-06-30: 7 12 23 31 45", {"people.csv": "ab" * 32}))


def forged(texts, **changes):
    """Change files and write the record anew, so that every hash agrees again."""
    named = {name.replace("_csv", ".csv").replace("_json", ".json"): text for name, text in changes.items()}
    return covered_up({**texts, **named})


def failures(texts, head=""):
    return [check.claim for check in failed(verify(texts, head))]


def test_every_claim_of_an_honest_draw_holds(texts):
    assert failures(texts) == []
    assert failures(forged(texts)) == []


def test_the_panel_follows_from_the_number_and_the_frozen_inputs(texts, lottery):
    inputs = json.loads(texts["manifest.json"])["record"][0]["hash"]
    place = panel_at(lottery.probabilities.tolist(), seed_point("2026-06-30: 7 12 23 31 45", inputs))
    drawn = texts["panel.csv"].splitlines()[1:]
    assert drawn == lottery.selection.pool.ids[lottery.panels[place]].tolist()


def test_the_lottery_is_bound_before_the_number_is_known(lottery):
    frozen = json.loads(draw_texts(lottery, Circumstances(None))["manifest.json"])["record"]
    drawn = json.loads(draw_texts(lottery, Circumstances("1"))["manifest.json"])["record"]
    assert [entry["step"] for entry in frozen] == [*list(STEPS)[:3], "made with"]
    assert frozen[:3] == drawn[:3]


def test_the_folder_names_no_address_and_no_path(texts, lottery):
    everything = "".join(texts.values())
    assert not any(home in everything for home in lottery.selection.pool.households)


@pytest.mark.parametrize("name", ["pool.csv", "quotas.csv", "selection_probability.csv", "lottery.csv", "panel.csv",
                                  "certificate.json", "proof.csv", "remaining.csv", "manifest.json"])  # fmt: skip
def test_any_digit_changed_anywhere_is_found(texts, name):
    for place in [place for place, sign in enumerate(texts[name]) if sign.isdigit()][::7]:
        other = "7" if texts[name][place] != "7" else "3"
        changed = texts[name][:place] + other + texts[name][place + 1 :]
        assert failures({**texts, name: changed}), texts[name][max(0, place - 20) : place + 20]


@pytest.mark.parametrize("name", ["pool.csv", "lottery.csv", "proof.csv", "certificate.json", "panel.csv"])
def test_a_missing_file_is_found(texts, name):
    assert failures({other: text for other, text in texts.items() if other != name})


def edited(text, row, column, value):
    table = pd.read_csv(pd.io.common.StringIO(text), dtype=str, keep_default_na=False)
    table.loc[row, column] = value(table.loc[row, column]) if callable(value) else value
    return table.to_csv(index=False, lineterminator="\n")


def test_a_chance_raised_with_all_hashes_mended_is_found(texts):
    text = edited(texts["selection_probability.csv"], 0, "probability", lambda chance: str(float(chance) + 1e-6))
    assert "everybody's chance is what the lottery gives" in failures(forged(texts, selection_probability_csv=text))


def test_a_probability_moved_between_panels_with_all_hashes_mended_is_found(texts, lottery):
    table = pd.read_csv(pd.io.common.StringIO(texts["lottery.csv"]))
    first, second = table["panel"] == 1, table["panel"] == 2
    table.loc[first, "probability"] += 1e-4
    table.loc[second, "probability"] -= 1e-4
    text = table.to_csv(index=False, lineterminator="\n")
    assert "everybody's chance is what the lottery gives" in failures(forged(texts, lottery_csv=text))


def test_a_person_exchanged_on_the_panel_with_all_hashes_mended_is_found(texts):
    outside = texts["remaining.csv"].splitlines()[1]
    text = edited(texts["panel.csv"], 0, "person_id", outside)
    assert any("this panel and no other" in claim for claim in failures(forged(texts, panel_csv=text)))


def test_a_quota_edited_with_all_hashes_mended_is_found(texts):
    held = texts["panel.csv"].splitlines()[1:]
    pool = pd.read_csv(pd.io.common.StringIO(texts["pool.csv"])).set_index("person_id")
    seats = int((pool.loc[held, "sex"] == "f").sum())
    quotas = pd.read_csv(pd.io.common.StringIO(texts["quotas.csv"]))
    row = int(quotas.index[quotas["value"] == "f"][0])
    tighter = edited(edited(texts["quotas.csv"], row, "max", str(seats - 1)), row, "min", "0")
    found = failures(forged(texts, quotas_csv=tighter))
    assert any("obeys every quota" in claim for claim in found)


def test_a_quota_widened_with_all_hashes_mended_differs_from_the_published_hash(texts):
    published = json.loads(texts["manifest.json"])["record"][2]["hash"]
    wider = edited(texts["quotas.csv"], 0, "max", lambda most: str(int(most) + 1))
    assert failures(texts, head=published) == []
    assert failures(forged(texts, quotas_csv=wider), head=published)


def test_a_volunteer_edited_with_all_hashes_mended_is_found(texts):
    flipped = edited(texts["pool.csv"], 2, "sex", lambda sex: "m" if sex == "f" else "f")
    assert failures(forged(texts, pool_csv=flipped))


def test_a_certificate_that_claims_too_little_is_possible_is_found(texts):
    certificate = json.loads(texts["certificate.json"])
    certificate["upper_bound"] -= 1e-3
    found = failures(forged(texts, certificate_json=as_json(certificate)))
    assert any("could be worth more" in claim for claim in found)


def test_prices_that_prove_nothing_are_found(texts):
    lines = [line for line in texts["proof.csv"].splitlines() if ",quota," not in line]
    found = failures(forged(texts, proof_csv="\n".join(lines) + "\n"))
    assert any("could be worth more" in claim for claim in found)


def test_another_number_is_found_wherever_it_says_another_panel(texts, lottery):
    record = json.loads(texts["manifest.json"])["record"]
    said = {}
    for number in map(str, range(12)):
        record[3]["number"] = number
        other = forged({**texts, "manifest.json": as_json({"record": record})})
        place = panel_at(lottery.probabilities.tolist(), seed_point(number, record[0]["hash"]))
        said[place + 1 != record[4]["panel"]] = None
        assert any("this panel and no other" in claim for claim in failures(other)) == (place + 1 != record[4]["panel"])
    assert True in said


def test_a_draw_made_again_in_secret_differs_from_the_published_hash(texts, lottery):
    published = json.loads(texts["manifest.json"])["record"][-1]["hash"]
    again = draw_texts(lottery, Circumstances("another number"))
    assert failures(texts, head=published) == []
    assert failures(again) == []
    assert failures(again, head=published) == ["the record is the one that was published"]


def test_original_files_are_compared(texts):
    assert compare_sources(texts, {"people.csv": "ab" * 32}).holds
    assert not compare_sources(texts, {"people.csv": "ac" * 32}).holds
    assert "other.csv" in str(compare_sources(texts, {"other.csv": "ab" * 32}))


def test_a_lottery_comes_back_as_it_was(texts, lottery):
    folder = DrawFolder(texts)
    again = lottery_of(folder.tables, folder.certificate)
    assert (again.panels == lottery.panels).all()
    assert (again.probabilities == lottery.probabilities).all()
    assert again.summary() == lottery.summary()


def test_rules_keep_their_reasons():
    pool = pool_of([("f",), ("f",), ("m",), ("m",)], ["sex"])
    rules = {"must_include": {"p0": "speaks for last year"}, "must_exclude": {"p3": "past member"}}
    selection = Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2, **rules)
    texts = draw_texts(leximin_lottery(selection), Circumstances("1"))
    assert texts["rules.csv"].splitlines()[1:] == ["p0,must sit,speaks for last year", "p3,may not sit,past member"]
    assert "past member" not in texts["manifest.json"]
    assert failures(texts) == []
    folder = DrawFolder(texts)
    assert lottery_of(folder.tables, folder.certificate).selection.must_exclude == {"p3": "past member"}


def test_identifiers_that_look_like_formulas_survive():
    pool = pool_of([("f",), ("f",), ("m",), ("m",)], ["sex"])
    people = pool.people.set_axis(pd.Index(["=1+1", "-2", "@a", "+33"], name="person_id"))
    quotas = quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1))
    texts = draw_texts(leximin_lottery(Selection(type(pool)(people), quotas, 2)), Circumstances("1"))
    assert failures(texts) == []


def test_housemates_of_members_do_not_remain():
    pool = pool_of([("f",)] * 4, ["sex"], ["h", "h", "", ""])
    selection = Selection(pool, quotas_of(("sex", "f", 1, 1)), 1)
    assert remaining(selection, np.array([0])) == ["p2", "p3"]
    assert remaining(selection, np.array([2])) == ["p0", "p1", "p3"]


def test_a_lottery_about_strangers_is_refused(texts):
    folder = DrawFolder({**texts, "lottery.csv": texts["lottery.csv"].replace(",p1\n", ",q1\n")})
    with pytest.raises(InputError, match=r"lottery\.csv: it names people who are not in pool\.csv"):
        lottery_of(folder.tables, folder.certificate)
