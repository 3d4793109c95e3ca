"""What the look of a line says of it, where a source has a look: type that sets a label apart, a column for
those who speak, headings, directions.

A hint decides nothing about labels. It adds a candidate, or lends weight to one that the words give, and the
document as a whole decides, as it does without hints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import dropwhile, pairwise, zip_longest

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import SET_APART, Candidate, Hint, LineMark, MarkKind
from docconv.transcript.finders.spaces import BRACKET
from docconv.transcript.kinds import SEPARATOR, speaks_of_self
from docconv.transcript.labels.rules import with_delivery, with_time
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.lines.notations import SLUG
from docconv.transcript.shape import JUNIOR

DELIMITERS = " \t\u00a0:：.-–—"
PARTING = "\t:：.—–-"
CLOSING = ("", ":", "：", ".", "\t", "—", "–")
OFFICE = regex(r"\s?,\s[^\W\d_](?:[^\W_]|[-'’ ,.&/()](?!$)){1,70}[^\W_)]\)?")
SURE = ("cell", "speaker-style")
BRACKETS = "([{（【"
NO_NAME = '?!;"“”«»'
LABELLED = regex(r"([^\W\d_][^:：.!?]{0,38})[:：]\s*+\S")
IN_CAPITALS = r"(?:[^\W\d_a-zß-ÿ]{2,}[,.]? ){1,3}"
SLANTED = regex(
    rf"([*_])(?![\s*_])[^*_\n]+(?<!\s)\1(?: {IN_CAPITALS}\1(?![\s*_])[^*_\n]+(?<!\s)\1)*[.]?"
)  # names in capitals may be in upright type
QUOTED = regex(r"[\"“„«‹「『][^\"“”„«»」』]+[\"“”»›」』]")
FEW = 0.3
LONGEST = 120
MOST_WORDS = 18
FEWEST_OF_TITLE = 4  # words
OFTEN, FEWEST_FACTS = 3, 2
ASKED = "?？؟"


def take_hints(lines: Sequence[TranscriptLine], hints: Mapping[int, Hint]) -> None:
    """Give every line its hint, and the mark that it says; headings that come back often are labels."""
    for line in lines:
        line.hint = hints.get(line.number)
    levels: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.hint is not None and line.hint.kind == "heading":
            levels.setdefault(line.hint.level, []).append(index)
    headings = {index for places in levels.values() for index in places}
    for places in levels.values():
        if _are_labels(lines, places, headings):
            for index in places:
                lines[index].hint = _as_label(lines[index])
        elif _are_labelled(lines, places):
            for index in places:
                lines[index].hint = None
    for line in lines:
        _apply(line)


def _apply(line: TranscriptLine) -> None:
    """What a hint says of a whole line. Nothing begins where the paragraph before goes on."""
    hint = line.hint
    if hint is not None and hint.goes_on:
        line.gap, line.opens, line.breaks = 0, False, False
    if hint is not None and hint.kind:
        line.mark = LineMark(hint.kind, level=hint.level, is_beside=hint.is_beside)


def _are_labels(lines: Sequence[TranscriptLine], places: Sequence[int], headings: Container[int]) -> bool:
    """Whether most of some headings stand more than once, and above text, as those of parts do not, and most
    of them not right behind themselves, as the running heads of pages do.
    """
    named = [_untimed(lines[index].text).rstrip(DELIMITERS) for index in places]
    counts, behind = Counter(named), sum(one == two for one, two in pairwise(named))
    again = sum(number for number in counts.values() if number > 1) if behind * 2 <= len(named) else 0
    above = sum(1 for index in places if index + 1 < len(lines) and index + 1 not in headings)
    return again * 3 >= len(places) and above * 3 >= len(places) * 2


def _are_labelled(lines: Sequence[TranscriptLine], places: Sequence[int]) -> bool:
    """Whether most of some headings are a label that comes back and what is said, `Question: How old?`."""
    labels = [LABELLED.match(lines[index].text) for index in places]
    counts = Counter(found[1] for found in labels if found)
    again = sum(number for number in counts.values() if number > 1)
    return max(counts.values(), default=0) >= OFTEN and again * 3 >= len(places) * 2


def _as_label(line: TranscriptLine) -> Hint:
    """A heading as a label, which it stays where the text as a whole has other ones."""
    level = line.hint.level if line.hint is not None else 1
    return Hint(
        start=line.start, end=line.start + len(line.text), look="style", otherwise="heading", level=level
    )


def _untimed(text: str) -> str:
    """A heading without the time at its end."""
    time = times.TRAILING.search(text) if times.may_end(text) else None
    return text[: time.start()].rstrip() if time and time.start() else text


def take_fallbacks(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """What lines are by their formatting that are no labels. Who says I or asks gives no direction, nor
    do the other lines that look so where most of them say I or ask.
    """
    _take_headline(lines)
    _take_titles(lines)
    _take_facts(lines)
    _take_slanted(lines, lexicon)
    hinted = [(line, line.hint) for line in lines if line.hint is not None and _is_free(line)]
    stages = [line for line, hint in hinted if hint.otherwise == "stage"]
    said = {id(line) for line in stages if line.text[-1] in ASKED or speaks_of_self(line.text, lexicon)}
    most = len(said) * 2 > len(stages) and len(said) >= OFTEN
    for line, hint in hinted:
        if hint.otherwise and not (hint.otherwise == "stage" and (most or id(line) in said)):
            line.mark = LineMark(hint.otherwise, level=hint.level)


def _is_free(line: TranscriptLine) -> bool:
    return line.choice is None and line.mark is None


def _take_titles(lines: Sequence[TranscriptLine]) -> None:
    """Lines of several words that were taken for labels, though nobody says anything below them before the
    next label and they come once, are titles; in the italics of plain text, directions. So are places of
    scenes, `INT. BOATHOUSE - NIGHT`.
    """
    labelled = [line for line in lines if line.choice is not None]
    for line in labelled:
        is_place = line.text.isupper() and SLUG.match(line.text)
        if is_place and not line.is_confirmed:
            line.choice, line.mark = None, LineMark("heading", level=1)
    counts = Counter(line.choice.candidate.label for line in labelled if line.choice is not None)
    for line, below in pairwise(lines):
        found = line.choice.candidate if line.choice is not None and not line.is_confirmed else None
        if found is None or found.body < len(line.text) or not (_is_labelled(below) and below.opens):
            continue
        if counts[found.label] == 1 and _is_title(line, found.label):
            line.choice = None
            kind: MarkKind = "stage" if line.text[0] in "*_" else "heading"
            line.mark = LineMark(kind, level=1 + (line is not lines[0]))


def _take_headline(lines: Sequence[TranscriptLine]) -> None:
    """A first line with a label, all of whose words are in quotation marks, apart from a line without one, is
    the headline of an interview: `Ann Lee: “Geese do not wait”`.
    """
    first, second = lines[0] if lines else None, lines[1] if len(lines) > 1 else None
    if first is None or second is None or first.choice is None or second.choice is not None:
        return
    said = first.text[first.choice.candidate.body :].strip()
    if second.gap and QUOTED.fullmatch(said) and not first.is_confirmed:
        first.choice, first.mark = None, LineMark("heading", level=1)


def _take_facts(lines: Sequence[TranscriptLine]) -> None:
    """Labels in small letters that come once are facts about the talk, two or more, where a heading or a rule
    parts all of them from the first label, and those that come back all the time are in capitals. A name with
    initials that are such a label, `Ada Holt (AH)` or `Ada Holt`, is who speaks.
    """
    chosen = [(at, line, line.choice.candidate.label) for at, line in enumerate(lines) if line.choice]
    counts = Counter(label for _, _, label in chosen)
    again = [at for at, _, label in chosen if counts[label] >= OFTEN]
    if not again or not all(label.isupper() for label, count in counts.items() if count >= OFTEN):
        return
    last_part = max((at for at in range(again[0]) if _parts(lines[at])), default=0)
    above = [(line, label) for at, line, label in chosen if at < last_part]
    above = [(line, label) for line, label in above if counts.keys().isdisjoint(_initials(label))]
    if len(above) < FEWEST_FACTS or any(label.isupper() or counts[label] > 1 for _, label in above):
        return
    for line, _ in above:
        if not line.is_confirmed:
            line.choice, line.mark = None, LineMark("narrative")


def _initials(label: str) -> tuple[str, str]:
    """What is in brackets behind a name, and the first letters of two words and more."""
    words = label.split()
    return label[:-1].partition("(")[2], "".join(one[0] for one in words) if len(words) > 1 else ""


def _parts(line: TranscriptLine) -> bool:
    """Whether a line is a heading or a row of signs."""
    is_heading = line.mark is not None and line.mark.kind == "heading"
    return line.choice is None and (is_heading or SEPARATOR.match(line.text) is not None)


def _is_labelled(line: TranscriptLine) -> bool:
    """Whether a line has a label, by the whole text or by its notation."""
    return line.choice is not None or (line.mark is not None and line.mark.kind == "label")


def _take_slanted(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Paragraphs of one line in the italics of plain text, after the first label, are directions, where few
    of the words are in italics, and none asks or says I or you.
    """
    behind = dropwhile(lambda line: not _is_labelled(line), lines)
    found = [
        line
        for line in behind
        if line.text[0] in "*_" and line.choice is None and line.mark is None and SLANTED.fullmatch(line.text)
    ]
    if not found or sum(len(line.text) for line in found) > FEW * sum(len(line.text) for line in lines):
        return
    if any(line.text.rstrip("*_")[-1] in ASKED for line in found):
        return
    alone = {id(line) for line, below in zip_longest(lines, lines[1:]) if below is None or below.gap}
    for line in found:
        if line.gap and id(line) in alone and not speaks_of_self(line.text, lexicon):
            line.mark = LineMark("stage")


