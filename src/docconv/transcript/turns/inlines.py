"""The text of a paragraph to inlines: events in brackets, gaps, unclear words, Markdown emphasis, line
breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from docconv.model import Break, Emphasis, Gap, Inline, Label, Stage, Text, Unclear
from docconv.transcript.kinds import stage_kind
from docconv.transcript.lexicon import Lexicon, words
from docconv.transcript.shape import is_lower

TOKEN = re.compile(
    r"\[(?P<open>_[^_\[\]\n]{1,200}_)(?=\n|$)|\((?P<round>[^()\n]{1,300})\)|\[(?P<square>[^\[\]\n]{1,300})\](?!\()|（(?P<wide>[^（）\n]{1,200})）"
    r"|(?P<strong>\*\*(?!\s)(?P<strongtext>[^*\n]{1,400}?)(?<!\s)\*\*)"
    r"|(?P<em>(?<![\w*_])(?P<mark>[*_])(?![\s*_])(?P<emtext>[^*_\n]{1,400}?)(?<!\s)(?P=mark)(?![\w*_]))"
)
CODE_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?$")
ENUMERATOR = re.compile(r"\d{1,3}|[a-z]|[ivxl]{1,5}", re.IGNORECASE)
"""What counts the items of a list: `(a)`, `(12)`, `(iv)`."""
LONGEST_EVENT = 8
Events: TypeAlias = Literal["all", "told", "none"]
"""What brackets may hold: in speech all directions; where something is `told`, no manner of speaking, since
nobody speaks there; in a heading `none`.
"""


def inlines(
    pieces: Iterable[str | Break], lexicon: Lexicon, *, verse: bool = False, events: Events = "all"
) -> tuple[Inline[Label], ...]:
    """The inlines of a block. Lines are joined by a space, in verse by a line break."""
    out: list[Inline[Label]] = []
    joined = ""
    for piece in pieces:
        if isinstance(piece, Break):
            out.extend(_parse(joined, lexicon, events))
            joined = ""
            out.append(piece)
        elif not joined:
            joined = ("" if not out or _at_edge(out) else "\n" if verse else " ") + piece
        else:
            joined += _joint(joined[-1], piece[0], verse=verse) + piece
    out.extend(_parse(joined, lexicon, events))
    return tuple(_merged(out))


def _at_edge(out: list[Inline[Label]]) -> bool:
    """Whether only points stand before."""
    return all(isinstance(item, Break) for item in out)


def _joint(before: str, after: str, *, verse: bool) -> str:
    """What joins two lines: nothing between characters of scripts without spaces, else a space or a line
    break.
    """
    if verse:
        return "\n"
    return "" if "\u2e80" <= before <= "\u9fff" and "\u2e80" <= after <= "\u9fff" else " "


def _parse(text: str, lexicon: Lexicon, events: Events) -> Iterator[Inline[Label]]:
    """Text with its marks; a mark that means nothing to us stays text."""
    at = 0
    for match in TOKEN.finditer(text):
        inline = _marked(match, text, lexicon)
        if inline is not None and _fits(inline, events):
            yield from _plain(text[at : match.start()])
            yield inline
            at = match.end()
    yield from _plain(text[at:])


def _fits(inline: Inline[Label], events: Events) -> bool:
    """Whether such a mark may stand in the block."""
    if not isinstance(inline, Stage) or events == "all":
        return True
    return events == "told" and inline.kind != "delivery"


def _plain(text: str) -> Iterator[Inline[Label]]:
    for number, row in enumerate(text.split("\n")):
        if number:
            yield Break("line")
        if row:
            yield Text(row)


def _marked(match: re.Match[str], text: str, lexicon: Lexicon) -> Inline[Label] | None:
    """What a bracket or an emphasis mark means, if anything."""
    if match["strong"]:
        return Emphasis((Text(match["strongtext"]),), "bold")
    if match["em"]:
        return Emphasis((Text(match["emtext"]),), "italic")
    inner = match["open"] or match["round"] or match["square"] or match["wide"]
    if len(inner) > 2 and inner[0] == inner[-1] == "_":  # `[_Rising._]`, and `[_Exit._` at the end of a line
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
        return Unclear((Text(match[0]),))
    event = known & (lexicon.vocal | lexicon.kinesic | lexicon.delivery) or phrase in lexicon.incident
    if event and len(folded) <= LONGEST_EVENT:
        return Stage((Text(match[0]),), stage_kind(inner, lexicon))
    at_start = not text[: match.start()].strip()
    if at_start and match["round"] and is_lower(inner[0]):
        return Stage((Text(match[0]),), "delivery")
    whole_row = (match.start() == 0 or text[match.start() - 1] == "\n") and text[
        match.end() : match.end() + 1
    ] in ("", "\n")
    return Stage((Text(match[0]),), stage_kind(inner, lexicon)) if whole_row else None


def _merged(items: Iterable[Inline[Label]]) -> Iterator[Inline[Label]]:
    """Neighbouring texts as one."""
    held = ""
    for item in items:
        if isinstance(item, Text):
            held += item.text
            continue
        if held:
            yield Text(held)
            held = ""
        yield item
    if held:
        yield Text(held)
