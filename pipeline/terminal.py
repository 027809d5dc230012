"""How every command of `gongwen` behaves: its options, its tables, its errors and exit statuses.

Guarantee: an expected failure is one sentence and an exit status, never a traceback; the commands know nothing of it.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from ..schemas import SetAside

C = TypeVar("C", bound=Callable[..., Any])

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""

PIPE_WIDTH = 140
"""Width of tables that do not go to a terminal, in characters of half width."""


def _verbatim(text: str | None) -> str | None:
    """Help text whose examples keep their lines (click refills every paragraph that lacks its mark)."""
    return text and re.sub(r"\n\n(?=\s*(?:Examples:|The office))", "\n\n\b\n", inspect.cleandoc(text))


class Question(click.Command):
    """A command: its help ends in examples."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **{**extra, "help": _verbatim(extra.get("help"))})

    def wrong_use(self, error: click.UsageError) -> str:
        """What to say of wrong use instead of `click`'s words; "" for these."""
        return ""


class Gongwen(click.Group):
    """The group of all commands: turns every expected failure into one sentence and an exit status."""

    command_class = Question

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **{**extra, "help": _verbatim(extra.get("help"))})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of the file, which is the order in which one uses them."""
        return list(self.commands)

    def main(  # type: ignore[override]  # standalone or not, it ends in an exit status
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run; exit status 0 fine, 1 something is wrong or was set aside, 2 wrong use, 130 broken off."""
        try:
            extra["standalone_mode"] = False
            result = super().main(args, prog_name, **extra)
        except (click.Abort, KeyboardInterrupt):
            click.echo("\nStopped. What was written so far is kept; the same command goes on from there.", err=True)
            sys.exit(INTERRUPTED)
        except click.ClickException as error:
            said = _in_its_own_words(error) if isinstance(error, click.UsageError) else ""
            if said:
                click.echo(said, err=True)
            else:
                error.show()
            sys.exit(error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads any more; let the last flush find a place
            sys.exit(1)
        except OSError as error:
            click.echo(f"Error: {error.filename or 'a file'}: {error.strerror or error}", err=True)
            sys.exit(1)
        except Exception as error:
            from ..schemas import GongwenError
            from .output import printable

            if not isinstance(error, GongwenError):
                raise
            click.echo(printable(str(error)) if error.in_chinese else f"Error: {error}", err=True)
            sys.exit(1)
        sys.exit(result if isinstance(result, int) else 0)


def _in_its_own_words(error: click.UsageError) -> str:
    command = error.ctx.command if error.ctx else None
    return command.wrong_use(error) if isinstance(command, Question) else ""


def output_option(command: C) -> C:
    """`-o`: a file instead of the terminal."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of printing.")(
        command
    )


def format_option(*formats: str, help: str) -> Callable[[C], C]:
    """`--format`: one of `formats`, of which the first is the default."""
    choice = click.Choice(formats)
    return click.option("--format", "form", type=choice, default=formats[0], show_default=True, help=help)


def listing_options(command: C) -> C:
    """`--format` and `-o`, the same for every listing."""
    return format_option("table", "csv", "json", "xlsx", help="Format of the rows.")(output_option(command))


def ledger_option(command: C) -> C:
    """`--ledger`: what people decided; a file that is not there is an empty one."""
    return ledger_option_said("Decisions of `gongwen review`, which every reading carries out.")(command)


def ledger_option_said(help: str) -> Callable[[C], C]:
    """The same with other words in the help."""
    return click.option(
        "--ledger",
        type=Path,  # click.Path looks for the file, which a system without Chinese file names cannot
        envvar="GONGWEN_LEDGER",
        default="裁定.jsonl",
        show_default=True,
        show_envvar=True,
        help=help,
    )


def graph_option(command: C) -> C:
    """`--graph`: which store."""
    return click.option(
        "--graph",
        "address",
        envvar="GONGWEN_GRAPH",
        default=".gongwen/graph",
        show_default=True,
        show_envvar=True,
        help="A folder (embedded store), or bolt://… or neo4j://… with GONGWEN_GRAPH_USER and GONGWEN_GRAPH_PASSWORD.",
    )(command)


def paths_argument(command: C) -> C:
    """One or more files and folders."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def existing(address: str) -> str:
    """`address`, unless it is a folder that is not there: a question must not make an empty store by mistake."""
    if "://" not in address and not Path(address).is_dir():
        from ..schemas import StoreError

        raise StoreError(
            f"there is no graph at {address}. Make one with `gongwen ingest PATH`, or name it with --graph."
        )
    return address


class Bar(NamedTuple):
    """A running progress bar. `step(done, total)` moves it; `say(line)` prints above it, on the error stream."""

    step: Callable[[int, int], None]
    say: Callable[[str], None]


@contextmanager
def progress_bar() -> Iterator[Bar]:
    """A bar on a terminal; elsewhere none, only what is said."""
    if not sys.stderr.isatty():
        yield Bar(lambda done, total: None, lambda line: click.echo(line, err=True))
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        job = bar.add_task("reading", total=None)
        yield Bar(
            lambda done, total: bar.update(job, completed=done, total=total),
            lambda line: console.print(Text(line), soft_wrap=True),
        )


def tell_set_aside(aside: SetAside) -> None:
    """Say on the error stream which file was set aside, and why."""
    from .output import printable

    click.echo(printable(f"set aside  {aside.path}  [{aside.reason.value}]  {aside.message}"), err=True)


MANY = 5
"""Names that are told one by one."""


def left_out(names: Sequence[str]) -> str:
    """What to say behind a count of files of those that no reader takes: ` (left out, of no readable format: 名单.xls)`."""
    from .output import printable

    if not names:
        return ""
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    told = ", ".join(printable(Path(name).name) for name in names[:MANY])
    return f" (left out, of no readable format: {told}{more})"


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if sys.stdout.isatty() else PIPE_WIDTH


def show(renderables: Iterable[object]) -> None:
    """Print tables and texts one under the other, each as soon as it comes."""
    for renderable in renderables:
        click.echo(as_text([renderable]), nl=False)


def as_text(renderables: Iterable[object]) -> str:
    """What `show` prints."""
    from .output import to_text

    return "".join(to_text(renderable, _width()) + "\n" for renderable in renderables)


def write_rows(rows: list[dict[str, Any]], columns: Iterable[str], form: str, output: Path | None) -> None:
    """A listing, to the terminal or to a file."""
    from .output import Format, render

    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook cannot be shown at a terminal; add -o FILE.xlsx.")
    data = render(rows, list(columns), Format(form), width=_width())
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    else:
        click.echo(data, nl=False)
