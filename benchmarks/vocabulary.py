"""Which vocabulary entries earn their keep: `python -m benchmarks.vocabulary`, also part of `make lint`.

An entry whose term stands in no notice that ships, no bench table and no test is named. It is no error: a unit or an office may
be right and rare. But a list that grows by such entries grows by guesses.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gongwen.extractors import lexicon
from gongwen.pipeline.explain import vocabularies

ROOT = Path(__file__).parents[1]
READ = (("corpus/notices", "*.txt"), ("corpus/bench", "*.csv"), ("tests", "*.py"))


def unused() -> dict[str, list[str]]:
    """Vocabulary → its terms that stand in none of the texts."""
    texts = "\n".join(
        path.read_text(encoding="utf-8") for folder, kind in READ for path in sorted((ROOT / folder).rglob(kind))
    )
    found = {}
    for name in vocabularies():
        terms = dict.fromkeys(entry.term for entry in lexicon.load(name))
        found[name] = [term for term in terms if term not in texts]
    return found


def main() -> None:
    """Print one line for each vocabulary that has such entries."""
    found = unused()
    total = sum(len(lexicon.load(name)) for name in found)
    print(f"{sum(map(len, found.values()))} of {total} vocabulary entries stand in no notice, bench or test:")
    for name, terms in found.items():
        if terms:
            print(f"  {name} ({len(terms)}): {' '.join(terms)}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
