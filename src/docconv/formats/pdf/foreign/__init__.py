"""PDF that others wrote: from the text on the pages to paragraphs with their formatting."""
