"""Prices prove what they claim, whoever wrote them: compared with all lotteries over all panels of small pools."""

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog, minimize

from tests.sortition.small_pools import every_panel, pool_of, quotas_of, random_selection
from toolkit.project import csv_text, write_texts
from toolkit.sortition.audit import Draw
from toolkit.sortition.audit_proof import (
    BOUND,
    BOUNDS,
    CERTIFICATE,
    LEVELS,
    PLACED,
    VALUES,
    Proof,
    audit_proof,
    certificate_wrong,
    levels_of,
    levels_unproven,
    main,
)
from toolkit.sortition.goldilocks import goldilocks_lottery
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.maximin import maximin_lottery
from toolkit.sortition.nash import nash_lottery
from toolkit.sortition.pool import Selection
from toolkit.sortition.prices import COLUMNS, _gain, proof_of, unproven
from toolkit.sortition.prices import levels_of as levels_of_types
from toolkit.sortition.record import Circumstances, draw_texts
from toolkit.sortition.target import target_lottery
from toolkit.sortition.types import types_of

LOTTERIES = {
    "leximin": leximin_lottery, "maximin": maximin_lottery, "nash": nash_lottery, "goldilocks": goldilocks_lottery
}  # fmt: skip


def small(seed, width=1):
    rng = np.random.default_rng(seed)
    selection = random_selection(rng, people=9, seats=4, width=width, households=seed % 2 == 1)
    if seed % 3 == 0:
        someone = str(selection.pool.ids[every_panel(selection)[0][0]])
        selection = replace(selection, must_include={someone: "chair"})
    return selection


def texts_of(lottery):
    return draw_texts(lottery, Circumstances("1"))


def sits(lottery):
    """Which person considered sits on which panel, shape (people, panels)."""
    panels = every_panel(lottery.selection)
    matrix = np.zeros((len(lottery.selection.pool), len(panels)))
    for column, panel in enumerate(panels):
        matrix[list(panel), column] = 1
    return matrix[lottery.considered]


def best_worth(objective, matrix, seats):
    """Find the best worth of any lottery over all panels, by general solvers."""
    people, panels = matrix.shape
    even = seats / people
    if objective in ("leximin", "maximin"):
        rows = np.hstack([-matrix, np.ones((people, 1))])
        total = np.append(np.ones(panels), 0.0)[None]
        return -linprog(np.append(np.zeros(panels), -1.0), rows, np.zeros(people), total, [1.0]).fun
    worth = {
        "nash": lambda q: np.exp(np.log(q).mean()),
        "goldilocks": lambda q: -(q.max() / even + even / q.min()),
    }[objective]
    weights = np.full(panels, 1 / panels)
    found = minimize(
        lambda w: -worth(np.maximum(matrix @ w, 1e-9)), weights, bounds=[(0, 1)] * panels,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1}, method="SLSQP", options={"maxiter": 300},
    )  # fmt: skip
    return -found.fun


@pytest.mark.parametrize("objective", LOTTERIES)
@pytest.mark.parametrize("seed", range(12))
def test_what_was_drawn_is_proven_or_said_to_be_open(objective, seed):
    lottery = LOTTERIES[objective](small(seed, width=seed % 2))
    outcomes = audit_proof(Draw(texts_of(lottery)))
    assert [claim for claim, holds, _ in outcomes if holds is False] == []
    proof = Proof(Draw(texts_of(lottery)))
    assert VALUES[objective](proof) == pytest.approx(lottery.certificate.value, abs=1e-9)
    if (BOUND, True) in [outcome[:2] for outcome in outcomes]:
        assert BOUNDS[objective](proof) >= best_worth(objective, sits(lottery), lottery.selection.seats) - 1e-6


