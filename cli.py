"""The commands of `gongwen`: one for each question a user has. They parse, call and print; the work is done elsewhere.

Those that read notices stand here, those that need a graph in `pipeline/graph_commands.py`. Only `click` is imported
here; what a command needs is imported inside it, so that help comes at once.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from . import __version__
from .pipeline.graph_commands import COMMANDS
from .pipeline.judging.command import review
from .pipeline.terminal import Gongwen, as_text, format_option, ledger_option, paths_argument, show, tell_set_aside


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
@format_option(
    "json",
    "table",
    "html",
    help="json: one object a file, one a line. html: the text with every extraction marked in its place.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File to write; for html from several files, a folder."
)
@ledger_option
def extract(paths: tuple[str, ...], form: str, output: Path | None, ledger: Path) -> int:
    """Print all that notices say: tasks, agencies, projects, targets and citations, with evidence.

    Examples:
      gongwen extract notice.txt | jq .targets
      gongwen extract --format html -o notice.html notice.txt
      gongwen extract --format html -o pages/ notices/
    """
    from .pipeline.batch import notices
    from .pipeline.judging.ledger import Ledger
    from .pipeline.read import discover

    decided = Ledger.load(ledger)  # before a file is written
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
    for result in notices(paths, decided):
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


@cli.command(short_help="Why a place of a notice was read as it was.")
@click.argument("path", metavar="FILE")
@click.option("--quote", help="Words of the text, as they stand there.")
@click.option("--at", "offset", type=click.IntRange(0), help="Offset in characters, as in `evidence.start`.")
@click.option(
    "--nth", type=click.IntRange(1), default=1, show_default=True, help="Which of several places of the quote."
)
@format_option("table", "json", help="Of the tables.")
def explain(path: str, quote: str | None, offset: int | None, nth: int, form: str) -> int:
    """Show which rules looked at a place, which fired, which gave way and to what, and on which vocabulary entries.

    Examples:
      gongwen explain notice.txt --quote 区发展改革委要牵头抓总
      gongwen explain notice.txt --at 16440 --format json
    """
    import json
    from dataclasses import asdict

    from .pipeline.explain import explain, places, shown
    from .pipeline.read import read

    if (quote is None) == (offset is None):
        raise click.UsageError("say which place: either --quote or --at.")
    source = read(path)
    if offset is not None:
        start, end = offset, offset + 1
    else:
        assert quote is not None  # one of the two is given
        found = places(source.text, quote)
        if nth > len(found):
            raise click.UsageError(f"the quote stands {len(found)} times in the text; --nth {nth} is not there.")
        if len(found) > 1:
            click.echo(f"The quote stands {len(found)} times; this is number {nth}. Others with --nth.", err=True)
        start, end = found[nth - 1], found[nth - 1] + len(quote)
    explanation = explain(source, start, end)
    if form == "json":
        click.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=1))
    else:
        show(shown(explanation))
    return 0


@cli.command(short_help="Score extraction against hand annotation.")
@click.argument("gold", required=False, type=click.Path(path_type=Path))
@click.argument("texts", required=False, type=click.Path(path_type=Path))
@format_option("table", "json", help="Of the figures.")
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


@cli.command(short_help="What a change of the rules gains and loses.")
@click.argument("old")
@click.argument("new")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(
        ["header", "sections", "tasks", "responsibilities", "projects", "targets", "citations", "findings"]
    ),
    help="Only facts of this kind; may be given again.",
)
@format_option("table", "json", help="Of the answer.")
@click.option("--fail-on-change", is_flag=True, help="Exit status 1 where anything differs.")
def compare(old: str, new: str, folder: Path | None, only: tuple[str, ...], form: str, fail_on_change: bool) -> int:
    """Show what one version of the rules finds and another does not, kind by kind, each fact with its quote.

    OLD and NEW are each a file that `gongwen extract` wrote, a git revision of the checkout that gongwen runs from, or
    the word work for its working tree. FOLDER holds the notices; without it, those that come with gongwen.

    Examples:
      gongwen compare HEAD work
      gongwen compare HEAD~1 HEAD --only targets --only projects
      gongwen compare v0.1.0 work notices/ --format json
      gongwen compare before.jsonl after.jsonl
    """
    import json

    from .pipeline.compare import compare
    from .pipeline.differences import counts_table, lines, opening
    from .pipeline.output import printable
    from .pipeline.revisions import is_result, result_of

    def tell(line: str) -> None:
        click.echo(printable(line), err=True)

    if folder and is_result(old) and is_result(new):
        raise click.UsageError("FOLDER is what a revision reads; two results hold their notices already.")
    notices = folder or Path(__file__).parent / "corpus" / "notices"
    comparison = compare(result_of(old, notices, tell), result_of(new, notices, tell))
    shown = comparison.only(only)
    if form == "json":
        click.echo(json.dumps(shown.to_json(), ensure_ascii=False, indent=1))
    else:
        for line in opening(shown, old, new):
            click.echo(line)
        if shown.differences:
            show([counts_table(shown)])
        for line in lines(shown):
            click.echo(line)
    return 1 if fail_on_change and shown else 0


for _command in (review, *COMMANDS):  # last, so that help lists them behind the ones above
    cli.add_command(_command)


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
