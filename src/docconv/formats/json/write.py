"""Document to JSON."""

from __future__ import annotations

import json

from attrs import frozen

from docconv.formats.json.coding import encode
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.wellformed.unseen import escaped


@frozen(kw_only=True)
class Options:
    """`indent`: spaces a level, 0 for one line."""

    indent: int = 1


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as JSON in UTF-8, with escapes for what nobody sees: JSON goes to terminals and logs."""
    text = escaped(json.dumps(encode(document), ensure_ascii=False, indent=options.indent or None))
    return text.encode("utf-8") + b"\n", ()
