"""The command line: what a user types, what comes back, with which exit status; every command helps and is told of."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result
from gongwen.cli import cli
from gongwen.graph.connection import open_store
from gongwen.pipeline.terminal import INTERRUPTED

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "corpus" / "notices" / "铜府〔2023〕90号.txt"


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=env)


def shell(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gongwen", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **settings}, cwd="/", timeout=120)


def commands(group: click.Command = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items() if isinstance(group, click.Group) else ():
        yield " ".join((*path, name)), command
        yield from commands(command, (*path, name))


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_command_has_help_and_an_example(name: str, command: click.Command) -> None:
    shown = run(*name.split(), "--help")
    assert shown.exit_code == 0
    assert "Examples:" in shown.output
    assert f"  gongwen {name}" in shown.output.split("Examples:")[1], "examples keep their lines"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_is_told_of_in_the_readme(name: str) -> None:
    for readme in ("README.md", "README.zh.md"):
        assert f"gongwen {name}" in (ROOT / readme).read_text(encoding="utf-8"), readme


def test_extract_gives_one_json_object_a_file_on_one_line() -> None:
    result = run("extract", EXAMPLE, EXAMPLE.parent / "guofa-2018-5-dakexue.txt")
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert list(first) == ["source", "document", "sections", "tasks", "projects", "targets", "citations", "findings"]
    assert first["document"]["doc_number"] == "铜府〔2023〕90号"
    assert second["document"]["doc_number"] == "国发〔2018〕5号"
    assert first["targets"][0]["baseline"] is None
    assert "铜府〔2023〕90号" in result.stdout, "UTF-8 as it is"


def test_extract_goes_on_after_a_broken_file_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(EXAMPLE.read_bytes())
    result = run("extract", tmp_path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "a.txt  [empty]" in result.stderr


def test_extract_html_of_several_files_fills_a_folder(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.txt").write_bytes(EXAMPLE.read_bytes())
    for _ in range(2):  # the second time replaces
        assert (
            run("extract", "--format", "html", "-o", tmp_path / "pages", tmp_path / "one", tmp_path / "two").exit_code
            == 0
        )
        assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["n-2.html", "n.html"]
    assert run("extract", "--format", "html", "-o", tmp_path / "x" / "page.html", EXAMPLE).exit_code == 0
    assert (tmp_path / "x" / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_extract_does_not_write_over_a_notice_and_says_what_it_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    assert run("extract", "-o", path, tmp_path).exit_code == 2
    assert path.read_bytes() == EXAMPLE.read_bytes()
    refused = run("extract", "-o", path / "below.json", path)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: ")


def test_extract_table_and_inspect_show_what_was_found() -> None:
    table = run("extract", "--format", "table", EXAMPLE)
    assert table.exit_code == 0
    for expected in ("sections (55)", "tasks (43)", "建设区域性综合交通枢纽", "citations (9)"):
        assert expected in table.stdout
    inspected = run("inspect", EXAMPLE)
    assert inspected.exit_code == 0
    assert "重庆市铜梁区人民政府" in inspected.stdout
    assert "doubtful" in inspected.stdout or "Nothing doubtful." in inspected.stdout
    assert "gongwen ingest" in inspected.stdout, "what to do next"
    assert "sections (55)" not in inspected.stdout
    assert "sections (55)" in run("inspect", "--all", EXAMPLE).stdout


def test_inspect_names_each_doubt_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text("关于开展工作的通知\n各单位：\n一、总体要求\n加快工作。\n", encoding="utf-8")
    shown = run("inspect", tmp_path / "n.txt").stdout
    assert "no_doc_number" in shown


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["inspect", "/absent.txt"], 1, "there is no such file"),
        (["extract"], 2, "Missing argument"),
        (["nonsense"], 2, "No such command"),
        (["evaluate", "/absent"], 1, "no annotation"),
        (["evaluate", "--only", "no-such-notice"], 1, "no annotation whose name contains"),
        (["tasks", "--agency", "x", "--graph", "/absent/graph"], 1, "gongwen ingest"),
        (["doctor", "--graph", "ftp://x"], 1, "bolt://"),
    ],
)
def test_errors_say_what_to_do(arguments: list[str], status: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert said in result.output
    assert "Traceback" not in result.output


LEDGERS = {
    "a broken line": (lambda path: path.write_text("{", encoding="utf-8"), "第1行不是完整的一条裁定"),
    "a conflict": (lambda path: path.write_text("<<<<<<< HEAD\n", encoding="utf-8"), "合并冲突的标记"),
    "a folder": (lambda path: path.mkdir(), "打不开（那是一个文件夹）"),
    "a file in the way": (lambda path: path.parent.joinpath("x").touch(), "打不开（路径当中有一段不是文件夹）"),
}


@pytest.mark.parametrize("name", LEDGERS)
@pytest.mark.parametrize("command", ["extract", "ingest", "review", "watch"])
def test_what_is_wrong_with_a_ledger_is_one_chinese_sentence(tmp_path: Path, command: str, name: str) -> None:
    spoil, said = LEDGERS[name]
    ledger, folder, output = tmp_path / "裁定.jsonl", tmp_path / "收文", tmp_path / "旧.json"
    spoil(ledger)
    folder.mkdir()
    output.write_text("旧的", encoding="utf-8")
    given = ledger if name != "a file in the way" else tmp_path / "x" / "裁定.jsonl"
    options = {
        "extract": ("-o", output),
        "ingest": ("--graph", tmp_path / "graph"),
        "review": ("--who", "张三", "--when", "today"),
        "watch": ("--once", "--graph", tmp_path / "graph"),
    }[command]
    result = run(command, folder if command == "watch" else EXAMPLE, "--ledger", given, *options)
    assert result.exit_code == 1 and result.stdout == "", result.output
    assert result.stderr.startswith(f"裁定文件 {given}") and said in result.stderr
    assert result.stderr.count("\n") == 1 and result.stderr.endswith("。\n")
    assert not re.search("[A-Za-z]", result.stderr.replace(str(given), "")), result.stderr
    assert output.read_text(encoding="utf-8") == "旧的", "nothing is written before"
    assert not (tmp_path / "graph").exists()


def test_evaluate_shows_figures_and_errors_and_keeps_frozen_verdicts(tmp_path: Path) -> None:
    frozen = tmp_path / "frozen.csv"
    result = run("evaluate", "--only", "90号", "--errors", "all", "--freeze", frozen)
    assert result.exit_code == 0
    assert "targets strict" in result.stdout
    same = run("evaluate", "--only", "90号", "--check", frozen, "--format", "json")
    assert same.exit_code == 0
    figures = json.loads(same.stdout)["figures"]
    assert figures["total"]["sections"] == figures["铜府〔2023〕90号"]["sections"]
    lines = frozen.read_text(encoding="utf-8").splitlines()
    turned = [line.replace(",hit", ",miss") for line in lines]
    frozen.write_text("\n".join(turned) + "\n", encoding="utf-8")
    changed = run("evaluate", "--only", "90号", "--check", frozen)
    assert changed.exit_code == 1
    assert "miss → hit" in changed.stderr


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A graph of three notices."""
    folder = tmp_path_factory.mktemp("cli") / "graph"
    names = (EXAMPLE.name, "guobanfa-2018-121-tiyujingsai.txt", "guofa-2018-5-dakexue.txt")
    result = run("ingest", "--graph", folder, *(EXAMPLE.parent / name for name in names))
    assert result.exit_code == 0, result.output
    assert "3 added, 0 changed, 0 unchanged, 0 set aside" in result.stdout
    with open_store(folder):  # held open, so that each command joins a server that runs
        yield folder


