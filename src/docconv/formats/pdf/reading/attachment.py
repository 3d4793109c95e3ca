"""The file within a PDF that says of itself that it is its source."""

from __future__ import annotations

import pikepdf

TEI = pikepdf.Name("/application/tei+xml")


def source_of(pdf: pikepdf.Pdf) -> pikepdf.Object | None:
    """The stream of the TEI that a PDF carries as its source, if it does. Other programs attach sources of
    other kinds, such as that of a word processor; what is no file at all is left aside.
    """
    files = pdf.Root.get("/AF")
    for file in files if isinstance(files, pikepdf.Array) else (files,):
        if not isinstance(file, pikepdf.Dictionary) or file.get("/AFRelationship") != pikepdf.Name.Source:
            continue
        streams = file.get("/EF")
        for name in ("/F", "/UF") if isinstance(streams, pikepdf.Dictionary) else ():
            stream = file.EF.get(name)
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype", TEI) == TEI:
                return stream
    return None
