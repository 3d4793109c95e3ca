"""The model to the parts of a Word document."""
