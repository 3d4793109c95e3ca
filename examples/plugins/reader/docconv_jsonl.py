"""Messages as JSON Lines, `{"who": "Ann", "says": "Yes."}`, as a format of docconv that can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from docconv.account import SourceText
from docconv.errors import BadInputError
from docconv.formats import Format, Source
from docconv.model import Document, Draft, Label, Paragraph, Text, Turn
from docconv.notices import Notice

DOCCONV_API = 1
FORMAT = Format(
    name="jsonl",
    title="Messages as JSON Lines",
    suffixes=(".jsonl",),
    media_type="application/jsonl",
    read="docconv_jsonl:read",
    account="docconv_jsonl:account",
)
STRING = re.compile(r'"(?:who|says)"\s*:\s*("(?:[^"\\]|\\.)*")')


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """A turn for each message. Who is one person under several names, docconv finds out."""
    try:
        lines = source.data.decode().splitlines()
        messages = [_message(line, number, source) for number, line in enumerate(lines, 1) if line.strip()]
    except UnicodeDecodeError as error:
        raise BadInputError(str(error), where=source.name, remedy="write it in UTF-8") from error
    if not messages:
        message = "there is no message"
        raise BadInputError(message, where=source.name)
    return Document(tuple(_turn(number, *one) for number, one in enumerate(messages, 1))), ()


def _message(line: str, number: int, source: Source) -> tuple[str, str]:
    try:
        match json.loads(line):
            case {"who": str(who), "says": str(says)} if who.strip() and says.strip():
                return " ".join(who.split()), " ".join(says.split())
    except (ValueError, RecursionError):
        pass
    message = 'this is no message: {"who": "...", "says": "..."}'
    raise BadInputError(message, where=f"{source.name}:{number}")


def _turn(number: int, who: str, says: str) -> Turn[Label]:
    return Turn(f"t{number}", (Paragraph((Text(says),)),), (Label(who),), who)


def account(source: Source) -> Iterator[SourceText]:
    """The names and words of the messages, found by another way than the reader's."""
    texts = (json.loads(text) for text in STRING.findall(source.data.decode()))
    yield SourceText("\n".join(texts), is_ordered=False)
