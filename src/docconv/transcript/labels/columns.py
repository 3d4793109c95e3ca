"""Labels in a column of their own that fill it, so that nothing but a space parts them from the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import Candidate, LabelRule
from docconv.transcript.lines.lines import TranscriptLine

FEWEST, OFTEN = 3, 2
WIDEST = 8  # letters
CODE = regex(r"([A-Z]{2,5}(?:-?\d{1,2}|[-/][A-Z]{1,4})?)\s++(?=\S)(?![A-Z]{2,})")
FEWEST_CODES = 6


def take_narrow(lines: Sequence[TranscriptLine], rules: Iterable[LabelRule]) -> None:
    """Add a candidate to lines that begin with a word as wide as the labels of the others or wider, in
    capitals or in a script without, which comes back: `MOD So ...`, where the others are `F1    Yes.`.
    """
    rule = next((rule for rule in rules if rule.name == "tab"), None)
    free = [line for line in lines if line.opens and line.mark is None and not line.in_cast]
    if rule is not None:
        _take_codes(free, rule)
    labels = [label for line in free if (label := _tabbed(line))]
    if rule is None or len(labels) < FEWEST:
        return
    widest = max(map(len, labels))
    narrow = [(line, word) for line in free if not _is_parted(line) and (word := _first(line, widest))]
    counts = Counter((*labels, *(word for _, word in narrow)))
    found = [(line, word) for line, word in narrow if counts[word] >= OFTEN]
    if (len(labels) + len(found)) * 10 < len(free) * 7:
        return
    for line, word in found:
        line.candidates = (*line.candidates, Candidate(word, 0, len(word) + 1, rule=rule))


def _take_codes(lines: Sequence[TranscriptLine], rule: LabelRule) -> None:
    """Take for a label the code after a time, as recorders of cockpits and of radio are
    transcribed, `14:05:22 CAM-1 flaps fifteen`, where nearly all lines with a time have one and some come
    back.
    """
    timed = [(line, time) for line in lines if (time := times.leading(line.text))]
    found = [
        (line, time, code)
        for line, time in timed
        if (code := CODE.match(line.text, time.end())) and not line.text.isupper()
    ]
    counts = Counter(code[1] for _, _, code in found)
    back = sum(count > 1 for count in counts.values())
    if len(found) < FEWEST_CODES or len(found) * 10 < len(timed) * 9 or back < OFTEN:
        return
    for line, time, code in found:
        taken = Candidate(code[1], code.start(1), code.end(), time=time[1], weighed="S0", rule=rule)
        line.candidates = (taken,)


def _tabbed(line: TranscriptLine) -> str:
    """The label of a line that several spaces part from the words, if it is a short word."""
    found = (item for item in line.candidates if item.rule.name == "tab" and not item.start)
    label = next((item.label for item in found), "")
    return label if len(label) <= WIDEST and " " not in label and "\t" not in line.text else ""


def _is_parted(line: TranscriptLine) -> bool:
    """Whether a line may begin with a label that more than a space parts from the words."""
    return any(item.rule.firm or item.rule.name == "tab" for item in line.candidates)


def _first(line: TranscriptLine, widest: int) -> str:
    """The first word of a line that may be a label which leaves no room for more than a space."""
    word, _, rest = line.text.partition(" ")
    if not rest or not word.isalnum() or word != word.upper() or not word[0].isalpha():
        return ""
    return word if widest <= len(word) <= WIDEST else ""