def _is_title(line: TranscriptLine, label: str) -> bool:
    """Whether a line that has no mark is longer than names are, or has figures. Capitals may name several who
    are there.
    """
    long = len(label.split()) >= FEWEST_OF_TITLE and not line.text.isupper()
    plain = line.mark is None and line.text[:2] not in ("**", "__")
    return plain and (long or any(map(str.isdecimal, label)))


def with_look(options: Iterable[Candidate], line: TranscriptLine, hint: Hint) -> list[Candidate]:
    """The candidates of a line with what its formatting says: those that end where the type changes are
    set apart, and the stretch before the change is one itself.
    """
    found = list(options)
    start, end = hint.start - line.start, hint.end - line.start
    if hint.start >= hint.end or start < 0 or end > len(line.text):
        return found
    own = _candidate(line.text, start, end, hint.look)
    if own is None:
        return found
    reach = own.start + len(own.label) + len(own.delivery)
    found = [evolve(item, apart=True) if _ends_at(item, own, reach) else item for item in found]
    return [own, *found]


def _ends_at(item: Candidate, own: Candidate, reach: int) -> bool:
    return item.label == own.label or abs(item.start + len(item.label) + len(item.delivery) - reach) <= 1


def _candidate(text: str, start: int, end: int, look: str) -> Candidate | None:
    """The candidate in a stretch, its delimiter inside or after it; what a bracket is around is another's."""
    if start and text[start - 1] in BRACKETS:
        return None
    stamp = times.leading(text)
    if stamp is not None and start < stamp.end() < end:
        start = stamp.end()
    label = _bare(text[start : _with_office(text, _with_bracket(text, end))])
    if not _can_be(label):
        return None
    at = text.index(label, start)
    behind = at + len(label)
    body = _behind_delimiters(text, behind, end)
    alone = body >= len(text)
    parted = alone or look in SURE or any(char in PARTING for char in text[behind:body])
    found = Candidate(label, at, body, alone, apart=True, look=look if parted else f"bare {look}")
    time = stamp[1] if stamp is not None and stamp.end() <= start else ""
    after = times.leading(text, body) if body > behind else None
    if after is not None and (after.end() >= len(text) or times.is_certain(after[1])):
        found.time, found.body, found.alone = after[1], after.end(), after.end() >= len(text)
    return with_delivery(with_time(found, time, SET_APART))


