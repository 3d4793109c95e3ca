"""What the whole document says of its unlabelled paragraphs: a report, a dialogue, a play."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from attrs import frozen

from docconv.patterns import regex
from docconv.transcript.kinds import (
    ends_openly,
    gives_floor,
    is_boilerplate,
    is_separator,
    is_stage,
    speaks_of_self,
)
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.marks import FULL_STOPS, SENTENCE_ENDS
from docconv.transcript.shape import is_caseless, key, last_name
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.dialogue import QUOTES, Asking, nobody_asks, opens_with_dash
from docconv.transcript.turns.inlines import LONGEST_EVENT
from docconv.transcript.turns.reporting.clauses import hands_over
from docconv.transcript.turns.reporting.names import Names, told_about

SHORTEST_PROSE, SHORTEST_CASELESS = 40, 15  # characters; signs that say more than letters are fewer
FEWEST_CLOSED, FEWEST_SINGLE, MOST_BEHIND = 4, 6, 2
LONGEST_HEAD, LONGEST_APART, LONGEST_POINT, FEWEST_FRAMED = 8, 14, 30, 3  # words
BRACKET_END = regex(r"(?:(?<!\s)\s++)?+[(\[][^()\[\]]*+[)\]]$")
NUMBERED_HEAD = regex(r"[一二三四五六七八九十]+、.{1,12}[:：]$")
FOOTNOTE = regex(r"\[(?:\^[^\[\]\s]+\]: |[^\[\]]+\]: (?:<?https?://|#)\S+$)")
FACT = regex(r"[^:：\n]{2,40}[:：]\s*\S")
QUOTED = regex(r"[“„«「\"][^“”„«»「」\"]*[”“»」\"]")
POINT = regex(r"^(?:[IVXLC]{1,6}\s?[.)]|\d{1,3}\s?[.)]?|[A-Z]\s?[.)])\s")
CLOSED = SENTENCE_ENDS + ";]'"
LONGEST_LEAD, SELDOM_TOLD = 3, 8  # paragraphs; labels for one paragraph that speaks of somebody
LONGEST_TOLD = 14  # words
FEWEST_TOLD = 2  # points of an agenda
SELDOM_HANDED = 12  # labels for one clause that hands over
FEWEST_PRINTED = 20  # labels
LAST_WORDS = 60  # characters in which the last two words of a text are

FEWEST_CUT, SELDOM_CUT = 5, 20  # texts after labels; of how many of them one ends without a full stop

Brevity: TypeAlias = Literal["", "cut", "notes", "chat"]


@frozen(eq=False, repr=False)
class Profile:
    """What the whole document says of its unlabelled paragraphs.

    lexicon: the words of its language.
    names: the labels, to be found in narrative.
    labels: the keys of all labels.
    report: a reporter describes what happened, and quotes turns.
    dialogue: only dashes say that somebody else speaks.
    merges: one voice in several units is one turn.
    last: the number of blocks.
    drama: it has acts or a list of characters.
    shouted: all of it is in capitals.
    asks: tells the questions where they alone are marked; answers have labels, or nothing.
    interview: dashes open questions and answers of several paragraphs.
    closed: its speeches end in full stops.
    captions: all of it is said, cue by cue.
    single: nearly all paragraphs have labels of their own.
    alone: all do up to the last, and hardly any are after it.
    dense: no blank lines part its paragraphs.
    script: it has headings of scenes as screenplays do.
    end: the offset at which the last block begins.
    brief: many of its speeches end without a full stop, as in notes, and all have a time, as in chats; some
        do, as what is cut while it is said, and paragraphs without a label no more often.
    speaks_in_brackets: sentences in brackets are speech.
    indent: how far its speeches are set in, where that is the same for nearly all; else -1.
    starred: stars after labels refer to a note.
    last_label: the offset at which the last block with a label begins.
    frames: the last words of lines without a full stop that end alike: who took the oath, one by one.
    parted: blank lines are above nearly all labels.
    front: what is above the first label.
    breaks: the lines of its speeches end where they are meant to, as those of verse.
    between: the lines of what is told between two speeches of the same speaker.
    told: the lines of paragraphs of a report that tell on after the words of a label.
    record: it is the record of a meeting.
    seldom: hardly any paragraph from the first label on has none of its own, in a text as short as may be.
    printed: it has so many labels that it prints one wherever somebody begins to speak, and is no report.
    """

    lexicon: TranscriptLexicon
    names: Names
    labels: frozenset[str]
    report: bool
    dialogue: bool
    merges: bool
    last: int
    drama: bool = False
    shouted: bool = False
    asks: Asking = nobody_asks
    interview: bool = False
    closed: bool = False
    captions: bool = False
    single: bool = False
    alone: bool = False
    dense: bool = False
    script: bool = False
    end: int = 0
    brief: Brevity = ""
    speaks_in_brackets: bool = False
    indent: int = -1
    starred: bool = False
    last_label: int = 0
    frames: frozenset[str] = frozenset()
    parted: bool = False
    front: str = ""
    breaks: bool = False
    between: frozenset[int] = frozenset()
    told: frozenset[int] = frozenset()
    amid: frozenset[int] = frozenset()
    record: bool = False
    seldom: bool = False
    printed: bool = False

    def is_spoken(self, block: Block) -> bool:
        """Whether a block in brackets is speech, as it is in the transcripts of some sources; what is a few
        words long is an event.
        """
        if not self.speaks_in_brackets or block.is_decided or len(words(block.text)) <= LONGEST_EVENT:
            return False
        return is_stage(block.text)


def told_behind_labels(blocks: Sequence[Block], profile: Profile) -> frozenset[int]:
    """The lines of paragraphs of a report that tell on after somebody's words: without a label after one
    with a label, they say neither I nor you, and none does up to the next label. Where paragraphs after this
    label do elsewhere, or after most labels, or few labels have nothing after them, they tell of the holder
    of an office.
    """
    told: list[tuple[str, Block]] = []
    talkers, alone, behind_some = set[str](), 0, 0
    for label, behind in _chains(blocks, profile):
        spoken = [at for at, block in enumerate(behind) if speaks(block.text, profile.lexicon)]
        talkers |= {label} if spoken else set()
        alone += not behind
        rest = behind[spoken[-1] + 1 if spoken else 0 :]
        behind_some += bool(rest)
        told += ((label, block) for block in rest)
    most = alone <= behind_some or len(talkers) > len({label for label, _ in told} - talkers)
    return frozenset(
        block.line
        for label, block in told
        if block.text[-1] in ".。" and (not (most or label in talkers) or profile.names.held_in(block.text))
    )


def amid_speech(blocks: Sequence[Block], profile: Profile) -> frozenset[int]:
    """The lines of paragraphs of a report without a label, after which two or more up to the next label say
    I or we, and quote nobody: whoever has the label goes on.
    """
    found: set[int] = set()
    for _, behind in _chains(blocks, profile):
        said = [
            at
            for at, block in enumerate(behind)
            if block.text[0] not in QUOTES and speaks_of_self(QUOTED.sub("", block.text), profile.lexicon)
        ]
        found.update(block.line for block in behind[: said[-2] if len(said) > 1 else 0])
    return frozenset(found)


def _chains(blocks: Sequence[Block], profile: Profile) -> Iterator[tuple[str, list[Block]]]:
    """The keys of labels with the paragraphs without a label after them, up to a clause that hands over."""
    label, behind = "", list[Block]()
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        below = following.text if following is not None and following.choice is None else ""
        ends = block.choice is not None or block.mark is not None or not block.text
        ends = ends or is_separator(block.text)
        if ends or hands_over(block.text, below, profile.names, profile.lexicon) is not None:
            if label:
                yield label, behind
            label, behind = key(block.choice.candidate.label) if block.choice else "", []
        elif label and not is_stage(block.text):
            behind.append(block)
    if label:
        yield label, behind


def speaks(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph says I or you, asks, calls or gives the floor, but for what it quotes."""
    bare = QUOTED.sub("", text)
    if not bare.strip(" .,"):
        return True
    opens = text[0] in QUOTES or opens_with_dash(text)
    return opens or bare.rstrip()[-1] in "?!…" or speaks_of_self(bare, lexicon) or gives_floor(bare, lexicon)


