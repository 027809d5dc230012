"""What a library of notices costs as it grows: `python -m benchmarks.sizes [NUMBER…]` (1000 where none is given).

For each size a corpus is made (`benchmarks.corpus`) and loaded into a new embedded store, and printed: extraction on one process
and on two; loading against the bare driver, which writes the same rows in the same batches and does nothing else; memory of the
program, of its processes and of the store; the store's size on disk; ingesting again what is unchanged; every saved question and
the page of the department with most tasks. With two sizes, how each time grows. Ratios are of one run; times are of this machine.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from gongwen.graph.ask import ask
from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.graph.saved import run, saved_queries
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.engines import engine
from gongwen.pipeline.extract import extract
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.one_file import Work
from gongwen.pipeline.read import load, read
from gongwen.schemas import QueryError

from . import bare
from .corpus import make

WARMED = 240
"""Notices that are read before extraction is measured, by one process and by two."""
EXTRACTED = 400
"""Notices of each of the rounds in which extraction is measured, in turns; its speed does not depend on how many there are."""
LOADED = 100
"""Notices that loading is measured on, in turns with the bare driver, after as many that warm both stores up."""
TURN = 20
ROUNDS = 3
GOALS = {
    "two processes ÷ one": "≥ 1.8",
    "loader ÷ bare driver": "≥ 0.8",
    "unchanged, times faster than the first": "≥ 100",
    "program, MB": "≤ 600",
}
BUSIEST = """
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task) WHERE a.kind <> 'group'
RETURN a.id AS id, a.name AS name, count(r) AS tasks ORDER BY tasks DESC, id LIMIT 1
"""
CITING = """
MATCH (d:Document)-[:CITES]->(c:Document) WHERE c.ingested = true RETURN c.id AS id, count(*) AS times ORDER BY times DESC, id LIMIT 1
"""
MEASURED = """
MATCH (:Target)-[:MEASURES]->(i:Indicator) RETURN i.name AS name, count(*) AS times ORDER BY times DESC, name LIMIT 1
"""

Figures = dict[str, float]


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="*", default=[1000], help="how many notices")
    numbers = parser.parse_args().numbers
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory(prefix="gongwen-sizes-") as place:
        _print({"": _extraction()})
        _print({"": _loading(Path(place))})
        libraries: dict[str, Figures] = {}
        for number in numbers:
            # in a process of its own, so that its memory is that of a program that does nothing else
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                libraries[f"{number} notices"] = alone.submit(_library, number, Path(place) / str(number)).result()
            _print(libraries)


def _extraction() -> Figures:
    """Notices a second, and the ratio, by the engine that `gongwen ingest --processes` uses.

    No notice is read twice by the same process, and each has read some before: a process that has just begun still fills what it
    keeps (words cut, names judged), and two have twice as much to fill.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [load(path) for path in _written(make(WARMED + ROUNDS * EXTRACTED), Path(folder))]
    spent = [0.0, 0.0]
    with engine(Work()) as one, engine(Work(), processes=2) as two:
        for each in (one, two):
            [answer() for answer in [each.start(file) for file in files[:WARMED]]]
        for at in range(WARMED, len(files), EXTRACTED):
            for number, each in enumerate((one, two)):
                start = time.perf_counter()
                [answer() for answer in [each.start(file) for file in files[at : at + EXTRACTED]]]
                spent[number] += time.perf_counter() - start
    alone, both = ((len(files) - WARMED) / seconds for seconds in spent)
    return {
        "extracted a second, one process": alone,
        "extracted a second, two": both,
        "two processes ÷ one": both / alone,
    }


