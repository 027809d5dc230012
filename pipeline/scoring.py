"""How one notice's extraction is held against its gold, one function per kind; definitions in `docs/evaluation.md`.

Guarantee: every gold item gets exactly one hit or miss per kind, every extracted item at most one extra per kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..schemas import Basis, Citation, GoldNotice, Notice, Project, ProjectKind, Role, Target, Task
from ..schemas.gold import GoldCitation, GoldProject, GoldTarget, GoldTask
from .matching import Span, distance, locate, near, normalise, occurrences, overlap, pair, share
from .verdicts import Kind, Outcome, Verdict

SCALARS = ("doc_number", "title", "attached_title", "genre", "issued_on", "disclosure")
LISTS = ("issuers", "addressees")


def score(name: str, notice: Notice, text: str, gold: GoldNotice) -> Iterator[Verdict]:
    """Every verdict on one notice, kind after kind."""
    yield from header(name, notice, gold)
    yield from sections(name, notice, gold)
    yield from tasks(name, notice, text, gold)
    yield from projects(name, notice, gold)
    yield from targets(name, notice, text, gold)
    yield from citations(name, notice, text, gold)


def header(name: str, notice: Notice, gold: GoldNotice) -> Iterator[Verdict]:
    """Each field that has a value is an item; a field with several values (issuers, addressees) is one item a value."""
    wanted: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    for document, items in ((gold.document, wanted), (notice.document, found)):
        for field in SCALARS:
            value = getattr(document, field)
            items.extend([(field, value)] if value is not None else [])
        for field in LISTS:
            items.extend((field, value) for value in getattr(document, field))
    yield from _by_key(
        name,
        Kind.HEADER,
        [((field, normalise(value)), f"{field}: {value}", "") for field, value in wanted],
        [((field, normalise(value)), f"{field}: {value}", "") for field, value in found],
    )


def sections(name: str, notice: Notice, gold: GoldNotice) -> Iterator[Verdict]:
    """By path and heading."""
    yield from _by_key(
        name,
        Kind.SECTIONS,
        [((_path(s.path), normalise(s.heading)), f"{_show(s.path)} {s.heading}", "") for s in gold.sections],
        [
            ((_path(s.path), normalise(s.heading)), f"{_show(s.path)} {s.heading}", s.evidence.quote[:60])
            for s in notice.sections
        ],
    )


def tasks(name: str, notice: Notice, text: str, gold: GoldNotice) -> Iterator[Verdict]:
    """Tasks by note or table by path and place, inline tasks by place; then the agencies of each."""
    places = locate(text, [task.quote for task in gold.tasks])
    for inline, kind, duty in (
        (False, Kind.TASKS_NOTE, Kind.RESPONSIBILITIES_NOTE),
        (True, Kind.TASKS_INLINE, Kind.RESPONSIBILITIES_INLINE),
    ):
        wanted = [
            (task, spans)
            for task, spans in zip(gold.tasks, places, strict=True)
            if (task.basis is Basis.INLINE) is inline
        ]
        found = [task for task in notice.tasks if (task.basis is Basis.INLINE) is inline]

        def fit(item: tuple[GoldTask, list[Span]], task: Task, inline: bool = inline) -> tuple[float, ...] | None:
            span = (task.evidence.start, task.evidence.end)
            if not inline and _path(item[0].path) != _path(task.path):
                return None
            value = share(item[1], span)
            return (value,) if value else None

        pairs = pair(wanted, found, fit)
        labels = [f"{_show(task.path)} {task.title}" for task, _ in wanted]
        yield from _paired(
            name,
            kind,
            pairs,
            [(label, task.quote) for label, (task, _) in zip(labels, wanted, strict=True)],
            [(f"{_show(task.path)} {task.title}", task.evidence.quote) for task in found],
        )
        partner = dict(pairs)
        for i, (task, _) in enumerate(wanted):
            got = _duties(found[partner[i]]) if i in partner else []
            yield from _by_key(
                name,
                duty,
                [(k, f"{labels[i]} | {k[0]} {a}", task.quote) for k, a in _gold_duties(task)],
                [(k, f"{labels[i]} | {k[0]} {a}", task.quote) for k, a in got],
            )
        for j, extra in enumerate(found):
            if j not in partner.values():
                yield from _by_key(
                    name,
                    duty,
                    [],
                    [
                        (k, f"{_show(extra.path)} {extra.title} | {k[0]} {a}", extra.evidence.quote)
                        for k, a in _duties(extra)
                    ],
                )


def projects(name: str, notice: Notice, gold: GoldNotice) -> Iterator[Verdict]:
    """Names in the document, each once; within a fifth of the spelling, and once more exactly."""
    for which, tolerant, exact in (
        (ProjectKind.WORKS, Kind.WORKS, Kind.WORKS_EXACT),
        (ProjectKind.PROGRAMME, Kind.PROGRAMMES, Kind.PROGRAMMES_EXACT),
    ):
        wanted = _names(gold.projects, which)
        found = _names(notice.projects, which)

        def fit(one: tuple[str, str, str], other: tuple[str, str, str]) -> tuple[float, ...] | None:
            return (-distance(one[0], other[0]),) if near(one[0], other[0]) else None

        pairs = pair(wanted, found, fit)
        same = [(i, j) for i, j in pairs if wanted[i][0] == found[j][0]]
        for kind, matched in ((tolerant, pairs), (exact, same)):
            yield from _paired(name, kind, matched, [w[1:] for w in wanted], [f[1:] for f in found])


def targets(name: str, notice: Notice, text: str, gold: GoldNotice) -> Iterator[Verdict]:
    """By the number's place in the gold's clause; found: the indicator too; strict: what is said of it too."""
    places = locate(text, [target.quote for target in gold.targets])
    wanted = list(zip(gold.targets, places, strict=True))
    found = notice.targets

    def fit(item: tuple[GoldTarget, list[Span]], target: Target) -> tuple[float, ...] | None:
        if not _number_in(item[0], item[1], target):
            return None
        right = _target_differences(item[0], target)
        return (
            float("indicator" not in right),
            float("value" not in right),
            -float(len(right)),
            -distance(normalise(item[0].indicator), normalise(target.indicator)),
        )

    pairs = pair(wanted, found, fit)
    differences = {(i, j): _target_differences(wanted[i][0], found[j]) for i, j in pairs}
    gold_items = [(_show_target(target), target.quote) for target in gold.targets]
    found_items = [(_show_target(target), target.evidence.quote) for target in found]
    for kind, tested in (
        (Kind.TARGETS_NUMBER, ()),
        (Kind.TARGETS_FOUND, ("indicator",)),
        (Kind.TARGETS_STRICT, ("indicator", "comparator", "value", "unit", "deadline")),
    ):
        right = [p for p in pairs if not any(field in differences[p] for field in tested)]
        notes = {i: ", ".join(differences[i, j].values()) for i, j in pairs}
        yield from _paired(name, kind, right, gold_items, found_items, notes)


def citations(name: str, notice: Notice, text: str, gold: GoldNotice) -> Iterator[Verdict]:
    """By the place of the surface; resolution among those found."""
    wanted = [
        (citation, _surface_places(citation, spans, text))
        for citation, spans in zip(gold.citations, locate(text, [c.quote for c in gold.citations]), strict=True)
    ]
    found = notice.citations

    def fit(item: tuple[GoldCitation, list[Span]], citation: Citation) -> tuple[float, ...] | None:
        value = share(item[1], (citation.evidence.start, citation.evidence.end))
        return (value, -distance(normalise(item[0].surface), normalise(citation.surface))) if value else None

    pairs = pair(wanted, found, fit)
    yield from _paired(
        name,
        Kind.CITATIONS,
        pairs,
        [(c.surface, c.quote) for c in gold.citations],
        [(c.surface, c.evidence.quote) for c in found],
    )
    for i, j in pairs:
        meant, got = gold.citations[i].resolves_to, found[j].resolves_to
        label = f"{gold.citations[i].surface} → {meant}"
        if normalise(meant) == normalise(got):
            yield Verdict(name, Kind.RESOLUTION, label, Outcome.HIT, gold.citations[i].quote)
            continue
        if meant is not None:
            yield Verdict(name, Kind.RESOLUTION, label, Outcome.MISS, gold.citations[i].quote, f"found {got}")
        if got is not None:
            yield Verdict(name, Kind.RESOLUTION, f"{found[j].surface} → {got}", Outcome.EXTRA, found[j].evidence.quote)


Keyed = tuple[tuple[object, ...], str, str]


def _by_key(name: str, kind: Kind, wanted: Sequence[Keyed], found: Sequence[Keyed]) -> Iterator[Verdict]:
    """Verdicts on two lists compared as multisets of keys; each entry is (key, item, quote)."""
    left = Counter(key for key, _, _ in found)
    for key, item, quote in wanted:
        hit = left[key] > 0
        left[key] -= hit
        yield Verdict(name, kind, item, Outcome.HIT if hit else Outcome.MISS, quote)
    spare = Counter(key for key, _, _ in wanted)
    for key, item, quote in found:
        if spare[key] > 0:
            spare[key] -= 1
        else:
            yield Verdict(name, kind, item, Outcome.EXTRA, quote)


def _paired(
    name: str,
    kind: Kind,
    pairs: Sequence[tuple[int, int]],
    wanted: Sequence[tuple[str, str]],
    found: Sequence[tuple[str, str]],
    notes: dict[int, str] | None = None,
) -> Iterator[Verdict]:
    """Verdicts on two lists of (item, quote) of which `pairs` are the same."""
    hits, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, (item, quote) in enumerate(wanted):
        if i in hits:
            yield Verdict(name, kind, item, Outcome.HIT, quote)
        else:
            yield Verdict(name, kind, item, Outcome.MISS, quote, (notes or {}).get(i, ""))
    for j, (item, quote) in enumerate(found):
        if j not in taken:
            yield Verdict(name, kind, item, Outcome.EXTRA, quote)


def _path(path: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(normalise(ordinal) for ordinal in path or ())


def _show(path: tuple[str, ...] | None) -> str:
    return "/".join(path) if path else "-"


def _gold_duties(task: GoldTask) -> list[tuple[tuple[Role, str], str]]:
    lists = ((Role.LEAD, task.lead), (Role.RESPONSIBLE, task.responsible), (Role.SUPPORT, task.support))
    return [((role, normalise(agency)), agency) for role, agencies in lists for agency in agencies]


def _duties(task: Task) -> list[tuple[tuple[Role, str], str]]:
    return [((duty.role, normalise(duty.surface)), duty.surface) for duty in task.responsibilities]


def _names(entries: Sequence[GoldProject] | Sequence[Project], kind: ProjectKind) -> list[tuple[str, str, str]]:
    """(normalised name, name, quote) of each different name, in document order."""
    names: dict[str, tuple[str, str, str]] = {}
    for entry in entries:
        if entry.kind is kind:
            quote = entry.quote if isinstance(entry, GoldProject) else entry.evidence.quote
            names.setdefault(normalise(entry.name), (normalise(entry.name), entry.name, quote))
    return list(names.values())


def _number_in(gold: GoldTarget, places: Sequence[Span], target: Target) -> bool:
    """Whether the target's number stands in the gold's clause.

    Evidence inside the clause settles it; evidence that is wider (a sentence with several numbers) only with the value.
    """
    span = (target.evidence.start, target.evidence.end)
    inside = any(place[0] <= span[0] and span[1] <= place[1] for place in places)
    return inside or (gold.value == target.value and any(overlap(place, span) for place in places))


def _target_differences(gold: GoldTarget, target: Target) -> dict[str, str]:
    """What of a target is wrong: field → what stands there instead."""
    right = {
        "indicator": near(normalise(gold.indicator), normalise(target.indicator)),
        "comparator": gold.comparator is target.comparator,
        "value": gold.value == target.value and gold.value_max == target.value_max,
        "unit": normalise(gold.unit) == normalise(target.unit),
        "deadline": gold.deadline == target.deadline,
    }
    return {field: f"{field} is {getattr(target, field)}" for field, good in right.items() if not good}


def _show_target(target: GoldTarget | Target) -> str:
    upper = "" if target.value_max is None else f"—{target.value_max:g}"
    when = f" by {target.deadline}" if target.deadline else ""
    return f"{target.indicator} {target.comparator} {target.value:g}{upper}{target.unit or ''}{when}"


def _surface_places(citation: GoldCitation, spans: Sequence[Span], text: str) -> list[Span]:
    """Places of the surface inside the quote's places; the quote itself where the surface is spelt otherwise there."""
    places = [(start + a, start + b) for start, end in spans for a, b in occurrences(text[start:end], citation.surface)]
    return places or list(spans)
