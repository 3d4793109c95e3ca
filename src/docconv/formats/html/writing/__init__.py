"""The model to a page."""
