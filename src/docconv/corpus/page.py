"""A report as a page: what to look at first, then the sums, as drawings and as numbers.

It is whole in itself, needs no script, and says in words what its drawings show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from docconv.corpus.report import DURATIONS, Report, doubt
from docconv.wellformed.unseen import one_line

WIDTH, ROW, NAMES = 640, 26, 190
"""Of a drawing, of one of its rows, and of the names before its bars, in pixels."""
LOOK = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem }
caption { text-align: left; font-weight: 600 }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #bbb;
  overflow-wrap: anywhere }
figure { margin: 1.5rem 0 }
figcaption { font-weight: 600 }
svg { max-width: 100%; height: auto; font: 14px system-ui, sans-serif }
"""
Rows = Sequence[tuple[str, int]]


def page(report: Report, name: str, most: int | None) -> str:
    """The page for a report on the manifest `name`, with so many files of each kind, None for all."""
    title = escape(one_line(f"Report on {name}"))
    body = "\n".join(_body(report, most))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{LOOK}</style>\n</head>\n'
        f"<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(report: Report, most: int | None) -> Iterator[str]:
    yield f"<p>{report.files} files, {len(report.failed)} failed, {len(report.doubtful)} doubtful; "
    yield f"{report.turns} turns of {report.speakers} speakers; {report.bytes_written} bytes written in "
    yield f"{report.seconds:g} s of work.</p>\n<h2>What to look at first</h2>"
    if not (report.failed or report.doubtful):
        yield "<p>Nothing: no file failed, and none is doubtful.</p>"
    if report.failed:
        rows = ((row.source, row.error) for row in report.failed[:most])
        yield from _table(f"Failed: {_shown(report.failed, most)}", ("File", "Why"), rows)
    if report.doubtful:
        told = ((row.source, _doubt(row.turns, doubt(row))) for row in report.doubtful[:most])
        yield from _table(
            f"Doubtful, the worst first: {_shown(report.doubtful, most)}", ("File", "What"), told
        )
    yield "<h2>All files</h2>"
    doubts = [(_tenth(number), report.doubts.get(number, 0)) for number in range(11)]
    yield from _figure("doubts", "Files by the part of their turns that is in doubt", doubts)
    yield from _figure("certainty", "Turns by how certain their speaker is", [*report.certainty.items()])
    yield from _figure("durations", "Files by how long they took", _durations(report.durations))
    yield from _figure("notices", "Notices by their kind", [*report.notices.items()])


def _shown(rows: Sequence[object], most: int | None) -> str:
    is_part = most is not None and len(rows) > most
    return f"the first {most} of {len(rows)}" if is_part else str(len(rows))


def _doubt(turns: int, part: float) -> str:
    return f"{part:.0%} of {turns} turns" if turns else "nobody speaks"


def _tenth(number: int) -> str:
    if number in {0, 10}:
        return "none" if number == 0 else "90 to 100 %"
    return f"to {number * 10} %" if number == 1 else f"{number * 10 - 10} to {number * 10} %"


def _durations(counts: Mapping[int, int]) -> Rows:
    names = [f"below {limit:g} s" for limit in DURATIONS] + [f"{DURATIONS[-1]:g} s and more"]
    return [(name, counts.get(number, 0)) for number, name in enumerate(names)]


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"<table>\n<caption>{escape(caption)}</caption>"
    yield "<tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr>"
    for row in rows:
        cells = "".join(f"<td>{escape(one_line(text))}</td>" for text in row)
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def _figure(name: str, caption: str, rows: Rows) -> Iterator[str]:
    """Bars, whose numbers stand beside them as text; nothing where all are nought."""
    most = max((count for _, count in rows), default=0)
    if not most:
        return
    height = ROW * len(rows)
    told = "; ".join(f"{what}: {count}" for what, count in rows if count)
    yield f"<figure>\n<figcaption>{escape(caption)}</figcaption>"
    yield (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title {name}-text">'
    )
    yield f'<title id="{name}-title">{escape(caption)}</title>'
    yield f'<desc id="{name}-text">{escape(one_line(told))}</desc>'
    for number, (what, count) in enumerate(rows):
        middle = ROW * number + ROW // 2
        length = round((WIDTH - NAMES - 90) * count / most, 1)
        yield f'<text x="{NAMES - 8}" y="{middle + 5}" text-anchor="end">{escape(one_line(what))}</text>'
        yield f'<rect x="{NAMES}" y="{middle - 8}" width="{length}" height="16" fill="#1f5fa8"/>'
        yield f'<text x="{NAMES + length + 6}" y="{middle + 5}">{count}</text>'
    yield "</svg>\n</figure>"
