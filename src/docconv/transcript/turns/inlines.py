"""The text of a paragraph to inlines: events in brackets, gaps, unclear words, Markdown emphasis, line
breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Literal, TypeAlias

from attrs import evolve

from docconv.model import Emphasis, EmphasisKind, Gap, Inline, Label, Milestone, Stage, Text, Unclear
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import EmphasisSpan, StyledText, within
from docconv.transcript.kinds import is_stage, stage_kind
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.shape import is_lower
from docconv.transcript.turns.dialogue import without_mark
from docconv.walk import text_of

TOKEN = regex(
    r"\[(?P<open>_[^_\[\]\n]{1,200}_)(?=\n|$)|\((?P<round>[^()\n]{1,300})\)|\[(?P<square>[^\[\]\n]{1,300})\](?!\()|[（〔](?P<wide>[^（）〔〕\n]{1,200})[）〕]|<<\s?(?P<angles>[^<>\n]{1,60})>>"
    rf"|(?P<stamp>{times.HASHED})"
    r"|(?P<strong>\*\*(?!\s)(?P<strongtext>[^*\n]{1,400}?)(?<!\s)\*\*)"
    r"|(?P<em>(?<![\w*_])(?P<mark>[*_])(?![\s*_])(?P<emtext>[^*_\n]{1,400}?)(?<!\s)(?P=mark)(?![\w*_]))"
)
MARK = regex(r"[\[(（〔*_<#]")
"""What all of them begin with."""
LINE_END = regex(r"\n|(?<![^\S\n])[^\S\n]*+<br[^\S\n]?/?>[^\S\n]*+", re.IGNORECASE)
"""Where a line ends within a paragraph, in Markdown also by a tag of HTML."""
CODE_TIME = regex(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?$")
ENUMERATOR = regex(r"\d{1,3}|[a-z]|[ivxl]{1,5}", re.IGNORECASE)
"""What counts the items of a list: `(a)`, `(12)`, `(iv)`."""
CALL = regex(r"[^\W\d_a-zß-ÿ][^:?!]{1,60}: ?[\"“„«–-]*[^\W\d_a-zß-ÿ].*[.?!…][\"“”»]*", re.DOTALL)
"""A call from the floor with who calls: `From the gallery: Half a year!`."""
RECORDED = "〔"  # the bracket in which the records of the Diet say what happens
LONGEST_EVENT, LONGEST_REACTION = 8, 30  # words
Inlines: TypeAlias = tuple[Inline[Label], ...]
Events: TypeAlias = Literal["all", "stage", "told", "spoken", "none"]
"""What brackets may hold: in speech, and in a direction, `all`; where something is `told`, no manner of
speaking, since nobody speaks there; where sentences in brackets are `spoken`, events; in a heading `none`.
Headings and directions have no emphasis.
"""


def inlines(
    pieces: Sequence[StyledText | Milestone],
    lexicon: TranscriptLexicon,
    *,
    verse: bool = False,
    events: Events = "all",
    unmarked: bool = False,
) -> tuple[Inline[Label], ...]:
    """The inlines of a block. Lines are joined by a space, in verse by a line break; `unmarked`: without the
    mark that opens a turn.
    """
    if not unmarked and is_plain(pieces):
        return (Text(pieces[0].text),)
    out: list[Inline[Label]] = []
    for is_text, group in groupby(pieces, key=lambda piece: isinstance(piece, StyledText)):
        if not is_text:
            out.extend(piece for piece in group if isinstance(piece, Milestone))
            continue
        text = _joined([piece for piece in group if isinstance(piece, StyledText)], verse=verse)
        if not _at_edge(out):
            text = _beside(StyledText(""), "\n" if verse else " ", text)
        elif unmarked:
            text = without_mark(text)
        if events in ("stage", "none"):
            text = StyledText(text.text)
        out.extend(_parse(text, lexicon, events))
    return tuple(out)


def is_plain(pieces: Sequence[StyledText | Milestone]) -> bool:
    """Whether these are words on one line, without any mark, which are one text, whatever else is so."""
    piece = pieces[0] if len(pieces) == 1 else None
    return (
        isinstance(piece, StyledText)
        and piece.text != ""
        and not piece.emphasis
        and "\n" not in piece.text
        and not _has_mark(piece.text)
    )


def _has_mark(text: str) -> bool:
    """Whether there is what brackets and emphasis begin with."""
    if text.isascii():  # a search for each sign is quicker than one for all
        return "(" in text or "[" in text or "*" in text or "_" in text or "<" in text or "#" in text
    return MARK.search(text) is not None


def _joined(pieces: Sequence[StyledText], *, verse: bool) -> StyledText:
    joined = pieces[0]
    for piece in pieces[1:]:
        joined = _beside(joined, _joint(joined.text[-1], piece.text[0], verse=verse), piece)
    return joined


def _beside(before: StyledText, joint: str, after: StyledText) -> StyledText:
    """Two texts as one; what is emphasised on both sides of a joint is emphasised there, too."""
    text = f"{before.text}{joint}{after.text}"
    if not before.emphasis and not after.emphasis:
        return StyledText(text)
    start = len(text) - len(after.text)
    left, right = list(before.emphasis), [span.moved(start) for span in after.emphasis]
    touching = left and right and left[-1].end == len(before.text) and right[0].start == start
    if touching and left[-1].kinds == right[0].kinds:
        right[0] = EmphasisSpan(left.pop().start, right[0].end, right[0].kinds)
    return StyledText(text, (*left, *right))


def _at_edge(out: list[Inline[Label]]) -> bool:
    """Whether only points stand before."""
    return all(isinstance(item, Milestone) for item in out)


def _joint(before: str, after: str, *, verse: bool) -> str:
    """What joins two lines: nothing between characters of scripts without spaces, else a space or a line
    break.
    """
    if verse:
        return "\n"
    return "" if "\u2e80" <= before <= "\u9fff" and "\u2e80" <= after <= "\u9fff" else " "


def _parse(text: StyledText, lexicon: TranscriptLexicon, events: Events) -> Iterator[Inline[Label]]:
    """Text with its marks; a mark that means nothing to us stays text."""
    at = 0
    for match in TOKEN.finditer(text.text) if MARK.search(text.text) else ():
        inline = _marked(match, text, lexicon)
        if inline is not None and _fits(inline, events):
            yield from _plain(text, at, match.start())
            yield inline
            at = match.end()
    yield from _plain(text, at, len(text.text))


def _fits(inline: Inline[Label], events: Events) -> bool:
    """Whether such a mark may stand in the block."""
    if not isinstance(inline, Stage) or events in ("all", "stage"):
        return True
    if events == "spoken":
        return len(words(text_of(inline.children))) <= LONGEST_EVENT
    return events == "told" and inline.kind != "delivery"


def _plain(text: StyledText, start: int, end: int) -> Iterator[Inline[Label]]:
    parted = "\n" in text.text or "<" in text.text
    for match in (*(LINE_END.finditer(text.text, start, end) if parted else ()), None):
        row_end = match.start() if match else end
        if text.emphasis:
            yield from styled(text, start, row_end)
        elif row_end > start:
            yield Text(text.text[start:row_end])
        if match:
            yield Milestone("line")
            start = match.end()


def styled(text: StyledText, start: int, end: int) -> Iterator[Inline[Label]]:
    """The words between two offsets with their emphasis; space at an edge of emphasised words has none."""
    at = start
    for span in within(text.emphasis, start, end):
        words = text.text[start + span.start : start + span.end]
        bare = words.strip()
        if bare:
            begin = start + span.start + words.index(bare)
            yield from _text(text.text[at:begin])
            yield _emphasised(bare, span.kinds)
            at = begin + len(bare)
    yield from _text(text.text[at:end])


def _text(text: str) -> Iterator[Text]:
    if text:
        yield Text(text)


def _emphasised(text: str, kinds: Iterable[EmphasisKind]) -> Inline[Label]:
    inner: Inline[Label] = Text(text)
    for kind in reversed(tuple(kinds)):
        inner = Emphasis((inner,), kind)
    return inner


def _marked(match: re.Match[str], text: StyledText, lexicon: TranscriptLexicon) -> Inline[Label] | None:
    """What a bracket or an emphasis mark means, if anything."""
    if match["strong"] or match["em"]:
        return _emphasis(match, text, lexicon)
    if match["stamp"]:
        return Milestone("time", match[0])
    inner = match["open"] or match["round"] or match["square"] or match["wide"] or match["angles"]
    if _is_marked_direction(inner, _last_before(text.text, match.start())):
        told = inner[1:-1]
        return Stage((Text(match[0].replace(inner, told)),), stage_kind(told, lexicon))
    if (match["square"] and CODE_TIME.match(inner)) or ENUMERATOR.fullmatch(inner):
        return None
    folded = words(inner)
    known = set(folded)
    phrase = " ".join(folded)
    if known & lexicon.gaps or phrase in lexicon.gaps:
        return Gap(match[0])
    if inner in ("?", "??", "sic"):
        return None
    if inner.endswith("?") and len(folded) <= 4 and match["square"]:
        return Unclear(tuple(styled(text, *match.span())))
    told = lexicon.vocal | lexicon.kinesic | lexicon.delivery
    event = known & told or phrase in told or phrase in lexicon.incident
    before = _last_before(text.text, match.start())
    heard = before in FULL_STOPS and inner[0].isupper()
    heard = heard and not (lexicon.vocal | lexicon.kinesic).isdisjoint(folded[:1])
    if event and len(folded) <= (LONGEST_REACTION if heard else LONGEST_EVENT):
        return Stage((Text(match[0]),), stage_kind(inner, lexicon))
    if not before and (match["round"] or match["angles"]) and is_lower(inner[0]):
        return Stage((Text(match[0]),), "delivery")
    around = text.text[max(match.start() - 1, 0) : match.start()], text.text[match.end() : match.end() + 1]
    whole_row = all(char in ("", "\n") for char in around)
    called = before in FULL_STOPS and (match[0][0] == RECORDED or CALL.fullmatch(inner))
    kind = "vocal" if called else stage_kind(inner, lexicon)
    return Stage((Text(match[0]),), kind) if whole_row or called or match["angles"] else None


def _is_marked_direction(inner: str, before: str) -> bool:
    """Whether the words in a bracket are a direction by their emphasis: `[_Rising._]`, `[_Exit._` at the end
    of a line; in asterisks where nothing goes on before them, `(*Exit.*)`, for they may be a title.
    """
    if len(inner) <= 2 or inner[0] != inner[-1] or inner[1] == inner[0]:
        return False
    return inner[0] == "_" or (inner[0] == "*" and (not before or before in FULL_STOPS))


def _emphasis(match: re.Match[str], text: StyledText, lexicon: TranscriptLexicon) -> Inline[Label]:
    """What marks of emphasis mean: nothing of their own around a bracket that tells what is done."""
    name = "strongtext" if match["strong"] else "emtext"
    bracket = TOKEN.fullmatch(match[name]) if is_stage(match[name]) else None
    told = _marked(bracket, StyledText(bracket[0]), lexicon) if bracket else None
    if isinstance(told, Stage):
        return told
    if match["em"] and is_stage(match[name]):  # `*(aside)*`
        return Stage((Text(match[name]),), stage_kind(match[name], lexicon))
    return Emphasis(tuple(styled(text, *match.span(name))), "bold" if match["strong"] else "italic")


def _last_before(text: str, at: int) -> str:
    """The last character before an offset that is not white space; empty where there is none."""
    while at and text[at - 1].isspace():
        at -= 1
    return text[at - 1 : at] if at else ""


def divided(children: Sequence[Inline[Label]], at: int) -> tuple[Inlines, Inlines]:
    """Words, emphasised or not, before and after an offset."""
    before: list[Inline[Label]] = []
    after: list[Inline[Label]] = []
    for child in children:
        size = len(text_of((child,)))
        if size <= at:
            before.append(child)
        elif at <= 0:
            after.append(child)
        elif isinstance(child, Emphasis):
            parts = divided(child.children, at)
            before.append(evolve(child, children=parts[0]))
            after.append(evolve(child, children=parts[1]))
        elif isinstance(child, Text):
            before.append(Text(child.text[:at]))
            after.append(Text(child.text[at:]))
        at -= size
    return tuple(before), tuple(after)


def numbered(number: str, children: Inlines) -> Inlines:
    """Inlines after the number that a list prints before them, if it does."""
    first = children[0] if children else None
    if not number:
        return children
    if isinstance(first, Text):
        return (Text(f"{number} {first.text}"), *children[1:])
    return (Text(f"{number} "), *children)


def unwrapped(children: Inlines) -> Inlines:
    """The content of a stage direction that is one inline direction, and dots, a bullet, times or numbers at
    most.
    """
    whole = sum(isinstance(child, Stage) for child in children) == 1 and all(
        isinstance(child, Stage | Milestone) or (isinstance(child, Text) and not child.text.strip("•*.… "))
        for child in children
    )
    parts = [child.children if isinstance(child, Stage) else (child,) for child in children]
    return tuple(chain.from_iterable(parts)) if whole else children
