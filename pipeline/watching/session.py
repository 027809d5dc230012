"""One stretch of watching a folder, from its being there to the end or to its going away.

Look, then work, again and again: `look` puts every new and changed file into 待处理 and drops what is gone, and does the same
with files about which something was decided; `work` takes what has not changed for a while, file by file, and writes down each
result before the next.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import watchfiles

from ...graph.connection import Store
from ...schemas import QueryError, SetAsideReason, StoreError
from ..ingest import Outcome
from ..read import VIEW
from .desk import Desk
from .ledger_file import LedgerFile
from .moves import Moves, is_moved
from .note import name_of, note_of
from .origin import LostDecisionsError, check_graph, is_other
from .scan import Retry, Scan, Seen, scan
from .state import PENDING, Entry
from .stop import Stop
from .store import PatientStore
from .taking import PATIENCE, Taking

FULL_LOOK_S = 10.0
"""Longest time between two looks at the whole folder, where the system sends no event."""


class Away(Exception):
    """The folder is gone, or cannot be written to; the text says it in Chinese."""


@dataclass(frozen=True)
class Options:
    """What `watch` was asked to do."""

    move: bool = False
    once: bool = False
    unsectioned: bool = False
    poll: bool = False
    settle_s: float = 2.0
    leave_out: frozenset[str] = frozenset()
    ledger: Path | None = None
    graph: str = ""
    new_graph: bool = False
    new_ledger: bool = False
    by_default: bool = False


class Session:
    """Watches while the folder is there. `first`: this is how the watch begins, so what was given may be wrong."""

    def __init__(self, desk: Desk, store: PatientStore, options: Options, stop: Stop, *, first: bool = True) -> None:
        self.desk = desk
        self.state = desk.state
        self.store = store
        self.options = options
        self.stop = stop
        self.scan = Scan({}, ())
        self.since: dict[str, tuple[Seen, float]] = {}
        self.moves = Moves(desk)
        self.retry = Retry(desk.folder)
        self.decisions = LedgerFile(options.ledger, desk.state)
        self.taking = Taking(desk, options.unsectioned, stop, self.decisions, self.moves)
        self.starting = first
        self.checked = False
        self.adopting = not self.state.files
        self.rivals_at = 0.0
        self.displaced = True

    def run(self) -> None:
        """Watch until the end is asked for, or with `once` until what is there is done.

        Raises Away; WatchError for another graph; LedgerError for a ledger that lacks decisions, with `once` also for one that
        cannot be read; with `once` StoreError or QueryError, where the store cannot be used.
        """
        try:
            self._start()
            if self.options.once:
                self._look()
                self.stop.pause(self.options.settle_s)
                self._look()
                self._work_once()
            else:
                self._go_on()
            self.desk.log.write("stop")
            self.desk.save()
        except OSError as error:
            if not self.desk.is_there():
                raise self._gone() from error
            raise Away("文件夹里现在写不进去（可能磁盘已满，或没有权限）") from error

    def _go_on(self) -> None:
        last = -FULL_LOOK_S
        for changed in self._wakes():
            unsettled = any(entry.outcome == PENDING for entry in self.state.files.values())
            if changed or unsettled or time.monotonic() - last >= FULL_LOOK_S:
                self._look()
                last = time.monotonic()
            if self.store.is_due:
                try:
                    self._work()
                except (StoreError, QueryError) as error:
                    self._store_failed(error)

    def _work_once(self) -> None:
        """Work until all is done; while the store answers otherwise, what it refused or did not answer is asked again."""
        unplaced = 0
        while True:
            try:
                self._work()
                return
            except (StoreError, QueryError) as error:
                works = self.store.works()
                unplaced += self.taking.in_hand is None
                if not works or unplaced == PATIENCE:
                    self.desk.log.write("store_away", detail=str(error))
                    raise
                if not self.taking.blame(error):
                    self.store.close()  # a connection that hangs is not asked again

    def _wakes(self) -> Iterator[bool]:
        """Returns again and again, true where something has changed in the folder, until the end is asked for."""
        tick_s = max(min(self.options.settle_s, FULL_LOOK_S), 0.05)
        view = str(self.desk.root)
        inside = view + os.sep
        yield True
        try:
            for changes in watchfiles.watch(
                self.desk.folder,
                watch_filter=lambda change, path: path != view and not path.startswith(inside),
                step=50,
                debounce=400,
                rust_timeout=int(tick_s * 1000),
                yield_on_timeout=True,
                stop_event=self.stop,
                force_polling=self.options.poll or None,
                ignore_permission_denied=True,
            ):
                yield bool(changes)
        except (OSError, RuntimeError) as error:  # no events to be had here: looking alone does it, too
            self.desk.log.write("no_events", detail=str(error))
        while not self.stop.is_set():
            self.stop.pause(tick_s)
            yield False

    def _start(self) -> None:
        moved_over = self._origin()
        if self.desk.damaged:
            self.desk.say("state_damaged", "记录文件坏了，已另存为“状态.json.坏”，现在重新清点。")
        if not self.desk.locked:
            self.desk.tell("这个网络位置不能加锁，请不要同时开两个看管程序。")
        self.moves.finish()
        newer = self.state.program != (program := self.desk.program)
        self.state.program = program
        for path, entry in self.state.files.items():
            done_with = is_moved(path) and entry.outcome != PENDING and not entry.any_held
            outdated = moved_over or (self.decisions.error is None and self._is_outdated(entry, newer))
            if not done_with and (outdated or not self.desk.view.has(entry)):
                self._queue(path, entry)
            elif not self.desk.view.has(entry):
                self.desk.view.place(entry, note_of(path, entry, {}))
        self.desk.view.sweep(self.state)
        self.desk.save()
        self.desk.log.write("start", path=str(self.desk.folder), graph=self.state.graph, ledger=self.state.ledger)
        self.desk.tell(f"正在看管：{name_of(str(self.desk.folder))}。结果见“{VIEW}”文件夹。")

    def _origin(self) -> bool:
        """Hold graph and ledger against those of the state, and note them; whether all is to be taken into another graph.

        Raises WatchError or LedgerError where that is not said to be meant.
        """
        options, state = self.options, self.state
        if not options.new_graph:
            check_graph(state, options.graph, options.by_default)
        if self.starting and options.new_ledger:
            self.decisions.forget()
        self._renew_decisions()
        self.starting = False
        moved_over = is_other(state, options.graph)
        state.graph = options.graph or state.graph
        for entry in state.files.values() if moved_over else ():
            entry.document = None  # what the file was held as, in the other graph
        return moved_over

    def _renew_decisions(self) -> bool:
        """Read the ledger if it has changed; whether it has, and can be read. While it cannot, nothing is taken.

        Raises LedgerError where there is nobody to wait for: with `once`, and where the watch begins with a ledger that lacks decisions.
        """
        was_broken = self.decisions.error is not None
        if not self.decisions.renew():
            return False
        if error := self.decisions.error:
            if self.options.once or (self.starting and isinstance(error, LostDecisionsError)):
                self.desk.log.write("ledger_broken", message=str(error))
                raise error
            self.desk.say("ledger_broken", f"{error}在此之前文件先留在“待处理”。")
            return False
        if was_broken:
            self.desk.say("ledger_mended", "裁定文件可以用了，继续处理。")
        return True

    def _is_outdated(self, entry: Entry, newer: bool) -> bool:
        """Whether other rules or decisions, a newer program or another wish may make something else of a file that is done."""
        if entry.rules_version != self.decisions.version(entry):
            return True
        reasons = {part.reason for part in entry.parts}
        unsectioned = self.options.unsectioned and SetAsideReason.NO_SECTIONS in reasons
        return entry.outcome == Outcome.SET_ASIDE and (newer or unsectioned)

    def _queue(self, path: str, entry: Entry) -> None:
        entry.wait()
        self.desk.view.place(entry, note_of(path, entry, {}))

    def _look(self) -> None:
        """Compare the folder with the state."""
        self.scan = scan(self.desk.folder, self.options.leave_out)
        if not self.desk.is_there():
            raise self._gone()
        now = time.monotonic()
        known = self.since
        self.since = {
            path: known[path] if path in known and known[path][0] == seen else (seen, now)
            for path, seen in self.scan.files.items()
        }
        changed = self._drop_gone()
        decided = self._renew_decisions()
        for path, seen in self.scan.files.items():
            entry = self.state.files.get(path)
            if entry is None:
                entry = Entry(seen.size, seen.mtime_ns, self.desk.view.free_note(path, self.state))
                self.state.files[path] = entry
            elif entry.outcome == PENDING:
                continue
            elif (entry.size, entry.mtime_ns) != (seen.size, seen.mtime_ns):
                self.taking.freed |= entry.any_held
            elif not self.retry.is_due(path, entry, seen) and not (decided and self._is_outdated(entry, False)):
                continue
            self._queue(path, entry)
            changed = True
        for path, entry in self.state.files.items() if decided else ():
            if is_moved(path) and entry.any_held and self._is_outdated(entry, False):
                self._queue(path, entry)
                changed = True
        if self.taking.freed:
            self.taking.freed = False
            changed |= self._queue_conflicts()
        if changed:
            self.desk.save()

    def _drop_gone(self) -> bool:
        gone = [path for path in self.state.files if not self._is_here(path)]
        for path in gone:
            entry = self.state.files.pop(path)
            self.taking.freed |= entry.any_held
            self.desk.view.remove(entry)
            self.desk.log.write("gone", path=path, document=entry.document)
        return bool(gone)

    def _is_here(self, path: str) -> bool:
        if is_moved(path):
            return self.moves.has(path)
        return path in self.scan.files or self.scan.may_be_there(path)

    def _queue_conflicts(self) -> bool:
        """The file that stood in the way of others may be another one by now, or gone."""
        found = [
            (path, entry)
            for path, entry in self.state.files.items()
            if path in self.scan.files and any(part.reason == SetAsideReason.CONFLICT for part in entry.parts)
        ]
        for path, entry in found:
            self._queue(path, entry)
        return bool(found)

    def _work(self) -> None:
        """Take what is ready, a few files at a time, looking again between."""
        if self.decisions.error:
            return
        store, opened = self.store.get()
        if (opened or not self.checked) and self.taking.queue_lost(store, self.scan, self._queue):
            self.desk.save()
        if self.adopting and self.moves.adopt(store):
            self.desk.save()
        self.checked, self.adopting = True, False
        self._renew_rivals(store, due=opened or self.displaced)
        while not self.stop.is_set() and not self.decisions.error and (ready := self._ready()):
            done = self.taking.take(store, ready)
            self.displaced |= done | self._move_done()
            if not done:
                break
            self._look()
            self._renew_rivals(store, due=True)
            self._store_answers()
        self.displaced |= self._move_done()
        if self.displaced:
            self.moves.name_places(store)
            self.displaced = False
        self._store_answers()

    def _renew_rivals(self, store: Store, *, due: bool) -> None:
        """Ask the graph whether files are set aside for others that it holds no more: where that is due, and from time to time."""
        if not due and time.monotonic() - self.rivals_at < FULL_LOOK_S:
            return
        self.rivals_at = time.monotonic()
        if self.taking.rivals.renew(store, self.scan, self._queue):
            self.desk.save()

    def _move_done(self) -> bool:
        return self.options.move and self.moves.move_done(self.scan)

    def _store_answers(self) -> None:
        if self.store.answered():
            self.desk.say("store_back", "数据库可以用了，继续处理。")

    def _ready(self) -> dict[str, Seen]:
        now = time.monotonic()
        waiting = {path for path, entry in self.state.files.items() if entry.outcome == PENDING}
        settled = {
            path: seen
            for path, (seen, since) in sorted(self.since.items())
            if path in waiting and now - since >= self.options.settle_s
        }
        return settled | dict(self.moves.waiting())

    def _store_failed(self, error: Exception) -> None:
        if self.store.works() and self.taking.blame(error):
            return
        pause = self.store.failed()
        said = f"数据库现在用不了，文件先留在“待处理”，{pause:.0f} 秒后再试；一直这样，请告诉管理员。"
        self.desk.say("store_away", said, detail=str(error), seconds=pause)

    def _gone(self) -> Away:
        return Away("文件夹不见了（可能网络断开，或被移走、改名）")
