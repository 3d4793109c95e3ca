"""HTML to document: what docconv wrote, also after a browser has saved it again.

The elements say what is what, the facts in the head who is who; read(write(document)) is the document again.
Pages of others are read as transcripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn, cast

from attrs import frozen
from lxml import etree

from docconv import model as m
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.html.names import CATALOGUE, EMPHASIS, FOOTNOTE, GENERATOR, LABEL, WORDLESS
from docconv.formats.html.reading.facts import evidence_of, facts_of
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.wellformed import check_well_formed
from docconv.wellformed.shapes import on_one_line

Element = etree._Element  # noqa: SLF001  the only name lxml gives to the type
WINDOW = 4096
"""Bytes in which a page says who wrote it."""
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
KINDS = {tag: kind for kind, tag in EMPHASIS.items()}
UNKNOWN_TAG = "HTML_UNKNOWN_TAG"  # what libxml2, which knows HTML 4, says of `article`
ARTICLE = [("", "article"), ("/", "article")]
VALUE = """"[^"]*+"|'[^']*+'"""
TAG = regex(
    r"<!--(?:[^-]|-(?!->))*+(?:-->)?"
    rf"|<(?:!DOCTYPE html|/?[a-z][a-z0-9]*(?:\s++[a-z][a-zA-Z:-]*+(?:=(?:{VALUE}))?)*+\s*+/?)>"
)
"""A comment that does not end reaches to the end of the text, so that no other is looked for in it."""
ELEMENT = regex(r"\A<(/?)([a-z][a-z0-9]*)")
VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))
WHOLE_PAGE = regex(r"</html>\s*\Z")


def read(source: Source) -> tuple[m.Draft | m.Resolved, tuple[Notice, ...]]:
    """Bytes as a page to a document. Raises `BadInputError` for a page by docconv that was changed since."""
    if GENERATOR.encode() not in source.data[:WINDOW]:
        from docconv.formats.html.foreign.document import read_foreign  # noqa: PLC0415  own pages need none of it

        return read_foreign(source)
    return _read_own(source)


def _read_own(source: Source) -> tuple[m.Resolved, tuple[Notice, ...]]:
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(source, f"not UTF-8: {error.reason} at byte {error.start}")
    if not WHOLE_PAGE.search(text):
        _refuse(source, "the page is cut off")
    wholes = TAG.findall(text)
    tags = [element for tag in wholes for element in ELEMENT.findall(tag)]
    if [tag for tag in tags if tag in ARTICLE] != ARTICLE:
        _refuse(source, "the page was changed since docconv wrote it: its article is not there once")
    if "<" in TAG.sub("", text) or any(tag.startswith("<!--") and tag[-3:] != "-->" for tag in wholes):
        _refuse(source, "the page was changed since docconv wrote it: not all of its tags are whole")
    try:
        root, changed = _parsed(text)
        document = _document(root)
    except ValueError as error:
        changed = str(error)
    except RecursionError:
        changed = "too many of its elements are in each other"
    if not changed and not _is_closed(tags):
        changed = "not all of its elements have their end"
    if changed:
        _refuse(source, f"the page was changed since docconv wrote it: {changed}")
    check_well_formed(document, source.name)  # before speakers are looked for in it
    return document, ()


def _refuse(source: Source, message: str) -> NoReturn:
    remedy = "read the text it was made from, or save its text as a .txt file"
    raise BadInputError(message, where=source.name, remedy=remedy) from None


def _is_closed(tags: Iterable[tuple[str, str]]) -> bool:
    """Whether each element ends within the one where it begins; parsers guess where others may end."""
    within: list[str] = []
    for end, name in tags:
        if not end and name not in VOID:
            within.append(name)
        elif end and (not within or within.pop() != name):
            return False
    return not within


