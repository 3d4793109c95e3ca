"""The people and offices of a document, as they are looked for in its narrative."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from attrs import evolve, field, frozen

from docconv.languages import fold
from docconv.patterns import regex
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.shape import core, is_caseless, last_name
from docconv.transcript.turns.blocks import Block

CLOSES = frozenset(",.;:!?…，。；：！？、")
FIRST = regex(r"\w+|[^\w\s]")
SOLID = regex(r"[\u3400-\u9fff\uf900-\ufaff]{2,4}|[\uac00-\ud7a3]{3,4}")
"""A name in Chinese, Japanese or Korean, which no space parts from what is around it or behind it."""
SENTENCE_END = regex(r"(?<=\w{4})[.!?…;:](?:\s|$)")
LONGEST_FRONT, LONGEST_APPOSITION = 20, 8  # blocks, words
LONGEST_ENDING, SHORTEST_LAST = 4, 4
"""Letters that a language may put behind a name, and of a last name that is looked for alone."""


@frozen(eq=False, repr=False)
class Names:
    """The labels of a document, longest first, to be found in narrative.

    by_first: the labels by their first word, or the mark before it, folded.
    solid: those that no space parts from the words around them.
    last: the last words of those that have several.
    holders: who holds an office, by the word for it, as the narrative at the head says.
    patterns: one for each first word that a text has had so far.
    """

    labels: tuple[str, ...]
    by_first: Mapping[str, Sequence[str]]
    solid: tuple[str, ...] = ()
    last: frozenset[str] = frozenset()
    holders: Mapping[str, str] = field(factory=dict)
    patterns: dict[str, re.Pattern[str]] = field(factory=dict, eq=False)

    def find(self, text: str) -> list[tuple[int, str]]:
        """Where names stand in a text: offset and the label as the text writes it."""
        found: list[tuple[int, str]] = []
        end = 0
        for first in FIRST.finditer(text) if self._may_be_in(text) else ():
            name = self.match(text, first.start(), fold(first[0])) if first.start() >= end else None
            if name is not None:
                found.append((name.start(), name[0]))
                end = name.end()
        for one in self.solid if not text.isascii() else ():
            found += ((at.start(), one) for at in re.finditer(one, text))
        return found

    def _may_be_in(self, text: str) -> bool:
        """Whether a text has a word that a name begins with, as most have not."""
        folded = FIRST.findall(fold(text)) if text.isascii() else map(fold, FIRST.findall(text))
        return bool(self.labels) and not self.by_first.keys().isdisjoint(folded)

    def holder(self, office: str) -> str:
        """Who holds an office by a form of the word for it, `borgmästaren`; empty where nobody is said to."""
        folded = office.casefold()
        shortest = 2 if is_caseless(folded) else SHORTEST_LAST
        ends = (end for end in range(len(folded) - 1, len(folded) - LONGEST_ENDING, -1) if end >= shortest)
        forms = (folded, *(folded[:end] for end in ends))
        return next((self.holders[form] for form in forms if form in self.holders), "")

    def inflected(self, run: str) -> str:
        """The label of which a run of words is a form, `Ann Leen` of `Ann Lee`; empty where there is none."""
        endings = (
            (label, run[len(label) :])
            for label in self.by_first.get(first_word(run), ())
            if run.startswith(label)
        )
        return next((label for label, end in endings if end.isalpha() and len(end) <= LONGEST_ENDING), "")

    def match(self, text: str, at: int, first: str) -> re.Match[str] | None:
        """The longest name that begins at the offset of a word of a text, which is folded."""
        names = self.by_first.get(first)
        if names is None:
            return None
        if first not in self.patterns:
            alternatives = (re.escape(name).replace(r"\ ", r"\s+") for name in names)
            self.patterns[first] = re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)
        return self.patterns[first].match(text, at)


def first_word(text: str) -> str:
    """The word, folded, or the mark that a text begins with."""
    first = FIRST.match(text)
    return fold(first[0]) if first else ""


def front_of(blocks: Iterable[Block]) -> list[str]:
    """The texts above the first label."""
    return [block.text for block in takewhile(lambda block: block.choice is None, blocks)]


def names_of(labels: Iterable[str], lexicon: TranscriptLexicon, told: Iterable[str] = ()) -> Names:
    """The names to look for: labels of two words or more, and what is left of them without an office before
    it; not the place that ends a label, `Mr. SMITH of New Jersey`. `told` is the narrative at the head, which
    says who holds which office.

    A label that begins with an article is an office alone.
    """
    labels = tuple(labels)
    found: set[str] = set()
    for label in labels:
        tokens = core(label).split()
        if 2 <= len(tokens) <= 6 and tokens[0].casefold() not in lexicon.articles:
            found.add(" ".join(tokens))
            if len(tokens) > 2 and not any(map(str.islower, tokens[-3:-1])):
                found.add(" ".join(tokens[-2:]))
    ordered = tuple(sorted(found, key=lambda name: (-len(name), name)))
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in ordered:
        by_first[first_word(name)].append(name)
    solid = tuple(sorted(label for label in labels if not label.isascii() and SOLID.fullmatch(label)))
    last = (name.rpartition(" ")[2] for name in ordered)
    names = Names(ordered, by_first, solid, frozenset(one for one in last if len(one) >= SHORTEST_LAST))
    return evolve(names, holders=_holders(told, names, lexicon))


def _holders(told: Iterable[str], names: Names, lexicon: TranscriptLexicon) -> dict[str, str]:
    """By the words for offices, whoever alone is said to hold one: `Mayor Ann Lee`, `the mayor, Ann Lee`,
    `市长李明山`.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    seen = ((text, offset, name) for text in islice(told, LONGEST_FRONT) for offset, name in names.find(text))
    for text, offset, name in (*seen, *((label, 0, label) for label in names.labels)):
        tokens = name.split()
        own = next((at for at, token in enumerate(tokens) if not is_office(token, lexicon)), 0)
        bare, before = " ".join(tokens[own:]), text[:offset]
        behind = text[offset + len(name) :].split(maxsplit=1)[:1]
        offices = [*_offices_before(before, lexicon), _run_before(before), office_in(behind, lexicon)]
        for office in filter(None, [tokens[own - 1]] if own else offices):
            found[office.casefold()][last_name(bare)] = bare
    return {office: next(iter(held.values())) for office, held in found.items() if len(held) == 1}


