"""The shapes of IBM, of the first version of Speechmatics, and of programs in which transcripts are mended:
most have words in one list, and who speaks when in another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from docconv.formats.json.foreign.heard import between, keys
from docconv.formats.json.foreign.values import (
    Found,
    either,
    first,
    lasting,
    milliseconds,
    rows,
    speaker,
    text,
)
from docconv.transcript.utterances import SpokenWord, Utterance, sentences, with_words

Said: TypeAlias = Iterable[Utterance]
NOBODY = ("UU", "unknown")
"""What Speechmatics calls somebody it cannot tell."""


def is_watson(found: Found) -> bool:
    """Whether results have words as lists, or those of an answer that came later are in one of them."""
    return any(
        isinstance(one.get("timestamps"), list)
        for part in _watson_parts(found)
        for result in rows(part, "results")[:20]
        for one in rows(result, "alternatives")[:1]
    )


def _watson_parts(found: Found) -> list[Found]:
    """Objects with `results`; none where these are something else."""
    if not {"alternatives", "results"} & keys(found, "results"):
        return []
    return rows(found, "results") if "results" in keys(found, "results") else [found]


def watson(found: Found) -> Said:
    """IBM: results are paragraphs, parted where somebody else speaks."""
    for part in _watson_parts(found):
        spans = [
            (milliseconds(one.get("from")), speaker(one.get("speaker")))
            for one in rows(part, "speaker_labels")
        ]
        for result in rows(part, "results"):
            best = first(result, "alternatives")
            timed = best.get("timestamps")
            words = [*_spoken(map(_watson_word, timed if isinstance(timed, list) else ()), spans)]
            said = text(best, "transcript")
            if said.strip() and said.split() != " ".join(one.text for one in words).split():
                yield _as_printed(said, words)
            else:
                yield from _by_speaker(words)


def _as_printed(said: str, words: Sequence[SpokenWord]) -> Utterance:
    """A transcript that is not what the timestamps have: by whoever says all of these, if that is one."""
    who = {one.speaker for one in words}
    told = Utterance(said, who.pop() if len(who) == 1 else "")
    return with_words(told, ((one.text, one.begin, one.end) for one in words))


def _by_speaker(words: Iterable[SpokenWord]) -> Iterator[Utterance]:
    for who, group in groupby(words, lambda one: one.speaker):
        yield _together(who, [*group])


def _watson_word(one: object) -> SpokenWord:
    if not isinstance(one, list) or len(one) != 3 or not isinstance(one[0], str):
        message = "timestamps have no word with two times"
        raise ValueError(message)
    return SpokenWord(one[0], "", milliseconds(one[1]), milliseconds(one[2]))


def _together(who: str, words: Sequence[SpokenWord]) -> Utterance:
    """Words as one paragraph."""
    said = " ".join(one.text.strip() for one in words)
    told = Utterance(said, who, words[0].begin, words[-1].end)
    return with_words(told, ((one.text, one.begin, one.end) for one in words))


def speechmatics_1(found: Found) -> Said:
    """Words with `time` and `duration`, both as text, and those who speak with the same."""
    spans = [(milliseconds(one.get("time")), one.get("name")) for one in rows(found, "speakers")]
    words = []
    for one in rows(found, "words"):
        said, begin = text(one, "name"), milliseconds(one.get("time"))
        is_mark = not any(map(str.isalnum, said))
        words.append(SpokenWord(said, "", begin, lasting(begin, one.get("duration")), is_glued=is_mark))
    return sentences(_spoken(words, [(begin, "" if who in NOBODY else speaker(who)) for begin, who in spans]))


def paper_edit(found: Found) -> Said:
    """digital-paper-edit: words, and paragraphs by when they begin."""
    spans = [
        (milliseconds(one.get("start")), speaker(one.get("speaker"))) for one in rows(found, "paragraphs")
    ]
    heard = (between(one, text(one, "text"), None) for one in rows(found, "words"))
    words = [SpokenWord(one.text, "", one.begin, one.end) for one in heard]
    places = sorted(begin for begin, _ in spans if begin is not None)
    told = [*_spoken(words, spans)]
    last, at = 0, list[int]()
    for word in told:
        last = last if word.begin is None else bisect_right(places, word.begin)
        at.append(last)
    for _, group in groupby(zip(at, told, strict=True), lambda pair: (pair[0], pair[1].speaker)):
        said = [word for _, word in group]
        yield _together(said[0].speaker, said)


def is_paper_edit(found: Found) -> bool:
    """Whether there are words with times, and paragraphs without words."""
    paragraphs = keys(found, "paragraphs")
    return {"start", "text"} <= keys(found, "words") and "start" in paragraphs and "text" not in paragraphs


def gecko(found: Found) -> Said:
    """Gecko: monologues of terms, of which some are marks."""
    for one in rows(found, "monologues"):
        told = one.get("speaker")
        who = either(told, "name", "id") if isinstance(told, dict) else told
        yield from sentences(_terms(rows(one, "terms"), speaker(who)))


def _terms(terms: list[Found], who: str) -> Iterator[SpokenWord]:
    for one in terms:
        is_mark = str(one.get("type")).upper().startswith("PUNCT")
        begin, end = (milliseconds(one.get(key)) for key in ("start", "end"))
        yield SpokenWord(text(one, "text"), who, begin, end, is_glued=is_mark)


def _spoken(words: Iterable[SpokenWord], spans: Sequence[tuple[int | None, str]]) -> Iterator[SpokenWord]:
    """Words with whom the last of some spans that has begun is of; what has no time is of who spoke last."""
    known = sorted((begin, at, who) for at, (begin, who) in enumerate(spans) if begin is not None)
    begins = [begin for begin, _, _ in known]
    who = ""
    for word in words:
        if word.begin is not None:
            at = bisect_right(begins, word.begin)
            who = known[at - 1][2] if at else ""
        yield SpokenWord(word.text, who, word.begin, word.end, is_glued=word.is_glued)
