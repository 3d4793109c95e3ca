"""What the document says about a speaker: the name as a sentence writes it, the office, the sex."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from docconv.languages import fold
from docconv.model import Speaker
from docconv.patterns import regex
from docconv.speakers.labels.form import label_key
from docconv.speakers.labels.gazetteer import word, words
from docconv.speakers.labels.kinds import is_age
from docconv.speakers.table import VOICES

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

    from docconv.speakers.labels.form import Form
    from docconv.speakers.labels.gazetteer import NameGazetteer, Words
    from docconv.speakers.mentions import Mentions

WORD = regex(r"[^\W\d_](?:[\w’'-]*\w)?")
POSSESSIVE = regex(r"['’]\w{1,2}$")
CLAUSE = regex(r"[.,;:!?()\[\]«»“”\"—–\n]")
CONTEXT = 200
"""Characters before and after a name in which an apposition is looked for."""
APPOSITION = 14
"""Words of the longest apposition taken for an office."""
COUNTED = 2
"""Words of who is one of several by number."""


@frozen(eq=False, repr=False)
class Truecaser:
    """How a document writes, in its sentences, the words that labels print in capitals (truecasing)."""

    spellings: Mapping[str, Counter[str]]
    particles: frozenset[str]

    def name(self, printed: str) -> str:
        """A name in the spelling of the sentences; as printed unless all its words are found there, and where
        all of it would be small: `IT` is no name of the word `it`.
        """
        found = self._cased(
            printed, [token if len(token.strip(".")) == 1 else self._word(token) for token in printed.split()]
        )
        return printed if found.islower() else found

    def office(self, printed: str) -> str:
        """An office in the spelling of the sentences; as printed unless all its words are found there."""
        return self._cased(printed, [self._word(token) for token in printed.split()])

    def _cased(self, printed: str, found: Sequence[str | None]) -> str:
        return " ".join(filter(None, found)) if all(found) else printed

    def _word(self, token: str) -> str | None:
        if not (token.isupper() or _shouts(token)):
            return token
        plain = token.strip(".,")
        known = self.spellings.get(fold(plain))
        if not known:
            return token if len(plain) == 1 else None
        # A name or an office has capitals wherever it may; what is small in it is a particle.
        capital = [one for one in known if one[0].isupper()] if fold(plain) not in self.particles else []
        usual = max(capital or known, key=lambda one: (known[one], one))
        return token.replace(plain, usual)


def truecaser(mentions: Mentions, needed: frozenset[str], particles: frozenset[str]) -> Truecaser:
    """The spellings in a document of the words that are needed."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    if needed:
        parts = (
            (part, count)
            for token, count in mentions.words().items()
            for part in ((token,) if token.isalpha() else _parts(token))
        )
        for part, count in parts:
            if (folded := fold(part)) in needed and not _shouts(part):
                spellings[folded][part] += count
    return Truecaser(spellings, particles)


def _parts(token: str) -> list[str]:
    """The words in what white space parts, with a possessive and without."""
    return [part for one in WORD.findall(token) for part in {one, POSSESSIVE.sub("", one)}]


def _shouts(token: str) -> bool:
    """Whether a word is in capitals, a prefix such as `Mc` aside."""
    return token[-1:].isupper() and sum(map(str.isupper, token)) > 1


def shouted(forms: Iterable[Form]) -> frozenset[str]:
    """The folded words that labels print in capitals."""
    texts = (f"{form.name or ''} {form.office or ''}" for form in forms)
    return frozenset(
        fold(token.strip(".,"))
        for text in texts
        for token in text.split()
        if token.isupper() or _shouts(token)
    )


def appositions(prose: Sequence[str], names: Iterable[Words], gazetteer: NameGazetteer) -> dict[Words, str]:
    """The office that a sentence gives to a full name: `Anna Lee, director of the museum`, `Director Lee`."""
    sizes: defaultdict[str, set[int]] = defaultdict(set)  # of the names that begin with a word
    known = set(names)
    for name in known:
        if len(name) > 1:
            sizes[name[0]].add(len(name))
    found: dict[Words, str] = {}
    for text in prose if sizes else ():
        tokens = [(match, fold(match.group())) for match in WORD.finditer(text)]
        for name, at, end in _names_in([folded for _, folded in tokens], sizes, known):
            if name in found:
                continue
            office = _office_around(text, tokens[at][0].start(), tokens[end - 1][0].end(), gazetteer, known)
            found.update({name: office} if office else {})
    return found


def _names_in(
    tokens: Sequence[str], sizes: Mapping[str, Iterable[int]], known: Collection[Words]
) -> Iterator[tuple[Words, int, int]]:
    """The names among some tokens, and where each begins and ends."""
    for at, one in enumerate(tokens):
        for size in sizes.get(one, ()):
            name = tuple(tokens[at : at + size])
            if len(name) == size and name in known:
                yield name, at, at + size


def _office_around(
    text: str, start: int, end: int, gazetteer: NameGazetteer, names: Container[Words]
) -> str | None:
    before = CLAUSE.split(text[max(0, start - CONTEXT) : start])[-1].split()
    after = text[end : end + CONTEXT]
    return _office_before(before, gazetteer, names) or (
        _office_after(after[1:], gazetteer, names) if after[:1] == "," else None
    )


