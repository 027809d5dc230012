"""Ingesting: files in, a graph out, whatever lies among the files and whichever comes first."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from gongwen.graph.connection import Store, open_store
from gongwen.graph.export import to_jsonl
from gongwen.graph.loader import Loader, State
from gongwen.pipeline.ingest import FileResult, Outcome, Precedence, ingest
from gongwen.schemas import SetAsideReason

NOTICES = Path(__file__).parents[2] / "corpus" / "notices"
EXAMPLE = NOTICES / "铜府〔2023〕90号.txt"


def notice(number: int, *, extra: str = "") -> str:
    return (
        f"测府〔2024〕{number}号\n测试市人民政府关于加快第{number}项工作的通知\n各县人民政府：\n"
        f"一、总体要求\n加快建设，到2027年工业总产值达到{number}00亿元。{extra}\n（牵头单位：市发展改革委）\n测试市人民政府\n2024年1月{number}日\n"
    )


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(embedded_store: Store) -> Store:
    """The embedded store, empty; tests of what both must do ask for `either`."""
    return embedded_store


@pytest.fixture(params=["embedded_store", "neo4j_store"])
def either(request: pytest.FixtureRequest) -> Store:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Store)
    return found


def outcomes(results: tuple[FileResult, ...]) -> dict[str, Outcome]:
    return {Path(result.path).name: result.outcome for result in results}


def contents(store: Store) -> tuple[list[Any], list[Any]]:
    """Everything in the graph but the file names, in a form that can be compared."""
    nodes = store.read("MATCH (n) RETURN labels(n), properties(n)").records
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r), b.id").records
    plain = [(tuple(labels), sorted((k, str(v)) for k, v in properties.items())) for labels, properties in nodes]
    return sorted(plain), sorted((a, t, sorted((k, str(v)) for k, v in p.items()), b) for a, t, p, b in edges)


def test_files_are_added_then_unchanged_then_changed(tmp_path: Path, either: Store) -> None:
    store = either
    write(tmp_path / "a.txt", notice(1))
    write(tmp_path / "b.txt", notice(2))
    (tmp_path / "index.jsonl").write_text("{}", encoding="utf-8")
    first = ingest([tmp_path], store)
    assert outcomes(first.results) == {"a.txt": Outcome.ADDED, "b.txt": Outcome.ADDED}
    assert [Path(name).name for name in first.ignored] == ["index.jsonl"]
    before = contents(store)
    again = ingest([tmp_path], store)
    assert set(outcomes(again.results).values()) == {Outcome.UNCHANGED}
    assert contents(store) == before
    write(tmp_path / "b.txt", notice(2, extra="到2028年粮食产量达到5万吨。"))
    third = ingest([tmp_path], store)
    assert outcomes(third.results) == {"a.txt": Outcome.UNCHANGED, "b.txt": Outcome.CHANGED}
    assert third.counts == {Outcome.ADDED: 0, Outcome.CHANGED: 1, Outcome.UNCHANGED: 1, Outcome.SET_ASIDE: 0}
    write(tmp_path / "b.txt", notice(2))
    ingest([tmp_path], store)
    assert contents(store) == before, "taking a change back leaves nothing behind"


def test_unchanged_files_are_not_extracted_again(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", notice(1))
    ingest([tmp_path], store)
    monkeypatch.setattr("gongwen.pipeline.one_file.notice_of", lambda *_: pytest.fail("extracted again"))
    assert outcomes(ingest([tmp_path], store).results) == {"a.txt": Outcome.UNCHANGED}


def test_broken_files_are_set_aside_and_the_rest_is_loaded(tmp_path: Path, store: Store) -> None:
    write(tmp_path / "good.txt", notice(1))
    write(tmp_path / "prose.txt", "这里没有任何编号的章节，只有一段普通的文字。\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02" * 99)
    (tmp_path / "latin.txt").write_bytes("déjà".encode("latin-1"))
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.4")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "wide.txt").write_bytes(b"\xff\xfe" + notice(2).encode("utf-16-le"))
    (tmp_path / "gb.txt").write_bytes(notice(3).encode("gb18030"))
    report = ingest([tmp_path], store)
    assert {Path(r.path).name: r.reason for r in report.results if r.outcome is Outcome.SET_ASIDE} == {
        "prose.txt": SetAsideReason.NO_SECTIONS,
        "empty.txt": SetAsideReason.EMPTY,
        "binary.txt": SetAsideReason.BINARY,
        "latin.txt": SetAsideReason.UNKNOWN_ENCODING,
        "scan.txt": SetAsideReason.DAMAGED,
        "huge.txt": SetAsideReason.TOO_LARGE,
        "gone.txt": SetAsideReason.NOT_FOUND,
    }
    assert Loader(store).documents() == ("测府〔2024〕1号", "测府〔2024〕2号", "测府〔2024〕3号")


def test_a_text_without_sections_is_taken_where_that_is_asked_for(tmp_path: Path, store: Store) -> None:
    path = write(
        tmp_path / "prose.txt", "测府〔2024〕9号\n测试市人民政府关于放假的通知\n各县人民政府：\n现通知如下。\n"
    )
    assert outcomes(ingest([path], store).results) == {"prose.txt": Outcome.SET_ASIDE}
    assert outcomes(ingest([path], store, unsectioned=True).results) == {"prose.txt": Outcome.ADDED}


def test_the_same_content_twice_is_one_document(tmp_path: Path, store: Store) -> None:
    write(tmp_path / "a.txt", notice(1))
    write(tmp_path / "copy.txt", notice(1))
    report = ingest([tmp_path], store)
    assert [(r.outcome, r.message) for r in report.results] == [
        (Outcome.ADDED, ""),
        (Outcome.UNCHANGED, f"same content as {tmp_path / 'a.txt'}"),
    ]


VERSIONS = {
    "short.txt": notice(1),
    "rail.txt": notice(1, extra="还要修建铁路。"),
    "road.txt": notice(1, extra="还要修建公路。"),
}
KEPT = min(("rail.txt", "road.txt"), key=lambda name: hashlib.sha256(VERSIONS[name].encode()).hexdigest())
"""The fuller text; of the two that are equally long, the one with the smaller sha256."""


@pytest.mark.parametrize("order", list(itertools.permutations(VERSIONS)), ids="-".join)
def test_of_files_that_claim_one_document_the_same_is_kept_in_any_order(
    tmp_path: Path, store: Store, order: tuple[str, ...]
) -> None:
    for name, text in VERSIONS.items():
        write(tmp_path / name, text)
    single = [ingest([tmp_path / name], store).results[0] for name in order]
    kept = store.read("MATCH (d:Document {ingested: true}) RETURN d.path").records
    assert [Path(path).name for (path,) in kept] == [KEPT]
    last = ingest([tmp_path], store)
    expected = dict.fromkeys(VERSIONS, Outcome.SET_ASIDE) | {KEPT: Outcome.UNCHANGED}
    assert outcomes(last.results) == expected
    assert {r.reason for r in last.results if r.reason} == {SetAsideReason.CONFLICT}
    for result in (*single, *last.results):
        if result.outcome is Outcome.SET_ASIDE or "in place of" in result.message:
            rival = result.rival
            assert rival is not None and rival.document == "测府〔2024〕1号" and rival.path in result.message
            assert rival.sha256 == hashlib.sha256(Path(rival.path).read_bytes()).hexdigest()
            short = "short.txt" in (Path(rival.path).name, Path(result.path).name)
            assert rival.why is (Precedence.FULLER if short else Precedence.ORDER)
        else:
            assert result.rival is None
    assert all("测府〔2024〕1号" in r.message for r in last.results if r.reason)
    assert single[0].outcome is Outcome.ADDED


@pytest.mark.parametrize("mine", ["short.txt", KEPT])
def test_what_another_program_loads_at_the_same_moment_is_weighed_too(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, mine: str
) -> None:
    theirs = next(name for name in VERSIONS if name not in (mine, "short.txt"))
    for name, text in VERSIONS.items():
        write(tmp_path / name, text)
    noted = Loader.noted
    overtaken: list[str] = []

    def meanwhile(loader: Loader, document: str) -> State | None:
        seen = noted(loader, document)
        if not overtaken:
            overtaken.append(document)
            assert ingest([tmp_path / theirs], store).results[0].outcome is Outcome.ADDED
        return seen

    monkeypatch.setattr(Loader, "noted", meanwhile)
    (result,) = ingest([tmp_path / mine], store).results
    assert overtaken == ["测府〔2024〕1号"]
    assert result.outcome is (Outcome.CHANGED if mine == KEPT else Outcome.SET_ASIDE)
    assert result.rival is not None and Path(result.rival.path).name == theirs
    ((path,),) = store.read("MATCH (d:Document {ingested: true}) RETURN d.path").records
    assert Path(path).name == (mine if mine == KEPT else theirs)


def test_a_file_that_moved_is_a_change_and_no_rival(tmp_path: Path, store: Store) -> None:
    old = write(tmp_path / "old.txt", notice(1, extra="很长很长很长的文字。"))
    ingest([old], store)
    old.unlink()
    new = write(tmp_path / "new.txt", notice(1))
    (result,) = ingest([new], store).results
    assert (result.outcome, result.document) == (Outcome.CHANGED, "测府〔2024〕1号")


def test_a_file_that_has_become_another_document_is_pointed_out(tmp_path: Path, store: Store) -> None:
    path = write(tmp_path / "a.txt", notice(1))
    write(tmp_path / "b.txt", notice(2))
    ingest([tmp_path], store)
    write(path, notice(3))
    added, other = ingest([tmp_path], store).results
    assert (added.outcome, added.document) == (Outcome.ADDED, "测府〔2024〕3号")
    assert "gongwen delete '测府〔2024〕1号'" in added.message
    assert other.message == ""


def test_a_rule_that_breaks_down_costs_one_file_only(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongwen.pipeline import one_file as module

    write(tmp_path / "a.txt", notice(1))
    write(tmp_path / "b.txt", notice(2))
    whole = module.canonicalise

    def broken(found: Any, *, text: str, aliases: Any) -> Any:
        if "〕1号" in text:
            raise RuntimeError("out of order")
        return whole(found, text=text, aliases=aliases)

    monkeypatch.setattr(module, "canonicalise", broken)
    report = ingest([tmp_path], store)
    assert outcomes(report.results) == {"a.txt": Outcome.SET_ASIDE, "b.txt": Outcome.ADDED}
    assert report.results[0].reason is SetAsideReason.FAILED
    assert "out of order" in report.results[0].message


def test_a_text_on_which_extraction_fails_is_set_aside(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Any) -> Any:
        raise KeyError("rule")

    monkeypatch.setattr("gongwen.pipeline.extract.extract", broken)
    (result,) = ingest([write(tmp_path / "a.txt", notice(1))], store).results
    assert (result.outcome, result.reason) == (Outcome.SET_ASIDE, SetAsideReason.FAILED)
    assert "KeyError" in result.message


def test_each_result_is_told_as_it_comes(tmp_path: Path, store: Store) -> None:
    write(tmp_path / "a.txt", notice(1))
    (tmp_path / "b.txt").write_bytes(b"")
    told: list[tuple[str, int, int]] = []
    report = ingest(
        [tmp_path, tmp_path / "c.txt"], store, tell=lambda r, done, total: told.append((Path(r.path).name, done, total))
    )
    assert told == [("a.txt", 1, 3), ("b.txt", 2, 3), ("c.txt", 3, 3)]
    assert len(report.results) == 3


def test_the_example_gives_a_graph_that_knows_its_tasks(store: Store) -> None:
    (result,) = ingest([EXAMPLE], store).results
    assert (result.outcome, result.document) == (Outcome.ADDED, "铜府〔2023〕90号")
    tasks = store.read("MATCH (:Document {id: '铜府〔2023〕90号'})-[:HAS_TASK]->(t:Task) RETURN count(t)").records
    assert tasks[0][0] >= 43


CHAIN = (
    "铜府〔2023〕90号.txt",
    "guobanfa-2018-127-keyanzizhuquan.txt",
    "guobanfa-2018-118-xingzhengzhifa.txt",
    "guohan-2016-52-lianxihuiyi.txt",
)
"""Notices that speak of the same agencies and cite."""


def exported(store: Store, path: Path) -> bytes:
    to_jsonl(store, path)
    return path.read_bytes()


def test_the_order_of_files_does_not_matter(tmp_path: Path, either: Store) -> None:
    graphs = []
    for order in (CHAIN, CHAIN[::-1]):
        for document in Loader(either).documents():
            Loader(either).delete(document)
        for name in order:
            ingest([NOTICES / name], either)
        graphs.append(exported(either, tmp_path / "graph.jsonl"))
    assert graphs[0] == graphs[1]
    assert "区发展改革委".encode() in graphs[0]


def test_after_a_kill_the_same_command_gives_the_graph_of_a_clean_run(tmp_path: Path, store: Store) -> None:
    killed = tmp_path / "killed"
    command = [sys.executable, "-u", "-m", "gongwen", "ingest", "--graph", str(killed)]
    command += [str(NOTICES / name) for name in CHAIN]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"added")
    process.kill()  # while it is at the second
    process.wait()
    process.stdout.close()
    finished = subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert b"0 set aside" in finished.stdout
    ingest([NOTICES / name for name in CHAIN], store)
    with open_store(killed) as again:
        assert exported(again, tmp_path / "killed.jsonl") == exported(store, tmp_path / "clean.jsonl")
