"""What the words of a transcript mean: text to a draft of the document. Knows no format but text itself."""

from __future__ import annotations

from docconv.transcript.annotations import Formatting
from docconv.transcript.engine import Analysis, Correction, TextBefore, analyse, read_transcript

__all__ = ["Analysis", "Correction", "Formatting", "TextBefore", "analyse", "read_transcript"]
