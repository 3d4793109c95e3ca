"""Themes of other packages: entry points in the group `docconv.themes`, each of which names a TOML file, a
path or a `Traversable` of `importlib.resources`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docconv.notices import Notice
from docconv.plugins import failed, plugins
from docconv.themes.model import BUILT_IN

GROUP = "docconv.themes"


@cache
def plugged_themes() -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """The files of the themes of plug-ins by name, and a notice for each plug-in that is left out."""
    found, notices = plugins(GROUP)
    files: dict[str, Any] = {}
    for plugin in found:
        if plugin.name in (*BUILT_IN, *files):
            notices.append(failed(GROUP, plugin.origin, f"there is a theme {plugin.name} already"))
        elif not hasattr(plugin.thing, "read_bytes"):
            kind = type(plugin.thing).__name__
            notices.append(failed(GROUP, plugin.origin, f"it names {kind}, not a file"))
        else:
            files[plugin.name] = plugin.thing
    return files, tuple(notices)
