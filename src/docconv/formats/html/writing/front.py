"""What is around the title: a logo, who takes part, and the contents. Each entry leads to its place."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from attrs import frozen

from docconv.formats.html.writing.markup import MarkupWriter
from docconv.model import Block, Resolved, Section, Speaker
from docconv.themes.model import Logo, Page
from docconv.themes.picture import picture
from docconv.themes.terms import Term, term
from docconv.walk import is_play, numbered, participants, text_of, turns

DEEPEST = 3


@frozen
class FrontMatter:
    """Writes the lists of a document that its page has."""

    document: Resolved
    markup: MarkupWriter
    page: Page

    def logo(self, logo: Logo | None) -> Iterator[str]:
        """The picture of a theme, in the page itself."""
        if logo is not None:
            found = picture(logo, self.page)
            data = b64encode(found.data).decode("ascii")
            size = f'width="{found.width * 96 / 72:.0f}" height="{found.height * 96 / 72:.0f}"'
            alt = self.markup.text(found.alt)
            yield f'<img class="logo" src="data:image/{found.kind};base64,{data}" alt="{alt}" {size}>'

    def participants(self) -> Iterator[str]:
        """Everybody who takes the floor: name, office, and links to the turns."""
        entries = list(participants(self.document)) if self.page.participants else []
        if entries:
            spoken = _spoken(self.document)
            yield '<section class="participants">'
            caption = self._caption("cast" if is_play(self.document) else "participants")
            yield from (caption, "<ul>")
            for speakers, name, office, _ in entries:
                found = dict.fromkeys(turn for speaker in speakers for turn in spoken[speaker.id])
                yield self._participant(speakers[0], numbered(speakers, name), office, list(found))
            yield from ("</ul>", "</section>")

    def _participant(self, speaker: Speaker, name: str, office: str, spoken: list[str]) -> str:
        """One of them: the name leads to the first turn."""
        markup = self.markup
        first, *others = spoken
        shown = f'<a href="#{first}"><bdi>{markup.text(name)}</bdi></a>'
        role = f", <em>{markup.text(office)}</em>" if office else ""
        more = _links(others) if others else ""
        return f'<li id="{speaker.id}"{markup.direction(name)}>{shown}{role}{more}</li>'

    def contents(self) -> Iterator[str]:
        """The headings, down to the third level."""
        headings = enumerate(_headings(self.document.body, 1), 1)
        entries = [(number, *one) for number, one in headings if one[0] <= DEEPEST]
        if self.page.contents and entries:
            yield '<nav class="contents" aria-labelledby=":contents">'
            yield from (self._caption("contents"), "<ul>")
            for number, level, text in entries:
                direction = self.markup.direction(text)
                link = f'<a href="#:{number}">{self.markup.text(text)}</a>'
                yield f'<li class="level{level}"{direction}>{link}</li>'
            yield from ("</ul>", "</nav>")

    def _caption(self, name: Term) -> str:
        """The heading of a list, in the language of the document."""
        text = term(name, self.document.metadata.lang)
        return f'<h2 id=":{name}"{self.markup.direction(text)}>{self.markup.text(text)}</h2>'


def _links(turns: list[str]) -> str:
    """Links to the second turn and to those after it, after the number of all."""
    count = len(turns) + 1
    links = " ".join(f'<a href="#{turn}">{number}</a>' for number, turn in enumerate(turns, 2))
    return f' <details><summary lang="en" aria-label="{count} turns">{count}</summary> {links}</details>'


def _spoken(document: Resolved) -> dict[str, list[str]]:
    """The ids of the turns of each speaker."""
    found: dict[str, list[str]] = {}
    for turn in turns(document):
        for speaker in turn.speakers:
            found.setdefault(speaker.id, []).append(turn.id)
    return found


def _headings(blocks: tuple[Block[Speaker], ...], level: int) -> Iterator[tuple[int, str]]:
    """Level and text of all headings, in order."""
    for block in blocks:
        if isinstance(block, Section):
            if block.heading is not None:
                yield level, " ".join(text_of(block.heading.children).split())
            yield from _headings(block.blocks, level + (block.heading is not None))
