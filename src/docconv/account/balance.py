"""Words of a source against words of a document: what is lost, what is more, what is elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from attrs import evolve, frozen

from docconv.account.words import WORD, SourceText, plain, same, words
from docconv.model import Resolved
from docconv.patterns import regex

VOICE = regex(r"<(v(?:\.[\w.]+)?)(?=[^\S\n]++[^<>\n]*+>)")
"""What WebVTT prints before the name of a voice; it is read so wherever it is."""
MOST, AROUND = 12, 3
LETTERS = 4
"""As many belong to a number or a time (`Anf. 7`, `2:15 pm`), which may be before its label or after it."""
MOST_TRIES = 1000
"""For each letter of a word, to find what it is made of: of many like parts there is no end of ways."""
LONGEST_SHOWN, SHOWN = 60, 20  # letters
LONGEST = 20_000
"""Words that are aligned one by one to find a place."""


@frozen(eq=False, repr=False)
class Imbalance:
    """What differs, in words, and the number of the unit where it is; 0 where only the document has it."""

    message: str
    place: int


def imbalance(account: SourceText, text: str, document: Resolved) -> Imbalance | None:
    """The first difference between what a source and a document print, which prints a text.

    Most are the same letter by letter and figure by figure, so that no word has to be counted.
    """
    if same(account.text, text):
        return None
    ours, theirs = words(account.text), words(text)
    had, has = Counter(ours), Counter(theirs)
    again = Counter[str]()
    if had != has:
        lost, more = _without_divided(had - has, has - had)
        again = Counter(words(" ".join((account.again(document), *VOICE.findall(account.text)))))
        lost, more = lost - again, _without_free(account, more)
        if lost:  # the parts of a word may be in what only repeats or in what is free
            lost, more = _without_divided(had - again - has, has - (had - again))
            lost, more = _without_divided(lost, _without_free(account, more - again))
        if lost:  # or they are labels, too, and so are not missing
            labels = Counter(words(account.free)) & had & has
            lost, more = _without_divided(lost + labels, more)
            lost -= labels
        if (lost or more) and (bare := _unmarked(account.text, text, account.again(document))):
            return imbalance(evolve(account, text=bare[0], again=lambda _: bare[2]), bare[1], document)
        if lost:
            return _lost(account, ours, theirs, lost)
        if more:
            return Imbalance(f"more often in what was read than in the source: {_quoted(more)}", 0)
    once = Counter({word: count for word, count in had.items() if word not in again})
    moved = _moved(ours, theirs, once, has) if account.is_ordered else ""
    if moved:
        return Imbalance(
            f"elsewhere than in the source: {_quoted([moved])}", _place(account, ours.index(moved))
        )
    return None


def _unmarked(source: str, text: str, again: str) -> tuple[str, ...]:
    """Texts without their accents and points, nothing where two do not have the same ones, but for those of
    what only repeats: at the edge of a note one text has on a letter what another has alone.
    """
    parted = [unicodedata.normalize("NFKD", plain(one)) for one in (source, text, again)]
    had, has, spare = (Counter(filter(unicodedata.combining, one)) for one in parted)
    if not has or has - had or had - has - spare:
        return ()
    return tuple("".join(one for one in text if not unicodedata.combining(one)) for text in parted)


def _without_free(account: SourceText, more: Counter[str]) -> Counter[str]:
    """Words that the document has more often, but for those that it may have."""
    free = Counter(words(account.free)) if more else Counter()
    more, _ = _without_divided(more - free, free - more)
    spare = re.compile(account.more, re.IGNORECASE)
    return Counter({word: count for word, count in more.items() if not spare.fullmatch(word)})


# ------------ words that a line or a mark divides


def _without_divided(lost: Counter[str], more: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Without words that one side has in one and the other in several, and, where every letter is on both
    sides, without any.
    """
    for whole, parts in ((more, lost), (lost, more)):
        for word in sorted(whole, key=len, reverse=True):
            while whole[word] and (found := _parts(word, parts)):
                parts.subtract(found)
                whole[word] -= 1
    lost, more = +lost, +more
    if Counter("".join(lost.elements())) == Counter("".join(more.elements())):
        return Counter(), Counter()
    return lost, more


def _parts(word: str, parts: Counter[str]) -> list[str]:
    """Words that one word is made of, none where it is not."""
    ways: dict[int, list[str]] = {0: []}
    sizes = sorted({len(part) for part in parts})
    tries = MOST_TRIES * len(word)
    for start in range(len(word)):
        before = ways.pop(start, None)
        if before is None:
            continue
        tries -= len(sizes) * (1 + len(before))
        if tries < 0:
            return []
        for part in (word[start : start + size] for size in sizes):
            end = start + len(part)
            if end not in ways and before.count(part) < parts.get(part, 0):
                ways[end] = [*before, part]
    found = ways.get(len(word), [])
    return found if len(found) > 1 else []


# ------------ what is said of it


def _lost(account: SourceText, ours: list[str], theirs: list[str], lost: Counter[str]) -> Imbalance:
    start, end = _first(ours, theirs, lost)
    around = " ".join(map(_cut, ours[max(0, start - AROUND) : end + AROUND]))
    message = f"words would be lost: {_quoted(ours[start:end])} in “{around}”"
    return Imbalance(message, _place(account, start))


def _first(ours: list[str], theirs: list[str], lost: Counter[str]) -> tuple[int, int]:
    """Where the first words that are lost begin and end, by aligning what is around."""
    pairs = zip(ours, theirs, strict=False)
    begin = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(ours), len(theirs)))
    mine, yours = ours[begin : begin + LONGEST], theirs[begin : begin + LONGEST]
    from difflib import SequenceMatcher  # noqa: PLC0415  only where words are lost

    codes = SequenceMatcher(None, mine, yours, autojunk=len(mine) > 2000).get_opcodes()
    for tag, i1, i2, _, _ in codes:
        places = [at for at in range(i1, i2) if mine[at] in lost] if tag != "equal" else []
        if places:
            first = places[0]
            last = next((at for at in range(first, i2) if mine[at] not in lost), i2)
            return begin + first, begin + last
    first = next(at for at, word in enumerate(ours) if word in lost)
    return first, first + 1


def _moved(ours: Iterable[str], theirs: Iterable[str], had: Counter[str], has: Counter[str]) -> str:
    """The first of the words that both have once which comes in another order. The letters of a number, as in
    `T1. [66880]`, may be before a label there and after it here.
    """
    once = {
        word
        for word, count in had.items()
        if count == has[word] == 1 and word.isalpha() and not (word.isascii() and len(word) <= LETTERS)
    }
    mine, yours = (word for word in ours if word in once), (word for word in theirs if word in once)
    return next((one for one, other in zip(mine, yours, strict=True) if one != other), "")


def _place(account: SourceText, at: int) -> int:
    """The number of the unit in which a word by its number is."""
    text = plain(account.text)
    found = next(islice(WORD.finditer(text), at, None))
    index = text.count(account.separator, 0, found.start())
    return account.numbers[index] if account.numbers else index + 1


def _quoted(some: Iterable[str]) -> str:
    shown = list(map(_cut, islice(some, MOST + 1)))
    return f"“{' '.join(shown[:MOST])}”" + (" ..." if len(shown) > MOST else "")


def _cut(word: str) -> str:
    """A word as a message shows it, the middle of a very long one left out."""
    return word if len(word) <= LONGEST_SHOWN else f"{word[:SHOWN]}…{word[-SHOWN:]}"
