"""What is in a paragraph.

In TEI by others, white space is that of a printed text: runs of it are one space, none is at the
ends. Lines of verse, items and the like within one paragraph become lines of it; a space stays before the
line break, so that words are apart for whoever reads the text without its marks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import define, field
from lxml import etree

from docconv import model as m
from docconv.tei.names import EVENTS, TEI, XML_LANG
from docconv.tei.reading.body.marks import annotation, is_note, note_kind, note_place, point, stage_kind, tier
from docconv.tei.reading.source import elements, tokens
from docconv.tei.reading.source.losses import BRACKETED, NOT_KEPT
from docconv.tei.reading.state import State
from docconv.tei.xml import Element, all_text
from docconv.wellformed.shapes import is_word, on_one_line

Inlines: TypeAlias = tuple[m.Inline[m.Speaker], ...]
Wrap: TypeAlias = Callable[[Inlines], m.Inline[m.Speaker]]

DEEPEST = 40
UNPRINTED = "[…]"
BOLD, UNDERLINED = ("bold", "strong"), ("underline", "ul")
BETWEEN_WORDS = (m.Text(" "), m.Milestone())
NOT_EMPHASIS = ("super", "sub", "small", "initial", "drop", "spac", "normal", "roman")


@define
class InlineBuilder:
    """Collects the inlines of one paragraph.

    `exact`: white space is kept as it is. `target` is the list of the innermost inline that is open,
    `inside` the kinds of those around it. `space`, `line` and `held` are what must come before the next
    word.
    """

    state: State
    exact: bool
    target: list[m.Inline[m.Speaker]] = field(factory=list)
    inside: tuple[str, ...] = ()
    begun: bool = False
    space: bool = False
    line: bool = False
    glued: bool = False
    seam: bool = False
    last: str = ""
    held: list[m.Milestone] = field(factory=list)

    around: Element | None = None
    tight: bool = False
    depth: int = 0

    # ------------ words and what is between them

    def text(self, text: str | None) -> None:
        """Characters of the file."""
        if not text:
            return
        if self.exact:
            self.target.append(m.Text(text))
            return
        one = elements.BLANK.sub(" ", text)
        self.space = self.space or (one[0] == " " and not self.glued)
        words_of_it = one.strip(" ")
        if words_of_it:
            self.space = self.space or (self.seam and tokens.are_apart(self.last, words_of_it[0]))
            self.before()
            self.target.append(m.Text(words_of_it))
            self.last, self.space = words_of_it[-1], one[-1] == " "

    def before(self) -> None:
        """Write the space, the line break and the points that come before a word."""
        if not self.begun:
            self.target.extend(self.state.take_waiting())
        elif self.space:
            self.target.append(m.Text(" "))
        if self.begun and self.line:
            self.target.append(m.Milestone())
        self.target.extend(self.held)
        self.held.clear()
        self.begun, self.space, self.line, self.glued, self.seam = True, False, False, False, False

    def new_line(self) -> None:
        """What follows is on a line of its own."""
        self.line = self.space = True

    def atom(self, inline: m.Inline[m.Speaker]) -> None:
        """An inline that has no parts."""
        if not self.exact:
            self.before()
        self.target.append(inline)

    def mark(self, mark: m.Milestone) -> None:
        """A point of the text, which is before the next word."""
        if self.exact:
            self.target.append(mark)
        else:
            self.held.append(mark)

    def done(self) -> Inlines:
        """The inlines. Points after which no word comes are at the end, or wait for the next paragraph."""
        while not self.exact and self.target and self.target[-1] in BETWEEN_WORDS:
            self.target.pop()
        if self.begun:
            self.target.extend(self.held)
        else:
            self.state.waiting.extend(self.held)
        return tuple(self.target)

    # ------------ elements

    def content(self, element: Element) -> None:
        """All that is in an element."""
        self.text(element.text)
        for child in element:
            self.element(child)
            self.text(child.tail)

    def element(self, element: Element) -> None:
        """One element by its name; comments and instructions are passed over."""
        if not elements.is_element(element):
            return
        self.depth += 1
        if self.depth > DEEPEST:
            self.state.losses.count(f"elements more than {DEEPEST} deep in a paragraph", element)
            self.text("".join(str(part) for part in element.itertext(etree.Element)))
        else:
            self.by_name(element)
        self.depth -= 1

    def by_name(self, element: Element) -> None:
        """Read an element as what its name says."""
        name = elements.local(element)
        read = INLINE.get(name) if name not in elements.POINTS or elements.is_point(element) else None
        if read is not None:
            read(self, element)
        elif name in elements.ALTERNATIVES:
            self.alternatives(element)
        elif not self.exact and (name == "l" or elements.is_block(element)):
            self.count_unknown(element)
            self.new_line()
            self.foreign(element, self.content)
            self.new_line()
        else:
            self.count_unknown(element)
            self.foreign(element, self.content)

    def count_unknown(self, element: Element) -> None:
        """Count an element that has no place."""
        if elements.local(element) not in elements.PLAIN or (
            elements.local(element) in elements.POINTS and not elements.is_point(element)
        ):
            bare = not len(element) and not element.text
            self.state.losses.count(elements.shown(element), element, *([NOT_KEPT] if bare else []))

    def side_by_side(self, element: Element) -> bool:
        """Whether the tokens around one have no spaces between them; asked once for each parent."""
        around = element.getparent()
        if around is not None and around is not self.around:
            self.around, self.tight = around, tokens.stand_side_by_side(around)
        return self.tight

    def foreign(self, element: Element, read: Callable[[Element], None]) -> None:
        """Read an element as words of its language, if that is another one than around it."""
        lang = None if self.exact else elements.other_language(element)
        if lang is None:
            read(element)
        else:
            tag = lang
            self.wrapped("foreign", lambda parts: m.Foreign(parts, tag), lambda: read(element))

    def wrapped(self, kind: str, wrap: Wrap, read: Callable[[], None]) -> None:
        """Read parts into an inline around them; nothing is put into its own kind, nor around nothing."""
        if kind in self.inside and not self.exact:
            read()
            return
        if self.begun and (self.space or self.line) and not self.exact:
            self.before()
            self.glued = True
        outer, around = self.target, self.inside
        self.target, self.inside = [], (*around, kind)
        read()
        parts, self.target, self.inside = tuple(self.target), outer, around
        if parts or self.exact:
            self.target.append(wrap(parts))

    def alternatives(self, element: Element) -> None:
        """The first reading, the others in brackets."""
        self.text(printed(element.text))
        first = True
        for one in element:
            if elements.is_element(one) and elements.has_words(one):
                if not first:
                    self.state.losses.count(elements.shown(element), element, BRACKETED)
                self.text(None if first else " [")
                self.element(one)
                self.space = self.line = False
                self.text(None if first else "]")
                first = False
            self.text(printed(one.tail))


# ------------ one function for each kind of inline


def _highlighted(inlines: InlineBuilder, element: Element) -> None:
    kind = _emphasis(element, own=inlines.exact)
    if kind is None:
        inlines.state.losses.count(f"{elements.local(element)} rend={element.get('rend')}", element)
        inlines.foreign(element, inlines.content)
    else:
        inlines.wrapped(f"hi-{kind}", lambda parts: m.Emphasis(parts, kind), lambda: inlines.content(element))


def _emphasis(element: Element, *, own: bool) -> m.EmphasisKind | None:
    """How `@rend` or `@rendition` sets words apart; italic where they do not say, nothing for other ways."""
    look = (element.get("rend") or element.get("rendition") or "").casefold()
    if any(word in look for word in BOLD) or look in ("b", "#b"):
        return "bold"
    if any(word in look for word in UNDERLINED) or look in ("u", "#u"):
        return "underline"
    return None if not own and any(word in look for word in NOT_EMPHASIS) else "italic"


def _said(inlines: InlineBuilder, element: Element) -> None:
    """Quoted speech; `q` may be any quotation, so that only its speaker decides."""
    if elements.local(element) == "q" and not element.get("who"):
        inlines.count_unknown(element)
        inlines.foreign(element, inlines.content)
        return
    state = inlines.state
    speakers = state.participants.who(element)
    inlines.wrapped(
        "said",
        lambda parts: m.Said(parts, speakers, state.attribution(element)),
        lambda: inlines.foreign(element, inlines.content),
    )


def _direction(inlines: InlineBuilder, element: Element) -> None:
    """A direction, an event, a note or a running head: what nobody says. Events without words are marks."""
    if is_note(element) and (inlines.exact or elements.has_words(element)):
        _note(inlines, element)
        return
    if not inlines.exact and not elements.has_words(element):
        inlines.mark(annotation(element))
        return
    if elements.local(element) in ("note", "fw"):
        inlines.state.losses.count(
            f"{elements.local(element)} in a paragraph", element, "it is read as a direction"
        )
    if not inlines.exact and elements.local(element) in EVENTS:
        _event(inlines, element)
        return
    kind = stage_kind(element)
    inlines.seam = inlines.seam or elements.local(element) == "stage"
    inlines.wrapped(
        "stage", lambda parts: m.Stage(parts, kind), lambda: inlines.foreign(element, inlines.content)
    )
    inlines.seam = elements.local(element) == "stage"


def _note(inlines: InlineBuilder, element: Element) -> None:
    """A note on the words before it; what would be somebody's in it is its text."""
    if inlines.exact:
        inlines.wrapped("note", lambda parts: note_of(element, parts), lambda: inlines.content(element))
    elif "note" in inlines.inside:
        inlines.space = True
        inlines.content(element)
    else:
        inlines.target.append(note(inlines.state, element))


