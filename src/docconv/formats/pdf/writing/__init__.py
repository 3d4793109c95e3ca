"""The model to pages and a tagged PDF."""
