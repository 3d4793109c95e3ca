"""Other names for all who speak, in every text of a document, and a key that gives the names back.

Words of names become invented words, the same for the same word: `Ann Lee`, `Mr. Lee` and `Lee's` become
`Badok Gelir`, `Mr. Gelir` and `Gelir's`. Titles, offices, groups and voices without a name stay.

    [names]                    # add names of others, who do not speak, to have them replaced as well
    Lee = "Gelir"

    [forms]                    # what stood in texts, in capitals or inflected
    LEES = "GELIRS"

    [[speaker]]
    pseudonym = "badok-gelir"
    id = "ann-lee"
    refs = ["https://viaf.org/viaf/1"]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from attrs import asdict, define, evolve, field, frozen

from docconv.model import Resolved, Speaker
from docconv.speakers.labels.ids import Ids
from docconv.toml.faults import first_fault, parse
from docconv.transforms.names import RUN, SPACED, NameFinder, names_of, plain
from docconv.transforms.texts import Edit, Edits, changed, strings_of, with_texts, with_told

FIRST, VOWELS, LAST = "bdfgklmnprstvz", "aeiou", "klmnrsv"
HEAD = "# Who is who. Keep this apart from the documents.\n\n"


@frozen
class HiddenSpeaker:
    """Who is after a pseudonym: ids, and the references that are left out."""

    pseudonym: str
    id: str
    refs: tuple[str, ...] = ()


@frozen
class PseudonymKey:
    """What is in a key file: words of names and what stands for them; forms of them that stood in texts; ids
    of speakers.
    """

    names: dict[str, str] = field(factory=dict)
    forms: dict[str, str] = field(factory=dict)
    speaker: tuple[HiddenSpeaker, ...] = ()


def read_key(text: str, where: str = "") -> PseudonymKey:
    """The key in the text of a key file. Raises `UsageError`, with line and column, for what is wrong."""
    from cattrs import Converter  # noqa: PLC0415  most documents have no key

    data = parse(text, where)
    try:
        return Converter(forbid_extra_keys=True).structure(data, PseudonymKey)
    except Exception as error:
        raise first_fault(error, text, where) from error


def key_text(key: PseudonymKey) -> str:
    """A key as a file, which gives the same when it is read."""
    import tomli_w  # noqa: PLC0415

    people = list(map(asdict, key.speaker))
    return HEAD + tomli_w.dumps({"names": key.names, "forms": key.forms, "speaker": people})


@define
class Pseudonyms:
    """A transform that gives pseudonyms, the same to the same names in all documents that it is given; `key`
    is what is known so far. `restore` gives the names back.
    """

    key: PseudonymKey = field(factory=PseudonymKey)

    def __call__(self, document: Resolved) -> Resolved:
        """A document without the names of those who speak, nor those in the key; without references, the
        names of its file and of its recording, which tell them, too, and what its file says beside it.
        """
        texts = list(strings_of(document))
        self._invent(document, {run.lower() for text in texts for run in RUN.findall(text)})
        known = ((name,) for name in self.key.names)
        finder = NameFinder([*names_of(document), *known], document.metadata.lang)
        values = {*self.key.names.values(), *self.key.forms.values()}
        taken = {plain(name): word for name, word in self.key.names.items()}

        def edit(text: str, places: Sequence[tuple[int, int]]) -> list[Edit]:
            return [(start, end, self._form(text[start:end], finder, taken, values)) for start, end in places]

        def told(text: str) -> list[Edit]:
            return edit(text, finder.told(text))

        people = dict(self._people(document, lambda one: with_told(one, told), told))
        named = with_texts(document, people, lambda text: edit(text, finder.running(text)), told)
        return evolve(named, metadata=evolve(named.metadata, source=None, media=None), origin=None)

    def _invent(self, document: Resolved, present: set[str]) -> None:
        """Words for names that have none yet; none of them is in the text already."""
        known = {plain(name): word for name, word in self.key.names.items()}
        used = {word.lower() for word in known.values()} | present
        new = (word for word in map(_invented, count(len(known))) if word not in used)
        for words in names_of(document):
            for word in words:
                own = plain(word)
                if own not in known:
                    known[own] = next(new)
                cased = _cased(known[own], word)
                if word not in self.key.names and cased not in self.key.names.values():
                    self.key.names[word] = cased

    def _form(self, run: str, finder: NameFinder, taken: dict[str, str], values: set[str]) -> str:
        """What stands for a word in which a name is: the ending of it stays."""
        if run in self.key.names:
            return self.key.names[run]
        if run not in self.key.forms:
            made, at = list[str](), 0
            for start, end, own in finder.parts(run):
                made += [run[at:start], _cased(taken[own], run[start:end])]
                at = end
            new = "".join((*made, run[at:]))
            while new in values:  # two forms of one stem
                new += "a"
            self.key.forms[run] = new
            values.add(new)
        return self.key.forms[run]

    def _people(
        self, document: Resolved, renamed: Callable[[Speaker], Speaker], told: Edits
    ) -> Iterator[tuple[str, Speaker]]:
        """The speakers by their old ids; those who are called otherwise have new ones, without references."""
        new = {one.id: renamed(one) for one in document.speakers}
        kept = {one.id for one in document.speakers if new[one.id] == one and changed(one.id, told) == one.id}
        ids = Ids(set(kept), document.metadata.lang)
        hidden = {one.pseudonym: one for one in self.key.speaker}
        for old in document.speakers:
            if old.id in kept:
                yield old.id, old
                continue
            one = new[old.id]
            pseudonym = ids.only(one.name or next(iter(one.aliases), ""))
            hidden.setdefault(pseudonym, HiddenSpeaker(pseudonym, old.id, old.refs))
            yield old.id, evolve(one, id=pseudonym, refs=())
        self.key = evolve(self.key, speaker=tuple(hidden.values()))

    def restore(self, document: Resolved) -> Resolved:
        """A document with pseudonyms as it was, but for the names of its file and of its recording."""
        known = {new: old for some in (self.key.names, self.key.forms) for old, new in some.items()}
        words = "|".join(map(re.escape, sorted(known, key=len, reverse=True))) or "(?!)"
        pattern = re.compile(f"(?<!{SPACED})(?:{words})(?!{SPACED})")

        def edits(text: str) -> list[Edit]:
            return [(*found.span(), known[found[0]]) for found in pattern.finditer(text)]

        hidden = {one.pseudonym: one for one in self.key.speaker}
        people = dict[str, Speaker]()
        for one in document.speakers:
            old = hidden.get(one.id)
            named = with_told(one, edits)
            people[one.id] = named if old is None else evolve(named, id=old.id, refs=old.refs)
        return with_texts(document, people, edits, edits)


def _invented(number: int) -> str:
    """The invented word of a number, in an order that shows no plan."""
    syllables = len(FIRST) * len(VOWELS)
    rounds, number = divmod(number * 1709 % (syllables**2 * len(LAST)), syllables**2)
    first, second = divmod(number, syllables)
    return f"{_syllable(first)}{_syllable(second)}{LAST[rounds]}"


def _syllable(number: int) -> str:
    first, vowel = divmod(number, len(VOWELS))
    return FIRST[first] + VOWELS[vowel]


def _cased(word: str, as_in: str) -> str:
    """A word in capitals or small letters as another one."""
    if as_in.isupper() and len(as_in) > 1:
        return word.upper()
    return word.lower() if as_in.islower() else word.capitalize()
