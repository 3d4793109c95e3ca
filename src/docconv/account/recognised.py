"""What the JSON of a recogniser prints: the texts at the places where each puts its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from docconv.account.pandoc import API
from docconv.account.pandoc import account as of_tree
from docconv.account.words import SourceText, words
from docconv.formats import Source
from docconv.formats.json.parsing import parsed
from docconv.patterns import regex

PLACES = (
    "segments/body", "segments/text", "speakers/text", "chunks/text", "transcription/text",
    "results/items/alternatives[0]/content", "results/channel_labels/channels/items/alternatives[0]/content",
    "Transcript/Content", "segments/NBest[0]/Display", "NBest[0]/Display",
    "results/transcripts/transcript", "results/utterances/transcript",
    "results/channels/alternatives[0]/transcript",
    "results/results/alternatives[0]/transcript", "results/alternatives[0]/content",
    "result/transcription/utterances/text", "result/transcription/full_transcript", "result/full_transcript",
    "data/utterances/text", "data/full_transcript",
    "recognizedPhrases/nBest[0]?/display|lexical", "phrases/text", "monologues/elements/value",
    "monologues/terms/text",
    "speech/transcripts/transcript", "transcripts/transcript", "utterances/text", "sentences/text",
    "paragraphs/text", "words/text", "words/name", "full_transcript", "text",
)  # fmt: skip
"""In this order the first that holds words is read; lists are gone through, but for one with a number; of
keys with a bar between them the first that is there counts, and one with a question mark may be left out."""
ANYWHERE = ("text", "sentence", "content", "message", "transcript", "words", "body")
"""Keys of what is said where no place of these is: the first of which the objects in some list have texts."""
SPEAKER = regex(
    r"speaker(?:_?(?:label|name|tag|id|model_label))?|channel(?:_?(?:label|tag))?|participant(?:role|id|_?name)?"
    r"|(?:display_?|real_?|full_?|user_?|nick)?name|users?|author|sender|from|role|id",
    re.IGNORECASE,
)
TAGS = ("speakerLabel", "speakerTag", "speaker_label", "speaker_tag")
OWN = b'"docconv"'
NESTED = frozenset((dict, list))
DEEPEST = 6


class Alternative:
    """The best reading of a result of Google or IBM."""

    def __init__(self, result: Any) -> None:  # noqa: ANN401  whatever JSON holds
        self.text = "\n".join(_at(result, ["alternatives[0]", "transcript"]))
        timed = (["words", "word"], ["timestamps"])
        self.words = [one for path in timed for one in _at(result, ["alternatives[0]", *path]) if one]
        tags = (_at(result, ["alternatives[0]", "words", key], str | int) for key in TAGS)
        self.is_tagged = any(map(any, tags))


def account(source: Source) -> Iterator[SourceText]:
    """The account of JSON by a recogniser or pandoc; docconv's own is the document itself."""
    if OWN in source.data[:200]:
        return
    found = parsed(source)
    if isinstance(found, dict) and "docconv" in found:
        return
    if isinstance(found, dict) and API in found:
        yield from of_tree(source)
        return
    if isinstance(found, list):
        is_google = any(
            isinstance(one, dict) and {"alternatives", "type"} & {*one} == {"alternatives"}
            for one in found[:20]
        )
        found = {"results" if is_google else "segments": found}
    answer = found.get("response") if isinstance(found, dict) else None
    found = answer if isinstance(answer, dict) else found
    found = _of_files(found)
    said = next((text for place in PLACES if (text := "\n".join(_at(found, place.split("/")))).strip()), "")
    said = said or next((text for key in ANYWHERE if (text := "\n".join(_listed(found, key))).strip()), "")
    yield SourceText(_google(found) or said, more="|".join(map(re.escape, _labels(found))), is_ordered=False)


def _of_files(found: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    """The results of all recordings of a batch of Google in a row; anything else as it is."""
    files = found.get("results") if isinstance(found, dict) else None
    told = (
        [one.get("transcript") for one in files.values() if isinstance(one, dict)]
        if isinstance(files, dict)
        else []
    )
    rows = [row for one in told if isinstance(one, dict) for row in one.get("results", ())]
    return {"results": rows} if rows else found


def _at(value: Any, path: list[str], kind: Any = str) -> Iterator[Any]:  # noqa: ANN401  any JSON
    """The texts at a path, or the values of another kind."""
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path, kind)
    elif not path:
        if isinstance(value, kind):
            yield value
    elif isinstance(value, dict):
        key, numbered, _ = path[0].partition("[")
        below = next((value[one] for one in key.split("|") if value.get(one) is not None), None)
        below = below[0] if numbered and isinstance(below, list) and below else below
        is_left_out = path[0][-1] == "?" and not (isinstance(below, dict) and below)
        yield from _at(value if is_left_out else below, path[1:], kind)


def _listed(value: Any, key: str) -> Iterator[str]:  # noqa: ANN401  whatever JSON holds
    """The texts that objects in lists have under a key, at any depth."""
    level, depth = [value], 0
    while level and depth < DEEPEST:
        lists = [one for one in level if isinstance(one, list)]
        yield from (text for rows in lists for one in rows if isinstance(text := _text_of(one, key), str))
        objects = [one for one in level if isinstance(one, dict)]
        within = [inner for one in objects for name, inner in one.items() if name != key]
        level = [one for one in chain(within, *lists) if type(one) in NESTED]
        depth += 1


def _text_of(value: Any, key: str) -> Any:  # noqa: ANN401  whatever JSON holds
    """What an object has under a key, pieces put together."""
    found = value.get(key) if isinstance(value, dict) else None
    pieces = found if isinstance(found, list) else ()
    told = [one.get("text") if isinstance(one, dict) else one for one in pieces]
    texts = [one for one in told if isinstance(one, str)]
    return "".join(texts) if told and len(texts) == len(told) else found


def _google(found: Any) -> str:  # noqa: ANN401  whatever JSON holds
    """Texts of results, or their words where these tell who speaks or there is nothing else; only those of
    the last one, where it has all words once more.
    """
    results = found.get("results") if isinstance(found, dict) else None
    given = [Alternative(one) for one in results] if isinstance(results, list) else []
    before = Counter(word for one in given[:-1] for word in one.words)
    if before and given[-1].is_tagged and not before - Counter(given[-1].words):
        return "\n".join(given[-1].words)
    rows = (one.words if one.is_tagged or not one.text.strip() else [one.text] for one in given)
    return "\n".join(row for some in rows for row in some)


def _labels(value: Any) -> set[str]:  # noqa: ANN401  whatever JSON holds
    """The words of all names of speakers, and what may be before a number."""
    named, level = set[str | int](), [value]
    while level:
        objects = [one for one in level if type(one) is dict]
        for key in filter(SPEAKER.fullmatch, set[str]().union(*objects)):
            given = (one.get(key) for one in objects)
            named.update(text for text in given if type(text) is str or type(text) is int)
        lists = (one for one in level if type(one) is list)
        inner = list(chain.from_iterable((*map(dict.values, objects), *lists)))
        is_deep = not NESTED.isdisjoint(map(type, inner))
        level = [one for one in inner if type(one) in NESTED] if is_deep else []
    told = {word for text in named for word in words(str(text))}
    return told | {"speaker", "channel", *map(str, range(64))}
