"""`docconv serve`: conversion by HTTP, for those who run the extra `serve`."""

from __future__ import annotations

from docconv.errors import MissingError, UsageError
from docconv.service.limits import ServiceLimits


def serve(host: str, port: int, limits: ServiceLimits) -> int:
    """Answer until an interrupt. The exit code. Raises `MissingError` without the extra, and `UsageError` for
    an address that cannot be had.
    """
    try:
        from docconv.service.serving import run  # noqa: PLC0415  only this command needs the libraries
    except ModuleNotFoundError as error:
        message = f"the service needs {error.name}, which is not installed"
        raise MissingError(message, remedy="pip install 'docconv[serve]'") from error
    try:
        return run(host, port, limits)
    except OSError as error:
        message = f"{host}:{port} cannot be had: {error.strerror}"
        raise UsageError(message, remedy="give another --port or --host") from error
