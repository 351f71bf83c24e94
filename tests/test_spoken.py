"""What a picture shows, said to readers who do not see it."""

import pytest

from toolkit.language import Language
from toolkit.plots.spoken import spoken
from toolkit.plots.style import new_axes, new_panels


def test_axes_rows_and_the_key_are_said():
    ax = new_axes()
    ax.plot([1, 2], [0, 1], label="seats\nheld")
    ax.set_yticks([0, 1], labels=["women, all", "men"])
    ax.set(xlabel="letters sent")
    ax.legend()
    assert spoken(ax.figure, Language("en")) == "Chart. Across: letters sent. Rows: women, all; men. Key: seats held."
    assert spoken(ax.figure, Language("fr")).startswith("Graphique. En abscisse\u202f: lettres envoyées.")


def test_of_many_rows_the_first_and_the_last_are_said():
    ax = new_axes()
    ax.set_yticks(range(9), labels=[f"class {n}" for n in range(9)])
    assert spoken(ax.figure, Language("en")) == "Chart. Rows: 9, from class 0 to class 8."


def test_numbers_along_an_axis_are_no_rows():
    ax = new_axes()
    ax.set_yticks([1, 4, 9])
    ax.set(ylabel="seats")
    assert spoken(ax.figure, Language("en")) == "Chart. Upwards: seats."


def test_each_panel_is_said_and_what_they_share_only_once():
    for ax in (panels := new_panels(1, 2)):
        ax.set(xlabel="years")
    panels[0].set_title("Paris", loc="left")
    panels[1].set_title("Lyon", loc="left")
    assert spoken(panels[0].figure, Language("en")) == "Chart. Panel: Paris. Across: years. Panel: Lyon."


@pytest.mark.parametrize(
    ("written", "said"), [([], "Chart."), (["asked", "voted"], "Chart. Written in it: asked; voted.")]
)
def test_a_picture_without_axes_is_said_by_the_words_in_it(written, said):
    ax = new_axes()
    for word in written:
        ax.text(0, 0, word)
    assert spoken(ax.figure, Language("en")) == said