@pytest.mark.parametrize("objective", LOTTERIES)
@pytest.mark.parametrize("seed", range(6))
def test_no_prices_whatever_prove_too_much(objective, seed):
    lottery = LOTTERIES[objective](small(seed))
    texts, rng = texts_of(lottery), np.random.default_rng(seed)
    best = best_worth(objective, sits(lottery), lottery.selection.seats)
    homes = sorted({row for row in Draw(texts).people.values() for row in [row.get("same_address")] if row} or set())
    names = [("seats", ""), *(("quota", str(q + 1)) for q in range(len(lottery.selection.quotas)))]
    names += [("household", home) for home in homes]
    for _ in range(40):
        prices = np.round(rng.normal(0, 2, len(names)) * rng.integers(0, 2, len(names)), 3)
        table = pd.DataFrame([(1, *name, price) for name, price in zip(names, prices, strict=True)], columns=COLUMNS)
        proof = Proof(Draw(texts | {"proof.csv": csv_text(table)}))
        assert BOUNDS[objective](proof) >= best - 1e-6


def largest_gain(lottery, person, chances):
    """How much more somebody could have while nobody with no larger chance has less, over all panels."""
    matrix = sits(lottery)
    floors = np.minimum(chances, chances[person])
    total = np.ones((1, matrix.shape[1]))
    found = linprog(-matrix[person], -matrix, -(floors - 1e-9), total, [1.0])
    return -found.fun - chances[person]


@pytest.mark.parametrize("seed", range(10))
def test_a_level_that_is_proven_leaves_nobody_more(seed):
    lottery = leximin_lottery(small(seed, width=seed % 2))
    proof = Proof(Draw(texts_of(lottery)))
    people = list(proof.chances)
    chances = np.array([proof.chances[person] for person in people])
    for number, level in enumerate(levels_of(proof), start=1):
        if number in proof.prices:
            assert max(largest_gain(lottery, people.index(person), chances) for person in level) < 1e-5


@pytest.mark.parametrize("seed", range(10))
def test_a_lottery_that_is_not_leximin_cannot_be_proven_so(seed):
    lottery = maximin_lottery(small(seed))
    best = leximin_lottery(lottery.selection)
    if np.allclose(np.sort(lottery.chances), np.sort(best.chances), atol=1e-4):
        return
    claimed = replace(lottery, objective="leximin")
    texts = texts_of(claimed)
    assert (LEVELS, None) in [outcome[:2] for outcome in audit_proof(Draw(texts))]
    borrowed = texts | {"proof.csv": texts_of(best)["proof.csv"]}
    assert {holds for claim, holds, _ in audit_proof(Draw(borrowed)) if claim == LEVELS} != {True}


def test_a_proof_can_be_read():
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    lottery = leximin_lottery(Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))
    assert proof_of(lottery).to_numpy().tolist() == [[1, "quota", "1", 1.0], [2, "quota", "2", 1.0]]
    pool = pool_of([("f",)] * 8 + [("m",)] * 4 + [("x",)] * 2 + [("y",)], ["sex"])
    quotas = quotas_of(*(("sex", value, 1, 1) for value in "fmxy"))
    rows = proof_of(leximin_lottery(Selection(pool, quotas, 4))).to_numpy().tolist()
    assert rows == [[1, "quota", "1", 1.0], [2, "quota", "2", 1.0], [3, "quota", "3", 1.0]]  # y is certain


def test_a_shared_address_has_the_price_of_its_one_seat():
    """Three share an address and have 1/3 each; the two others have what is left of two seats."""
    pool = pool_of([("x",)] * 2 + [("f",)] * 5, ["sex"], ["a", "a", "b", "b", "b", "", ""])
    lottery = leximin_lottery(Selection(pool, quotas_of(("sex", "x", 0, 0), ("sex", "f", 2, 2)), 2))
    assert lottery.chances == pytest.approx([0, 0, 1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2])
    table = proof_of(lottery)
    assert table[table["level"] == 1].to_numpy().tolist() == [[1, "household", "2", 1.0]]
    assert set(table["level"]) == {1, 2}