def _parsed(text: str) -> tuple[Element, str]:
    """The root of a page, and what is wrong with its markup, which a browser and we may read differently."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg) from error
    if root is None:
        message = "nothing is in it"
        raise ValueError(message)
    wrong = (one for one in parser.error_log if one.type_name != UNKNOWN_TAG)
    return root, next((f"line {one.line}: {one.message.strip()}" for one in wrong), "")


def _document(root: Element) -> m.Resolved:
    article, script = root.find(".//article"), root.find(".//head/script")
    title = None if article is None else article.find("header/h1")
    if article is None or script is None or title is None:
        message = "its article, its title or the facts in its head are gone"
        raise ValueError(message)
    metadata, speakers = facts_of(script.text or "")
    notes = {one.get("id", ""): one for one in article.iterfind("section/ol/li")}
    reader = _PageReader({one.id: one for one in speakers}, article.get("data-delimiter", ""), notes)
    body = (child for child in _below(article) if not _is_beside(child))
    head = None if title.get("class") == CATALOGUE else m.Heading(reader.inlines(title))
    return m.Document(tuple(map(reader.block, body)), metadata, head, speakers)


def _is_beside(element: Element) -> bool:
    """Whether what is below an article is none of its blocks."""
    return element.tag in ("header", "footer") or (element.tag, element.get("class")) == ("section", "notes")


def _below(element: Element) -> list[Element]:
    """The elements in one that holds no words itself."""
    if any(text and not text.isspace() for text in (element.text, *(child.tail for child in element))):
        message = f"words are between the paragraphs of <{element.tag!s}> in line {element.sourceline}"
        raise ValueError(message)
    return list(element)


def _all_text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


@frozen
class _PageReader:
    """Reads elements.

    - `speakers`: by id.
    - `delimiter`: what is between labels and words.
    - `notes`: what the marks in the text lead to, by id.
    """

    speakers: Mapping[str, m.Speaker]
    delimiter: str
    notes: Mapping[str, Element]

    def block(self, element: Element) -> m.Block[m.Speaker]:
        """One block."""
        match element.tag, element.get("class", ""):
            case ("section", _) | ("div", "section"):
                return self.section(element)
            case "div", "" if element.get("id"):
                return self.turn(element)
            case "div", "separator":
                return m.Separator(_all_text(element))
            case "p", "narrative":
                return m.Narrative(self.inlines(element), verse=_verse(element))
            case "p", "cast":
                return m.CastItem(self.inlines(element))
            case "p", "stage":
                return self.stage(element)
            case "p", "boilerplate":
                kind = cast("m.BoilerplateKind", element.get("data-type", ""))
                return m.Boilerplate(self.inlines(element), kind)
            case _:
                raise _unknown(element)

    def section(self, element: Element) -> m.Section[m.Speaker]:
        """A section; its heading is its first element."""
        children = _below(element)
        heading = None
        if children and children[0].tag in HEADINGS:
            heading = m.Heading(self.inlines(children.pop(0)))
        kind, n = element.get("data-type"), element.get("data-n")
        return m.Section(tuple(map(self.block, children)), heading, kind, n)

    def turn(self, element: Element) -> m.Turn[m.Speaker]:
        """A turn; its label is at the beginning of its first paragraph."""
        children, label = _below(element), None
        if children and children[0].tag == "p":
            label = self.take_label(children[0])
        return m.Turn(
            element.get("id", ""),
            tuple(self.parts(children)),
            self.voices(element),
            label,
            _attribution(element),
            element.get("lang"),
            element.get("data-continues"),
        )

    def take_label(self, paragraph: Element) -> str | None:
        """Take away the label of a paragraph with what is between it and the words."""
        found = paragraph[0] if len(paragraph) and not paragraph.text else None
        if found is None or found.tag != LABEL:
            return None
        paragraph.text = (found.tail or "").removeprefix(self.delimiter)
        paragraph.remove(found)
        return on_one_line(_all_text(found))

    def parts(self, children: list[Element]) -> Iterator[m.TurnBlock[m.Speaker]]:
        """The paragraphs of a turn, those that have content."""
        for child in children:
            match child.tag, child.get("class", ""):
                case "p", "stage":
                    yield self.stage(child)
                case "p", "":
                    if inlines := self.inlines(child):
                        yield m.Paragraph(inlines, timing=_timing(child), verse=_verse(child))
                case _:
                    raise _unknown(child)

    def stage(self, element: Element) -> m.Stage[m.Speaker]:
        """A stage direction, block or inline."""
        return m.Stage(self.inlines(element), cast("m.StageKind", element.get("data-type", "")))

    def voices(self, element: Element) -> tuple[m.Speaker, ...]:
        """Who speaks."""
        who = element.get("data-who", "").split()
        lost = next((one for one in who if one not in self.speakers), None)
        if lost is not None:
            message = f"{lost} speaks and is not among the speakers"
            raise ValueError(message)
        return tuple(self.speakers[one] for one in who)

    def inlines(self, element: Element) -> tuple[m.Inline[m.Speaker], ...]:
        """What is in an element; texts side by side are one."""
        found: list[m.Inline[m.Speaker]] = []
        text = element.text or ""
        for child in element:
            if child.get("class") not in WORDLESS or _all_text(child):
                found += [m.Text(text)] if text else []
                found.append(self.inline(child))
                text = ""
            text += child.tail or ""
        return (*found, m.Text(text)) if text else tuple(found)

    def inline(self, element: Element) -> m.Inline[m.Speaker]:
        """One inline that is no text."""
        match element.tag, element.get("class", ""):
            case ("em" | "strong" | "u") as tag, "":
                return m.Emphasis(self.inlines(element), KINDS[tag])
            case "q", _:
                return m.Said(self.inlines(element), self.voices(element), _attribution(element))
            case "i", "stage":
                return self.stage(element)
            case "i", "foreign":
                return m.Foreign(self.inlines(element), element.get("lang", ""))
            case "span", "gap":
                return m.Gap(_all_text(element), element.get("data-reason", ""))
            case "span", "unclear":
                return m.Unclear(self.inlines(element))
            case "span", "cast":
                kind = cast("m.CastPartKind", element.get("data-type", ""))
                return m.CastPart(self.inlines(element), kind)
            case "a", "note" if not _all_text(element):
                return self.note(element)
            case "br", _:
                return m.Milestone()
            case "span", "milestone" if not _all_text(element):
                point = cast("m.MilestoneKind", element.get("data-type", ""))
                return m.Milestone(point, element.get("data-n", ""))
            case _:
                raise _unknown(element)

    def note(self, mark: Element) -> m.Note[m.Speaker]:
        """The note to which a mark leads, without the link back."""
        target = (mark.get("href") or "").rpartition("#")[2]
        if not target.startswith(FOOTNOTE) or target not in self.notes:
            message = f"the note of line {mark.sourceline} is not there"
            raise ValueError(message)
        item = self.notes[target]
        back = item[-1] if len(item) and item[-1].get("class") == "back" else None
        if back is not None and not back.tail:
            item.remove(back)
        return m.Note(
            self.inlines(item),
            cast("m.NotePlace", mark.get("data-place", "")),
            cast("m.NoteKind", mark.get("data-type", "")),
            mark.get("data-n"),
        )


def _verse(element: Element) -> m.VerseLine | None:
    """What is known of a line of verse."""
    found = element.get("data-verse")
    if found is None:
        return None
    kind, _, part = found.partition(" ")
    return m.VerseLine(cast("m.VersePart", part) if part else None, element.get("data-n"), kind == "stanza")


def _timing(element: Element) -> m.Timing | None:
    """When a paragraph is heard."""
    begin, end = element.get("data-begin"), element.get("data-end")
    words, anchors = (tuple(map(int, element.get(f"data-{key}", "").split())) for key in ("words", "anchors"))
    return None if begin is None else m.Timing(int(begin), None if end is None else int(end), words, anchors)


def _attribution(element: Element) -> m.Attribution:
    """How sure it is who speaks, and why."""
    certainty = element.get("data-cert", "high")
    if certainty not in ("high", "medium", "low"):
        message = f"{certainty!r} is no certainty"
        raise ValueError(message)
    evidence = element.get("data-evidence")
    reasons = () if evidence is None else evidence_of(evidence)
    return m.Attribution(cast("m.Certainty", certainty), reasons)


def _unknown(element: Element) -> ValueError:
    kind = f" class={element.get('class')}" if element.get("class") else ""
    message = f"<{element.tag!s}{kind}> in line {element.sourceline} is nothing that it writes"
    return ValueError(message)
