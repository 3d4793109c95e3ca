"""Clauses of narrative that hand over to somebody, and speech that a sentence reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from docconv.languages import fold
from docconv.model import Attribution, Certainty, Emphasis, Evidence, Label, Said, Span, Text
from docconv.patterns import regex
from docconv.transcript.kinds import speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.marks import SENTENCE_ENDS
from docconv.transcript.shape import is_caseless, last_name
from docconv.transcript.turns.dialogue import QUOTES
from docconv.transcript.turns.inlines import Inlines, divided
from docconv.transcript.turns.reporting.beside import (
    has_form,
    held_beside,
    office_beside,
    office_first,
    office_told,
)
from docconv.transcript.turns.reporting.names import (
    Names,
    behind_office,
    first_word,
    is_name,
    name_runs,
    named_behind,
    named_with_office,
)
from docconv.walk import text_of

LAST_SENTENCE = regex(r"(?<=[.!?…])\s+(?=\w)|(?<=[。！？])(?=\w)")
LONGEST_CLAUSE = 400
MOST_BETWEEN = 3  # words
LONGEST_TOLD, LONGEST_TAG = 200, 50  # characters
SHORTEST_CLAUSE, LONGEST_HEAD, LONGEST_OF_ONE = 3, 14, 30  # words
DASHES = "-–—―"
COLONS = (":", "：")
CLAUSE_END = regex(r"[:：](?:\s++(?=\S)|(?=[^\W\d_]))")
QUOTED_BEFORE = regex(r"[,.?!…][”\"»“’]|[”\"»“][,.]?\s")
QUOTED_FIRST = regex(r"[\"“„«‹「『][^\"“”„«»「」『』]+[\"”“»›」』][,.]?\s*+[-–—]?\s*+(?=\w)")
CLAUSE_BREAK = regex(r"[.?!;:。]")
CALLS = regex(r"[^\W\d_a-zß-ÿ][^.?!:\n]{2,60}!\s")  # `Dear guests! ...`
SPOKEN = regex(r"(?:\S|\s{1,2}(?!\s))*?[^\W\d_]")
"""Letters, before a space so wide that another column begins."""
COLON = regex(r"[:：]\s++(?=\S)")


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
    if found is not None and (found.name in lexicon.ordinals or found.name in lexicon.firsts):
        return None  # `Two bills were read the first and second time:`
    if found is None and before and len(words(sentence)) <= SHORTEST_CLAUSE:
        return _named_last(before[-1], verbs[-1][0], names, lexicon)
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
    """An introduction, or the title of a speech above one that a dash opens, says I or calls to somebody:
    `Speech by Mayor Ann Lee`; the dash may end the title.
    """
    if below and text[-1:] in (".", "。") and _is_said(text, below, lexicon):
        return _hands_over_to_quote(text, names, lexicon)
    title = text.rstrip(f" {DASHES}")
    if not title[-1:].isalpha():
        return introduction(text, names, lexicon) or _only_one_named(text, below, names, lexicon)
    dashed = title != text or (below[:1] in DASHES and below[1:2].isspace())
    titled = below != "" and title.count(" ") < LONGEST_HEAD and _is_titled(title, lexicon)
    speaks = titled and (speaks_of_self(below, lexicon) or CALLS.match(below) is not None)
    if not (dashed or speaks) or len(title.split()) > LONGEST_HEAD:
        return introduction(text, names, lexicon) or _only_one_named(text, below, names, lexicon)
    verbs = [
        verb for verb in lexicon.reporting.finditer(title) if not verb.start() or verb.end() == len(title)
    ]
    if verbs and not verbs[0].start() and title.isupper():  # `STATEMENT BY THE PRIME MINISTER`
        behind = title[verbs[0].end() :].split()
        name = " ".join(behind[behind[0].casefold() in lexicon.articles :]) if behind else ""
        return Introduction(name, verbs[0][0], known=False) if " " in name else None
    found = _speaker_of(title, verbs[0], names, lexicon) if verbs else None
    return found if found is not None and " " in found.name else None


def _is_titled(title: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line begins or ends with a word for a speech: `Speech by Ann Lee`, `Kiss Anna beszéde`."""
    if lexicon.reporting.match(title) is not None:
        return True
    return any(verb.end() == len(title) for verb in lexicon.reporting.finditer(title))


