"""Speech that narrative reports: who is named in a text, and which clauses hand over to them."""
