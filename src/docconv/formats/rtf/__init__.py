"""Rich Text Format, as word processors save it: read through the transcript engine, its look as evidence."""

from docconv.formats import Format

FORMAT = Format(
    name="rtf",
    title="RTF (Rich Text Format)",
    suffixes=(".rtf",),
    media_type="application/rtf",
    read="docconv.formats.rtf.read:read",
    is_read_as_text=True,
    account="docconv.account.office.rtf:account",
)
