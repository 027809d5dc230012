"""What was found in one notice, for reading at a terminal: its header, a count a kind, a table a kind, and the doubts.

Guarantee: columns are named as the fields of the JSON are, and everything found has its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..schemas import Notice
from .output import filled, printable, to_table

if TYPE_CHECKING:
    from rich.console import RenderableType

KINDS = ("sections", "tasks", "projects", "targets", "citations", "findings")


def summary(notice: Notice, text: str) -> Iterator[RenderableType]:
    """Everything found, kind after kind; `text` tells the line that a finding stands on."""
    yield from opening(notice)
    for kind, rows in tables(notice).items():
        if rows:
            yield table(kind, rows)
    yield from doubts(notice, text)


def opening(notice: Notice) -> Iterator[RenderableType]:
    """The header fields that the notice has, and how much was found."""
    from rich.text import Text

    fields = notice.document.model_dump(exclude={"id"})
    rows = [{"field": field, "value": value} for field, value in fields.items() if value]
    yield Text(printable(notice.source.path), style="bold")
    yield to_table(rows, ["field", "value"])
    yield Text("found: " + ", ".join(f"{len(getattr(notice, kind))} {kind}" for kind in KINDS))


def doubts(notice: Notice, text: str) -> Iterator[RenderableType]:
    """Each finding with the line that it stands on."""
    from rich.text import Text

    if not notice.findings:
        yield Text("Nothing doubtful.")
        return
    rows = []
    for finding in notice.findings:
        place = finding.evidence
        line = None if place is None else text.count("\n", 0, place.start) + 1
        quote = None if place is None else place.quote
        rows.append({"code": finding.code.value, "message": finding.message, "line": line, "quote": quote})
    yield to_table(rows, ["code", "message", "line", "quote"], title=f"doubtful ({len(rows)})")


def table(kind: str, rows: list[dict[str, Any]]) -> RenderableType:
    """The rows of one kind, without the columns that are empty in all of them."""
    return to_table(rows, filled(rows, list(rows[0])), title=f"{kind} ({len(rows)})")


def tables(notice: Notice) -> dict[str, list[dict[str, Any]]]:
    """Rows of each kind, in document order, with the columns that a reader needs."""
    return {
        "sections": [{"path": _path(s.path), "level": s.level, "heading": s.heading} for s in notice.sections],
        "tasks": [
            {
                "path": _path(task.path),
                "title": task.title,
                "basis": task.basis.value,
                **{
                    role: [duty.surface for duty in task.responsibilities if duty.role == role]
                    for role in ("lead", "responsible", "support")
                },
                "open_ended": task.open_ended,
                "deadline": task.deadline,
            }
            for task in notice.tasks
        ],
        "projects": [
            {"path": _path(p.path), "name": p.name, "phase": p.phase.value, "kind": p.kind.value}
            for p in notice.projects
        ],
        "targets": [
            {
                "path": _path(t.path),
                "indicator": t.indicator,
                "comparator": t.comparator.value,
                "value": t.value,
                "value_max": t.value_max,
                "unit": t.unit,
                "kind": t.kind.value,
                "deadline": t.deadline,
                "baseline": t.baseline,
                "modality": t.modality.value,
            }
            for t in notice.targets
        ],
        "citations": [
            {
                "path": _path(c.path),
                "surface": " ".join(c.surface.split()),
                "role": c.role.value,
                "doc_number": c.doc_number,
                "resolves_to": c.resolves_to,
            }
            for c in notice.citations
        ],
    }


def _path(path: tuple[str, ...] | None) -> str:
    return " ".join(path or ())
