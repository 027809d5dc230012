"""What the 责任清单 says: duties, targets, projects and citations of a graph, as rows of text and numbers in Chinese.

Guarantees: only reads the graph; documents in order of id and all else in the order of its text, whichever store answers;
at most `PAGE` documents are in hand at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..graph.ask import ask
from ..graph.connection import Store
from ..schemas import CitationRole, Comparator, Modality, Phase, ProjectKind, Role, TargetKind
from ..schemas.graph import RelType
from .auditor import sentence_around
from .report_columns import Citation, Duty, Project, Target
from .report_words import in_words, word

PAGE = 100
"""Documents that are read at a time, with their whole text."""

TIMEOUT_S = 600.0

_ROLES = {RelType.LEADS: Role.LEAD, RelType.RESPONSIBLE_FOR: Role.RESPONSIBLE, RelType.SUPPORTS: Role.SUPPORT}

_OF_PAGE = "UNWIND $documents AS id MATCH (d:Document {id: id})"
_DOCUMENTS = f"{_OF_PAGE} RETURN d.id AS document, d.title AS title, d.text AS text ORDER BY document"
_TASKS = f"""
{_OF_PAGE}-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)-[:IN_SECTION]->(s:Section)
RETURN d.id AS document, t.id AS task, t.title AS task_title, t.deadline AS deadline, t.open_ended AS open_ended,
       s.path AS path, s.heading AS heading, t.`order` AS nth
ORDER BY document, nth, task
"""
_DUTIES = f"""
{_OF_PAGE}-[:HAS_TASK]->(t:Task)<-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(a:Agency)
RETURN t.id AS task, a.id AS agency, a.name AS unit, type(r) AS role, r.start AS first, r.`end` AS last, r.place AS place
ORDER BY task, first, last, agency, role
"""
_TARGETS = f"""
{_OF_PAGE}-[:HAS_TARGET]->(x:Target)
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(x)
RETURN d.id AS document, x.id AS target, x.indicator AS indicator, x.comparator AS comparator, x.value AS value,
       x.value_max AS value_max, x.unit AS unit, x.kind AS kind, x.deadline AS deadline, x.baseline AS baseline,
       x.modality AS modality, x.start AS first, x.`end` AS last, x.place AS place, t.id AS task, x.`order` AS nth
ORDER BY document, nth, target, task
"""
_PROJECTS = f"""
{_OF_PAGE}-[r:HAS_PROJECT]->(p:Project)
RETURN d.id AS document, p.id AS about, p.name AS name, p.kind AS kind, r.phase AS phase, r.start AS first, r.`end` AS last,
       r.place AS place
ORDER BY document, first, last, about, phase
"""
_TASK_PROJECTS = f"""
{_OF_PAGE}-[:HAS_TASK]->(t:Task)-[r:INCLUDES]->(p:Project)
RETURN d.id AS document, p.id AS about, r.start AS first, r.`end` AS last, t.id AS task
ORDER BY document, first, last, about, task
"""
_CITATIONS = f"""
{_OF_PAGE}-[r:CITES]->(c:Document)
RETURN d.id AS document, c.id AS about, c.title AS title, c.ingested AS held, r.role AS role, r.surface AS surface,
       r.start AS first, r.`end` AS last, r.place AS place
