"""What can be wrong with the file of a design, every fault with the path of its key."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.design.frames import people_on, weights
from toolkit.errors import Fault

if TYPE_CHECKING:
    from toolkit.design.frames import Frame
    from toolkit.design.scenario import Design

Bounds = tuple[int, int]

PARTS: dict[str, dict[str, Any]] = {
    "mandate": {"start": "2027-01-01", "months": 12, "sessions": 12},
    "rotation": {"every_months": 12, "share": 1.0},
    "attrition": {"leave": 0.1},
}
STAND_INS = {"name": "unnamed", "seats": 1, "letters": 1, "response": 0.5, **PARTS}
STAND_INS |= {key: value for part in PARTS.values() for key, value in part.items()}
"""Values of required keys, for reading on past a fault."""

EXPECTED = {
    "tuple_type": "expected a list",
    "too_short": "expected at least one",
    "dict_type": "expected names with a value each",
    "model": "expected names with a value each",
    "int": "expected a whole number",
    "float": "expected a number",
    "string_type": "expected text",
    "finite_number": "expected a number",
    "date": "expected a day such as 2027-01-16",
}
"""Words for what a reader of YAML files finds; by kind of fault, the first that fits."""

MOST_LISTS = 8
"""Lists whose sets are all tried."""

RESERVED = ("count", "frame", "person_id")
"""Names that tables of people use themselves."""


def fault_of(problem: Any, place: str) -> Fault:
    """Say one fault that pydantic found, with the path of the key."""
    key = ".".join(str(part) for part in problem["loc"]) or "the whole file"
    if problem["type"] == "extra_forbidden":
        remedy = "Remove it or correct its spelling; blank.yaml lists all"
        return Fault(f"{place}, {key}", "this key is not known", remedy)
    if problem["type"] == "missing":
        return Fault(f"{place}, {key}", "this key is missing", "Add it; blank.yaml explains each key")
    if problem["loc"][-1:] == ("[key]",):
        named = ".".join(str(part) for part in problem["loc"][:-1])
        return Fault(f"{place}, {named}", "a name is expected here, found a number", "Write it between quotation marks")
    expected = next((words for kind, words in EXPECTED.items() if problem["type"].startswith(kind)), problem["msg"])
    return Fault(f"{place}, {key}", f"{expected}, found {problem['input']!r}", "Correct the value")


def mended(content: Mapping[str, Any], problems: Sequence[Any]) -> tuple[dict[str, Any], list[str]]:
    """Put something harmless where a key is wrong, so that the rest of the file can be checked as well.

    Returns
    -------
    dict
        The content, without unknown keys and with `STAND_INS` where a value is wrong or missing.
    list of str
        Paths of the keys that were changed; nothing further should be said about these.
    """
    fixed = copy.deepcopy(dict(content))
    for problem in problems:
        *path, last = problem["loc"]
        place: Any = fixed
        for step in path:
            inside = (isinstance(place, dict) and step in place) or (isinstance(place, list) and isinstance(step, int))
            place = place[step] if inside else None
        if isinstance(place, dict):
            place.pop(last, None)
            if last in STAND_INS and (path or last != "response"):
                place[last] = copy.deepcopy(STAND_INS[last])
    return fixed, [".".join(str(part) for part in problem["loc"]) for problem in problems]


def about(fault: Fault, keys: Sequence[str]) -> bool:
    """Tell whether a fault lies at or below one of the keys, or follows from seats that cannot be read."""
    key = fault.place.partition(", ")[2]
    seats = any(name.endswith("seats") for name in keys) and key.startswith(("quota_bounds", "frames"))
    return seats or any(key == name or key.startswith(f"{name}.") or name.startswith(f"{key}.") for name in keys)


def faults_as_read(content: Mapping[str, Any], known: Mapping[str, list[str]] | None, place: str) -> list[Fault]:
    """Name the faults that can be seen even where the file cannot be read as a design."""
    found = list(_seat_faults(content, place))
    population = content.get("population")
    if isinstance(population, Mapping) and not population.get("assembly") and not population.get("margins"):
        found.append(Fault(f"{place}, population", "nobody is counted", "Give margins, residents by feature and value"))
        return found
    return found if known is None else found + list(_criteria_faults(content.get("criteria"), known, place))


def faults_between(design: Design, known: Mapping[str, list[str]], place: str) -> list[Fault]:
    """Name the faults that lie between the parts of a design; what nobody can reach only when all else is right."""
    checks = (_population_faults, _weight_faults, _list_faults, _quota_faults, _reserve_faults)
    found = [fault for check in checks for fault in check(design, known, place)]
    return found or list(_reach_faults(design, place))


def _seat_faults(content: Mapping[str, Any], place: str) -> Iterator[Fault]:
    """Compare the frames' seats with the seats of the assembly, as far as both can be read."""
    frames, total = content.get("frames"), content.get("seats")
    listed = frames if isinstance(frames, list) else []
    seats = [frame.get("seats") for frame in listed if isinstance(frame, dict)]
    numbers = [number for number in seats if isinstance(number, int)]
    if isinstance(total, int) and numbers and len(numbers) == len(listed) and sum(numbers) != total:
        problem = f"their seats add up to {sum(numbers)}, the assembly has {total}"
        yield Fault(f"{place}, frames", problem, "Make the two equal")


