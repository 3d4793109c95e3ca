"""Names and initials in lists: of those present, such as somebody reads out, and points of notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import NUMBERED, is_full_name, key

FEWEST_ROWS, LONGEST_HEAD = 2, 6  # lines, words
NAME_WITH_INITIALS = regex(
    r"(?P<first>[^\W\d_a-zß-ÿ])[\w.'’-]{1,40}+(?: [\w.'’-]{1,40}+){0,3}"
    r" (?P<last>[^\W\d_a-zß-ÿ])[\w'’-]{1,40}+ \((?P<initials>(?P=first)[^\W\d_a-zß-ÿ]{0,2}(?P=last))\)"
)
FRONT = 40  # lines
POINT = regex(r"[-*•]\s")
FEWEST_POINTS, FEWEST_FREE = 2, 4  # lines


def listed_initials(lines: Sequence[TranscriptLine]) -> frozenset[str]:
    """The initials after names at the head, two and more, `Ann Lee (AL), Bo Ek (BE)`."""
    texts = (line.text for line in lines[:FRONT] if "(" in line.text)
    found = (match for text in texts for match in NAME_WITH_INITIALS.finditer(text))
    initials = frozenset(match["initials"].casefold() for match in found)
    return initials if len(initials) >= FEWEST_ROWS else frozenset()


def drop_listed(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> frozenset[str]:
    """Take the candidates of whole names right below each other and below a few words with a colon, `For the
    Harbour Party:`, and of that head; the names of those who have a line of their own elsewhere, too.
    """
    listed: list[TranscriptLine] = []
    for at, head in enumerate(lines):
        free = head.text[-1] in ":：" and head.mark is None and head.choice is None
        if not free or len(head.text.split()) > LONGEST_HEAD:
            continue
        rows = list(
            takewhile(lambda line: not line.gap and is_full_name(line.text, lexicon), lines[at + 1 :])
        )
        below = lines[at + 1 + len(rows)] if at + 1 + len(rows) < len(lines) else None
        if len(rows) >= FEWEST_ROWS and (below is None or below.gap):
            listed += [head, *rows]
    for line in listed:
        line.candidates = [option for option in line.candidates if option.is_taught]
    names = {key(line.text) for line in listed}
    return frozenset(names & {key(line.text) for line in lines if any(one.alone for one in line.candidates)})


def drop_points(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of points of a list above or below all that is said that they are narrative, where labels have no
    bullet or no number, and what begins the points is no name, has no form of address and speaks nowhere
    else: `- Left out: the second tape.`, `2. Vote: new tools`.
    """
    for sign in (POINT, NUMBERED):
        outside = _points_outside(lines, sign, lexicon)
        for at in outside if len(outside) >= FEWEST_POINTS else ():
            lines[at].choice = None
            _mark_list(lines, at, sign)


def _mark_list(lines: Sequence[TranscriptLine], first: int, sign: re.Pattern[str]) -> None:
    """Say of the points from a line on, without labels, that they are narrative."""
    for at in range(first, len(lines)):
        if lines[at].choice is not None or not sign.match(lines[at].text):
            return
        lines[at].mark = lines[at].mark or LineMark("narrative")


def _points_outside(
    lines: Sequence[TranscriptLine], sign: re.Pattern[str], lexicon: TranscriptLexicon
) -> list[int]:
    """The points with a label that are above or below all lines whose labels have no such sign."""
    taken = [at for at, line in enumerate(lines) if line.choice is not None]
    points = [at for at in taken if sign.match(lines[at].text)]
    free = [at for at in taken if not sign.match(lines[at].text)]
    if len(free) < max(FEWEST_FREE, len(points)):
        return []
    speaking = {_label_of(lines[at]) for at in free}
    return [
        at
        for at in points
        if not (free[0] < at < free[-1] or lines[at].is_confirmed)
        and (label := _label_of(lines[at])) not in speaking
        and not is_full_name(label.partition(" (")[0], lexicon)
        and lexicon.honorifics.isdisjoint(words(label)[:1])
    ]


def mark_points(lines: Sequence[TranscriptLine]) -> None:
    """Say of points of notes that they are narrative, where most labels have a bullet and as many columns
    before it: `- Ann: I agree` above `- the index is built`. What a colon leads on to is said, and so are
    points that are further in.
    """
    taken = [line for line in lines if line.choice is not None]
    labelled = [line for line in taken if POINT.match(line.text)]
    if not labelled or len(labelled) * 4 < len(taken) * 3:
        return
    counts = Counter((line.text[0], line.indent) for line in labelled)
    fewest = min(FEWEST_POINTS, len(labelled))
    leads, column = False, 0
    for above, line in pairwise(lines):
        column = above.indent if above.choice is not None else column
        leads = line.choice is None and (leads or (above.text[-1] in ":：" and above.mark is None))
        is_point = counts[line.text[0], line.indent] >= fewest and POINT.match(line.text)
        free = line.choice is None and line.mark is None and not line.speaker
        if is_point and free and not leads and line.indent <= column and line.text[2:3] not in "([*_":
            line.mark = LineMark("narrative")


def _label_of(line: TranscriptLine) -> str:
    """The label that was taken."""
    return line.choice.candidate.label if line.choice is not None else ""
