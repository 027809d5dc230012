"""The documentation tells the truth: commands in it exist, links lead somewhere, examples run, the schema page is the schema."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest
from checkout import ROOT
from gongwen.cli import cli
from gongwen.graph.ask import ask
from gongwen.graph.connection import open_store
from gongwen.pipeline.ingest import ingest

READMES = ("README.md", "README.zh.md")
GUIDES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = sorted({*GUIDES, *(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))})
EXAMPLE = "corpus/notices/铜府〔2023〕90号.txt"


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def script(name: str) -> ModuleType:
    """A program of `docs/`, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gongwen_commands(page: str) -> list[list[str]]:
    """The words after `gongwen` in every command of the page's `sh` and `console` blocks, and in its `code`."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    lines += [command for block in blocks(page, "console") for command in script("make_readme_output").commands(block)]
    lines += [code for code in re.findall(r"(?<!`)`(gongwen [^`\n]+)`(?!`)", text_of(page)) if "…" not in code]
    calls = [words(line) for line in lines]
    return [call[1:] for call in calls if call and call[0].split("/")[-1] == "gongwen" and len(call) > 1]


def words(line: str) -> list[str]:
    """Words of a shell line up to its first pipe, redirection or comment."""
    lexer = shlex.shlex(line.replace("\\\n", " "), posix=True, punctuation_chars="|><&;")
    lexer.whitespace_split = True
    found: list[str] = []
    for word in lexer:
        if set(word) <= set("|><&;"):
            break
        found.append(word)
    return found


def test_graph_page_is_what_the_schema_says() -> None:
    assert text_of("docs/graph.md") == script("make_graph").render(), "`make docs` renews docs/graph.md"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"", text_of(page)):
        link = "".join(target)
        if not re.match(r"[a-z]+:", link):
            assert (ROOT / page).parent.joinpath(link).exists(), link


@pytest.mark.parametrize("page", PAGES)
def test_modules_spoken_of_are_there(page: str) -> None:
    for name in re.findall(
        r"`((?:corpus|docs|extractors|graph|pipeline|schemas|tests)/[^`\s<>*]+\.(?:py|json|jsonl|csv|toml|md))`",
        text_of(page),
    ):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("command", cli.commands)
def test_readme_mentions_every_command(page: str, command: str) -> None:
    assert re.search(rf"gongwen {command}\b", text_of(page))


@pytest.mark.parametrize("page", [page for page in PAGES if "gongwen " in text_of(page)])
def test_commands_can_be_typed_as_they_stand(page: str) -> None:
    """Every option and choice of every command line is one that the program has."""
    for call in gongwen_commands(page):
        name, *arguments = call
        if not name.startswith("-"):
            try:
                cli.commands[name].make_context(name, arguments)
            except (click.exceptions.Exit, click.MissingParameter):
                pass  # --help; prose may name a command without its arguments
            except (click.UsageError, KeyError) as error:
                pytest.fail(f"{page}: gongwen {shlex.join(call)}: {error}")


@pytest.mark.parametrize("page", [page for page in GUIDES if "make " in text_of(page)])
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    shown = [line for block in blocks(page, "sh") for line in block.splitlines()]
    shown += re.findall(r"`(make [a-z]+)", text_of(page))
    assert {target for line in shown for target in re.findall(r"^make ([a-z]+)", line)} <= targets


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example loaded as `make demo` loads it."""
    folder = tmp_path_factory.mktemp("demonstration")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    with open_store(folder / ".gongwen" / "graph") as store:
        ingest([str(ROOT / EXAMPLE)], store)
    return folder


@pytest.mark.parametrize("page", READMES)
def test_python_example_runs(page: str, demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook cells of the README, one after the other; where a cell shows its value, it is that value."""
    monkeypatch.chdir(demonstration)
    names: dict[str, object] = {}
    cells = blocks(page, "python")
    assert cells
    for cell in cells:
        exec(compile(cell, page, "exec"), names)
        for line in cell.splitlines():
            shown = re.fullmatch(r"(?P<code>[^#\s].*?)\s+# → (?P<value>.+)", line)
            if shown:
                assert repr(eval(shown["code"], names)) == shown["value"], line


def test_graph_page_names_all_that_is_stored(demonstration: Path) -> None:
    page = text_of("docs/graph.md")
    with open_store(demonstration / ".gongwen" / "graph") as store:
        labels = ask(store, "MATCH (n) UNWIND labels(n) AS name RETURN DISTINCT name").rows
        types = ask(store, "MATCH ()-[r]->() RETURN DISTINCT type(r) AS name").rows
        properties = ask(store, "MATCH (n) WHERE NOT n:Gongwen UNWIND keys(n) AS name RETURN DISTINCT name").rows
        properties += ask(store, "MATCH ()-[r]->() UNWIND keys(r) AS name RETURN DISTINCT name").rows
    assert {name for (name,) in labels + types if f":{name}" not in page} == set()
    assert {name for (name,) in properties if f"`{name}`" not in page and not name.startswith("_")} == set()
    assert len(properties) > 40


def test_readmes_show_the_same_commands() -> None:
    ours, theirs = (gongwen_commands(page) for page in READMES)
    assert ours == theirs


def test_programs_are_executable() -> None:
    assert all(os.access(ROOT / name, os.X_OK) for name in (".ci/run", "docs/demo.sh"))
