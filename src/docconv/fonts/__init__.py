"""The faces that docconv brings: where their files come from, and a face cut out of each."""
