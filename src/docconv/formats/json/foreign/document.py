"""JSON of a recogniser to a draft."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats.json.foreign.heard import SHOWN
from docconv.formats.json.foreign.shapes import NAMES, Shape, shape_of, shapes_of
from docconv.formats.json.foreign.values import Found
from docconv.languages.detection import detect
from docconv.model import Document, Draft, Metadata
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript.utterances import blocks_of, words_of
from docconv.wellformed.shapes import is_language

LANGUAGES = ("language_code", "language", "locale", "languageCode")
TAG = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
RECORDINGS = ("audio_url", "source")
KNOWN = f"what docconv reads is its own JSON, and that of {', '.join(NAMES)}"


def read_foreign(found: Any, where: str) -> tuple[Draft, tuple[Notice, ...]]:  # noqa: ANN401  whatever JSON holds
    """JSON values as a draft, whose speakers are labels. Raises `BadInputError` for an unknown shape."""
    found = {_list_of(found): found} if isinstance(found, list) else found
    answer = found.get("response") if isinstance(found, dict) else None
    found = answer if isinstance(answer, dict) else found
    shape = shape_of(found)
    if shape is None:
        message = "this is neither docconv JSON nor that of a recogniser that docconv knows"
        raise BadInputError(message, where=where, remedy=KNOWN)
    turns = _turns(shape, found, where)
    _ask(found, where)
    draft: Draft = Document(turns, Metadata(media=_recording(found)))
    lang = _language(found) or detect(words_of(draft))
    draft = evolve(draft, metadata=evolve(draft.metadata, lang=lang))
    message = f"read as JSON of {shape.name}: paragraphs have their times, and words where it tells them"
    return draft, (Notice("not-read", message, "info", rule="recogniser"),)


def _list_of(found: list[Any]) -> str:
    """What a list alone is a list of: results, as those of Google, or segments."""
    rows = (one for one in found[:SHOWN] if isinstance(one, dict))
    return "results" if any("alternatives" in one and "type" not in one for one in rows) else "segments"


def _ask(found: Found, where: str) -> None:
    """Raise `BadInputError` where JSON has the lists of two recognisers that say different things."""
    fitting = shapes_of(found)
    if len(fitting) < 2:
        return
    read = {shape.name: _words(shape, found) for shape in fitting}
    if len(set(read.values()) - {""}) > 1:
        names = " and as that of ".join(name for name, words in read.items() if words)
        message = f"this can be read as JSON of {names}, which say different things"
        raise BadInputError(message, where=where, remedy="leave only one of their lists in the file")


def _words(shape: Shape, found: Found) -> str:
    """The letters and figures that a recogniser is read to have heard; none where it cannot be read."""
    try:
        said = " ".join(one.text for one in shape.read(found))
    except ValueError:
        return ""
    return "".join(filter(str.isalnum, said)).casefold()


def _turns(shape: Shape, found: Found, where: str) -> Any:  # noqa: ANN401  turns of a draft
    try:
        turns = blocks_of(shape.read(found))
    except ValueError as error:
        message = f"this looks like JSON of {shape.name}, but {error}"
        raise BadInputError(message, where=where, remedy="mend the file, or write it anew") from error
    if not turns:
        message = f"this is JSON of {shape.name} in which nothing is said"
        raise BadInputError(message, where=where, remedy="give a transcript with text in it")
    return turns


def _language(found: Found) -> str:
    """The language that the recogniser names, as BCP 47 has it."""
    inner = found.get("results")
    places = (found, inner if isinstance(inner, dict) else {})
    named = (place.get(key) for place in places for key in LANGUAGES)
    codes = (one.replace("_", "-") for one in named if isinstance(one, str) and TAG.fullmatch(one))
    return next(filter(is_language, codes), "")


def _recording(found: Found) -> str | None:
    """The recording that it was made from, where it says so."""
    named = (found.get(key) for key in RECORDINGS)
    return next((one for one in named if isinstance(one, str) and one.strip()), None)
