"""Pages that others wrote: their text through the transcript engine, their look as evidence."""
