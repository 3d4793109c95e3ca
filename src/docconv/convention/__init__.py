"""What holds for all transcripts of a source: the file that says it, and what decisions teach of it."""
