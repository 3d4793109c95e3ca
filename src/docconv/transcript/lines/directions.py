"""Lines of a play that tell without brackets what is done: `She opens the door.`, `To Bertrand.`, which are
nobody's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.kinds import is_stage, speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, all_conjunctions, words
from docconv.transcript.lines.lines import Layout, TranscriptLine

WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*+")
SAID = regex(r"[?!:;«»“”„\"]|[.…]{2}|…")
SOUND = regex(r"\[?([^\W\d_]+(?: [^\W\d_]+)?)\]?\s?[:：]\s*(\([^()]*\)|\[[^\[\]]*\])?$")
ENDS_OF_SOUND = ":：)]"
LONGEST, LONGEST_CALLED = 30, 120  # words
SELDOM = 15  # labels for each paragraph without one
LONGEST_ADDRESSED, LONGEST_ENTRANCE = 4, 6  # words
SHORTEST_NAME = 3  # letters
FEWEST_LIKELY = 2  # lines
FEWEST_IN_BRACKETS, CORNER_RULE = 3, "corner-quote"
OPENING_CORNERS, CORNERS = "「『", "」』"
RULES_OF_SPACE = ("tab", CORNER_RULE)
WIDE_SPACE, SET_IN, ENDS_OF_WIDE = "\u3000", 2, "。！？!?」』）)…―"


def mark_directions(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, layout: Layout) -> None:
    """Say of lines of a play that are paragraphs below a speech that they are directions: an event by its
    words, one with a name in capitals as labels have it, or a word for whom it is said to and a name. One
    that tells of somebody by name or by `he` or `she` is a direction where half of all such lines tell what
    is done, or where next to all that is spoken has labels, and a paragraph of its own, for it to be doubted,
    where a quarter do.
    """
    _mark_below_brackets(lines)
    names = _names(lines, lexicon)
    free = list(_below_speech(lines, layout)) if names else []
    told_of = [line for line in free if _tells(line.text, lexicon)]
    below = [line for line in told_of if len(line.text.split()) <= LONGEST]
    sure = [line for line in free if _comes_or_goes(line.text, names, lexicon)]
    sure += [line for line in told_of if line not in sure and _is_done(line.text, names, lexicon)]
    likely = [line for line in below if line not in sure and acts(line.text, names, lexicon)]
    told, every = len(sure) + len(likely), len(free)
    labelled = sum(line.choice is not None for line in lines)
    mostly = told * 2 >= every or every * SELDOM <= labelled
    for line in sure:
        line.mark = LineMark("stage")
    for line in likely if told >= FEWEST_LIKELY and (mostly or told * 4 >= every) else ():
        line.mark = LineMark("stage" if mostly else "text")


def _mark_below_brackets(lines: Sequence[TranscriptLine]) -> None:
    """Say of lines after words in corner brackets, where all have them, that they are directions."""
    spoken = ended = False
    for line in lines if speak_in_brackets(lines) else ():
        spoken = spoken or line.choice is not None
        if line.choice is not None or (not ended and line.mark is None):
            ended = spoken and line.text[-1] in CORNERS
        elif line.mark is None and line.text[0] not in OPENING_CORNERS:
            line.mark = LineMark("stage")


def mark_set_in(lines: Sequence[TranscriptLine]) -> None:
    """Say of lines that wide spaces set in further than the labels, among speeches of a text in a script with
    such spaces, that they are directions: all as far in, where words after labels do not begin, or as others
    in brackets are, and none below a line that ends openly. Where speech may begin there, each is a paragraph
    to be doubted.
    """
    labelled = [line for line in lines if line.choice is not None]
    parted = [line.choice.candidate.rule.name in RULES_OF_SPACE for line in labelled if line.choice]
    if not parted or sum(parted) * 10 < len(parted) * 9:
        return
    depth = min(map(_depth, labelled))
    found: list[TranscriptLine] = []
    columns, brackets = set[int](), Counter[int]()
    column, spoken = 0, ""
    for line in lines:
        if line.choice is not None:
            column = line.choice.candidate.body
        elif is_stage(line.text.lstrip()):
            brackets[_depth(line)] += 1
            continue
        elif line.mark is None and spoken and _depth(line) >= depth + SET_IN:
            if spoken[-1] not in ENDS_OF_WIDE:
                return  # words of a line that is full
            found.append(line)
            columns.add(column)
        spoken = line.text if column else ""
    depths = {_depth(line) for line in found}
    sure = len(depths) == 1 and len(found) >= FEWEST_LIKELY and columns != depths
    sure = sure or all(brackets[one] >= FEWEST_LIKELY for one in depths)
    for line in found:
        line.mark = LineMark("stage" if sure else "text")


def _depth(line: TranscriptLine) -> int:
    """By how many wide spaces a line is set in."""
    return len(line.text) - len(line.text.lstrip(WIDE_SPACE)) if line.text[0] == WIDE_SPACE else 0


def speak_in_brackets(lines: Sequence[TranscriptLine]) -> bool:
    """Whether nearly all labels stand before words in corner brackets, as in Japanese plays: `源「…」`."""
    taken = [line.choice.candidate.rule.name for line in lines if line.choice is not None]
    return len(taken) >= FEWEST_IN_BRACKETS and taken.count(CORNER_RULE) * 10 >= len(taken) * 9


def mark_sounds(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of lines that print an event as a label, with a bracket after it or a label below it, that they
    are directions: `Laughter:`, `Silence: (3 seconds)`. A word that has speech after it elsewhere is none.
    """
    found: list[tuple[TranscriptLine, str]] = []
    for at, line in enumerate(lines):
        free = line.mark is None and line.candidates and line.text[-1] in ENDS_OF_SOUND
        match = SOUND.fullmatch(line.text) if free else None
        below = lines[at + 1 : at + 2]
        if match and (match[2] or any(item.rule.firm for one in below for item in one.candidates)):
            found.append((line, match[1].casefold()))
    if not found:
        return
    events = lexicon.vocal | lexicon.kinesic | lexicon.incident
    spoken = {line.text.casefold().partition(": ")[0] for line in lines if not SOUND.match(line.text)}
    for line, name in found:
        if (name in events or events.issuperset(words(name))) and name not in spoken:
            line.mark, line.candidates = LineMark("stage"), ()