def _offices_before(text: str, lexicon: TranscriptLexicon) -> Iterator[str]:
    """The offices told before a name in the same sentence: the last, and those that it belongs to,
    `presidente da Câmara de Vila Serena`.
    """
    yield office_before(text, lexicon)
    for token in reversed(SENTENCE_END.split(text)[-1].split()[-LONGEST_APPOSITION:]):
        if is_office(token.strip(","), lexicon):
            yield token.strip(",")
        elif not (token[0].isupper() or leads_to_a_noun(token, lexicon)):
            return


def office_in(tokens: Sequence[str], lexicon: TranscriptLexicon) -> str:
    """The first word that is an office, without a particle that Korean puts behind one: `시장은`."""
    for token in tokens:
        word = token.strip(",:：")
        for form in (word, word[:-1] if is_caseless(word) else ""):
            if is_office(form, lexicon):
                return form
    return ""


def is_office(word: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word is an office, with capitals or without."""
    folded = word.casefold().strip(".,")
    return folded in lexicon.offices or (folded in lexicon.naming and folded not in lexicon.honorifics)


def _run_before(text: str) -> str:
    """Two or three words with capitals right before a name, which may be an office, `Wali Kota`, or in a
    script without capitals all that begins the sentence.
    """
    if text and is_caseless(text):
        begun = SENTENCE_END.split(text)[-1].split()
        return " ".join(begun) if len(begun) in (2, 3) else ""
    tokens = list(takewhile(lambda token: token[0].isupper() and token.isalpha(), reversed(text.split())))
    return " ".join(reversed(tokens)) if len(tokens) in (2, 3) else ""


def office_before(text: str, lexicon: TranscriptLexicon) -> str:
    """The office told right before a name, in the same sentence: the last word that is one."""
    if text and is_caseless(text[-1]):
        solid = next((text[-size:] for size in (4, 3, 2) if is_office(text[-size:], lexicon)), "")
        if solid:
            return solid
    tokens = SENTENCE_END.split(text)[-1].split()[-LONGEST_APPOSITION:]
    return office_in(tokens[::-1], lexicon)


def leads_to_a_noun(word: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word may be the article before an office."""
    return word.casefold() in lexicon.articles or word.casefold() in lexicon.stop_words


def told_about(text: str, names: Names) -> bool:
    """Whether a paragraph is about a speaker in the third person: the name as part of a sentence, not as an
    address.
    """
    for offset, name in names.find(text):
        behind = text[offset + len(name) : offset + len(name) + 1]
        before = text[:offset].rstrip()[-1:]
        vocative = before == "," or (behind in CLOSES and (not before or before in CLOSES))
        if not vocative:
            return True
    return False
