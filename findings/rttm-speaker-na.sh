#!/usr/bin/env bash
# pyannote.database 6.1.1: a speaker whose initials are NA becomes a number, NaN, and comes out as "nan".
#
# RTTM is what programs for diarization write: one line a turn, its fields parted by blanks, "<NA>" where a field has no
# value. The reader hands the file to pandas, which takes the bare letters NA for a missing value in every column that it
# is not told to leave alone. So all turns of Nadia Abel ("NA") lose their speaker: the label is a float that is not equal
# to itself, cannot be looked up, and is written back as a person called "nan". Other initials stay.
#
# Seen: labels "BK" and nan; "NA" is in the file and not among the labels; written again, "nan" speaks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyannote.database==6.1.1 pandas==3.1.1
cat > "$folder/a.rttm" <<'RTTM'
SPEAKER sitting 1 0.00 4.00 <NA> <NA> NA <NA> <NA>
SPEAKER sitting 1 4.00 2.00 <NA> <NA> BK <NA> <NA>
SPEAKER sitting 1 6.00 3.00 <NA> <NA> NA <NA> <NA>
RTTM
"$folder/venv/bin/python" - "$folder/a.rttm" <<'PY'
import sys

from pyannote.database.util import load_rttm

turns = load_rttm(sys.argv[1])["sitting"]
labels = [label for _, _, label in turns.itertracks(yield_label=True)]
print(labels)
print(turns.to_rttm(), end="")
assert labels[1] == "BK"
assert all(isinstance(label, float) and label != label for label in (labels[0], labels[2]))
assert "NA" not in turns.labels()
assert turns.to_rttm().count("<NA> <NA> nan <NA> <NA>") == 2
PY
echo "as described: pyannote.database 6.1.1 reads the speaker NA as not a number"
