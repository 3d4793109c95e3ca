"""Labels that name nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable

from docconv.transcript.labels.evidence.family import FamilyContext, LabelType
from docconv.transcript.lexicon import TranscriptLexicon

LONGEST_OF_NOBODY, LONGEST_PRONOUN = 8, 2  # words, letters
SHORTEST_NOUN = 5  # letters


def is_nobody_in_particular(name: str, rule: str, lexicon: TranscriptLexicon) -> bool:
    """Whether before a dash all words are those of somebody who is not named; before a full stop one in front
    of an office and where they are from, `Un sénateur du groupe socialiste. Ah !`; before a colon one and
    where it comes from, `A voice from the crowd: No!`.
    """
    folded = name.split()
    if rule in ("dash", "glued-dash"):
        return lexicon.nobody.issuperset(folded)
    if rule == "colon" and folded:
        bare = folded[folded[0] in lexicon.articles :]
        is_from = 2 < len(bare) <= LONGEST_OF_NOBODY and bare[1] in lexicon.stop_words
        return is_from and len(bare[0]) >= SHORTEST_NOUN and bare[0] in lexicon.nobody
    is_from = 2 < len(folded) <= LONGEST_OF_NOBODY and folded[2] in lexicon.particles
    is_from = is_from and len(folded[1]) > LONGEST_PRONOUN  # `Il y a un pont. Oui.`
    return rule == "period" and is_from and lexicon.nobody.issuperset(folded[:2])


def is_voice(first: str, rest: str, behind: Iterable[str], lexicon: TranscriptLexicon) -> bool:
    """Whether a label that begins with a word of headings is somebody's who is not named, `Varios señores
    diputados`, or a question's, since only questions and cries are after it: `Varios: ¡No!`,
    `질문: 예산은?`.
    """
    nobody = first in lexicon.nobody
    if nobody and rest:
        return True
    return (nobody or first in lexicon.question) and all(text[-1:] in ("!", "?") for text in behind)


def is_first_name(name: str, kind: LabelType, context: FamilyContext) -> bool:
    """Whether a month may be the first name of somebody who speaks once, `May: I did.`: others speak, and no
    other month is before a colon, as in a diary.
    """
    months, lines = context.lexicon.months, context.lines
    if name not in months or not context.firm:
        return False
    others = (line.text.partition(":") for at, line in enumerate(lines) if at not in context.firm)
    begun = sum(bool(colon) and head.casefold() in months for head, colon, _ in others)
    return begun <= len(kind.occurrences)
