"""LibreOffice at work: the edits of `docx_edits.bas`, all in one run of the program."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path

from support.programs import HANGING

MACRO = Path(__file__).with_suffix("").with_name("docx_edits.bas").read_text(encoding="utf-8")
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Edits"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">{}
</script:module>
"""
NAMES = tuple(re.findall(r'"([a-z-]+)"', MACRO.partition("Edits = Array(")[2].partition(")")[0]))


def edited_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, bytes]]:
    """Edit -> file -> what LibreOffice saved; an edit that failed is not there."""
    basic = folder / "profile" / "user" / "basic" / "Standard"
    for made in (folder / "in", *(folder / "out" / name for name in NAMES)):
        made.mkdir(parents=True)
    for name, data in files.items():
        folder.joinpath("in", f"{name}.docx").write_bytes(data)
    _run(folder, "--terminate_after_init")  # which makes the profile, and would overwrite ours
    basic.joinpath("script.xlb").write_text(LIBRARY, encoding="utf-8")
    basic.joinpath("Edits.xba").write_text(MODULE.format(escape(MACRO)), encoding="utf-8")
    _run(folder, f"macro:///Standard.Edits.Main({folder})")
    return {
        name: {path.stem: path.read_bytes() for path in sorted(folder.joinpath("out", name).iterdir())}
        for name in NAMES
    }


def _run(folder: Path, what: str) -> None:
    """Run it, and end it with all its children when it hangs."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", what]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True) as process:
        try:
            process.wait(HANGING)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
