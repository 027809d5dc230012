"""Why a place was read as it was: the rules that looked at it, which fired, which gave way, and on which vocabulary entries.

For the one who writes rules. The text is extracted once more while the rules report their steps (`extractors/trace.py`); what is
shown is what they said of this place, not a guess made afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ..extractors import lexicon, trace
from ..schemas import Evidence, GongwenError, Notice, SourceText
from .extract import extract
from .output import filled, printable, to_table

if TYPE_CHECKING:
    from rich.console import RenderableType

AROUND = 40
"""Characters of the line shown before and after the place."""
MARKS = {trace.FIRED: "✓ fired", trace.LOOKED: "· looked", trace.REJECTED: "✗ no", trace.BEATEN: "↷ gave way"}


class PlaceError(GongwenError):
    """The quote or offset is not in the text; the message says what to try."""


@dataclass(frozen=True)
class Explanation:
    """All that is known of `text[start:end]`: facts read there, steps taken there, vocabulary that stands there.

    `rows` of facts, steps and entries are plain dicts, for tables and for JSON alike.
    """

    place: dict[str, Any]
    facts: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    entries: list[dict[str, Any]]


def places(text: str, quote: str) -> list[int]:
    """Every offset at which `quote` stands. Raises PlaceError where it stands nowhere."""
    found, at = [], text.find(quote)
    while quote and at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    if not found:
        raise PlaceError(f"the text does not hold “{quote}”. {_nearest(text, quote)}")
    return found


def _nearest(text: str, quote: str) -> str:
    from rapidfuzz import fuzz, process

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    best = process.extractOne(quote, lines, scorer=fuzz.partial_ratio)
    if not best or best[1] < 60:
        return "Copy the words from the file: spaces and marks count."
    return f"Copy the words from the file: spaces and marks count. The nearest line is: {best[0][:80]}"


def explain(source: SourceText, start: int, end: int) -> Explanation:
    """Extract once more, watched, and keep what concerns `text[start:end]`. Raises PlaceError for a place outside the text."""
    if not 0 <= start < end <= len(source.text):
        raise PlaceError(f"offset {start} is outside the text, which has {len(source.text)} characters.")
    extract(source)  # fills the memories of phrases, which else would report their first reading only
    with trace.watch() as steps:
        notice = extract(source)
    here = [step for step in steps if step.start < end and start < step.end]
    used = {entry for step in here for entry in step.entries}
    return Explanation(
        _place(source.text, notice, start, end),
        list(_facts(notice, start, end)),
        _steps(source.text, here),
        list(_entries(source.text[start:end], used)),
    )


def _place(text: str, notice: Notice, start: int, end: int) -> dict[str, Any]:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    begin, stop = max(line_start, start - AROUND), min(line_end if line_end >= 0 else len(text), end + AROUND)
    holding = [s for s in notice.sections if s.evidence.start <= start < s.evidence.end]
    section = max(holding, key=lambda s: s.level) if holding else None
    return {
        "start": start,
        "end": end,
        "line": text.count("\n", 0, start) + 1,
        "section": "/".join(section.path) if section else None,
        "heading": section.heading if section else None,
        "text": f"{text[begin:start]}【{text[start:end]}】{text[end:stop]}",
    }


def _facts(notice: Notice, start: int, end: int) -> Iterator[dict[str, Any]]:
    def here(evidence: Evidence | None) -> bool:
        return evidence is not None and evidence.start < end and start < evidence.end

    for mark in notice.header_marks:
        if here(mark.evidence):
            yield {"kind": "header", "says": f"{mark.field} = {mark.value}", "quote": mark.evidence.quote}
    for task in notice.tasks:
        if here(task.evidence):
            yield {"kind": f"task ({task.basis})", "says": task.title, "quote": task.evidence.quote}
            for duty in task.responsibilities:
                if here(duty.evidence):
                    says = f"{duty.role}: {duty.name} ({duty.kind})"
                    yield {"kind": "responsibility", "says": says, "quote": duty.evidence.quote}
    for target in notice.targets:
        if here(target.evidence):
            says = f"{target.indicator} {target.comparator} {target.value:g} {target.unit or ''}, deadline {target.deadline}"
            yield {"kind": "target", "says": says, "quote": target.evidence.quote}
    for project in notice.projects:
        if here(project.evidence):
            yield {
                "kind": f"project ({project.kind})",
                "says": f"{project.name}, {project.phase}",
                "quote": project.evidence.quote,
            }
    for citation in notice.citations:
        if here(citation.evidence):
            says = f"{citation.role} → {citation.resolves_to or 'not resolved'}"
            yield {"kind": "citation", "says": says, "quote": citation.evidence.quote}
    for finding in notice.findings:
        if here(finding.evidence):
            yield {
                "kind": "finding",
                "says": finding.message,
                "quote": finding.evidence.quote if finding.evidence else "",
            }


def _steps(text: str, steps: list[trace.Step]) -> list[dict[str, Any]]:
    rows: dict[tuple[object, ...], dict[str, Any]] = {}
    for step in steps:
        quote = text[step.start : step.end].replace("\n", " ")
        rows.setdefault(
            step,
            {
                "rule": step.rule,
                "outcome": MARKS[step.outcome],
                "why": step.why,
                "rests on": "; ".join(dict.fromkeys(_entry(*entry) for entry in step.entries)),
                "words": quote if len(quote) <= 2 * AROUND else f"{quote[:AROUND]}…{quote[-AROUND:]}",
                "start": step.start,
                "end": step.end,
            },
        )
    return list(rows.values())


def _entry(vocabulary: str, term: str) -> str:
    """`predicates.tsv:17 要 (class modal)`: all lines of the term, for it may stand in several classes."""
    lines = [entry for entry in lexicon.load(vocabulary) if entry.term == term]
    return (
        "; ".join(f"{vocabulary}.tsv:{entry.line} {term}{_columns(entry)}" for entry in lines)
        or f"{vocabulary}: {term}"
    )


def _columns(entry: lexicon.Entry) -> str:
    filled_in = ", ".join(f"{name} {value}" for name, value in entry.attributes.items() if value)
    return f" ({filled_in})" if filled_in else ""


def vocabularies() -> list[str]:
    """The names of all vocabulary tables, in order."""
    data = files("gongwen.extractors").joinpath("data")
    return sorted(path.name.removesuffix(".tsv") for path in data.iterdir() if path.name.endswith(".tsv"))


def _entries(words: str, used: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Every vocabulary entry whose term stands in the words, those that a step rests on first."""
    rows = [
        {
            "vocabulary": f"{name}.tsv:{entry.line}",
            "term": entry.term,
            "says": _columns(entry).strip(" ()"),
            "used": "yes" if (name, entry.term) in used else "",
            "example": entry.example,
        }
        for name in vocabularies()
        for entry in lexicon.load(name)
        if entry.term in words
    ]
    yield from sorted(rows, key=lambda row: not row["used"])


def shown(explanation: Explanation) -> Iterator[RenderableType]:
    """The explanation as tables, in the order of the questions: where, what, why, with which words."""
    from rich.text import Text

    place = explanation.place
    where = (
        f"{place['section']} {place['heading'] or ''}".strip() if place["section"] else "outside the numbered sections"
    )
    yield Text(f"offset {place['start']}–{place['end']}, line {place['line']}, {printable(where)}", style="bold")
    yield Text(printable(place["text"]))
    for title, rows, none in (
        ("read here", explanation.facts, "Nothing was read here."),
        (
            "what the rules did",
            explanation.steps,
            "No rule looked at this place: no mark, number, verb or name that one begins with.",
        ),
        ("vocabulary that stands here", explanation.entries, "No vocabulary entry stands here."),
    ):
        if rows:
            columns = [column for column in rows[0] if column not in ("start", "end")]
            yield to_table(rows, filled(rows, columns), title=f"{title} ({len(rows)})")
        else:
            yield Text(none)
