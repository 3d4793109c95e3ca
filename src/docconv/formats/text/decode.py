"""Bytes to characters: the encoding, and what is not text at all.

Nothing is guessed: without a byte order mark or an encoding from the user, bytes are UTF-8 or an error.
"""

from __future__ import annotations

import codecs
import re

from docconv.errors import BadInputError, UsageError
from docconv.files import shown
from docconv.formats import Format, Source, rooted
from docconv.formats.text.lines import place_after

BYTE_ORDER_MARKS = (  # the longer first: the mark of UTF-32-LE begins with the one of UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (  # how it begins, what it is, what to do
    (rb"%PDF-", "a PDF file", "read it with format='pdf'"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file, such as .doc", "save it as .docx or as text"),
    (rb"\{\\rtf", "an RTF file", "read it with format='rtf'"),
    (rb"(\xef\xbb\xbf)?<\?xml", "an XML file", "read it with format='tei' if it is TEI"),
    (rb"(\xef\xbb\xbf)?\s*<(?i:!doctype\s+html|html[\s>])", "an HTML page", "read it with format='html'"),
    (rb"(\xef\xbb\xbf)?\s*(\[\s*)?\{\s*\"[\w.-]+\"\s*:", "JSON", "read it with format='json'"),
    (
        rb"(\xef\xbb\xbf)?(File type = )?\"ooTextFile( short)?\"\s",
        "a TextGrid of Praat",
        "read it with format='textgrid'",
    ),
    (rb"\x89PNG\r\n", "a PNG picture", "give a text file"),
    (rb"\xff\xd8\xff", "a JPEG picture", "give a text file"),
    (rb"GIF8[79]a", "a GIF picture", "give a text file"),
    (rb"\x1f\x8b", "a gzip archive", "unpack it first"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (rb"ID3[\x02-\x04]|OggS\x00|fLaC\x00|RIFF....(WAVE|AVI )", "a recording", "give a transcript of it"),
    (rb"....ftyp", "a recording (MP4)", "give a transcript of it"),
)
FIRST = frozenset(b'%\xd0{<["F\x89\xff\xefG\x1f7IOfR \t\r\n\f\v')
"""The first bytes of all these but of a recording in MP4."""
ZIP = b"PK\x03\x04"
ZIPS = (  # a name or type within the archive, what it is, what to do
    (b"word/", "a DOCX file", "read it with format='docx'"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument file", "read it with format='odt'"),
    (b"application/epub+zip", "an EPUB file", "save it as text"),
)
WINDOW = 65_536
SAMPLE = 2_000
MOSTLY = 0.4


def decode(source: Source) -> str:
    """The text of a source, without byte order mark.

    Raises `BadInputError` where the bytes are not text in that encoding, `UsageError` for an unknown
    encoding.
    """
    _refuse_other_formats(source)
    encoding = source.encoding or _marked_encoding(source.data) or "utf-8"
    try:
        text = source.data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _undecodable(source, encoding, error) from None
    except LookupError:
        message = f"{encoding} is not an encoding of text"
        raise UsageError(message, remedy="give one such as utf-8, cp1252 or utf-16") from None
    if not text or text.isspace():
        message = "the file holds only white space" if text else "the file is empty"
        raise BadInputError(message, where=source.name, remedy="give a transcript with text in it")
    _refuse_nul(source, text)
    return text


def check_encoding(encoding: object) -> None:
    """Raises `UsageError` for what Python has among its encodings and no text is in, such as those of names
    of hosts. One that is not known is told by the reader.
    """
    if not isinstance(encoding, str | None):
        message = f"the encoding cannot be of the type {type(encoding).__name__}"
        raise UsageError(message, remedy="give one such as 'utf-8', 'cp1252' or 'utf-16'")
    try:
        for errors in ("replace", "strict"):
            b"Ann: a-b.\n".decode(encoding or "utf-8", errors)
    except (LookupError, UnicodeDecodeError):
        return
    except ValueError:
        message = f"{shown(encoding or '')} is not an encoding of text"
        raise UsageError(message, remedy="give one such as utf-8, cp1252 or utf-16") from None


def _marked_encoding(data: bytes) -> str | None:
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _refuse_other_formats(source: Source) -> None:
    if source.data.startswith(ZIP):
        window = source.data[:WINDOW] + source.data[-WINDOW:]
        _, what, remedy = next(
            (row for row in ZIPS if row[0] in window), (b"", "a zip archive", "unpack it first")
        )
    else:
        head = _head(source.data)
        likely = SIGNATURES if FIRST.issuperset(head[:1]) else SIGNATURES[-1:]
        rows = (row for row in likely if re.match(row[0], head, re.DOTALL))
        _, what, remedy = next(rows, (b"", "", "")) if not (row := rooted(source.data)) else _named(row)
    if what:
        message = f"this is {what}, not plain text"
        raise BadInputError(message, where=source.name, remedy=remedy)


def _head(data: bytes) -> bytes:
    """How a file begins, in UTF-8 where a mark tells that it is UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[:SAMPLE].decode("utf-16", "ignore").encode("utf-8", "ignore")
    return data


def _named(row: Format) -> tuple[bytes, str, str]:
    """What a file is by its root, which some reader knows."""
    return b"", f"a file of {row.title}", f"read it with format={row.name!r}"


def _refuse_nul(source: Source, text: str) -> None:
    place = text.find("\0")
    if place >= 0:
        twin = _unmarked_utf_16(source.data)
        remedy = f"it looks like UTF-16, which encoding={twin!r} reads" if twin else "give a text file"
        where = place_after(source.name, text[:place])
        message = "a NUL character, so this is binary data or another encoding"
        raise BadInputError(message, where=where, remedy=remedy)


def _undecodable(source: Source, encoding: str, error: UnicodeDecodeError) -> BadInputError:
    """Where the first wrong byte stands.

    `error.object` is the data without the mark that utf-8-sig took off.
    """
    before = bytes(error.object[: error.start]).decode(encoding, "replace").removeprefix("\ufeff")
    message = f"byte 0x{error.object[error.start]:02x} is not {encoding.removesuffix('-sig').upper()}"
    other = "give the right encoding instead" if source.encoding else "give the encoding"
    remedy = f"{other}, for instance encoding={_likely(source.data, encoding)!r}"
    return BadInputError(message, where=place_after(source.name, before), remedy=remedy)


def _likely(data: bytes, tried: str) -> str:
    """The encoding to name in a remedy: where most letters are above ASCII it is a Cyrillic one.

    Small Cyrillic letters stand at 0xE0 to 0xFF in Windows-1251, at 0xC0 to 0xDF in KOI8-R.
    """
    twin = _unmarked_utf_16(data)
    if twin:
        return twin
    upper, lower = sum(byte >= 0xE0 for byte in data), sum(0xC0 <= byte < 0xE0 for byte in data)
    letters = upper + lower + sum(chr(byte).isalpha() for byte in data if byte < 0x80)
    if upper + lower > MOSTLY * letters:
        return "cp1251" if upper > lower else "koi8-r"
    return "cp1252" if tried != "cp1252" else "latin-1"


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every other byte is NUL."""
    even, odd = data[0:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    enough = MOSTLY * min(len(data), SAMPLE) / 2
    if odd > enough and not even:
        return "utf-16-le"
    return "utf-16-be" if even > enough and not odd else None
