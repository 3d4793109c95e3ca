"""Speech that a sentence of narrative reports: who is named, and by which words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from attrs import evolve, field, frozen

from docconv.languages import fold
from docconv.model import Attribution, Certainty, Emphasis, Evidence, Label, Said, Span, Text
from docconv.patterns import regex
from docconv.transcript.kinds import speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.shape import core, is_caseless, last_name
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.inlines import Inlines, divided
from docconv.walk import text_of

WORD = regex(r"[\w'’-]+\.?")
LAST_SENTENCE = regex(r"(?<=[.!?…])\s+(?=\w)|(?<=[。！？])(?=\w)")
LONGEST_CLAUSE = 400
MOST_BETWEEN = 3  # words
LONGEST_TOLD = 200  # characters
SHORTEST_CLAUSE, LONGEST_HEAD = 3, 14  # words
DASHES = "-–—―"
CLOSES = frozenset(",.;:!?…，。；：！？、")
COLONS = (":", "：")
CLAUSE_END = regex(r"[:：](?:\s++(?=\S)|(?=[^\W\d_]))")
SPOKEN = regex(r"(?:\S|\s{1,2}(?!\s))*?[^\W\d_]")
"""Letters, before a space so wide that another column begins."""
COLON = regex(r"[:：]\s++(?=\S)")
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
        endings = ((label, run.removeprefix(label)) for label in self.by_first.get(_first(run), ()))
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


def _first(text: str) -> str:
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
        by_first[_first(name)].append(name)
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
        own = next((at for at, token in enumerate(tokens) if not _is_office(token, lexicon)), 0)
        bare, before = " ".join(tokens[own:]), text[:offset]
        behind = text[offset + len(name) :].split(maxsplit=1)[:1]
        offices = [*_offices_before(before, lexicon), _run_before(before), _office_in(behind, lexicon)]
        for office in filter(None, [tokens[own - 1]] if own else offices):
            found[office.casefold()][last_name(bare)] = bare
    return {office: next(iter(held.values())) for office, held in found.items() if len(held) == 1}


def _offices_before(text: str, lexicon: TranscriptLexicon) -> Iterator[str]:
    """The offices told before a name in the same sentence: the last, and those that it belongs to,
    `presidente da Câmara de Vila Serena`.
    """
    yield _office_before(text, lexicon)
    for token in reversed(SENTENCE_END.split(text)[-1].split()[-LONGEST_APPOSITION:]):
        if _is_office(token.strip(","), lexicon):
            yield token.strip(",")
        elif not (token[0].isupper() or leads_to_a_noun(token, lexicon)):
            return


def _office_in(tokens: Sequence[str], lexicon: TranscriptLexicon) -> str:
    """The first word that is an office, without a particle that Korean puts behind one: `시장은`."""
    for token in tokens:
        word = token.strip(",:：")
        for form in (word, word[:-1] if is_caseless(word) else ""):
            if _is_office(form, lexicon):
                return form
    return ""


def _is_office(word: str, lexicon: TranscriptLexicon) -> bool:
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


def _office_before(text: str, lexicon: TranscriptLexicon) -> str:
    """The office told right before a name, in the same sentence: the last word that is one."""
    if text and is_caseless(text[-1]):
        solid = next((text[-size:] for size in (4, 3, 2) if _is_office(text[-size:], lexicon)), "")
        if solid:
            return solid
    tokens = SENTENCE_END.split(text)[-1].split()[-LONGEST_APPOSITION:]
    return _office_in(tokens[::-1], lexicon)


@frozen(eq=False, repr=False)
class Introduction:
    """A sentence that hands over to somebody: the name as written, and the verb that says so."""

    name: str
    verb: str
    known: bool


def introduction(text: str, names: Names, lexicon: TranscriptLexicon) -> Introduction | None:
    """Whether a paragraph ends in a reporting clause with a colon, such as "Addressing the guests, Ann Lee
    said:".
    """
    if text.rstrip()[-1:] not in COLONS:
        return None
    *before, sentence = _sentences(text, lexicon)
    verbs = list(lexicon.reporting.finditer(sentence)) if len(sentence) <= LONGEST_CLAUSE else []
    if not verbs and sentence and is_caseless(sentence):
        verbs = _last_verb(sentence, lexicon)
    if not verbs or lexicon.announces(sentence):
        return None
    found = _speaker_of(sentence, verbs[-1], names, lexicon)
    if found is None and before and len(words(sentence)) <= SHORTEST_CLAUSE:
        return _named_last(
            before[-1], verbs[-1][0], names, lexicon
        )  # `Then Ann Lee took the floor. She said:`
    return found


def _last_verb(sentence: str, lexicon: TranscriptLexicon) -> list[re.Match[str]]:
    """The verb of speech that ends a clause in a script whose words no space parts: `他说：`."""
    said = sentence.rstrip(" :：")
    verb = max(filter(said.endswith, lexicon.verbs), key=len, default="")
    return list(re.compile(re.escape(verb)).finditer(sentence, len(said) - len(verb))) if verb else []


def _sentences(text: str, lexicon: TranscriptLexicon) -> list[str]:
    """The sentences of a text, none of which ends in a form of address or an initial: `Mr. Lee`, `A. Lee`."""
    parts: list[str] = []
    for part in LAST_SENTENCE.split(text):
        last = parts[-1].rsplit(maxsplit=1)[-1].rstrip(".") if parts else ""
        if last and (len(last) == 1 or last.casefold() in lexicon.honorifics) and parts[-1][-1] == ".":
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def hands_over(text: str, below: str, names: Names, lexicon: TranscriptLexicon) -> Introduction | None:
    """An introduction, or the title of a speech above one that a dash opens, or who says I: `Speech by Mayor
    Ann Lee`; the dash may end the title.
    """
    title = text.rstrip(f" {DASHES}")
    dashed = title != text or (below[:1] in DASHES and below[1:2].isspace())
    titled = below != "" and title.count(" ") < LONGEST_HEAD and lexicon.reporting.match(title) is not None
    if (
        not (dashed or (titled and speaks_of_self(below, lexicon)))
        or len(title.split()) > LONGEST_HEAD
        or not title[-1:].isalpha()
    ):
        return introduction(text, names, lexicon)
    verbs = [
        verb for verb in lexicon.reporting.finditer(title) if not verb.start() or verb.end() == len(title)
    ]
    if verbs and not verbs[0].start() and title.isupper():  # `STATEMENT BY THE PRIME MINISTER`
        behind = title[verbs[0].end() :].split()
        name = " ".join(behind[behind[0].casefold() in lexicon.articles :]) if behind else ""
        return Introduction(name, verbs[0][0], known=False) if " " in name else None
    found = _speaker_of(title, verbs[0], names, lexicon) if verbs else None
    return found if found is not None and " " in found.name else None


def clause_before_speech(
    text: str, names: Names, lexicon: TranscriptLexicon
) -> tuple[Introduction, int] | None:
    """A clause at the beginning of a paragraph that hands over to somebody who has a label, and where their
    words begin, if no verb of speech is right before: `Ann Lee said, smiling: It is.`. Spaces may be missing.
    """
    colon = CLAUSE_END.search(text, 0, LONGEST_TOLD)
    if colon is None:
        return None
    clause = text[: colon.start() + 1]
    name = next(filter(clause.startswith, names.by_first.get(_first(clause), ())), "")
    if name and lexicon.reporting.match(clause[len(name) :]):
        clause = f"{name} {clause[len(name) :]}"
    found = None if speaks_of_self(clause, lexicon) else introduction(clause, names, lexicon)
    known = found is not None and found.known and LAST_SENTENCE.search(clause) is None
    known = known and reported(text, names, lexicon) is None
    return (found, colon.end()) if found is not None and known else None


def _named_last(sentence: str, verb: str, names: Names, lexicon: TranscriptLexicon) -> Introduction | None:
    """The last name of a sentence, where the next one takes it up."""
    if known := [name for _, name in sorted(names.find(sentence))]:
        return Introduction(known[-1], verb, known=False)
    named = [run for _, run in _runs(sentence, lexicon) if _is_name(run, lexicon)]
    return Introduction(named[-1], verb, known=False) if named else None


def tells_what_was_said(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph begins with a name and a verb of speech, as in minutes: `Ann Lund asks`."""
    if len(text) > LONGEST_TOLD or speaks_of_self(text, lexicon):
        return False
    offset, run = next(_runs(text, lexicon), (1, ""))
    verb = lexicon.reporting.match(text[len(run) + 1 :])
    return offset == 0 and verb is not None and _is_name(run, lexicon) and run.split()[0][-1:] not in ",:"


