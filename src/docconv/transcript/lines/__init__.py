"""Lines: the text split, its layout, furniture, notations, and what a user has decided about single lines."""
