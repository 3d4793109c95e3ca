"""One thread at a time is in PDFium, which promises nothing for several."""

from __future__ import annotations

import os
import threading

ALONE = threading.RLock()
"""Held from the opening of a PDF to its closing."""

if hasattr(
    os, "register_at_fork"
):  # a fork waits until nobody is in PDFium; the child begins with a free lock
    os.register_at_fork(before=ALONE.acquire, after_in_parent=ALONE.release, after_in_child=ALONE.release)
