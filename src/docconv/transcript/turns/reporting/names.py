"""The people and offices of a document, as they are looked for in its narrative."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, islice, pairwise, takewhile

from attrs import evolve, field, frozen

from docconv.languages import fold
from docconv.patterns import regex
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.shape import core, is_caseless, last_name
from docconv.transcript.turns.blocks import Block

CLOSES = frozenset(",.;:!?…，。；：！？、")
WORD = regex(r"[\w'’-]+\.?")
FIRST = regex(r"\w+|[^\w\s]")
SOLID = regex(r"[\u3400-\u9fff\uf900-\ufaff]{2,6}|[\uac00-\ud7a3]{3,4}")
ELIDED = regex(r"^[^\W\d_]{1,2}['’]")  # the article of `l'alcalde`
SHORT = regex(r"([^\W\d_])\.\s?(?:[^\W\d_]\.\s?)?([^\W\d_][\w’'-]+)")
SIGNS = regex(r"[\u3400-\u9fff\uf900-\ufaff]{4,}")
HANGUL_NAME = regex(r"[\uac00-\ud7a3](?!\w)")
HANGUL = regex(r"[\uac00-\ud7a3]{2,4}")
SOLID_SIGN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""A name in Chinese, Japanese or Korean, which no space parts from what is around it or after it."""
SENTENCE_END = regex(r"(?<=\w{4})[.!?…;:](?:\s|$)")
LONGEST_FRONT, LONGEST_APPOSITION, LONGEST_OFFICE = 20, 8, 3  # blocks, words, words
SHORTEST_COMPOUND = 9  # letters
REACH = 400  # characters before a name in which all words are that tell of it
LONGEST_ENDING, SHORTEST_LAST = 4, 4
"""Letters that a language may put after a name, and of a last name that is looked for alone."""


@frozen(eq=False, repr=False)
class Names:
    """The labels of a document, longest first, to be found in narrative.

    by_first: the labels by their first word, or the mark before it, folded.
    solid: those that no space parts from the words around them.
    last: the last words of those that have several.
    holders: who holds an office, by the word for it, as the narrative at the head says.
    clitics: what a language writes before a word without a space.
    aliases: labels of an initial and a last name by the whole name, folded, that the head gives; in Korean
        those of a name and an office by the name.
    front: the narrative at the head.
    patterns: one for each first word that a text has had so far.
    """

    labels: tuple[str, ...]
    by_first: Mapping[str, Sequence[str]]
    solid: tuple[str, ...] = ()
    last: frozenset[str] = frozenset()
    holders: Mapping[str, str] = field(factory=dict)
    clitics: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(factory=dict)
    front: str = ""
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
        cut = (folded[len(one) :] for one in self.clitics if folded.startswith(one))
        forms = (folded, *(folded[:end] for end in ends), *cut)
        return next((self.holders[form] for form in forms if form in self.holders), "")

    def short_for(self, label: str) -> list[str]:
        """The other names, folded, of whoever has a label."""
        return [name for name, one in self.aliases.items() if one == label]

    def held_in(self, text: str) -> set[str]:
        """Who holds the offices that a text has a form of, wherever it is."""
        tokens = [token.strip(",.;:。、") for token in text.split()]
        sizes = (3, 2, 1) if self.holders else ()
        runs = (" ".join(tokens[at : at + size]) for size in sizes for at in range(len(tokens)))
        return set(map(self.holder, filter(None, runs))) - {""}

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
            ends = rf"(?:(?!\w)|(?<={SOLID_SIGN})|(?=[ა-ჰ]{{1,2}}(?!\w)))"  # Korean particles, Georgian cases
            self.patterns[first] = re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)}){ends}", re.IGNORECASE)
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
    told = tuple(islice(told, LONGEST_FRONT))
    aliases = _aliases(labels, told, lexicon)
    found.update(aliases)
    ordered = tuple(sorted(found, key=lambda name: (-len(name), name)))
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in ordered:
        by_first[first_word(name)].append(name)
    held = _before_offices(labels, lexicon)
    solid = tuple(
        sorted({*held, *(label for label in labels if not label.isascii() and SOLID.fullmatch(label))})
    )
    last = (name.rpartition(" ")[2] for name in ordered)
    names = Names(ordered, by_first, solid, frozenset(one for one in last if len(one) >= SHORTEST_LAST))
    names = evolve(names, aliases={fold(alias): label for alias, label in {**held, **aliases}.items()})
    holders = _holders(told, labels, names, lexicon)
    return evolve(names, holders=holders, clitics=lexicon.clitics, front="\n".join(told))