def test_ingest_again_leaves_everything_alone_and_sets_aside_what_is_broken(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("ingest", EXAMPLE, tmp_path, env={"GONGWEN_GRAPH": str(graph)})
    assert result.exit_code == 1
    assert "empty.txt  [empty]" in result.stderr
    assert result.stdout.splitlines()[-1] == "0 added, 0 changed, 1 unchanged, 1 set aside"


def test_on_a_terminal_a_bar_is_drawn_and_each_line_stands_alone(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "gongwen", "ingest", "--graph", str(graph), str(EXAMPLE), str(tmp_path)]
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, cwd="/", env=settings)
    os.close(theirs)
    drawn = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal that nobody holds any more so
        while piece := os.read(ours, 4096):
            drawn += piece
    os.close(ours)
    counts, _ = process.communicate(timeout=60)
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn.decode())
    lines = re.split(r"[\r\n]+", shown)
    assert any(line.startswith("reading") and "2/2" in line for line in lines)
    (aside,) = [line for line in lines if "empty.txt" in line]
    assert aside.startswith("set aside")
    assert counts.decode().splitlines() == ["0 added, 0 changed, 1 unchanged, 1 set aside"]


def test_tasks_of_an_agency_under_any_alias(graph: Path, tmp_path: Path) -> None:
    listed = [
        json.loads(run("tasks", "--graph", graph, "--agency", alias, "--format", "json").stdout)
        for alias in ("区发展改革委", "区发改委", "铜梁区发展和改革委员会")
    ]
    assert listed[0] == listed[1] == listed[2]
    own = [row for row in listed[0] if row["via"] == "agency"]
    assert {row["role"] for row in own} == {"lead", "responsible"}
    assert all(row["agency"] == "重庆市铜梁区发展和改革委员会" and "发展改革委" in row["quote"] for row in own)
    lead = run("tasks", "--graph", graph, "--agency", "区发改委", "--role", "lead", "--document", "铜府〔2023〕90号")
    assert f"重庆市铜梁区发展和改革委员会: {sum(row['role'] == 'lead' for row in own)} tasks" in lead.stdout
    book = tmp_path / "tasks.xlsx"
    assert run("tasks", "--graph", graph, "--agency", "区发改委", "--format", "xlsx", "-o", book).exit_code == 0
    assert openpyxl.load_workbook(book).active.max_row == len(listed[0]) + 1  # type: ignore[union-attr]


