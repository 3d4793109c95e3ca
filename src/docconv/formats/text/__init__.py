"""Plain text transcripts, as they are found."""

from docconv.formats import Format

FORMAT = Format(
    name="text",
    title="Plain text transcript",
    suffixes=(".txt", ".text", ".md", ".fountain", ".cha", ".vtt", ".srt", ".sbv"),
    media_type="text/plain",
    read="docconv.formats.text.read:read",
    is_read_as_text=True,
    account="docconv.account.text:account",
)
