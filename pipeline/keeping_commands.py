"""The commands of `gongwen` that keep a graph: write it to files, upgrade it, look after what it needs.

Guarantee: as in `cli.py`, only `click` is imported here; what a command needs is imported inside it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from .terminal import Question, existing, format_option, graph_option

_command = partial(click.command, cls=Question)


@_command(short_help="The whole graph as files.")
@format_option(
    "graphml",
    "csv",
    "jsonl",
    "neo4j-admin",
    help="graphml for Gephi and yEd, csv for nodes.csv and relationships.csv, jsonl one object a line, "
    "neo4j-admin for its `database import full`.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write; for csv and neo4j-admin, a folder.",
)
@graph_option
def export(form: str, output: Path, address: str) -> int:
    """Write the whole graph to files, with all properties and evidence.

    Examples:
      gongwen export -o graph.graphml
      gongwen export --format csv -o tables/
      gongwen export --format jsonl -o graph.jsonl
      gongwen export --format neo4j-admin -o import/
    """
    from ..graph.admin_export import to_neo4j_admin
    from ..graph.constraints import open_graph
    from ..graph.export import to_csv, to_graphml, to_jsonl

    output.parent.mkdir(parents=True, exist_ok=True)
    write = {"graphml": to_graphml, "csv": to_csv, "jsonl": to_jsonl, "neo4j-admin": to_neo4j_admin}[form]
    with open_graph(existing(address)) as store:
        count = write(store, output)
    click.echo(f"{count} nodes and relationships in {output}")
    if form == "neo4j-admin":
        click.echo(f"To import them, where Neo4j is installed and stopped: sh {output / 'import.sh'}")
    return 0


@_command("migrate-graph", short_help="Upgrade a graph that an older gongwen wrote.")
@graph_option
def migrate_graph(address: str) -> int:
    """Upgrade a graph that an older gongwen wrote, where it stands; one that is up to date is left alone.

    A graph that lacks what the upgrade needs is left as it is, and the command says from what it can be made anew.

    Examples:
      gongwen migrate-graph
      gongwen migrate-graph --graph bolt://localhost:7687
    """
    from ..graph.connection import open_store
    from ..graph.migration import migrate

    with open_store(existing(address)) as store:
        done = migrate(store)
    if done.before is None:
        click.echo(f"{address} holds no graph yet.")
    elif done.before == done.after:
        click.echo(f"{address} is up to date (schema {done.after}).")
    else:
        click.echo(f"{address} was upgraded from schema {done.before} to {done.after}.")
    return 0


@_command(short_help="What is installed, what is wrong, how to mend it.")
@graph_option
def doctor(address: str) -> int:
    """Say what is installed, which store answers, what is wrong and how to mend it.

    Examples:
      gongwen doctor
      gongwen doctor --graph bolt://localhost:7687
    """
    from .doctor import Health, examine

    wrong = 0
    for check in examine(address):
        click.echo(f"{check.health.value:6}{check.subject}: {check.found}")
        if check.health is not Health.FINE and check.remedy:
            click.echo(f"      → {check.remedy}")
        wrong += check.health is Health.WRONG
    click.echo("Everything needed is there." if not wrong else f"{wrong} to mend.")
    return 1 if wrong else 0
