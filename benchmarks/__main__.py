"""How fast it is, as ratios within one run: `python -m benchmarks` or `make bench`. Prints small tables; no test asserts a time."""

from __future__ import annotations

import math
import platform
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from . import extraction, startup, store, worst_case


def main() -> None:
    """Measure and print; takes some minutes, most of them for the longest lines."""
    console = Console()
    console.print(
        f"Python {platform.python_version()}, {platform.machine()}. Ratios of one run; times of this machine.\n"
    )

    characters, whole, parts = extraction.measure()
    console.print(_table(f"The notices that ship, {characters} characters", whole, "jieba.lcut", extraction.BOUND))
    console.print(_shares("Where extraction spends its time", parts, whole["jieba.lcut"]))

    console.print(_table("Starting", startup.measure(), "python -c pass", startup.BOUND))
    console.print(_table("Embedded store", store.measure()))
    console.print(_growth("Ten times the text", worst_case.measure()))


def _table(title: str, seconds: dict[str, float], unit: str | None = None, bound: float | None = None) -> Table:
    """Times, and as multiples of the one called `unit`, which are wanted to be at most `bound`."""
    table = Table("", "ms", title=title, title_justify="left")
    table.columns[1].justify = "right"
    if unit:
        table.add_column(f"÷ {unit}", justify="right")
        table.add_column("at most", justify="right")
    for name, time in seconds.items():
        ratio = (f"{time / seconds[unit]:.2f}", "" if name == unit else f"{bound}") if unit else ()
        table.add_row(name, f"{time * 1000:.0f}", *ratio)
    return table


def _shares(title: str, parts: dict[str, float], unit: float) -> Table:
    table = Table("", "ms", "share", "÷ jieba.lcut", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    whole = sum(parts.values())
    for name, time in sorted(parts.items(), key=lambda part: -part[1]):
        table.add_row(name, f"{time * 1000:.1f}", f"{time / whole:.0%}", f"{time / unit:.2f}")
    return table


def _growth(title: str, growth: Iterable[tuple[str, worst_case.Growth]]) -> Table:
    """Times for a text and for ten times as much, the worst first; `—` where it was broken off."""
    table = Table("", "ms", "ms, ten times the text", "ratio", "at most", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, each in sorted(growth, key=lambda row: -row[1].ratio):
        cells = (f"{number:.{digits}f}" if math.isfinite(number) else "—" for number, digits in each.figures)
        table.add_row(Text(name), *cells, f"{worst_case.BOUND:.0f}")
    return table


if __name__ == "__main__":
    main()
