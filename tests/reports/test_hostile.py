"""What data may hold and no form of a report may obey: it is shown as text in HTML, PDF, Word, CSV and JupyterLab."""

import datetime
import html
import re
import warnings
import zipfile

import nbformat
import pandas as pd
import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from toolkit.language import Bilingual, Language, say
from toolkit.plots.style import new_axes
from toolkit.reports import open_page
from toolkit.reports import page as page_module
from toolkit.reports.documents import write_docx, write_pdf
from toolkit.reports.html import render_report
from toolkit.reports.provenance import Provenance
from toolkit.reports.report import prose, read_report
from toolkit.shown import table_html, visible

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "style": "</style></td><b>loud</b>",
    "formula": '=HYPERLINK("http://example.org";"click")',
    "typst": "#panic() #set page(width: 1cm) @label $x^2$ <label>",
    "markdown": "**bold** _it_ `code` [a](http://example.org) ~~no~~ # head",
    "latex": r"\input{secret} \textbf{x} $$\frac{1}{2}$$",
    "entity": "&lt;b&gt; &amp; &#60;",
    "quotes": '"\'«»\\ \\" {braces} {{ report }} %s {0}',
    "emoji": "🗳️ 😀 voté",
    "list": "1. one",
    "rule": "---",
}
UNSEEN = {"nul": "a\x00b", "bell": "a\x07b", "right to left": "a\u202eb", "isolate": "a\u2066b"}


def draw(frame, language):
    axes = new_axes()
    axes.barh(frame["Summary"], range(len(frame)))
    return axes


def hostile_report(folder, words, monkeypatch):
    """Lay the same words out as cells, in a sentence, in captions and in a figure."""
    outputs = []
    monkeypatch.setattr(
        page_module,
        "display",
        lambda data, raw, metadata: outputs.append(new_output("display_data", data=data, metadata=metadata)),
    )
    page = open_page("small", "small", "en", str(folder))
    frame = pd.DataFrame({"Summary": words, "Limits": 1})
    for number, text in enumerate(words):
        page.summary(say("Source: {source}", source=text))
        page.table(frame.iloc[[number]], f"t{number}", caption=say("Source: {source}", source=text))
    page.figure(draw, frame, "f", caption=say("Source: {source}", source=words[0]))
    notebook = new_notebook(cells=[new_markdown_cell("# Reports\n\nAll reports")])
    notebook.cells.append(new_code_cell("page", execution_count=1, outputs=outputs))
    notebook = nbformat.reads(nbformat.writes(notebook), as_version=4)
    provenance = Provenance({"a": "0" * 64}, "1" * 64, {"python": "3"}, {"seed": "<b>"}, "python run.py reports")
    return read_report(notebook, "en", datetime.date(2026, 11, 22), provenance)


def plain(markup):
    """Give the words of HTML, as a browser shows them."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def words_of_pdf(path):
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def words_of_docx(path):
    with zipfile.ZipFile(path) as parts:
        document = parts.read("word/document.xml").decode()
    return plain(re.sub(r"</w:p>", "\n", document))


def squeezed(text):
    """Leave out what a layout may add: spaces, ends of lines, places to break a word."""
    return re.sub(r"[\s\u200b\ufe0f\u00ad]", "", text)


@pytest.fixture
def report(tmp_path, monkeypatch):
    return hostile_report(tmp_path, list(HOSTILE.values()), monkeypatch)


def test_hostile_words_are_words_in_html(report):
    page = render_report(report)
    for text in HOSTILE.values():
        assert squeezed(plain(page)).count(squeezed(text)) >= 3, text  # sentence, caption, cell
    assert not re.search(r"<script|<b>|href=\"http|<strong>|<code>[^p]|<del>", page)
    assert page.count("</style>") == 1


def test_hostile_words_are_words_in_word(report, tmp_path):
    write_docx(report, tmp_path / "a.docx")
    found = squeezed(words_of_docx(tmp_path / "a.docx"))
    for text in HOSTILE.values():
        assert found.count(squeezed(text)) >= 3, text
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        assert b"example.org" not in parts.read("word/_rels/document.xml.rels")


def test_hostile_words_are_words_in_pdf(report, tmp_path):
    write_pdf(report, tmp_path / "a.pdf")
    found = squeezed(words_of_pdf(tmp_path / "a.pdf")).replace("“", '"').replace("”", '"').replace("’", "'")
    for name, text in HOSTILE.items():
        if name not in ("quotes", "emoji"):
            assert found.count(squeezed(text)) >= 2, text
    assert "voté" in found and "{{report}}%s{0}" in found
    assert not [page for page in pypdf.PdfReader(tmp_path / "a.pdf").pages if "/Annots" in page]


def test_formulas_are_no_formulas_in_csv(report, tmp_path):
    assert pd.read_csv(tmp_path / "figures/small/t2.csv").loc[0, "Summary"] == "'" + HOSTILE["formula"]


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_signs_that_cannot_be_seen_are_shown_by_their_number(text, tmp_path, monkeypatch):
    shown = f"a[U+{ord(text[1]):04X}]b"
    report = hostile_report(tmp_path, [text], monkeypatch)
    write_pdf(report, tmp_path / "a.pdf")
    write_docx(report, tmp_path / "a.docx")
    assert plain(render_report(report)).count(shown) >= 3
    assert shown in words_of_pdf(tmp_path / "a.pdf") and shown in words_of_docx(tmp_path / "a.docx")
    assert shown in (tmp_path / "figures/small/t0.csv").read_text()
    assert shown in table_html(pd.DataFrame({"a": [text]}))


def test_words_of_other_scripts_stay_as_they_are():
    for text in ("עברית", "العربية", "日本語", "👩‍🚒", "e\u0301", "a\tb\nc"):
        assert visible(text) == text


def test_a_cell_without_end_stays_on_the_page(tmp_path, monkeypatch):
    report = hostile_report(tmp_path, ["x" * 10_000, "word " * 2_000], monkeypatch)
    write_pdf(report, tmp_path / "a.pdf")
    write_docx(report, tmp_path / "a.docx")
    assert words_of_docx(tmp_path / "a.docx").count("x" * 10_000) >= 2
    reader = pypdf.PdfReader(tmp_path / "a.pdf")
    width = float(reader.pages[0].mediabox.width)
    ends = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: ends.append(tm[4] + len(text.strip()) * size / 4)
        )
    assert squeezed(words_of_pdf(tmp_path / "a.pdf")).count("x") >= 20_000
    assert max(ends) < width


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_value_in_a_sentence_is_not_markdown_in_either_language(language):
    message = say("Source: {source}", source=Bilingual("*a* <b>", "*a* <b>"))
    shown = prose(Language(language).render(message, escape=page_module._literal))
    assert plain(shown).endswith("*a* <b>") and "<em>" not in shown


def test_a_sign_that_no_font_has_does_not_stop_a_figure(tmp_path, monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hostile_report(tmp_path, ["🗳 \U0001f9d1‍ 日本語", "$\\frac{"], monkeypatch)
    assert (tmp_path / "figures/small/f.en.png").stat().st_size > 1000
