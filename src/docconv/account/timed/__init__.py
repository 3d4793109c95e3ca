"""What files print whose rows have times."""