def _aliases(labels: Sequence[str], told: Sequence[str], lexicon: TranscriptLexicon) -> dict[str, str]:
    """Labels of a last name, with an initial or without, by the one whole name for it at the head: `Т.Ладов`
    or `Ладов` by `Тимур Ладов`.
    """
    short = {label: (match[1], match[2]) for label in labels if (match := SHORT.fullmatch(label))}
    short |= {label: ("", label) for label in labels if _is_last_name(label, lexicon)}
    whole = {run for text in told for _, run in name_runs(text, lexicon)} if short else set()
    pairs = {(" ".join(run.split()[-2:]), run.split()[-1]) for run in whole if " " in run}
    found = {
        label: {name for name, last in pairs if last == own and name.startswith(initial)}
        for label, (initial, own) in short.items()
    }
    return {next(iter(some)): label for label, some in found.items() if len(some) == 1}


def _is_last_name(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label may be a last name alone: one word in small letters after a capital, and no office."""
    plain = len(label) >= SHORTEST_LAST and label.isalpha() and label.istitle()
    folded = label.casefold()
    return plain and not (
        folded in lexicon.naming or folded in lexicon.nobody or folded in lexicon.not_labels
    )


def _before_offices(labels: Sequence[str], lexicon: TranscriptLexicon) -> dict[str, str]:
    """Korean labels of a name and an office by the name, which narrative has with another one: `박도현` of
    `박도현 시장`.
    """
    parts = [(label.split(), label) for label in labels if not label.isascii()]
    return {
        tokens[0]: label
        for tokens, label in parts
        if len(tokens) == 2 and SOLID.fullmatch(tokens[0]) and is_office(tokens[1], lexicon)
    }


def _holders(
    told: Iterable[str], labels: Iterable[str], names: Names, lexicon: TranscriptLexicon
) -> dict[str, str]:
    """By the words for offices, whoever alone is said to hold one: `Mayor Ann Lee`, `the mayor, Ann Lee`,
    `市长李明山`; those with a label before others, and the label where the office is one. Who is named first
    is the head of state, where a report calls somebody so.
    """
    seen = [(text, *one) for text in told for one in _named(text, names, lexicon)]
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    others: defaultdict[str, dict[str, str]] = defaultdict(dict)
    known = {*map(fold, names.labels), *names.solid}
    for text, offset, name in (*seen, *((label, 0, label) for label in names.labels)):
        bare, offices = _offices_of(text, offset, name, lexicon)
        by = found if known.intersection((name, fold(name))) else others
        for office in offices:
            by[office.casefold()][last_name(bare)] = bare
    held = {office: next(iter(by.values())) for office, by in {**others, **found}.items() if len(by) == 1}
    printed = {label.casefold(): label for label in labels if label.casefold() in held}
    first = seen[0][2] if seen else ""
    first = next((label for office, label in printed.items() if held[office] == first), first)
    return {**dict.fromkeys(lexicon.heads if seen else (), first), **held, **printed}


def _offices_of(text: str, offset: int, name: str, lexicon: TranscriptLexicon) -> tuple[str, Iterable[str]]:
    """A name without the offices in it, and the words for the offices that a text gives it."""
    tokens = name.split()
    own = next((at for at, token in enumerate(tokens) if not is_office(token, lexicon)), 0)
    end = offset + len(name)
    before, behind = _right_before(text, offset), text[end : end + REACH].split(maxsplit=1)[:1]
    offices = [*_offices_before(before, lexicon), _run_before(before), office_in(behind, lexicon)]
    return " ".join(tokens[own:]), filter(None, [tokens[own - 1]] if own else offices)


def _named(text: str, names: Names, lexicon: TranscriptLexicon) -> list[tuple[int, str]]:
    """Where a text names those who have labels, and others right after an office: `mayor Bo Ray`."""
    found = sorted(names.find(text))
    taken = {at for at, _ in found}
    runs = [(end - len(run), run) for end, run in _without_offices(text, lexicon)]
    others = (
        (offset, run)
        for offset, run in runs
        if is_name(run, lexicon) and taken.isdisjoint(range(offset, offset + len(run)))
    )
    behind = (one for one in others if _is_behind_office(_right_before(text, one[0]), lexicon))
    return sorted([*found, *behind])


def _right_before(text: str, offset: int) -> str:
    """What is near enough before an offset to tell of what is there."""
    return text[max(0, offset - REACH) : offset]


def _without_offices(text: str, lexicon: TranscriptLexicon) -> Iterator[tuple[int, str]]:
    """Where runs of words with a capital in one sentence end, and the runs without offices at their
    beginning.
    """
    for offset, run in name_runs(text, lexicon):
        bare = " ".join(dropwhile(lambda token: is_office(token, lexicon), run.split()))
        end = offset + len(run)
        _, bare = behind_office(text, end - len(bare), bare, lexicon)
        if bare[:1].isupper() and not SENTENCE_END.search(bare):
            yield end, bare


def behind_office(sentence: str, offset: int, name: str, lexicon: TranscriptLexicon) -> tuple[int, str]:
    """A name of three words and more without the place of an office before it: `alcalde de Villaseca Damián
    Otero`, `Batıköy Belediye Başkanı Hakan Sarı`.
    """
    tokens = name.split()
    office = next((at for at in range(len(tokens) - 2) if tokens[at].casefold() in lexicon.naming), 0)
    held = words(_right_before(sentence, offset))[-2:] if len(tokens) > 2 else ()
    if not office and len(held) > 1 and held[0] in lexicon.naming:
        office = len(tokens) - 2 if held[1] in lexicon.particles or held[1] in lexicon.stop_words else 0
    kept = " ".join(tokens[office:])
    return offset + len(name) - len(kept), kept


def _is_behind_office(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether what is before a name ends with an office: `the minister of culture, `."""
    for token in reversed(SENTENCE_END.split(text)[-1].split()[-LONGEST_APPOSITION:]):
        if is_office(token, lexicon):
            return True
        if not (
            token[0].isupper() or leads_to_a_noun(token, lexicon) or token.strip(",") in lexicon.particles
        ):
            return False
    return False


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
    """The first word that is an office, without a particle that Korean puts after one: `시장은`."""
    for token in tokens:
        word = token.strip(",:：")
        for form in (word, word[:-1] if is_caseless(word) else "", ELIDED.sub("", word)):
            if is_office(form, lexicon):
                return form
    return ""


def is_office(word: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word is an office, or a compound that ends as one: `Landshövding`."""
    folded = word.casefold().strip(".,")
    if folded in lexicon.offices or (folded in lexicon.naming and folded not in lexicon.honorifics):
        return True
    return len(folded) >= SHORTEST_COMPOUND and folded.endswith(lexicon.office_endings)


def named_with_office(sentence: str, names: Names, lexicon: TranscriptLexicon) -> str:
    """Who is named right beside an office in a script without capitals, as the label has it where there is
    one: `黒川美咲町長は`, `오태식 군수는`, `المحافظ رنا الشامي`; empty where nobody is.
    """
    if sentence.isascii() or not is_caseless(sentence):
        return ""
    for run in SIGNS.findall(sentence):
        at = next(
            (at for at in range(2, 5) for size in (4, 3, 2) if is_office(run[at : at + size], lexicon)), 0
        )
        size = next((size for size in (4, 3, 2) if is_office(run[at : at + size], lexicon)), 0)
        if at and size:
            return _label_of(run[:at], run[at : at + size], names)
    tokens = [token.strip(",،:：。") for token in sentence.split()]
    for before, token in pairwise(tokens):
        if office_in((token,), lexicon) and HANGUL.fullmatch(before):
            return before
    return _beside_caseless_office(tokens, lexicon)


def named_behind(text: str, names: Names, lexicon: TranscriptLexicon) -> str:
    """Two or three words after a verb in a script without capitals that the narrative at the head has side
    by side, too: `רות ברנע` of `אמרה רות ברנע:`; empty where there are none.
    """
    tokens = text.strip(" ,،:：.").split() if not text.isascii() and is_caseless(text) else []
    told = " ".join(tokens)
    named = len(tokens) in (2, 3) and names.front.count(told) > (text in names.front)
    plain = (
        token.isalpha() and not (token in lexicon.stop_words or is_office(token, lexicon)) for token in tokens
    )
    return told if named and all(plain) else ""


def _label_of(name: str, office: str, names: Names) -> str:
    """The one label of a family name and an office, `黒川町長`, where these are of `黒川美咲町長`; else the
    name.
    """
    labels = [
        label for label in names.solid if label.endswith(office) and name.startswith(label[: -len(office)])
    ]
    return labels[0] if len(labels) == 1 else name


def _beside_caseless_office(tokens: Sequence[str], lexicon: TranscriptLexicon) -> str:
    """The two or three words after an office, `قالت المحافظ رنا الشامي`, or before one that they begin the
    clause of: `بهرام نیکو استاندار در آغاز گفت`.
    """
    offices = [at for at, token in enumerate(tokens) if _may_be_office(token, lexicon)]
    for at in offices:
        name = list(takewhile(lambda one: _may_be_name(one, lexicon), tokens[at + 1 :]))
        name = name[len(name) > 2 and name[0].startswith(lexicon.clitics[:1]) :]  # `ראש העירייה`
        if len(name) in (2, 3):
            return " ".join(name)
    first = offices[0] if offices else 0
    before = tokens[:first]
    return " ".join(before) if first == 2 and all(_may_be_name(one, lexicon) for one in before) else ""


def _may_be_office(token: str, lexicon: TranscriptLexicon) -> bool:
    forms = {token, token[:-1], *_without_clitics(token, lexicon)}
    return bool(office_in((token, *forms), lexicon)) and lexicon.nobody.isdisjoint(forms)


def _may_be_name(token: str, lexicon: TranscriptLexicon) -> bool:
    plain = token not in lexicon.stop_words and token not in lexicon.verbs and token.isalpha()
    return plain and len(token) > 1 and not _may_be_office(token, lexicon)


def _without_clitics(word: str, lexicon: TranscriptLexicon) -> Iterator[str]:
    """A word without what a language writes together with it."""
    return (word[len(one) :] for one in lexicon.clitics if word.startswith(one))


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


def begins_with_holder(text: str, names: Names, lexicon: TranscriptLexicon) -> bool:
    """Whether a text begins with the office or the last name of somebody who speaks."""
    tokens = text.split(maxsplit=LONGEST_OFFICE + 1)[: LONGEST_OFFICE + 1]
    if tokens[0] in names.last:
        return True
    if len(tokens) > 1 and HANGUL_NAME.match(tokens[0]) and names.holder(tokens[1])[:1] == tokens[0]:
        return True  # `한 총리는`
    tokens = tokens[leads_to_a_noun(tokens[0], lexicon) :]
    return any(names.holder(" ".join(tokens[:size])) for size in range(1, LONGEST_OFFICE + 1))


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


def name_runs(sentence: str, lexicon: TranscriptLexicon) -> Iterator[tuple[int, str]]:
    """Runs of words with a capital; particles may stand between."""
    begin = end = reach = -1
    for match in WORD.finditer(sentence):
        adjoins = end >= 0 and not sentence[reach : match.start()].strip()
        if match[0][0].isupper():
            if end >= 0 and not adjoins:
                yield begin, sentence[begin:end].strip(" .")
            begin = begin if adjoins else match.start()
            end = reach = match.end()
        elif not (adjoins and match[0].casefold() in lexicon.particles):
            if end >= 0:
                yield begin, sentence[begin:end].strip(" .")
            end = -1
        else:
            reach = match.end()
    if end >= 0:
        yield begin, sentence[begin:end].strip(" .")


def is_name(run: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a run of capitals can be a person: two words or more, not all of them common."""
    folded = words(run)
    return len(folded) >= 2 and sum(word not in lexicon.stop_words for word in folded) >= 2