def tells_of(text: str, names: Names, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph begins with the name of somebody who speaks, as part of a sentence that says
    neither I nor you: `Ann Lund takes the oath.`.
    """
    if len(text) > LONGEST_TOLD or not names.labels or speaks_of_self(text, lexicon):
        return False
    name = names.match(text, 0, _first(text))
    return name is not None and text[name.end() : name.end() + 1] == " "


def reported(sentence: str, names: Names, lexicon: TranscriptLexicon) -> tuple[Introduction, int] | None:
    """Speech after a colon inside a paragraph: "..., saying: The garden means life." and the offset where it
    begins. Figures alone are nobody's words: `Time concluded: 16.40`.
    """
    searched = 0
    for match in COLON.finditer(sentence):
        if match.start() > LONGEST_CLAUSE:
            break
        verbs = list(lexicon.reporting.finditer(sentence, searched, match.start()))
        searched = match.end()
        if verbs and not sentence[verbs[-1].end() : match.start()].strip(" ,"):
            begin = max((m.end() for m in LAST_SENTENCE.finditer(sentence[: match.start()])), default=0)
            found = _speaker_of(sentence[begin : match.start()], verbs[-1], names, lexicon, shift=begin)
            if found is not None and SPOKEN.match(sentence, match.end()):
                return found, match.end()
    return None


def with_reported(children: Inlines, names: Names, lexicon: TranscriptLexicon, span: Span) -> Inlines:
    """The inlines of a paragraph of narrative, quoted speech after a reporting verb as `Said`."""
    found = reported(text_of(children), names, lexicon)
    if found is None or not all(isinstance(child, Text | Emphasis) for child in children):
        return children
    who, at = found
    certainty: Certainty = "high" if who.known else "low"
    evidence = Attribution(certainty, (Evidence("reported-speech", f"“{who.verb}” behind {who.name}"),))
    before, after = divided(children, at)
    return *before, Said(after, (Label(who.name, span, printed=False),), evidence)


def _speaker_of(
    sentence: str, verb: re.Match[str], names: Names, lexicon: TranscriptLexicon, *, shift: int = 0
) -> Introduction | None:
    """The one who speaks: a known name in the sentence, else the run of capitals nearest to the verb."""
    at = verb.start() - shift
    known = names.find(sentence)
    if known:
        offset, name = min(known, key=lambda item: abs(item[0] - at))
        return Introduction(_with_office(sentence, offset, name, lexicon), verb[0], known=True)
    every = list(_runs(sentence, lexicon))
    runs = [(offset, run) for offset, run in every if _is_name(run, lexicon)]
    if not runs and (office := _office_beside(sentence, at, at + len(verb[0]), names, lexicon)):
        return Introduction(names.holder(office) or office, verb[0], known=False)
    runs = runs or [
        (offset, run) for offset, run in every if offset and _is_beside(sentence, run, offset, at, lexicon)
    ]
    if not runs:
        return None
    offset, name = min(runs, key=lambda item: min(abs(item[0] - at), abs(item[0] + len(item[1]) - at)))
    if inflected := names.inflected(name):
        return Introduction(inflected, verb[0], known=True)
    offset, name = _behind_office(sentence, offset, name, lexicon)
    first, _, rest = name.partition(" ")
    if first.casefold() in lexicon.stop_words and _is_name(rest, lexicon):
        offset, name = offset + len(first) + 1, rest
    if held := names.holders.get(name.casefold()):
        return Introduction(held, verb[0], known=False)
    is_held = not lexicon.naming.isdisjoint(words(name))
    between = _between(sentence, (offset, offset + len(name)), (at, at + len(verb[0])))
    if not is_held and not _adjoin(between, lexicon):
        return None
    return Introduction(name, verb[0], known=False)


def _behind_office(sentence: str, offset: int, name: str, lexicon: TranscriptLexicon) -> tuple[int, str]:
    """A name of three words and more without the place of an office before it: `alcalde de Villaseca Damián
    Otero`, `Batıköy Belediye Başkanı Hakan Sarı`.
    """
    tokens = name.split()
    office = next((at for at in range(len(tokens) - 2) if tokens[at].casefold() in lexicon.naming), 0)
    held = words(sentence[:offset])[-2:]
    if not office and len(tokens) > 2 and len(held) > 1 and held[0] in lexicon.naming:
        office = len(tokens) - 2 if held[1] in lexicon.particles or held[1] in lexicon.stop_words else 0
    kept = " ".join(tokens[office:])
    return offset + len(name) - len(kept), kept


def _is_beside(sentence: str, run: str, offset: int, verb: int, lexicon: TranscriptLexicon) -> bool:
    """Whether one word with a capital is right before the verb: `the youngest guest Ada added:`; a noun with
    a word such as `ihrer` before it, where all nouns have capitals, is no name.
    """
    one = len(words(run)) == 1 and run.casefold() not in lexicon.stop_words
    before = words(sentence[:offset])[-1:]
    return one and offset + len(run) + 1 == verb and lexicon.stop_words.isdisjoint(before)


def leads_to_a_noun(word: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word may be the article before an office."""
    return word.casefold() in lexicon.articles or word.casefold() in lexicon.stop_words


def _office_beside(sentence: str, begin: int, end: int, names: Names, lexicon: TranscriptLexicon) -> str:
    """The office that is named right beside a verb: `la presidenta tomó la palabra:`, `sagte die
    Bürgermeisterin:`, `市长说：`; empty where there is none.
    """
    before, behind = sentence[:begin].split(), sentence[end:].split()
    before = before[: len(before) - (bool(before) and before[-1].casefold() in lexicon.stop_words)]
    behind = behind[bool(behind) and leads_to_a_noun(behind[0], lexicon) :]
    sizes = range(1, MOST_BETWEEN + 1)
    near = (" ".join(some).strip(",:：") for size in sizes for some in (before[-size:], behind[:size]))
    if held := next(filter(names.holder, near), ""):
        return held
    reach = MOST_BETWEEN if is_caseless(sentence) else 1
    found = _office_in((*reversed(before[-reach:]), *behind[:reach]), lexicon)
    return found or (_office_before(before[-1], lexicon) if before and reach > 1 else "")


def _between(sentence: str, name: tuple[int, int], verb: tuple[int, int]) -> str:
    return sentence[min(name[1], verb[1]) : max(name[0], verb[0])].strip()


def _adjoin(between: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a name and a verb are side by side, with a phrase between commas, or with a few words that are
    not common: `Nigar Səmədli çıxış edərək dedi`.
    """
    folded = words(between)
    near = len(folded) <= MOST_BETWEEN and lexicon.common.isdisjoint(folded)
    return len(folded) <= 1 or near or (between[0] == between[-1] == ",")


def _runs(sentence: str, lexicon: TranscriptLexicon) -> Iterator[tuple[int, str]]:
    """Runs of words with a capital; particles may stand between."""
    begin = end = -1
    for match in WORD.finditer(sentence):
        adjoins = end >= 0 and not sentence[end : match.start()].strip()
        if match[0][0].isupper():
            begin = begin if adjoins else match.start()
            end = match.end()
        elif not (adjoins and match[0].casefold() in lexicon.particles):
            if end >= 0:
                yield begin, sentence[begin:end].strip(" .")
            end = -1
        else:
            end = match.end()
    if end >= 0:
        yield begin, sentence[begin:end].strip(" .")


def _with_office(sentence: str, offset: int, name: str, lexicon: TranscriptLexicon) -> str:
    """A name with the office that is right before it: "President Ilham Aliyev"."""
    before = sentence[:offset].rstrip()
    last = before.rsplit(" ", 1)[-1]
    if last[:1].isupper() and last.casefold().strip(".") in lexicon.naming:
        return sentence[offset - (len(sentence[:offset]) - len(before)) - len(last) : offset] + name
    return name


def _is_name(run: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a run of capitals can be a person: two words or more, not all of them common."""
    folded = words(run)
    return len(folded) >= 2 and sum(word not in lexicon.stop_words for word in folded) >= 2


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
