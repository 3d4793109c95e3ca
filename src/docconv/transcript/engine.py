"""What the words of a transcript mean: text to a draft of the document. Knows no format but text itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from docconv.languages import detect
from docconv.model import Block as ModelBlock
from docconv.model import Document, Draft, Heading, Label, Metadata, Section
from docconv.notices import Notice
from docconv.transcript.kinds import names_a_part, names_a_scene
from docconv.transcript.labels.conventions import Convention, find_convention
from docconv.transcript.labels.corrections import Correction, decide
from docconv.transcript.labels.hints import Hint, Hints, by_index, fallbacks, join, with_look
from docconv.transcript.labels.hints import marks as marks_of
from docconv.transcript.labels.rules import Candidate, candidates
from docconv.transcript.labels.wrapping import with_whole_labels
from docconv.transcript.lexicon import Lexicon, lexicon
from docconv.transcript.lines.furniture import find_furniture
from docconv.transcript.lines.lines import (
    TAB,
    Layout,
    Line,
    measure,
    split_lines,
    take_double_spacing,
    take_line_numbers,
)
from docconv.transcript.lines.notations import PLAIN, Mark, Notation, recognise
from docconv.transcript.shape import is_shouted, key
from docconv.transcript.turns.assembly import Assembly, HeadingItem, Item, Profile, is_report, link_halves
from docconv.transcript.turns.blocks import Block, build
from docconv.transcript.turns.dialogue import is_dialogue
from docconv.transcript.turns.doubts import doubts
from docconv.transcript.turns.front import (
    cast_lines,
    cast_names,
    date_of,
    is_title,
    metadata_of,
    split_title,
    status_of,
)
from docconv.transcript.turns.inlines import inlines
from docconv.transcript.turns.reporting import names_of
from docconv.walk import text_of

__all__ = ["Analysis", "Correction", "analyse", "read_transcript"]

FULL_LINE = 0.75


@frozen
class Analysis:
    """What was found in a text on the way to its draft: the lines, what may be a label, and the convention in
    use.
    """

    lines: Sequence[Line]
    layout: Layout
    notation: Notation
    found: Mapping[int, Sequence[Candidate]]
    convention: Convention
    marks: Mapping[int, Mark]
    furniture: frozenset[int]
    draft: Draft
    notices: tuple[Notice, ...]


def read_transcript(text: str, corrections: Iterable[Correction] = ()) -> tuple[Draft, tuple[Notice, ...]]:
    """A text, line ends as line feeds, to a draft whose speakers are labels, and what was guessed.

    `corrections` are decisions of a user about single lines; they win over everything found.
    """
    analysis = analyse(text, corrections)
    return analysis.draft, analysis.notices


NO_HINTS: Hints = {}


def analyse(text: str, corrections: Iterable[Correction] = (), hints: Hints = NO_HINTS) -> Analysis:
    """As `read_transcript`, with everything that was found on the way. `hints` tell the look of lines."""
    lines = take_double_spacing(take_line_numbers(split_lines(text)))
    layout = measure(lines)
    lang = detect(text)
    words = lexicon(lang)
    looked = any(hint.look or hint.kind for hint in hints.values())
    notation, lines, noted = (PLAIN, lines, {}) if looked else recognise(lines)
    if not hints and not noted:
        lines = with_whole_labels(lines, layout)
    decisions = decide(lines, corrections)
    furniture = find_furniture(lines) - noted.keys()
    looks = by_index(lines, hints)
    join(lines, looks)
    told = {index for index, hint in looks.items() if hint.kind or hint.look == "cell"}
    cast = cast_lines(lines, words, told)
    parts = {} if notation.complete else _parts(lines, words, set(cast))
    marks = {**parts, **marks_of(looks), **noted, **decisions.marks}
    known = frozenset(cast_names(lines[index] for index in cast))
    hidden = furniture | marks.keys() | set(cast)
    found = {} if notation.complete else _candidates(lines, layout, hidden, looks)
    shouted = is_shouted(text)
    if shouted:
        found = {
            index: [evolve(one, weighed=one.label.title()) for one in all_] for index, all_ in found.items()
        }
    convention = find_convention(lines, found, words, known)
    marks = {**fallbacks(lines, looks, convention.choices, words), **marks}
    blocks = list(build(lines, layout, convention, marks, furniture))
    drama = bool(cast) or any(names_a_scene(lines[index].text, words) for index in parts)
    profile = evolve(_profile(lines, blocks, convention, notation, words), drama=drama, shouted=shouted)
    draft = _assemble(
        blocks, profile, {lines[index].number: who for index, who in decisions.speakers.items()}
    )
    draft = evolve(draft, metadata=evolve(draft.metadata, lang=lang))
    notices = (*decisions.notices, *doubts(draft, convention, lines, furniture))
    return Analysis(lines, layout, notation, found, convention, marks, furniture, draft, notices)


def _parts(lines: Sequence[Line], words: Lexicon, cast: set[int]) -> dict[int, Mark]:
    """Lines that are headings by their words, `Act I`, `Erster Aufzug`: they outrank labels alone."""
    found = {}
    for index, line in enumerate(lines):
        apart = line.gap or not index or (index + 1 < len(lines) and lines[index + 1].gap)
        if apart and line.opens and index not in cast and names_a_part(line.text, words):
            found[index] = Mark("heading")
    return found


def _candidates(
    lines: Sequence[Line], layout: Layout, hidden: frozenset[int], looks: Mapping[int, Hint]
) -> dict[int, list[Candidate]]:
    """What may be a label, line by line. In wrapped text a label that stands alone is shorter than a full
    line; one that stands far in counts without its indent.
    """
    found = {}
    for index, line in enumerate(lines):
        if (line.opens or line.breaks) and index not in hidden:
            reach = len(line.text) + (line.indent if line.indent <= TAB else 0)
            full = bool(layout.width) and reach > FULL_LINE * layout.width
            options = [item for item in candidates(line.text) if not (full and item.rule == "alone")]
            if index in looks:
                options = with_look(options, line, looks[index])
            if options:
                found[index] = options
    return found


def _profile(
    lines: Sequence[Line],
    blocks: list[Block],
    convention: Convention,
    notation: Notation,
    words: Lexicon,
) -> Profile:
    labels = {choice.candidate.label for choice in convention.choices.values()}
    names = names_of(labels)
    report = is_report(blocks, names, words)
    return Profile(
        words,
        names,
        frozenset(map(key, labels)),
        frozenset(lines[index].number for index in convention.weak),
        report=report,
        dialogue=is_dialogue(blocks, notation=notation.name, labelled=bool(convention.families)),
        merges=notation.merges,
        last=len(blocks),
    )


def _assemble(blocks: list[Block], profile: Profile, speakers: Mapping[int, str]) -> Draft:
    words = profile.lexicon
    front = [block.text for block in takewhile(_is_front, blocks)]
    title = _take_title(blocks, words)
    assembly = Assembly(profile, speakers)
    for place, block in enumerate(blocks):
        assembly.add(block, place, blocks[place + 1] if place + 1 < len(blocks) else None)
    assembly.finish()
    plain = " ".join(text_of(title.children).split()) if title else None
    metadata = Metadata(
        title=plain,
        date=date_of(front),
        status=status_of(plain, words) if plain else None,
        items=tuple(metadata_of(front, words).items()),
    )
    return Document(_nest(link_halves(assembly.items)), metadata, title)


def _is_front(block: Block) -> bool:
    """Whether a block may stand before the first turn."""
    return block.choice is None and (block.mark is None or block.mark.kind != "label")


def _take_title(blocks: list[Block], words: Lexicon) -> Heading[Label] | None:
    """The title, taken out of the blocks: the first if it looks like one, or what the notation says."""
    for place, block in enumerate(blocks[:6]):
        marked = block.mark is not None and block.mark.kind == "title"
        top = block.mark is not None and block.mark.kind == "heading" and block.mark.level == 1
        top = top and not names_a_scene(block.text, words)
        plain = block.mark is None and block.choice is None and bool(block.text)
        if marked or (place == 0 and (top or (plain and is_title(block.text, words)))):
            del blocks[place]
            title, rest = split_title(block)
            blocks[place:place] = rest
            return Heading(inlines(title, words, events="none"), block.span)
    return None


def _nest(items: Iterable[Item]) -> tuple[ModelBlock[Label], ...]:
    """Items to blocks, those behind a heading inside its section."""
    levels: list[int] = []
    stack: list[tuple[Heading[Label] | None, list[ModelBlock[Label]]]] = [(None, [])]
    for item in items:
        if not isinstance(item, HeadingItem):
            stack[-1][1].append(item)
            continue
        while levels and levels[-1] >= item.level:
            levels.pop()
            _fold(stack)
        levels.append(item.level)
        stack.append((item.heading, []))
    while len(stack) > 1:
        _fold(stack)
    return tuple(stack[0][1])


def _fold(stack: list[tuple[Heading[Label] | None, list[ModelBlock[Label]]]]) -> None:
    heading, blocks = stack.pop()
    stack[-1][1].append(Section(tuple(blocks), heading))
