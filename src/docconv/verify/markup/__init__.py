"""What the markup of a file tells, by a route that shares no code with readers and writers.

Only files that docconv wrote are looked at, whose markup is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from docconv.verify.bare import Account
from docconv.verify.markup.docx import docx_accounts
from docconv.verify.markup.tei import OWN_TEI, tei_account

__all__ = ["Account", "accounts"]


def accounts(data: bytes, format_name: str) -> tuple[Account, ...]:
    """What a file tells, each time with the place in it that tells it; nothing for other formats and files.

    TEI tells once; DOCX and PDF tell on their pages and again in the TEI that they carry.
    """
    return tuple(_accounts(data, format_name))


def _accounts(data: bytes, format_name: str) -> Iterator[Account]:
    if format_name == "tei" and OWN_TEI in data:
        yield Account("its markup", tei_account(data), "all")
    elif format_name == "docx" and data.startswith(b"PK"):
        yield from docx_accounts(data)
    elif format_name == "pdf":
        from docconv.verify.markup.pdf import pdf_accounts  # noqa: PLC0415  pikepdf is loaded for those who compare PDF

        yield from pdf_accounts(data)
