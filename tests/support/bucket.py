"""A server of this machine that speaks the S3 API, with one bucket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

NAME = "talks"


@frozen
class Bucket:
    """A bucket, the client of its server, and the variables that lead processes to it."""

    client: Any
    environment: dict[str, str]

    def fill(self, folder: Path) -> None:
        """Put the files of a folder under `in/`."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.put(f"in/{path.relative_to(folder).as_posix()}", path.read_bytes())

    def put(self, key: str, data: bytes) -> None:
        """Put an object."""
        self.client.put_object(Bucket=NAME, Key=key, Body=data)

    def get(self, key: str) -> bytes:
        """What is in an object."""
        data: bytes = self.client.get_object(Bucket=NAME, Key=key)["Body"].read()
        return data

    def hashes(self, folder: str = "out") -> dict[str, str]:
        """All objects below a folder with their hashes."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=NAME, Prefix=f"{folder}/")
        keys = [row["Key"] for page in pages for row in page.get("Contents", [])]
        return {key.removeprefix(f"{folder}/"): sha256(self.get(key)).hexdigest() for key in keys}

    def clear(self) -> None:
        """Take all objects away."""
        for row in self.client.list_objects_v2(Bucket=NAME).get("Contents", []):
            self.client.delete_object(Bucket=NAME, Key=row["Key"])


@contextmanager
def served_bucket() -> Iterator[Bucket]:
    """A server with an empty bucket, as long as the block lasts."""
    import boto3  # noqa: PLC0415  only these tests need it
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  the same

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        _, port = server.get_host_and_port()
        environment = {
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        }
        client = boto3.client(
            "s3", endpoint_url=environment["AWS_ENDPOINT_URL"], region_name="us-east-1",
            aws_access_key_id="nobody", aws_secret_access_key="nothing",  # noqa: S106  a server of this machine
        )  # fmt: skip
        client.create_bucket(Bucket=NAME)
        yield Bucket(client, environment)
    finally:
        server.stop()
