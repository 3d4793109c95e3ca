"""The page on which somebody decides about a transcript: `docconv review`. Needs the extra `review`."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING

from docconv.errors import FileError, MissingError, UsageError
from docconv.files import kind_of

if TYPE_CHECKING:
    from docconv.review.reading import ReviewOptions

EXTRA = ("starlette", "uvicorn", "anyio", "h11")


def serve(given: str, options: ReviewOptions, media: str | None, port: int, *, opens: bool) -> int:
    """Show a file, or the transcripts of a folder, until somebody interrupts. The exit code. Raises
    `MissingError` where the extra is not installed, and the other errors of `docconv.errors`.
    """
    try:
        from docconv.review.serving import ReviewServer, files_of  # noqa: PLC0415  only where there is the extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        message = f"docconv review needs {error.name}, which is not installed"
        raise MissingError(message, remedy="pip install 'docconv[review]'") from None
    if media is not None:
        check_media(media)
    server = ReviewServer(files_of(Path(given)), options, None if media is None else Path(media))
    return server.serve(port, opens=opens)


def check_media(path: str) -> None:
    """Raise an error for what is no sound or film that is there."""
    if kind_of(Path(path)) != "file":
        message = "there is no such media file"
        raise FileError(message, where=path, remedy="check the path")
    kind = (guess_type(path)[0] or "").partition("/")[0]
    if kind not in ("audio", "video"):
        message = "this is no sound and no film"
        raise UsageError(message, where=path, remedy="name a file such as meeting.mp3")
