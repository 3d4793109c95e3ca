"""Labels: what may be one, by which rule, and which convention the whole document follows."""
