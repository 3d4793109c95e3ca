"""Speech that was perhaps not heard: what the whole text says against the reading of its parts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import TypeAlias

from attrs import evolve

from docconv.model import Block, Evidence, Label, Narrative, Said, Span, Stage, Turn
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript.annotations import Candidate
from docconv.transcript.kinds import is_procedure, speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import ADDRESS_ALONE, FULL_STOPS
from docconv.transcript.shape import key, likeness
from docconv.transcript.turns.dialogue import CLOSING_QUOTES, QUOTES, is_line_of_dialogue
from docconv.transcript.turns.doubts import (
    SMALL_SHARE,
    DecisionContext,
    decision,
    is_decided,
    quoted,
    whose,
)
from docconv.transcript.turns.items import ASKS_ITSELF, NAMED_AGAIN, spoken_lines
from docconv.walk import blocks, text_of, walk

FEWEST_LINES = 3
FEWEST_TURNS = 4
FEWEST_SPOKEN = 3  # paragraphs
HEARD = frozenset({"vocal", "kinesic"})  # directions, as of laughter and applause
MUCH = 40  # words
FRONT = 6  # lines
FAR_LONGER, LARGE_SHARE = 8, 0.25
MOST, MANY_PARAGRAPHS = 0.6, 40
MOST_LISTED = 200
ASKED = ("?", "？", "؟")
NO_SENTENCE = r"[^\w\s\"'“”„«»‘’`.,;:：?!()\[\]<>–—-][^\w\s\"'“”„«»]{0,2}|[=<-]{1,2}>"
PARTED = regex(rf"(?:[(\[]?\d{{1,4}}[.)\]]?\s+)?(\w[^\n]{{0,39}}?)\s*+({NO_SENTENCE})\s+(?=\S)")
"""A few words, and a sign that stands in no sentence."""
EDGE_WORD = regex(r"^[^\w\s]{0,3}([^\W\d_][\w.’'-]*\w)(?!\w)")
LAST_WORD = regex(r"(?:[(\[]|[-–—]\s)([^\W\d_][\w.’'-]*\w)[)\]]?$")
MOST_VOICES = 2
POINT = regex(r"\([a-z]{1,4}\)")  # `section 245(i)` says nothing of somebody
BEHIND_NAME = regex(r"[,(\[]")
SENTENCE_BEFORE = regex(r"[.?!]\s+[^\W\d_a-zß-ÿ]")
IsSaid: TypeAlias = Callable[[Narrative[Label]], bool]
TWO_IN_ONE = {
    NAMED_AGAIN: "is named again behind these paragraphs",
    ASKS_ITSELF: "asks and answers in these paragraphs",
}
"""By the reason why somebody else may speak in a turn, what is said of it."""


def unheard(context: DecisionContext) -> Iterator[Notice]:
    """Notices on a text in which nobody speaks, or in which somebody may speak unheard."""
    lines = [line for line in context.lines if _is_like_speech(line, context)]
    if not context.turns:
        yield _nobody(lines, context)
        return
    first = context.turns[0].span
    told = _outside(lines, context)
    outside = [line for line in told if first is None or line.start > first.start]
    led = [line for line in told[:FEWEST_LINES] if _is_led_to(line, context)]
    if led and len(outside) < FEWEST_LINES:
        message = "a line outside all turns begins with a dash, below a colon, and is narrative"
        yield _notice("speech-like-narrative", message, led, context)
    elif len(outside) >= FEWEST_LINES:
        message = f"{len(outside)} lines outside all turns look like speech, and are narrative"
        yield _notice("speech-like-narrative", message, outside, context)
    yield from _said_by_nobody(context)
    yield from _announced(context)
    yield from _far_longer(lines, context)
    yield from _two_in_one(context)
    yield from _begun_alike(context)


def _is_like_speech(line: TranscriptLine, context: DecisionContext) -> bool:
    """Whether a line that was not taken for speech begins with a label, or with a dash."""
    if line.choice is not None or line.is_furniture or line.in_cast or line.mark is not None:
        return False
    if line.text[0] == "[" and ADDRESS_ALONE.match(line.text):
        return False
    return is_line_of_dialogue(line.text) or any(
        option.body < len(line.text) and _is_like_label(option, context.lexicon) for option in line.candidates
    )


def _is_led_to(line: TranscriptLine, context: DecisionContext) -> bool:
    """Whether a line begins with a dash, the one above ends in a colon, and no other dash is right below, as
    in a list.
    """
    if not is_line_of_dialogue(line.text):
        return False
    at = next(place for place, one in enumerate(context.lines) if one is line)
    below = context.lines[at + 1 : at + 2]
    led = at > 0 and context.lines[at - 1].text[-1] in ":："
    return led and not any(is_line_of_dialogue(one.text) for one in below)


def _is_like_label(option: Candidate, lexicon: TranscriptLexicon) -> bool:
    """Whether a label is printed as sentences hardly begin, and is a name by its shape, or a letter."""
    if option.rule.loose or any(word in lexicon.headings for word in words(option.label)[:1]):
        return False
    return len(option.label) == 1 or likeness(option.label, lexicon) > 0


def _nobody(lines: Sequence[TranscriptLine], context: DecisionContext) -> Notice:
    """Of a text in which nobody speaks: whether it says that somebody should, and which lines may be it; what
    is quoted in a sentence is none of them.
    """
    if parted := _parted_alike(context):
        return _in_an_unknown_form(parted, context)
    lines = [line for line in lines if not _quotes(line.text)]
    announced, _ = _announcement(context)
    message = "nobody is found to speak in this text"
    if announced:
        message += f", though it is announced as “{announced}”"
    if lines:
        message += f"; {len(lines)} line{'s look' if len(lines) > 1 else ' looks'} like speech"
    if lines:
        return _notice("no-turn", message, lines, context)
    first = _first_said(context)
    found = _notice("no-turn", message, first, context)
    what = 'is = "turn"   # or speaker = "who says it"; is = "narrative" if nobody does'
    settled = not first and any(map(is_decided, context.lines))
    return evolve(
        found, severity="info" if settled else "warning", remedy=decision(first[0], what) if first else ""
    )


def _quotes(text: str) -> bool:
    """Whether a line in quotation marks says between them who says it, as stories do."""
    return text[0] in QUOTES and any(mark in text[1:-1] for mark in CLOSING_QUOTES)


def _parted_alike(context: DecisionContext) -> Sequence[tuple[TranscriptLine, str, str]]:
    """The lines in which the same sign parts a few words from the rest, `Ann Lee => So it is.`, with those
    words and the sign, if that is most paragraphs and words come back, as labels do.
    """
    opening = [line for line in context.lines if line.opens and not line.is_furniture]
    found = [(line, match) for line in opening if not is_decided(line) and (match := PARTED.match(line.text))]
    signs = Counter(match[2] for _, match in found)
    sign, count = max(signs.items(), key=itemgetter(1), default=("", 0))
    rows = [(line, match[1], sign) for line, match in found if match[2] == sign]
    comes_back = len({name for _, name, _ in rows}) < count
    return rows if count >= FEWEST_LINES and count * 3 >= len(opening) * 2 and comes_back else ()


def _in_an_unknown_form(rows: Sequence[tuple[TranscriptLine, str, str]], context: DecisionContext) -> Notice:
    """Of a text whose labels seem to be printed in a form that is not known: what would teach it."""
    line, name, sign = rows[0]
    message = f"nobody is found to speak in this text; {len(rows)} lines have “{sign}” behind a few words"
    what = f"label = {quoted(name)}   # if it is who speaks; docconv learn makes a convention of it"
    found = _notice("no-turn", message, [line for line, _, _ in rows], context)
    return evolve(found, alternatives=(f"turns of {name} and others",), remedy=decision(line, what))


def _first_said(context: DecisionContext) -> Sequence[TranscriptLine]:
    """The lines of the paragraphs that ask or say I, we or you, else the first one of all: where to look.
    What is decided is not looked at again.
    """
    spoken = [block for block in blocks(context.draft) if isinstance(block, Narrative)]
    found = [
        node for node in spoken if text_of(node.children)[-1:] in ASKED or _speaks(node, context.lexicon)
    ]
    numbers = {node.span.line for node in found or spoken[:1] if node.span is not None}
    return [line for line in context.lines if line.number in numbers and not is_decided(line)]


def _outside(lines: Sequence[TranscriptLine], context: DecisionContext) -> list[TranscriptLine]:
    """The lines in narrative, save those that have notices of their own."""
    if not lines:
        return []
    spans = [block.span for block in blocks(context.draft) if isinstance(block, Narrative) and block.span]
    starts = [span.start for span in spans]
    free = [line for line in lines if line.rejected is None]
    return [line for line in free if line.start < _end(spans, starts, line.start)]


def _end(spans: Sequence[Span], starts: Sequence[int], at: int) -> int:
    """Where the last span ends that begins at an offset or before it."""
    before = bisect_right(starts, at)
    return spans[before - 1].end if before else 0


def _said_by_nobody(context: DecisionContext) -> Iterator[Notice]:
    """Paragraphs that say I, we or you: a few before the first turn, as a statement does before questions,
    one where somebody laughs or claps there, or one that begins with the name of somebody who speaks, or asks
    after another sentence right above the first label, `Any questions? Yes, Ann?`; or much of the text
    after it.
    """
    every = tuple(blocks(context.draft))
    first = next((place for place, block in enumerate(every) if isinstance(block, Turn)), len(every))
    before = _spoken(every[:first], context)
    labels = {key(turn.label) for turn in context.turns if turn.label}
    asks = _spoken(every[max(first - 1, 0) : first], context, _gives_turn)
    heard = any(isinstance(block, Stage) and block.kind in HEARD for block in every[:first])
    several = len(before) >= (1 if heard else FEWEST_SPOKEN)
    if several or any(_begins_with(labels, node) for node in before):
        yield _in_nobodys_name(before, "before the first turn", context)
    elif asks and context.turns:
        lines = [line for line in context.lines if asks[0].span and line.number == asks[0].span.line]
        yield _notice(
            "said-by-nobody", "somebody asks before the first turn, in nobody’s name", lines, context
        )
    behind = _spoken(every[first:], context)
    size = sum(len(text_of(node.children).split()) for node in behind)
    if behind and (size >= MUCH or size >= SMALL_SHARE * context.total):
        yield _in_nobodys_name(behind, "between the turns", context)


def _gives_turn(node: Narrative[Label]) -> bool:
    """Whether a paragraph asks after another sentence."""
    text = text_of(node.children)
    return text[-1:] in ASKED and SENTENCE_BEFORE.search(text) is not None


def _begins_with(labels: Collection[str], node: Narrative[Label]) -> bool:
    """Whether a paragraph begins with a label, and a comma or a bracket is after it: `ADA, who is alone`."""
    return key(BEHIND_NAME.split(text_of(node.children), maxsplit=1)[0]) in labels


def _spoken(
    part: Iterable[Block[Label]], context: DecisionContext, is_said: IsSaid | None = None
) -> list[Narrative[Label]]:
    """The paragraphs that say so, save those of which a user has decided that nobody speaks them."""
    said = is_said or partial(_speaks, lexicon=context.lexicon)
    told = [block for block in part if isinstance(block, Narrative)]
    free = [block for block in told if block.span is None or block.span.line not in context.decided]
    return [block for block in free if said(block)]


def _in_nobodys_name(spoken: Sequence[Narrative[Label]], where: str, context: DecisionContext) -> Notice:
    numbers = {node.span.line for node in spoken if node.span is not None}
    lines = [line for line in context.lines if line.number in numbers]
    number = f"{len(spoken)} paragraphs {where} say" if len(spoken) > 1 else f"a paragraph {where} says"
    return _notice("said-by-nobody", f"{number} I, we or you, in nobody’s name", lines, context)


def _speaks(node: Narrative[Label], lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph of narrative that quotes nobody is a sentence in the first or second person and
    no formula of a record: `read out and signed with us`.
    """
    text = text_of(node.children)
    text = POINT.sub(" ", text) if "(" in text else text
    spoken = text[-1:] in FULL_STOPS and speaks_of_self(text, lexicon) and not is_procedure(text, lexicon)
    return spoken and not any(isinstance(inline, Said) for inline in walk(node))


