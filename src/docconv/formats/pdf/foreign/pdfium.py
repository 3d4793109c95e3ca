"""One thread at a time is in PDFium, which promises nothing for several."""

from __future__ import annotations

import os
import threading

ALONE = threading.RLock()
"""Held from the opening of a PDF to its closing."""
PRINTED = "pages"
"""Under this name `Source.parsed` has the text of each page as PDFium gives it, before anybody looks at its
layout: the reader asks for it, and the account of words compares with it. Of what docconv wrote there is
none.
"""

if hasattr(
    os, "register_at_fork"
):  # a fork waits until nobody is in PDFium; the child begins with a free lock
    os.register_at_fork(before=ALONE.acquire, after_in_parent=ALONE.release, after_in_child=ALONE.release)
