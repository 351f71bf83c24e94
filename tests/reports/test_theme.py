import json
import re
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest

from tests.reports.test_documents import small_report
from toolkit.errors import InputError
from toolkit.reports.documents import write_docx, write_pdf
from toolkit.reports.html import render_index, render_report
from toolkit.reports.theme import PLAIN, Colours, contrast, read_theme, theme_of

THEMES = Path(__file__).parents[2] / "parameters" / "themes"


def theme_with(folder, text, **files):
    """Write a theme and the files beside it; give its path."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content if isinstance(content, bytes) else content.encode())
    path = folder / "city.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder, text, **files):
    with pytest.raises(InputError) as caught:
        read_theme(theme_with(folder, text, **files))
    return str(caught.value)


def png(width, height):
    """Draw a black picture by hand."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == contrast("#ffffff", "#777777") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


def test_colours_that_cannot_be_read_are_refused_with_their_contrast(tmp_path):
    message = refused(tmp_path, 'colours: {accent: "#ffcc00", muted: "#777777"}')
    assert "accent #ffcc00 on white #ffffff has a contrast of 1.5:1, and text needs 4.5:1" in message
    assert "muted #777777 on white" in message and "Choose a darker accent" in message and "ink" not in message


def test_a_dark_ground_is_refused_for_dark_text(tmp_path):
    assert "ink #1f2933 on wash #444444 has a contrast of 1.5:1" in refused(tmp_path, 'colours: {wash: "#444444"}')


@pytest.mark.parametrize("theme", ["paris", "merville"])
def test_the_shipped_themes_can_be_read(theme):
    assert all(read_theme(THEMES / f"{theme}.yaml").title_in(code) for code in ("fr", "en"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: x", "titel: is not known. The names are title, introduction, colours, font, logo"),
        ("colours: {accent: red}", "colours.accent: 'red' is no colour"),
        ("colours: {accent: '#12345'}", "colours.accent: '#12345' is no colour"),
        ("colours: {accents: '#123456'}", "colours.accents: is not known"),
        ("font: 'A; } body { display: none'", "font: "),
        ("title: [a]", "title"),
        ("logo: none.svg", "logo none.svg: there is no such SVG or PNG file"),
        ("logo: city.yaml", "logo city.yaml: there is no such SVG or PNG file"),
    ],
)
def test_what_a_theme_cannot_say_is_refused(tmp_path, text, message):
    assert message in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<script>alert(1)</script>", "<script>, which does more than draw"),
        ("<style>@import url(http://example.org)</style>", "<style>, which does more than draw"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<image href='http://example.org/a.png'/>", "<image>"),
        ("<path onload='alert(1)'/>", "<path> runs or loads something (onload)"),
        ("<path fill='url(http://example.org/#a)'/>", "<path> runs or loads something (fill)"),
        ("<path style='fill: url( \"//example.org\")'/>", "<path> runs or loads something (style)"),
        ("<path", "it is no SVG"),
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(tmp_path, body, message):
    logo = f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    assert message in refused(tmp_path, "logo: logo.svg", logo_svg=logo)


def test_a_logo_with_entities_is_refused_unread(tmp_path):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><svg xmlns="http://www.w3.org/2000/svg"><title>&b;</title></svg>'
    assert "it declares a document type" in refused(tmp_path, "logo: logo.svg", logo_svg=bomb)


def test_a_picture_is_what_its_name_says_and_not_too_large(tmp_path):
    assert "it is no PNG picture" in refused(tmp_path, "logo: logo.png", logo_png="<svg/>")
    assert "larger than 500 kB" in refused(tmp_path, "logo: logo.png", logo_png=b"\0" * 500_001)


@pytest.fixture(scope="module")
def merville():
    return read_theme(THEMES / "merville.yaml")


def themed(theme):
    report = small_report()
    return type(report)(**{**vars(report), "theme": theme})


def test_a_page_carries_title_logo_colours_and_font(merville):
    for page in (render_report(themed(merville)), render_index([], themed(merville).as_of, merville)):
        assert "--accent: #8a2f5c" in page and '--font: "Open Sans"' in page
        assert 'src="data:image/svg+xml;base64,' in page and "Merville-sur-Loire" in page
    assert "Merville-sur-Loire citizens’ convention" in render_report(themed(merville))


def test_a_pdf_carries_title_and_logo_and_a_missing_font_falls_back_on_the_shipped_one(merville, tmp_path):
    theme = merville.model_copy(update={"font": "No Such Font"})
    write_pdf(themed(theme), tmp_path / "a.pdf")
    page = pypdf.PdfReader(tmp_path / "a.pdf").pages[0]
    assert "Merville-sur-Loire citizens’ convention" in page.extract_text()
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    assert fonts and all(re.search("Libertinus|NewCM|DejaVu", font) for font in fonts)


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_word_document_carries_title_logo_colours_and_font(merville, tmp_path, kind):
    if kind == "png":
        (tmp_path / "wide.png").write_bytes(png(40, 10))
        merville = merville.model_copy(update={"logo": tmp_path / "wide.png"})
    write_docx(themed(merville), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        assert b"8A2F5C" in parts.read("word/styles.xml") and b"00588A" not in parts.read("word/styles.xml")
        assert b'typeface="Open Sans"' in parts.read("word/theme/theme1.xml")
        assert "Merville-sur-Loire citizens’ convention" in parts.read("word/header1.xml").decode()
        header = parts.read("word/header2.xml").decode()
        assert parts.read("word/media/logo.png").startswith(b"\x89PNG")
        assert b"media/logo.png" in parts.read("word/_rels/header2.xml.rels")
        assert b'PartName="/word/media/logo.png"' in parts.read("[Content_Types].xml")
    width, height = map(int, re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', header).groups())
    assert width / height == pytest.approx({"svg": 1, "png": 4}[kind], rel=0.03)


def test_an_assembly_without_a_theme_has_its_name_as_title_and_the_usual_colours(tmp_path):
    theme, files = theme_of(tmp_path, {}, "lyon")
    assert theme.title_in("fr") == "lyon" and theme.colours == PLAIN.colours == Colours() and files == []
    assert theme.logo_address == theme.introduction_in("fr") == ""


def test_the_files_of_a_theme_are_traced_and_an_unknown_one_is_refused(tmp_path):
    shutil.copytree(THEMES, tmp_path / "parameters" / "themes")
    _, files = theme_of(tmp_path, {"theme": "merville"}, "x")
    assert [path.name for path in files] == ["merville.yaml", "merville.svg"]
    for name in ("lyon", "../paris", 3):
        with pytest.raises(InputError, match="Choose from merville, paris"):
            theme_of(tmp_path, {"theme": name}, "x")


def test_a_title_without_a_language_is_read_in_the_other(tmp_path):
    theme = read_theme(theme_with(tmp_path, json.dumps({"title": {"fr": "Assemblée"}})))
    assert theme.title_in("en") == "Assemblée"
