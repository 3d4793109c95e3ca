"""Labels that are clauses, by the verbs of speech in them."""

from __future__ import annotations

import re

from docconv.transcript.labels.evidence.family import FamilyContext, LabelType, mostly, places
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.shape import core, is_caseless

FEWEST_OF_FORM = 3
FEWEST_BEFORE = 2  # words
MOST_BEHIND = 2  # words
FEWEST_TOLD = 3  # words
FEWEST_LABELLED = 4  # lines
QUOTES = "\"“„«‹「『‘'"


def is_clause(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a label ends in a verb of speech in small letters, or little words after it, `The mayor of
    Halden said`, `The mayor answered her`, not `Omar Said`, or has one after a word that begins sentences,
    `Darauf sagte Frau Brandt`, or between a name and what is no name, `Pfarrerin Ilse Horn begrüßte die
    Gäste`.
    """
    lexicon, label = context.lexicon, kind.label
    if not is_caseless(label):
        tokens = label.split()
        if _names_a_speech(label, lexicon):
            return True
        if label.isupper() or not (len(tokens) > FEWEST_BEFORE or tokens[-1].islower()):
            return False
        return any(
            (_ends_with(verb, label, lexicon) and verb[0][0].islower())
            or _hands_over(core(label), verb, lexicon)
            or _has_an_object(label, verb, lexicon)
            or _tells_what(label, verb, lexicon)
            for verb in lexicon.reporting.finditer(label)
        )
    if len(label.split()) > FEWEST_OF_FORM and any(lexicon.reporting.finditer(label)):
        return True
    quoted = mostly(context.lines[at].text[body:][:1] in QUOTES for at, body in places(kind))
    of_self = any(label.startswith(one) for one in lexicon.first_person if is_caseless(one))  # `我問他：「`
    return quoted and any(verb in label if of_self else label.endswith(verb) for verb in lexicon.verbs)


def _ends_with(verb: re.Match[str], label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label ends with a verb, or with little words after it, `The mayor answered her`."""
    behind = label[verb.end() :].split()
    return len(behind) <= MOST_BEHIND and all(map(lexicon.stop_words.__contains__, behind))


def _names_a_speech(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label begins with words for what is said and whose it is, `Speech by President Ann Lee`, not
    with a verb as those of some records do, `Tomó la palabra la presidenta Ada Roca`.
    """
    verb = lexicon.reporting.match(label)
    leads = verb[0].rpartition(" ")[2].casefold() if verb is not None and " " in verb[0] else ""
    return verb is not None and leads in lexicon.stop_words and verb.end() < len(label)


def counts_points(kind: LabelType, lexicon: TranscriptLexicon) -> bool:
    """Whether a label is a little word that begins a sentence and one that counts what is said, `And first:`,
    `The second:`; in capitals it may be somebody in a play.
    """
    first, _, rest = kind.label.partition(" ")
    return rest.islower() and rest in lexicon.points and first.casefold() in lexicon.stop_words


def goes_on_in_small(kind: LabelType, context: FamilyContext) -> bool:
    """Whether words after an office that comes once go on with a small letter, as after no other label, for
    whoever holds it is spoken to: `Ambassador: thank you`; or after another word, and words that end in a
    small one, where labels are many: `Edit: since many ask`, `Ms. Lee was right: we waited`.
    """
    lines, (at, body) = context.lines, next(places(kind))
    if (
        len(kind.occurrences) > 1
        or context.rule.name != "colon"
        or not lines[at].text[body : body + 1].islower()
    ):
        return False
    held = context.lexicon.naming.issuperset(words(kind.label))
    others = len(context.named) - (at in context.named)
    tells = kind.label.isalpha() or kind.label.split()[-1].islower()
    if others < (1 if held else FEWEST_LABELLED) or not (held or tells):
        return False
    return context.small_behind <= {at}


def _hands_over(label: str, verb: re.Match[str], lexicon: TranscriptLexicon) -> bool:
    """Whether a verb parts a word that begins sentences from a name."""
    begins = label.split(maxsplit=1)[0].casefold() in lexicon.stop_words
    behind = [word for word in label[verb.end() :].split() if word not in lexicon.articles]
    return begins and verb[0].islower() and verb.start() > 0 and bool(behind) and behind[0][:1].isupper()


def _has_an_object(label: str, verb: re.Match[str], lexicon: TranscriptLexicon) -> bool:
    """Whether a verb parts two words with capitals from one in small letters that begins no name."""
    before, behind = label[: verb.start()].split(), label[verb.end() :].split(maxsplit=1)
    named = len(before) >= FEWEST_BEFORE and all(word[0].isupper() for word in before[-FEWEST_BEFORE:])
    return named and verb[0].islower() and bool(behind) and behind[0] in lexicon.stop_words


def _tells_what(label: str, verb: re.Match[str], lexicon: TranscriptLexicon) -> bool:
    """Whether words in small letters go on with a sentence behind a verb and a little word, and no little
    word is before it: `Mrs. KATZ, for the islands, said that more was needed`.
    """
    before, behind = label[: verb.start()].split(), label[verb.end() :].split()
    told = len(behind) >= FEWEST_TOLD and behind[0] in lexicon.stop_words and behind[-1].islower()
    return told and verb[0].islower() and bool(before) and before[-1].casefold() not in lexicon.stop_words
