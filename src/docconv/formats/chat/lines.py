"""A CHAT file as its lines: what goes on after a tabulator is one line with what is above."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from docconv.containers.encoded import decoded
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.patterns import regex

LINE = regex(r"(?P<sign>@(?=[^:\t]+(?::|$))|[*%](?=[^\s:]+:))(?P<name>[^:\t]+):?(?P<value>.*+)$")
BEGIN, END = "Begin", "End"
MARK = "\ufeff"


@frozen
class ChatLine:
    """A line: `@` of the head, `*` of somebody, `%` of a tier below; its name and what it says."""

    number: int
    sign: str
    name: str
    value: str


def chat_lines(source: Source) -> list[ChatLine]:
    """The lines of a file. Raises `BadInputError` where they are not those of CHAT."""
    lines = list(_joined(source))
    if not any(one.sign == "@" and one.name == BEGIN for one in lines):
        message = "this is no CHAT file: it has no line @Begin"
        raise BadInputError(message, where=source.name, remedy="read it as plain text with format='text'")
    return lines


def _joined(source: Source) -> Iterator[ChatLine]:
    """Lines with what goes on in the next ones."""
    current: ChatLine | None = None
    for number, text in enumerate(_decoded(source).split("\n"), 1):
        if not text.strip():
            continue
        if text[0] == "\t" and current is not None:
            current = evolve(current, value=f"{current.value} {text.strip()}".strip())
            continue
        if current is not None:
            yield current
        current = _line(number, text.rstrip(), source.name)
    if current is not None:
        yield current


def _line(number: int, text: str, name: str) -> ChatLine:
    found = LINE.match(text)
    if found is None:
        message = "a line of CHAT begins with @, * or % and a name, or with a tabulator where it goes on"
        remedy = "mend the line, or read the file as plain text with format='text'"
        raise BadInputError(message, where=f"{name}:{number}:1", remedy=remedy)
    return ChatLine(number, found["sign"], found["name"].strip(), found["value"].strip())


def _decoded(source: Source) -> str:
    text = decoded(source.data, source.encoding or "utf-8", source.name).removeprefix(MARK)
    return text.replace("\r\n", "\n").replace("\r", "\n")
