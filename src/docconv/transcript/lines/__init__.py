"""Lines: the text split, its layout, page furniture, notations."""
