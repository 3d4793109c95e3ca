"""Rules that find out who is who: one speaker under several labels, several under one, names for offices."""
