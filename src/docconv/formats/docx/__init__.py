"""DOCX, Office Open XML for word processors."""

from docconv.formats import Format

FORMAT = Format(
    name="docx",
    title="DOCX (Office Open XML)",
    suffixes=(".docx",),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    read="docconv.formats.docx.read:read",
    write="docconv.formats.docx.write:write",
    options="docconv.formats.docx.write:Options",
)
