"""Files of a watched folder into the graph, a few at a time, each result written down before the next file is begun.

Guarantees: a result stands in note and state only if the file did not change while it was read; a file on which the program
fails, or which the store refuses again and again, is set aside and does not stop the others; when a file takes another one's
place in the graph, the other's note says so.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from ...graph.connection import Store
from ...schemas import QueryError, SetAside, SetAsideReason, StoreError
from ..ingest import FileResult, Outcome, ingest
from ..read import MAX_BYTES, load, shown
from ..readers.archives import MARK
from .desk import Desk
from .ledger_file import LedgerFile
from .moves import Moves, is_moved
from .note import TAKEN_AGAIN, Facts, changed_by, facts_of, line_of, note_of
from .rivals import Rivals
from .scan import Scan, Seen
from .state import Entry, Member
from .stop import Stop

AT_ONCE = 50
"""Files that one batch takes, before the folder is looked at again."""
PATIENCE = 3
"""Times that the store may refuse a file while it answers, before the file is to blame."""


class _Enough(Exception):
    """The end was asked for; raised between two files."""


class Taking:
    """Takes files of one desk. `freed`: a file that others may have been set aside for is gone or another one."""

    def __init__(self, desk: Desk, unsectioned: bool, stop: Stop, decisions: LedgerFile, moves: Moves) -> None:
        self.freed = False
        self._desk = desk
        self._unsectioned = unsectioned
        self._decisions = decisions
        self._moves = moves
        self._stop = stop
        self._left: dict[str, Seen] = {}
        self._hashes: dict[str, str | None] = {}
        self._refused: Counter[str] = Counter()
        self._lost: set[str] = set()
        self.rivals = Rivals(desk)
        self._noting = False
        self._began = 0.0

    def queue_lost(self, store: Store, scan: Scan, queue: Callable[[str, Entry], None]) -> bool:
        """Queue files that are noted as taken and that the graph does not hold; whether there are any. Raises StoreError."""
        question = "MATCH (d:Document) WHERE d.ingested = true RETURN d.sha256"
        held = {sha256 for (sha256,) in store.read(question).records}
        lost = [
            (path, entry)
            for path, entry in self._desk.state.files.items()
            if (path in scan.files or is_moved(path))
            and any(part.held and part.sha256 not in held for part in entry.parts)
        ]
        for path, entry in lost:
            queue(path, entry)
            self._lost.add(path)
        self.freed |= bool(lost)
        return bool(lost)

    def take(self, store: Store, ready: dict[str, Seen]) -> bool:
        """Take some of the files; whether anything came of it. Raises StoreError or QueryError, and OSError for the notes."""
        self._began = time.perf_counter()
        for path, seen in ready.items():
            if seen.fault:
                self._note(path, seen, {"": Member(None, Outcome.SET_ASIDE, None, seen.fault)})
        self._left = self._batch({path: seen for path, seen in ready.items() if not seen.fault})
        before = len(self._left)
        if self._left:
            self._take_batch(store)
        return len(self._left) < before or any(seen.fault for seen in ready.values())

    @property
    def in_hand(self) -> str | None:
        """The file that is being taken, or was when the store failed."""
        return next(iter(self._left), None)

    def blame(self, error: Exception) -> bool:
        """Count a refusal against the file in hand; whether it was set aside for it."""
        path = self.in_hand
        if path is None:
            return False
        self._refused[path] += 1
        if self._refused[path] < PATIENCE:
            return False
        self._fail(path, error)
        return True

    def _batch(self, ready: dict[str, Seen]) -> dict[str, Seen]:
        """Some of the files, in the order in which `ingest` takes them; of equal content one, an archive alone."""
        batch: dict[str, Seen] = {}
        self._hashes = {}
        names: set[str] = set()
        for path, seen in islice(sorted(ready.items(), key=lambda item: self._full(item[0]).parts), AT_ONCE):
            sha256 = _sha256(self._full(path), seen)
            if _is_archive(path) and batch:
                break
            name = shown(self._full(path))
            if name in names or (sha256 is not None and sha256 in self._hashes.values()):
                continue
            names.add(name)
            batch[path], self._hashes[path] = seen, sha256
            if _is_archive(path):
                break
        return batch

    def _take_batch(self, store: Store) -> None:
        first = next(iter(self._left))
        archive = _is_archive(first)
        names = {shown(self._full(path)): path for path in self._left}
        inside: list[FileResult] = []

        def told(result: FileResult, done: int, total: int) -> None:
            if archive:
                inside.append(result)
            elif result.path in names:
                self._done(store, names[result.path], [result])
                if self._stop.is_set():
                    raise _Enough

        self._began, self._noting = time.perf_counter(), False
        try:
            paths = [self._full(path) for path in self._left]
            ingest(paths, store, unsectioned=self._unsectioned, ledger=self._decisions.ledger, tell=told)
            if inside:
                self._done(store, first, inside)
        except _Enough:
            return
        except (StoreError, QueryError):
            raise
        except Exception as error:
            if self._noting:
                raise
            self._fail(next(iter(self._left)), error)

    def _fail(self, path: str, error: Exception) -> None:
        failed = Member(None, Outcome.SET_ASIDE, None, SetAsideReason.FAILED.value)
        self._note(path, self._left.pop(path), {"": failed}, detail=f"{type(error).__name__}: {error}")

    def _done(self, store: Store, path: str, results: list[FileResult]) -> None:
        """Write down what became of a file, unless it is another one by now or was broken off."""
        self._noting = True
        seen = self._left[path]
        members: dict[str, Member] = {}
        facts: dict[str, Facts | None] = {}
        for result in results:
            name = result.path.partition(MARK)[2] if result.path != shown(self._full(path)) else ""
            sha256 = self._hashes[path] if not name else _member_sha256(self._full(path), name)
            aside = result.outcome is Outcome.SET_ASIDE
            rival = self.rivals.local(result.rival) if aside else None
            members[name] = Member(sha256, result.outcome, result.document, result.reason, rival)
            if members[name].held and sha256 is not None:
                facts[name] = facts_of(store, sha256)
            found = facts.get(name)
            members[name].document = found.document if found else result.document
            _correct_twin(members, name, found)
        any_aside = any(not member.held for member in members.values())
        lost = any(member.held and facts.get(name) is None for name, member in members.items())
        broken_off = any_aside and self._stop.is_set()
        if not self._is_same(path, seen) or lost or broken_off or self._moved_gives_way(store, results):
            self._left.pop(path)  # it is still noted as waiting, and so will be taken again
        else:
            detail = "; ".join(result.message for result in results if result.message)
            remark = self.rivals.displace(store, path, members, results)
            if path in self._lost and any(member.held for member in members.values()):
                remark += TAKEN_AGAIN
            self._lost.discard(path)
            self._note(path, self._left.pop(path), members, facts, remark, detail)
        self._noting = False
        self._began = time.perf_counter()

    def _moved_gives_way(self, store: Store, results: list[FileResult]) -> bool:
        """Whether a file was set aside for one that is moved and done with: a later file is to take that one's place."""
        rivals = {
            rival.document
            for result in results
            if result.outcome is Outcome.SET_ASIDE
            and (rival := self.rivals.local(result.rival))
            and is_moved(rival.path)
        }
        if rivals:
            self._moves.give_way(store, rivals)
        return bool(rivals)

    def _note(
        self,
        path: str,
        seen: Seen,
        members: dict[str, Member],
        facts: Mapping[str, Facts | None] = MappingProxyType({}),
        remark: str = "",
        detail: str = "",
    ) -> None:
        """Into the state, the note, the log, and to the clerk."""
        self._refused.pop(path, None)
        entry = self._desk.state.files[path]
        former = entry.document
        worst = next((member for member in members.values() if not member.held), next(iter(members.values())))
        entry.size, entry.mtime_ns, entry.sha256 = seen.size, seen.mtime_ns, self._hashes.get(path)
        entry.outcome, entry.reason = worst.outcome, worst.reason
        entry.members = {} if "" in members else members
        entry.rival = worst.rival if "" in members else None
        entry.document = members[""].document if "" in members else None
        entry.rules_version = self._decisions.version(entry)
        entry.remark = changed_by(former, entry.document) + remark
        self._desk.view.place(entry, note_of(path, entry, facts))
        self._desk.save()
        line = line_of(path, entry, facts)
        self._desk.say(
            "file",
            line,
            path=path,
            outcome=entry.outcome,
            document=entry.document,
            reason=None if entry.members else entry.reason,
            members=[
                {"name": name, "outcome": part.outcome, "document": part.document, "reason": part.reason}
                for name, part in entry.members.items()
            ],
            detail=detail,
            seconds=round(time.perf_counter() - self._began, 3),
        )

    def _is_same(self, path: str, seen: Seen) -> bool:
        try:
            found = os.lstat(self._full(path))
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (seen.size, seen.mtime_ns)

    def _full(self, path: str) -> Path:
        return self._desk.folder / path


def _correct_twin(members: dict[str, Member], name: str, found: Facts | None) -> None:
    """A copy in an archive of a file that was set aside is called unchanged, and is not held either."""
    if members[name].outcome == Outcome.UNCHANGED and found is None:
        for other in members.values():
            if other.sha256 == members[name].sha256 and not other.held:
                members[name] = other
                return


def _is_archive(path: str) -> bool:
    return path.lower().endswith(".zip")


def _sha256(path: Path, seen: Seen) -> str | None:
    """Of a file that can be opened and is not too large to be read."""
    if not seen.regular or seen.size > MAX_BYTES:
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _member_sha256(archive: Path, name: str) -> str | None:
    try:
        return load(f"{archive}{MARK}{name}").sha256
    except SetAside:
        return None
