"""All bytes of a file as text: what is in archives, streams, strings and pages of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2


def everything(data: bytes) -> str:
    """What can be read in a file, unpacked as far as it goes."""
    return "\n".join(part.decode("utf-8", "replace") for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.filename.encode()
                yield from _parts(archive.read(entry))
    elif data.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for one in pdf.objects:
                yield from _strings(one)
        with pypdfium2.PdfDocument(data) as document:
            for page in document:
                yield page.get_textpage().get_text_bounded().encode()


def _strings(one: Any) -> Iterator[bytes]:  # noqa: ANN401  whatever a PDF holds
    if isinstance(one, pikepdf.Stream):
        if one.get("/Subtype") != "/Image":
            yield from _parts(one.read_bytes(pikepdf.StreamDecodeLevel.generalized))
        yield from (part for value in one.stream_dict.values() for part in _direct(value))
    elif isinstance(one, pikepdf.Dictionary):
        yield from (part for value in one.values() for part in _direct(value))
    elif isinstance(one, pikepdf.Array):
        yield from (part for value in one for part in _direct(value))
    elif isinstance(one, pikepdf.String):
        yield str(one).encode()


def _direct(value: Any) -> Iterator[bytes]:  # noqa: ANN401
    if not getattr(value, "is_indirect", False):
        yield from _strings(value)


def stands_in(name: str, text: str) -> bool:
    """Whether a word begins with a name, with a capital or in capitals."""
    forms = "|".join(map(re.escape, {name, name.capitalize(), name.upper()}))
    return re.search(rf"(?<![^\W\d_])(?:{forms})", text) is not None
