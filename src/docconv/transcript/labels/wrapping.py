"""Labels that are longer than the line: put together before anything is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve

from docconv.languages import fold
from docconv.model import Attribution, Evidence
from docconv.patterns import regex
from docconv.transcript.annotations import Candidate, LabelRule, WeighedCandidate
from docconv.transcript.finders.marks import INITIALLED, MAX_LABEL
from docconv.transcript.labels.rules import candidates
from docconv.transcript.lexicon import all_abbreviations, all_offices, words
from docconv.transcript.lines.lines import RAGGED, TERMINAL, Layout, TranscriptLine
from docconv.transcript.shape import core

REST = regex(r"\([^()]{2,40}\)\s?(?:[:.]?\s?[-–—]|:)\s")
HELD_BY = regex(r"[^():.]{0,60}\([^()]{2,60}\)\s?:\s")
"""The rest of an office and who holds it, in brackets: `Foreign Affairs (Hon. Ada Berg): `."""
DASHED = regex(r"[-–—]\s")
LAST_NAMES = regex(r"(?:[^\W\d_a-zß-ÿ][^\s.:;,()]*\s){1,4}\([^()]{2,40}\)\s?(?:[:.]?\s?[-–—]|:)\s")
LONGEST_START, LONGEST_OFFICE = 5, 10  # words
FEWEST_ALONE, MOST_OVER = 3, 3  # labels, lines
OFTEN = 3  # labels
BELOW_FULL_LINE = Attribution(
    "medium", (Evidence("no-blank-line", "the line above is full, so that the paragraph may go on"),)
)


def with_whole_labels(
    lines: Sequence[TranscriptLine], layout: Layout, rules: Iterable[LabelRule]
) -> list[TranscriptLine]:
    """The lines of a text, with a line to which a label runs over joined to the one where it begins."""
    wrapping = [rule for rule in rules if rule.wraps]
    lines = _with_parties(lines)
    if not layout.width:
        return _with_offices(lines, wrapping)
    names = _Names(lines)
    whole: list[TranscriptLine] = []
    at = 0
    while at < len(lines):
        line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        cut = after is not None and _is_cut(line, after, names)
        over = 1 if cut else _lines_over(line, lines[at + 1 : at + 3], layout, wrapping)
        for rest in lines[at + 1 : at + 1 + over]:
            line = _joined(line, rest, cut=cut)
        whole.append(line)
        at += 1 + over
    return whole


def take_below_full_lines(lines: Sequence[TranscriptLine]) -> None:
    """Take the labels of lines at which nothing may begin, since the one above is as good as full, if they
    are whole names with a colon that others begin with often.
    """
    within = [line for line in lines if not (line.opens or line.breaks) and _is_free(line)]
    within = [line for line in within if ": " in line.text[:MAX_LABEL]]
    if not within:
        return
    taken = [line.choice.candidate for line in lines if line.choice is not None]
    firm = {one.label: one for one in taken if one.rule.name == "colon" and " " in one.label}
    counts = Counter(one.label for one in taken)
    for line in within:
        label, _, said = line.text.partition(": ")
        if counts[label] >= OFTEN and label in firm:
            body = len(line.text) - len(said.lstrip())
            found = Candidate(label, 0, body, rule=firm[label].rule)
            line.choice = WeighedCandidate(found, BELOW_FULL_LINE, BELOW_FULL_LINE.evidence)


def _is_free(line: TranscriptLine) -> bool:
    return line.choice is None and line.mark is None and not line.is_furniture and not line.in_cast


def _with_offices(lines: Sequence[TranscriptLine], rules: Sequence[LabelRule]) -> list[TranscriptLine]:
    """The lines of a text that is not wrapped, with a label whose office is a line of its own put together,
    between blank lines, where others stand so: `Secretary of State at the Ministry of Health`, `Ada Berg:`.
    """
    below = [*lines[1:], None]
    alone = [line.gap > 0 and line.text[-1] == ":" for line in lines]
    if sum(alone) < FEWEST_ALONE:
        return list(lines)
    whole: list[TranscriptLine] = []
    for line, after in zip(lines, below, strict=True):
        before = whole[-1] if whole else None
        parted = after is None or after.gap > 0
        if before is not None and parted and not line.gap and _is_office_above(before, line, rules):
            whole[-1] = _joined(before, line, cut=False)
        else:
            whole.append(line)
    return whole


def _is_office_above(line: TranscriptLine, after: TranscriptLine, rules: Sequence[LabelRule]) -> bool:
    """Whether a line begins with an office and ends with no mark, and the next one, a name and a colon, ends
    its label.
    """
    folded, name = words(line.text), after.text.split()
    if not line.gap or line.mark or after.text[-1] != ":" or len(name) > LONGEST_START:
        return False
    if not (line.text[-1].isalpha() and name[0][0].isupper() and len(folded) <= LONGEST_OFFICE):
        return False
    held = any(" ".join(folded[:end]) in all_offices() for end in (1, 2, 3))
    return held and any(item.alone for item in candidates(f"{line.text} {after.text}", rules))


def _lines_over(
    line: TranscriptLine, below: Sequence[TranscriptLine], layout: Layout, rules: Sequence[LabelRule]
) -> int:
    """Over how many of the next lines a label runs; over two where it has a bracket that goes on."""
    if not below or _runs_over(line, below[0], layout, rules):
        return len(below[:1])
    if len(below) < 2 or line.text.count("(") <= line.text.count(")") or below[0].gap or below[0].opens:
        return 0
    return 2 * _runs_over(_joined(line, below[0], cut=False), below[1], layout, rules)


def _with_parties(lines: Sequence[TranscriptLine]) -> Sequence[TranscriptLine]:
    """The lines of a text, with those of a paragraph that is nothing but a label joined to its first."""
    joined: list[TranscriptLine] = []
    at = 0
    while at < len(lines):
        line, over = lines[at], _lines_alone(lines[at], lines[at + 1 : at + 2 + MOST_OVER])
        for rest in lines[at + 1 : at + 1 + over]:
            line = _joined(line, rest, cut=False)
        joined.append(line)
        at += 1 + over
    return joined


def _lines_alone(line: TranscriptLine, below: Sequence[TranscriptLine]) -> int:
    """Over how many more lines a paragraph runs that is a surname in capitals with initials, an office and a
    party, which a full stop ends: `BERG A. I., head of the committee for roads,`, `party "Halden".`.
    """
    if not line.opens or not line.text[:3].isupper() or not INITIALLED.match(line.text):
        return 0
    over = next((place for place, one in enumerate(below) if one.gap), 0)
    texts = [one.text for one in below[:over]]
    is_whole = over > 0 and texts[-1][-1] == "." and not any(". " in f"{text} " for text in texts[:-1])
    return over if is_whole and ". " not in texts[-1] else 0


def _joined(line: TranscriptLine, after: TranscriptLine, *, cut: bool) -> TranscriptLine:
    margin = f"{line.margin} {after.margin}".strip()
    moved = (span.moved(len(line.text) + 1) for span in after.emphasis)
    emphasis = (*line.emphasis, *moved)
    text = f"{line.text} {after.text}"
    opens = line.opens or cut
    return evolve(line, text=text, margin=margin, emphasis=emphasis, opens=opens, is_whole=cut)


def _runs_over(
    line: TranscriptLine, after: TranscriptLine, layout: Layout, rules: Sequence[LabelRule]
) -> bool:
    """Whether a label that begins a paragraph ends only in the next line, below a full one or a comma."""
    if after.gap or line.mark or not (line.opens or line.breaks) or (line.margin == "" != after.margin):
        return False
    if line.text[0] == "<":  # a message of a chat among what is said
        return False
    first_word = after.text.split(" ", 1)[0]
    ragged = RAGGED * (1 + bool(HELD_BY.match(after.text)))
    full = line.indent + len(line.text) + 1 + len(first_word) > layout.width - ragged
    free = line.opens or (line.breaks and line.text[-1] not in TERMINAL)
    shouted = line.text.isupper() and line.text[-1] == ","
    if not (full or line.text[-1] == ",") or not free or (after.opens and not shouted):
        return False
    if not all(item.alone for item in candidates(line.text, rules)):
        return False
    if _ends_sentence(line.text) and candidates(after.text, rules):
        return False
    both = candidates(f"{line.text} {after.text}", rules)
    return any(item.body > len(line.text) + 1 for item in both)


def _ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop that ends no abbreviation, outside brackets."""
    last = text.rsplit(" ", 1)[-1]
    whole = text[-1] == "." and text.count("(") <= text.count(")")
    return whole and len(last) > 2 and last[:-1].casefold() not in all_abbreviations()