ORDER BY document, first, last, about, role
"""
_TASK_CITATIONS = f"""
{_OF_PAGE}-[:HAS_TASK]->(t:Task)-[r:CITES]->(c:Document)
RETURN d.id AS document, c.id AS about, r.start AS first, r.`end` AS last, t.id AS task
ORDER BY document, first, last, about, task
"""


@dataclass(frozen=True)
class Selection:
    """What is asked for. Duties are (task id, name of the unit); None where nobody is asked for, and all are wanted."""

    documents: tuple[str, ...]
    own: frozenset[tuple[str, str]] | None = None
    by_group: frozenset[tuple[str, str]] = frozenset()

    def via(self, task: str, unit: str) -> str | None:
        """本单位, 所在的一类单位, nothing where all duties are wanted; None for a duty that is not."""
        if self.own is None:
            return ""
        if (task, unit) in self.own:
            return "本单位"
        return "所在的一类单位" if (task, unit) in self.by_group else None


class Page(NamedTuple):
    """All rows of some documents."""

    duties: list[Duty]
    targets: list[Target]
    projects: list[Project]
    citations: list[Citation]


def pages(store: Store, selection: Selection) -> Iterator[Page]:
    """All rows that are asked for, of at most `PAGE` documents at a time. Raises QueryError and StoreError."""
    for first in range(0, len(selection.documents), PAGE):
        yield _Reader(store, selection, selection.documents[first : first + PAGE]).page()


class _Reader:
    """The rows of one page."""

    def __init__(self, store: Store, selection: Selection, documents: Sequence[str]) -> None:
        self.store = store
        self.selection = selection
        self.documents = list(documents)
        about = {row["document"]: row for row in self._ask(_DOCUMENTS)}
        self.texts = {document: row["text"] or "" for document, row in about.items()}
        self.titles = {document: row["title"] or "" for document, row in about.items()}
        self.tasks = {row["task"]: row for row in _in_order(self._ask(_TASKS), "document", "nth", "task")}

    def page(self) -> Page:
        targets = list(_first_of_each("target", _in_order(self._ask(_TARGETS), "document", "nth", "target")))
        duties = self._duties(_grouped("task", targets))
        listed = None if self.selection.own is None else {duty.task for duty in duties}
        return Page(
            duties,
            [self._target(row) for row in targets if listed is None or row["task"] in listed],
            [self._project(row) for row in self._mentions(_PROJECTS, _TASK_PROJECTS, listed)],
            [self._citation(row) for row in self._mentions(_CITATIONS, _TASK_CITATIONS, listed)],
        )

    def _duties(self, targets: Mapping[str, list[dict[str, Any]]]) -> list[Duty]:
        said = _grouped("task", _in_order(self._ask(_DUTIES), "first", "last", "agency", "role"))
        return [
            duty
            for task, row in self.tasks.items()
            for duty in self._duties_of(row, said.get(task, []), "\n".join(map(in_words, targets.get(task, ()))))
        ]

    def _duties_of(self, task: Mapping[str, Any], said: Sequence[Mapping[str, Any]], targets: str) -> Iterator[Duty]:
        """The duties of one task that are asked for, in the order in which its text names the units."""
        units = {role: _joined(row["unit"] for row in said if row["role"] == kind) for kind, role in _ROLES.items()}
        for agency, rows in _grouped("agency", said).items():
            via = self.selection.via(task["task"], rows[0]["unit"])
            if via is None:
                continue
            roles = {_ROLES[RelType(row["role"])] for row in rows}
            yield Duty(
                document=task["document"],
                title=self.titles[task["document"]],
                section=" ".join((*(task["path"] or ()), task["heading"] or "")).strip(),
                task=task["task"],
                task_title=task["task_title"],
                agency=agency,
                unit=rows[0]["unit"],
                leads=units[Role.LEAD],
                responsible=units[Role.RESPONSIBLE],
                supports=units[Role.SUPPORT],
                open_ended="是" if task["open_ended"] else "",
                role=_joined(word(Role, role) for role in Role if role in roles),
                targets=targets,
                deadline=task["deadline"] or "",
                quote="\n".join(dict.fromkeys(self._quote(task["document"], row) for row in rows)),
                place=_joined(row["place"] or "" for row in rows),
                via=via,
            )

    def _target(self, row: Mapping[str, Any]) -> Target:
        return Target(
            indicator=row["indicator"],
            comparator=word(Comparator, row["comparator"]),
            value=row["value"],
            value_max=row["value_max"],
            unit=row["unit"] or "",
            kind=word(TargetKind, row["kind"]),
            deadline=row["deadline"] or "",
            baseline=row["baseline"] or "",
            modality=word(Modality, row["modality"]),
            task=row["task"] or "",
            task_title=self._title(row["task"]),
            document=row["document"],
            quote=self._quote(row["document"], row),
            place=row["place"] or "",
        )

    def _project(self, row: Mapping[str, Any]) -> Project:
        return Project(
            name=row["name"],
            phase=word(Phase, row["phase"]),
            kind=word(ProjectKind, row["kind"]),
            task_title=self._title(row["task"]),
            document=row["document"],
            quote=self._quote(row["document"], row),
            place=row["place"] or "",
        )

    def _citation(self, row: Mapping[str, Any]) -> Citation:
        return Citation(
            document=row["document"],
            cited=row["about"],
            cited_title=row["title"] or "",
            role=word(CitationRole, row["role"]),
            surface=row["surface"] or "",
            quote=self._quote(row["document"], row),
            place=row["place"] or "",
            held="是" if row["held"] else "否",
        )

    def _mentions(self, said: str, said_in_tasks: str, listed: Collection[str] | None) -> list[dict[str, Any]]:
        """Mentions of the documents, each with the task that holds it or None; those of `listed` tasks where that is given."""
        place = ("document", "about", "first", "last")
        tasks = {tuple(row[name] for name in place): row["task"] for row in self._ask(said_in_tasks)}
        rows = [{**row, "task": tasks.get(tuple(row[name] for name in place))} for row in self._ask(said)]
        wanted = rows if listed is None else [row for row in rows if row["task"] in listed]
        return _in_order(wanted, "document", "first", "last", "about")

    def _title(self, task: str | None) -> str:
        return self.tasks[task]["task_title"] if task else ""

    def _quote(self, document: str, row: Mapping[str, Any]) -> str:
        """The whole sentence round the place: a unit's name alone proves nothing to a reader."""
        text = self.texts[document]
        start, end = sentence_around(text, row["first"], row["last"])
        return text[start:end]

    def _ask(self, cypher: str) -> list[dict[str, Any]]:
        return ask(self.store, cypher, {"documents": self.documents}, timeout_s=TIMEOUT_S, row_limit=None).dicts()


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(each for each in words if each))


def _in_order(rows: Iterable[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """Sorted here too: the stores need not agree on the order of strings."""
    return sorted(rows, key=lambda row: tuple(row[name] for name in names))


def _grouped(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row[name], []).append(row)
    return groups


def _first_of_each(name: str, rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    first: dict[Any, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(row[name], row)
    return first.values()
