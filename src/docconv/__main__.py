"""`docconv` and `python -m docconv`, from the first import on."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run; an interrupt that comes before or after all else ends in one line, too."""
    try:
        from docconv.cli import main as run  # noqa: PLC0415  an interrupt can come while it loads

        run()
    except KeyboardInterrupt as error:
        if sys.stderr is not None:
            sys.stderr.write("docconv: error: interrupted\n")
        sys.exit(128 + error.args[0] if error.args else 130)


if __name__ == "__main__":
    main()
