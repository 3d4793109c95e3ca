"""Ask a service many times at once: how many answers fail, how long they take, whether its memory grows.

python tools/load.py --requests 1000 --at-once 16
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

EXAMPLES = sorted(Path(__file__).parents[1].joinpath("examples").glob("*.txt"))
WANTED = ("tei", "docx", "pdf", "html")
PAGE = 4  # kilobytes


def ask(address: str, number: int) -> tuple[int, float]:
    """The status of an answer, and the seconds until it was there."""
    data = EXAMPLES[number % len(EXAMPLES)].read_bytes()
    began = time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    try:
        path = f"/convert?to={WANTED[number % len(WANTED)]}"
        connection.request("POST", path, data, {"Content-Type": "text/plain"})
        response = connection.getresponse()
        response.read()
        status = response.status
    except OSError:
        status = 0
    finally:
        connection.close()
    return status, time.perf_counter() - began


def memory(number: int) -> int:
    """Megabytes of a process and of those that it started."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int(entry.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            pages = int(entry.joinpath("statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        if number in (int(entry.name), parent):
            total += pages * PAGE // 1000
    return total


def main() -> int:
    """Start a service, ask, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=16)
    given = parser.parse_args()
    command = [sys.executable, "-m", "docconv", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None  # noqa: S101  it is a pipe
        address = service.stdout.readline().strip()
        with ThreadPoolExecutor(given.at_once) as pool:
            first = list(pool.map(lambda number: ask(address, number), range(given.requests // 5)))
            before = memory(service.pid)
            rest = list(pool.map(lambda number: ask(address, number), range(given.requests - len(first))))
        after = memory(service.pid)
        service.terminate()
    answers = first + rest
    kinds = Counter(status for status, _ in answers)
    failed = sum(status != 200 for status, _ in answers)
    times = sorted(seconds for _, seconds in answers)
    p99 = times[int(len(times) * 0.99) - 1]
    print(f"{len(answers)} requests, {given.at_once} at once: {failed} failed ({dict(kinds)})")
    print(f"median {statistics.median(times):.2f} s, p99 {p99:.2f} s, longest {times[-1]:.2f} s")
    print(f"memory after a fifth {before} MB, at the end {after} MB")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
