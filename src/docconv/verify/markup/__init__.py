"""What the markup of a file says, by a route that shares no code with readers and writers.

A row of the registry names the function for its files, `views`: TEI and HTML say everything once; DOCX and
PDF say it on their pages and again in the TEI that they carry. Only files that docconv wrote are looked at,
whose markup is known; others give no view.
"""
