"""The vocabularies: each loads, each entry shows its term, and no rule knows the words of one notice."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongwen.extractors.lexicon import load

ROOT = Path(__file__).parents[1]
DATA = ROOT / "extractors" / "data"
TABLES = sorted(path.stem for path in DATA.glob("*.tsv"))
WITHOUT_ITS_TERM = {("document_words", "通知书"), ("not_organisations", "用处")}
"""Entries whose example shows another word; no entry may join them."""

OF_ONE_NOTICE = (
    "铜梁", "铜府", "铜创", "铜遂", "璧铜", "璧山", "巴岳", "安居古城", "安居华夏", "淮远", "龙乡", "龙城天街", "龙廷", "龙裕", "龙腾", "金庙",
    "玄天湖", "荷和原乡", "奇彩梦园", "小北海", "旧县", "少云", "邱少云", "维新镇", "围龙", "侣俸", "文曲", "毓青山", "小安溪", "穆家河", "同心桥",
    "三叉口", "石梁", "双寨", "长征渠", "蒲吕", "七佛", "平滩", "太平至白羊", "涪江", "琼江", "金龙体育馆", "何代科", "刘雪庵", "追梦", "智汇", "科创新城",
    "双城经济圈", "双城记", "双百", "两城三区", "一主两副", "一轴两翼", "一环七射", "两高两普", "近悦远来", "陆海优品", "全渝", "渝遂", "渝西",
    "桥头堡", "活力龙", "舞龙", "龙灯", "破零", "夜味", "三变", "三社",
)  # fmt: skip
"""Places, projects, companies and slogans of the example notice: a rule that holds one of them was made for that notice."""


@pytest.mark.parametrize("name", TABLES)
def test_a_vocabulary_loads_and_each_example_holds_its_term(name: str) -> None:
    entries = load(name)
    assert entries
    strangers = [
        f"{entry.term}: {entry.example}"
        for entry in entries
        if entry.term not in entry.example and (name, entry.term) not in WITHOUT_ITS_TERM
    ]
    assert not strangers


@pytest.mark.parametrize("name", TABLES)
def test_a_vocabulary_says_in_its_first_line_what_it_is_for(name: str) -> None:
    first = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    columns = {column for entry in load(name) for column in entry.attributes}
    comments = [
        line for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]
    assert all(f"`{column}`" in " ".join(comments) for column in columns)


@pytest.mark.parametrize("name", TABLES)
def test_no_term_stands_twice_with_the_same_meaning(name: str) -> None:
    keys = [(entry.term, *entry.attributes.values()) for entry in load(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "column", "allowed"),
    [
        ("duty_verbs", "role", {"lead", "responsible", "support"}),
        ("note_labels", "role", {"lead", "responsible", "support", "deadline", "ignore"}),
        ("document_words", "class", {"document", "form", "other"}),
        ("genres", "class", {"notice", "text"}),
        ("leading_words", "class", {"verb", "preposition", "other", "adverb"}),
        ("not_targets", "where", {"noun", "genre", "clause", "money", "before", "heading"}),
        ("organisation_heads", "class", {"body", "group", "person", "territory", "purpose"}),
        ("predicates", "class", {"modal", "forbid", "permit", "adverb", "preposition", "verb", "not"}),
        ("project_leads", "class", {"adverb", "host", "stop"}),
        (
            "project_suffixes",
            "class",
            {"solid", "route", "called", "named", "soft", "title", "process", "programme", "many"},
        ),
        ("target_verbs", "comparator", {"=", ">=", ">", "<=", "<", "~"}),
        ("target_verbs", "kind", {"level", "increase", "decrease", "rate"}),
        ("not_quantities", "where", {"whole", "unit"}),
        ("units", "class", {"amount", "share", "count", "time", "class", "per"}),
        ("work_verbs", "phase", {"", "study", "plan", "start", "build", "complete", "operate", "upgrade", "apply"}),
        ("work_verbs", "target", {"yes", "no", "each", "done"}),
        ("measures", "needs", {"yes", "no", "weak"}),
    ],
)
def test_a_column_says_only_what_the_rules_know(name: str, column: str, allowed: set[str]) -> None:
    assert {entry[column] for entry in load(name)} <= allowed


def test_the_conditions_of_organisations_hold_in_their_examples() -> None:
    for entry in load("organisation_heads"):
        if entry["needs"]:
            before = [entry.example[: match.start()] for match in re.finditer(re.escape(entry.term), entry.example)]
            assert any(re.search(entry["needs"], words) for words in before), entry


def strings_of_code(path: Path) -> Iterator[str]:
    """Every string of a module that can decide something: docstrings and remarks after a name are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node.value


SHOWN = {"example", "examples", "not", "why", "reason", "source", "counter_example"}
"""Keys of a data file that show a rule at work and decide nothing."""


def strings_of_data(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            if key not in SHOWN:
                yield from strings_of_data(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of_data(inner)


def rules() -> Iterator[tuple[str, str]]:
    """(file, string) of all that can decide something in reading and naming."""
    for folder in ("extractors", "pipeline", "schemas"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from ((path.name, words) for words in strings_of_code(path))
        for path in sorted((ROOT / folder).rglob("*.toml")):
            yield from (
                (path.name, words) for words in strings_of_data(tomllib.loads(path.read_text(encoding="utf-8")))
            )
    for name in TABLES:
        for entry in load(name):
            yield from ((f"{name}.tsv", words) for words in (entry.term, *entry.attributes.values()))


def test_no_rule_holds_the_words_of_one_notice() -> None:
    found = [(file, word, words[:60]) for file, words in rules() for word in OF_ONE_NOTICE if word in words]
    assert not found


def test_the_words_of_one_notice_are_its_own() -> None:
    text = (ROOT / "corpus" / "notices" / "铜府〔2023〕90号.txt").read_text(encoding="utf-8")
    assert [word for word in OF_ONE_NOTICE if word not in text] == []
