"""Who asks and answers in a court: `Q.` and `A.` below `Questioned by MR HALE` and `ARTHUR PYM (sworn)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docconv.model import Paragraph, Turn
from docconv.patterns import regex
from docconv.speakers.labels.form import DELIMITERS, clean
from docconv.speakers.labels.gazetteer import word, words
from docconv.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from docconv.speakers.labels.gazetteer import NameGazetteer
    from docconv.speakers.mentions import Mention, Mentions

LONGEST_LINE = 25
NAME = range(2, 6)
BEFORE = "<>*• "
AFTER_NAME = regex(r"[,(\[]")


def persons_in_court(mentions: Mentions, gazetteer: NameGazetteer) -> dict[int, str]:
    """Who asks or answers in a mention, by its number, as the lines of the record between turns say.

    A new witness ends the examination. Where one witness only is sworn, all answers are theirs, as are those
    of `THE WITNESS` where none is; not those before others speak and somebody is sworn. Once somebody else
    has asked by name and was answered, nobody can tell who asks, until a line or a label says so; where no
    line ever does, and somebody asks by name before the first question by letter, it is whoever last did.
    """
    printed = [
        clean(mention.speakers[0].text) if len(mention.speakers) == 1 else "" for mention in mentions.all
    ]
    every = set(printed)
    questions = {label for label in every if words(label) in gazetteer.question}
    replies = {label for label in every if words(label) in gazetteer.answer}
    asks = {at for at, label in enumerate(printed) if label in questions}
    answers = {at for at, label in enumerate(printed) if label in replies}
    if not answers:
        return {}
    sworn = [(at, text, _witness(text, gazetteer)) for at, text in mentions.notes]
    witnesses = {name for _, _, name in sworn if name}
    examined = asks or any(
        _examiner(text, printed, gazetteer) or (name and _called(text, gazetteer)) for _, text, name in sworn
    )
    if not examined:
        return {}
    named = witnesses or {label for label in replies if len(words(label)) > 1}  # `THE WITNESS`
    witness, examiner = (next(iter(named)) if len(named) == 1 else ""), ""
    sworn_at = next((at for at, _, name in sworn if name), 0)
    before = [at for at in answers if at < sworn_at and len(words(printed[at])) == 1]
    if before and not {*printed[max(before) : sworn_at]} <= questions | replies:
        witness = ""
    notes, found, asker = list(reversed(sworn)), dict[int, str](), ""
    by_label = not any(_examiner(text, printed, gazetteer) for _, text, _ in sworn)
    for at, label in enumerate(printed):
        while notes and notes[-1][0] <= at:
            _, text, name = notes.pop()
            witness = name or witness
            examiner = "" if name else _examiner(text, printed, gazetteer) or examiner
            asker = examiner
        if label == examiner or (at + 1 in answers and at not in asks and _is_question(mentions.all[at])):
            asker = label
        by_label = by_label and (asker != "" or at not in asks)  # `MR HALE: Is it true?`, `A.`, `Q.`
        name = asker if at in asks and (by_label or asker == examiner) else witness if at in answers else ""
        found.update({at: name} if name else {})
    return found


def _is_question(mention: Mention) -> bool:
    """Whether what somebody says ends with a question."""
    last = mention.blocks[-1] if isinstance(mention, Turn) and mention.blocks else None
    return isinstance(last, Paragraph) and text_of(last.children).rstrip()[-1:] == "?"


def _witness(text: str, gazetteer: NameGazetteer) -> str:
    """The name at the beginning of a line that swears a witness in, after the word for one, or a sign."""
    text = (_called(text, gazetteer) or text).lstrip(BEFORE)
    sequence = words(text)
    if len(sequence) > LONGEST_LINE:
        return ""
    is_sworn = any(gazetteer.sworn.longest(sequence, at) for at in range(2, len(sequence)))
    if not is_sworn:
        return ""
    tokens = AFTER_NAME.split(text, maxsplit=1)[0].split()
    is_name = len(tokens) in NAME and all(token[0].isupper() for token in tokens)
    return " ".join(tokens) if is_name and not gazetteer.office_at(sequence) else ""


def _called(text: str, gazetteer: NameGazetteer) -> str:
    """What is after the word for a witness, `WITNESS: ANN LEE [Sworn]`."""
    called, _, name = text.partition(":")
    return name if words(called) in gazetteer.answer else ""


def _examiner(text: str, labels: Collection[str], gazetteer: NameGazetteer) -> str:
    """The name after the words for an examination, if it is a label or has a form of address; `BY THE
    WITNESS:` says who answers and not who asks.
    """
    length = gazetteer.examiner.longest(words(text))
    name = " ".join(text.split()[length:]).strip(DELIMITERS + "()[]") if length else ""
    if not name or words(name) in gazetteer.answer:
        return ""
    tokens = tuple(map(word, name.split()))
    addressed = gazetteer.honorifics.longest(tokens) if tokens else 0
    return name if name in labels or 0 < addressed < len(tokens) < max(NAME) else ""
