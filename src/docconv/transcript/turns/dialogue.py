"""Turns that begin with a mark and name nobody: dashes, quotation marks, the chevrons of live captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from typing import TypeAlias

from docconv.model import Milestone
from docconv.patterns import regex
from docconv.transcript.annotations import LineMark, StyledText
from docconv.transcript.kinds import is_stage, speaks_of_self
from docconv.transcript.labels.rules import has_unknown_form
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.marks import CHEVRONS, FULL_STOPS, SENTENCE_ENDS
from docconv.transcript.shape import is_caseless
from docconv.transcript.turns.blocks import Block

DASHES = "-–—―"
TRIANGLES = "▲△"  # before answers in Korean papers
OPENING = DASHES + TRIANGLES
SHAPES = "■□●○◆◇◼◻▪▫►▷"
"""Signs before what two people say in turn, as books for learners print them."""
QUOTES = '"“„«‹「『'
CLOSING_QUOTES = '"”“»›」』'
GREEK = regex("[\u0370-\u03ff]")
EMPHASIS = "*_"
EMPHASISED = regex(r"([*_]{1,2})(?!\s)[^*_]+(?<!\s)\1$")
Asking: TypeAlias = Callable[[Block], bool]
"""Whether a block asks, where a mark tells it."""
COUNTING = " .:#0123456789"
TWO_BARS = ("――", "——")  # a dash of Chinese and Japanese, with nothing after it
FIRST_BLOCKS = 3
LONGEST_ASKED, FEWEST_PERSONAL = 40, 2  # words, answers
LONGEST_WORD = 12  # characters
FEWEST_CHAPTERS, LONGEST_CHAPTER = 2, 12  # blocks, words
FEWEST_DASHES, FEWEST_IN_CUES, FEWEST_QUESTIONS, FEWEST_ASKED = 4, 2, 2, 3
SELDOM_ASKED = 4  # times as many lines as questions
REFERENCE_AT_END = regex(r"[^\s.?!…]\s\([^()]*\d[^()]*\)$")
"""A number in brackets after words that are no sentence, as documents of a list have it."""


def is_dialogue(blocks: Sequence[Block], *, notation: str, labelled: bool) -> bool:
    """Whether dashes or quotation marks open most paragraphs of a text without labels; in subtitles a few
    dashes are enough.
    """
    if notation == "subtitles":
        return sum(1 for block in blocks if block.mark and block.mark.kind == "text") >= FEWEST_IN_CUES
    texts = [block.text for block in blocks if block.text and block.mark is None]
    if not labelled and _take_turns([text[0] for text in texts if _opens_with_shape(text)], len(texts)):
        return True
    spoken = sum(is_line_of_dialogue(text) and not _opens_with_shape(text) for text in texts)
    return not labelled and spoken >= FEWEST_DASHES and (spoken * 5 >= len(texts) * 3 or is_interview(blocks))


def _opens_with_shape(text: str) -> bool:
    return text[0] in SHAPES and text[1:2].isspace()


def _take_turns(shapes: Sequence[str], lines: int) -> bool:
    """Whether two signs take turns before most paragraphs, which the points of a list do not."""
    changes = sum(one != two for one, two in pairwise(shapes))
    two = len(set(shapes)) == 2 and len(shapes) >= FEWEST_DASHES
    return two and changes * 4 >= (len(shapes) - 1) * 3 and len(shapes) * 5 >= lines * 3


def is_interview(blocks: Sequence[Block]) -> bool:
    """Whether dashes open questions and answers: what has no dash then goes on with the answer."""
    dashed = [
        text for block in blocks if (text := block.text) and text[0] in OPENING and is_line_of_dialogue(text)
    ]
    asked = sum(map(_is_question, dashed))
    answered = sum(text[0] in TRIANGLES for text in dashed)
    return max(asked, answered) >= FEWEST_QUESTIONS and max(asked, answered) * 4 >= len(dashed)


def asking(blocks: Sequence[Block], lexicon: TranscriptLexicon, *, labelled: bool) -> Asking:
    """What tells the questions of a text where they alone are marked, by dashes, or as magazines do by type:
    a label is after nearly each of them, or something else without the mark. Most of them end in a question
    mark, or some where the others have labels.
    """
    spoken = [block for block in blocks if block.text]
    if labelled and _only_asks(spoken, lexicon.question):
        return asks_by_label
    if not labelled and _is_asked_by(heads_question, spoken, labelled=False) and _is_talk(spoken, lexicon):
        headed = _asked_in_headings(spoken, lexicon)
        return lambda block: block.start in headed
    if labelled and (asked := _asked_of_one(spoken)):
        return lambda block: block.start in asked
    marks = (_asks_by_dash, _is_bold) if labelled else (_asks_by_dash, _is_bold, is_set_apart, _asks_by_angle)
    if found := next((mark for mark in marks if _is_asked_by(mark, spoken, labelled=labelled)), None):
        return found
    if labelled:
        return nobody_asks
    asked = _asked_twice(spoken, lexicon)
    if not (asked or any(block.is_timed or (block.mark and block.mark.kind == "label") for block in blocks)):
        asked = _asked_plainly(spoken, lexicon)
    return (lambda block: block.start in asked) if asked else nobody_asks


def _asked_plainly(spoken: Sequence[Block], lexicon: TranscriptLexicon) -> frozenset[int]:
    """Where short paragraphs begin that end in a question mark, which nothing else sets apart: three or more,
    after nearly each of which something longer follows that asks nothing. They are no more than a quarter of
    the text where it is no talk: it has to be announced as one, or I to be said in answers, which those say
    who write down what readers may ask, `How do I pay?`, in their questions.
    """
    places = [at for at, block in enumerate(spoken) if _may_ask(block)]
    places = [at for at in places if at + 1 not in places]  # the last of several in a row
    if len(places) < FEWEST_ASKED or places[-1] == len(spoken) - 1:
        return frozenset()
    rest = spoken[places[0] :]
    marked = sum(block.mark is not None for block in rest)
    if len(places) * 4 < len(rest) or marked * 4 > len(rest):
        return frozenset()
    answers = [spoken[one + 1 : two] for one, two in pairwise((*places, len(spoken)))]
    longer = sum(map(_size, answers)) > sum(_size((spoken[at],)) for at in places)
    asks_itself = sum(_says((spoken[at],), lexicon.myself) for at in places)
    personal = sum(_says(answer, lexicon.myself) for answer in answers)
    told = any(lexicon.announced(block.text) for block in spoken[: places[0]][:FIRST_BLOCKS])
    told = told or (personal >= FEWEST_PERSONAL and personal * 4 >= len(answers))
    if not (longer and told) or asks_itself * 3 > len(places) or asks_itself > personal:
        return frozenset()
    if has_unknown_form("\n".join(block.text for block in spoken), lexicon):
        return frozenset()
    return frozenset(spoken[at].start for at in places)


def _may_ask(block: Block) -> bool:
    """Whether a paragraph is short and ends in a question mark, and no sign opens it."""
    free = block.choice is None and block.mark is None and block.text[0] not in OPENING
    free = free and not _opens_with_shape(block.text)
    return free and _is_question(block.text) and _size((block,)) <= LONGEST_ASKED


def _size(blocks: Sequence[Block]) -> int:
    """About how many words some paragraphs have, also where no space parts them."""
    return sum(max(block.text.count(" ") + 1, len(block.text) // LONGEST_WORD) for block in blocks)


def _says(blocks: Sequence[Block], some: frozenset[str]) -> bool:
    """Whether one of some words is in some paragraphs."""
    return any(not some.isdisjoint(words(block.text)) for block in blocks)


def _asked_twice(spoken: Sequence[Block], lexicon: TranscriptLexicon) -> frozenset[int]:
    """Where the only two questions in bold begin, in a text announced as a conversation or in which an
    answer says I or you; nothing in one that has others in bold below them.
    """
    bold = [at for at, block in enumerate(spoken) if block.choice is None and _is_bold(block)]
    asked = [at for at in bold if _is_question(spoken[at].text.rstrip(EMPHASIS))]
    if len(asked) != FEWEST_ASKED - 1 or asked != bold[1 - FEWEST_ASKED :]:
        return frozenset()
    if asked[1] - asked[0] == 1 or asked[1] == len(spoken) - 1:
        return frozenset()
    answers = [spoken[slice(*ends)] for ends in zip((at + 1 for at in asked), (asked[1], None), strict=True)]
    personal = any(_says(answer, lexicon.first_person) for answer in answers)
    if not (personal or any(lexicon.announced(block.text) for block in spoken[:FIRST_BLOCKS])):
        return frozenset()
    return frozenset(spoken[at].start for at in asked)


def _only_asks(spoken: Sequence[Block], question: frozenset[str]) -> bool:
    """Whether all labels of a text are those of questions, which are counted or end in a question mark, and
    after nearly each of them is a paragraph without a label: somebody answers who is not named, but to what
    the text may end with.
    """
    asked = [(one, two) for one, two in zip_longest(spoken, spoken[1:]) if one.choice is not None]
    ends = sum(two is None for _, two in asked)
    stems = {one.choice.candidate.label.rstrip(COUNTING).casefold() for one, _ in asked if one.choice}
    answered = sum(two is not None and two.choice is None and two.mark is None for _, two in asked)
    questions = sum(_is_question(one.text.rstrip(EMPHASIS)) for one, _ in asked)
    enough = answered >= FEWEST_ASKED and answered * 5 >= (len(asked) - ends) * 4
    return enough and questions * 2 > len(asked) and stems <= question


def _asked_of_one(spoken: Sequence[Block]) -> frozenset[int]:
    """Where the paragraphs begin that ask the only one who has a label: there is one before nearly each of
    the answers, and most end in a question mark.
    """
    labels = {block.choice.candidate.label for block in spoken if block.choice is not None}
    asked = [
        one
        for one, two in pairwise(spoken)
        if two.choice is not None and one.choice is None and one.mark is None and one.text.strip(EMPHASIS)
    ]
    answers = sum(block.choice is not None for block in spoken)
    questions = sum(_is_question(block.text.rstrip(EMPHASIS)) for block in asked)
    enough = len(asked) >= FEWEST_ASKED and len(asked) * 5 >= answers * 4 and questions * 5 >= len(asked) * 3
    return frozenset(block.start for block in asked) if enough and len(labels) == 1 else frozenset()


def _is_asked_by(mark: Asking, spoken: Sequence[Block], *, labelled: bool) -> bool:
    asked = [(one, two) for one, two in pairwise(spoken) if one.choice is None and mark(one)]
    titled = (mark(two) and not _is_question(one.text.rstrip(EMPHASIS)) for one, two in asked[:1])
    asked = asked[any(titled) :]  # a title is above the first question
    answered = sum(two.choice is not None if labelled else not mark(two) for _, two in asked)
    questions = sum(_is_question(one.text.rstrip(EMPHASIS)) for one, _ in asked)
    enough = len(asked) >= FEWEST_ASKED and answered * 5 >= len(asked) * 4
    if labelled and any(is_caseless(one.text) for one, _ in asked):  # no mark tells a question
        return enough
    if enough and all(one.text.startswith(TWO_BARS) for one, _ in asked):  # nor here: answers are longer
        return sum(len(two.text) - len(one.text) for one, two in asked) > 0
    return enough and questions * (SELDOM_ASKED if labelled else 2) > len(asked)


def heads_question(block: Block) -> bool:
    """Whether a heading asks, `## When did you begin?`."""
    return block.mark is not None and block.mark.kind == "heading" and _is_question(block.text)


def _asked_in_headings(spoken: Sequence[Block], lexicon: TranscriptLexicon) -> frozenset[int]:
    """Where the headings begin that ask, and those of their level that end as sentences do or say you, where
    most of that level ask: `Tell us about your boat.`.
    """
    heads = [(block.mark.level, block) for block in spoken if block.mark and block.mark.kind == "heading"]
    asked = Counter(level for level, block in heads if heads_question(block))
    often = Counter(level for level, _ in heads)
    level = max(asked, key=lambda one: asked[one])
    most = asked[level] * 2 > often[level]
    return frozenset(
        block.start
        for one, block in heads
        if heads_question(block) or (most and one == level and _is_request(block.text, lexicon))
    )


def _is_request(text: str, lexicon: TranscriptLexicon) -> bool:
    return text[-1] in FULL_STOPS or speaks_of_self(text, lexicon)


def _is_talk(spoken: Sequence[Block], lexicon: TranscriptLexicon) -> bool:
    """Whether what is below headings that ask is said: the text is announced as a conversation, nearly all
    answers are in quotation marks, or most of them say I below headings that say you, and no heading I.
    """
    if any(lexicon.announced(block.text) for block in spoken[:FIRST_BLOCKS]):
        return True
    pairs = [(one, two) for one, two in pairwise(spoken) if heads_question(one)]
    if not any(_says((one,), lexicon.myself) for one, _ in pairs):
        to_you = sum(_says((one,), lexicon.first_person) for one, _ in pairs)
        of_self = sum(_says((two,), lexicon.myself) for _, two in pairs)
        if min(to_you, of_self) * 2 > len(pairs):
            return True
    answers = [two.text.strip(EMPHASIS) for one, two in pairwise(spoken) if heads_question(one)]
    quoted = sum(text[:1] in QUOTES and text[-1:] in CLOSING_QUOTES for text in answers if text)
    return quoted * 5 >= len(answers) * 4


def _asks_by_angle(block: Block) -> bool:
    """Whether a line is quoted as in Markdown and letters, and asks: `> When did you begin?`."""
    return block.mark is None and block.text.startswith("> ") and _is_question(block.text)


def asks_by_label(block: Block) -> bool:
    """Of a text whose labels are those of questions, `Q1.`, and whose answers have none."""
    return block.choice is not None


def opens_with_question(blocks: Sequence[Block], asks: Asking) -> bool:
    """Whether a text begins with the first of its questions, and the paragraph below it asks nothing."""
    if len(blocks) < FIRST_BLOCKS or asks(blocks[1]) or not asks(blocks[0]):
        return False
    first = blocks[0]
    return first.choice is None and first.mark is None and _is_question(first.text.rstrip(EMPHASIS))


def nobody_asks(_: Block) -> bool:
    """Of a text whose questions no mark tells."""
    return False


def _asks_by_dash(block: Block) -> bool:
    return opens_with_dash(block.text)


def is_set_apart(block: Block) -> bool:
    """Whether all of a paragraph is in bold or italics, by the formatting or by the marks of plain text."""
    if block.mark is not None or not block.text:
        return False
    parts = [piece for piece in block.pieces if isinstance(piece, StyledText)]
    if parts[0].emphasis and all(_is_emphasised(part) for part in parts):
        return True
    return block.text[0] in EMPHASIS and EMPHASISED.match(block.text) is not None


def mark_set_apart(blocks: Sequence[Block]) -> None:
    """Say of a few words in bold without a label that they are headings, where several are, and each is
    after a blank line and above a label: those of chapters.
    """
    found = [(one, two) for one, two in pairwise(blocks) if one.choice is None and one.text and _is_bold(one)]
    above = all(one.gap and two.choice is not None and _is_brief(one) for one, two in found)
    for block, _ in found if above and len(found) >= FEWEST_CHAPTERS else ():
        block.mark = LineMark("heading", level=2)


def _is_bold(block: Block) -> bool:
    if not is_set_apart(block):
        return False
    parts = [piece for piece in block.pieces if isinstance(piece, StyledText)]
    bold = all(any("bold" in span.kinds for span in part.emphasis) for part in parts)
    return (bold or block.text.startswith(("**", "__"))) and not is_stage(block.text.strip("*_"))


def _is_brief(block: Block) -> bool:
    return "\n" not in block.text and len(block.text.split()) <= LONGEST_CHAPTER


def _is_emphasised(part: StyledText) -> bool:
    return any(span.start == 0 and span.end == len(part.text) for span in part.emphasis)


def are_captions(blocks: Sequence[Block], *, notation: str, labelled: bool) -> bool:
    """Whether a text is what is said, cue by cue: subtitles, or lines that nearly all have a time and no
    label.
    """
    if labelled or notation == "subtitles":
        return notation == "subtitles"
    spoken = [block for block in blocks if block.text]
    timed = sum(block.is_timed for block in spoken)
    stamps = sum(
        isinstance(piece, Milestone) and piece.kind == "time" for one in spoken for piece in one.pieces
    )
    return stamps >= FEWEST_DASHES and timed * 5 >= len(spoken) * 4


def opens_with_dash(text: str) -> bool:
    """Whether a paragraph begins with a dash that says that somebody speaks."""
    return (text[:1] in DASHES and text[1:2].isspace()) or text.startswith(TWO_BARS)


def is_line_of_dialogue(text: str) -> bool:
    """`– So it is.`, `▲ So it is.`, `« So it is. »`: a dash and a sentence, or all in quotation marks."""
    if _opens_with_shape(text):
        return True
    if text[0] in OPENING:
        opens = text[1:2].isspace() or text[1:].lstrip("¿¡")[:1].isupper()
        opens = opens and not REFERENCE_AT_END.search(text)
        return opens and (text[-1] in SENTENCE_ENDS + ":" or _is_question(text))
    return text[0] in QUOTES and text[-1] in CLOSING_QUOTES


def changes_speaker(text: str) -> bool:
    """`>> So it is.`: in live captions, somebody else speaks."""
    return text.startswith(CHEVRONS) and len(text.lstrip(">")) > 1


def without_mark(text: StyledText) -> StyledText:
    """Speech without the dash or the chevrons that open it."""
    rest = text.text
    if len(rest) <= len(CHEVRONS):
        return text
    if rest.startswith(CHEVRONS):
        rest = rest.lstrip(">")
    elif rest[0] in OPENING:
        rest = rest.lstrip(OPENING)
    return text.part(len(text.text) - len(rest.lstrip()), len(text.text))


def _is_question(text: str) -> bool:
    """Whether a line ends in the mark of a question, which is a semicolon in Greek."""
    if text.endswith(("?", "？", "؟")):
        return True
    return text.endswith((";", "\u037e")) and GREEK.search(text) is not None
