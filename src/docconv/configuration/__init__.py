"""What holds for all calls in a folder: options of the command line and of writers, in a `docconv.toml` or in
`[tool.docconv]` of a `pyproject.toml`.
"""
