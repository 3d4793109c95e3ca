"""The zip file of a package is what Python's own writer makes of the parts, byte for byte."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest

from docconv.errors import FileError
from docconv.formats.docx.package import archive
from docconv.formats.docx.package.archive import KEPT, MOST_PARTS, SMALL, zipped

DATE = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
PARTS = [
    ("[Content_Types].xml", b"<Types/>" * 40, 4),
    ("word/media/bild-\u00e4.png", bytes(range(256)) * 9, 4),
    ("word/document.xml", b"".join(b"<w:p>%d</w:p>" % n for n in range(SMALL // 8)), 4),
    ("customXml/item1.xml", b"<TEI/>" * SMALL, 1),
    ("empty.xml", b"", 4),
]


def by_python(parts: list[tuple[str, bytes, int]]) -> bytes:
    """The same parts through `zipfile`."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data, level in parts:
            entry = zipfile.ZipInfo(name, DATE.timetuple()[:6])
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o644 << 16,
                3,
            )
            archive.writestr(entry, data, compresslevel=level)
    return buffer.getvalue()


@pytest.mark.parametrize("count", range(len(PARTS) + 1))
def test_bytes(count: int) -> None:
    """Small parts and large ones, names beyond ASCII, and an archive of nothing."""
    assert zipped(PARTS[:count], DATE) == by_python(PARTS[:count])


def test_what_is_kept_is_never_anothers() -> None:
    """More small parts than are kept, each twice, with another level the second time."""
    for level in (9, 1):
        parts = [(f"{at}.xml", b"<p>%d</p>" % at * 50, level) for at in range(KEPT + 5)]
        assert zipped(parts, DATE) == by_python(parts)


class Huge(bytes):
    """Bytes that say that they are as many as no field can tell."""

    def __len__(self) -> int:
        return 0xFFFF_FFFF


def test_what_only_zip64_could_tell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part, all parts before another, and all parts before their list; one part more than can be counted."""
    with pytest.raises(
        FileError, match=r"too large for a package: word/media/film\.png has 4294967295 bytes"
    ):
        zipped([*PARTS, ("word/media/film.png", Huge(), 4)], DATE)
    few = [(f"{at}.xml", b"", 4) for at in range(MOST_PARTS - 1)]
    with zipfile.ZipFile(BytesIO(zipped(few, DATE))) as read:
        assert len(read.infolist()) == MOST_PARTS - 1
    with pytest.raises(FileError, match="after 65534 parts"):
        zipped([*few, ("one.xml", b"", 4)], DATE)
    many = [(f"{at}.xml", b"", 4) for at in range(9)]
    monkeypatch.setattr(archive, "MOST_BYTES", 9 * (46 + len("0.xml")))
    zipped(many[:8], DATE)
    with pytest.raises(FileError, match="the list of its parts"):
        zipped(many, DATE)
    noise = b"".join(sha256(bytes([at])).digest() for at in range(14))
    with pytest.raises(FileError, match=r"one\.xml has 0 bytes, after 1 parts"):
        zipped([("noise.bin", noise, 4), ("one.xml", b"", 4)], DATE)
