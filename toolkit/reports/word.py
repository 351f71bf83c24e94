"""The Word reference document: styles, margins and page numbers that pandoc gives to every Word report.

`templates/reference.docx` is made by `build_reference` from pandoc's own and `templates/word_styles.xml`. A theme's
colours, font, title and logo are put in when a report is written.
"""

from __future__ import annotations

import io
import re
import subprocess
from html import escape
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from toolkit.reports.theme import Colours, Theme

TEMPLATES = Path(__file__).parent / "templates"
REFERENCE = TEMPLATES / "reference.docx"
FONT = "Arial"
"""On every machine with Word; LibreOffice has one of the same measures."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{WORD}" xmlns:r="{RELATION}"'
LOGO_HEIGHT = 540_000
"""Of the logo on the first page: 1.5 cm, in English Metric Units."""
HEADER = f'<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr>%s</w:p></w:hdr>'
FIELD = '<w:fldSimple w:instr=" %s "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
FOOTER = (
    f'<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr><w:r><w:tab/></w:r>{FIELD % "PAGE"}'
    f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{FIELD % "NUMPAGES"}</w:p></w:ftr>'
)
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId101"/><w:headerReference w:type="first" r:id="rId102"/>'
    '<w:footerReference w:type="default" r:id="rId103"/><w:footerReference w:type="first" r:id="rId103"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1190" w:bottom="1304" w:left="1190" '
    'w:header="680" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
"""A4 with margins of 2.1 and 2.3 cm, and a first page of its own."""
TURNED = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
"""A4 on its side."""
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="logo" descr="{title}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="1" name="logo"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


def build_reference() -> bytes:
    """Make the reference document in the toolkit's own colours; the same bytes each time."""
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"]
    parts = _unpack(subprocess.run(command, capture_output=True, check=True).stdout)
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    theme = parts["word/theme/theme1.xml"].decode()
    parts["word/theme/theme1.xml"] = re.sub(r"<a:latin [^>]*>", f'<a:latin typeface="{FONT}"/>', theme).encode()
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(r"<w:sectPr>.*?</w:sectPr>", SECTION, body, flags=re.DOTALL).encode()
    _end_with(parts, "word/settings.xml", "</w:settings>", "<w:autoHyphenation/>")
    added = {"header1": HEADER % _run("TITLE"), "header2": HEADER % "", "footer1": FOOTER}
    relations, kinds = "", ""
    for number, (name, content) in enumerate(added.items(), 101):
        parts[f"word/{name}.xml"] = content.encode()
        relations += f'<Relationship Id="rId{number}" Type="{RELATION}/{name[:-1]}" Target="{name}.xml"/>'
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name[:-1]}+xml"
        kinds += f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
    _end_with(parts, "word/_rels/document.xml.rels", "</Relationships>", relations)
    _end_with(parts, "[Content_Types].xml", "</Types>", kinds)
    return _pack(parts)


def themed_reference(theme: Theme, language: str) -> bytes:
    """Give the reference document the colours, font, title and logo of a theme."""
    parts = _unpack(REFERENCE.read_bytes())
    styles = parts["word/styles.xml"].decode()
    wanted = {default[1:].upper(): getattr(theme.colours, name)[1:].upper() for name, default in Colours()}
    parts["word/styles.xml"] = re.sub("|".join(wanted), lambda found: wanted[found[0]], styles).encode()
    if theme.font:
        parts["word/theme/theme1.xml"] = parts["word/theme/theme1.xml"].replace(FONT.encode(), theme.font.encode())
    title = escape(theme.title_in(language))
    parts["word/header1.xml"] = (HEADER % _run(title)).encode()
    if theme.logo:
        parts["word/media/logo.png"], width = logo_png(theme)
        picture = PICTURE.format(width=width, height=LOGO_HEIGHT, title=title)
        parts["word/header2.xml"] = (HEADER % picture).encode()
        relation = f'<Relationship Id="rId1" Type="{RELATION}/image" Target="media/logo.png"/>'
        kind = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts["word/_rels/header2.xml.rels"] = f'<Relationships xmlns="{kind}">{relation}</Relationships>'.encode()
    return _pack(parts)


def with_pages(document: bytes) -> bytes:
    """Let no row of a table break across pages, and turn the pages of an annex that asks for it on their side."""
    parts = _unpack(document)
    body = re.sub(r"<w:tr>\s*<w:trPr>", "<w:tr><w:trPr><w:cantSplit/>", parts["word/document.xml"].decode())
    body = re.sub(r"<w:tr>(?!<w:trPr>)", "<w:tr><w:trPr><w:cantSplit/></w:trPr>", body)
    body = re.sub(r' descr="data:[^"]*"', "", body)  # the picture once more, as its own description
    parts["word/document.xml"] = _with_sections(body).encode()
    return _pack(parts)


def _with_sections(body: str) -> str:
    """Put sections in the place of their marks: before the annex, and the annex itself on pages turned on their side."""
    if 'w:rsidSect="turned"' not in body:
        return body
    front = re.findall(r"<w:sectPr>.*?</w:sectPr>", body, re.DOTALL)[-1]
    inner = re.sub(r'<w:titlePg ?/>|<w:\w+Reference [^>]*w:type="first"[^>]*/>', "", front)
    turned = re.sub(r"<w:pgSz [^>]*/>", TURNED, inner)
    body = body.replace(front, inner)
    return re.sub('<w:sectPr w:rsidSect="(before|turned)" ?/>', lambda mark: front if mark[1] == "before" else turned, body)


def logo_png(theme: Theme) -> tuple[bytes, int]:
    """Draw a logo as PNG, and say how wide it is in Word beside its height."""
    import typst

    assert theme.logo is not None
    page = f'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("{theme.logo.name}", height: 1.5cm)'
    picture = typst.compile(page.encode(), root=theme.logo.parent, format="png", ppi=300)  # type: ignore[call-overload]
    width, height = (int.from_bytes(picture[start : start + 4]) for start in (16, 20))
    return picture, round(LOGO_HEIGHT * width / height)


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _styles(default: bytes) -> bytes:
    """Put our styles in the place of pandoc's of the same name, and a text size of 10 points."""
    ElementTree.register_namespace("w", WORD)
    ours = ElementTree.parse(TEMPLATES / "word_styles.xml").getroot()
    styles = ElementTree.fromstring(default)
    key = f"{{{WORD}}}styleId"
    replaced = {style.get(key) for style in ours}
    for style in [style for style in styles if style.get(key) in replaced]:
        styles.remove(style)
    styles.extend(ours)
    for name in ("sz", "szCs"):
        styles.find(f".//{{{WORD}}}rPrDefault//{{{WORD}}}{name}").set(f"{{{WORD}}}val", "20")  # type: ignore[union-attr]
    ElementTree.indent(styles)
    return ElementTree.tostring(styles, encoding="UTF-8", xml_declaration=True)


def _end_with(parts: dict[str, bytes], name: str, end: str, added: str) -> None:
    parts[name] = parts[name].decode().replace(end, added + end).encode()


def _unpack(document: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    """Pack the parts of a document; the same parts give the same bytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            archive.writestr(ZipInfo(name), parts[name], ZIP_DEFLATED)
    return buffer.getvalue()
