"""What of ReportLab is used: it reads TrueType fonts."""

import sys
from types import ModuleType

try:
    import reportlab
except OSError:  # 5.1.0 runs `~/.reportlab_mods` and stops where the home is no folder, as in many services
    sys.modules["reportlab_mods"] = ModuleType("reportlab_mods")
    import reportlab

from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFError, TTFontFile

__all__ = ("FF_NONSYMBOLIC", "FF_SYMBOLIC", "TTFError", "TTFontFile", "reportlab")
