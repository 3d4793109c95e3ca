"""The picture of a logo: read, checked, measured."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from docconv.errors import FileError
from docconv.themes.model import Logo, Page

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 8 * 2**20
MOST_PIXELS = 16_000_000
BELOW = 18.0  # points between a logo and the title
MOST_OF_PAGE = 0.4  # of the height of the text


@frozen(eq=False, repr=False)
class Picture:
    """A picture as its file has it.

    - `data`: the bytes of the file.
    - `kind`: of the file.
    - `image`: the picture, decoded.
    - `alt`: what it shows, in words.
    - `width`, `height`: the size at which it is set, in points.
    """

    data: bytes
    kind: Literal["png", "jpeg"]
    image: Image
    alt: str
    width: float
    height: float

    def on_white(self) -> Image:
        """The picture without transparency, in red, green and blue."""
        from PIL import Image  # noqa: PLC0415  loaded for those who have a logo

        own = self.image.convert("RGB") if self.image.mode == "CMYK" else self.image
        ground = Image.new("RGBA", own.size, "white")
        ground.alpha_composite(own.convert("RGBA"))
        return ground.convert("RGB")


def picture(logo: Logo, page: Page) -> Picture:
    """The picture of a logo, no wider than the text. Raises `FileError` for one that cannot be used."""
    data = _data(logo.file)
    image = _decoded(data, logo.file)
    most = MOST_OF_PAGE * (page.height - page.top - page.bottom)
    scale = min(min(logo.height, most) / image.height, page.measure / image.width)
    kind: Literal["png", "jpeg"] = "png" if image.format == "PNG" else "jpeg"
    return Picture(data, kind, image, logo.alt, image.width * scale, image.height * scale)


def _data(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        message = f"the logo cannot be read: {error.strerror}"
        raise FileError(message, where=path, remedy="check the path under [logo] in the theme") from error
    if len(data) > LARGEST:
        message = f"the logo has more than {LARGEST // 2**20} MB"
        raise FileError(message, where=path, remedy="give a smaller picture")
    return data


def _decoded(data: bytes, path: str) -> Image:
    """The picture in the bytes of a file. Raises `FileError`."""
    from PIL import Image  # noqa: PLC0415  see above

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        fits = image.width * image.height <= MOST_PIXELS
        if fits:
            image.load()
    except Image.DecompressionBombError:
        fits = False
    except (OSError, SyntaxError, ValueError) as error:
        message = "the logo is no PNG or JPEG, or a damaged one"
        raise FileError(message, where=path, remedy="give a PNG or JPEG file") from error
    if not fits:
        message = f"the logo has more than {MOST_PIXELS // 10**6} million pixels"
        raise FileError(message, where=path, remedy="give a smaller picture")
    if image.mode.startswith(("I", "F")):
        message = "the logo has more than 8 bits for a colour"
        raise FileError(message, where=path, remedy="save it with 8 bits for a colour")
    return image
