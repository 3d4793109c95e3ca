"""What is done at the end of a review: the transcript in other formats, and what its source taught."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from docconv.convention.file import convention_text
from docconv.convention.learning import learn
from docconv.files import Outputs, created_at, shown
from docconv.formats import formats
from docconv.formats.lookup import writer
from docconv.formats.options import option_types
from docconv.pipeline import render_files
from docconv.review.doubts import JsonObject
from docconv.review.reading import ReviewReading
from docconv.sidecar import path_beside


def written_formats() -> list[JsonObject]:
    """The formats that can be written, for the page."""
    rows = (row for row in formats()[0].values() if row.write)
    return [{"name": row.name, "title": row.title, "suffix": row.suffixes[0]} for row in rows]


def convert_beside(
    reading: ReviewReading, path: Path, names: Sequence[str], media: Path | None, *, replace: bool
) -> JsonObject:
    """Write a transcript in some formats beside its source, all or none; formats that play the recording get
    it. Raises the errors of `docconv.errors`, for a file that is there, too.
    """
    written: list[str] = []
    notices: dict[str, None] = {}
    with Outputs(overwrite=replace) as outputs:
        outputs.protect(path)
        outputs.protect(path_beside(path))
        for row in map(writer, dict.fromkeys(names)):
            target = path.with_suffix(row.suffixes[0])
            options = {"media": _from(path, media)} if media and "media" in option_types(row) else {}
            files, more = render_files(
                reading.document, row.name, target.name, options=options, created=created_at(path)
            )
            notices.update((notice.message, None) for notice in more)
            for name, data in files:
                outputs.claim(path.with_name(name))
                outputs.stage(path.with_name(name), data)
                written.append(shown(name))
        outputs.commit()
    return {"written": written, "notices": list(notices)}


def _from(path: Path, media: Path) -> str:
    """The way from what is beside a file to a recording; what looks like a scheme is none."""
    try:
        way = Path(os.path.relpath(media, path.parent)).as_posix()
    except ValueError:  # it is on another drive
        way = media.as_posix()
    return f"./{way}" if ":" in way else way


def learn_from(path: Path, encoding: str | None) -> JsonObject:
    """What the decisions teach of the source, as a file for it. Raises the errors of `docconv.errors`."""
    learnt = learn([path], encoding=encoding)
    lines = [line for _, line in learnt.left]
    return {"toml": convention_text(learnt.convention), "decisions": learnt.decisions, "left": lines}
