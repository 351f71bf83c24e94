import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.composition.raking import design_effect, every_cell, fit_margins
from toolkit.errors import InputError

SEX = pd.DataFrame({"sex": ["women", "men"], "count": [60.0, 40.0]})
AGE = pd.DataFrame({"age": ["young", "old"], "count": [30.0, 70.0]})
CELLS = every_cell({"sex": ["women", "men"], "age": ["young", "old"]})


def count_of(table: pd.DataFrame, **cell: str) -> float:
    rows = np.logical_and.reduce([table[name] == value for name, value in cell.items()])
    return float(table.loc[rows, "count"].sum())


def test_without_a_seed_the_fit_is_the_product_of_the_shares():
    table = fit_margins(CELLS, [SEX, AGE]).table
    assert count_of(table, sex="women", age="young") == pytest.approx(18)
    assert count_of(table, sex="men", age="old") == pytest.approx(28)


def test_the_fit_keeps_the_odds_ratio_of_the_seed():
    table = fit_margins(CELLS.assign(seed=[6.0, 1.0, 1.0, 1.0]), [SEX, AGE]).table["count"].to_numpy()
    assert table[0] * table[3] / (table[1] * table[2]) == pytest.approx(6)


def test_a_structural_zero_stays_zero_and_a_sampling_zero_does_not():
    seeded = CELLS.assign(seed=[0.0, 5.0, 0.0, 5.0], possible=[False, True, True, True])
    table = fit_margins(seeded, [SEX, AGE]).table
    assert count_of(table, sex="women", age="young") == 0
    assert count_of(table, sex="men", age="young") == pytest.approx(30)


def test_a_coarser_margin_is_met_through_a_further_column():
    cells = every_cell({"age": ["16-17", "18-24", "25+"], "sex": ["women", "men"]})
    cells["broad"] = cells["age"].map({"16-17": "young", "18-24": "young", "25+": "old"})
    broad = pd.DataFrame(
        {"broad": ["young", "young", "old", "old"], "sex": ["women", "men"] * 2, "count": [12.0, 18, 48, 22]}
    )
    fine = pd.DataFrame({"age": ["16-17", "18-24", "25+"], "count": [10.0, 20, 70]})
    table = fit_margins(cells, [broad, fine]).table
    assert count_of(table, broad="young", sex="women") == pytest.approx(12)
    assert count_of(table, age="16-17", sex="women") == pytest.approx(4)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.5, 50), min_size=24, max_size=24),
    st.lists(st.floats(0.1, 9), min_size=24, max_size=24),
)
def test_margins_of_any_table_are_recovered_with_the_seeds_interactions(counts, seed):
    cells = every_cell({"a": list("xy"), "b": list("pqr"), "c": list("klmn")})
    truth = cells.assign(count=counts)
    margins = [truth.groupby(pair, as_index=False)["count"].sum() for pair in (["a", "b"], ["c"])]
    fitted = fit_margins(cells.assign(seed=seed), margins)
    for margin in margins:
        names = [name for name in margin if name != "count"]
        again = fitted.table.groupby(names)["count"].sum().to_numpy()
        assert np.abs(again - margin["count"]).max() < 1e-8 * sum(counts)
    ratio = (fitted.table["count"].to_numpy() / seed).reshape(6, 4)
    assert np.allclose(ratio / ratio[:, :1], ratio[:1] / ratio[0, 0])


def test_totals_that_differ_are_refused_and_rounding_is_not():
    with pytest.raises(InputError, match="totals differ"):
        fit_margins(CELLS, [SEX, AGE.assign(count=[30.0, 70.001])])
    fit_margins(CELLS, [SEX, AGE.assign(count=[30.0, 70.0 + 5e-7])])


def test_every_fault_of_the_margins_is_listed_at_once():
    bad = [
        pd.DataFrame({"sex": ["women"], "count": [60.0]}),
        pd.DataFrame({"age": ["young", "ancient"], "count": [30.0, -1.0]}),
        pd.DataFrame({"diploma": ["bac"], "count": [100.0]}),
    ]
    with pytest.raises(InputError) as caught:
        fit_margins(CELLS, bad)
    for part in (
        "no count for men",
        "no count for old",
        "do not know ancient",
        "negative",
        "columns among sex, age",
    ):
        assert part in str(caught.value)


def test_people_in_impossible_cells_only_are_refused():
    with pytest.raises(InputError, match="young has people"):
        fit_margins(CELLS.assign(possible=[False, True, False, True]), [SEX, AGE])


def test_margins_that_zeros_make_impossible_are_refused():
    with pytest.raises(InputError, match="cannot all be met"):
        fit_margins(CELLS.assign(possible=[True, False, False, True]), [SEX, AGE], most_rounds=50)


def test_the_design_effect_of_equal_weights_is_one_and_of_one_heavy_weight_is_n():
    assert design_effect([2.0] * 7) == pytest.approx(1)
    assert design_effect([1.0, 0.0, 0.0, 0.0]) == pytest.approx(4)


def test_cells_come_in_the_order_given():
    cells = every_cell({"a": ["x", "y"], "b": ["p", "q"]})
    assert list(cells.itertuples(index=False, name=None)) == list(itertools.product("xy", "pq"))
