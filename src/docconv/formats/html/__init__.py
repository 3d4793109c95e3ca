"""HTML: one page that needs nothing else, with the look of a theme; pages of others as transcripts."""

from docconv.formats import Format

FORMAT = Format(
    name="html",
    title="HTML (one self-contained page)",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    read="docconv.formats.html.reading.document:read",
    is_read_as_text=True,
    account="docconv.account.html:account",
    write="docconv.formats.html.writing.document:write",
    options="docconv.formats.html.writing.document:Options",
    markup="docconv.verify.markup.html:views",
)
