#!/usr/bin/env bash
# pympi-ling 1.71: EAF to TextGrid leaves out, without a word, every annotation whose time ELAN has not been told.
#
# In ELAN a turn is divided into parts by hand, and the borders between parts need no time: TIME_SLOT without TIME_VALUE
# is valid and what "Time Subdivision" tiers are full of. The reader of pympi gives such a border as None;
# to_textgrid() passes over each annotation that has one. So of a turn of two
# parts none is left, though the outer times are known; the tier is there, and empty.
#
# Seen: 2 annotations of the tier "Anna parts" in the EAF, 0 intervals in the TextGrid, nothing raised or logged.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pympi-ling==1.71
cat > "$folder/a.eaf" <<'EAF'
<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2026-01-01T10:00:00+00:00" FORMAT="3.0" VERSION="3.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
<TIME_ORDER>
<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/>
<TIME_SLOT TIME_SLOT_ID="ts2"/>
<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="3000"/>
</TIME_ORDER>
<TIER LINGUISTIC_TYPE_REF="turn" PARTICIPANT="Anna Bell" TIER_ID="Anna">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts3">
<ANNOTATION_VALUE>We walked to the river.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<TIER LINGUISTIC_TYPE_REF="part" PARENT_REF="Anna" TIER_ID="Anna parts">
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
<ANNOTATION_VALUE>We walked</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3">
<ANNOTATION_VALUE>to the river.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER>
<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="turn" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE CONSTRAINTS="Time_Subdivision" GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="part" TIME_ALIGNABLE="true"/>
<CONSTRAINT DESCRIPTION="Parts of an annotation, without gaps" STEREOTYPE="Time_Subdivision"/>
</ANNOTATION_DOCUMENT>
EAF
"$folder/venv/bin/python" -W error - "$folder/a.eaf" <<'PY'
import sys

from pympi.Elan import Eaf

eaf = Eaf(sys.argv[1])
parts = eaf.get_annotation_data_for_tier("Anna parts")
grid = {tier.name: list(tier.get_intervals()) for tier in eaf.to_textgrid().get_tiers()}
print(parts)
print(grid)
assert parts == [(0, None, "We walked"), (None, 3000, "to the river.")]
assert grid == {"Anna": [(0.0, 3.0, "We walked to the river.")], "Anna parts": []}
PY
echo "as described: pympi-ling 1.71 leaves out parts whose border has no time"
