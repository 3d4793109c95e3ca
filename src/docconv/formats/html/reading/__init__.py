"""A page that docconv wrote back to the model."""