def test_an_agency_that_is_not_there_is_offered_near_names(graph: Path) -> None:
    result = run("tasks", "--graph", graph, "--agency", "铜梁区发改局")
    assert result.exit_code == 1
    assert "重庆市铜梁区发展和改革委员会" in result.stderr


def test_an_alias_that_fits_several_lists_them(graph: Path) -> None:
    result = run("tasks", "--graph", graph, "--agency", "发展改革委")
    assert result.exit_code == 0
    assert "国家发展和改革委员会" in result.stderr
    assert "铜梁区" in result.stderr


def test_a_graph_of_an_older_gongwen_is_refused_until_it_is_upgraded(tmp_path: Path) -> None:
    other = tmp_path / "graph"
    with open_store(other) as store:
        assert "holds no graph yet" in run("migrate-graph", "--graph", other).stdout
        assert run("ingest", "--graph", other, EXAMPLE).exit_code == 0
        assert "up to date" in run("migrate-graph", "--graph", other).stdout
        with store.write_session() as session:
            session.run("MATCH (m:Gongwen) DELETE m").consume()
        for command in (["documents"], ["ingest", EXAMPLE], ["report", tmp_path / "a.xlsx"], ["doctor"]):
            refused = run(*command, "--graph", other)
            assert refused.exit_code == 1
            assert f"`gongwen migrate-graph --graph {other}`" in refused.output
        assert "was upgraded from schema 0 to" in run("migrate-graph", "--graph", other).stdout
        assert "铜府〔2023〕90号" in run("documents", "--graph", other).stdout


