"""A manifest as a Parquet file, a row for each source, for those who ask about millions of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from attrs import asdict, define

from docconv.corpus.report import doubt
from docconv.corpus.unit import Record
from docconv.errors import MissingError

ROWS = 50_000
"""How many rows are held at a time; a row group of the file."""


@define
class _Sink:
    """What pyarrow takes for a file that can only be written on."""

    send: Callable[[bytes], None]
    _size: int = 0
    closed: bool = False

    def write(self, data: bytes) -> int:
        self.send(bytes(data))
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Whoever gave `send` closes."""


def write_table(records: Iterable[Record], send: Callable[[bytes], None]) -> bool:
    """Hand the bytes of a Parquet file to `send`; whether nothing failed. A column is what a record has, and
    there are `status` and `doubt`. Raises `MissingError` without pyarrow.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        message = "a table in Parquet needs pyarrow"
        raise MissingError(message, remedy="pip install 'docconv[parquet]'") from error
    texts = ("source", "status", "error", "version", "options", "sha256", "beside", "mark")
    counts = pa.map_(pa.string(), pa.int64())
    output = pa.struct([("name", pa.string()), ("sha256", pa.string()), ("size", pa.int64())])
    schema = pa.schema([
        *((name, pa.string()) for name in texts),
        *((name, pa.int64()) for name in ("code", "speakers", "turns", "warnings")),
        ("seconds", pa.float64()), ("doubt", pa.float64()),
        ("certainty", counts), ("notices", counts), ("outputs", pa.list_(output)),
    ])  # fmt: skip
    rows = iter(records)
    is_done = True
    with pq.ParquetWriter(pa.PythonFile(_Sink(send), mode="w"), schema) as writer:
        while some := list(islice(rows, ROWS)):
            is_done = is_done and not any(record.code for record in some)
            table = [
                asdict(record)
                | {"status": record.status, "doubt": None if record.code else doubt(record)}
                | {"source": _printable(record.source), "error": _printable(record.error)}
                | {"outputs": [asdict(one) | {"name": _printable(one.name)} for one in record.outputs]}
                | {name: list(getattr(record, name).items()) for name in ("certainty", "notices")}
                for record in some
            ]
            writer.write_table(pa.Table.from_pylist(table, schema))
    return is_done


def _printable(text: str) -> str:
    r"""A name as the manifest has it; bytes of one that is not UTF-8 as `\udce9`."""
    return text.encode("utf-8", "backslashreplace").decode()
