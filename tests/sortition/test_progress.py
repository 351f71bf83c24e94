"""What long work tells of itself, and what is left when it is interrupted."""

import pytest

from tests.sortition.oracle import middling_selection
from toolkit.sortition.leximin import leximin_lottery
from toolkit.sortition.progress import Deadline


def test_a_bar_counts_steps_and_is_closed_at_the_end():
    seen, closed = [], []

    def bar(steps):
        try:
            for step in steps:
                seen.append(step)
                yield step
        finally:
            closed.append(True)

    lottery = leximin_lottery(middling_selection(), progress=bar)
    assert seen == list(range(1, len(seen) + 1))
    assert len(seen) >= len(lottery.certificate.levels) > 1
    assert closed == [True]


def test_an_interruption_goes_through_and_leaves_no_lottery():
    def impatient(steps):
        for step in steps:
            if step == 2:
                raise KeyboardInterrupt
            yield step

    with pytest.raises(KeyboardInterrupt):
        leximin_lottery(middling_selection(), progress=impatient)


def test_a_deadline_passes_and_never_comes_without_seconds():
    assert Deadline(0.0).passed
    assert Deadline().left == float("inf")


def test_a_bar_that_is_closed_has_come_to_its_end():
    ended = []

    def bar(steps):
        yield from steps
        ended.append(True)

    deadline = Deadline(progress=bar)
    deadline.step()
    deadline.close()
    deadline.step()  # nothing is counted any more
    assert ended == [True]