def note(state: State, element: Element) -> m.Note[m.Speaker]:
    """A note of others by itself."""
    inlines = InlineBuilder(state, exact=False, inside=("note", "said", "stage"))
    inlines.begun = True  # points that wait are not for it
    inlines.glued = True
    inlines.foreign(element, inlines.content)
    return note_of(element, inlines.done())


def note_of(element: Element, parts: Inlines) -> m.Note[m.Speaker]:
    """A note by its attributes; a number of its own is not its text."""
    return m.Note(parts, note_place(element), note_kind(element), on_one_line(element.get("n") or "") or None)


def _event(inlines: InlineBuilder, element: Element) -> None:
    """An event. The white space around its descriptions is that of the file, not of the text."""
    kind = stage_kind(element)
    inlines.seam = True
    inlines.wrapped("stage", lambda parts: m.Stage(parts, kind), lambda: described(inlines, element))
    inlines.seam = True


def described(inlines: InlineBuilder, element: Element) -> None:
    """The text of an event and its descriptions, a space between them."""
    inlines.text(printed(element.text))
    for child in element:
        inlines.element(child)
        inlines.space = False
        inlines.text(printed(child.tail))
        inlines.space = child.getnext() is not None


def printed(text: str | None) -> str | None:
    """Text that is more than white space."""
    return text if text and text.strip() else None


