"""A screenplay of Final Draft to a draft: characters speak, scenes are sections, action is events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field

from docconv.containers.xml import Element, root_element
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.languages.detection import detect
from docconv.model import (
    Block,
    Boilerplate,
    Document,
    Draft,
    Emphasis,
    EmphasisKind,
    Heading,
    Inline,
    Label,
    Metadata,
    Section,
    Stage,
    StageKind,
    Text,
    Turn,
)
from docconv.notices import Notice
from docconv.transcript.kinds import stage_kind
from docconv.transcript.lexicon import TranscriptLexicon, lexicon
from docconv.transcript.utterances import Utterance, blocks_of

LOOKS: Mapping[str, EmphasisKind] = {"Italic": "italic", "Bold": "bold", "Underline": "underline"}
NOTE = "ScriptNote"
SPEECH = ("Dialogue", "Parenthetical", "Singing", "Lyrics")


@define
class _Screenplay:
    """Goes through paragraphs: who speaks, and the blocks of each scene."""

    known: TranscriptLexicon
    who: str = ""
    is_new: bool = False
    heard: list[Utterance | Block[Label]] = field(factory=list)

    def paragraph(self, element: Element) -> None:
        """A paragraph of a screenplay; one that is empty says nothing."""
        kind, children = element.get("Type", ""), tuple(_inlines(element))
        text = _plain(element)
        if not text:
            return
        if kind == "Character":
            self._silent()
            self.who, self.is_new = text.rstrip(":"), True
        elif kind in SPEECH and self.who:
            done: StageKind | None = "delivery" if kind == "Parenthetical" else None
            self.heard.append(Utterance(text, self.who, None, None, children, done, opens=self.is_new))
            self.is_new = False
        elif kind == "Scene Heading":
            self._silent()
            self.heard.append(Section[Label]((), Heading(children)))
        else:
            self._silent()
            self.heard.append(Stage(children, stage_kind(text, self.known)))

    def _silent(self) -> None:
        """Nobody goes on; a character who is named and says nothing stays as it is printed."""
        if self.is_new:
            self.heard.append(Stage((Text(self.who),)))
        self.who, self.is_new = "", False

    def end(self) -> None:
        """The last paragraph was read."""
        self._silent()


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as a screenplay to a draft. Raises `BadInputError`."""
    root = root_element(source.data, source.name, "FinalDraft")
    content = root.find("Content")
    paragraphs = [] if content is None else list(_paragraphs(content))
    said = " ".join(_plain(one) for one in paragraphs if one.get("Type") in SPEECH)
    lang = detect(said[:20_000])
    play = _Screenplay(lexicon(lang))
    for one in paragraphs:
        play.paragraph(one)
    play.end()
    blocks = blocks_of(play.heard)
    if not any(isinstance(one, Turn) for one in blocks):
        message = "nobody says anything in this screenplay"
        raise BadInputError(message, where=source.name, remedy="give one with dialogue in it")
    title, front = _title_page(root)
    facts = Metadata(title=title or None, lang=lang)
    heading = Heading[Label]((Text(title),)) if title else None
    notes = sum(1 for _ in root.iter(NOTE))
    told = (Notice("not-read", f"{notes} notes to the script: left out", "info"),) if notes else ()
    return Document((*front, *_sections(blocks)), facts, heading), told


def _paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs with text, those of two who speak at once one after the other; notes have their own."""
    for child in element:
        if child.tag == "Paragraph":
            yield child
        if child.tag not in (NOTE, "Text"):
            yield from _paragraphs(child)


def _plain(paragraph: Element) -> str:
    return " ".join("".join(_texts(paragraph)).split())


def _texts(paragraph: Element) -> Iterator[str]:
    return ("".join(map(str, one.itertext())) for one in paragraph.iterchildren("Text"))


def _inlines(paragraph: Element) -> Iterator[Inline[Label]]:
    """The parts of a paragraph with their looks; white space at its ends is none of it."""
    parts = [
        (one.get("Style", ""), " ".join(f"{text} ".splitlines())[:-1])  # also the last line has an end
        for one, text in _styled(paragraph)
    ]
    while parts and not parts[0][1].strip():
        parts.pop(0)
    while parts and not parts[-1][1].strip():
        parts.pop()
    for at, (style, given) in enumerate(parts):
        text = given if at else given.lstrip()
        text = text if at < len(parts) - 1 else text.rstrip()
        inline: Inline[Label] = Text(text)
        for name, kind in LOOKS.items():
            if name in style.split("+") and text.strip():
                inline = Emphasis((inline,), kind)
        yield inline


def _styled(paragraph: Element) -> Iterable[tuple[Element, str]]:
    return zip(paragraph.iterchildren("Text"), _texts(paragraph), strict=True)


def _title_page(root: Element) -> tuple[str, tuple[Boilerplate[Label], ...]]:
    """The title, and what else is printed on its page."""
    content = root.find("TitlePage/Content")
    rows = [] if content is None else list(filter(None, map(_plain, _paragraphs(content))))
    return (rows[0], tuple(Boilerplate[Label]((Text(row),)) for row in rows[1:])) if rows else ("", ())


def _sections(blocks: Iterable[Block[Label]]) -> Iterator[Block[Label]]:
    """Blocks with those after the heading of a scene in its section."""
    heading: Heading[Label] | None = None
    scene: list[Block[Label]] = []
    for one in blocks:
        if isinstance(one, Section):
            yield from _scene(heading, scene)
            heading, scene = one.heading, []
        else:
            scene.append(one)
    yield from _scene(heading, scene)


def _scene(heading: Heading[Label] | None, scene: list[Block[Label]]) -> Iterator[Block[Label]]:
    if heading is None:
        yield from scene
    else:
        yield Section(tuple(scene), heading)
