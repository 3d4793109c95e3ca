"""The theme of our house."""

from importlib.resources import files

DOCCONV_API = 1
THEME = files(__name__) / "house.toml"
