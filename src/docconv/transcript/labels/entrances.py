"""Who is on stage, told below the heading of a scene: names as labels print them, and no words of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import dropwhile, pairwise

from docconv.model import Attribution, Evidence
from docconv.patterns import regex
from docconv.transcript.annotations import Candidate, LineMark, WeighedCandidate
from docconv.transcript.kinds import names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon, any_of
from docconv.transcript.lines.lines import TranscriptLine

MANNER = regex(
    r"([^\s,()][^,()]*?)(?:, ([^\W\dA-ZÀ-Þ](?:[^,();?!.]|\.(?!\s))*)| (\([^\W\dA-ZÀ-Þ][^()]*\)))[.:]?"
)
CUED = regex(r"([^\s,()\[\]][^,()\[\]]{0,40}?),?\s(\[[^\[\]]{2,80}\]|\([^()]{2,80}\))\s++(?=\S)")
"""A name, how the words are said in brackets, and the words: `ADA, [aside]  Come and sit.`."""
LONGEST_MANNER = 60  # characters
SPOKEN_SO = Attribution(
    "medium", (Evidence("spoken-so", "it is the name of somebody who speaks, with how they do"),)
)
ASKED = ("?", "!", "…")


def take_entrances(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of a line between the heading of a scene and its first label that it is a direction, if it names
    those who speak. So it is with `KARL, DIE VORIGEN.` and `DIE VORIGEN. ANNA (mit einem Korb).` alike, and
    anywhere above a label with a line such as `_Enter Anna from the garden._`.
    """
    _take_manners(lines)
    _take_cued(lines)
    labels = Counter(line.choice.candidate.label for line in lines if line.choice is not None)
    _take_places(lines, labels)
    heads = {at for at, line in enumerate(lines) if _is_scene(line, lexicon)}
    if not labels:
        return
    names = re.compile(rf"(?<!\w){any_of(labels)}(?!\w)")
    opening = [at for at, line in enumerate(lines) if line.opens]
    for at, after in pairwise(opening):
        line = lines[at]
        if lines[after].choice is None or line.is_confirmed:
            continue
        if (at - 1 in heads and _lists_names(line, names)) or _tells_of(line, labels):
            line.choice, line.rejected, line.is_doubtful = None, None, False
            line.mark = LineMark("stage")


def _take_manners(lines: Sequence[TranscriptLine]) -> None:
    """Say of a line right above text that it is a label, where it is one that stands alone elsewhere and how
    the words are said, in small letters: `il mugnaio, sedendosi`, `the miller (aside)`. Right below a label
    it is what that one says: `MILLER`, `Anna, come and sit`.
    """
    taken = [line.choice.candidate for line in lines if line.choice is not None]
    alone = {item.label.casefold() for item in taken if item.alone}
    spoken = list(dropwhile(lambda line: line.choice is None, lines))
    beneath = [below.gap > 0 for one, below in pairwise(spoken) if one.choice and one.choice.candidate.alone]
    parted = sum(beneath) * 2 > len(beneath)
    for above, line, below in zip(spoken, spoken[1:], spoken[2:], strict=False):
        free = line.opens and line.choice is None and line.mark is None and not below.gap and not line.in_cast
        headed = above.choice is not None and above.choice.candidate.alone
        free = free and not (headed and (parted or not line.gap))
        match = MANNER.fullmatch(line.text) if free and len(line.text) <= LONGEST_MANNER else None
        if match and match[1].casefold() in alone and below.choice is None:
            how = Candidate(match[1], 0, len(line.text), alone=True, delivery=match[2] or match[3])
            line.choice = WeighedCandidate(how, SPOKEN_SO)
            line.rejected, line.is_doubtful = None, False


def _take_cued(lines: Sequence[TranscriptLine]) -> None:
    """Say of a line that begins with a name, how the words are said in brackets, and the words that the name
    is its label, where it stands alone elsewhere: `ADA` above what she says, `ADA, [aside]  Come and sit.`.
    """
    taken = [line.choice.candidate for line in lines if line.choice is not None]
    alone = Counter(item.label for item in taken if item.alone)
    for line in lines if alone else ():
        label = line.choice.candidate.label if line.choice is not None else "["
        free = line.opens and line.mark is None and not (line.in_cast or line.is_confirmed)
        match = CUED.match(line.text) if free and ("[" in label or "(" in label) else None
        if match and alone[match[1]] > 1:
            how = Candidate(match[1], 0, match.end(), delivery=match[2])
            line.choice = WeighedCandidate(how, Attribution("high", SPOKEN_SO.evidence))
            line.rejected, line.is_doubtful = None, False


def _take_places(lines: Sequence[TranscriptLine], labels: Mapping[str, int]) -> None:
    """Say of a line in capitals, in a text whose labels are not in capitals, that it is a heading where the
    line right below it names who is on stage, and a label is next: `A STREET`, `Ada. Ben passes by.`.
    """
    if not labels or sum(label.isupper() for label in labels) * 10 > len(labels):
        return
    names = re.compile(rf"(?<!\w){any_of(labels)}(?!\w)")
    for place, persons, below in zip(lines, lines[1:], lines[2:], strict=False):
        free = all(one.mark is None and one.choice is None for one in (place, persons))
        apart = place.gap > 0 and not persons.gap and below.gap > 0 and below.choice is not None
        if not (free and apart and place.text.isupper() and place.text[-1].isalpha()):
            continue
        if persons.text[-1] == "." and not persons.text.isupper() and names.search(persons.text):
            place.mark, persons.mark = LineMark("heading"), LineMark("stage")


def _is_scene(line: TranscriptLine, lexicon: TranscriptLexicon) -> bool:
    return line.mark is not None and line.mark.kind == "heading" and names_a_scene(line.text, lexicon)


def _tells_of(line: TranscriptLine, labels: Mapping[str, int]) -> bool:
    """Whether what was taken for a label has nothing below it, and after its first word the name of somebody
    who speaks oftener: `Enter the boy, running`.
    """
    if line.choice is None or not line.choice.candidate.alone:
        return False
    label = line.choice.candidate.label
    if " " not in label:
        return False
    told = f" {label.partition(' ')[2]} ".casefold().replace(",", " ")
    return any(count > labels[label] and f" {name.casefold()} " in told for name, count in labels.items())


def _lists_names(line: TranscriptLine, names: re.Pattern[str]) -> bool:
    """Whether a line is names and what becomes of them: it begins with one, or has one among others in a row
    of capitals (`LES MÊMES, VALÈRE`), and what it has after a label names others in capitals.
    """
    if line.mark is not None or line.text.endswith(ASKED):
        return False
    if line.choice is None or line.choice.candidate.body >= len(line.text):
        is_row = "," in line.text and line.text.isupper()
        return (names.search(line.text) if is_row else names.match(line.text)) is not None
    rest = names.search(line.text, line.choice.candidate.body)
    return rest is not None and rest[0].isupper() and line.choice.candidate.label.isupper()
