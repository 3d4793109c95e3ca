"""Blocks to items: what each one is among the others, and the draft that is built of them."""
