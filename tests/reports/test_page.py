import pandas as pd
import pytest

from toolkit.errors import ToolkitError
from toolkit.language import say
from toolkit.plots.style import new_axes
from toolkit.reports import open_page
from toolkit.reports import page as page_module
from toolkit.shown import Linked


@pytest.fixture
def shown(monkeypatch):
    outputs = []
    monkeypatch.setattr(page_module, "display", lambda data, raw, metadata: outputs.append((data, metadata["toolkit"])))
    return outputs


def page_in(folder, language="en"):
    return open_page("small", "paris", language, str(folder))


def test_a_table_is_shown_escaped_and_its_numbers_are_written(tmp_path, shown):
    frame = pd.DataFrame({"name": ["<b>", None], "share": [0.125, 0.5]})
    page_in(tmp_path).table(frame, "t", caption="Limits", formats={"share": ".1%"})
    html = shown[0][0]["text/html"]
    assert "<caption>Table 1. Limits</caption>" in html
    assert ">&lt;b&gt;</td>" in html and ">–</td>" in html and ">12.5%</td>" in html
    assert (tmp_path / "figures/small/t.csv").read_text() == "name,share\n<b>,0.125\n,0.5\n"


def test_fractions_without_a_format_are_refused(tmp_path, shown):
    with pytest.raises(ToolkitError, match="column 'share' holds fractions"):
        page_in(tmp_path).table(pd.DataFrame({"share": [0.125]}), "t", caption="Limits")


def test_a_format_for_no_column_is_refused(tmp_path, shown):
    with pytest.raises(ToolkitError, match="not there: shares"):
        page_in(tmp_path).table(pd.DataFrame({"share": [1]}), "t", caption="Limits", formats={"shares": ".1%"})


def test_a_name_is_used_once_on_a_page(tmp_path, shown):
    page = page_in(tmp_path)
    page.table(pd.DataFrame({"n": [1]}), "t", caption="Limits")
    with pytest.raises(ToolkitError, match="'t' is used twice"):
        page.table(pd.DataFrame({"n": [2]}), "t", caption="Limits")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_synthetic_numbers_carry_a_badge(tmp_path, shown, language):
    frame = pd.DataFrame({"Limits": [1]})
    frame.attrs["synthetic"] = True
    page_in(tmp_path, language).table(frame, "t", caption="Limits")
    assert 'class="synthetic"' in shown[0][0]["text/html"] and shown[0][1]["synthetic"]


def test_a_figure_has_a_picture_a_caption_and_its_numbers(tmp_path, shown):
    def draw(frame, language):
        axes = new_axes()
        axes.plot(frame["x"], frame["y"])
        return axes

    page_in(tmp_path, "fr").figure(draw, pd.DataFrame({"x": [1, 2], "y": [3, 4]}), "line", caption="Limits")
    (picture, note), (caption, _) = shown
    assert note["kind"] == "figure" and len(picture["image/png"]) > 1000
    assert note["shows"] == "Graphique."
    assert caption["text/plain"] == "Figure 1. Limites"
    folder = tmp_path / "figures/small"
    assert sorted(path.name for path in folder.iterdir()) == ["line.csv", "line.fr.png"]


def test_a_derived_table_is_kept_and_a_synthetic_one_says_so_in_its_name(tmp_path, shown):
    frame = pd.DataFrame({"n": [1]})
    page = page_in(tmp_path)
    page.keep(frame, "population")
    frame.attrs["synthetic"] = True
    page.keep(frame, "pool")
    assert sorted(path.name for path in (tmp_path / "processed").iterdir()) == ["population.csv", "synthetic_pool.csv"]
    assert not shown


def test_a_list_is_joined_for_readers_and_parted_by_semicolons_in_its_file(tmp_path, shown):
    frame = pd.DataFrame({"Sources": [["Limits", say("Contents")], []]})
    page_in(tmp_path, "fr").table(frame, "t", caption="Limits")
    assert ">Limites et Sommaire</td>" in shown[0][0]["text/html"] and ">–</td>" in shown[0][0]["text/html"]
    assert (tmp_path / "figures/small/t.csv").read_text() == 'Sources\nLimits ; Contents\n""\n'


@pytest.mark.parametrize("formats", [{}, {"p_value": ".2f"}])
def test_p_values_are_written_alike_in_every_table(tmp_path, shown, formats):
    frame = pd.DataFrame({"p_value": [0.000013, 0.0496, None]})
    page_in(tmp_path).table(frame, "t", caption="Limits", formats=formats)
    html = shown[0][0]["text/html"]
    assert ">&lt;0.001</td>" in html and ">0.050</td>" in html and ">–</td>" in html
    assert (tmp_path / "figures/small/t.csv").read_text().splitlines()[1] == "1.3e-05"


def test_words_lead_to_their_page_and_the_file_holds_its_address(tmp_path, shown):
    cells = [[Linked("A<1>", "https://example.org/?a=1&b=2"), Linked("T2", "http://example.org/")], Linked("A3", "")]
    page_in(tmp_path).table(pd.DataFrame({"evidence": cells}), "t", caption="Limits")
    html = shown[0][0]["text/html"]
    first, second = '<a href="https://example.org/?a=1&amp;b=2">A&lt;1&gt;</a>', '<a href="http://example.org/">T2</a>'
    assert f">{first}, {second}</td>" in html and ">A3</td>" in html
    written = (tmp_path / "figures/small/t.csv").read_text().splitlines()
    assert written[1] == "A<1> https://example.org/?a=1&b=2 ; T2 http://example.org/"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.b", 'https://a b"', "//a"])
def test_words_with_an_address_that_is_not_one_of_the_web_lead_nowhere(tmp_path, shown, address):
    page_in(tmp_path).table(pd.DataFrame({"evidence": [Linked("A1", address)]}), "t", caption="Limits")
    assert "href" not in shown[0][0]["text/html"] and ">A1</td>" in shown[0][0]["text/html"]
