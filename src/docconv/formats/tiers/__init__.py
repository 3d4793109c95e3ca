"""Files of tools that linguists transcribe with: rows of intervals, each with its times, for each speaker."""

from docconv.formats import Format

EXMARALDA = Format(
    name="exb",
    title="EXMARaLDA basic transcription",
    suffixes=(".exb",),
    media_type="application/xml",
    read="docconv.formats.tiers.exmaralda:read",
    write="docconv.formats.tiers.writing.exmaralda:write",
    options="docconv.formats.tiers.writing.exmaralda:Options",
    losses="docconv.formats.tiers.writing.timeline:losses",
    root="basic-transcription",
    account="docconv.account.linguists:exmaralda",
)
ELAN = Format(
    name="eaf",
    title="ELAN annotation file",
    suffixes=(".eaf",),
    media_type="application/xml",
    read="docconv.formats.tiers.elan:read",
    write="docconv.formats.tiers.writing.elan:write",
    options="docconv.formats.tiers.writing.elan:Options",
    losses="docconv.formats.tiers.writing.timeline:losses",
    root="ANNOTATION_DOCUMENT",
    account="docconv.account.linguists:elan",
)
PRAAT = Format(
    name="textgrid",
    title="Praat TextGrid",
    suffixes=(".textgrid",),
    media_type="text/plain",
    read="docconv.formats.tiers.praat:read",
    account="docconv.account.linguists:praat",
)
