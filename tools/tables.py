"""Work out what is stored of the files of all languages; the build of a package calls it, too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

os.environ["DOCCONV_PLUGINS"] = "no"  # what is stored is of docconv alone

from docconv import speakers, transcript  # noqa: F401  they bring the functions that are stored
from docconv.languages.tables import store

store()
