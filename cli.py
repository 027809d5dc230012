"""The commands of `gongwen`: one for each question a user has. They parse, call and print; the work is done elsewhere.

Only `click` is imported here; what a command needs is imported inside it, so that help comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from . import __version__
from .pipeline.terminal import (
    Gongwen,
    as_text,
    existing,
    graph_option,
    listing_options,
    paths_argument,
    progress_bar,
    show,
    tell_set_aside,
    write_rows,
)


@click.group(cls=Gongwen, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="gongwen")
def cli() -> None:
    """Chinese official documents (公文), read by rule into a knowledge graph; every fact with its place in the text.

    The office:      gongwen inspect FILE
    The auditor:     gongwen ingest FOLDER, then gongwen tasks --agency 区发展改革委
    The researcher:  gongwen queries, gongwen query NAME, gongwen export
    """


def main() -> None:
    """Entry point of the command line; all text in and out is UTF-8, whatever the system says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    cli.main()


@cli.command(short_help="All that notices say, as JSON, tables or pages.")
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "table", "html"]),
    default="json",
    show_default=True,
    help="json: one object a file, one a line. html: the text with every extraction marked in its place.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write; for html from several files, a folder."
)
def extract(paths: tuple[str, ...], form: str, output: Path | None) -> int:
    """Print all that notices say: tasks, agencies, projects, targets and citations, with evidence.

    Examples:
      gongwen extract notice.txt | jq .targets
      gongwen extract --format html -o notice.html notice.txt
      gongwen extract --format html -o pages/ notices/
    """
    from .pipeline.batch import notices
    from .pipeline.read import discover

    files = discover(paths).files
    if output and output.resolve() in {file.resolve() for file in files}:
        raise click.UsageError(f"{output} is one of the notices; name another file with -o.")
    folder = output if form == "html" and output and (output.is_dir() or len(files) > 1) else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    elif output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(b"")
    aside, used = 0, set[str]()
    for result in notices(paths):
        if not isinstance(result, tuple):
            aside += 1
            tell_set_aside(result)
            continue
        source, notice = result
        if form == "json":
            shown = notice.to_json() + "\n"
        elif form == "html":
            from .pipeline.highlight import highlight

            shown = highlight(notice, source.text)
        else:
            from .pipeline.summary import summary

            shown = as_text(summary(notice, source.text))
        if folder:
            (folder / f"{_free(Path(source.path).stem, used)}.html").write_text(shown, encoding="utf-8")
        elif output:
            with output.open("a", encoding="utf-8", newline="\n") as file:
                file.write(shown)
        else:
            click.echo(shown, nl=False)
    return 1 if aside else 0


@cli.command(short_help="What one new notice says, and what is doubtful.")
@click.argument("path", metavar="FILE")
@click.option("--all", "everything", is_flag=True, help="Every table, sections and projects too.")
def inspect(path: str, everything: bool) -> int:
    """Show what was found in one new notice, and what is doubtful, before anything is loaded.

    Examples:
      gongwen inspect notice.txt
      gongwen inspect --all notice.txt
    """
    from .pipeline.batch import notice_of
    from .pipeline.read import read
    from .pipeline.summary import doubts, opening, summary, table, tables

    source = read(path)
    notice = notice_of(source)
    if everything:
        show(summary(notice, source.text))
        return 0
    show(opening(notice))
    for kind, rows in tables(notice).items():
        if rows and kind in ("tasks", "targets", "citations"):
            show([table(kind, rows)])
    show(doubts(notice, source.text))
    click.echo(f"\nTo see it in the text: gongwen extract --format html -o page.html {_quoted(path)}")
    click.echo(f"To load it:            gongwen ingest {_quoted(path)}")
    return 0


