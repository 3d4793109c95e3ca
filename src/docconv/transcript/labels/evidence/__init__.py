"""What speaks for and against a label: its words, how often and where it comes, and what is around it."""
