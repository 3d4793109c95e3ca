"""How the lines of a text are set: numbered, wrapped, spaced, within brackets."""
