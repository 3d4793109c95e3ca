"""The zip file of a package is what Python's own writer makes of the parts, byte for byte."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from docconv.formats.docx.package.archive import KEPT, SMALL, zipped

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
