"""What the build of a package does besides: the tables of the languages go into it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface[Any]):
    """For wheels and for installing in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's own
        """Before files are taken up."""
        subprocess.run([sys.executable, "tools/tables.py"], check=True, cwd=self.root)
