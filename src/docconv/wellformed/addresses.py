"""Addresses of recordings, as files may lead to them."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from docconv.patterns import regex

SCHEMES = ("http", "https")
SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
KEPT = "%!$&'()*+,;=:@/?[]"
"""What stays as it is in an address on the web, beside letters, digits and `-._~`."""


def address_of(name: str) -> str | None:
    """A path from the page on, or an address on the web without a place in it; nothing for any other name,
    such as a script or a drive.
    """
    try:
        if not SCHEME.match(name):
            is_path = bool(name.strip("/")) and not name.startswith("//")
            return quote(name, safe="/", errors="surrogateescape") if is_path else None
        scheme, host = urlsplit(name)[:2]
        return quote(name.partition("#")[0], safe=KEPT) if scheme in SCHEMES and host else None
    except ValueError:
        return None


def moment(milliseconds: int) -> str:
    """A place in a recording, as the end of its address has it (https://www.w3.org/TR/media-frags/)."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"t={seconds}.{rest:03}" if rest else f"t={seconds}"