def _announced(context: DecisionContext) -> Iterator[Notice]:
    """A conversation that is announced, and in which one voice is heard."""
    voices = {speaker.text for turn in context.turns for speaker in turn.speakers}
    if len(voices) > 1 or not all(turn.speakers for turn in context.turns):
        return
    announced, at = _announcement(context)
    line = next((line for line in context.lines if line.number == at), None)
    if announced and not (line is not None and is_decided(line)):
        message = (
            f"only {next(iter(voices))} is found to speak, though the text is announced as “{announced}”"
        )
        what = 'is = "heading"   # and nobody else speaks; else say so of a line that somebody else says'
        found = _notice("conversation-announced", message, [line] if line else (), context)
        yield evolve(found, remedy=decision(line, what) if line else "")


def _announcement(context: DecisionContext) -> tuple[str, int]:
    """The word in the title or the first lines that says that people talk, and the number of the line."""
    first = context.turns[0].span if context.turns else None
    title = context.draft.title
    named = [(text_of(title.children), title.span.line if title.span else 0)] if title else []
    front = [
        (line.text, line.number)
        for line in context.lines[:FRONT]
        if first is None or line.number < first.line
    ]
    for text, number in (*named, *front):
        if found := context.lexicon.announced(text):
            return found, number
    return "", 0


