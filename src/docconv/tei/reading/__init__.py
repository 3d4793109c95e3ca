"""The parts of the TEI reader: events of the file, blocks, turns, inlines, people, facts of the header."""
