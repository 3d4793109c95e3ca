"""PDF that others wrote: the text on its pages through the transcript engine, its look as evidence."""