def _far_longer(lines: Sequence[TranscriptLine], context: DecisionContext) -> Iterator[Notice]:
    """A turn that is far longer than the others, with lines like labels inside, or that takes up most of a
    text with very many paragraphs.
    """
    if not lines and all(len(turn.blocks) < MANY_PARAGRAPHS for turn in context.turns):
        return
    sizes = [_size(turn) for turn in context.turns]
    place = sizes.index(max(sizes))
    ordered, half = sorted(sizes), len(sizes) // 2
    median = (ordered[half] + ordered[~half]) / 2
    turn, share = context.turns[place], max(sizes) / max(1, sum(sizes))
    inside = _inside(lines, turn, context.turns[place + 1 :])
    stands_out = len(sizes) >= FEWEST_TURNS and max(sizes) >= FAR_LONGER * median
    if inside and stands_out and share >= LARGE_SHARE:
        message = f"the turn of {whose(turn)} is far longer than all others, and lines like labels are inside"
        yield _notice("far-longer", message, inside, context)
    elif len(sizes) > 1 and share >= MOST and len(turn.blocks) >= MANY_PARAGRAPHS:
        message = f"the turn of {whose(turn)} goes on over {len(turn.blocks)} paragraphs, most of the text"
        yield evolve(_notice("far-longer", message, (), context), span=turn.span)


