"""Files into the graph: read, extract, canonicalise, load, one file at a time, each with a result of its own.

Guarantees: a file never stops the batch; a file whose content is held already, read by the same rules, is not extracted
again; the graph at the end does not depend on the order of the files. Where two files claim to be the same document and
differ, the fuller text is kept (then the one with the smaller sha256) and the other is set aside, whichever came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike
from pathlib import Path

from ..graph.connection import Store
from ..graph.loader import Loader
from ..graph.rows import FactsError
from ..schemas import Facts, SetAside, SetAsideReason, SourceText
from .batch import notice_of, version_for
from .canonicalise import canonicalise
from .judging.ledger import Ledger, aliases
from .read import discover, load, read, shown, text_of
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
    """Results of a batch, in the order in which files were taken. `ignored`: files in folders, not readable."""

    results: tuple[FileResult, ...]
    ignored: int

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
) -> IngestReport:
    """Take files and folders into the graph.

    Args:
        paths: files and folders.
        store: an open store; `StoreError` ends the batch, since nothing more can be loaded.
        unsectioned: take texts without a numbered section, too; else they are set aside as broken.
        ledger: what people decided; a file about whose document something new was decided is read again.
        tell: called after each file.
    """
    listing = discover(paths)
    work = _Ingestion(Loader(store), store, unsectioned, ledger)
    total = len(listing.files) + len(listing.set_aside)
    results: list[FileResult] = []

    def add(result: FileResult) -> None:
        results.append(result)
        tell(result, len(results), total)

    for aside in listing.set_aside:
        add(_set_aside(aside))
    for path in sorted(listing.files, key=lambda each: each.parts):
        add(work.take(path))
    return IngestReport(tuple(results), listing.ignored)


class _Ingestion:
    """The stages for one file after another; remembers what this batch has seen."""

    def __init__(self, loader: Loader, store: Store, unsectioned: bool, ledger: Ledger | None) -> None:
        self.loader = loader
        self.store = store
        self.unsectioned = unsectioned
        self.seen: dict[str, str] = {}
        self.held: dict[str, str] | None = None
        self.rules = rules_version()
        self.ledger = ledger
        self.aliases = aliases(ledger) if ledger is not None else {}
        self.versions: dict[str, list[tuple[str, str]]] | None = None

    def take(self, path: Path) -> FileResult:
        try:
            loaded = load(path)
            twin = self.seen.setdefault(loaded.sha256, loaded.path)
            if twin != loaded.path:
                return FileResult(loaded.path, Outcome.UNCHANGED, message=f"same content as {twin}")
            if self._known(loaded.sha256):
                return FileResult(loaded.path, Outcome.UNCHANGED)
            return self._load(text_of(loaded))
        except SetAside as aside:
            return _set_aside(aside)

    def _known(self, sha256: str) -> bool:
        """Whether a file of that content is held as the rules and the decisions of today read it."""
        if self.ledger is None or not self.ledger.effective():
            return self.loader.known(sha256, self.rules)
        if self.versions is None:
            self.versions = {}
            for document in self.loader.documents():
                if state := self.loader.state(document):
                    self.versions.setdefault(state.sha256, []).append((document, state.rules_version))
        held = self.versions.get(sha256, ())
        return any(version == version_for(self.rules, self.ledger, document) for document, version in held)

    def _load(self, source: SourceText) -> FileResult:
        facts = self._facts(source)
        other = self._rival(facts.document_id, source)
        rival = None
        if other is not None:
            why = Precedence.ORDER if len(other.text) == len(source.text) else Precedence.FULLER
            rival = Rival(facts.document_id, other.path, other.sha256, why)
            if not _prevails(source, other):
                kept = "is the fuller text" if why is Precedence.FULLER else "comes first of two that are equally long"
                message = (
                    f"{rival.path} says that it is {rival.document}, too, with other content, and {kept}; "
                    "keep one of the two files and ingest again."
                )
                aside = SetAsideReason.CONFLICT
                return FileResult(source.path, Outcome.SET_ASIDE, reason=aside, message=message, rival=rival)
        former = self._former(source, facts)  # asked before the graph changes
        try:
            outcome = self.loader.ingest(facts)
        except FactsError as error:
            message = f"what was read cannot become a graph ({error}); please report it with the file."
            raise SetAside(source.path, SetAsideReason.FAILED, message) from error
        message = f"in place of {rival.path}, which says that it is the same document" if rival else ""
        return FileResult(
            source.path, Outcome(outcome.value), facts.document_id, message=message or former, rival=rival
        )

    def _former(self, source: SourceText, facts: Facts) -> str:
        """A hint where a file of this name was held as another document: it may have become this one, or be elsewhere."""
        if self.held is None:
            question = "MATCH (d:Document) WHERE d.ingested = true RETURN d.path, d.document ORDER BY d.document"
            self.held = dict(self.store.read(question).records)
        former = self.held.get(source.path, facts.document_id)
        self.held[source.path] = facts.document_id
        if former == facts.document_id:
            return ""
        return f"a file of this name was held as {former}; if that is no more: gongwen delete '{former}'"

    def _facts(self, source: SourceText) -> Facts:
        notice = notice_of(source, self.ledger)
        if not notice.sections and not self.unsectioned:
            message = (
                "no numbered section (一、 （一） 1. 第一条) was found, so it is no notice or has lost its line ends; "
                "look at it with `gongwen inspect`, and add --unsectioned to take it as it is."
            )
            raise SetAside(source.path, SetAsideReason.NO_SECTIONS, message)
        try:
            return canonicalise(notice, text=source.text, aliases=self.aliases)
        except Exception as error:
            message = f"naming failed on it ({type(error).__name__}: {error}); please report it with the file."
            raise SetAside(source.path, SetAsideReason.FAILED, message) from error

    def _rival(self, document: str, source: SourceText) -> SourceText | None:
        """Another file that is held as this document and still there as it was; not the earlier state of this file."""
        held = self.loader.state(document)
        if held is None or held.sha256 == source.sha256:
            return None
        question = "MATCH (d:Document) WHERE d.document = $document RETURN d.path AS path"
        records = self.store.read(question, {"document": document}).records
        path = records[0][0] if records else None
        if not path or path == source.path or Path(path).resolve() == Path(source.path).resolve():
            return None
        try:
            rival = read(path)
        except SetAside:
            return None
        return rival if rival.sha256 == held.sha256 else None


def _prevails(one: SourceText, other: SourceText) -> bool:
    return (-len(one.text), one.sha256) < (-len(other.text), other.sha256)


def _set_aside(aside: SetAside) -> FileResult:
    return FileResult(shown(aside.path), Outcome.SET_ASIDE, reason=aside.reason, message=aside.message)
