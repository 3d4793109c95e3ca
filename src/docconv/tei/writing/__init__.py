"""The model to TEI: edition, parliament and corpus."""