def is_report(blocks: Sequence[Block], names: Names, lexicon: TranscriptLexicon) -> bool:
    """Whether a reporter describes the event: several sentences hand over to speakers, which among very many
    labels are what speakers quote, the lead speaks of most of them or hands over to one, or narrative speaks
    of them as often as a report does below its lead. The record of a sitting may say at its head who was in
    the chair.
    """
    bare = [block for block in blocks if block.choice is None and (block.mark is None or _is_told(block))]
    below = (*(block.text for block in bare[1:]), "")
    found = (hands_over(one.text, two, names, lexicon) for one, two in zip(bare, below, strict=False))
    handing = sum(one is not None for one in found)
    labelled = [block.line for block in blocks if block.choice is not None]
    if handing > 1 and handing * SELDOM_HANDED >= len(labelled):
        return True
    if are_minutes(blocks, len(labelled), lexicon):
        return True
    first = min(labelled, default=0)
    leads = [block for block in bare if block.line < first and _is_prose(block, lexicon)]
    above = [block.text for block in leads if names.find(block.text)]
    if above and (handing or _names_most(" ".join(above), blocks, names, lexicon)):
        return True
    if not 0 < len(leads) <= LONGEST_LEAD:
        return False
    rest = [block for block in bare if _is_prose(block, lexicon)][len(leads) :]
    told = sum(told_about(block.text, names) for block in rest)
    return told > 0 and told * SELDOM_TOLD >= len(labelled) and told * 3 >= len(rest)


