"""Bytes as text, for formats whose files say little or nothing of their encoding."""

from __future__ import annotations

from docconv.errors import BadInputError, UsageError


def decoded(data: bytes, encoding: str, where: str) -> str:
    """The text of a file in an encoding. Raises `BadInputError`, with line and column, for bytes that are not
    in it, and `UsageError` for an encoding that there is not.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        lines = data[: error.start].split(b"\n")
        place = f"{where}:{len(lines)}:{len(lines[-1]) + 1}"
        message = f"the bytes are not {encoding.removesuffix('-sig')}"
        remedy = "give the encoding, for instance encoding='cp1252'"
        raise BadInputError(message, where=place, remedy=remedy) from None
    except LookupError:
        message = f"{encoding} is not an encoding of text"
        raise UsageError(message, remedy="give one such as utf-8, cp1252 or utf-16") from None
