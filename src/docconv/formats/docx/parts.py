"""The parts of the package around the text (ECMA-376, part 1 and 2)."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from docconv.formats.docx.styles import SERIF, STYLES, style_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STORE = "{6D6F6465-6C20-4F6E-6520-547275746821}"
DEFLATE = 4
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
TYPES = {
    "word/document.xml": f"{WML}.document.main+xml",
    "word/styles.xml": f"{WML}.styles+xml",
    "word/settings.xml": f"{WML}.settings+xml",
    "word/header1.xml": f"{WML}.header+xml",
    "word/header2.xml": f"{WML}.header+xml",
    "word/footer1.xml": f"{WML}.footer+xml",
    "word/comments.xml": f"{WML}.comments+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}
RELATIONS = (
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("header", "header1.xml"),
    ("header", "header2.xml"),
    ("footer", "footer1.xml"),
    ("customXml", "../customXml/item1.xml"),
    ("comments", "comments.xml"),
)


def package(parts: Mapping[str, str | bytes], created: datetime | None) -> bytes:
    """A zip file of the parts, content types and relationships added; the same parts and date give the same
    bytes.
    """
    everything = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _package_relations(), **parts}
    everything["word/_rels/document.xml.rels"] = _relations(parts)
    everything["customXml/_rels/item1.xml.rels"] = _relationships([(f"{R}/customXmlProps", "itemProps1.xml")])
    date = (created or EPOCH).astimezone(UTC)
    stamp = (max(date.year, EPOCH.year), date.month, date.day, date.hour, date.minute, date.second)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=DEFLATE) as archive:
        for name, data in everything.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def _content_types(parts: Mapping[str, str | bytes]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in TYPES.items()
        if name in parts
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _package_relations() -> str:
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return _relationships(
        [
            (f"{R}/officeDocument", "word/document.xml"),
            (core, "docProps/core.xml"),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ]
    )


def _relations(parts: Mapping[str, str | bytes]) -> str:
    present = [
        (f"{R}/{kind}", target)
        for kind, target in RELATIONS
        if target != "comments.xml" or "word/comments.xml" in parts
    ]
    return _relationships(present)


def relation_id(target: str) -> str:
    """The relationship id of a part of the main document."""
    return f"rId{[name for _, name in RELATIONS].index(target) + 1}"


def language_tag(lang: str) -> str:
    """A language as WordprocessingML names it, which knows no `und`."""
    return "x-none" if lang == "und" else lang


def styles_part(lang: str) -> str:
    """The styles, with the language of the document as default."""
    fonts = f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{SERIF}" w:cs="Times New Roman"/>'
    tag = escape(language_tag(lang), {'"': "&quot;"})
    language = f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>{language}'
        "</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{defaults}{"".join(map(style_xml, STYLES))}</w:styles>'


def settings_part() -> str:
    """The settings: current layout rules, so that Word does not open the file in compatibility mode."""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" '
        f'w:val="15"/></w:compat></w:settings>'
    )


def header_part(title: str) -> str:
    """The running head, whose title is XML content; an empty one gives the empty head of the first page."""
    run = f'<w:r><w:t xml:space="preserve">{title}</w:t></w:r>' if title else ""
    return (
        f'{DECLARATION}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="header"/></w:pPr>{run}</w:p></w:hdr>'
    )


def footer_part() -> str:
    """The page number and the number of pages."""
    page, pages = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for field in ("PAGE", "NUMPAGES")
    )
    middle = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr>{page}{middle}{pages}</w:p>'
    return f'{DECLARATION}<w:ftr xmlns:w="{W}">{paragraph}</w:ftr>'


def core_part(title: str, lang: str, created: datetime | None) -> str:
    """Title, which is XML content, language and dates of the document."""
    date = f"{(created or EPOCH).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>docconv</dc:creator><dc:language>{escape(lang)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    )


def app_part() -> str:
    """The program that made the file."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{namespace}"><Application>docconv</Application></Properties>'


def item_properties() -> str:
    """The properties of the custom XML part; one identifier serves all files, as each has one part."""
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    schema = '<ds:schemaRefs><ds:schemaRef ds:uri="http://www.tei-c.org/ns/1.0"/></ds:schemaRefs>'
    item = f'<ds:datastoreItem xmlns:ds="{namespace}" ds:itemID="{STORE}">{schema}</ds:datastoreItem>'
    return f"{DECLARATION}{item}"