def are_minutes(blocks: Sequence[Block], labelled: int, lexicon: TranscriptLexicon) -> bool:
    """Whether below most points of an agenda, two or more, somebody tells what was done, and few labels are
    in the text: minutes, which quote words now and then.
    """
    below = [
        two
        for one, two in pairwise(blocks)
        if one.mark is not None and one.mark.kind == "heading" and two.text
    ]
    free = [two for two in below if two.choice is None and two.mark is None and two.text[-1] in FULL_STOPS]
    told = sum(not speaks_of_self(two.text, lexicon) for two in free)
    return told >= FEWEST_TOLD and told * 2 >= len(below) and labelled <= 2 * len(below)


def _is_told(block: Block) -> bool:
    """Whether a user has said that a block with text is nobody's."""
    return block.is_decided and block.mark is not None and block.mark.kind == "narrative" and bool(block.text)


def _names_most(text: str, blocks: Sequence[Block], names: Names, lexicon: TranscriptLexicon) -> bool:
    """Whether a text names at least half of those who have labels, by their last names; those who only ask
    as anybody may, `A journalist`, are not named.
    """
    every = {block.choice.candidate.label for block in blocks if block.choice is not None}
    labels = {last_name(label) for label in every if lexicon.nobody.isdisjoint(words(label))}
    named = {last_name(name) for _, name in names.find(text)} & labels
    return bool(labels) and len(named) * 2 >= len(labels)


def _is_prose(block: Block, lexicon: TranscriptLexicon) -> bool:
    """Whether a block is a paragraph of somebody's sentences, and not facts, that says neither I nor you."""
    text = block.text
    if len(text) <= SHORTEST_CASELESS or text[-1] not in SENTENCE_ENDS + ":：。":
        return False
    rows = text.split("\n")
    if sum(map(is_fact, rows)) * 2 > len(rows):
        return False
    prose = (len(text) > SHORTEST_PROSE or is_caseless(text)) and not is_stage(text)
    prose = prose and not gives_floor(text, lexicon)
    return prose and not is_boilerplate(text, lexicon) and not speaks_of_self(text, lexicon)


def is_single(labelled: Sequence[int], bare: Sequence[int]) -> bool:
    """Whether all but a few paragraphs after the first label have labels of their own, but for events and
    notes; both as `labelled_and_bare` finds them.
    """
    return len(labelled) >= FEWEST_SINGLE and len(bare) * 4 <= len(labelled)


def has_printed(blocks: Sequence[Block]) -> bool:
    """Whether a text has so many labels that whoever is quoted without one is quoted by who has one."""
    return sum(block.choice is not None for block in blocks) >= FEWEST_PRINTED


