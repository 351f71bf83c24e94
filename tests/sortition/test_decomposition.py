import numpy as np
import pandas as pd
import pytest

from toolkit.errors import SolverError
from toolkit.sortition import decomposition
from toolkit.sortition.decomposition import check_panels
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.pool import Pool, Quotas, Selection
from toolkit.sortition.solver import Infeasible

PEOPLE = pd.DataFrame({"sex": ["women", "women", "men", "men", "men"]}, index=list("abcde"))
QUOTAS = Quotas(pd.DataFrame({"feature": "sex", "value": ["women", "men"], "min": [1, 1], "max": [1, 2]}))
HOUSEHOLDS = pd.Series(["1 rue A", "", "1 rue A", "", ""], index=PEOPLE.index)


@pytest.fixture
def selection():
    pool = Pool(PEOPLE, HOUSEHOLDS)
    return Selection(pool, QUOTAS, 2, must_exclude={"e": "sat before"})


def test_panels_that_obey_every_rule_pass(selection):
    check_panels(selection, np.array([[0, 3], [1, 2], [1, 3]]))


@pytest.mark.parametrize(
    "panel",
    [
        pytest.param([2, 3], id="too few women"),
        pytest.param([0, 1], id="too many women"),
        pytest.param([0, 2], id="two people of one address"),
        pytest.param([1, 4], id="somebody who may not sit"),
        pytest.param([1, 1], id="one person twice"),
        pytest.param([3, 1], id="not in the order of the pool"),
        pytest.param([1, 2, 3], id="too many seats"),
    ],
)
def test_a_panel_that_breaks_a_rule_is_never_passed_on(selection, panel):
    good = [[1, 2, 3]] if len(panel) == 3 else [[1, 3]]
    with pytest.raises(SolverError, match="a panel breaks the quotas"):
        check_panels(selection, np.array([*good, panel]))


def test_somebody_who_must_sit_is_not_left_out():
    selection = Selection(Pool(PEOPLE), QUOTAS, 2, must_include={"a": "speaker"})
    check_panels(selection, np.array([[0, 3]]))
    with pytest.raises(SolverError):
        check_panels(selection, np.array([[1, 3]]))


def test_rounding_that_misleads_the_solver_is_not_taken_for_quotas_that_clash(selection, monkeypatch):
    def misled(*_):
        raise Infeasible

    monkeypatch.setattr(decomposition, "mix", misled)
    with pytest.raises(SolverError, match="astray"):
        leximin_lottery(selection)
