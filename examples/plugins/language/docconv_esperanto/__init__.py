"""Esperanto for docconv."""

from importlib.resources import files

DOCCONV_API = 1
LANGUAGE = files(__name__) / "eo.toml"
