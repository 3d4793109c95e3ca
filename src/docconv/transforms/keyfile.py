"""Pseudonyms with a key that is kept in a file."""

from __future__ import annotations

from pathlib import Path

from docconv.files import Outputs, kind_of, read_toml
from docconv.model import Resolved
from docconv.transforms.pseudonyms import PseudonymKey, Pseudonyms, key_text, read_key


def pseudonymised(document: Resolved, wanted: str = "") -> Resolved:
    """A document with pseudonyms: those of a key file, which is there for its owner alone once new ones are
    added; without a file nobody has the key. Raises the errors of `docconv.errors`.
    """
    path = Path(wanted)
    is_there = bool(wanted) and kind_of(path) == "file"
    pseudonyms = Pseudonyms(read_key(read_toml(path), wanted) if is_there else PseudonymKey())
    before = key_text(pseudonyms.key)
    named = pseudonyms(document)
    after = key_text(pseudonyms.key)
    if wanted and (after != before or not is_there):
        with Outputs(overwrite=True, private=True) as outputs:
            outputs.claim(path)
            outputs.stage(path, after.encode())
            outputs.commit()
    return named
