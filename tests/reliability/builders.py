"""A small public draw, and what a cheat can do to its folder."""

import json

import numpy as np
import pandas as pd

from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.numbering import number_panels
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.record import Circumstances, add_step, as_json, draw_texts, numbered_texts

QUOTAS = [("sex", "f", 3, 3), ("sex", "m", 3, 3), ("age", "16-29", 1, 2), ("age", "30-59", 2, 3), ("age", "60+", 1, 2)]


def small_people(count=40, seed=1):
    rng = np.random.default_rng(seed)
    ages = rng.choice(["16-29", "30-59", "60+"], p=[0.15, 0.55, 0.3], size=count)
    index = pd.Index([f"p{number:03d}" for number in range(count)], name="person_id")
    return pd.DataFrame({"sex": rng.choice(["f", "m"], size=count), "age": ages}, index=index)


def small_selection():
    people = small_people()
    homes = pd.Series(["1 rue haute", "1 rue haute"] + [f"{n} rue basse" for n in range(38)], index=people.index)
    quotas = Quotas(pd.DataFrame(QUOTAS, columns=["feature", "value", "min", "max"]))
    return Selection(Pool(people, homes), quotas, 6, {"p005": "chair"}, {"p006": "former member"})


def small_draw(number="48213"):
    return draw_texts(leximin_lottery(small_selection()), Circumstances(number, {"pool.csv": "0" * 64}))


def numbered_draw(count=20):
    """A draw to which numbered panels were added."""
    lottery, texts = leximin_lottery(small_selection()), small_draw()
    return texts | numbered_texts(texts, number_panels(lottery, np.random.default_rng(1), count))


def edited_json(text, edit):
    content = json.loads(text)
    edit(content)
    return as_json(content)


def chained(entries, texts):
    """Chain the steps of a record anew."""
    record = []
    for entry in entries:
        stated = {key: value for key, value in entry.items() if key not in ("step", "files", "previous", "hash")}
        add_step(record, entry["step"], texts, **stated)
    return as_json({"record": record})


def covered_up(texts):
    """Write the whole record again, as somebody would who has changed files and knows how the record is made."""
    return texts | {"manifest.json": chained(json.loads(texts["manifest.json"])["record"], texts)}
