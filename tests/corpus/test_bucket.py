"""An archive in an object store, over the S3 API, in real processes: what disturbs a run changes no byte."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from support.archives import Archive, install_faulty, workers
from support.bucket import NAME, Bucket, served_bucket

pytest.importorskip("s3fs")
pytest.importorskip("moto.server")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

OUTPUT = f"s3://{NAME}/out"
MANIFEST = f"{NAME}-out.manifest.jsonl"


@pytest.fixture(scope="module")
def served() -> Iterator[Bucket]:
    """A server of this machine."""
    with served_bucket() as bucket:
        yield bucket


@pytest.fixture
def archive(served: Bucket, tmp_path: Path) -> Archive:
    """Six good files in a bucket and, the same, in a folder."""
    served.clear()
    plugin = {"PYTHONPATH": str(install_faulty(tmp_path / "plugin")), "SOURCE_DATE_EPOCH": "1000000000"}
    here = Archive(tmp_path, plugin)
    here.fill(6)
    served.fill(tmp_path / "in")
    return Archive(tmp_path, plugin | served.environment, f"s3://{NAME}/in")


@pytest.fixture
def right(archive: Archive) -> dict[str, str]:
    """What a run on this machine makes of the same files."""
    return Archive(archive.folder, archive.environment).undisturbed()


def test_bad_objects_stop_nothing(archive: Archive, right: dict[str, str], served: Bucket) -> None:
    """A tree becomes a tree, the manifest is here, and what is unchanged is left out by its tag."""
    served.put("in/part1/a-end.faulty", b"end 7")
    served.put("in/empty.txt", b"")
    code, told = archive.run("--jobs", "2", output=OUTPUT)
    assert (code, served.hashes()) == (1, right), told
    assert archive.failures(MANIFEST).keys() == {"part1/a-end.faulty", "empty.txt"}
    served.put("in/part0/talk00.txt", b"Ann: One.\n\nBen: Two.\n")
    served.put("in/part1/docconv.toml", b"[convention]\nwithout = ['tab']\n")
    served.client.delete_object(Bucket=NAME, Key="out/part2/talk02.xml")
    code, told = archive.run("--resume", "--diagnostics", "json", output=OUTPUT)
    rows = map(json.loads, (archive.folder / MANIFEST).read_text().splitlines()[8:])
    assert {row["source"] for row in rows} == {
        "part0/talk00.txt", "part1/talk01.txt", "part1/talk04.txt", "part1/a-end.faulty", "part2/talk02.txt",
    }  # fmt: skip
    assert b"One." in served.get("out/part0/talk00.xml")


def test_workers_and_drivers_that_are_killed_cost_nothing(
    archive: Archive, right: dict[str, str], served: Bucket
) -> None:
    """A worker, then the driver, three times."""
    for rows in (1, 2, 4):
        run = archive.start("--resume", "--jobs", "2", output=OUTPUT)
        archive.wait_for_rows(rows, MANIFEST)
        for worker in workers(run.pid)[: rows == 1]:
            os.kill(worker, signal.SIGKILL)
        run.kill()
        run.communicate()
    code, told = archive.run("--resume", "--jobs", "2", output=OUTPUT)
    assert (code, served.hashes()) == (0, right), told
    assert archive.run("--resume", output=OUTPUT)[1].startswith("docconv: 6 files: 6 unchanged;")


def test_a_bucket_that_is_away(archive: Archive, right: dict[str, str], served: Bucket) -> None:
    """As an output, every file is named, and done once it is there; as an input, the run ends and says so."""
    code, told = archive.run(output="s3://away/out")
    assert (code, len(archive.failures("away-out.manifest.jsonl"))) == (1, 6), told
    served.client.create_bucket(Bucket="away")
    code, told = archive.run("--resume", output="s3://away/out")
    found = served.client.list_objects_v2(Bucket="away")["Contents"]
    assert (code, {row["Key"].removeprefix("out/") for row in found}) == (0, set(right)), told
    code, told = Archive(archive.folder, archive.environment, "s3://gone/in").run(output=OUTPUT)
    assert (code, "s3://gone/in: no such file" in told, served.hashes()) == (1, True, {}), told


def test_who_may_not_is_told(archive: Archive, served: Bucket) -> None:
    """Access is denied from the first request on."""

    def allowed(requests: str) -> None:
        address = f"{served.environment['AWS_ENDPOINT_URL']}/moto-api/reset-auth"
        urlopen(Request(address, requests.encode(), {"Content-Type": "text/plain"})).read()  # noqa: S310  our own server

    allowed("0")
    try:
        code, told = archive.run(output=OUTPUT)
    finally:
        allowed("inf")
    assert (code, "s3://talks/in" in told, "Traceback" in told) == (4, True, False), told
    assert served.hashes() == {}