def no_two_of_three():
    """Of p0, p1 and p2 no two sit together, which the relaxation does not see: 1/3 each; p3 and p4 have 1/2."""
    rows = [("y", "n", "y"), ("y", "y", "n"), ("n", "y", "y"), ("n", "n", "n"), ("n", "n", "n")]
    quotas = [(name, value, low, 1 + low) for name in "abc" for value, low in (("y", 0), ("n", 1))]
    return Selection(pool_of(rows, list("abc")), quotas_of(*quotas), 2)


@pytest.mark.parametrize("objective", ["leximin", "maximin"])
def test_where_prices_prove_too_little_weights_stand_for_the_first_level(objective):
    table = proof_of(LOTTERIES[objective](no_two_of_three()))
    first = table[table["level"] == 1]
    assert first["kind"].tolist() == ["integer", "person", "person", "person"]
    assert first["name"].tolist() == ["", "p0", "p1", "p2"] and first["price"].tolist() == pytest.approx([1 / 3] * 4)
    rest = [[2, "seats", "", pytest.approx(1.0)]] if objective == "leximin" else []
    assert table[table["level"] > 1].to_numpy().tolist() == rest


def test_worths_of_all_chances_have_prices_and_no_weights():
    lottery = nash_lottery(no_two_of_three())
    assert set(proof_of(lottery)["kind"]) <= {"seats", "quota"}
    assert unproven(lottery).to_numpy().tolist() == [[1, "integer", "", lottery.certificate.upper_bound]]


def test_levels_are_told_apart_by_a_millionth():
    assert levels_of_types(np.array([0.5, 0.25, 0.25 + 5e-7, 0.5 + 5e-6, 0.25 - 5e-7])).tolist() == [1, 0, 0, 2, 0]


@pytest.mark.parametrize(
    ("prices", "floors", "here", "gain"),
    [
        ([0, 1, 0], [1 / 6, 1 / 2], 0, 0.0),
        ([0, 1, 0], [1 / 8, 1 / 2], 0, 0.25),  # (1 − 6/8) / 1
        ([0, 2, 0], [1 / 8, 1 / 2], 0, 0.25),
        ([0, 1, -1], [1 / 8, 1 / 2], 0, 1.25),  # the limit 1 − 1, and 2 for the men who may all sit
        ([0, 1, -1], [1 / 8, 1 / 2], 1, np.inf),
        ([1, 0, 0], [1 / 8, 1 / 2], 1, 0.25),  # 2 − 6/8 − 1
        ([0, 3, 1], [1 / 6, 1 / 4], 1, 0.5),
    ],
)
def test_what_people_of_a_level_could_have_more_by_hand(prices, floors, here, gain):
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    types = types_of(Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))
    chosen = np.arange(2) == here
    assert _gain(types, np.array(floors), chosen, np.array(prices, dtype=float)) == pytest.approx(gain)


def test_the_certain_are_counted_out_of_what_others_could_have():
    """The chair is one of two women who sit; five others share the second seat."""
    pool = pool_of([("f",)] * 6, ["sex"])
    types = types_of(Selection(pool, quotas_of(("sex", "f", 2, 2)), 2, {"p0": "chair"}))
    gain = _gain(types, np.array([1.0, 1 / 10]), types.least == 0, np.array([0.0, 1.0]))
    assert gain == pytest.approx(2 - 1 - 5 / 10)


def test_no_level_counts_on_a_certain_seat():
    """The chair is a young woman: four other women share a seat, of two seats for women and two for the old.

    If the chair could have less, the old would be what limits those four, and their prices would prove nothing.
    """
    rows = [("f", "y")] + [("f", "o")] * 4 + [("m", "o")] * 2 + [("m", "y")] * 2
    quotas = quotas_of(("sex", "f", 0, 2), ("sex", "m", 0, 4), ("age", "o", 0, 2), ("age", "y", 0, 4))
    lottery = leximin_lottery(Selection(pool_of(rows, ["sex", "age"]), quotas, 4, {"p0": "chair"}))
    assert lottery.chances == pytest.approx([1] + [1 / 4] * 4 + [1 / 2] * 4)
    table = proof_of(lottery)
    assert table[table["level"] == 1].to_numpy().tolist() == [[1, "quota", "1", pytest.approx(1.0)]]


