"""Screenplays of Final Draft: each paragraph says what it is."""

from docconv.formats import Format

FORMAT = Format(
    name="fdx",
    title="Final Draft screenplay",
    suffixes=(".fdx",),
    media_type="application/xml",
    read="docconv.formats.final_draft.read:read",
    root="FinalDraft",
    account="docconv.account.timed.rows:final_draft",
)