def _criteria_faults(criteria: Any, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Name the criteria that the population does not count, and those that stand twice."""
    listed = criteria if isinstance(criteria, list) else []
    for number, criterion in enumerate(listed):
        if criterion in listed[:number]:
            yield Fault(f"{place}, criteria.{number}", f"{criterion!r} stands twice", "Keep one of the two")
        if criterion not in list(known):
            problem = f"{criterion!r} has no margin in the population"
            yield Fault(f"{place}, criteria.{number}", problem, f"Add its margin or choose among {', '.join(known)}")


def _population_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that there is one population and that its margins count the same people."""
    margins = design.population.margins
    if design.population.assembly and margins:
        yield Fault(f"{place}, population", "both assembly and margins are given", "Keep one of the two")
    totals = {feature: sum(counts.values()) for feature, counts in margins.items()}
    for feature, counts in margins.items():
        if feature in RESERVED or not counts:
            problem = "the toolkit uses this name itself" if counts else "no value is counted"
            yield Fault(f"{place}, population.margins.{feature}", problem, "Choose another name, or give its values")
        for value, count in counts.items():
            if not count > 0:
                yield Fault(f"{place}, population.margins.{feature}.{value}", f"found {count:g} people", "Correct it")
    if totals and max(totals.values()) - min(totals.values()) > 1e-6 * max(totals.values()):
        found = ", ".join(f"{feature} {total:,.10g}" for feature, total in totals.items())
        yield Fault(f"{place}, population.margins", f"the totals differ ({found})", "Bring them to one population")
    if totals and design.seats > max(totals.values()):
        yield Fault(f"{place}, seats", f"{design.seats} seats for {max(totals.values()):,.0f} people", "Correct one")


def _weight_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check every feature and value that a weight or a limit names, and the range of the weights."""
    tables = [
        ("response", design.response, float("inf")),
        ("attrition.relative", design.attrition.relative, float("inf")),
    ]
    for number, frame in enumerate(design.frames):
        limits = {feature: dict.fromkeys(values, 1.0) for feature, values in frame.only.items()}
        tables += [
            (f"frames.{number}.only", limits, 1.0),
            (f"frames.{number}.coverage", frame.coverage, 1.0),
            (f"frames.{number}.mailing", frame.mailing, float("inf")),
        ]
    for key, table, most in tables:
        for feature, values in table.items():
            yield from _named_faults(f"{place}, {key}.{feature}", known.get(feature), values, most)


def _named_faults(place: str, known: list[str] | None, values: Mapping[str, float], most: float) -> Iterator[Fault]:
    """Check the values of one feature: known to the population, and weights within 0 and `most`."""
    if known is None:
        yield Fault(place, "the population has no such feature", "Correct the name or add its margin")
        return
    for value, weight in values.items():
        if value not in known:
            yield Fault(f"{place}.{value}", "the population has no such value", f"Choose among {', '.join(known)}")
        if not 0 <= weight <= most:
            expected = "between 0 and 1" if most == 1 else "of 0 or more"
            yield Fault(f"{place}.{value}", f"found {weight:g}, expected a number {expected}", "Correct the number")


def _list_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check the lists: names that differ, letters where seats are to be filled, areas that the population counts."""
    names = [frame.name for frame in design.frames]
    for number, frame in enumerate(design.frames):
        key = f"{place}, frames.{number}"
        if frame.name in names[:number]:
            yield Fault(f"{key}.name", f"{frame.name!r} stands twice", "Give each list a name of its own")
        if frame.seats and not frame.letters:
            yield Fault(f"{key}.letters", f"no letters for {frame.seats} seats", "Say how many are sent")
        if frame.volunteers is not None and not frame.seats <= frame.volunteers <= frame.letters:
            problem = f"found {frame.volunteers}, with {frame.seats} seats and {frame.letters} letters"
            yield Fault(f"{key}.volunteers", problem, "Correct it, or leave it out to let it be simulated")
        if frame.two_stages and frame.two_stages.areas not in known:
            problem = f"the population has no feature {frame.two_stages.areas!r}"
            yield Fault(f"{key}.two_stages.areas", problem, f"Choose among {', '.join(known)}")
        if frame.two_stages and frame.volunteers is not None:
            yield Fault(f"{key}.volunteers", "the number seen belongs to one draw of areas", "Leave it out")


def _quota_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that quotas that the city has set belong to criteria and leave room for a panel."""
    for feature, bounds in design.quota_bounds.items():
        key = f"{place}, quota_bounds.{feature}"
        yield from _named_faults(key, known.get(feature), dict.fromkeys(bounds, 1.0), 1.0)
        for value, (least, most) in bounds.items():
            if not 0 <= least <= most:
                yield Fault(f"{key}.{value}", f"found [{least}, {most}]", "Give the least and then the most seats")
        missing = [value for value in known.get(feature, []) if value not in bounds]
        if missing:
            yield Fault(key, f"{', '.join(missing)} has no bounds", "Give bounds to every value of the feature")
        elif feature in known and feature not in design.criteria:
            yield Fault(key, f"{feature!r} is not among the criteria", "Add it to criteria, or remove its bounds")
        elif feature in known and not _sum(bounds, 0) <= design.seats <= _sum(bounds, 1):
            asked = f"{_sum(bounds, 0)} to {_sum(bounds, 1)}"
            problem = f"the quotas ask for {asked} seats, the assembly has {design.seats}"
            yield Fault(key, problem, "Lower the least or raise the most")
        elif feature in known:
            yield from _room_faults(design.frames, feature, bounds, key)


def _sum(bounds: Mapping[str, Bounds], side: int) -> int:
    """Add up the least (0) or the most (1) seats."""
    return sum(bound[side] for bound in bounds.values())


def _room_faults(frames: Sequence[Frame], feature: str, bounds: Mapping[str, Bounds], key: str) -> Iterator[Fault]:
    """Check that the quotas of a feature leave room for the seats of every set of lists (Hall); name the smallest."""
    lists = range(min(len(frames), MOST_LISTS))
    for size in range(1, len(lists) + 1):
        tried = (_room_problem(frames, feature, bounds, set(some)) for some in itertools.combinations(lists, size))
        problems = [problem for problem in tried if problem]
        yield from (Fault(key, problem, "Change these bounds, or the lists") for problem in problems)
        if problems:
            return


def _room_problem(frames: Sequence[Frame], feature: str, bounds: Mapping[str, Bounds], some: set[int]) -> str:
    """Say why the quotas of a feature leave no room for some of the lists; nothing if they do."""
    reach = [set(frame.only.get(feature, bounds)) & set(bounds) for frame in frames]
    seats = sum(frames[number].seats for number in some)
    inside = set().union(*(reach[number] for number in some))
    alone = inside.difference(*(reach[number] for number in range(len(frames)) if number not in some))
    most, least = sum(bounds[value][1] for value in inside), sum(bounds[value][0] for value in alone)
    if seats > most:
        return f"lists with {seats} seats reach only {', '.join(sorted(inside))}, with {most} seats at most"
    if least > seats:
        return f"{', '.join(sorted(alone))} have {least} seats at least, the lists that reach them {seats}"
    return ""


def _reserve_faults(design: Design, known: Mapping[str, list[str]], place: str) -> Iterator[Fault]:
    """Check that a list of alternates that is to be used holds somebody, and that renewals come round."""
    if design.reserve != "pool" and design.alternates == 0:
        problem = f"replacements come from {design.reserve}, and there are 0 alternates"
        yield Fault(f"{place}, reserve", problem, "Give alternates, or write reserve: pool")
    cohorts = 1 / design.rotation.share
    if abs(cohorts - round(cohorts)) > 0.01:
        problem = f"found {design.rotation.share:g}, which is no whole number of parts"
        yield Fault(f"{place}, rotation.share", problem, "Give 1, 0.5, 0.3333, 0.25, …")


def _reach_faults(design: Design, place: str) -> Iterator[Fault]:
    """Check that every frame reaches people, and people who may answer and be written to."""
    residents = design.residents()
    for number, frame in enumerate(design.frames):
        cells = people_on(frame, residents)
        for key, relative in (("response", design.response), (f"frames.{number}.mailing", frame.mailing)):
            if not (cells["count"].to_numpy() * weights(cells, relative)).sum() > 0:
                problem = f"with these limits and weights, nobody of the list {frame.name!r} is left"
                yield Fault(f"{place}, {key}", problem, "Loosen only, coverage or the weights")
