"""How programs use docconv: the type checker holds what the types are; nothing here is run."""  # noqa: INP001

from __future__ import annotations

import io
from pathlib import Path
from typing import assert_type

import pandas as pd

import docconv
from docconv.model import Document, Speaker, Turn
from docconv.notices import Notice
from docconv.transforms import Transform, compose, named

document = docconv.read(Path("a.txt"), speakers="people.toml", metadata={"author": ["Ann Lee", "Bo Ek"]})
assert_type(document, Document[Speaker])
assert_type(document.turns(), tuple[Turn[Speaker], ...])
assert_type(document.by_speaker(), dict[Speaker, tuple[Turn[Speaker], ...]])
assert_type(document.find("x"), tuple[Turn[Speaker], ...])
result = docconv.read_with_notices(io.BytesIO(b""), format="tei")
assert_type(result.document, Document[Speaker])
assert_type(result.notices, tuple[Notice, ...])
docconv.read("a.txt", speakers={"speaker": [{"id": "ann"}]}, convention={"labels": ["Chorus"]})
docconv.write(document, "pdf", options={"theme": {"based_on": "minutes"}})
again, notices = result
assert_type(again, Document[Speaker])
assert_type(docconv.write(document, "docx", options={"theme": "minutes"}), bytes)
assert_type(docconv.write_with_notices(document, "docx").data, bytes)
assert_type(docconv.convert(io.StringIO("x"), io.BytesIO(), format="text", to="pdf"), tuple[Notice, ...])
change: Transform = compose(*named("merge-turns"))
assert_type(change(document), Document[Speaker])
with docconv.limited(size=1, seconds=0.5, progress=print):
    assert_type(docconv.to_dataframe(document), pd.DataFrame)
docconv.read(1)  # type: ignore[arg-type]  # ty: ignore[invalid-argument-type]
docconv.write(document)  # type: ignore[call-arg]  # ty: ignore[missing-argument]
