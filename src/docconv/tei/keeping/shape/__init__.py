"""Blocks that are gone, put together or parted, in the tree of a file."""
