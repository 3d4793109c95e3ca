"""PDF, tagged for PDF/UA-1 and archivable as PDF/A-3a."""

from docconv.formats import Format

FORMAT = Format(
    name="pdf",
    title="PDF (PDF/UA-1, PDF/A-3a)",
    suffixes=(".pdf",),
    media_type="application/pdf",
    read="docconv.formats.pdf.reading.document:read",
    is_read_as_text=True,
    account="docconv.account.pdf:account",
    write="docconv.formats.pdf.writing.document:write",
    options="docconv.formats.pdf.writing.document:Options",
    markup="docconv.verify.markup.pdf:views",
)