@pytest.mark.parametrize("objective", ["nash", "goldilocks"])
def test_a_lottery_that_leaves_somebody_no_chance_has_no_prices(objective):
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    lottery = LOTTERIES[objective](Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))
    one_panel = replace(lottery, panels=np.array([[1, 6]]), probabilities=np.ones(1))  # p0 never sits
    assert not len(proof_of(one_panel))


@pytest.mark.parametrize("objective", ["maximin", "nash", "goldilocks"])
def test_one_worth_has_one_list_of_prices(objective):
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    lottery = LOTTERIES[objective](Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))
    assert set(proof_of(lottery)["level"]) == {1}


def priced(*prices, chair=False, most=1):
    """Six women and two men, of whom one each sits; the prices are given by hand."""
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    quotas = quotas_of(("sex", "f", 1, most), ("sex", "m", 1, 1))
    texts = texts_of(leximin_lottery(Selection(pool, quotas, 2, {"p0": "chair"} if chair else {})))
    table = pd.DataFrame(prices, columns=COLUMNS)
    return Proof(Draw(texts | {"proof.csv": csv_text(table)}))


def women(price, level=1):
    return level, "quota", "1", price


def men(price, level=1):
    return level, "quota", "2", price


@pytest.mark.parametrize(
    ("objective", "prices", "bound"),
    [
        ("leximin", [women(3.0)], 1 / 6),  # 6 · 3 z ≤ 3
        ("leximin", [women(3.0, level=2)], 1.0),  # prices of another level prove nothing about the first
        ("leximin", [], 1.0),
        ("leximin", [women(-3.0)], 1.0),
        ("nash", [women(6.0), men(0.5)], np.exp((6.5 + 6 * (-np.log(6) - 1) - 2 * 0.5) / 8)),
        ("nash", [women(6.0), men(2.0)], (1 / 6) ** (6 / 8) * (1 / 2) ** (2 / 8)),  # 1 / chance: the value itself
        ("nash", [women(6.0, level=2), men(2.0, level=2)], 1.0),
        ("nash", [], 1.0),
        ("goldilocks", [women(1.0), men(-1.0)], -2 * np.sqrt(3)),  # 6 z ≤ 2 u, best at u = √3 / 4
        ("goldilocks", [women(1.0)], -(1 + 6 / 4)),  # z ≤ 1 / 6 whatever u
        ("goldilocks", [women(1.0), men(-4.0)], -(np.sqrt(3) + 1.5)),  # 6 z ≤ 8 u − 3, best at u = (√3 + 3) / 8
        ("goldilocks", [women(1.0), men(-0.5)], -(1 + 0.25 * 6 / 0.75)),  # 6 z ≤ u + 1/2, best where all are equal
        ("goldilocks", [women(1.0, level=2), men(-1.0, level=2)], -2.0),
        ("goldilocks", [women(-1.0)], -2.0),
        ("goldilocks", [], -2.0),
    ],
)  # fmt: skip
def test_a_bound_by_hand(objective, prices, bound):
    assert BOUNDS[objective](priced(*prices)) == pytest.approx(bound, abs=1e-12)


def test_no_bound_is_above_one():
    assert BOUNDS["leximin"](priced(women(1.0), most=9)) == 1.0  # 6 z ≤ 9
    certain = SimpleNamespace(must_sit=[], certificate={"seats": 2}, chances=dict.fromkeys("abcdefgh", 0.25))
    certain.worths = lambda level: (-3.5, dict.fromkeys("abcd", 1.0) | dict.fromkeys("efgh", -1.0))
    assert BOUNDS["goldilocks"](certain) == pytest.approx(-(1 / 0.25 + 0.25 * 4 / 0.5))  # 4 z ≤ 4 u − 3.5, u at most 1


