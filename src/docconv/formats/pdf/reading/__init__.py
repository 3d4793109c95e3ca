"""PDF that docconv wrote, back to the model."""
