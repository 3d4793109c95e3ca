"""`docconv serve`: conversion by HTTP."""

from __future__ import annotations

import click

MEGABYTE = 1_000_000


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for a free one."
)
@click.option(
    "--workers", type=click.IntRange(1), default=2, show_default=True, help="Conversions at a time."
)
@click.option(
    "--waiting", type=click.IntRange(0), default=64, show_default=True, help="Conversions that wait."
)
@click.option("--size", type=click.IntRange(1), default=10, show_default=True, help="Megabytes of an input.")
@click.option("--job-size", type=click.IntRange(1), default=100, show_default=True, help="That of a job.")
@click.option("--seconds", type=click.IntRange(1), default=30, show_default=True, help="For one conversion.")
@click.option(
    "--body-seconds", type=click.IntRange(1), default=20, show_default=True, help="For an input to arrive."
)
def serve(
    *, host: str, port: int, workers: int, waiting: int, size: int, job_size: int, seconds: int,
    body_seconds: int,
) -> int:  # fmt: skip
    """Convert what is sent by HTTP; needs docconv[serve]. An interrupt (Ctrl-C) ends it.

    \b
    docconv serve --port 8000
    curl -T talk.txt -H 'Content-Type: text/plain' -H 'Accept: application/pdf' -X POST localhost:8000/convert
    """  # noqa: D301  click keeps the lines after the control character \\b as they are
    from docconv.service import serve as answer  # noqa: PLC0415  what a command needs is loaded when it runs
    from docconv.service.limits import ServiceLimits  # noqa: PLC0415

    limits = ServiceLimits(
        workers=workers, waiting=waiting, size=size * MEGABYTE, job_size=job_size * MEGABYTE, seconds=seconds,
        body_seconds=body_seconds,
    )  # fmt: skip
    return answer(host, port, limits)