def test_who_must_sit_has_the_largest_chance():
    """The chair is the woman; each man has 1/2, and the even chance is 2/3."""
    proof = priced(women(-1.0), men(1.0), chair=True)
    assert BOUNDS["goldilocks"](proof) == pytest.approx(-(1 / (2 / 3) + (2 / 3) / (1 / 2)))
    assert BOUNDS["nash"](proof) == pytest.approx(np.exp((0 + 1 - 2 * 1) / 3))


@pytest.mark.parametrize("objective", ["nash", "goldilocks"])
def test_prices_of_the_best_lottery_leave_no_gap(objective):
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    lottery = LOTTERIES[objective](Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))
    proof = Proof(Draw(texts_of(lottery)))
    value = {"nash": (1 / 6) ** (6 / 8) * (1 / 2) ** (2 / 8), "goldilocks": -(0.5 / 0.25 + 0.25 / (1 / 6))}[objective]
    assert VALUES[objective](proof) == pytest.approx(value, abs=1e-9) == BOUNDS[objective](proof)
    assert (BOUND, True, "") in audit_proof(Draw(texts_of(lottery)))


def test_a_chance_of_nothing_has_the_least_worth():
    proof = SimpleNamespace(certificate={"seats": 1}, chances={"a": 0.0, "b": 1.0})
    assert [VALUES[objective](proof) for objective in LOTTERIES] == [0.0, 0.0, 0.0, -np.inf]


def stated(**values):
    """Three people, chances 1/4, 1/4 and 1/2, on one seat, with a certificate that states it."""
    levels = [{"people": 2, "value": 0.25, "upper_bound": 0.25}, {"people": 1, "value": 0.5, "upper_bound": 0.5}]
    certificate = {"objective": "leximin", "seats": 1, "smallest_chance": 0.25, "value": 0.25, "panels": 3}
    certificate |= {"gap": 0.0, "upper_bound": 0.25, "levels": levels} | values
    chances, draw = {"a": 0.5, "b": 0.25, "c": 0.25}, SimpleNamespace(panels=dict.fromkeys("123"))
    return SimpleNamespace(certificate=certificate, chances=chances, draw=draw, without_seat=True)


def test_a_certificate_may_differ_by_rounding_and_no_more():
    assert not list(certificate_wrong(stated()))
    for name in ("smallest_chance", "value"):
        assert not list(certificate_wrong(stated(**{name: 0.25 + 5e-10, "gap": 0.0})))
        assert len(list(certificate_wrong(stated(**{name: 0.25 + 5e-9})))) >= 1
    rounded = stated()
    rounded.chances["a"] += 2e-9  # a billionth for each of three people
    assert not [said for said in certificate_wrong(rounded) if "add up" in said]
    rounded.chances["a"] += 2e-9
    assert [said for said in certificate_wrong(rounded) if "add up" in said]


def test_the_smallest_chance_may_be_that_of_one_person():
    proof = stated(objective="target", levels=[], smallest_chance=0.1)
    proof.chances = {"a": 0.6, "b": 0.1, "c": 0.3}
    assert not list(certificate_wrong(proof))
    assert list(certificate_wrong(stated(panels=10**40))) == [
        "certificate.json states panels 1" + "0" * 29 + ", it is 3"
    ]


@pytest.mark.parametrize(("left", "proven"), [(5e-5, True), (2e-4, False)])
def test_a_level_is_proven_to_a_millionth_of_a_chance(left, proven):
    """Two people of worth 100 at 1/4: what the limit leaves above 50, over 100, is what they could have more."""
    proof = SimpleNamespace(chances={"a": 0.25, "b": 0.25}, prices={1: {}})
    proof.kept = lambda number: (50 + left, {"a": 100.0, "b": 100.0})
    assert (not list(levels_unproven(proof))) == proven


def test_somebody_of_a_level_without_worth_is_not_proven():
    proof = SimpleNamespace(chances={"a": 0.25, "b": 0.25}, prices={1: {}})
    proof.kept = lambda number: (1.0, {"a": 4.0})
    assert list(levels_unproven(proof)) == ["proof.csv lets the 2 people at 0.250000000 have more"]


