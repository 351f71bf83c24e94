import numpy as np
import pandas as pd
import pytest

from toolkit.composition.envelope import panel_envelope, shown_envelope
from toolkit.errors import InputError

PEOPLE = pd.DataFrame(
    {
        "person_id": [f"V{n:03d}" for n in range(200)],
        "sex": ["women", "men"] * 100,
        "job": ["teacher"] * 50 + ["other"] * 150,
    }
)


def lottery(rng, panels=400, seats=20):
    rows = [(n, person) for n in range(panels) for person in rng.choice(PEOPLE["person_id"], seats, replace=False)]
    return pd.DataFrame(rows, columns=["panel", "person_id"])


def test_a_panel_of_the_lottery_is_usual():
    panels = lottery(np.random.default_rng(1))
    panel = panels.loc[panels["panel"] == 7, "person_id"].tolist()
    table = panel_envelope(panels, PEOPLE, panel, [["job"], ["sex", "job"]]).table
    assert (table["p_holm"] > 0.05).all()
    assert table[table["trait"] == "job"]["seats"].sum() == 20


def test_a_panel_of_teachers_is_not():
    panels = lottery(np.random.default_rng(2))
    finding = panel_envelope(panels, PEOPLE, PEOPLE["person_id"][:20].tolist(), [["job"]])
    assert finding.table.set_index("value").loc["teacher", "p_holm"] < 0.05
    assert "2 lie outside" in str(finding.text)


def test_the_p_value_counts_ranks():
    panels = pd.DataFrame({"panel": [0, 1, 2, 3], "person_id": ["V000", "V060", "V061", "V062"]})
    table = panel_envelope(panels, PEOPLE, ["V001"], [["job"]]).table.set_index("value")
    assert table.loc["teacher", "p_value"] == pytest.approx(2 * 2 / 5)


def test_a_criterion_with_a_quota_is_refused_alone_and_welcome_crossed():
    panels = lottery(np.random.default_rng(3), panels=20)
    panel = panels.loc[panels["panel"] == 0, "person_id"].tolist()
    with pytest.raises(InputError, match="p-value is refused"):
        panel_envelope(panels, PEOPLE, panel, [["sex"]], with_quota=["sex"])
    panel_envelope(panels, PEOPLE, panel, [["sex", "job"]], with_quota=["sex"])


def test_a_stranger_in_the_panel_is_named():
    with pytest.raises(InputError, match="V999"):
        panel_envelope(lottery(np.random.default_rng(4), panels=5), PEOPLE, ["V999"], [["job"]])


def test_crossings_of_a_few_people_are_not_told_nor_what_would_give_them_away():
    panels = lottery(np.random.default_rng(5), panels=40)
    panel = PEOPLE["person_id"][[*range(0, 50, 2), 1, 3, *range(60, 75)]].tolist()
    table = panel_envelope(panels, PEOPLE, panel, [["job"], ["sex", "job"]]).table
    assert (table["seats"] == 2).sum() == 1
    shown = shown_envelope(table)
    assert shown.loc[shown["trait"] == "sex × job", ["seats", "p_value"]].isna().all().all()
    assert shown.loc[shown["trait"] == "job", "seats"].tolist() == [15, 27]
    assert shown_envelope(table, smallest=0)["seats"].notna().all()
