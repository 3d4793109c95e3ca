"""Where things are: the project, its examples, and the shared material that some tests need."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SHARED = Path(os.environ.get("DOCCONV_SHARED", ROOT.parent / "shared")).resolve()
