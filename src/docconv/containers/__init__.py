"""Files that hold others: what may be in them."""
