"""The body of a TEI document: divisions, turns, inlines."""