def _gap(inlines: InlineBuilder, element: Element) -> None:
    own = inlines.exact
    text = all_text(element) if own else elements.words(element) or UNPRINTED
    inlines.atom(m.Gap(text, reason_of(element, "inaudible")))


def reason_of(element: Element, otherwise: str) -> str:
    """`@reason` as one word, where it has several or none."""
    reason = "-".join((element.get("reason") or "").split())
    return reason if is_word(reason) else otherwise


def _unclear(inlines: InlineBuilder, element: Element) -> None:
    if not inlines.exact and not elements.has_words(element):
        inlines.atom(m.Gap(UNPRINTED, reason_of(element, "unclear")))
    else:
        inlines.wrapped("unclear", m.Unclear, lambda: inlines.content(element))


def _foreign(inlines: InlineBuilder, element: Element) -> None:
    lang = element.get(XML_LANG)
    if inlines.exact:
        inlines.wrapped(
            "foreign",
            lambda parts: m.Foreign(parts, lang or "und"),
            lambda: inlines.content(_segment(element)),
        )
    else:
        inlines.foreign(element, inlines.content)


def _segment(element: Element) -> Element:
    """The segment that holds all that is in an element, or else the element."""
    whole = len(element) == 1 and not element.text and not element[0].tail
    return element[0] if whole and element[0].tag == f"{TEI}seg" else element


