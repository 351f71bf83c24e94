"""Panels worth more than a sum, against the list of all panels."""

import numpy as np
import pytest

import toolkit.sortition.pricing as pricing
from tests.sortition.oracle import all_panels, middling_selection, random_selection, tight_selection
from toolkit.sortition.pricing import MORE, Pricing
from toolkit.sortition.progress import NEVER, Deadline
from toolkit.sortition.solver import INFINITY, OutOfTime, Program
from toolkit.sortition.types import types_of


def priced(seed, make=tight_selection):
    """Make a pool, prices of its types, and the panels of types, most of which are worth something else."""
    rng = np.random.default_rng(seed)
    selection = make(rng)
    types = types_of(selection)
    panels = np.array([[panel[group].sum() for group in types.members] for panel in all_panels(selection)])
    return types, rng.uniform(-1, 1, len(types)), panels.astype(int)


@pytest.mark.parametrize("nodes", [pricing.NODES, 0], ids=["own search", "solver of integer programs"])
@pytest.mark.parametrize("make", [random_selection, tight_selection])
@pytest.mark.parametrize("seed", range(8))
def test_the_panel_worth_most_is_found_and_proven_by_listing(seed, make, nodes, monkeypatch):
    monkeypatch.setattr(pricing, "NODES", nodes)
    types, prices, panels = priced(seed, make)
    most, search, than = (panels @ prices).max(), Pricing(types), -INFINITY
    while than < most - 1e-7:
        found, bound = search.better(prices, than if np.isfinite(than) else -100.0, NEVER)
        worths = [float(prices @ panel) for panel in found]
        assert worths and worths == sorted(worths) and worths[0] > than and bound >= most - 1e-7
        assert all((panels == panel).all(axis=1).any() for panel in found)
        than = worths[-1]
    found, bound = search.better(prices, most + 1e-7, NEVER)
    assert not found and bound == pytest.approx(most, abs=1e-6) and bound >= most


def test_what_is_worth_as_much_is_not_worth_more():
    types, prices, panels = priced(3)
    most = float((panels @ prices).max())
    assert Pricing(types).better(prices, most, NEVER) == ([], most + MORE)


def test_a_search_that_time_or_patience_ends_proves_nothing(monkeypatch):
    types = types_of(middling_selection())
    many = np.random.default_rng(1).uniform(-1, 1, (5, len(types)))
    assert Pricing(types).better(many[0], -100.0, Deadline(0.0)) == ([], INFINITY)
    monkeypatch.setattr(pricing, "PATIENCE", INFINITY)
    assert all(Pricing(types).better(prices, -100.0, NEVER)[1] < INFINITY for prices in many)
    monkeypatch.setattr(pricing, "PATIENCE", 0)
    ends = [Pricing(types).better(prices, -100.0, NEVER) for prices in many]
    assert all(len(found) == 1 for found, _ in ends) and any(bound == INFINITY for _, bound in ends)


@pytest.mark.parametrize("best", [None, np.array([0.0, 2.0 - 1e-9])])
def test_what_a_solver_knows_when_time_ends_is_passed_on(best, monkeypatch):
    limits = []

    class Slow(Program):
        def maximise(self, costs, time_limit=None):
            limits.append(time_limit)
            raise OutOfTime(best, 7.5)

    types, prices, _ = priced(3)
    search = Pricing(types)
    monkeypatch.setattr(pricing, "NODES", 0)
    monkeypatch.setattr(pricing, "Program", Slow)
    for deadline in (NEVER, Deadline(1000.0)):
        found, bound = search.better(prices, -100.0, deadline)
        assert [panel.tolist() for panel in found] == ([] if best is None else [[0, 2]]) and bound == 7.5
    assert limits[0] is None and 900 < limits[1] <= 1000


@pytest.mark.parametrize("seed", range(20))
def test_no_seat_is_fixed_that_the_panel_worth_most_needs(seed):
    """A sum just below the most leaves little between it and the vertex: most seats are fixed, but none wrongly."""
    types, _, panels = priced(seed)
    search, rng = Pricing(types), np.random.default_rng(seed)
    for prices in rng.uniform(-1, 1, (20, len(types))):
        most = float((panels @ prices).max())
        found, bound = search.better(prices, most - 1e-6, NEVER)
        assert found and prices @ found[-1] == pytest.approx(most) and bound >= most
