"""TEI that is read and written as TEI again: what the model does not know of it, and how that is kept."""
