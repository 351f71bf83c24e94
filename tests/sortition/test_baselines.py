import numpy as np
import pytest

from tests.sortition.oracle import all_panels, random_selection
from tests.sortition.small_pools import pool_of, quotas_of
from toolkit.errors import InputError
from toolkit.sortition.baselines import legacy_chances, legacy_panel, stratified_chances, uniform_chances
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import Selection


def women_and_men():
    """Make six women and two men for four seats in equal parts."""
    quotas = quotas_of(("sex", "f", 2, 2), ("sex", "m", 2, 2))
    return Selection(pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"]), quotas, 4)


def test_a_plain_draw_gives_everyone_the_same():
    assert uniform_chances(women_and_men()).to_list() == [0.5] * 8


def test_a_stratified_draw_gives_each_stratum_its_seats():
    assert stratified_chances(women_and_men(), "sex").to_list() == pytest.approx([1 / 3] * 6 + [1] * 2)


def test_an_unknown_stratum_is_refused_and_the_known_ones_are_named():
    with pytest.raises(InputError, match="sex"):
        stratified_chances(women_and_men(), "age")


def test_legacy_follows_the_quotas_where_there_is_only_one_feature():
    chances = legacy_chances(women_and_men(), np.random.default_rng(1), panels=2000)
    assert chances.iloc[6:].to_list() == [1, 1]
    assert chances.iloc[:6].to_numpy() == pytest.approx([1 / 3] * 6, abs=0.04)


def test_every_legacy_panel_is_lawful():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        selection = random_selection(rng)
        lawful = {tuple(np.flatnonzero(panel)) for panel in all_panels(selection)}
        try:
            assert tuple(legacy_panel(selection, rng)) in lawful
        except InputError as error:
            assert "LEGACY" in str(error)


def test_legacy_leaves_somebody_a_smaller_chance_than_leximin_does():
    rows = [("f", "a")] * 8 + [("f", "b")] * 2 + [("m", "a")] * 2 + [("m", "b")] * 8
    quotas = quotas_of(("sex", "f", 2, 2), ("sex", "m", 2, 2), ("age", "a", 2, 2), ("age", "b", 2, 2))
    selection = Selection(pool_of(rows, ["sex", "age"]), quotas, 4)
    legacy = legacy_chances(selection, np.random.default_rng(2), panels=2000)
    assert legacy.min() < leximin_lottery(selection).smallest_chance - 0.02
