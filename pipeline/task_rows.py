"""Rows of an agency's tasks for a listing: one row a duty, columns in the order in which an auditor asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .auditor import AgencyTask

COLUMNS = (
    "agency",
    "kind",
    "surface",
    "role",
    "document",
    "document_title",
    "path",
    "heading",
    "task",
    "task_title",
    "targets",
    "deadline",
    "quote",
    "place",
    "start",
    "end",
)
"""All that is known of a duty."""

SHOWN = ("role", "document", "section", "task_title", "targets", "deadline", "quote", "place")
"""What fits a terminal; `section` is path and heading in one, the heading only where it is not the task's title."""


def rows(tasks: Iterable[AgencyTask]) -> list[dict[str, Any]]:
    """One row a duty, with every column of `COLUMNS` and `SHOWN`."""
    return [
        {
            **task.model_dump(mode="json"),
            "path": " ".join(task.path),
            "section": " ".join((*task.path, "" if task.heading == task.task_title else task.heading or "")).strip(),
        }
        for task in tasks
    ]
