"""Extraction held against hand annotation: precision, recall and F1 a kind, and every miss and extra with its quote.

Guarantee: the same notices and gold give the same report, item for item; definitions in `docs/evaluation.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..schemas import GoldNotice, GongwenError, Notice
from .scoring import score
from .verdicts import Kind, Outcome, Report, Tally, Verdict

if TYPE_CHECKING:
    from rich.table import Table

__all__ = [
    "Kind",
    "Outcome",
    "Report",
    "Tally",
    "Verdict",
    "errors_text",
    "evaluate",
    "evaluate_folders",
    "figures_table",
    "read_gold",
]


def evaluate(notices: Mapping[str, Notice], texts: Mapping[str, str], golds: Mapping[str, GoldNotice]) -> Report:
    """Score extraction against gold.

    Args:
        notices: what was extracted, by name.
        texts: the text of each notice; its offsets are those of the evidence.
        golds: the annotation; a name that has no notice or text raises `GongwenError`.

    Returns:
        Every verdict, notices in the order of their names.
    """
    verdicts: list[Verdict] = []
    for name in sorted(golds):
        if name not in notices or name not in texts:
            raise GongwenError(
                f"{name}: annotated, but its text is not there; put {name}.txt beside the other notices."
            )
        verdicts.extend(score(name, notices[name], texts[name], golds[name]))
    return Report(tuple(verdicts))


def read_gold(folder: Path) -> dict[str, GoldNotice]:
    """The annotations of a folder (`NAME.json`), by name; raises `GongwenError` where there is none."""
    golds = {path.stem: GoldNotice.model_validate_json(path.read_bytes()) for path in sorted(folder.glob("*.json"))}
    if not golds:
        raise GongwenError(f"{folder}: no annotation (NAME.json) here; corpus/gold/ of gongwen has examples.")
    return golds


def figures_table(report: Report, notice: str | None = None) -> Table:
    """The figures of one notice, or of all, as a table for the terminal."""
    from rich.table import Table

    table = Table(title=notice or f"all {len(report.notices)} notices")
    table.add_column("kind")
    for column in ("right", "missed", "extra", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for kind in Kind:
        tally = report.tally(kind, notice)
        table.add_row(
            kind.value,
            str(tally.hits),
            str(tally.misses),
            str(tally.extras),
            *(f"{figure:.3f}" for figure in (tally.precision, tally.recall, tally.f1)),
        )
    return table


def errors_text(report: Report, kind: Kind | None = None) -> str:
    """Each miss and extra on lines of its own, with its quote."""
    lines = []
    for verdict in report.errors(kind):
        note = f"  ({verdict.note})" if verdict.note else ""
        lines.append(f"{verdict.outcome.value:5}  {verdict.notice}  {verdict.kind.value}: {verdict.item}{note}")
        if verdict.quote:
            lines.append(f"         「{' '.join(verdict.quote.split())}」")
    return "\n".join(lines)


def evaluate_folders(gold: Path, texts: Path, only: Sequence[str] = (), skip: Sequence[str] = ()) -> Report:
    """Extract the annotated notices anew and score them.

    Args:
        gold: folder of `NAME.json`.
        texts: folder of `NAME.txt`; one that is missing or cannot be read raises `GongwenError`.
        only: parts of names; where given, only notices with one of them.
        skip: parts of names that are left out.
    """
    from .batch import notice_of
    from .read import read

    golds = {
        name: annotation
        for name, annotation in read_gold(gold).items()
        if (not only or any(part in name for part in only)) and not any(part in name for part in skip)
    }
    if not golds:
        raise GongwenError(f"{gold}: no annotation whose name contains {' or '.join(only)}.")
    sources = {name: read(texts / f"{name}.txt") for name in golds}
    notices = {name: notice_of(source) for name, source in sources.items()}
    return evaluate(notices, {name: source.text for name, source in sources.items()}, golds)


def _main() -> None:
    import argparse

    from rich.console import Console

    parser = argparse.ArgumentParser(prog="python -m gongwen.pipeline.evaluate")
    parser.add_argument("gold", type=Path)
    parser.add_argument("notices", type=Path)
    parser.add_argument("--only", action="append", default=[], help="name, or part of one; may be given again")
    parser.add_argument("--skip", action="append", default=[], help="name, or part of one, to leave out")
    parser.add_argument("--errors", help="print misses and extras of the kinds whose name contains this; `all` for all")
    parser.add_argument("--each", action="store_true", help="a table per notice, too")
    asked = parser.parse_args()
    report = evaluate_folders(asked.gold, asked.notices, asked.only, asked.skip)
    console = Console(width=110)
    for kind in Kind if asked.errors else ():
        if asked.errors == "all" or asked.errors in kind.value:
            print(errors_text(report, kind))
    for name in report.notices if asked.each else ():
        console.print(figures_table(report, name))
    console.print(figures_table(report))


if __name__ == "__main__":
    _main()
