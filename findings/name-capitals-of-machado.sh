#!/usr/bin/env bash
# nameparser 2.6.0: a label in capitals becomes a name that nobody has: "ANNA MACHADO" is "Anna MacHado".
#
# Labels in capitals are turned to names for a list of those present. nameparser's capitalize() takes every word that
# begins with "mac" and has three letters more for a Scottish patronymic, and gives its fourth letter a capital: so for
# Machado, Macias, Macedo (Portuguese, Spanish), Machacek (Czech) and Machova. "Mack", "Macy" and "Mace" are spared by
# their length alone. A second transcript that prints the name as it is written gives a second person. titlecase 2.4.1,
# which does it for "Mc" only, writes all of them right.
#
# Seen: Anna MacHado, Luis MacIas, Ines MacEdo, Emil MacHacek; Tom Mack, Ina McGregor.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nameparser==2.6.0 titlecase==2.4.1
"$folder/venv/bin/python" - <<'PY'
from nameparser import HumanName
from titlecase import titlecase

LABELS = ("ANNA MACHADO", "LUIS MACIAS", "INES MACEDO", "EMIL MACHACEK", "TOM MACK", "INA MCGREGOR")
found = []
for label in LABELS:
    name = HumanName(label)
    name.capitalize()
    found.append(str(name))
others = [titlecase(label) for label in LABELS]
print(found, others)
assert found == ["Anna MacHado", "Luis MacIas", "Ines MacEdo", "Emil MacHacek", "Tom Mack", "Ina McGregor"]
assert others == ["Anna Machado", "Luis Macias", "Ines Macedo", "Emil Machacek", "Tom Mack", "Ina McGregor"]
PY
echo "as described: nameparser 2.6.0 writes MacHado"