def _is_said(text: str, below: str, lexicon: TranscriptLexicon) -> bool:
    """Whether what is below a sentence may be the words that it leads to: a quotation that does not itself
    say whose it is, below a sentence that tells of no other one, `“A sign,” Arne replied.`; in scripts
    without capitals also what a dash opens.
    """
    if below[0] in QUOTES:
        return not (QUOTED_BEFORE.search(text) or tells_whose(below, lexicon))
    return below[0] in DASHES and below[1:2].isspace() and is_caseless(_sentences(text, lexicon)[-1])


def tells_whose(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph has a verb of speech right after a quotation at its beginning: `“How large?”
    asked Brand.`.
    """
    end = QUOTED_FIRST.match(text)
    verb = next(lexicon.reporting.finditer(text, end.end(), end.end() + LONGEST_TAG), None) if end else None
    return verb is not None and CLAUSE_BREAK.search(text, end.end() if end else 0, verb.start()) is None


def may_hand_over(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph ends in a clause of speech before a colon, or in one about an office or somebody
    with a form of address, whoever it may name.
    """
    sentence = _clause_of(text, lexicon)
    titled = len(sentence.split()) <= LONGEST_HEAD and not lexicon.naming.isdisjoint(words(sentence))
    return sentence != "" and (titled or any(lexicon.reporting.finditer(sentence)))


def _clause_of(text: str, lexicon: TranscriptLexicon) -> str:
    """The last sentence of a paragraph that ends in a colon, if it announces no text, and says neither I nor
    you; empty otherwise.
    """
    sentence = _sentences(text, lexicon)[-1] if text[-1:] in COLONS else ""
    told = len(sentence) <= LONGEST_CLAUSE and not lexicon.announces(sentence)
    return sentence if told and not speaks_of_self(sentence, lexicon) else ""


def leads_to_somebody(text: str, below: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a clause before a colon leads to somebody's words, whoever it may name."""
    if leads_to_words(text, below, lexicon):
        return True
    clause = _clause_of(text, lexicon)
    last = max((verb.end() for verb in lexicon.reporting.finditer(clause)), default=0)
    near = last > 0 and len(words(clause[last:])) <= MOST_BETWEEN
    return near and below != "" and below[-1] in SENTENCE_ENDS


def leads_to_words(text: str, below: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a clause ends in a colon above words that a dash or a quotation mark opens."""
    if text[-1:] not in COLONS or not below or not any(map(str.isalnum, text)):
        return False
    sentence = _sentences(text, lexicon)[-1]
    opened = below[0] in QUOTES or (below[0] in DASHES and below[1:2].isspace())
    clause = is_caseless(sentence) or SHORTEST_CLAUSE <= len(sentence.split()) <= LONGEST_OF_ONE
    return opened and clause and not lexicon.announces(sentence) and not speaks_of_self(sentence, lexicon)


def _only_one_named(text: str, below: str, names: Names, lexicon: TranscriptLexicon) -> Introduction | None:
    """Whoever alone is named, or whose office is, in a clause before a colon whose verb is unknown or far
    from them, above words that a dash or a quotation mark opens.
    """
    if not leads_to_words(text, below, lexicon):
        return None
    sentence = _sentences(text, lexicon)[-1]
    known = {names.aliases.get(fold(name), name) for _, name in names.find(sentence)}
    told = {one for one in names.holders.values() if " " in one and one in sentence}
    named = known or told or names.held_in(sentence)
    if len({last_name(one) for one in named}) != 1:
        return None
    return Introduction(min(named), sentence.rstrip(":： ").split()[-1], known=False)


def _hands_over_to_quote(text: str, names: Names, lexicon: TranscriptLexicon) -> Introduction | None:
    """An introduction that ends with a full stop after its verb, as in Korean and Japanese, above a
    quotation: `町長は次のように述べた。`.
    """
    sentence = _sentences(text, lexicon)[-1].rstrip(" .。")
    verbs = [verb for verb in lexicon.reporting.finditer(sentence) if verb.end() == len(sentence)]
    ended = verbs or (is_caseless(sentence) and _last_verb(sentence, lexicon))
    return introduction(f"{text.rstrip(' .。')}:", names, lexicon) if ended else None


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
    name = next(filter(clause.startswith, names.by_first.get(first_word(clause), ())), "")
    if name and lexicon.reporting.match(clause[len(name) :]):
        clause = f"{name} {clause[len(name) :]}"
    found = None if speaks_of_self(clause, lexicon) else introduction(clause, names, lexicon)
    known = found is not None and found.known and LAST_SENTENCE.search(clause) is None
    known = known and reported(text, names, lexicon) is None
    return (found, colon.end()) if found is not None and known else None


def _named_last(sentence: str, verb: str, names: Names, lexicon: TranscriptLexicon) -> Introduction | None:
    """The last name of a sentence, or the office that it begins with, where the next one takes it up: `Then
    Ann Lee took the floor. She said:`.
    """
    if known := [name for _, name in sorted(names.find(sentence))]:
        return Introduction(known[-1], verb, known=False)
    named = [run for _, run in name_runs(sentence, lexicon) if is_name(run, lexicon)]
    if named:
        return Introduction(named[-1], verb, known=False)
    told = next(lexicon.reporting.finditer(sentence), None)
    office = office_first(sentence[: told.start()], lexicon) if told else ""
    return Introduction(office, verb, known=False) if office else None


def tells_what_was_said(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph begins with a name and a verb of speech, as in minutes: `Ann Lund asks`."""
    if not text[:1].isupper() or len(text) > LONGEST_TOLD or speaks_of_self(text, lexicon):
        return False
    offset, run = next(name_runs(text, lexicon), (1, ""))
    verb = lexicon.reporting.match(text[len(run) + 1 :])
    return offset == 0 and verb is not None and is_name(run, lexicon) and run.split()[0][-1:] not in ",:"


def tells_of(text: str, names: Names, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph begins with the name of somebody who speaks, as part of a sentence that says
    neither I nor you: `Ann Lund takes the oath.`.
    """
    if len(text) > LONGEST_TOLD or not names.labels or speaks_of_self(text, lexicon):
        return False
    name = names.match(text, 0, first_word(text))
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
    sentence, end = _without_frame(sentence, at, verb[0])
    if known := names.find(sentence):
        return _known_speaker(sentence, (at, end, verb[0]), known, names, lexicon)
    beside = office_beside(sentence, at, end, names, lexicon) if is_caseless(sentence) else ""
    held = names.holder(beside) or named_with_office(sentence, names, lexicon)
    told = [one for one in {*names.holders.values()} if " " in one and one in sentence]
    if held or told:
        one = held or min(told, key=lambda one: abs(sentence.find(one) - at))
        held = held or _with_office(sentence, sentence.find(one), one, lexicon)
        return Introduction(held, verb[0], known=held in names.solid)
    if named := named_behind(sentence[end:], names, lexicon):
        return Introduction(named, verb[0], known=False)
    every = _without_offices_behind(sentence, [*_runs_beside(sentence, at, end, lexicon)], lexicon)
    runs = [
        (offset, run)
        for offset, run in every
        if is_name(run, lexicon) or has_form(sentence, offset, run, lexicon)
    ]
    if not runs and (office := office_told(sentence, at, end, names, lexicon)):
        return Introduction(names.holder(office) or office, verb[0], known=False)
    runs = runs or [
        (offset, run) for offset, run in every if offset and _is_beside(sentence, run, offset, at, lexicon)
    ]
    if not runs:
        return None
    offset, name = min(runs, key=lambda item: min(abs(item[0] - at), abs(item[0] + len(item[1]) - at)))
    if inflected := names.inflected(name):
        return Introduction(inflected, verb[0], known=True)
    offset, name = behind_office(sentence, offset, name, lexicon)
    first, _, rest = name.partition(" ")
    if first.casefold() in lexicon.stop_words and is_name(rest, lexicon):
        offset, name = offset + len(first) + 1, rest
    if held := names.holders.get(name.casefold(), ""):
        return Introduction(held, verb[0], known=False)
    is_held = not lexicon.naming.isdisjoint(words(name))
    between = _between(sentence, (offset, offset + len(name)), (at, at + len(verb[0])))
    if not is_held and not _adjoin(between, lexicon):
        return None
    return Introduction(name, verb[0], known=False)


def _runs_beside(
    sentence: str, begin: int, end: int, lexicon: TranscriptLexicon
) -> Iterator[tuple[int, str]]:
    """The runs of words with capitals, without the verb that one may begin with: `Discorso di Carla Neri`."""
    for offset, run in name_runs(sentence, lexicon):
        skipped = end - offset if begin == offset and sentence[end : end + 1] == " " else 0
        if run[skipped:].strip():
            yield offset + skipped + (skipped > 0), run[skipped:].strip()


def _without_offices_behind(
    sentence: str, runs: list[tuple[int, str]], lexicon: TranscriptLexicon
) -> list[tuple[int, str]]:
    """Runs without those that give after a comma the office of the one before: `Ann Lee, Mayor of Ulm`."""
    kept = runs[:1]
    for (at, before), (offset, run) in pairwise(runs):
        behind = sentence[at + len(before) : offset] == ", " and is_name(before, lexicon)
        if not (behind and run.split(maxsplit=1)[0].casefold() in lexicon.naming):
            kept.append((offset, run))
    return kept


def _known_speaker(
    sentence: str,
    verb: tuple[int, int, str],
    known: list[tuple[int, str]],
    names: Names,
    lexicon: TranscriptLexicon,
) -> Introduction:
    """Who speaks of those in a sentence who have labels: the nearest to the verb, given with where it
    begins and ends; or the holder of the office beside it, where somebody else is named farther away.
    """
    at, end, said = verb
    subjects = [one for one in known if not _is_addressed(sentence[: one[0]], lexicon)]
    known = subjects or known
    offset, name = min(known, key=lambda item: abs(item[0] - at))
    held = held_beside(sentence, at, end, names, lexicon)
    apart = len(words(_between(sentence, (offset, offset + len(name)), (at, end)))) > 1
    if held and apart and last_name(held) != last_name(name):  # `Thanking Bo Ray, the mayor said:`
        return Introduction(held, said, known=False)
    if label := names.aliases.get(fold(name)):
        return Introduction(label, said, known=True)
    return Introduction(_with_office(sentence, offset, name, lexicon), said, known=True)


def _is_addressed(before: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a name is after the sign for whom somebody speaks to, in Chinese: `对村民说`."""
    return before[-1:] > "\u3000" and before[-1:] in lexicon.addressing


def _without_frame(sentence: str, at: int, verb: str) -> tuple[str, int]:
    """A sentence whose verb has its other part after whoever speaks, `ergriff die Ministerin das Wort`, with
    that part in small letters, and where the verb itself ends.
    """
    first, _, rest = verb.partition(" ")
    last = rest.rpartition(" ")[2]
    if not rest or not any(word[0].isupper() for word in rest.split()):
        return sentence, at + len(verb)
    end = at + len(verb)
    return f"{sentence[: end - len(last)]}{last.lower()}{sentence[end:]}", at + len(first)


def _is_beside(sentence: str, run: str, offset: int, verb: int, lexicon: TranscriptLexicon) -> bool:
    """Whether one word with a capital is right before the verb: `the youngest guest Ada added:`; a noun with
    a word such as `ihrer` before it, where all nouns have capitals, is no name.
    """
    one = len(words(run)) == 1 < len(run) and run.casefold() not in lexicon.stop_words
    before = words(sentence[:offset])[-1:]
    return one and offset + len(run) + 1 == verb and lexicon.stop_words.isdisjoint(before)


def _between(sentence: str, name: tuple[int, int], verb: tuple[int, int]) -> str:
    return sentence[min(name[1], verb[1]) : max(name[0], verb[0])].strip()


def _adjoin(between: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a name and a verb are side by side, with an office behind the name, a phrase between commas, or
    a few words that are not common: `Nigar Səmədli çıxış edərək dedi`.
    """
    folded = words(between)
    folded = folded[1:] if folded and folded[0] in lexicon.offices else folded
    near = len(folded) <= MOST_BETWEEN and lexicon.common.isdisjoint(folded)
    return len(folded) <= 1 or near or (between[0] == between[-1] == ",")


def _with_office(sentence: str, offset: int, name: str, lexicon: TranscriptLexicon) -> str:
    """A name with the office that is right before it: "President Ilham Aliyev"."""
    before = sentence[:offset].rstrip()
    last = before.rsplit(" ", 1)[-1]
    if last[:1].isupper() and last.casefold().strip(".") in lexicon.naming:
        return sentence[offset - (len(sentence[:offset]) - len(before)) - len(last) : offset] + name
    return name
