"""The command `gongwen serve`: the graph in a browser.

Guarantee: as in `cli.py`, only `click` is imported here; what the command needs is imported inside it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from ..terminal import Question, existing, graph_option

NEEDED = ("jinja2", "multipart", "starlette", "uvicorn")


@click.command(cls=Question, short_help="The graph in a browser: find, read, see, ask.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others can reach 0.0.0.0.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--token",
    envvar="GONGWEN_TOKEN",
    show_envvar=True,
    help="Word that opens the page; made where others can reach it.",
)
@click.option("--allow-upload", is_flag=True, help="Let files be added through the page.")
@click.option(
    "--uploads",
    type=click.Path(path_type=Path),
    default=".gongwen/uploads",
    show_default=True,
    help="Folder that keeps the files added, with --allow-upload.",
)
@click.option(
    "--ledger",
    type=Path,  # click.Path looks for the file, which a system without Chinese file names cannot
    envvar="GONGWEN_LEDGER",
    show_envvar=True,
    help="Decisions, as of `gongwen review`; where named, doubts can be decided on the page.",
)
@graph_option
def serve(
    host: str, port: int, token: str | None, allow_upload: bool, uploads: Path, ledger: Path | None, address: str
) -> int:
    """Show the graph in a browser: find, read, see, ask. Nothing can be changed unless that is switched on.

    Only this machine can reach the page, unless --host says otherwise; then it opens with a token that is printed here.

    Examples:
      gongwen serve
      gongwen serve --port 8080 --graph bolt://localhost:7687
      gongwen serve --host 0.0.0.0 --allow-upload --ledger 裁定.jsonl
    """
    absent = [name for name in NEEDED if find_spec(name) is None]
    if absent:
        from ..installing import install

        raise click.ClickException(
            f"the page needs {', '.join(absent)}. Install what is missing with: {install('gongwen[serve]')}"
        )
    from ...graph.constraints import open_graph
    from .serving import serve as run
    from .settings import Settings, is_loopback

    if token is not None and len(token) < 12:
        raise click.UsageError("a token shorter than 12 characters can be guessed; leave --token out to have one made.")
    if token is None and not is_loopback(host):
        import secrets

        token = secrets.token_urlsafe(18)
    settings = Settings(
        host=host, port=port, token=token, uploads=uploads.absolute() if allow_upload else None, ledger=ledger
    )
    with open_graph(existing(address)) as store:
        run(store, settings, click.echo)
    return 0
