"""TEI as docconv writes and reads it. It is below the formats, because DOCX and PDF carry the same TEI
inside.
"""
