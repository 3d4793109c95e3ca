"""Word documents that docconv wrote, edited since or not, back to the model."""