def _with_bracket(text: str, end: int) -> int:
    """The end of a stretch with the bracket after it, if the label goes on to there: `ANNA (laughs):`."""
    bracket = BRACKET.match(text, end)
    closed = bracket is not None and text[bracket.end() : bracket.end() + 1] in CLOSING
    return bracket.end() if bracket is not None and closed else end


def _with_office(text: str, end: int) -> int:
    """The end of a stretch with the office after it that ends the line, `Ann Lee, Engineer`."""
    office = OFFICE.fullmatch(text, end)
    return office.end() if office and text[end - 1] not in PARTING else end


def _bare(stretch: str) -> str:
    """A label without its delimiter, but with the full stop of an initial or of `Jr.`."""
    label = stretch.strip(DELIMITERS)
    is_short = (len(label) > 1 and label[-2] in ". ") or JUNIOR.search(f"{label}.")
    return f"{label}." if is_short and stretch.rstrip().endswith(".") else label


def _can_be(label: str) -> bool:
    brief = 0 < len(label) <= LONGEST and len(label.split()) <= MOST_WORDS and label[0] not in BRACKETS
    mark = any(char in label for char in NO_NAME) or SEPARATOR.match(label) or times.ONLY.match(label)
    return brief and not mark


def _behind_delimiters(text: str, at: int, end: int) -> int:
    """Where the words begin: after one delimiter of each kind and space; a minus stays with its number."""
    seen = ""
    while at < len(text) and (text[at].isspace() or (text[at] in DELIMITERS and text[at] not in seen)):
        if text[at] in "-–—" and at >= end and not text[at + 1 : at + 2].isspace() and "." not in seen:
            break
        seen += text[at].strip()
        at += 1
    return at
