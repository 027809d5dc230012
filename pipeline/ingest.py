"""Files into the graph: read, extract, canonicalise, load, each file with a result of its own.

Guarantees: a file never stops the batch; a file whose content is held already, read by the same rules, is not extracted
again; the graph at the end does not depend on the order of the files, nor on where they are read. Where two files claim to be the same document and
differ, the fuller text is kept (white space not counted; then the one with the smaller sha256) and the other is set aside, whichever came first.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from ..graph.connection import Store
from ..graph.loader import Loader, Overtaken, State
from ..schemas import SetAside, SetAsideReason, SourceText
from .batch import version_for
from .engines import Answer, Engine, Name, engine
from .judging.ledger import Ledger, aliases
from .one_file import Found, Work, written
from .read import Loaded, discover, load, read, shown
from .rules import rules_version


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SET_ASIDE = "set aside"


class Precedence(StrEnum):
    """Why one of two files is kept that say they are the same document."""

    FULLER = "fuller"
    ORDER = "order"
    LATER = "later"
    """Only where files give way that were moved once they were done, as in a watched folder."""


@dataclass(frozen=True)
class Rival:
    """Another file that says it is the same document, with other content; `path` and `sha256` as the graph has them."""

    document: str
    path: str
    sha256: str
    why: Precedence | None = None


@dataclass(frozen=True)
class FileResult:
    """One file's result. `document` is its own id, where known; `message` says why, where that is not plain.

    `rival`: of a file that was set aside the one that is kept in its stead; of one that was taken the one whose place it took.
    """

    path: str
    outcome: Outcome
    document: str | None = None
    reason: SetAsideReason | None = None
    message: str = ""
    rival: Rival | None = None


@dataclass(frozen=True)
class IngestReport:
    """Results of a batch, in the order in which files were taken. `ignored`: files in folders that no reader takes."""

    results: tuple[FileResult, ...]
    ignored: tuple[str, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """Number of files by outcome, every outcome named."""
        found = Counter(result.outcome for result in self.results)
        return {outcome: found[outcome] for outcome in Outcome}


Told = Callable[[FileResult, int, int], None]
"""Told of each result as it comes, with the number of files done and of all files."""


def ingest(
    paths: Iterable[str | PathLike[str]],
    store: Store,
    *,
    unsectioned: bool = False,
    ledger: Ledger | None = None,
    tell: Told = lambda result, done, total: None,
    processes: int | None = None,
    by: Name = Name.PROCESSES,
) -> IngestReport:
    """Take files and folders into the graph.

    Args:
        paths: files and folders.
        store: an open store; `StoreError` ends the batch, since nothing more can be loaded.
        unsectioned: take texts without a numbered section, too; else they are set aside as broken.
        ledger: what people decided; a file about whose document something new was decided is read again.
        tell: called after each file.
        processes: in how many processes files are read and extracted; None is in this one, or, on a cluster, as many as it has.
        by: the engine that reads them; GongwenError where it is not installed.
    """
    listing = discover(paths)
    total = len(listing.files) + len(listing.set_aside)
    results: list[FileResult] = []

    def add(result: FileResult) -> None:
        results.append(result)
        tell(result, len(results), total)

    work = Work(unsectioned, ledger, aliases(ledger) if ledger is not None else {})
    with engine(work, by, processes) as reading:
        batch = _Ingestion(Loader(store), store, ledger, reading)
        for aside in listing.set_aside:
            add(_set_aside(aside))
        begun: deque[_Begun] = deque()
        for path in sorted(listing.files, key=lambda each: each.parts):
            begun.append(batch.begin(path))
            if len(begun) > reading.ahead:
                add(batch.take(begun.popleft()))
        while begun:
            add(batch.take(begun.popleft()))
    return IngestReport(tuple(results), listing.ignored)


class _Begun(NamedTuple):
    """A file at which one is: what was loaded of it, and where the answer comes from, if one was asked for."""

    loaded: Loaded | SetAside
    answer: Answer | None = None


class _Ingestion:
    """The stages for one file after another; remembers what this batch has seen."""

    def __init__(self, loader: Loader, store: Store, ledger: Ledger | None, reading: Engine) -> None:
        self.loader = loader
        self.store = store
        self.reading = reading
        self.asked: set[str] = set()
        self.seen: dict[str, str] = {}
        self.held: dict[str, str] | None = None
        self.rules = rules_version()
        self.ledger = ledger
        self.versions: dict[str, list[tuple[str, str]]] | None = None

    def begin(self, path: Path) -> _Begun:
        """Load a file, and have it read where it seems new; whether it is, the files before it decide."""
        try:
            loaded = load(path)
        except SetAside as aside:
            return _Begun(aside)
        if not self.reading.ahead or loaded.sha256 in self.asked or self._known(loaded.sha256):
            return _Begun(loaded)
        self.asked.add(loaded.sha256)
        return _Begun(loaded, self.reading.start(loaded))

    def take(self, begun: _Begun) -> FileResult:
        """Take a file in, when all before it are."""
        loaded = begun.loaded
        if isinstance(loaded, SetAside):
            return _set_aside(loaded)
        twin = self.seen.setdefault(loaded.sha256, loaded.path)
        if twin != loaded.path:
            return FileResult(loaded.path, Outcome.UNCHANGED, message=f"same content as {twin}")
        if self._known(loaded.sha256):
            return FileResult(loaded.path, Outcome.UNCHANGED)
        found = (begun.answer or self.reading.start(loaded))()
        try:
            return _set_aside(found) if isinstance(found, SetAside) else self._load(found)
        except SetAside as aside:
            return _set_aside(aside)

    def _known(self, sha256: str) -> bool:
        """Whether a file of that content is held as the rules and the decisions of today read it."""
        if self.ledger is None or not self.ledger.effective():
            return self.loader.known(sha256, self.rules)
        if self.versions is None:
            self.versions = {}
            for document, state in self.loader.states().items():
                self.versions.setdefault(state.sha256, []).append((document, state.rules_version))
        held = self.versions.get(sha256, ())
        return any(version == version_for(self.rules, self.ledger, document) for document, version in held)

    def _load(self, found: Found) -> FileResult:
        while True:
            try:
                return self._load_over(found, self.loader.noted(found.document.document_id))
            except Overtaken:  # by another program; what it has put there is noted now
                continue

    def _load_over(self, found: Found, held: State | None) -> FileResult:
        document = found.document.document_id
        other = self._rival(found, held)
        rival = None
        if other is not None:
            why = Precedence.ORDER if written(other.text) == found.characters else Precedence.FULLER
            rival = Rival(document, other.path, other.sha256, why)
            if not _prevails(found, other):
                kept = "is the fuller text" if why is Precedence.FULLER else "comes first of two that are equally long"
                message = (
                    f"{rival.path} says that it is {rival.document}, too, with other content, and {kept}; "
                    "keep one of the two files and ingest again."
                )
                aside = SetAsideReason.CONFLICT
                return FileResult(found.path, Outcome.SET_ASIDE, reason=aside, message=message, rival=rival)
        former = self._former(found)  # asked before the graph changes
        outcome = self.loader.load(found.document, over=held)
        message = f"in place of {rival.path}, which says that it is the same document" if rival else ""
        return FileResult(found.path, Outcome(outcome.value), document, message=message or former, rival=rival)

    def _former(self, found: Found) -> str:
        """A hint where a file of this name was held as another document: it may have become this one, or be elsewhere."""
        if self.held is None:
            question = "MATCH (d:Document) WHERE d.ingested = true RETURN d.path, d.document ORDER BY d.document"
            self.held = dict(self.store.read(question).records)
        document = found.document.document_id
        former = self.held.get(found.path, document)
        self.held[found.path] = document
        if former == document:
            return ""
        return f"a file of this name was held as {former}; if that is no more: gongwen delete '{former}'"

    def _rival(self, found: Found, held: State | None) -> SourceText | None:
        """Another file that is held as this document and still there as it was; not the earlier state of this file."""
        document = found.document.document_id
        if held is None or held.sha256 == found.document.sha256:
            return None
        question = "MATCH (d:Document) WHERE d.document = $document RETURN d.path AS path"
        records = self.store.read(question, {"document": document}).records
        path = records[0][0] if records else None
        if not path or path == found.path or Path(path).resolve() == Path(found.path).resolve():
            return None
        try:
            rival = read(path)
        except SetAside:
            return None
        return rival if rival.sha256 == held.sha256 else None


def _prevails(one: Found, other: SourceText) -> bool:
    return (-one.characters, one.document.sha256) < (-written(other.text), other.sha256)


def _set_aside(aside: SetAside) -> FileResult:
    return FileResult(shown(aside.path), Outcome.SET_ASIDE, reason=aside.reason, message=aside.message)
