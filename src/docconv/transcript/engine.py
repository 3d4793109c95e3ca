"""From a text to the draft of a document: named passes, each of which finds out one thing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import takewhile
from typing import TypeAlias

from attrs import define, evolve, field

from docconv.languages import detect
from docconv.limits import step
from docconv.model import Document, Draft, Evidence, Metadata
from docconv.notices import Notice
from docconv.transcript.annotations import (
    PLAIN_TEXT,
    SET_APART,
    Candidate,
    Formatting,
    LabelRule,
    LineMark,
)
from docconv.transcript.certainty.signs import with_certainty
from docconv.transcript.finders.framed import in_a_frame
from docconv.transcript.finders.marks import MAX_LABEL
from docconv.transcript.kinds import goes_on, names_a_part, names_a_scene
from docconv.transcript.labels.addressee import with_addressee, with_calling
from docconv.transcript.labels.columns import take_narrow
from docconv.transcript.labels.convention.families import Convention, find_convention
from docconv.transcript.labels.convention.kept import KeptText
from docconv.transcript.labels.convention.scribed import doubt_messages, take_scribed
from docconv.transcript.labels.corrections import Correction, decide
from docconv.transcript.labels.evidence.family import WholeText
from docconv.transcript.labels.going_on import take_going_on
from docconv.transcript.labels.hints import take_fallbacks, take_hints, with_look
from docconv.transcript.labels.listed import drop_listed, drop_points, listed_initials, mark_points
from docconv.transcript.labels.rules import candidates, rules_without
from docconv.transcript.labels.wrapping import take_below_full_lines, with_whole_labels
from docconv.transcript.lexicon import TranscriptLexicon, lexicon, with_words_of
from docconv.transcript.lines.clock import mark_clock
from docconv.transcript.lines.directions import have_entrances, mark_directions, mark_set_in
from docconv.transcript.lines.furniture import mark_furniture
from docconv.transcript.lines.layout.margins import take_line_numbers
from docconv.transcript.lines.layout.wrapping import detect_layout, take_double_spacing
from docconv.transcript.lines.lines import TAB, Layout, TranscriptLine, split_lines, take_formatting
from docconv.transcript.lines.notations import PLAIN, SLUG, Notation, recognise
from docconv.transcript.lines.overlaps import part_turns
from docconv.transcript.lines.spoken_times import drop_told, mark_stamped, take_spoken_times
from docconv.transcript.lines.tables import find_tables, piped_rows
from docconv.transcript.lines.votes import drop_votes, mark_votes
from docconv.transcript.shape import are_numbered, is_shouted, key
from docconv.transcript.structure.divisions import nested
from docconv.transcript.structure.plays import as_play
from docconv.transcript.taught import NOTHING_TAUGHT, SourceConvention, in_forms, with_taught
from docconv.transcript.timings import with_timings
from docconv.transcript.turns import dialogue
from docconv.transcript.turns.assembly.assembly import Assembly
from docconv.transcript.turns.blocks import Block, build, mark_counted, mark_items, mark_titles
from docconv.transcript.turns.doubts import DecisionContext, doubts
from docconv.transcript.turns.front import (
    cast_above_scene,
    cast_lines,
    date_of,
    mark_cast,
    mark_closing_list,
    mark_rows,
    mark_unread,
    metadata_of,
    names_present,
    roster_lines,
)
from docconv.transcript.turns.items import doubt_named_again, link_halves, without_silent
from docconv.transcript.turns.profile import (
    Profile,
    are_parted,
    brevity,
    frames_of,
    is_alone,
    is_closed,
    is_report,
    is_single,
    labelled_and_bare,
    usual_indent,
)
from docconv.transcript.turns.reporting.names import front_of, names_of
from docconv.transcript.turns.title import status_of, take_title
from docconv.transcript.turns.unheard import unheard
from docconv.transcript.turns.verse_rows import line_breaks, speak_in_verse
from docconv.walk import text_of

__all__ = ["PASSES", "Analysis", "Correction", "TextBefore", "analyse", "read_transcript"]

FULL_LINE = 0.75
EMPTY: Draft = Document(())
UNWRAPPED = Layout(0, spaced=False, indented=False)
NO_CONVENTION = Convention((), {})


@define(eq=False, repr=False)
class Analysis:
    """What is known of a text on the way to its draft; the passes fill it in.

    text, formatting, corrections, rules, taught: what was given.
    kept: what is kept of the text, if it is read again and again.
    lines: the visible lines, each with what is known of it.
    layout: how they are set.
    lang, lexicon: the language of the text and its words.
    notation: the notation it is written in.
    known: names in a list of those who speak.
    is_drama: it has acts, or a list of characters.
    is_shouted: all of it is in capitals.
    convention: the way of printing labels.
    blocks: the lines put together.
    is_report: a reporter tells of the speakers.
    doubtful: why paragraphs may be no part of the turn that they are in, by their lines.
    draft, notices: what comes out.
    """

    text: str
    formatting: Formatting
    rules: Sequence[LabelRule]
    taught: SourceConvention = NOTHING_TAUGHT
    kept: KeptText | None = None
    corrections: Sequence[Correction] = ()
    lines: list[TranscriptLine] = field(factory=list)
    layout: Layout = UNWRAPPED
    lang: str = "und"
    lexicon: TranscriptLexicon = field(init=False)
    notation: Notation = PLAIN
    known: frozenset[str] = frozenset()
    is_drama: bool = False
    is_shouted: bool = False
    convention: Convention = NO_CONVENTION
    blocks: list[Block] = field(factory=list)
    is_report: bool = False
    doubtful: dict[int, Evidence] = field(factory=dict)
    draft: Draft = EMPTY
    notices: list[Notice] = field(factory=list)


@define(eq=False, repr=False)
class TextBefore:
    """What a text says before anything is decided about its lines, for whoever reads it again and again."""

    _found: Analysis | None = field(default=None, init=False)

    def found(self, text: str, formatting: Formatting, taught: SourceConvention) -> Analysis:
        """What the passes before the decisions find, which nobody may change."""
        known = self._found
        if known is None or (known.text, known.formatting, known.taught) != (text, formatting, taught):
            known = self._found = _undecided(text, formatting, taught, kept := KeptText())
            kept.whole = WholeText(known.lines)
        return known

    def copied(self, text: str, formatting: Formatting, taught: SourceConvention) -> Analysis:
        """The same, to go on with."""
        known = self.found(text, formatting, taught)
        lines = [line.copied() for line in known.lines]
        analysis = evolve(known, lines=lines, blocks=[], doubtful={}, notices=[])
        analysis.lexicon = known.lexicon
        return analysis


def read_transcript(
    text: str,
    corrections: Iterable[Correction] = (),
    *,
    convention: SourceConvention | None = None,
    before: TextBefore | None = None,
) -> tuple[Draft, tuple[Notice, ...]]:
    """A text, line ends as line feeds, to a draft whose speakers are labels, and what was guessed.

    `corrections` are decisions about lines, which win over all that is found, `convention` what is known of
    the source, `before` what is kept of the text. Raises `UsageError` for a rule left out that is none.
    """
    analysis = analyse(text, corrections, convention=convention, before=before)
    return analysis.draft, tuple(analysis.notices)


def analyse(
    text: str,
    corrections: Iterable[Correction] = (),
    formatting: Formatting = PLAIN_TEXT,
    *,
    convention: SourceConvention | None = None,
    before: TextBefore | None = None,
    guess: bool = True,
) -> Analysis:
    """As `read_transcript`, with all that was found on the way; `guess` at labels in a form of their own."""
    analysis = (before.copied if before else _undecided)(text, formatting, convention or NOTHING_TAUGHT)
    analysis.corrections = decided = tuple(corrections)
    _run(analysis, FIRST_DECIDED, len(PASSES))
    return in_a_frame(analysis, partial(analyse, text, decided, formatting)) if guess else analysis


def _undecided(
    text: str, formatting: Formatting, taught: SourceConvention, kept: KeptText | None = None
) -> Analysis:
    """What the passes before the decisions find."""
    analysis = Analysis(text, formatting, rules_without(taught.without), taught, kept)
    _run(analysis, 0, FIRST_DECIDED)
    return analysis


def _run(analysis: Analysis, first: int, end: int) -> None:
    for number, (name, run) in enumerate(PASSES[first:end], first):
        step(f"read: {name}", number / len(PASSES))
        run(analysis)


def _split(analysis: Analysis) -> None:
    """Lines as they are printed, without what numbers them or parts all of them."""
    analysis.lines = take_double_spacing(take_line_numbers(split_lines(analysis.text)))
    take_formatting(analysis.lines, analysis.formatting)


def _layout(analysis: Analysis) -> None:
    analysis.layout = detect_layout(analysis.lines)
    analysis.is_shouted = is_shouted(analysis.text)


def _language(analysis: Analysis) -> None:
    taught = analysis.taught
    analysis.lang = taught.lang or detect(analysis.text)
    known = analysis.lexicon = lexicon(analysis.lang.partition("-")[0])
    if taught.fields or taught.gaps:
        analysis.lexicon = with_words_of(known, taught.fields, taught.gaps)


def _notation(analysis: Analysis) -> None:
    """What a notation says; a source that says with formatting what its lines are has none, but for lines
    beside its text.
    """
    hints = [hint for hint in analysis.formatting.hints.values() if not hint.is_beside]
    if not any(hint.look or hint.kind for hint in hints):
        analysis.notation, analysis.lines = recognise(analysis.lines, analysis.formatting.notation)
    if not hints and analysis.notation.name in ("plain", "markdown"):
        analysis.lines = with_whole_labels(analysis.lines, analysis.layout, analysis.rules)
    if not hints and analysis.notation is PLAIN:
        analysis.lines = part_turns(analysis.lines, analysis.lexicon, plain=analysis.formatting is PLAIN_TEXT)


def _hints(analysis: Analysis) -> None:
    take_hints(analysis.lines, analysis.formatting.hints)


def _cast(analysis: Analysis) -> None:
    """Facts in front of the text, and a list of those who speak."""
    if not analysis.formatting.hints:
        mark_unread(analysis.lines)
    cast = cast_lines(analysis.lines, analysis.lexicon) or cast_above_scene(analysis.lines, analysis.lexicon)
    analysis.known = mark_cast(analysis.lines, cast or roster_lines(analysis.lines))
    analysis.is_drama = len(cast) > 0
    mark_closing_list(analysis.lines, analysis.lexicon)


def _parts(analysis: Analysis) -> None:
    """Lines that are headings by their words, `Act I`, `Erster Aufzug`: they outrank labels alone."""
    lines, words = analysis.lines, analysis.lexicon
    if analysis.notation.complete or analysis.notation.name == "subtitles":
        return
    dense, wrapped = not analysis.layout.spaced, bool(analysis.layout.width)
    opening = [at for at, line in enumerate(lines) if line.opens and not line.in_cast]
    for index, line in ((at, lines[at]) for at in opening):
        scene = dense and (not wrapped or (line.breaks and names_a_scene(line.text, words)))
        free = scene and ":" not in line.text
        apart = line.gap or not index or free or (index + 1 < len(lines) and lines[index + 1].gap)
        above = lines[index - 1].text if index and not line.gap else "."
        rest = above[-1].islower() and (goes_on(line.text) or above.split()[-1] in words.stop_words)
        if apart and not rest and names_a_part(line.text, words):
            below = lines[index + 1 : index + 2]
            if _may_speak(line, below, words) or any(_counts_on(line, after) for after in below):
                continue
            line.mark = line.mark or LineMark("heading")
            analysis.is_drama = analysis.is_drama or names_a_scene(line.text, words)


def _counts_on(line: TranscriptLine, below: TranscriptLine) -> bool:
    """Whether a line is a point of an agenda right above another one."""
    return not below.gap and are_numbered(line.text, below.text)


def _may_speak(line: TranscriptLine, below: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> bool:
    """Whether a heading is right above text and is a word for somebody, too: `PROLOGUE.`."""
    near = line.gap > 0 and any(not after.gap for after in below)
    return near and ((name := key(line.text)) in lexicon.naming or name in lexicon.nobody)


def _tables(analysis: Analysis) -> None:
    """Rows of tables are no speech, nor are times of day."""
    lines, rows = analysis.lines, {*piped_rows(analysis.lines)}
    if not any(line.mark for line in lines):
        mark_clock(lines)
        rows |= find_tables(lines)
    for line in (lines[row] for row in rows if lines[row].mark is None):
        if not any(in_forms(line.text, analysis.taught)):
            line.mark = LineMark("narrative")


def _furniture(analysis: Analysis) -> None:
    if analysis.notation.name != "subtitles":  # which have no pages
        mark_furniture(analysis.lines)


def _corrections(analysis: Analysis) -> None:
    """What a user has decided, over everything found so far."""
    kept = analysis.kept.fitting if analysis.kept else None
    analysis.notices.extend(decide(analysis.lines, analysis.corrections, analysis.rules, kept))


def _candidates(analysis: Analysis) -> None:
    """What may be a label, line by line."""
    if analysis.notation.complete:
        return
    known = analysis.kept.options if analysis.kept else {}
    for at, line in enumerate(analysis.lines):
        hidden = line.is_furniture or line.in_cast or line.mark is not None or line.choice is not None
        if (line.opens or line.breaks) and not hidden:
            if at not in known:
                known[at] = _candidates_of(line, analysis)
            line.candidates = known[at]
    with_calling(analysis.lines)
    take_narrow(analysis.lines, analysis.rules)
    drop_told(analysis.lines, analysis.lexicon)
    drop_votes(analysis.lines, analysis.lexicon)
    analysis.known |= drop_listed(analysis.lines, analysis.lexicon) | listed_initials(analysis.lines)
    analysis.known |= names_present(analysis.lines, analysis.lexicon)


def _candidates_of(line: TranscriptLine, analysis: Analysis) -> list[Candidate]:
    """In wrapped text a label alone is shorter than a full line; one far in counts without its indent."""
    reach = len(line.text) + (line.indent if line.indent <= TAB else 0)
    full = bool(analysis.layout.width) and reach > FULL_LINE * analysis.layout.width
    found = candidates(line.text, analysis.rules)
    options = [item for item in found if not item.rule.bare] if full else found
    if line.text[:2].isupper() or line.text.find("(", 0, MAX_LABEL) > 0 or not line.text[0].isalpha():
        options = [with_addressee(item, analysis.lexicon.addressing) for item in options]
    if analysis.taught is not NOTHING_TAUGHT:
        options = with_taught(line.text, options, analysis.taught)
    if line.hint is not None and SET_APART in analysis.rules:
        options = with_look(options, line, line.hint)
    if analysis.is_shouted:
        options = [evolve(item, weighed=item.label.title()) for item in options]
    return options


def _convention(analysis: Analysis) -> None:
    """Which candidates are labels, from all of them together; then what the other lines are."""
    given = analysis.lines, analysis.lexicon
    analysis.convention = find_convention(*given, analysis.known, analysis.kept)
    take_fallbacks(*given)
    drop_points(*given)
    mark_points(analysis.lines)
    take_going_on(() if analysis.notation.merges else analysis.lines, analysis.lexicon)
    take_below_full_lines(analysis.lines)
    take_scribed(*given)
    doubt_messages(*given)
    take_spoken_times(analysis.lines)
    mark_stamped(analysis.lines)
    mark_votes(analysis.lines, analysis.lexicon, analysis.layout)
    mark_set_in(analysis.lines)
    analysis.is_drama = analysis.is_drama or speak_in_verse(analysis.lines)
    if analysis.is_drama or have_entrances(*given, analysis.layout):
        from docconv.transcript.labels.entrances import take_entrances  # noqa: PLC0415  of plays alone

        take_entrances(*given)
        mark_directions(*given, analysis.layout)


def _blocks(analysis: Analysis) -> None:
    analysis.blocks = list(build(analysis.lines, analysis.layout))
    mark_titles(analysis.blocks)
    mark_items(analysis.blocks, analysis.lexicon)
    mark_counted(analysis.blocks)
    dialogue.mark_set_apart(analysis.blocks)


def _turns(analysis: Analysis) -> None:
    profile = _profile(analysis)
    mark_rows(analysis.blocks, profile)
    assembly = Assembly(profile, doubts=analysis.doubtful)
    analysis.draft = _assemble(analysis, assembly)


def _doubts(analysis: Analysis) -> None:
    known = DecisionContext(analysis.draft, analysis.lines, analysis.doubtful, analysis.lexicon)
    analysis.notices.extend((*doubts(known), *unheard(known)))


Pass: TypeAlias = Callable[[Analysis], None]
PASSES: tuple[tuple[str, Pass], ...] = (
    ("lines", _split),
    ("layout", _layout),
    ("language", _language),
    ("notation", _notation),
    ("furniture", _furniture),
    ("hints", _hints),
    ("cast", _cast),
    ("tables", _tables),
    ("parts", _parts),
    ("corrections", _corrections),
    ("candidates", _candidates),
    ("convention", _convention),
    ("blocks", _blocks),
    ("turns", _turns),
    ("doubts", _doubts),
)
"""What `analyse` does, in order. Each pass reads what those before it found and adds to it."""
FIRST_DECIDED = [name for name, _ in PASSES].index("corrections")
"""The number of the first pass that decisions of a user change."""


def _profile(analysis: Analysis) -> Profile:
    labels = {line.choice.candidate.label for line in analysis.lines if line.choice is not None}
    blocks, notation, taught = analysis.blocks, analysis.notation, analysis.taught
    names = names_of(labels, analysis.lexicon, front_of(blocks))
    found = labelled_and_bare(blocks, analysis.lexicon)
    labelled = bool(analysis.convention.families)
    analysis.is_report = (
        taught.kind == "report" if taught.kind else is_report(blocks, names, analysis.lexicon)
    )
    return Profile(
        analysis.lexicon,
        names,
        frozenset(map(key, labels)),
        report=analysis.is_report,
        captions=dialogue.are_captions(blocks, notation=notation.name, labelled=labelled),
        asks=dialogue.asking(blocks, analysis.lexicon, labelled=labelled),
        interview=dialogue.is_interview(blocks),
        closed=is_closed(blocks),
        single=is_single(*found),
        alone=is_alone(*found),
        brief=brevity(blocks),
        dense=not analysis.layout.spaced,
        script=any(line.text.isupper() and SLUG.match(line.text) for line in analysis.lines),
        end=blocks[-1].start if blocks else 0,
        dialogue=dialogue.is_dialogue(blocks, notation=notation.name, labelled=labelled),
        merges=notation.merges,
        last=len(blocks),
        drama=analysis.is_drama,
        shouted=analysis.is_shouted,
        speaks_in_brackets=analysis.taught.brackets == "speech",
        indent=usual_indent(blocks),
        parted=are_parted(blocks),
        last_label=max((block.start for block in blocks if block.choice), default=0),
        front=" ".join(front_of(blocks)),
        starred=any("*)" in label for label in labels),
        frames=frames_of(blocks),
        breaks=analysis.is_drama and line_breaks(analysis.lines).are_meant,
    )


def _assemble(analysis: Analysis, assembly: Assembly) -> Draft:
    blocks, words = analysis.blocks, analysis.lexicon
    front = [block.text for block in takewhile(_is_front, blocks)]
    asked = dialogue.opens_with_question(blocks, assembly.profile.asks)
    assembly.build(
        title := None if asked else take_title(analysis.blocks, analysis.lines, words, analysis.layout),
        blocks,
    )
    facts = metadata_of(front, words)
    plain = " ".join(text_of(title.children).split()) if title else facts.get("title")
    metadata = Metadata(
        title=plain,
        date=date_of(front, words),
        status=status_of(plain, words) if plain else None,
        fields=tuple(facts.items()),
        lang=analysis.lang,
    )
    items = without_silent(doubt_named_again(link_halves(assembly.items, words.going_on)), analysis.lines)
    if not analysis.notation.complete:
        items = with_certainty(items, analysis.text, analysis.lines, words)
    items = as_play(items, analysis.lines, words, is_drama=analysis.is_drama)
    return with_timings(Document(nested(items, words), metadata, title), analysis.lines)


def _is_front(block: Block) -> bool:
    """Whether a block may stand before the first turn."""
    return block.choice is None and (block.mark is None or block.mark.kind != "label")
