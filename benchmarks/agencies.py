"""How many names of one agency are known as one: `python -m benchmarks.agencies`. Two tables, two figures; wrong joins are named."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from gongwen.extractors.agency_names import jurisdiction_of, same_agency

BENCH = Path(__file__).parents[1] / "corpus" / "bench"
TABLES = {
    "agencies.csv": "a general pattern can decide it",
    "agencies_local.csv": "one would have to know the place",
}


def main() -> None:
    """Print for each table: pairs, wrong joins, and how many of one agency's names were joined."""
    for name, what in TABLES.items():
        rows = list(csv.DictReader((BENCH / name).read_text("utf-8").splitlines()))
        verdicts = [(row, same_agency(row["a"], row["b"], jurisdiction_of([row["issuer"]]))) for row in rows]
        wrong = [row for row, joined in verdicts if joined and row["same"] == "0"]
        one = [joined for row, joined in verdicts if row["same"] == "1"]
        print(f"{name} ({what}): {len(rows)} pairs, {len(wrong)} joined wrongly, {sum(one)} of {len(one)} joined")
        for row in wrong:
            print(f"  wrong: {row['a']} = {row['b']} ({row['issuer']})")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