@cli.command(short_help="Score extraction against hand annotation.")
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@click.argument("texts", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Of the figures."
)
@click.option("--only", multiple=True, help="Only notices whose name contains this; may be given again.")
@click.option("--skip", multiple=True, help="Leave out notices whose name contains this; may be given again.")
@click.option("--each", is_flag=True, help="A table per notice, too.")
@click.option(
    "--errors", default=None, help="Show misses and extras of the kinds whose name contains this; 'all' for all."
)
@click.option(
    "--check", type=click.Path(path_type=Path), help="Compare with this file of frozen results; exit 1 if one turned."
)
@click.option("--freeze", type=click.Path(path_type=Path), help="Write the verdicts here.")
def evaluate(
    gold: Path | None,
    texts: Path | None,
    form: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    each: bool,
    errors: str | None,
    check: Path | None,
    freeze: Path | None,
) -> int:
    """Score extraction against hand annotation: precision, recall and F1 for each kind of fact.

    GOLD holds NAME.json, TEXTS holds NAME.txt; without them, the notices and annotation that come with gongwen.

    Examples:
      gongwen evaluate
      gongwen evaluate --only 90号 --errors targets
      gongwen evaluate --check corpus/gold/frozen.csv
      gongwen evaluate my-gold/ my-texts/ --format json
    """
    import json

    from .pipeline import frozen
    from .pipeline.evaluate import errors_text, evaluate_folders, figures_table
    from .pipeline.verdicts import Kind

    shipped = Path(__file__).parent / "corpus"
    report = evaluate_folders(gold or shipped / "gold", texts or (gold or shipped / "notices"), only, skip)
    if form == "json":
        verdicts = [
            {"notice": v.notice, "kind": v.kind, "item": v.item, "verdict": v.outcome, "quote": v.quote, "note": v.note}
            for v in report.errors()
        ]
        click.echo(json.dumps({"figures": report.figures(), "errors": verdicts}, ensure_ascii=False, indent=1))
    else:
        for kind in Kind if errors else ():
            shown = errors_text(report, kind) if errors == "all" or (errors or "") in kind.value else ""
            if shown:
                click.echo(shown)
        show([figures_table(report, name) for name in (report.notices if each else ())])
        show([figures_table(report)])
    if freeze:
        freeze.write_text(frozen.dump(report), encoding="utf-8", newline="\n")
    if check:
        turned = frozen.turned(frozen.only(frozen.load(check), report.notices), frozen.rows(report))
        for verdict in turned:
            click.echo(str(verdict), err=True)
        click.echo(f"{len(turned)} verdicts turned against {check}.", err=True)
        return 1 if turned else 0
    return 0


@cli.command(short_help="Load notices into the graph.")
@paths_argument
@click.option("--unsectioned", is_flag=True, help="Take texts without any numbered section, too.")
@graph_option
def ingest(paths: tuple[str, ...], unsectioned: bool, address: str) -> int:
    """Load notices, files and folders of them, into the graph; what is unchanged is left alone.

    A file that cannot be read is set aside with its reason and never stops the others; then the exit status is 1.

    Examples:
      gongwen ingest notices/
      gongwen ingest new.txt --graph bolt://localhost:7687
    """
    from .graph.connection import open_store
    from .pipeline.ingest import FileResult, Outcome, ingest
    from .pipeline.output import printable

    def tell(result: FileResult, done: int, total: int) -> None:
        bar.step(done, total)
        reason = f"[{result.reason}]" if result.reason else ""
        line = printable("  ".join(filter(None, (f"{result.outcome:9}", result.path, reason, result.message))))
        if result.outcome is Outcome.SET_ASIDE:
            bar.say(line)
        elif not sys.stderr.isatty():
            click.echo(line)

    with open_store(address) as store, progress_bar() as bar:
        report = ingest(paths, store, unsectioned=unsectioned, tell=tell)
    ignored = f" ({report.ignored} other files ignored)" if report.ignored else ""
    click.echo(", ".join(f"{number} {outcome}" for outcome, number in report.counts.items()) + ignored)
    return 1 if report.counts[Outcome.SET_ASIDE] else 0


@cli.command(short_help="The documents of the graph.")
@click.option("--cited", is_flag=True, help="Instead, documents that are cited and not held, the most cited first.")
@listing_options
@graph_option
def documents(cited: bool, form: str, output: Path | None, address: str) -> int:
    """List the documents of the graph, with how much was found in each.

    Examples:
      gongwen documents
      gongwen documents --cited --format csv -o cited.csv
    """
    from .graph.connection import open_store
    from .graph.saved import run

    with open_store(existing(address)) as store:
        result = run(store, "orphan_citations" if cited else "documents", row_limit=None)
    write_rows(result.dicts(), result.columns, form, output)
    return 0


@cli.command(short_help="Take documents out of the graph.")
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT...")
@graph_option
def delete(names: tuple[str, ...], address: str) -> int:
    """Take documents out of the graph, with all that only they said; those that others cite stay as cited ones.

    DOCUMENT is an id as `gongwen documents` lists it.

    Examples:
      gongwen delete 铜府〔2023〕90号
    """
    from .graph.connection import open_store
    from .graph.loader import Loader, Outcome

    absent = 0
    with open_store(existing(address)) as store:
        loader = Loader(store)
        for name in names:
            outcome = loader.delete(name)
            absent += outcome is Outcome.ABSENT
            click.echo(f"{outcome:9}  {name}")
    if absent:
        click.echo("`gongwen documents` lists what is held.", err=True)
    return 1 if absent else 0