def _break(inlines: InlineBuilder, element: Element) -> None:
    if inlines.exact:
        inlines.mark(point(element))
        return
    if element.get("break") == "no":
        inlines.state.losses.count(
            f"{elements.local(element)} break=no", element, "the word goes on without a break"
        )
        inlines.space, inlines.glued = False, True
    elif elements.local(element) == "lb":
        inlines.line = True
    if elements.local(element) == "pb":
        inlines.mark(point(element))


def _milestone(inlines: InlineBuilder, element: Element) -> None:
    if inlines.exact:
        inlines.mark(point(element))
    else:
        inlines.state.losses.count(f"milestone unit={element.get('unit')}", element, NOT_KEPT)


def _mark(inlines: InlineBuilder, element: Element) -> None:
    """A pause or a shift."""
    if elements.has_words(element):
        _direction(inlines, element)
    else:
        inlines.mark(annotation(element))


def _anchor(inlines: InlineBuilder, element: Element) -> None:
    """A place that the timeline knows; in a paragraph by docconv within a word it is one of the times
    of words.
    """
    around = element.getparent()
    if inlines.exact or (around is not None and around.tag == f"{TEI}w"):
        return
    for key in elements.pointers(element.get("synch") or ""):
        time = inlines.state.times.get(key)
        if time:
            inlines.mark(m.Milestone("time", time))
            return
    inlines.state.losses.count(elements.shown(element), element, NOT_KEPT)


def _token(inlines: InlineBuilder, element: Element) -> None:
    """A word or a punctuation mark, joined to its neighbours as `@join`, white space and print have it."""
    if inlines.exact:
        inlines.content(element)
        return
    inlines.count_unknown(element)
    if tokens.joins_left(element):
        inlines.space, inlines.glued = False, True
    elif tokens.follows(element) and inlines.side_by_side(element):
        inlines.space = True
    inlines.content(element)
    if tokens.joins_right(element):
        inlines.space, inlines.glued = False, True


def _field(inlines: InlineBuilder, element: Element) -> None:
    """A part of an entry, apart from the one right before it, unless it begins with a comma."""
    inlines.count_unknown(element)
    before = element.getprevious()
    touching = before is not None and not before.tail
    inlines.space = inlines.space or (touching and elements.words(element)[:1] not in tokens.CLOSING)
    inlines.foreign(element, inlines.content)


def _tier(inlines: InlineBuilder, element: Element) -> None:
    if elements.has_words(element):
        inlines.mark(tier(element))


INLINE: dict[str, Callable[[InlineBuilder, Element], None]] = {
    "hi": _highlighted,
    "emph": _highlighted,
    "said": _said,
    "q": _said,
    "gap": _gap,
    "unclear": _unclear,
    "foreign": _foreign,
    "lb": _break,
    "pb": _break,
    "milestone": _milestone,
    "pause": _mark,
    "shift": _mark,
    "anchor": _anchor,
    "w": _token,
    "pc": _token,
    "spanGrp": _tier,
    **dict.fromkeys(elements.FIELDS, _field),
    **dict.fromkeys(("stage", "note", "fw", *EVENTS, *elements.FILM), _direction),
}
