"""Which graph the files of a folder were taken into, and by which decisions: what the state names, held against what is given now.

Guarantee: neither another graph nor a ledger that lacks decisions is taken for the right one by mistake, as by a command that is
started in another directory; the person is told of both names and says which is meant.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from ..judging.ledger import Ledger, LedgerError
from ..output import printable
from .desk import WatchError
from .state import PENDING, State

_LOGIN = re.compile(r"(?<=://)[^/@]*@")


class LostDecisionsError(LedgerError):
    """A ledger lacks decisions by which the files of a folder were read."""


def graph_name(address: str, database: str | None = None) -> str:
    """A graph's name, the same from every directory: the whole path of a folder; a server's address and database, no password."""
    if "://" not in address:
        return os.path.realpath(address)
    return _LOGIN.sub("", address).rstrip("/") + (f"/{database}" if database else "")


def check_graph(state: State, graph: str, by_default: bool = False) -> None:
    """Raises WatchError where the files of the state were taken into another graph; a state that names none fits all.

    `by_default`: nobody named the graph.
    """
    if is_other(state, graph):
        now = (
            f"这次用的是 {printable(graph)}（没有写明，是默认的）" if by_default else f"这次写明的是 {printable(graph)}"
        )
        raise WatchError(
            f"这个文件夹里的文件以前读入的数据库是 {printable(state.graph)}，{now}，因此没有开始。"
            "要接着用原来的，请用 --graph 写明它；确实要换成这一个，或者原来的搬了地方、改了名，请加 --new-graph："
            "所有文件会重新读入这一个，原来的不动。"
        )


def is_other(state: State, graph: str) -> bool:
    """Whether files of the state were taken into another graph than `graph`; one that never answered got none."""
    if not state.graph or not graph or os.path.normcase(state.graph) == os.path.normcase(graph):
        return False
    return any(entry.outcome != PENDING or entry.sha256 for entry in state.files.values())


def lost_decisions(state: State, path: Path | None, ledger: Ledger) -> LostDecisionsError | None:
    """What to say where `ledger`, read from `path`, lacks decisions that the files were read by; None where it has them all.

    A decision that was changed or withdrawn is not lost: what it is about stands in the ledger still. What the state's own
    ledger holds counts, too, though no file may have been read by it yet.
    """
    wanted = set(state.decisions) | _held_elsewhere(state, path)
    lost = len(wanted - {line.about for line in ledger.lines})
    if not lost and not (not state.ledger and not ledger.lines and _was_decided(state)):
        return None
    now = named(path)
    absent = path is None or not os.path.lexists(path)
    if now and state.ledger == now:
        lacks = "不见了" if absent else f"里少了 {lost} 条裁定"
        return LostDecisionsError(
            f"裁定文件 {printable(now)} {lacks}，而这个文件夹里的文件是按那些裁定读入的。"
            "请从备份恢复这个文件；那些裁定确实不再要了，请加 --new-ledger，有关的文件会重新读入。"
        )
    lacks = "没有这个文件" if absent else f"其中没有以前的 {lost} 条裁定" if lost else "其中一条裁定也没有"
    return LostDecisionsError(
        f"这个文件夹里的文件以前按裁定文件 {printable(state.ledger or '（没有记下名称）')} 读入，"
        f"这次的裁定文件是 {printable(now or '（没有写明）')}，{lacks}。"
        "请用 --ledger 写明原来的那一份；那些裁定确实不再要了，请加 --new-ledger，有关的文件会重新读入。"
    )


def named(path: Path | None) -> str:
    """The name by which the state knows a ledger, "" for none."""
    return os.path.realpath(path) if path is not None else ""


def _held_elsewhere(state: State, path: Path | None) -> set[str]:
    if state.ledger in ("", named(path)):
        return set()
    try:
        return {line.about for line in Ledger.load(state.ledger).effective()}
    except LedgerError:
        return set()


def _was_decided(state: State) -> bool:
    """Of a state that names no ledger, as older programs wrote it."""
    return any("+" in entry.rules_version for entry in state.files.values())