def test_only_leximin_claims_something_of_levels(tmp_path, capsys):
    texts = texts_of(maximin_lottery(small(1)))
    assert LEVELS not in [claim for claim, *_ in audit_proof(Draw(texts))]
    write_texts(edited(texts, "certificate.json", lambda c: c.update(panels=99)), tmp_path)
    assert main(str(tmp_path)) == 2
    assert f"FAILS  {CERTIFICATE}: certificate.json states panels 99, it is" in capsys.readouterr().out


def test_levels_without_prices_are_counted_by_people():
    draw = priced(women(1.0)).draw
    assert (LEVELS, None, "there are no prices for 2 of 8 people") in audit_proof(draw)
    assert (BOUND, True, "") in audit_proof(draw)


@pytest.mark.parametrize(("objective", "asked"), [("leximin", True), ("nash", False)])
def test_only_what_a_solver_can_tell_is_left_to_it(objective, asked):
    pool = pool_of([("f",)] * 6 + [("m",)] * 2, ["sex"])
    lottery = LOTTERIES[objective](Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1)), 2))
    texts = texts_of(lottery) | {"proof.csv": "level,kind,name,price\n1,integer,,0.5\n"}
    said = "its proof is more than additions" + "; toolkit verify asks a solver" * asked
    assert (BOUND, None, said) in audit_proof(Draw(texts))


def test_where_whole_panels_cannot_do_what_prices_allow_the_bound_is_open():
    rows = [("f", "a", "x"), ("f", "b", "y"), ("m", "a", "y"), ("m", "b", "x"), ("f", "a", "y")]
    quotas = [("sex", "f", 1, 1), ("sex", "m", 1, 1), ("age", "a", 1, 1), ("age", "b", 1, 1), ("at", "x", 1, 1)]
    selection = Selection(pool_of(rows, ["sex", "age", "at"]), quotas_of(*quotas, ("at", "y", 1, 1)), 2)
    for objective, lottery in LOTTERIES.items():
        outcomes = audit_proof(Draw(texts_of(lottery(selection))))
        assert not [claim for claim, holds, _ in outcomes if holds is False], objective


def test_a_worth_that_has_no_proof_is_said_to_have_none():
    selection = small(1)
    wishes = pd.Series(selection.seats / 9, index=selection.pool.ids)
    outcomes = audit_proof(Draw(texts_of(target_lottery(selection, wishes))))
    assert (BOUND, None) in [outcome[:2] for outcome in outcomes]


def edited(texts, name, edit):
    content = json.loads(texts[name])
    edit(content)
    return texts | {name: json.dumps(content)}


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (lambda c: c.update(smallest_chance=0.9), "smallest_chance"),
        (lambda c: c.update(panels=c["panels"] + 1), "panels"),
        (lambda c: c.update(gap=0.5), "gap"),
        (lambda c: c.update(value=0.01), "gap|value"),
        (lambda c: c.update(seats=c["seats"] + 1), "seats"),
        (lambda c: c["levels"].pop(), "the levels are about"),
        (lambda c: c["levels"][0].update(value=0.123), "show no level|states gap"),
        (lambda c: c["levels"].append({"level": 9, "people": 1, "upper_bound": 1.0, "value": 1.0}), "show no level"),
    ],
)
def test_a_certificate_that_misstates_is_found(edit, found):
    texts = edited(texts_of(leximin_lottery(small(1))), "certificate.json", edit)
    outcome = {claim: (holds, said) for claim, holds, said in audit_proof(Draw(texts))}[CERTIFICATE]
    assert outcome[0] is False
    assert pd.Series([outcome[1]]).str.contains(found).all()


def test_people_said_to_fit_nowhere_are_left_to_the_solver_but_may_have_no_chance():
    pool = pool_of([("f", "a"), ("f", "b"), ("m", "b"), ("m", "b")], ["sex", "age"])
    quotas = quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1), ("age", "a", 0, 1), ("age", "b", 2, 2))
    texts = texts_of(leximin_lottery(Selection(pool, quotas, 2)))
    assert (PLACED, None) in [outcome[:2] for outcome in audit_proof(Draw(texts))]
    lost = edited(texts, "certificate.json", lambda c: c["unplaceable"].append("p1"))
    assert any(holds is False for _, holds, _ in audit_proof(Draw(lost)))