def _two_in_one(context: DecisionContext) -> Iterator[Notice]:
    """Turns of several paragraphs whose speaker is named again right after them, as hardly anybody is, or
    seems to ask and answer, save paragraphs that are doubted anyway.
    """
    bare = {line.number: line for line in context.lines if line.choice is None and not is_decided(line)}
    for turn in context.turns:
        rules = {reason.rule for reason in turn.attribution.evidence} & TWO_IN_ONE.keys()
        if not rules:
            continue
        rule = max(rules)
        numbers = [number for number in spoken_lines(turn)[1:] if number not in context.doubtful]
        if lines := [bare[number] for number in numbers if number in bare]:
            message = f"{whose(turn)} {TWO_IN_ONE[rule]}: somebody else may say them"
            size = _size(turn)
            loud = size >= MUCH and size >= SMALL_SHARE * context.total
            yield evolve(
                _notice(rule, message, lines, context),
                code="speaker-guessed",
                alternatives=("a turn of somebody else",),
                remedy=decision(lines[0], 'is = "speech"   # it is right; or speaker = "who says it"'),
                severity="warning" if loud else "info",
                words=size,
            )


def _begun_alike(context: DecisionContext) -> Iterator[Notice]:
    """Paragraphs within turns of several people that begin with the same word, or end with it in brackets, as
    half of such paragraphs do: a name that never comes in small letters, printed in another way than labels.
    """
    lines = {line.number: line for line in context.lines}
    inside = [lines[at] for turn in context.turns for at in spoken_lines(turn)[1:] if at in lines]
    bare = [line for line in inside if line.choice is None and not is_decided(line)]
    if len(bare) < FEWEST_LINES or len({turn.label for turn in context.turns}) < MOST_VOICES:
        return
    for edge in (EDGE_WORD, LAST_WORD):
        found = [(line, match[1]) for line in bare if (match := edge.search(line.text))]
        word, count = max(Counter(word for _, word in found).items(), key=itemgetter(1), default=("", 0))
        if count >= FEWEST_LINES and count * 2 >= len(bare) and _is_name(word, context):
            rows = [line for line, one in found if one == word]
            message = f"{count} paragraphs within turns begin or end with “{word}”, who may speak them"
            what = f'is = "label"   # or speaker = {quoted(word)}; "speech" if it is right'
            yield evolve(
                _notice("begun-alike", message, rows, context),
                code="speaker-guessed",
                alternatives=(f"turns of {word}",),
                remedy=decision(rows[0], what),
                words=sum(len(line.text.split()) for line in rows),
            )
            return