class _Names:
    """Whether words stand together more than once in a text, over the ends of lines too."""

    def __init__(self, lines: Sequence[TranscriptLine]) -> None:
        self._lines = lines
        self._text = ""

    def holds(self, words: str) -> bool:
        """Whether some words come at least twice, in whatever letters."""
        self._text = self._text or fold(" ".join(line.text for line in self._lines))
        return self._text.count(f" {fold(words)}") > 1


def _is_cut(line: TranscriptLine, after: TranscriptLine, names: _Names) -> bool:
    """Whether a name in capitals is cut by the end of a line that is not full: a bracket and a delimiter
    begin the next one, a dash after its bracket, or the rest of a name that is found elsewhere.
    """
    begins_small = line.text[0].isalpha() and any(map(str.islower, line.text[:2]))
    if line.mark or after.gap or begins_small or not core(line.text).isupper():
        return False
    if len(line.text.split()) > LONGEST_START or line.text[-1] in ".:;,?!–—-" or ".-" in line.text:
        return False
    if DASHED.match(after.text):
        return line.text[-1] == ")" or names.holds(f"{line.text} {after.text[0]}")
    if REST.match(after.text):
        return True
    start, rest = line.text.rsplit(" ", 1)[-1], after.text.split(" ", 1)[0]
    return bool(LAST_NAMES.match(after.text)) and rest.isupper() and names.holds(f"{start} {rest}")
