"""An attacker has every table of the composition report and computes: no count of 1 to 4 people can be found.

Seats by class are public (they are what is judged); who left, came, spoke, sits in which workshop, and how traits cross
are not.
"""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from toolkit.composition.disclosure import SMALLEST
from toolkit.project import project_root

FIGURES = project_root() / "reports" / "paris" / "figures" / "02_composition"
MINORS = {("age", "16-17"), ("frame", "people aged 16 and 17")}
"""Two classes of the same people."""


def table(name):
    return pd.read_csv(FIGURES / f"{name}.csv")


def ranges(equal, totals, least, most):
    """Give the least and most of each unknown, subject to sums that are known; -1 in `most` leaves it open."""
    bounds = [(low, None if high < 0 else high) for low, high in zip(least, most, strict=True)]
    ends = []
    for unknown in range(len(least)):
        aim = np.eye(len(least))[unknown]
        low, high = (linprog(sign * aim, A_eq=equal, b_eq=totals, bounds=bounds) for sign in (1, -1))
        assert low.status == high.status == 0
        ends.append((np.ceil(low.fun - 1e-6), np.floor(-high.fun + 1e-6)))
    return ends


def sums(groups):
    """Write which unknowns are added up."""
    names = list(dict.fromkeys(groups))
    return np.array([[float(group == name) for group in groups] for name in names]), names


@pytest.fixture(scope="module")
def seats():
    return table("quota_bands").set_index(["criterion", "value"])["seats"]


def is_small(counts):
    return ((np.round(counts) > 0) & (np.round(counts) < SMALLEST)).any()


def test_departures_by_class_cannot_be_computed(seats):
    told = table("departures").set_index(["criterion", "value"])
    assert not is_small(told["left"])
    assert np.allclose(told["left"], told["rate"] * told["members"])
    everyone = int(told.loc["sex", "left"].sum())
    hidden = [key for key in seats.index if key not in told.index]
    equal, criteria = sums([criterion for criterion, _ in hidden])
    totals = [everyone - told["left"].get(name, pd.Series(dtype=float)).sum() for name in criteria]
    same = np.array([[(1.0 if key[0] == "age" else -1.0) * (key in MINORS) for key in hidden]])
    for low, high in ranges(np.vstack([equal, same]), [*totals, 0], [0] * len(hidden), [-1] * len(hidden)):
        assert high - low >= 2


def test_curves_and_ratios_tell_no_more_than_the_table():
    told = set(table("departures")["value"])
    ratios = table("hazard_ratios")
    assert set(ratios["value"]) | set(ratios["against"]) <= told
    assert np.allclose(ratios[["ratio", "low", "high"]].round(1), ratios[["ratio", "low", "high"]])
    for name, share, start in (("staying", "staying", 1.0), ("reasons", "share", 0.0)):
        curves = table(name)
        for _, curve in curves.groupby(curves.columns[0]):
            moved = np.abs(curve[share].to_numpy() - start)
            steps = moved[moved > 0] / moved[moved > 0].min() if (moved > 0).any() else np.array([])
            assert np.allclose(steps, np.round(steps))  # whole steps of five people
            assert curve["days"].is_monotonic_increasing
            assert (curve[share].diff().iloc[1:-1] != 0).all()  # no day on which fewer left


def test_likeness_of_replacements_is_told_for_five_or_more_alike_and_unlike():
    found = table("replacements").dropna()
    assert not is_small(found["alike"])
    assert not is_small(found["replaced"] - found["alike"])


@pytest.mark.parametrize("body", ["in_room", "speaking"])
def test_the_share_of_a_hidden_class_cannot_be_computed_from_the_others(body):
    found = table("quota_bands")
    for _, group in found.groupby("criterion"):
        hidden = group[body].isna()
        assert hidden.sum() != 1
        if hidden.any():
            assert group["seats"].sum() - group.loc[~hidden, body].sum() > 1.0
    rates = table({"in_room": "attendance", "speaking": "speaking"}[body])["value"]
    assert set(rates) <= set(found.loc[found[body].notna(), "value"])


def test_crossings_of_traits_cannot_be_computed():
    crossings, rules = table("envelope"), table("criteria_register").set_index(["criterion", "value"])
    assert not is_small(crossings["seats"].dropna())
    for trait, cells in crossings.groupby("trait"):
        names = [tuple(value.split(" × ")) for value in cells["value"]]
        criteria = trait.split(" × ")
        keys = [[(criterion, name[n]) for name in names] for n, criterion in enumerate(criteria)]
        equal = np.vstack([sums(side)[0] for side in keys])
        margins = [key for side in keys for key in dict.fromkeys(side)]
        slack = np.hstack([equal, -np.eye(len(margins))])  # margins lie within their quotas
        known = cells["seats"].to_numpy()
        shown = np.isfinite(known)
        least = [*np.where(shown, known, 0), *rules.loc[margins, "least"]]
        most = [*np.where(shown, known, -1), *rules.loc[margins, "most"]]
        for (low, high), seen in zip(ranges(slack, [0] * len(margins), least, most), shown, strict=False):
            assert seen or high - low >= 2


def test_workshops_cannot_be_computed(seats):
    found = table("workshop_shares")
    size = seats["sex"].sum() / found["group"].nunique()
    for criterion, cells in found.groupby("criterion"):
        counts = (cells["share"] * size).to_numpy()
        assert not is_small(counts[np.isfinite(counts)])
        equal = np.vstack([sums(cells["value"])[0], sums(cells["group"])[0]])
        values, groups = (list(dict.fromkeys(cells[name])) for name in ("value", "group"))
        totals = [*(seats[criterion, value] for value in values), *itertools.repeat(size, len(groups))]
        shown = np.isfinite(counts)
        least, most = np.where(shown, counts, 0), np.where(shown, counts, -1)
        for (low, high), seen in zip(ranges(equal, totals, least, most), shown, strict=True):
            assert seen or high - low >= 2


def test_sentences_name_no_few_people():
    words = " ".join(table("verdicts")["sentence"])
    for count, noun in itertools.product(range(1, SMALLEST), ("people came", "people present", "people spoke")):
        assert f" {count} {noun}" not in words
