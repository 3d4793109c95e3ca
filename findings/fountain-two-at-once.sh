#!/usr/bin/env bash
# Jouvence 0.4.2: of two who speak at once (dual dialogue) the second is no speaker, and the words are action.
#
# Fountain marks the second of two simultaneous speeches with a caret behind the name ("CEM ^"). Jouvence does not know
# the mark: since the line is not all capitals and spaces, it takes the block for action, so whoever collects a part from
# it misses each line that is spoken at once with another. It also leaves notes ("[[check this]]"), which are not to be
# read aloud, in the speech. screenplain 0.12.0 reads both as the syntax says.
#
# Seen: Jouvence gives dialogue to ANNA and BEN, and "CEM ^ / Yes." as action; screenplain has CEM speak.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Jouvence==0.4.2 screenplain==0.12.0
cat > "$folder/a.fountain" <<'PLAY'
INT. GARDEN - DAY

Rain on the wall.

ANNA
Let us go. [[check this]]

BEN
No.

CEM ^
Yes.
PLAY
"$folder/venv/bin/python" -W ignore - "$folder/a.fountain" <<'PY'
import sys

from jouvence.document import TYPE_ACTION, TYPE_CHARACTER, TYPE_DIALOG
from jouvence.parser import JouvenceParser
from screenplain.parsers import fountain

(scene,) = JouvenceParser().parse(sys.argv[1]).scenes
parts = [(part.type, part.text.strip()) for part in scene.paragraphs]
print(parts)
assert [text for kind, text in parts if kind == TYPE_CHARACTER] == ["ANNA", "BEN"]
assert (TYPE_ACTION, "CEM ^\nYes.") in parts
assert (TYPE_DIALOG, "Let us go. [[check this]]") in parts
with open(sys.argv[1], encoding="utf-8") as file:
    play = list(fountain.parse(file))
pair = play[-1]
print(type(pair).__name__, pair.left.character, pair.right.character)
assert str(pair.right.character) == "CEM"
PY
echo "as described: Jouvence 0.4.2 has two speakers of three"
