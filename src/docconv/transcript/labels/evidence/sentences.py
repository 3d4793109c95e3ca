"""Labels that come once before a colon and may begin a sentence of a speech, by place and words."""

from __future__ import annotations

from collections.abc import Iterator

from docconv.transcript.annotations import SET_APART
from docconv.transcript.kinds import holds_office
from docconv.transcript.labels.evidence.family import (
    FamilyContext,
    LabelType,
    Weighed,
    has_the_floor,
    is_known,
)
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.shape import core, is_caseless, is_wide, key

FEWEST_SIGNS, FEWEST_LITTLE = 4, 2
BELOW_A_LINE, A_WORD_BELOW, A_SENTENCE = -4.0, -1.5, -3.0  # evidence


def by_sentence(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What says that a label begins a sentence: it is right below a line, and all others have a blank line
    above; or little words are in it, in a script without capitals.
    """
    decided = kind.is_taught or kind.is_confirmed or kind.times or kind.numbered
    if len(kind.occurrences) > 1 or context.rule.name != "colon" or context.alone or decided:
        return
    if is_known(key(kind.label), context.known) or context.rule is SET_APART:
        return
    if _is_below_a_line(kind, context) and not _may_be_somebody(kind.label, context.lexicon):
        is_word = kind.label.isalpha() and not is_caseless(kind.label)  # it may be a first name
        yield "no-blank-line", A_WORD_BELOW if is_word else BELOW_A_LINE, ""
    if is_caseless(kind.label) and _has_little_words(kind.label, context.lexicon):
        yield "little-words", A_SENTENCE, ""


def _is_below_a_line(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a label is right below a line of a speech, and the firm ones, of which there are some, are all
    after a blank line.
    """
    at, lines = kind.occurrences[0], context.lines
    if not at or lines[at].gap or lines[at - 1].mark is not None or at in context.firm:
        return False
    return context.are_all_apart and not has_the_floor(kind.label, lines, at)


def _may_be_somebody(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label is in capitals, an office, a word for somebody, or several words with capitals of which
    the first begins no sentence.
    """
    bare = core(label)
    if holds_office(label, lexicon) or lexicon.nobody.issuperset(words(bare)):
        return True
    if is_caseless(bare):
        return False
    tokens = bare.split()
    first = tokens[0].casefold()
    begins = len(tokens) == 1 or first in lexicon.stop_words or first in lexicon.first_person
    named = all(token[0].isupper() or token in lexicon.particles for token in tokens)
    return bare.isupper() or (named and not begins)


def _has_little_words(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label has a word that is in no name; where no spaces part words, whether it is longer than a
    name and ends in one or has two.
    """
    bare = core(label)
    little = lexicon.common.difference(lexicon.honorifics)
    if not is_wide(bare[-1]) and not is_wide(bare[0]):
        return not little.isdisjoint(bare.split())
    if len(bare) < FEWEST_SIGNS or holds_office(label, lexicon):
        return False
    ends = tuple(word for word in little if len(word) > 1)
    inside = {sign for sign in bare[1:] if sign in little}
    return bare.endswith(ends) or len(inside) >= FEWEST_LITTLE
