import datetime
import re
import zipfile

import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from toolkit.reports.documents import write_docx, write_pdf
from toolkit.reports.provenance import Provenance
from toolkit.reports.report import ReportError, read_report

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
TABLE = (
    "<table><caption>Table 1. Limits</caption><thead><tr><th>a</th><th>n</th></tr></thead><tbody>"
    '<tr><td>&lt;i&gt; “words”</td><td class="number" style="text-align: right">12.5%</td></tr></tbody></table>'
    '<div class="source">Sources</div>'
)


def shown(kind, **data):
    return new_output("display_data", data=data, metadata={"toolkit": {"kind": kind, "name": "x", "synthetic": False}})


def small_report(*outputs):
    cells = [
        new_markdown_cell("# Reports & more\n\nAll reports"),
        new_markdown_cell("## Versions"),
        new_code_cell("page", execution_count=1, outputs=list(outputs)),
    ]
    provenance = Provenance(
        {"data/raw/a.csv": "0" * 64}, "1" * 64, {"python": "3"}, {"seed": 1}, "python run.py reports"
    )
    return read_report(new_notebook(cells=cells), "en", datetime.date(2026, 11, 22), provenance)


@pytest.fixture
def report():
    return small_report(
        shown("table", **{"text/html": TABLE}),
        shown("figure", **{"image/png": DOT, "text/plain": 'Figure 1. A "quoted" \\ caption'}),
        shown("figure-caption", **{"text/html": '<div class="caption">Figure 1. A caption</div>'}),
        shown("limits", **{"text/markdown": "**Limits**\n\n- nothing is proved"}),
    )


def test_a_pdf_is_tagged_holds_the_words_and_has_the_same_bytes_each_time(report, tmp_path):
    write_pdf(report, tmp_path / "a.pdf")
    write_pdf(report, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    reader = pypdf.PdfReader(tmp_path / "a.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    for part in (
        "Reports & more",
        "Record as of 22 November 2026",
        "Table 1. Limits",
        "<i>",
        "12.5%",
        "nothing is proved",
    ):
        assert part in text
    assert "/StructTreeRoot" in reader.trailer["/Root"] and reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "Reports & more"


def test_a_word_document_has_real_tables_pictures_and_the_same_bytes_each_time(report, tmp_path):
    write_docx(report, tmp_path / "a.docx")
    write_docx(report, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        text = parts.read("word/document.xml").decode()
        assert any(name.startswith("word/media/") for name in parts.namelist())
    assert text.count("<w:tbl>") == 2 and "12.5%" in text
    assert re.search(r'descr="Figure 1\. A &quot;quoted&quot; \\ caption"', text)


def test_a_report_without_a_question_is_refused():
    notebook = new_notebook(cells=[new_markdown_cell("# Reports")])
    with pytest.raises(ReportError, match="opens with a title"):
        read_report(notebook, "en", datetime.date(2026, 11, 22), None)


def test_a_cell_that_did_not_run_is_refused():
    notebook = new_notebook(cells=[new_markdown_cell("# Reports\n\nAll reports"), new_code_cell("page.text()")])
    with pytest.raises(ReportError, match=r"was not run: 'page.text\(\)'"):
        read_report(notebook, "en", datetime.date(2026, 11, 22), None)