def _is_name(word: str, context: DecisionContext) -> bool:
    """Whether a word has a capital, and is in the text in no other letters."""
    small = word.casefold()
    lexicon = context.lexicon
    known = lexicon.stop_words | lexicon.first_person | lexicon.third_person
    common = word == small or small in known or key(word) in lexicon.not_labels or small in lexicon.headings
    return not common and not any(small in line.text.split() for line in context.lines)


def _inside(
    lines: Sequence[TranscriptLine], turn: Turn[Label], later: Sequence[Turn[Label]]
) -> list[TranscriptLine]:
    """The lines after the first paragraph of a turn, up to the next turn; few dashes are those of a list."""
    begin = max((node.span.start for node in (turn, *turn.blocks[:1]) if node.span), default=0)
    end = next((one.span.start for one in later if one.span), None)
    found = [line for line in lines if line.start > begin and (end is None or line.start < end)]
    only_dashes = all(is_line_of_dialogue(line.text) for line in found)
    return [] if only_dashes and len(found) < FEWEST_LINES else found


def _size(turn: Turn[Label]) -> int:
    return sum(len(text_of(block.children).split()) for block in turn.blocks)


def _notice(rule: str, message: str, lines: Sequence[TranscriptLine], context: DecisionContext) -> Notice:
    first = lines[0] if lines else None
    what = 'is = "speech"   # or speaker = "who says it"; "narrative" if nobody does'
    if first and _is_like_speech(first, context) and not is_line_of_dialogue(first.text):
        what = 'is = "label"   # or "speech"; "text" if it is none'
    return Notice(
        "narrative-guessed" if context.turns else "nobody-speaks",
        message,
        "warning",
        first.span if first else None,
        rule,
        ("speech",),
        decision(first, what) if first else "",
        (Evidence(rule, message),),
        context.total,
        tuple(line.number for line in lines[1:MOST_LISTED]),
    )
