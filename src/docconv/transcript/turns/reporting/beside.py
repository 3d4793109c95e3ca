"""The office or the form of address beside a verb of speech, by which a clause names who speaks."""

from __future__ import annotations

from docconv.patterns import regex
from docconv.transcript.lexicon import TranscriptLexicon, all_conjunctions, words
from docconv.transcript.shape import is_caseless
from docconv.transcript.turns.reporting.names import (
    ELIDED,
    Names,
    is_office,
    leads_to_a_noun,
    office_before,
    office_in,
)

MOST_BETWEEN, MOST_BEHIND, LONGEST_HEAD = 3, 4, 14  # words
LONGEST_SUBJECT, LONGEST_PRONOUN, MOST_PRONOUNS = 5, 3, 2  # words, letters, words
BEHIND_OFFICE = regex(r"\s([^\W\d_][\w’'-]+)(?=\s*[:：]$)")
CLAUSE_PART = regex(r"[,.?!;:()\"“”„«»]")


def has_form(sentence: str, offset: int, run: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a run of words with capitals is a last name and a form of address, which may be in small
    letters beside it: `Pani Wasiak`, `la señora Vidal`, `Kovács úr`.
    """
    first, *more = words(run)
    if more:
        return first in lexicon.honorifics and any(word not in lexicon.stop_words for word in more)
    beside = (*words(sentence[:offset])[-1:], *words(sentence[offset + len(run) :])[:1])
    is_form = any(word in lexicon.honorifics and word not in lexicon.offices for word in beside)
    return is_form and len(first) > 1 and first not in lexicon.stop_words and first not in lexicon.honorifics


def office_told(sentence: str, at: int, end: int, names: Names, lexicon: TranscriptLexicon) -> str:
    """The office that a clause names, as the one who speaks: with whose it is where it begins the clause,
    with the last name behind it, `głos zabrał radny Mazur`, or alone right beside the verb.
    """
    beside, near = office_beside(sentence, at, end, names, lexicon), len(words(sentence[end:])) <= MOST_BEHIND
    first = office_first(sentence[:at], lexicon) if near else ""
    office, _, of_what = first.partition(" ")
    if of_what and not names.holder(beside):
        alone = names.holder(office) and of_what.islower() and lexicon.particles.isdisjoint(words(of_what))
        return office if alone else first
    named = BEHIND_OFFICE.match(sentence, sentence.rfind(beside) + len(beside)) if beside else None
    return f"{beside}{named[0]}" if named and named[1].istitle() else beside or first


def office_first(before: str, lexicon: TranscriptLexicon) -> str:
    """The office that begins a clause, with whose it is, up to its verb: `The mayor of Bell`, `Глава района
    ей`; empty where the clause begins otherwise, or names more than one with a comma.
    """
    other = next(lexicon.reporting.finditer(before), None)  # `The mayor of Bell welcomed us and said`
    if other is not None and all_conjunctions().isdisjoint(words(before[other.end() :])):
        return ""
    tokens = before[: other.start() if other else len(before)].split()
    tokens = tokens[len(tokens) > 1 and leads_to_a_noun(tokens[0], lexicon) :]
    joined = any(token.casefold() in all_conjunctions() for token in tokens)  # `The mayor rose and said`
    while tokens and _is_slight(tokens[-1], lexicon):
        tokens.pop()
    is_plain = 0 < len(tokens) <= (LONGEST_HEAD if joined else LONGEST_SUBJECT)
    if not is_plain or any(map(CLAUSE_PART.search, tokens)):
        return ""
    tokens[0] = ELIDED.sub("", tokens[0])
    if tokens[0].casefold() in lexicon.third_person or not is_office(tokens[0], lexicon):
        return ""
    return tokens[0] if joined else " ".join(tokens)


def _is_slight(word: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word beside a verb may be a pronoun: `lui`, `ей`, `i-` of `i-a răspuns`."""
    return word.casefold() in lexicon.stop_words or (word.islower() and len(word) <= LONGEST_PRONOUN)


def office_beside(sentence: str, begin: int, end: int, names: Names, lexicon: TranscriptLexicon) -> str:
    """The office that is named right beside a verb: `la presidenta tomó la palabra:`, `sagte die
    Bürgermeisterin:`, `市长说：`; empty where there is none.
    """
    if held := held_beside(sentence, begin, end, names, lexicon):
        return held
    before, behind = _beside(sentence, begin, end, lexicon)
    reach = MOST_BETWEEN if is_caseless(sentence) else 1
    found = office_in((*reversed(before[-reach:]), *behind[:reach]), lexicon)
    return found or (office_before(before[-1], lexicon) if before and reach > 1 else "")


def _beside(sentence: str, begin: int, end: int, lexicon: TranscriptLexicon) -> tuple[list[str], list[str]]:
    """The words on both sides of a verb, without what may be a pronoun next to it, or an article."""
    before, behind = sentence[:begin].split(), sentence[end:].split()
    for _ in range(MOST_PRONOUNS):
        is_slight = bool(before) and _is_slight(before[-1], lexicon)
        before = before[: len(before) - is_slight]
        behind = behind[len(behind) > 1 and leads_to_a_noun(behind[0], lexicon) :]
    return before, behind[bool(behind) and leads_to_a_noun(behind[0], lexicon) :]


def held_beside(sentence: str, begin: int, end: int, names: Names, lexicon: TranscriptLexicon) -> str:
    """Who holds the office that is right beside a verb; empty where nobody is said to."""
    before, behind = _beside(sentence, begin, end, lexicon)
    sizes = range(MOST_BETWEEN, 0, -1)
    near = (" ".join(some).strip(",:：") for size in sizes for some in (before[-size:], behind[:size]))
    return next(filter(None, map(names.holder, near)), "")
