"""Word documents that others wrote: paragraphs and their formatting, for the engine of transcripts."""