@cli.command(short_help="Every task that depends on an agency.")
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
    from .graph.connection import open_store
    from .pipeline.auditor import tasks_of_agency
    from .pipeline.task_rows import COLUMNS, rows
    from .schemas import Role

    with open_store(existing(address)) as store:
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


@cli.command(short_help="Ask in Cypher, or by the name of a saved question.")
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
    from .graph.connection import open_store
    from .pipeline.shell import answer, parameters

    if question == "-":
        question = sys.stdin.read() + " "
    given = parameters(list(params))
    with open_store(existing(address)) as store:
        result = answer(store, question, given, timeout_s=timeout, row_limit=limit or None)
    write_rows(result.dicts(), result.columns, form, output)
    if not result.rows:
        click.echo("0 rows.", err=True)
    if result.truncated:
        click.echo(f"Only the first {limit} rows; --limit 0 gives all.", err=True)
    return 0


@cli.command(short_help="The saved questions.")
@click.argument("name", required=False)
@listing_options
def queries(name: str | None, form: str, output: Path | None) -> int:
    """List the saved questions, or show one with its parameters and its Cypher.

    Examples:
      gongwen queries
      gongwen queries rests_on
    """
    from .graph.saved import find, saved_queries

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


@cli.command(short_help="A prompt for questions.")
@graph_option
def shell(address: str) -> int:
    """Give a prompt for questions to the graph, in Cypher or by the name of a saved one.

    Examples:
      gongwen shell
      echo 'MATCH (a:Agency) RETURN count(a);' | gongwen shell
    """
    from contextlib import suppress

    from .graph.ask import Result
    from .graph.connection import open_store
    from .pipeline.output import to_table
    from .pipeline.shell import HELP, converse

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
    with open_store(existing(address)) as store:
        if sys.stdin.isatty():
            click.echo(f"{store.server()} at {address}\n{HELP}\n")
        converse(store, read, show_rows, click.echo)
    return 0


@cli.command(short_help="The whole graph as GraphML, CSV or JSONL.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["graphml", "csv", "jsonl"]),
    default="graphml",
    show_default=True,
    help="graphml for Gephi and yEd, csv for nodes.csv and relationships.csv, jsonl one object a line.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="File to write; for csv, a folder."
)
@graph_option
def export(form: str, output: Path, address: str) -> int:
    """Write the whole graph to files, with all properties and evidence.

    Examples:
      gongwen export -o graph.graphml
      gongwen export --format csv -o tables/
      gongwen export --format jsonl -o graph.jsonl
    """
    from .graph.connection import open_store
    from .graph.export import to_csv, to_graphml, to_jsonl

    output.parent.mkdir(parents=True, exist_ok=True)
    write = {"graphml": to_graphml, "csv": to_csv, "jsonl": to_jsonl}[form]
    with open_store(existing(address)) as store:
        count = write(store, output)
    click.echo(f"{count} nodes and relationships in {output}")
    return 0


@cli.command(short_help="What is installed, what is wrong, how to mend it.")
@graph_option
def doctor(address: str) -> int:
    """Say what is installed, which store answers, what is wrong and how to mend it.

    Examples:
      gongwen doctor
      gongwen doctor --graph bolt://localhost:7687
    """
    from .pipeline.doctor import Health, examine

    wrong = 0
    for check in examine(address):
        click.echo(f"{check.health.value:6}{check.subject}: {check.found}")
        if check.health is not Health.FINE and check.remedy:
            click.echo(f"      → {check.remedy}")
        wrong += check.health is Health.WRONG
    click.echo("Everything needed is there." if not wrong else f"{wrong} to mend.")
    return 1 if wrong else 0


def _print_tasks(own: list[dict[str, Any]], group: list[dict[str, Any]], agencies: Sequence[str]) -> None:
    """The agency's own tasks, then those of groups; the agency has a column where it is not the same in all rows."""
    from .pipeline.output import filled, to_table
    from .pipeline.task_rows import SHOWN

    columns = SHOWN if len(agencies) == 1 else ("agency", *SHOWN)
    title = f"{'、'.join(agencies)}: {len(own)} tasks"
    show([to_table(own, filled(own, columns), title=title) if own else title])
    if group:
        title = f"given to groups that may include it: {len(group)} tasks"
        show([to_table(group, filled(group, ("agency", *SHOWN)), title=title)])


def _quoted(path: str) -> str:
    import shlex

    return shlex.quote(path)


def _free(name: str, used: set[str]) -> str:
    """`name`, or the same with a number where it is used: two notices of one name in two folders get a page each."""
    number, free = 1, name
    while free in used:
        number += 1
        free = f"{name}-{number}"
    used.add(free)
    return free
