"""What the JSON of a recogniser prints: the texts at the places where each puts its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from docconv.account.pandoc import API
from docconv.account.pandoc import account as of_tree
from docconv.account.words import SourceText, words
from docconv.formats import Source
from docconv.patterns import regex

PLACES = (
    "segments/body", "segments/text", "speakers/text", "chunks/text", "transcription/text",
    "results/items/alternatives[0]/content", "results/utterances/transcript",
    "results/channels/alternatives[0]/transcript", "results/alternatives[0]/content",
    "recognizedPhrases/nBest[0]/display", "phrases/text", "monologues/elements/value",
    "speech/transcripts/transcript", "transcripts/transcript", "utterances/text", "words/text", "text",
)  # fmt: skip
"""In this order the first that holds words is read; lists are gone through, but for one with a number."""
SPEAKER = regex(r"speaker(?:_?(?:label|name|tag|id|model_label))?|name|id", re.IGNORECASE)
OWN = b'"docconv"'


def account(source: Source) -> Iterator[SourceText]:
    """The account of JSON by a recogniser or pandoc; docconv's own is the document itself."""
    if OWN in source.data[:200]:
        return
    found = json.loads(source.data)
    if isinstance(found, dict) and "docconv" in found:
        return
    if isinstance(found, dict) and API in found:
        yield from of_tree(source)
        return
    found = {"segments": found} if isinstance(found, list) else found
    said = next((text for place in PLACES if (text := "\n".join(_at(found, place.split("/")))).strip()), "")
    yield SourceText(_google(found) or said, more="|".join(map(re.escape, _labels(found))), is_ordered=False)


def _at(value: Any, path: list[str]) -> Iterator[str]:  # noqa: ANN401  whatever JSON holds
    """The texts at a path."""
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif not path:
        if isinstance(value, str):
            yield value
    elif isinstance(value, dict):
        key, numbered, _ = path[0].partition("[")
        below = value.get(key)
        yield from _at(below[0] if numbered and isinstance(below, list) and below else below, path[1:])


def _google(found: Any) -> str:  # noqa: ANN401  whatever JSON holds
    """Texts of results, or only the words of the last one, which may have all of them once more."""
    texts = list(_at(found, ["results", "alternatives[0]", "transcript"]))
    results = found.get("results") if isinstance(found, dict) else None
    spoken = (
        [list(_at(one, ["alternatives[0]", "words", "word"])) for one in results]
        if isinstance(results, list)
        else []
    )
    if len(spoken) > 1 and len(spoken[-1]) >= sum(map(len, spoken[:-1])) > 0:
        return "\n".join(spoken[-1])
    return "\n".join(texts) or "\n".join(word for one in spoken for word in one)


def _labels(value: Any) -> set[str]:  # noqa: ANN401  whatever JSON holds
    """The words of all names of speakers, and what may be before a number."""
    found, stack = {"speaker", "channel", *map(str, range(64))}, [value]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            named = (
                text for key, text in one.items() if isinstance(text, str | int) and SPEAKER.fullmatch(key)
            )
            found.update(word for text in named for word in words(str(text)))
        stack.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
    return found
