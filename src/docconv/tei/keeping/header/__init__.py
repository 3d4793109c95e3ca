"""The header of a file: facts and those who speak, changed there; what others say beside them stays."""
