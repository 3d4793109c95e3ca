"""What an editor should look at: one notice for one doubtful line, in words, with the decision that settles
it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, zip_longest
from typing import TypeAlias

from attrs import evolve, field, frozen

from docconv.model import Draft, Evidence, Label, Turn
from docconv.notices import Notice, Severity, counted
from docconv.patterns import regex
from docconv.transcript.annotations import WeighedCandidate
from docconv.transcript.kinds import speaks_of_self
from docconv.transcript.labels.corrections import anchor_of
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.shape import is_lower
from docconv.walk import text_of, turns

MOST_REASONS = 2
SMALL_SHARE, LARGE_SHARE = 0.01, 0.02
"""One doubt on which less of the text depends than this is no reason to stop, nor are all of a kind."""
HARDLY_EVER = 0.2
"""The same for a doubt that is hardly ever right: one that is told of every label in a short text."""
NEVER = math.inf
QUIET = frozenset({"unlabelled", "told", "after-direction", "after-procedure", "end-of-report"})
"""Why paragraphs are doubted that are right nearly always, see docs/explanation.md."""
SLIGHT = frozenset[str](), frozenset({"recurrence"}), frozenset({"family"}), frozenset({"shape"})
"""What speaks so little against a label that it is no reason to stop where nothing else does."""
LONGEST_TITLE = 14  # words
LONGEST_LABEL = 4  # words
LONGEST_TOLD = 40  # words
ASKED = ("?", "？", "؟")
SAID = regex(r"[?!…„“”«»\"]")
FEWEST_IN_TURN = 3  # lines
TELLS, UNTOLD = "ends-in-small", "untold-initials"  # the rules of doubts about the words of a label
LABELS = ("label-like", "name-alone")
"""Reasons that doubt all up to the next turn."""
OPEN = regex(r"[(\[]?(?:\d+|[a-z]|[ivx]+)[.)\]]\s|\.\.|…")
"""How an item of a list begins, and what goes on."""


@frozen(eq=False, repr=False)
class DecisionContext:
    """What was decided about a text.

    draft, lines: what became of it, and what is known of its lines.
    doubtful: why paragraphs may be no part of the turn that they are in, by their lines.
    lexicon: the words of its language.
    turns: the turns of the draft.
    """

    draft: Draft
    lines: Sequence[TranscriptLine]
    doubtful: Mapping[int, Evidence]
    lexicon: TranscriptLexicon
    turns: Sequence[Turn[Label]] = field(init=False)

    @turns.default
    def _turns(self) -> Sequence[Turn[Label]]:
        return tuple(turns(self.draft))

    @cached_property
    def words(self) -> Mapping[int, int]:
        """By the number of a line, about how many words there are from it to the next turn."""
        begins = {turn.span.line for turn in self.turns if turn.span is not None}
        found: dict[int, int] = {}
        count = 0
        for line in reversed(self.lines):
            count += line.text.count(" ") + 1
            found[line.number] = count
            if line.number in begins:
                count = 0
        return found

    @cached_property
    def decided(self) -> frozenset[int]:
        """The numbers of the lines of which a user has said what they are, or who speaks them."""
        return frozenset([line.number for line in self.lines if is_decided(line)])

    @cached_property
    def total(self) -> int:
        """About how many words the text has."""
        return sum(line.text.count(" ") + 1 for line in self.lines)


def doubts(context: DecisionContext) -> Iterator[Notice]:
    """Notices on a text: what it is, then lines that were not taken for labels, then its turns."""
    yield from _about_the_text(context)
    found = [*_rejected_labels(context), *_turns(context)]
    reasons = [_reason(notice) for notice, _ in found]
    totals: Counter[object] = Counter()
    for (notice, _), reason in zip(found, reasons, strict=True):
        totals[reason] += notice.words
    for (notice, least), reason in zip(found, reasons, strict=True):
        severity = _severity(notice, least, totals[reason], context)
        yield notice if notice.severity == severity else evolve(notice, severity=severity)


Doubt: TypeAlias = tuple[Notice, float]
"""A notice, and the share of the text from which it is loud if so much depends on it."""


def _severity(notice: Notice, least: float, alike: int, context: DecisionContext) -> Severity:
    """Doubts are loud where much of the text depends on one of them, or on all for the same reasons; that
    nobody speaks at all is said of the whole text.
    """
    much = notice.words >= least * context.total
    much = much or (least == SMALL_SHARE and alike >= LARGE_SHARE * context.total)
    return "warning" if context.turns and much else "info"


def _reason(notice: Notice) -> object:
    return notice.code, notice.rule, tuple([evidence.rule for evidence in notice.evidence])


def _rejected_labels(context: DecisionContext) -> Iterator[Doubt]:
    examiner = tuple(f"{by} " for by in context.lexicon.examiner)
    in_turn = _in_turn(context.lines)
    for line in context.lines:
        if line.rejected is None or is_decided(line):
            continue
        if not line.text.casefold().startswith(examiner):
            loud = line.number in in_turn
            yield _rejected(line, line.rejected, context), 0.0 if loud else HARDLY_EVER


def _in_turn(lines: Sequence[TranscriptLine]) -> frozenset[int]:
    """The numbers of lines in a row that were not taken for labels for nothing but that the text prints
    others in another way: several that speak in turn, as below a report.
    """
    found: set[int] = set()
    for takes, run in groupby(lines, _is_only_otherwise):
        row = list(run) if takes else []
        if len(row) >= FEWEST_IN_TURN:
            found.update(line.number for line in row)
    return frozenset(found)


def _is_only_otherwise(line: TranscriptLine) -> bool:
    choice = line.rejected
    if choice is None:
        return False
    reasons = {reason.rule for reason in choice.against}
    return "other-convention" in reasons and reasons <= {"other-convention", "recurrence"}


def _turns(context: DecisionContext) -> Iterator[Doubt]:
    """The doubts about turns and their paragraphs, save those about lines of which more is said."""
    lines = {line.number: line for line in context.lines}
    for turn, following in zip_longest(context.turns, context.turns[1:]):
        yield from _turn(turn, lines, context)
        for block in turn.blocks:
            number = 0 if block.span is None else block.span.line
            if number in context.doubtful and lines[number].rejected is None and number != _line(turn):
                loud = _is_told_before(turn, lines[number], following, context)
                least = SMALL_SHARE if loud else _paragraph_from(lines[number], context)
                yield _paragraph(lines[number], turn, context), least


def _is_told_before(
    turn: Turn[Label], line: TranscriptLine, asked: Turn[Label] | None, context: DecisionContext
) -> bool:
    """Whether the second of two paragraphs is short, says neither I nor you, and is above a question with
    another label, so that it may be narrative between questions and answers.
    """
    if asked is None or not (asked.label and turn.label) or asked.label == turn.label or not asked.blocks:
        return False
    plain = len(turn.blocks) == 2 and line.text[-1] in FULL_STOPS and not SAID.search(line.text)
    short = line.gap > 0 and len(line.text.split()) <= LONGEST_TOLD
    above = text_of(asked.blocks[-1].children)[-1:] in ASKED
    return plain and short and above and not speaks_of_self(line.text, context.lexicon)


def is_decided(line: TranscriptLine) -> bool:
    """Whether a user has said what a line is, or who speaks it."""
    return line.speaker != "" or line.is_confirmed or (line.mark is not None and line.mark.is_decided)


def decision(line: TranscriptLine, what: str) -> str:
    """The table that decides about a line, for the file of decisions."""
    return f"[[line]]\ntext = {quoted(anchor_of(line.text))}\nline = {line.number}\n{what}"


def quoted(text: str) -> str:
    """A text as a string of TOML."""
    import json  # noqa: PLC0415  most texts leave no doubt

    return json.dumps(text, ensure_ascii=False)


def _about_the_text(context: DecisionContext) -> Iterator[Notice]:
    if context.draft.metadata.lang == "und":
        yield Notice("language-unknown", "the language of the text could not be told", "info")
    furniture = [line for line in context.lines if line.is_furniture]
    if furniture:
        verb = "is" if len(furniture) == 1 else "are"
        message = f"{counted(len(furniture), 'line')} of page furniture {verb} kept as page breaks"
        yield Notice("furniture-removed", message, "info", furniture[0].span)


def _turn(
    turn: Turn[Label], lines: Mapping[int, TranscriptLine], context: DecisionContext
) -> Iterator[Doubt]:
    """The doubt about who speaks in a turn, and whether it is one."""
    line = lines.get(_line(turn))
    if not turn.speakers:
        settled = line is not None and is_decided(line)
        yield _unknown(turn, line, context), NEVER if settled else SMALL_SHARE
    elif line is not None and line.choice is not None and turn.label:
        if turn.attribution.certainty != "high" and line.choice.attribution.certainty != "high":
            yield _taken(turn, line, line.choice, context), _taken_from(line.choice)
        elif turn.attribution.evidence and turn.attribution.evidence[-1].rule in (TELLS, UNTOLD):
            is_told = turn.attribution.evidence[-1].rule == UNTOLD
            yield _taken(turn, line, line.choice, context), SMALL_SHARE if is_told else NEVER
    elif _line(turn) in context.doubtful:
        first = turn.blocks[0].span if turn.blocks else None
        begins = lines.get(first.line) if first else None
        if begins is None or not is_decided(begins):
            is_quiet = context.doubtful[_line(turn)].rule in QUIET
            yield _introduced(turn, begins, context), NEVER if is_quiet else SMALL_SHARE


def _unknown(turn: Turn[Label], line: TranscriptLine | None, context: DecisionContext) -> Notice:
    return Notice(
        "speaker-unknown",
        "somebody speaks here, and nothing says who",
        span=turn.span,
        rule=turn.attribution.evidence[-1].rule if turn.attribution.evidence else "decision",
        alternatives=("narrative",),
        remedy=decision(line, 'is = "turn"   # or speaker = "who it is"') if line else "",
        evidence=turn.attribution.evidence,
        words=context.words.get(_line(turn), 0),
    )


def _taken(
    turn: Turn[Label], line: TranscriptLine, choice: WeighedCandidate, context: DecisionContext
) -> Notice:
    words = context.words[line.number]
    last = turn.attribution.evidence[-1] if turn.attribution.evidence else None
    of_label = last is not None and last.rule in (TELLS, UNTOLD)
    against = (last, *choice.against) if last is not None and of_label else choice.against
    reasons = _reasons(against) or "little speaks for it"
    return Notice(
        "speaker-guessed",
        f"“{turn.label}” is taken for a speaker, but {reasons}",
        "info",
        turn.span,
        choice.candidate.rule.name,
        ("narrative", "the turn before goes on"),
        decision(line, 'is = "text"   # no speaker; "label" if it is right'),
        turn.attribution.evidence,
        words,
    )


def _introduced(turn: Turn[Label], line: TranscriptLine | None, context: DecisionContext) -> Notice:
    reason, words = context.doubtful[_line(turn)], context.words.get(_line(turn), 0)
    name = turn.speakers[0].text
    return Notice(
        "speaker-guessed",
        f"{name} is taken to speak after this sentence, since {reason.detail}",
        "info",
        turn.span,
        reason.rule,
        ("narrative",),
        decision(line, f"speaker = {quoted(name)}   # or another") if line else "",
        turn.attribution.evidence,
        words,
    )


def _paragraph(line: TranscriptLine, turn: Turn[Label], context: DecisionContext) -> Notice:
    reason = context.doubtful[line.number]
    words = context.words[line.number] if reason.rule in LABELS else len(line.text.split())
    likely = 'is = "label"   # ' if reason.rule == "name-alone" else 'is = "narrative"   # or "heading"; '
    return Notice(
        "speaker-guessed",
        f"the paragraph is taken to go on with the turn of {whose(turn)}, but {reason.detail}",
        "info",
        line.span,
        reason.rule,
        ("narrative", "a turn of somebody else"),
        decision(line, f'{likely}"speech" if it is right'),
        (reason,),
        words,
    )


def _taken_from(choice: WeighedCandidate) -> float:
    """A single reason, or that a label is alone on its line, speaks little against it; that it is not written
    as a name is one reason, however often it is said.
    """
    against = {reason.rule for reason in choice.against}
    if "shape" in against:
        against.discard("once-only")
    return NEVER if "once-alone" in against or against in SLIGHT else SMALL_SHARE


def _paragraph_from(line: TranscriptLine, context: DecisionContext) -> float:
    """A paragraph that begins a little like a label is doubted aloud where that would be a short one, one
    that ends openly where it is short and begins as titles do.
    """
    reason, text = context.doubtful[line.number].rule, line.text
    if reason in QUIET:
        return NEVER
    if reason == "label-like":
        brief = not line.candidates or any(
            len(option.label.split()) <= LONGEST_LABEL for option in line.candidates
        )
        return SMALL_SHARE if brief else NEVER
    begins = not is_lower(text[0]) and not OPEN.match(text) and any(map(str.isalnum, text))
    is_title = begins and len(text.split()) <= LONGEST_TITLE
    return SMALL_SHARE if reason != "no-sentence" or is_title else NEVER


def _rejected(line: TranscriptLine, choice: WeighedCandidate, context: DecisionContext) -> Notice:
    label = choice.candidate.label
    words = context.words[line.number]
    reasons = _reasons(choice.against) or "little speaks for it"
    return Notice(
        "label-rejected",
        f"“{label}” looks like a speaker, but is not taken for one: {reasons}",
        "info",
        line.span,
        choice.candidate.rule.name,
        (f"a turn of {label}",),
        decision(line, 'is = "label"   # a speaker; "text" if it is none'),
        choice.attribution.evidence,
        words,
    )


def _reasons(against: Iterable[Evidence]) -> str:
    """The first of the reasons; that a label comes once tells of its shape as well."""
    details = {reason.rule: reason.detail for reason in against}
    if "once-only" in details:
        details.pop("shape", None)
    return " and ".join([*details.values()][:MOST_REASONS])


def whose(turn: Turn[Label]) -> str:
    """Who speaks in a turn, as the text has it."""
    return turn.label or (turn.speakers[0].text if turn.speakers else "somebody")


def _line(turn: Turn[Label]) -> int:
    return 0 if turn.span is None else turn.span.line
