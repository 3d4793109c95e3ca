"""The title of a transcript, among its first blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from attrs import evolve

from docconv.model import Heading, Label, Milestone
from docconv.patterns import regex
from docconv.transcript.annotations import StyledText
from docconv.transcript.kinds import is_stage, names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import Layout, TranscriptLine
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.front import EMPHASIS, FIELD, byline
from docconv.transcript.turns.inlines import inlines
from docconv.transcript.turns.reporting.clauses import tells_what_was_said

STATUS = regex(r"[(\[]([^()\[\]]{3,30})[)\]]\s*$")
LONGEST_TITLE = 30  # words
LONGEST_ACT = 3  # words
MOST_TITLES = 3  # lines


def take_title(
    blocks: list[Block], lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, layout: Layout
) -> Heading[Label] | None:
    """The title, taken out of the blocks: the first if it looks like one, or what the notation says."""
    known = [block.mark if not block.speaker else None for block in blocks[:6]]
    titled = [mark is not None and mark.kind == "title" for mark in known]
    for place, (block, marked) in enumerate(zip(blocks, titled, strict=False)):
        top = block.mark is not None and block.mark.kind == "heading" and block.mark.level == 1
        top = top and not (block.speaker or names_a_scene(block.text, lexicon))
        free = block.mark is None and block.choice is None and not block.speaker
        plain = free and bool(block.text) and not block.is_timed and not any(titled)
        plain = plain and not _heads_a_scene(block.text, lexicon)
        if marked or (place == 0 and (top or (plain and is_title(block.text, lexicon)))):
            del blocks[place]
            title, rest = split_title(block, lines, lexicon)
            blocks[place:place] = rest
            return Heading(inlines(title, lexicon, verse=not layout.width, events="none"), block.span)
    return None


def _heads_a_scene(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line heads an act or a scene by its few words."""
    return text.count(" ") < LONGEST_ACT and names_a_scene(text, lexicon)


def is_title(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether the first paragraph of a text is its title: short, no sentence, no field, not in brackets."""
    folded = words(text)
    if (
        not folded
        or len(folded) > LONGEST_TITLE
        or len(list(takewhile(lambda row: _is_no_fact(row, lexicon), text.split("\n")[1:]))) >= MOST_TITLES
        or is_stage(text)
        or text.isdecimal()
        or "://" in text
        or text.rstrip("*_")[-1:] in (*".,;:…", "")
        or text[0] in "([{@#-–—<>"
        or (text[-1] in "?？" and tells_what_was_said(text, lexicon))  # `Mr. Holt asked who was ill?`
    ):
        return False
    name = FIELD.match(text)
    return " ".join(folded) not in lexicon.cast and not (
        name and name[1].casefold().strip(f"{EMPHASIS} ") in lexicon.metadata
    )


def _is_no_fact(line: str, lexicon: TranscriptLexicon) -> bool:
    return FIELD.match(line) is None and byline(line, lexicon) is None


def split_title(
    block: Block, lines: Iterable[TranscriptLine], lexicon: TranscriptLexicon
) -> tuple[list[StyledText | Milestone], list[Block]]:
    """The lines of a title, and the named facts below it as a block of their own, which begins where they do
    among the lines of the text.
    """
    cut = next(
        (
            n
            for n, piece in enumerate(block.pieces)
            if isinstance(piece, StyledText)
            and (FIELD.match(piece.text) or byline(piece.text, lexicon))
            and any(isinstance(before, StyledText) for before in block.pieces[:n])
        ),
        None,
    )
    if cut is None:
        return block.pieces, []
    text, rest = block.pieces[cut].text, evolve(block, pieces=block.pieces[cut:], mark=None)
    first = next((line for line in lines if line.number > block.line and line.text == text), None)
    if first is None:
        return block.pieces[:cut], [rest]
    return block.pieces[:cut], [evolve(rest, line=first.number, start=first.start, indent=first.indent)]


def status_of(title: str, lexicon: TranscriptLexicon) -> str | None:
    """The mark that an agency puts after a headline: `(UPDATE)`."""
    match = STATUS.search(title)
    return match[1] if match and match[1].casefold() in lexicon.status else None
