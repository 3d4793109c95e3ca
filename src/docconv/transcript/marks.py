"""The marks that end what is printed, or begin it."""

FULL_STOPS = ".?!…。？！؟।"
SENTENCE_ENDS = FULL_STOPS + '»”’")'  # with what closes a quotation or a bracket behind it
CHEVRONS = ">>"  # a change of speaker in live captions
