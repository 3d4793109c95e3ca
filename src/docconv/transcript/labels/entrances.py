"""Who is on stage, told below the heading of a scene: names as labels print them, and no words of theirs; and
who goes on from the page before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from docconv.model import CERTAIN
from docconv.patterns import regex
from docconv.transcript.annotations import Candidate, LineMark, WeighedCandidate
from docconv.transcript.kinds import names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon, any_of
from docconv.transcript.lines.lines import TranscriptLine

GOING_ON = regex(r"[(\[]([^()\[\]\d]{5,80})[)\]]")  # `(continued: Ann Lee)`
LONGEST_NAME = 5  # words
ASKED = ("?", "!", "…")


def mark_going_on(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of a line in brackets that names who goes on from the page before that it is a label: `(continued:
    Ann Lee)`, `(pokračuje Jan Novák)`.
    """
    for line in lines:
        found = GOING_ON.fullmatch(line.text) if line.opens and line.text[0] in "([" else None
        if found is None or line.mark is not None or line.choice is not None:
            continue
        tokens = found[1].replace(":", " ").replace(",", " ").split()
        small = [place for place, token in enumerate(tokens) if not token[0].isupper()] or [0]
        for begin, end in ((0, small[-1] + 1), (small[0], len(tokens))):
            name = " ".join(tokens[end:] if begin == 0 else tokens[:begin])
            beside = " ".join(tokens[begin:end])
            start = line.text.find(name)
            if beside.casefold() in lexicon.going_on and 0 < len(name.split()) <= LONGEST_NAME and start > 0:
                label = Candidate(name, start, len(line.text), alone=True, delivery=beside)
                line.choice = WeighedCandidate(label, CERTAIN)
                break


def take_entrances(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of a line between the heading of a scene and its first label that it is a direction, if it names
    those who speak. So it is with `KARL, DIE VORIGEN.` and `DIE VORIGEN. ANNA (mit einem Korb).` alike, and
    anywhere above a label with a line such as `_Enter Anna from the garden._`.
    """
    labels = Counter(line.choice.candidate.label for line in lines if line.choice is not None)
    heads = {at for at, line in enumerate(lines) if _is_scene(line, lexicon)}
    if not labels:
        return
    names = re.compile(rf"(?<!\w){any_of(labels)}(?!\w)")
    opening = [at for at, line in enumerate(lines) if line.opens]
    for at, after in pairwise(opening):
        line = lines[at]
        if lines[after].choice is None:
            continue
        if (at - 1 in heads and _lists_names(line, names)) or _tells_of(line, labels):
            line.choice, line.rejected, line.is_doubtful = None, None, False
            line.mark = LineMark("stage")


def _is_scene(line: TranscriptLine, lexicon: TranscriptLexicon) -> bool:
    return line.mark is not None and line.mark.kind == "heading" and names_a_scene(line.text, lexicon)


def _tells_of(line: TranscriptLine, labels: Mapping[str, int]) -> bool:
    """Whether what was taken for a label has nothing below it, and behind its first word the name of somebody
    who speaks oftener: `Enter the boy, running`.
    """
    if line.choice is None or not line.choice.candidate.alone:
        return False
    label = line.choice.candidate.label
    told = f" {label.partition(' ')[2]} ".casefold().replace(",", " ")
    return any(count > labels[label] and f" {name.casefold()} " in told for name, count in labels.items())


def _lists_names(line: TranscriptLine, names: re.Pattern[str]) -> bool:
    """Whether a line is names and what becomes of them: it begins with one, and what it has behind a label
    names others in capitals.
    """
    if line.mark is not None or line.text.endswith(ASKED):
        return False
    if line.choice is None or line.choice.candidate.body >= len(line.text):
        return names.match(line.text) is not None
    rest = names.search(line.text, line.choice.candidate.body)
    return rest is not None and rest[0].isupper() and line.choice.candidate.label.isupper()