def is_seldom_bare(blocks: Sequence[Block], lexicon: TranscriptLexicon) -> bool:
    """Whether nearly all paragraphs have labels of their own, however few they are."""
    labelled, bare = labelled_and_bare(blocks, lexicon)
    return len(labelled) >= FEWEST_CLOSED and len(bare) * 3 <= len(labelled)


def told_between(blocks: Sequence[Block], lexicon: TranscriptLexicon) -> frozenset[int]:
    """The lines of short paragraphs without a label that say neither I nor you, after which whoever has just
    spoken is named again: they would need no label to go on. None where a label comes twice in a row without
    anything between.
    """
    found: set[int] = set()
    shown = [block for block in blocks if _has_label(block) or (block.text and block.mark is None)]
    for one, two, three in zip(shown, shown[1:], shown[2:], strict=False):
        if _is_named_again(one, two):
            return frozenset()
        spoken = _has_label(one) and any(map(str.isalpha, one.text)) and not _has_label(two)
        if spoken and _is_named_again(one, three) and is_told(two, lexicon):
            found.add(two.line)
    return frozenset(found)


def _is_named_again(one: Block, two: Block) -> bool:
    """Whether two paragraphs have the same label."""
    labels = [block.choice.candidate.label for block in (one, two) if block.choice is not None]
    return len(labels) == 2 and labels[0] == labels[1]


def is_told(block: Block, lexicon: TranscriptLexicon, longest: int = LONGEST_TOLD) -> bool:
    """Whether a paragraph is apart, short, ends as a sentence does, asks nothing, says neither I nor you."""
    text = block.text
    short = block.gap > 0 and len(text.split()) <= longest and text[-1] in ".。।"
    plain = text[:1].isalnum() and not text[0].islower() and "?" not in text and "\n" not in text
    return short and plain and not speaks_of_self(text, lexicon)


def is_alone(labelled: Sequence[int], bare: Sequence[int]) -> bool:
    """Whether all paragraphs from the first label to the last have one, and hardly any are after; both as
    `labelled_and_bare` finds them.
    """
    if len(labelled) < FEWEST_CLOSED or len(bare) > MOST_BEHIND:
        return False
    return all(place > labelled[-1] for place in bare)


def labelled_and_bare(
    blocks: Sequence[Block], lexicon: TranscriptLexicon
) -> tuple[Sequence[int], Sequence[int]]:
    """The places, from the first label on, of paragraphs with labels and of those without."""
    first = next((place for place, block in enumerate(blocks) if _has_label(block)), len(blocks))
    labelled: list[int] = []
    bare: list[int] = []
    place = 0
    for block in blocks[first:]:
        is_labelled = _has_label(block)
        if not (is_labelled or block.mark is None) or not block.text:
            continue
        if is_labelled:
            labelled.append(place)
        elif _is_bare(block, lexicon):
            bare.append(place)
        place += 1
    return labelled, bare


