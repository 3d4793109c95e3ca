"""`docconv` and `python -m docconv`, from the first import on."""

from __future__ import annotations

import sys

from docconv import __version__

TYPE_CHECKING = False  # as that of `typing`, which takes longer to load than Python to start
if TYPE_CHECKING:
    from typing import NoReturn

SELDOM = (500_000, 20, 50)
"""When garbage is looked for: documents are trees without circles, so that there is little to be found, and
one of 2 MB is a hundred thousand objects."""


def main() -> NoReturn:
    """Run; an interrupt or a lack of memory before or after all else ends in one line, too."""
    if sys.argv[1:] == ["--version"] and _tells_version():
        sys.exit()
    import gc  # noqa: PLC0415  the version is told without it

    gc.set_threshold(*SELDOM)
    kept: list[object] = []
    sys.unraisablehook = lambda found: kept.append(found.exc_type)
    try:
        from docconv.cli import main as run  # noqa: PLC0415  an interrupt can come while it loads

        if KeyboardInterrupt in kept:  # where nothing could be raised, while a lock of a module went
            _end("interrupted", 130)
        run()
    except KeyboardInterrupt as error:
        _end("interrupted", 128 + error.args[0] if error.args else 130)
    except MemoryError:
        _end("there is not enough memory", 1)
    finally:  # an interrupt that came out of such a text would end `python -m` by SIGINT, whoever caught it
        exec("")  # noqa: S102


def _tells_version() -> bool:
    """Say the version before anything is loaded; the command line says why where that does not work."""
    try:
        sys.stdout.write(f"docconv {__version__}\n")
        sys.stdout.flush()
    except (
        AttributeError,
        OSError,
        ValueError,
    ):  # none, or none that can be written
        return False
    return True


def _end(message: str, code: int) -> NoReturn:
    if sys.stderr is not None:
        sys.stderr.write(f"docconv: error: {message}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
