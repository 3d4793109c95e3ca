"""The marks that end what is printed."""

FULL_STOPS = ".?!…。？！؟।"
SENTENCE_ENDS = FULL_STOPS + '»”’")'  # with what closes a quotation or a bracket behind it
