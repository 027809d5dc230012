"""The command `gongwen watch`.

Guarantee: as in `cli.py`, only `click` is imported here; what the command needs is imported inside it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypedDict, Unpack

import click

from ..terminal import INTERRUPTED, Question, graph_option, ledger_option


class Flags(TypedDict):
    """The options that are on or off, as `watch.watch` takes them."""

    once: bool
    move: bool
    poll: bool
    unsectioned: bool
    new_graph: bool
    new_ledger: bool


@click.command(cls=Question, short_help="Load what comes into a folder, as it comes.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Take what is there, then end; status 1 if a file is not in, or waits.")
@click.option("--move", is_flag=True, help="Move files that are done to 入库情况/已入库/原件 or 入库情况/未入库/原件.")
@click.option("--poll", is_flag=True, help="Look at the files themselves; for network drives, which send no events.")
@click.option("--unsectioned", is_flag=True, help="Take texts without any numbered section, too.")
@ledger_option
@graph_option
@click.option("--new-graph", is_flag=True, help="FOLDER was loaded into another graph: load all of it into this one.")
@click.option("--new-ledger", is_flag=True, help="Go without decisions that FOLDER was read by and the ledger lacks.")
def watch(folder: Path, ledger: Path, address: str, **flags: Unpack[Flags]) -> int:
    """Load new and changed files of FOLDER into the graph as they come, until Ctrl-C.

    What becomes of each file stands in FOLDER/入库情况, in Chinese: a small text in 待处理, 已入库 or 未入库 (with the reason
    and what to do), numbers in 一览.txt, a log in 日志.jsonl. The files stay where they are unless --move is given. A file that
    is done is not read again, after a restart neither, unless `gongwen review` decided something about it. A file that is taken
    away loses its text there; the graph keeps it until `gongwen delete`. A document that was deleted while its file still lies
    in FOLDER is taken in again at the next start: move the file away first.

    The folder remembers its graph and its decisions. Another graph, or a ledger in which decisions are missing (as when the
    command is given in another directory), is refused; --new-graph and --new-ledger say that it is meant.

    The store stays open as long as the command runs; other commands can ask the same graph meanwhile.

    Examples:
      gongwen watch 收文
      gongwen watch 收文 --move --graph bolt://localhost:7687
      gongwen watch /mnt/share/收文 --poll
      gongwen watch 收文 --once
    """
    try:
        return _watch(folder, ledger, address, **flags)
    except KeyboardInterrupt:  # the second Ctrl-C, or one while all is still being opened
        click.echo("已立即停止，手上的一份没有读完。做完的都已记下，下次从这里接着做。", err=True)
        return INTERRUPTED


def _watch(folder: Path, ledger: Path, address: str, **flags: Unpack[Flags]) -> int:
    from click.core import ParameterSource

    from ...graph.connection import server_database
    from ...graph.constraints import open_graph
    from ...schemas import GongwenError
    from ..output import printable
    from ..read import VIEW
    from .desk import LOG
    from .origin import graph_name
    from .watch import watch

    source = click.get_current_context().get_parameter_source("address")
    leave_out = frozenset() if "://" in address else frozenset({os.path.realpath(address)})
    try:
        ended = watch(
            folder,
            lambda: open_graph(address),
            leave_out=leave_out,
            ledger=ledger,
            graph=graph_name(address, server_database(address)),
            by_default=source is ParameterSource.DEFAULT,
            tell=lambda line: click.echo(printable(line)),
            **flags,
        )
    except GongwenError as error:
        if error.in_chinese:
            raise
        click.echo(
            f"数据库（{printable(address)}）现在用不了，还没有读入的文件留在“待处理”，以后再运行一次就会接着读；"
            f"请告诉管理员，原因记在“{VIEW}/{LOG}”里。",
            err=True,
        )
        return 1
    click.echo(f"已入库 {ended.taken} 份，未入库 {ended.aside} 份，待处理 {ended.waiting} 份。")
    if ended.interrupted:
        click.echo("已停止。做完的都已记下，下次从这里接着做。", err=True)
        return INTERRUPTED
    return 1 if flags["once"] and (ended.aside or ended.waiting) else 0
