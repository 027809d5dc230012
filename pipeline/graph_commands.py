"""The commands of `gongwen` that fill a graph and ask it; `cli.py` takes them in behind those that read notices.

Guarantee: as in `cli.py`, only `click` is imported here; what a command needs is imported inside it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from .keeping_commands import doctor, export, migrate_graph
from .page.command import serve
from .report_command import report
from .terminal import (
    Question,
    existing,
    graph_option,
    ledger_option,
    left_out,
    listing_options,
    paths_argument,
    progress_bar,
    show,
    write_rows,
)
from .watching.command import watch

_command = partial(click.command, cls=Question)


@_command(short_help="Load notices into the graph.")
@paths_argument
@click.option("--unsectioned", is_flag=True, help="Take texts without any numbered section, too.")
@click.option(
    "--processes",
    type=click.IntRange(1),
    help="Read and extract in so many processes; the graph is the same.  [default: 1; with ray, all of the cluster]",
)
@click.option(
    "--engine",
    "name",
    type=click.Choice(["processes", "ray"]),
    default="processes",
    show_default=True,
    help="Where files are read: processes of this machine, or a cluster by Ray (with gongwen[ray]).",
)
@ledger_option
@graph_option
def ingest(
    paths: tuple[str, ...], unsectioned: bool, processes: int | None, name: str, ledger: Path, address: str
) -> int:
    """Load notices, files and folders of them, into the graph; what is unchanged is left alone.

    A file that cannot be read is set aside with its reason and never stops the others; then the exit status is 1.

    Examples:
      gongwen ingest notices/
      gongwen ingest notices/ --processes 4
      RAY_ADDRESS=head:6379 gongwen ingest notices/ --engine ray
      gongwen ingest new.txt --graph bolt://localhost:7687
    """
    from ..graph.constraints import open_graph
    from .engines import Name
    from .ingest import FileResult, Outcome, ingest
    from .judging.ledger import Ledger
    from .output import printable

    def tell(result: FileResult, done: int, total: int) -> None:
        bar.step(done, total)
        reason = f"[{result.reason}]" if result.reason else ""
        line = printable("  ".join(filter(None, (f"{result.outcome:9}", result.path, reason, result.message))))
        if result.outcome is Outcome.SET_ASIDE:
            bar.say(line)
        elif not sys.stderr.isatty():
            click.echo(line)

    decided = Ledger.load(ledger)
    with open_graph(address) as store, progress_bar() as bar:
        report = ingest(
            paths, store, unsectioned=unsectioned, ledger=decided, tell=tell, processes=processes, by=Name(name)
        )
    click.echo(", ".join(f"{number} {outcome}" for outcome, number in report.counts.items()) + left_out(report.ignored))
    return 1 if report.counts[Outcome.SET_ASIDE] else 0


@_command(short_help="The documents of the graph.")
@click.option("--cited", is_flag=True, help="Instead, documents that are cited and not held, the most cited first.")
@listing_options
@graph_option
def documents(cited: bool, form: str, output: Path | None, address: str) -> int:
    """List the documents of the graph, with how much was found in each.

    Examples:
      gongwen documents
      gongwen documents --cited --format csv -o cited.csv
    """
    from ..graph.constraints import open_graph
    from ..graph.saved import run

    with open_graph(existing(address)) as store:
        result = run(store, "orphan_citations" if cited else "documents", row_limit=None)
    write_rows(result.dicts(), result.columns, form, output)
    return 0


@_command(short_help="Take documents out of the graph.")
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT...")
@graph_option
def delete(names: tuple[str, ...], address: str) -> int:
    """Take documents out of the graph, with all that only they said; those that others cite stay as cited ones.

    DOCUMENT is an id as `gongwen documents` lists it. The file stays where it is: while it lies in a folder that is watched
    or ingested, the document is taken in again. Move the file away first.

    Examples:
      gongwen delete 铜府〔2023〕90号
    """
    from ..graph.constraints import open_graph
    from ..graph.loader import Loader, Outcome
    from .output import printable
    from .places import lying

    absent = 0
    with open_graph(existing(address)) as store:
        loader = Loader(store)
        for name in names:
            files = lying(store, name)
            outcome = loader.delete(name)
            absent += outcome is Outcome.ABSENT
            click.echo(f"{outcome:9}  {name}")
            for file in files:
                click.echo(
                    f"Its file still lies at {printable(file)}: `gongwen watch` or `gongwen ingest` of its folder takes it in "
                    "again unless it is moved away.",
                    err=True,
                )
    if absent:
        click.echo("`gongwen documents` lists what is held.", err=True)
    return 1 if absent else 0


@_command(short_help="Every task that depends on an agency.")
@click.option("--agency", required=True, help="Any name of it: as a text has it, short, or in full.")
@click.option(
    "--role", type=click.Choice(["lead", "responsible", "support"]), help="Only tasks in which it has this role."
)
@click.option("--document", help="Only tasks of this document: its 文号 or its title.")
@listing_options
@graph_option
def tasks(agency: str, role: str | None, document: str | None, form: str, output: Path | None, address: str) -> int:
    """List every task that depends on an agency, with its role, the targets, and the sentence that says so.

    Tasks that are given to a group (各部门) of its jurisdiction follow under a heading of their own.

    Examples:
      gongwen tasks --agency 区发展改革委
      gongwen tasks --agency 铜梁区发展和改革委员会 --role lead
      gongwen tasks --agency 区发改委 --document 铜府〔2023〕90号 --format xlsx -o tasks.xlsx
    """
    from ..graph.constraints import open_graph
    from ..schemas import Role
    from .auditor import tasks_of_agency
    from .task_rows import COLUMNS, rows

    with open_graph(existing(address)) as store:
        answer = tasks_of_agency(store, agency, Role(role) if role else None, document)
    if not answer.agencies:
        near = f" Near names: {'、'.join(answer.near)}." if answer.near else ""
        click.echo(f"No agency of the graph is called {agency}.{near}", err=True)
        return 1
    if answer.ambiguous:
        names = "".join(f"\n  {each.id}" for each in answer.agencies)
        click.echo(f"{agency} fits {len(answer.agencies)} agencies; all are listed:{names}", err=True)
    if form == "table" and not output:
        _print_tasks(rows(answer.tasks), rows(answer.group_tasks), [each.name for each in answer.agencies])
        return 0
    both = [
        {"via": via, **row}
        for via, those in (("agency", answer.tasks), ("group", answer.group_tasks))
        for row in rows(those)
    ]
    write_rows(both, ("via", *COLUMNS), form, output)
    return 0


@_command(short_help="Ask in Cypher, or by the name of a saved question.")
@click.argument("question")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; may be given again.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds after which the question is ended.",
)
@click.option("--limit", type=click.IntRange(0), default=10_000, show_default=True, help="Most rows; 0 for all.")
@listing_options
@graph_option
def query(
    question: str, params: tuple[str, ...], timeout: float, limit: int, form: str, output: Path | None, address: str
) -> int:
    """Ask the graph: QUESTION is Cypher, the name of a saved question, or - to read Cypher from the input.

    Nothing can be written: the server itself refuses it. A value is a number, true, a list or a map where it is
    written as JSON, else text.

    Examples:
      gongwen query tasks_by_agency -p agency=区发展改革委
      gongwen query 'MATCH (d:Document) WHERE d.issued_on > $since RETURN d.id' -p since=2020-01-01
      gongwen query targets_by_indicator -p indicator=常住人口城镇化率 --format xlsx -o rates.xlsx
    """
    from ..graph.constraints import open_graph
    from ..graph.hints import hints
    from .shell import answer, is_saved, parameters

    if question == "-":
        question = sys.stdin.read() + " "
    given = parameters(list(params))
    with open_graph(existing(address)) as store:
        result = answer(store, question, given, timeout_s=timeout, row_limit=limit or None)
    write_rows(result.dicts(), result.columns, form, output)
    for hint in () if is_saved(question) else hints(question):
        click.echo(str(hint), err=True)
    if not result.rows:
        click.echo("0 rows.", err=True)
    if result.truncated:
        click.echo(f"Only the first {limit} rows; --limit 0 gives all.", err=True)
    return 0


@_command(short_help="The saved questions.")
@click.argument("name", required=False)
@listing_options
def queries(name: str | None, form: str, output: Path | None) -> int:
    """List the saved questions, or show one with its parameters and its Cypher.

    Examples:
      gongwen queries
      gongwen queries rests_on
    """
    from ..graph.saved import find, saved_queries

    if name is None:
        rows = [
            {
                "name": each.name,
                "title": each.title,
                "title_zh": each.title_zh,
                "parameters": [p.name + ("" if p.required else "?") for p in each.parameters],
            }
            for each in saved_queries().values()
        ]
        write_rows(rows, ("name", "title", "title_zh", "parameters"), form, output)
        return 0
    found = find(name)
    click.echo(f"{found.title} ({found.title_zh})\n{found.description}\n")
    for each in found.parameters:
        click.echo(
            f"  -p {each.name}={each.example}   {each.description}{'' if each.required else ' (may be left out)'}"
        )
    click.echo(f"\n{found.cypher}")
    return 0


@_command(short_help="A prompt for questions.")
@graph_option
def shell(address: str) -> int:
    """Give a prompt for questions to the graph, in Cypher or by the name of a saved one.

    Examples:
      gongwen shell
      echo 'MATCH (a:Agency) RETURN count(a);' | gongwen shell
    """
    from contextlib import suppress

    from ..graph.ask import Result
    from ..graph.constraints import open_graph
    from .output import to_table
    from .shell import HELP, converse

    def show_rows(result: Result) -> None:
        more = " and more" if result.truncated else ""
        show([to_table(result.dicts(), result.columns), f"{len(result.rows)} rows{more}"])

    def read(prompt: str) -> str:
        if sys.stdin.isatty():
            return input(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    with suppress(ImportError):
        import readline  # noqa: F401  (gives `input` its history)
    with open_graph(existing(address)) as store:
        if sys.stdin.isatty():
            click.echo(f"{store.server()} at {address}\n{HELP}\n")
        converse(store, read, show_rows, click.echo)
    return 0


def _print_tasks(own: list[dict[str, Any]], group: list[dict[str, Any]], agencies: Sequence[str]) -> None:
    """The agency's own tasks, then those of groups; the agency has a column where it is not the same in all rows."""
    from .output import filled, to_table
    from .task_rows import SHOWN

    columns = SHOWN if len(agencies) == 1 else ("agency", *SHOWN)
    title = f"{'、'.join(agencies)}: {len(own)} tasks"
    show([to_table(own, filled(own, columns), title=title) if own else title])
    if group:
        title = f"given to groups that may include it: {len(group)} tasks"
        show([to_table(group, filled(group, ("agency", *SHOWN)), title=title)])


COMMANDS = (
    ingest,
    watch,
    documents,
    delete,
    tasks,
    report,
    query,
    queries,
    shell,
    serve,
    export,
    migrate_graph,
    doctor,
)
"""In the order in which one uses them."""
