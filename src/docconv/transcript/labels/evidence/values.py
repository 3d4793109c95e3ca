"""What is after a label that names no speech: a value, a name below a heading."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.patterns import regex
from docconv.transcript.kinds import LONGEST_VALUE, is_value, lists_names
from docconv.transcript.labels.evidence.facts import is_talk, names_people
from docconv.transcript.labels.evidence.family import LONGEST_HEAD, FamilyContext
from docconv.transcript.lexicon import words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.shape import core

EQUAL_TO = regex(r"[^\W\d_] = [^\W\d_a-zß-ÿ]{2,5}(?:[,;]|$)")  # `Ann Lee = AL`


def _is_beside(place: int, context: FamilyContext) -> bool:
    """Whether a line is above or below all labels that recur, in a text whose speeches end as sentences."""
    first, last = context.firm_ends
    return context.are_speeches and not first <= place <= last


def names_below_head(lines: Sequence[TranscriptLine], at: int, body: int) -> bool:
    """Whether a name follows a colon below the heading of a part, no speech: `Presenter: Ann Lee (AL)`."""
    text, above = lines[at].text, lines[at - 1].text if at else ""
    if not (text[-1] not in FULL_STOPS and 0 < len(above) < LONGEST_HEAD and above[-1].isalnum()):
        return False
    tokens = text[body:].split()
    capitals = sum(token.lstrip("([")[:1].isupper() for token in tokens)
    return 1 < len(tokens) <= LONGEST_VALUE and capitals * 3 >= len(tokens) * 2


def is_fact(name: str, place: int, value: str, context: FamilyContext) -> bool:
    """Whether a line is a word and its value, a name in capitals, or above all labels names."""
    head, lexicon = context.whole.heads[place].text.partition(":")[0].casefold(), context.lexicon
    told = not lexicon.metadata.isdisjoint((name, head)) or _is_beside(place, context)
    told = told or (context.punctuated and " " in value and core(value).isupper())
    if told and (is_value(value) or EQUAL_TO.search(value)):
        return value[-1] not in ":：" or lexicon.first_person.isdisjoint(words(value))
    above = place < context.firm_ends[0]
    named = above and (lists_names(value) or names_people(value, name, lexicon))
    return named or ((above or not context.firm) and is_talk(value, lexicon))
