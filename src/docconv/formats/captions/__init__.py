"""Captions: what is said as cues with their times. WebVTT and SubRip are read as text."""

from docconv.formats import Format

WEBVTT = Format(
    name="vtt",
    title="WebVTT captions",
    suffixes=(".vtt",),
    media_type="text/vtt",
    write="docconv.formats.captions.write:write_webvtt",
    options="docconv.formats.captions.cues:Options",
)
SUBRIP = Format(
    name="srt",
    title="SubRip captions",
    suffixes=(".srt",),
    media_type="application/x-subrip",
    write="docconv.formats.captions.write:write_subrip",
    options="docconv.formats.captions.cues:Options",
)
TTML = Format(
    name="ttml",
    title="TTML captions (IMSC)",
    suffixes=(".ttml", ".dfxp"),
    media_type="application/ttml+xml",
    read="docconv.formats.captions.ttml:read",
    root="tt",
    account="docconv.account.timed.rows:ttml",
)
