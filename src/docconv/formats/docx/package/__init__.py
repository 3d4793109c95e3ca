"""The container: Open Packaging Conventions (ECMA-376 part 2), read and written."""
