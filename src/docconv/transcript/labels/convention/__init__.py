"""Which way of printing labels a document uses, and which label each line has."""