def _is_bare(block: Block, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph without a label is no event and no note; a dash opens what may be one."""
    free = not (block.is_doubtful or is_stage(block.text) or opens_with_dash(block.text))
    return free and not is_note(block.text, lexicon)


def _has_label(block: Block) -> bool:
    return block.choice is not None or (block.mark is not None and block.mark.kind == "label")


def is_closed(blocks: Sequence[Block]) -> bool:
    """Whether the speeches of a text end in full stops, in a script with capitals."""
    spoken = [
        text
        for block in blocks
        if (text := block.text.strip())
        and (block.choice is not None or (block.mark is None and _may_be_said(text)))
    ]
    ends = sum(text[-1] in CLOSED for text in spoken)
    return (
        any(text[0].isupper() for text in spoken)
        and len(spoken) >= FEWEST_CLOSED
        and ends * 20 >= len(spoken) * 19
    )


def _may_be_said(text: str) -> bool:
    """Whether a text without a label is longer than titles, and no point with a number before it."""
    return longest_row(text) >= LONGEST_HEAD and not is_point(text)


def is_point(text: str) -> bool:
    """Whether a line has a number before it and ends as titles do: `2. The harbour`."""
    return "\n" not in text and POINT.match(text) is not None and _is_apart(text, LONGEST_POINT)


def usual_indent(blocks: Sequence[Block]) -> int:
    """How far nearly all that has a label is set in, -1 where it varies or has few labels."""
    indents = Counter(block.indent for block in blocks if block.choice is not None)
    indent, count = max(indents.items(), key=lambda pair: pair[1], default=(-1, 0))
    return indent if count >= FEWEST_SINGLE and count * 20 >= indents.total() * 19 else -1


def are_parted(blocks: Sequence[Block]) -> bool:
    """Whether blank lines are above nearly all labels."""
    gaps = [block.gap > 0 for block in blocks if block.choice is not None]
    return sum(gaps) * 10 >= len(gaps) * 9


def longest_row(text: str) -> int:
    """The spaces in the longest line."""
    return max([row.count(" ") for row in text.split("\n")]) if "\n" in text else text.count(" ")


def brevity(blocks: Sequence[Block]) -> Brevity:
    """Whether many texts after labels end without a full stop, as in notes; all with a time, as in chats; or
    some, and no more of those without a label.
    """
    labelled = [block for block in blocks if block.choice is not None]
    spoken = [text for block in labelled if (text := block.text.strip())]
    if not spoken:
        below = (two.text for one, two in pairwise(blocks) if one.choice is not None and two.choice is None)
        return _cut_short(blocks, [text for text in below if text])
    if len(spoken) < FEWEST_SINGLE:
        return ""
    is_stamped = all(block.choice and block.choice.candidate.time for block in labelled)
    if is_stamped and sum(text[-1] not in SENTENCE_ENDS for text in spoken) * 2 >= len(spoken):
        return "chat"
    if sum(map(ends_openly, spoken)) * 10 >= len(spoken) * 3:
        return "notes"
    return _cut_short(blocks, spoken)


def _cut_short(blocks: Sequence[Block], spoken: Sequence[str]) -> Brevity:
    """Whether some texts after labels end without a full stop, and no more of those without a label."""
    ended = sum(map(ends_openly, spoken))
    bare = [block.text for block in blocks if block.choice is None and block.mark is None and block.text]
    seldom = ended < FEWEST_CUT or ended * SELDOM_CUT < len(spoken)
    return "" if seldom or sum(map(ends_openly, bare)) * len(spoken) > ended * len(bare) else "cut"


def is_apart(text: str) -> bool:
    """Whether a text is short lines that begin as sentences do and do not end as they do."""
    return bool(text) and all(_is_apart(row) for row in text.split("\n"))


def _is_apart(row: str, longest: int = LONGEST_APART) -> bool:
    if not (row[:1].isupper() or row[:1].isdigit()):
        return False
    end = BRACKET_END.sub("", row) if row[-1] in ")]" else row
    return end[-1:].isalnum() and len(row.split()) <= longest


def frames_of(blocks: Sequence[Block]) -> frozenset[str]:
    """The last two words that several lines without a label share, short ones without a full stop."""
    told = {block.text for block in blocks if block.choice is None and block.mark is None}
    counts = Counter(last_words(text) for text in told if text.count(" ") >= FEWEST_FRAMED and is_apart(text))
    return frozenset(end for end, count in counts.items() if count > 1)


def last_words(text: str) -> str:
    """The last two words of a text, which are near its end but for texts with hardly a word."""
    near = words(text[max(text.rfind(" ", 0, -LAST_WORDS), 0) :])
    return " ".join((near if len(near) > 1 else words(text))[-2:])


def is_fact(text: str) -> bool:
    """Whether a line is a word and its value: `Secretary: Ada Berg`."""
    return (":" in text or "：" in text) and FACT.match(text) is not None


def is_note(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph begins with a word before a colon that does not speak: `Conclusion: ...`; what
    opens a point of a speech is spoken.
    """
    head, colon, _ = text.partition(":")
    name = " ".join(words(head)) if colon else ""
    return name in lexicon.not_labels and name not in lexicon.points


def is_numbered_head(text: str) -> bool:
    """Whether a line is the numbered head of a part of minutes in Chinese or Japanese: `三、结论：`."""
    return "、" in text and NUMBERED_HEAD.match(text) is not None


def is_footnote(text: str) -> bool:
    """Whether a paragraph is a footnote of Markdown or says where a link leads: `[^2]: See below.`."""
    return text[:1] == "[" and FOOTNOTE.match(text) is not None
