"""A folder that is watched: new and changed files go into the graph as they come, and what became of each stands beside them.

Guarantees: what is to be done is decided by looking at the folder, never by an event that may have been missed; a file that
is done is not read again, through restarts and kills; no file, no lost store and no lost folder ends the watch. A file that
goes away loses its note; the graph keeps what it said.

A file is done when it stands in the state with its size, time of change, version of the rules, and what was decided about it.
At the start the graph is asked what it holds: what it has lost is read again. Moved files that are
held are read again where they are; those that were set aside have to be put back into the folder for that. The state names the
graph and the ledger; another graph, or a ledger that lacks decisions, is refused unless it is said to be meant (`origin`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ...graph.connection import Store
from .desk import Desk, Tell, WatchError
from .session import Away, Options, Session
from .state import ASIDE_BOX, BOXES, TAKEN_BOX, WAITING_BOX
from .stop import Stop
from .store import PatientStore

SETTLE_S = 2.0
"""A file that has not changed for so long is no longer being copied."""
FOLDER_PAUSE_S = 2.0
"""Between two looks whether a folder that is gone is there again."""


@dataclass(frozen=True)
class Ended:
    """How a watch ended: number of files that wait, are in, and are not; whether Ctrl-C ended it."""

    waiting: int
    taken: int
    aside: int
    interrupted: bool


def watch(
    folder: str | PathLike[str],
    open_store: Callable[[], Store],
    *,
    move: bool = False,
    once: bool = False,
    unsectioned: bool = False,
    poll: bool = False,
    settle_s: float = SETTLE_S,
    leave_out: frozenset[str] = frozenset(),
    ledger: Path | None = None,
    graph: str = "",
    by_default: bool = False,
    new_graph: bool = False,
    new_ledger: bool = False,
    tell: Tell = lambda line: None,
    stop: Stop | None = None,
) -> Ended:
    """Watch a folder until Ctrl-C or SIGTERM, or with `once` take what is there.

    Args:
        folder: the folder, which is there. What is kept of it goes into its subfolder `入库情况`.
        open_store: opens the store, at the start and after each failure; it is closed at the end.
        move: move files that are done to `入库情况/已入库/原件` or `未入库/原件`. Of two files that say they are the same
            document, the later one then takes the place of the one that was moved before.
        once: take what is there and does not change just now, then end.
        unsectioned: take texts without a numbered section, too.
        poll: do not rely on the system's events, which network drives do not send.
        settle_s: seconds for which a file must not have changed.
        leave_out: real paths of files and subfolders that are not looked into; the ledger is one of them.
        ledger: file of what people decided; a file about whose document something new was decided is read again.
        graph: the graph's name, as `origin.graph_name` gives it; "" where it is not to be held against the one before.
        by_default: nobody named the graph; what is said of it says so.
        new_graph: take everything into this graph, though the files were taken into another one.
        new_ledger: go on with this ledger, though it lacks decisions that the files were read by.
        tell: called with each line for the clerk.
        stop: ends the watch when it is raised; by default only the signals do.

    Raises WatchError where the folder cannot be watched, or was taken into another graph; LedgerError where the ledger lacks
    decisions that the files were read by; with `once` also where it cannot be read, and StoreError or QueryError where the
    store cannot be used.
    """
    path, stop = _whole(folder), stop or Stop()
    if not path.is_dir():
        if path.exists():
            raise WatchError(
                f"这是一个文件，不是文件夹：{path}。gongwen watch 看管的是文件夹，请写明它所在的文件夹；只收入这一份，请用 gongwen ingest。"
            )
        raise WatchError(f"没有这个文件夹：{path}。请核对名称，或者先建好它。")
    if ledger is not None:
        leave_out |= {os.path.realpath(ledger)}
    options = Options(
        move, once, unsectioned, poll, settle_s, leave_out, ledger, graph, new_graph, new_ledger, by_default
    )
    first = True
    counts = dict.fromkeys(BOXES, 0)
    with stop.on_signals(), closing(PatientStore(open_store)) as store:
        for desk in _desks(path, stop, once, tell):
            with desk:
                try:
                    Session(desk, store, options, stop, first=first).run()
                    break
                except Away as away:
                    if once:
                        raise WatchError(f"{away}。请排除后再运行一次，做完的不会重做。") from away
                    said = f"{away}，正在等待，可以用了会自动继续。"
                    desk.say("folder_away", said, detail=str(away.__cause__ or ""))
                finally:
                    first = False
                    counts = desk.state.counts()
    return Ended(counts[WAITING_BOX], counts[TAKEN_BOX], counts[ASIDE_BOX], stop.interrupted)


def _whole(folder: str | PathLike[str]) -> Path:
    """The whole path, the same from every directory: the graph names files by it."""
    path = Path(folder).absolute()
    return path.resolve() if ".." in path.parts else path


def _desks(folder: Path, stop: Stop, once: bool, tell: Tell) -> Iterator[Desk]:
    """The folder's desk, and again after each time that it was away, as soon as it is there; none when the end comes first."""
    first = True
    while first or not stop.is_set():
        if not first:
            stop.pause(FOLDER_PAUSE_S)
        try:
            desk = Desk(folder, tell)
        except OSError as error:
            if first or once:
                message = f"不能在这个文件夹里写入：{folder}。请确认文件夹可以写入，或请管理员开通权限。"
                raise WatchError(message) from error
            continue
        if not first:
            desk.say("folder_back", "文件夹可以用了，继续看管。")
        first = False
        yield desk
