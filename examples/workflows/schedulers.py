"""`convert_file` as a task of Celery and of Airflow, which see what failed.

Celery:   application = celery_application()    # then convert.delay("/data/in/talk.txt", "/data/out/talk")
Airflow:  transcripts = airflow_dag("/data/in", "/data/out")    # in a file beside this one, both in `dags`

A worker has a working folder of its own, so that sources and targets are whole paths or URLs of a store.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import asdict

from docconv.corpus.unit import ConversionOptions, convert_file

OPTIONS = ConversionOptions(formats=("tei", "docx"))


def convert(source: str, target: str) -> dict[str, Any]:
    """One file; the record as plain values, fit for any queue. Running it twice does no harm."""
    record = convert_file(source, target, OPTIONS)
    if record.status == "failed":
        raise RuntimeError(record.error if source in record.error else f"{source}: {record.error}")
    return asdict(record)


def celery_application() -> Any:  # noqa: ANN401  a class of Celery
    """With the broker of the environment."""
    from celery import Celery  # noqa: PLC0415  who uses Airflow has none

    application = Celery("schedulers")
    application.task(name="convert", acks_late=True)(convert)
    return application


def airflow_dag(source: str, target: str) -> Any:  # noqa: ANN401  a class of Airflow
    """One task for each transcript in the folder `source`; what it makes goes into the folder `target`."""
    from airflow.sdk import dag, task  # noqa: PLC0415  who uses Celery has none

    @dag(schedule=None, catchup=False)
    def transcripts() -> None:
        task(convert).expand_kwargs(task(_files)(source, target))

    return transcripts()


def _files(source: str, target: str) -> list[dict[str, str]]:
    """What each task is called with."""
    found = sorted(Path(source).glob("*.txt"))
    return [{"source": str(path), "target": str(Path(target, path.stem))} for path in found]
