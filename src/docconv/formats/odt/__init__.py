"""OpenDocument text, as LibreOffice saves it: read through the transcript engine, its look as evidence."""

from docconv.formats import Format

FORMAT = Format(
    name="odt",
    title="ODT (OpenDocument text)",
    suffixes=(".odt",),
    media_type="application/vnd.oasis.opendocument.text",
    read="docconv.formats.odt.read:read",
    is_read_as_text=True,
    account="docconv.account.office.odt:account",
)
