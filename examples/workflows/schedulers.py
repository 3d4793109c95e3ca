"""`convert_file` as a task of Celery and of Airflow, which see what failed.

celery -A schedulers worker             # then: convert.delay("in/talk.txt", "out/talk")
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import asdict

from docconv.corpus.unit import ConversionOptions, convert_file

OPTIONS = ConversionOptions(formats=("tei", "docx"))


def convert(source: str, target: str) -> dict[str, Any]:
    """One file; the record as plain values, fit for any queue. Running it twice does no harm."""
    record = convert_file(str(Path(source).absolute()), str(Path(target).absolute()), OPTIONS)
    if record.status == "failed":
        message = f"{source}: {record.error}"
        raise RuntimeError(message)
    return asdict(record)


def celery_application() -> Any:  # noqa: ANN401  a class of Celery
    """With the broker of the environment."""
    from celery import Celery  # noqa: PLC0415  who uses Airflow has none

    application = Celery("schedulers")
    application.task(name="convert", acks_late=True)(convert)
    return application


def airflow_dag() -> Any:  # noqa: ANN401  a class of Airflow
    """One task for each file of a folder."""
    from airflow.sdk import dag, task  # noqa: PLC0415  who uses Celery has none

    @dag(schedule=None, catchup=False)
    def transcripts() -> None:
        names = task(_names)("in")
        task(_convert_named).expand(name=names)

    return transcripts()


def _names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).glob("*.txt"))


def _convert_named(name: str) -> dict[str, Any]:
    return convert(f"in/{name}", f"out/{name.removesuffix('.txt')}")
