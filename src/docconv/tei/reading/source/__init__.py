"""TEI as it comes: a stream of elements, tokens, inclusions, dialects, and what is lost."""
