"""The transcript of docs/review.md, and what it is once all is decided."""

from support.places import EXAMPLES

FERRY = EXAMPLES / "review" / "ferry.txt"
RIGHT = """\
title: The ferry to Holm Island
narrative: Harbour Office, 12 March
turn astrid-holm "Chair": Good evening. The old ferry has carried us for forty years, and it is tired.
stage(kinesic): Applause in the hall.
turn ingrid-solberg "Ingrid Solberg": I have steered it for eleven of them. The engine is older than my son.
  It starts when it likes.
turn astrid-holm "Chair": How long would a new one take?
turn per-aasen "Per Aasen": Two winters, if we begin now.
narrative: Note: the plans hang in the hall.
turn astrid-holm "Chair": Thank you. We begin.
"""