def have_entrances(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, layout: Layout) -> bool:
    """Whether somebody who speaks comes or goes in a paragraph of its own, `Enter the Postman.`, `Le facteur
    sort.`, or all words are in corner brackets after names: only plays tell that, or print so.
    """
    if speak_in_brackets(lines):
        return True
    below = [line.text for line in _below_speech(lines, layout) if _is_short_sentence(line.text)]
    names = _names(lines, lexicon) if below else ()
    return any(_comes_or_goes(text, names, lexicon) for text in below)


def _is_short_sentence(text: str) -> bool:
    """Whether a text is so few words that they may be an entrance, with a full stop or without."""
    ended = text[-1] == "." or text[-1].isalpha()
    return ended and text.lstrip("_*")[:1].isupper() and text.count(" ") < LONGEST_ENTRANCE


def _comes_or_goes(text: str, names: Collection[str], lexicon: TranscriptLexicon) -> bool:
    """Whether a text is an event and the names of some, and no more: `Enter Ada and Ben`."""
    if not _is_short_sentence(text):
        return False
    folded = words(text)
    little = lexicon.articles | all_conjunctions()
    event = " ".join(word for word in folded if word not in names and word not in little)
    return any(word in names for word in folded) and event in lexicon.incident


def acts(text: str, names: Collection[str], lexicon: TranscriptLexicon) -> bool:
    """Whether a sentence tells of somebody who speaks by name, not as an address, or of `he` or `she`."""
    found = list(WORD.finditer(text))
    if found and found[0][0].casefold() in lexicon.third_person:
        return True
    for match, after in zip_longest(found, found[1:]):
        if not match[0][0].isupper() or match[0].casefold() not in names:
            continue
        before, behind = text[: match.start()].rstrip()[-1:], text[match.end() : match.end() + 1]
        if before != "," and (after is None or (behind == " " and after[0][0].islower())):
            return True
    return False


def _names(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> frozenset[str]:
    """The words of the labels that stand for somebody alone; a word that is a label may be a particle of
    names elsewhere: `BEN`.
    """
    labels = {line.choice.candidate.label for line in lines if line.choice is not None}
    every = [words(label) for label in labels]
    alone = frozenset(name[0] for name in every if len(name) == 1)
    common = lexicon.stop_words | lexicon.articles
    common |= (lexicon.particles | lexicon.honorifics) - alone
    return frozenset(word for name in every for word in name if len(word) >= SHORTEST_NAME) - common


def _below_speech(lines: Sequence[TranscriptLine], layout: Layout) -> Iterator[TranscriptLine]:
    """The lines without a label or a mark that are paragraphs, right below a label with words or further."""
    opened = spoken = False
    column = 0
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else None
        if line.choice is not None:
            body = line.choice.candidate.body
            opened, spoken, column = True, body < len(line.text), line.indent + body
            continue
        if not line.gap and column and line.indent == column:
            continue
        if line.mark is not None and line.mark.kind == "heading":
            opened = spoken = False
        free = line.mark is None and not (line.is_furniture or line.in_cast)
        ends = below is None or below.gap > 0 or below.choice is not None
        if free and spoken and line.opens and (not layout.width or (line.gap > 0 and ends)):
            yield line
        spoken = spoken or (opened and not is_stage(line.text))


def _tells(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is a sentence that asks, calls and quotes nothing, and says neither I nor you."""
    is_sentence = text[0].isupper() and text[-1] == "." and not text.isupper() and not SAID.search(text)
    return is_sentence and len(text.split()) <= LONGEST_CALLED and not speaks_of_self(text, lexicon)


def _is_done(text: str, names: Collection[str], lexicon: TranscriptLexicon) -> bool:
    """Whether the words alone say that a line is a direction."""
    first, *_, last = (" ".join(words(part)) for part in re.split(r"(?<=\.) ", f"{text} "))
    if first in lexicon.incident or (last or first) in lexicon.incident:
        return True
    folded = words(text)
    if folded[0] in lexicon.addressing and len(folded) <= LONGEST_ADDRESSED and folded[-1] in names:
        return True
    shouted = (word for word in WORD.findall(text) if len(word) >= SHORTEST_NAME and word.isupper())
    return any(word.casefold() in names for word in shouted)
