#!/usr/bin/env bash
# pysubs2 1.8.1: SAMI has a paragraph of its own for who speaks; its name is glued to the first word that is said.
#
# SAMI, the captions of Windows Media, is one of the few caption formats that can say who speaks: a cue may hold two
# paragraphs, the first with the id "Source". Paragraphs need no end tag there. pysubs2 takes the text of both, one
# directly behind the other, so that a search for the speaker or for the word finds neither, and no rule can part them
# again. pycaption 2.3.14 gives two captions with one time.
#
# Seen: "Anna LindWere you there?" and "Ben OakNo."
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1 pycaption==2.3.14
"$folder/venv/bin/python" -W ignore - <<'PY'
import pycaption
import pysubs2

SAMI = """<SAMI><HEAD><STYLE TYPE="text/css"><!--
.ENCC {Name:English; lang:en-US; SAMI_Type: CC;}
#Source {color: orange;}
--></STYLE></HEAD><BODY>
<SYNC Start=1000><P Class=ENCC ID=Source>Anna Lind<P Class=ENCC>Were you there?
<SYNC Start=3000><P Class=ENCC ID=Source>Ben Oak<P Class=ENCC>No.
<SYNC Start=5000><P Class=ENCC>&nbsp;
</BODY></SAMI>"""
glued = [cue.plaintext.strip() for cue in pysubs2.SSAFile.from_string(SAMI)]
parted = pycaption.SAMIReader().read(SAMI)
parted = [cue.get_text() for cue in parted.get_captions(parted.get_languages()[0])]
print(glued, parted)
assert glued[:2] == ["Anna LindWere you there?", "Ben OakNo."]
assert parted == ["Anna Lind", "Were you there?", "Ben Oak", "No."]
PY
echo "as described: pysubs2 1.8.1 glues the speaker to the words"
