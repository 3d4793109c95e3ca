"""Labels: what may be one and by which rule, what a user decided, which convention the document follows."""
