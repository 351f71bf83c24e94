import datetime
import re
import shutil
import subprocess
import zipfile

import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from toolkit.errors import ToolkitError
from toolkit.reports.documents import write_docx, write_pdf
from toolkit.reports.formulas import mathml
from toolkit.reports.html import render_index, render_report
from toolkit.reports.provenance import Provenance
from toolkit.reports.report import LONG, ReportError, introduce, read_report
from toolkit.reports.word import REFERENCE, build_reference

SOFFICE = shutil.which("soffice")

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
        new_markdown_cell("## Versions\n\nVersions\n\n$$D = \\frac{1}{2} \\sum_v | p_v |$$"),
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


def test_a_formula_is_an_equation_in_every_form(report, tmp_path):
    page = render_report(report)
    assert re.search(r'<math display="block".*<mfrac>.*<mo>∑</mo>', page) and "<p>$$" not in page
    write_pdf(report, tmp_path / "a.pdf")
    assert "∑" in pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    write_docx(report, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        equation = re.search(r"<m:oMathPara>.*</m:oMathPara>", parts.read("word/document.xml").decode(), re.DOTALL)[0]
    assert "<m:f>" in equation and "<m:nary>" in equation  # a fraction and a sum that Word can edit


@pytest.mark.parametrize("tex", [r"\frac{", r"\nosuchthing{a}", "a$ b"])
def test_a_formula_that_cannot_be_read_is_named(tex):
    with pytest.raises(ToolkitError, match="cannot be read as TeX"):
        mathml(tex)


def test_the_reference_document_is_made_by_its_command():
    assert REFERENCE.read_bytes() == build_reference(), "run: python -m toolkit reference-document"


def test_a_word_document_has_the_styles_margins_and_page_numbers_of_the_reference(report, tmp_path):
    write_docx(report, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        body, styles = (parts.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        footers = [parts.read(name).decode() for name in parts.namelist() if "footer" in name]
    for style in ("Title", "Subtitle", "Date", "Heading1", "TableCaption", "ImageCaption", "CaptionedFigure", "Source"):
        assert f'<w:pStyle w:val="{style}"' in body and f'w:styleId="{style}"' in styles, style
    assert '<w:tblStyle w:val="Table"' in body and "<w:tblHeader" in body
    assert 'w:left="1190"' in body and "<w:titlePg" in body
    assert "NUMPAGES" in footers[0]


def table_of(rows):
    body = "".join(f"<tr><td>row {n}</td><td>{n}</td></tr>" for n in range(rows))
    head = "<table><caption>Table 1. Limits</caption><thead><tr><th>head</th><th>n</th></tr></thead>"
    return shown("table", **{"text/html": f"{head}<tbody>{body}</tbody></table>"})


def filled(lines):
    return shown("text", **{"text/markdown": "\n\n".join(["a line"] * lines)})


@pytest.mark.parametrize("lines", [13, 16, 19, 22])
def test_a_short_table_stands_on_one_page_of_a_pdf(lines, tmp_path):
    write_pdf(small_report(filled(lines), table_of(8)), tmp_path / "a.pdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    (page,) = [text for text in pages if "Table 1. Limits" in text]
    assert all(f"row {n}" in page for n in range(8))


def test_word_keeps_the_rows_of_a_short_table_and_the_ends_of_a_long_one_together(tmp_path):
    for rows, kept in ((4, [0, 1, 2, 3, 4]), (20, [0, 1, 19])):
        write_docx(small_report(table_of(rows)), tmp_path / "a.docx")
        with zipfile.ZipFile(tmp_path / "a.docx") as parts:
            body = parts.read("word/document.xml").decode()
        found = re.findall(r"<w:tr>.*?</w:tr>", body.partition("</w:tbl>")[0], re.DOTALL)
        assert len(found) == rows + 1 and all("<w:cantSplit/>" in row for row in found)
        assert [at for at, row in enumerate(found) if "TableKept" in row] == kept


def test_what_ends_in_a_colon_stays_with_what_it_announces(tmp_path):
    write_docx(small_report(shown("text", **{"text/markdown": "In symbols:\n\nLimits"})), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        assert parts.read("word/document.xml").decode().count('"BodyKept"') == 1


@pytest.mark.parametrize("synthetic", [True, False])
def test_the_index_gives_the_first_answer_and_says_if_people_were_simulated(synthetic):
    said = shown("summary", **{"text/markdown": "**Summary**\n\n- The answer.\n- More."})
    table = table_of(1)
    table.metadata["toolkit"]["synthetic"] = synthetic
    cells = [new_markdown_cell("# Title\n\nQuestion?"), new_code_cell("page", execution_count=1, outputs=[said, table])]
    index = render_index([introduce(new_notebook(cells=cells), "en", "a.en.html")], datetime.date(2026, 11, 22))
    assert '<p class="answer">The answer.</p>' in index and "<li>More.</li>" in index
    assert ("in part on simulated people" in index) == synthetic


@pytest.mark.skipif(SOFFICE is None, reason="no test of Word files: LibreOffice is absent (Debian: libreoffice-writer)")
def test_libreoffice_opens_a_word_document_and_gives_back_its_tables_figures_and_equations(report, tmp_path):
    write_docx(report, tmp_path / "a.docx")
    libreoffice(tmp_path / "a.docx", "odt")
    libreoffice(tmp_path / "a.odt", "docx", "again")
    before, after = (document_of(tmp_path / name) for name in ("a.docx", "again/a.docx"))
    assert tables_in(before) == tables_in(after) and len(tables_in(after)) == 2
    for mark in ("<a:blip ", "<m:oMath>"):
        assert after.count(mark) == before.count(mark) >= 1, mark
    assert re.search(r'descr="Figure 1\. A &quot;quoted&quot;', after)  # the alternative text


def libreoffice(path, ending, folder="."):
    """Convert a document without a window, with nobody's settings."""
    home = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [SOFFICE, home, "--headless", "--convert-to", ending, "--outdir", str(path.parent / folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def document_of(path):
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode()


def tables_in(document):
    """Give the words of every cell, table by table."""
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL)
    cells = [re.findall(r"<w:tc>.*?</w:tc>", table, re.DOTALL) for table in tables]
    return [["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", cell)) for cell in table] for table in cells]


def test_a_long_table_stands_in_the_annex_and_its_caption_in_its_place(tmp_path):
    long = TABLE.replace("</tbody>", "<tr><td>more</td><td>1</td></tr>" * LONG + "</tbody>")
    report = small_report(shown("table", **{"text/html": long}), shown("text", **{"text/markdown": "afterwards"}))
    assert [block.kind for block in report.body][-2:] == ["annexed", "text"]
    assert [block.html for block in report.annex] == [long]
    page = render_report(report)
    place, _, annex = page.partition('id="annex"')
    assert "Table 1. Limits" in place and "<td>more" not in place and annex.count("<td>more") == LONG
    assert all(f'id="{target}"' in page for target in re.findall('href="#(annex[^"]*)"', page))
    write_docx(report, tmp_path / "a.docx")
    assert sum(cells.count("more") for cells in tables_in(document_of(tmp_path / "a.docx"))) == LONG


WORDS = "what is said here at some length, so that it needs the room of a wide column, "


@pytest.mark.parametrize(("words", "turned"), [("more", False), (WORDS * 3, True)])
def test_an_annex_with_much_to_read_in_each_row_goes_on_pages_turned_on_their_side(tmp_path, words, turned):
    row = f"<tr>{'<td>adopted</td>' * 6}<td>{words}</td></tr>"
    head = f"<thead><tr>{''.join(f'<th>column {n}</th>' for n in range(7))}</tr></thead>"
    table = f"<table><caption>Table 1.</caption>{head}<tbody>{row * (LONG + 1)}</tbody></table>"
    report = small_report(shown("table", **{"text/html": table}))
    write_pdf(report, tmp_path / "a.pdf")
    sides = [page.mediabox.width > page.mediabox.height for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    assert any(sides) == turned and not sides[0] and not sides[-1]
    write_docx(report, tmp_path / "a.docx")
    document = document_of(tmp_path / "a.docx")
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", document, re.DOTALL)
    assert ["landscape" in section for section in sections] == ([False, True, False] if turned else [False])
    assert ["titlePg" in section for section in sections] == [True, False, False][: len(sections)]
    assert "rsidSect" not in document


def test_a_picture_in_word_is_described_in_words_and_not_by_its_bytes(report, tmp_path):
    write_docx(report, tmp_path / "a.docx")
    described = re.findall(r'descr="([^"]*)"', document_of(tmp_path / "a.docx"))
    assert described == ["Figure 1. A &quot;quoted&quot; \\ caption"]


def test_a_table_that_fits_on_a_page_stays_in_its_place():
    fits = TABLE.replace("</tbody>", "<tr><td>more</td><td>1</td></tr>" * (LONG - 1) + "</tbody>")
    assert not small_report(shown("table", **{"text/html": fits})).annex


def test_a_report_without_a_question_is_refused():
    notebook = new_notebook(cells=[new_markdown_cell("# Reports")])
    with pytest.raises(ReportError, match="opens with a title"):
        read_report(notebook, "en", datetime.date(2026, 11, 22), None)


def test_a_cell_that_did_not_run_is_refused():
    notebook = new_notebook(cells=[new_markdown_cell("# Reports\n\nAll reports"), new_code_cell("page.text()")])
    with pytest.raises(ReportError, match=r"was not run: 'page.text\(\)'"):
        read_report(notebook, "en", datetime.date(2026, 11, 22), None)
