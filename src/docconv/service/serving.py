"""The server behind `docconv serve`."""

from __future__ import annotations

import signal
import sys

import uvicorn

from docconv.errors import EXIT_OK
from docconv.service.application import Service
from docconv.service.limits import ServiceLimits

MOST_HEAD = 16_384
BACKLOG = 256


def run(host: str, port: int, limits: ServiceLimits) -> int:
    """Answer until an interrupt. Raises `OSError` for an address that cannot be had."""
    config = uvicorn.Config(
        Service(limits).application(), host, port, http="h11", ws="none", lifespan="on", log_config=None,
        log_level="critical", access_log=False, server_header=False, timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=MOST_HEAD, backlog=BACKLOG,
    )  # fmt: skip
    with config.bind_socket() as listener:
        listener.listen(BACKLOG)  # who asks before the processes are ready waits
        address = "http://{}:{}/".format(*listener.getsockname()[:2])
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt as interrupt:
            if interrupt.args not in ((), (signal.SIGINT,)):
                raise
    return EXIT_OK
