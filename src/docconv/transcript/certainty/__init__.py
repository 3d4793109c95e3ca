"""How sure it is who speaks in a turn, by what the whole document says."""
