"""What TEI allows: content models, grammar, pointers, the schema of the project's own customisation."""
