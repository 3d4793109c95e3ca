#!/usr/bin/env bash
# screenplain 0.12.0: GROßMANN never speaks: a German name with ß, set in capitals, is no character of a screenplay.
#
# Fountain knows a character by a line in capitals. German sets ß among capitals as it is, in passports and in most
# screenplays, since the capital form is young. Python's str.isupper() says no to such a word, screenplain asks it, and
# all that the person says becomes action; nothing is told, and there is no cue for the name to be missed in. Names of
# scripts without capitals fall the same way, but there everybody is action, which is seen at once.
# screenplay-tools 0.0.10 finds him. "@GROßMANN" helps in both.
#
# Seen: dialogue of ANNA alone; "GROßMANN" / "No." is an action. screenplay-tools: ANNA, GROßMANN.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check screenplain==0.12.0 screenplay-tools==0.0.10
"$folder/venv/bin/python" - <<'PY'
import io

from screenplain.parsers import fountain
from screenplay_tools.fountain.parser import Parser

SCRIPT = "INT. HALL - DAY\n\nANNA\nWere you there?\n\nGROßMANN\nNo.\n"


def speakers(script: str) -> list[str]:
    """Whoever has dialogue, by screenplain."""
    return [str(part.character) for part in fountain.parse(io.StringIO(script)) if type(part).__name__ == "Dialog"]


other = Parser()
other.add_text(SCRIPT)
others = [part.name for part in other.script.elements if type(part).__name__ == "Character"]
print(speakers(SCRIPT), others)
assert speakers(SCRIPT) == ["ANNA"]
assert others == ["ANNA", "GROßMANN"]
assert len(speakers(SCRIPT.replace("GROß", "@GROß"))) == len(speakers(SCRIPT.replace("ß", "SS"))) == 2
PY
echo "as described: screenplain 0.12.0 takes a name with ß for action"