def test_files_for_neo4j_admin_come_with_the_command_that_imports_them(graph: Path, tmp_path: Path) -> None:
    result = run("export", "--graph", graph, "--format", "neo4j-admin", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert f"sh {tmp_path / 'out' / 'import.sh'}" in result.stdout
    assert len((tmp_path / "out" / "nodes-Document.csv").read_bytes()) > 10_000


def test_documents_are_listed_and_deleted(tmp_path: Path) -> None:
    other = tmp_path / "graph"
    with open_store(other):
        run("ingest", "--graph", other, EXAMPLE)
        rows = json.loads(run("documents", "--graph", other, "--format", "json").stdout)
        assert [(row["document"], row["tasks"]) for row in rows] == [("铜府〔2023〕90号", 43)]
        assert "渝府发〔2023〕8号" in run("documents", "--cited", "--graph", other).stdout
        deleted = run("delete", "--graph", other, "铜府〔2023〕90号")
        assert deleted.exit_code == 0
        assert f"Its file still lies at {EXAMPLE}: `gongwen watch` or `gongwen ingest`" in deleted.stderr
        assert json.loads(run("documents", "--graph", other, "--format", "json").stdout) == []
        again = run("delete", "--graph", other, "铜府〔2023〕90号")
        assert again.exit_code == 1
        assert "gongwen documents" in again.stderr


def test_a_question_in_cypher_with_typed_parameters(graph: Path) -> None:
    question = (
        "MATCH (t:Target) WHERE t.value >= $least AND t.unit IN $units RETURN t.indicator AS i, t.value AS v ORDER BY v"
    )
    arguments = ("-p", "least=1000", "-p", 'units=["亿元"]', "--format", "json", "--graph", graph)
    rows = json.loads(run("query", question, *arguments).stdout)
    assert {"i": "全区GDP", "v": 1200.0} in rows
    assert all(row["v"] >= 1000 for row in rows)
    piped = CliRunner().invoke(cli, ["query", "-", *map(str, arguments)], input=question)
    assert json.loads(piped.stdout) == rows


def test_saved_questions_are_listed_shown_and_asked(graph: Path) -> None:
    listed = json.loads(run("queries", "--format", "json").stdout)
    names = [row["name"] for row in listed]
    assert {"tasks_by_agency", "rests_on", "orphan_citations"} <= set(names)
    for name in names:
        shown = run("queries", name)
        assert shown.exit_code == 0
        assert "MATCH" in shown.stdout
    answered = run("query", "citations_out", "-p", "document=铜府〔2023〕90号", "--graph", graph, "--format", "csv")
    assert "《成渝地区双城经济圈建设规划纲要》" in answered.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "CREATE (x:Document {id: 'y'}) RETURN x"], "Questions may only read"),
        (["query", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l"], "LOAD CSV is refused"),
        (["query", "tasks_by_agenci"], "tasks_by_agency"),
        (["query", "rests_on"], "must be given"),
        (["query", "MATCH (n RETURN n"], "could not answer"),
        (["query", "rests_on", "-p", "document"], "name=value"),
        (["queries", "nothing_of_the_kind"], "no saved query"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(graph: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments, env={"GONGWEN_GRAPH": str(graph)})
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_question_keeps_its_limits(graph: Path) -> None:
    few = run("query", "MATCH (t:Task) RETURN t.id", "--limit", "2", "--format", "csv", "--graph", graph)
    assert len(few.stdout.splitlines()) == 3
    assert "Only the first 2 rows" in few.stderr
    long = run(
        "query",
        "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN sum(x * y)",
        "--timeout",
        "1",
        "--graph",
        graph,
    )
    assert long.exit_code == 1
    assert "time limit of 1 s" in long.stderr


def test_the_shell_answers_goes_on_after_a_mistake_and_leaves(graph: Path) -> None:
    typed = (
        "help\nqueries\nMATCH (d:Document {ingested: true})\nRETURN count(d) AS held;\nMATCH (;\n"
        "citations_in document=国办发〔2018〕121号\nrests_on\nquit\nRETURN 'not reached';\n"
    )
    result = CliRunner().invoke(cli, ["shell", "--graph", str(graph)], input=typed)
    assert result.exit_code == 0
    assert "a question in Cypher ends in ;" in result.stdout
    assert "orphan_citations" in result.stdout
    assert "held" in result.stdout
    assert result.stdout.count("Error:") == 2
    assert "not reached" not in result.stdout


@pytest.mark.parametrize("form", ["graphml", "csv", "jsonl"])
def test_the_graph_is_exported(graph: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "new" / form
    result = run("export", "--format", form, "-o", target, "--graph", graph)
    assert result.exit_code == 0
    written = target / "nodes.csv" if form == "csv" else target
    assert "重庆市铜梁区发展和改革委员会" in written.read_text(encoding="utf-8-sig")


def test_doctor_says_what_a_graph_holds(graph: Path) -> None:
    assert "3 documents held" in run("doctor", "--graph", graph).stdout


@pytest.mark.parametrize("options", [[], ["--processes", "2"]], ids=["one process", "two processes"])
def test_ctrl_c_while_ingesting_keeps_what_is_done_and_stops_the_store(tmp_path: Path, options: list[str]) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_bytes(EXAMPLE.read_bytes() + f"第{number}稿\n".encode())
    for path in sorted(EXAMPLE.parent.glob("gu*.txt")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    command = [sys.executable, "-u", "-m", "gongwen", "ingest", "--graph", str(tmp_path / "g"), str(tmp_path), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", start_new_session=True)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"added")
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the whole group gets it
    _, errors = process.communicate(timeout=180)
    assert process.returncode == INTERRUPTED, errors.decode()
    assert "Stopped." in errors.decode()
    assert "Traceback" not in errors.decode()
    listed = json.loads(run("documents", "--graph", tmp_path / "g", "--format", "json").stdout)
    assert listed, "what was finished is kept"


def test_doctor_finds_what_is_installed_and_leaves_no_store_behind(tmp_path: Path) -> None:
    result = run("doctor", "--graph", tmp_path / "graph")
    assert result.exit_code == 0, result.output
    assert "neo4j: 6" in result.stdout
    assert "is not there yet" in result.stdout
    assert not (tmp_path / "graph").exists()


def test_doctor_names_a_server_that_does_not_answer() -> None:
    result = run("doctor", "--graph", "bolt://127.0.0.1:9", env={"GONGWEN_GRAPH_PASSWORD": "x"})
    assert result.exit_code == 1
    assert "No graph store answers at bolt://127.0.0.1:9" in result.stdout


def test_output_is_utf8_whatever_the_system_says() -> None:
    result = shell("extract", EXAMPLE, LC_ALL="POSIX", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert result.returncode == 0
    assert "铜府〔2023〕90号" in result.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m gongwen extract {EXAMPLE} {EXAMPLE} | head -c 10"
    result = subprocess.run(["bash", "-c", command], capture_output=True, cwd="/", timeout=120)
    assert "Traceback" not in result.stderr.decode()


def test_help_imports_nothing_heavy() -> None:
    code = "import sys\nfrom gongwen.cli import cli\ntry: cli.main(['--help'])\nexcept SystemExit: pass\n"
    code += "heavy = {'spacy', 'jieba', 'neo4j', 'rich', 'pydantic', 'networkx', 'numpy'} & set(sys.modules)\n"
    code += "sys.exit(f'imported: {heavy}' if heavy else 0)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd="/", timeout=60)
    assert result.returncode == 0, result.stderr.decode()


def test_ctrl_c_ends_with_one_line_and_its_own_status(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_bytes(EXAMPLE.read_bytes())
    command = [sys.executable, "-m", "gongwen", "extract", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")
    assert process.stdout is not None
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert errors.decode().strip().startswith("Stopped.")
    assert "Traceback" not in errors.decode()
