"""DOCX, Office Open XML for word processors."""

from docconv.formats import Format

FORMAT = Format(
    name="docx",
    title="DOCX (Office Open XML)",
    suffixes=(".docx",),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    read="docconv.formats.docx.reading.document:read",
    is_read_as_text=True,
    account="docconv.account.docx:account",
    write="docconv.formats.docx.writing.document:write",
    options="docconv.formats.docx.writing.document:Options",
    markup="docconv.verify.markup.docx:views",
)