def _office_before(tokens: Sequence[str], gazetteer: NameGazetteer, names: Container[Words]) -> str | None:
    """The words right before a name that are an office: capitals, with function words between them, of which
    none is last, `The interviewer is Ann Lee`.
    """
    start = len(tokens)
    if tokens and word(tokens[-1]) in gazetteer.stop_words and word(tokens[-1]) not in gazetteer.particles:
        return None
    while start and (tokens[start - 1][0].isupper() or _links(tokens[start - 1], gazetteer)):
        start -= 1
    for at in range(len(tokens) - 1, start + 1, -1):  # "President Ann Lee and First Lady Bo Lee"
        if word(tokens[at]) in gazetteer.conjunctions and words(" ".join(tokens[at - 2 : at])) in names:
            start = at + 1
            break
    run = tokens[start:]
    for at in range(len(run)):
        if _opens_office(run, at, gazetteer):
            return " ".join(run[at:]) if len(run) - at <= APPOSITION else None
    return None


def _opens_office(run: Sequence[str], at: int, gazetteer: NameGazetteer) -> bool:
    """Whether an office begins here: `President`, and `Assistant to` before one."""
    rest = tuple(map(word, run[at:]))
    if gazetteer.office_at(rest):
        return True
    before_link = len(rest) > 1 and rest[1] in gazetteer.particles and not _links(run[at], gazetteer)
    return before_link and any(gazetteer.office_at(rest, later) for later in range(2, len(rest)))


def _links(token: str, gazetteer: NameGazetteer) -> bool:
    return word(token) in gazetteer.particles or word(token) in gazetteer.stop_words


def _office_after(text: str, gazetteer: NameGazetteer, names: Container[Words]) -> str | None:
    """The words between a comma after a name and the next stop, if they begin with an office and not with
    another name, `Kiss Ilona, Bíró Péter képviselők`, and are not one of several, `Ann Lee, Speaker 3`.
    """
    tokens = CLAUSE.split(text, maxsplit=1)[0].split()
    while tokens and (word(tokens[0]) in gazetteer.articles or gazetteer.is_indefinite(word(tokens[0]))):
        tokens = tokens[1:]
    sequence = words(" ".join(tokens))
    begins = 2 if word("".join(tokens[1:2])) not in gazetteer.articles else 1  # "showed the mayor the vaults"
    opens = any(gazetteer.office_at(sequence, at) for at in range(min(begins, len(sequence))))
    opens = opens and not _links(tokens[0], gazetteer)  # "Ann Lee, her daughter" is a relation
    is_list = any(sequence[:size] in names for size in range(2, len(sequence) + 1))
    is_counted = len(tokens) == COUNTED and tokens[1].isdecimal()
    return " ".join(tokens) if opens and not (is_list or is_counted) and len(tokens) <= APPOSITION else None


@frozen(eq=False, repr=False)
class SpeakerProfiler:
    """Describes a speaker by labels and by what the document says."""

    truecaser: Truecaser
    offices: Mapping[Words, str]

    def profile(self, forms: Sequence[Form], counts: Sequence[int]) -> Speaker:
        """A speaker without id, from all the labels that refer to them and how often each is heard."""
        aliases = tuple(dict.fromkeys(form.text for form in forms))
        short = {label_key(bracket) for form in forms for bracket in form.brackets}  # `I`: "Interviewer (I)"
        full = [pair for pair in zip(forms, counts, strict=True) if label_key(pair[0].text) not in short]
        keys = sorted({form.key for form in forms})
        begun = {one for one, other in pairwise(keys) if other.startswith(one)}  # `Soc.`: "Socrates."
        named = [
            (
                len(form.words),
                not form.key.isdecimal(),
                form.key not in begun,
                not form.text.isupper(),
                count,
                -at,
            )
            for at, (form, count) in enumerate(full)
            if form.name
        ]
        best = full[-max(named)[-1]][0] if named else None
        return Speaker(
            id="",
            kind=(best if best is not None and forms[0].kind.kind in VOICES else forms[0]).kind.kind,
            name=self._name(best, forms[0]),
            role=_role(full, self),
            sex=next((form.sex for form in forms if form.sex), None),
            aliases=aliases,
        )

    def _name(self, best: Form | None, first: Form) -> str | None:
        if best is not None and best.name:
            return self.truecaser.name(best.name)
        return first.text if first.kind.kind == "group" else None


def _role(full: Sequence[tuple[Form, int]], profiler: SpeakerProfiler) -> str | None:
    """Offices and parties from the labels, or from a sentence that says more; one office for a bare one."""
    forms = [form for form, _ in full]
    telling = [form for form in forms if form.name]
    if not any(form.office or form.qualifiers for form in telling):
        called = {one for form in telling for one in form.words}
        bare = [pair for pair in full if not pair[0].name and called.isdisjoint(pair[0].words)]
        telling = [max(bare, key=lambda pair: pair[1])[0]] if bare else telling
    parts = [
        profiler.truecaser.office(part)
        for form in telling
        for part in (form.office, *form.qualifiers)
        if part and not is_age(part)
    ]
    narrated = next((profiler.offices[form.words] for form in forms if form.words in profiler.offices), None)
    if narrated and all(fold(narrated).startswith(fold(part)) for part in parts):
        return narrated
    return "; ".join(_without_parts(parts)) or None


def _without_parts(parts: Sequence[str]) -> list[str]:
    """The parts that are not beginnings of others, once each."""
    some = list(dict.fromkeys(parts))
    return [
        one for one in some if not any(other != one and fold(other).startswith(fold(one)) for other in some)
    ]