def _loading(place: Path) -> Figures:
    """Notices a second that the loader and the bare driver load into a store each, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        sources = map(read, _written(make(2 * LOADED), Path(folder)))
        found = [canonicalise(extract(source), text=source.text) for source in sources]
    spent = [0.0, 0.0]
    with open_store(place / "loader") as store, open_store(place / "bare") as other:
        ways: list[Callable[[Any], object]] = [Loader(store).ingest, bare.Writer(other).write]
        for turn, group in enumerate(found[at : at + TURN] for at in range(0, len(found), TURN)):
            for number, way in enumerate(ways):
                start = time.perf_counter()
                for facts in group:
                    way(facts)
                spent[number] += time.perf_counter() - start if turn * TURN >= LOADED else 0.0
        bare.agree(store, other)
    rates = [(len(found) - LOADED) / seconds for seconds in spent]
    return {
        "loaded a second": rates[0],
        "loaded a second, bare driver": rates[1],
        "loader ÷ bare driver": rates[0] / rates[1],
    }


def _library(number: int, place: Path) -> Figures:
    """What a corpus of so many notices costs."""
    notices = place / "notices"
    _written(make(number), notices)
    figures: Figures = {}
    with open_store(place / "graph") as store:
        pid = int(json.loads((place / "graph" / "server.json").read_text(encoding="utf-8"))["pid"])
        most = [0.0, 0.0, 0.0]

        def look(*_: object) -> None:
            workers = [_megabytes(child.pid) for child in multiprocessing.active_children()]
            now = (_megabytes(os.getpid()), max(workers, default=0.0), _megabytes(pid))
            most[:] = map(max, most, now)

        first = _seconds(lambda: ingest([notices], store, processes=2, tell=look))
        figures |= {"first ingest, s": first, "taken in a second": number / first}
        figures |= dict(zip(("program, MB", "each process, MB", "store, MB"), most, strict=True))
        again = min(_seconds(lambda: ingest([notices], store)) for _ in range(2))
        figures |= {"unchanged ingest, s": again, "unchanged, times faster than the first": first / again}
        figures |= _questions(store)
    figures["on disk, MB"] = sum(f.stat().st_size for f in (place / "graph").rglob("*") if f.is_file()) / 1e6
    figures["notices on disk, MB"] = sum(file.stat().st_size for file in notices.iterdir()) / 1e6
    shutil.rmtree(place)
    return figures


def _questions(store: Store) -> Figures:
    """Milliseconds of every saved question, of a department's tasks and of its page, the best of some rounds."""
    from gongwen.pipeline.page.app import make_page
    from gongwen.pipeline.page.settings import Settings
    from starlette.testclient import TestClient

    (agency,) = ask(store, BUSIEST).dicts()
    (document,) = ask(store, CITING).dicts()
    (indicator,) = ask(store, MEASURED).dicts()
    given = {"agency": agency["name"], "document": document["id"], "indicator": indicator["name"]}
    figures: Figures = {}
    for query in saved_queries().values():
        parameters = {each.name: given[each.name] for each in query.parameters if each.required}
        figures[f"{query.name}, ms"] = 1000 * _answered(store, query.name, parameters)

    def page() -> None:
        # A new one each time: it would keep what it has shown.
        client = TestClient(make_page(store, Settings()), base_url="http://127.0.0.1:8000")
        client.get(f"/agency/{agency['id']}").raise_for_status()

    return figures | {"page of a department, ms": 1000 * _best(page), "its tasks": float(agency["tasks"])}


def _answered(store: Store, name: str, parameters: dict[str, str]) -> float:
    """Seconds of a saved question; not a number where the store refuses it, which is said."""
    try:
        return _best(lambda: run(store, name, parameters))
    except QueryError as error:
        print(f"{name}: {error}", flush=True)
        return math.nan


def _best(action: Callable[[], object]) -> float:
    return min(_seconds(action) for _ in range(ROUNDS))


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _written(made: Iterator[tuple[str, str]], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def _megabytes(pid: int | None) -> float:
    """Resident memory of a process, where the system has /proc; else 0."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def _print(columns: dict[str, Figures]) -> None:
    """A row a figure; the last column says how it grew, where there are two sizes."""
    names = list(columns)
    print("\n" + "  ".join([f"{'':44}", *(f"{name:>14}" for name in names), "growth" if len(names) > 1 else ""]))
    for row in columns[names[0]]:
        values = [columns[name][row] for name in names]
        growth = f"{values[-1] / values[0]:6.1f}" if len(names) > 1 and values[0] else ""
        print("  ".join([f"{row:44}", *(f"{value:14.2f}" for value in values), growth, GOALS.get(row, "")]), flush=True)


if __name__ == "__main__":
    main()