@pytest.mark.parametrize("name", ["pool.csv", "quotas.csv", "certificate.json", "proof.csv", "lottery.csv"])
def test_what_is_missing_or_unreadable_is_a_claim_that_fails(name, tmp_path, capsys):
    texts = texts_of(leximin_lottery(small(1)))
    for broken in ({key: text for key, text in texts.items() if key != name}, texts | {name: '"\x00'}):
        write_texts(broken, tmp_path, stale=[name] if name not in broken else [])
        assert main(str(tmp_path)) == 2
        assert capsys.readouterr().out.count(f"{name} is missing") == 1


@pytest.mark.parametrize(("price", "limit"), [(0.4, 0.4), (-0.4, 0.0), (2.0, 2.0)])
def test_the_limit_adds_what_each_row_can_pay_at_most(price, limit):
    pool = pool_of([("f",), ("f",), ("m",)], ["sex"], ["h", "h", ""])
    texts = texts_of(leximin_lottery(Selection(pool, quotas_of(("sex", "f", 1, 1), ("sex", "m", 0, 1)), 2)))
    rows = [(1, "household", "1", price), (1, "seats", "", 0.5), (1, "quota", "2", 3.0)]
    proof = Proof(Draw(texts | {"proof.csv": csv_text(pd.DataFrame(rows, columns=COLUMNS))}))
    found, worth = proof.worths(1)
    assert found == pytest.approx(limit + 2 * 0.5 + 3.0)
    assert worth == pytest.approx({"p0": price + 0.5, "p1": price + 0.5, "p2": 3.5})
    assert proof.kept(1)[0] == pytest.approx(found + max(0, -2 * (price + 0.5)))


def test_a_quota_with_a_negative_price_pays_at_its_minimum():
    pool = pool_of([("f",), ("f",), ("m",)], ["sex"])
    texts = texts_of(leximin_lottery(Selection(pool, quotas_of(("sex", "f", 1, 2), ("sex", "m", 0, 1)), 2)))
    table = pd.DataFrame([(1, "quota", "1", -3.0), (2, "quota", "1", 3.0)], columns=COLUMNS)
    proof = Proof(Draw(texts | {"proof.csv": csv_text(table)}))
    assert [proof.worths(level)[0] for level in (1, 2, 3)] == pytest.approx([-3, 6, 0])


def test_levels_end_where_the_next_chance_is_larger_and_leave_the_certain_out():
    pool = pool_of([("f",)] * 4 + [("m",)] * 2 + [("x",)], ["sex"])
    quotas = quotas_of(("sex", "f", 1, 1), ("sex", "m", 1, 1), ("sex", "x", 1, 1))
    proof = Proof(Draw(texts_of(leximin_lottery(Selection(pool, quotas, 3)))))
    assert levels_of(proof) == [["p0", "p1", "p2", "p3"], ["p4", "p5"]]
    assert BOUNDS["leximin"](proof) == pytest.approx(1 / 4)


def test_a_shared_address_from_which_nobody_can_sit_has_no_price():
    """Two housemates of a value with no seat left, as when a member is replaced."""
    homes = ["1", "1", "2", "2", "", ""]
    pool = pool_of([("f",), ("f",), ("m",), ("m",), ("m",), ("m",)], ["sex"], homes)
    lottery = leximin_lottery(Selection(pool, quotas_of(("sex", "f", 0, 0), ("sex", "m", 2, 2)), 2))
    assert list(lottery.chances[:2]) == [0, 0] and lottery.chances[2:] == pytest.approx(0.5)
    texts = texts_of(lottery)
    assert "household,1" not in texts["proof.csv"]
    checked = {claim: holds for claim, holds, _ in audit_proof(Draw(texts))}
    assert checked[BOUND] and False not in checked.values()
