import numpy as np
import pandas as pd

from tests.composition.builders import crowd, day, settled, sheet
from toolkit.composition.fictional import speaking_list, workshop_list
from toolkit.composition.membership import build_membership

PEOPLE = crowd(red=200, blue=200)


def test_only_those_present_speak_and_two_in_five_of_them():
    absent = tuple(PEOPLE["person_id"][:100])
    attendance = pd.concat([sheet(PEOPLE, n, absent=absent) for n in range(5)])
    speech = speaking_list(settled(PEOPLE, attendance=attendance), np.random.default_rng(1))
    assert speech.attrs["synthetic"]
    assert not set(speech["person_id"]) & set(absent)
    assert 0.3 < speech["spoke"].mean() < 0.5
    rates = speech.groupby("person_id")["spoke"].mean()
    assert rates.std() > 0.25  # a few speak often


def test_the_list_becomes_part_of_the_membership():
    attendance = sheet(PEOPLE, 3)
    members = settled(PEOPLE, attendance=attendance)
    speech = speaking_list(members, np.random.default_rng(2))
    events = pd.DataFrame({"person_id": PEOPLE["person_id"], "event": "joined", "date": day(0)})
    both = build_membership(events, PEOPLE, pd.concat([attendance, speech], ignore_index=True))
    assert len(both.on(day(3), "speaking")) == speech["spoke"].sum()
    assert len(both.on(day(3), "present")) == 400


def test_workshops_are_of_equal_size_and_marked():
    groups = workshop_list(PEOPLE, ["A", "B"], np.random.default_rng(3))
    assert groups["workshop"].value_counts().to_dict() == {"A": 200, "B": 200}
    assert groups.attrs["synthetic"]
