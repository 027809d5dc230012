"""Evaluation: the perfect extraction is perfect, and each kind of damage is seen where it was done and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.pipeline import frozen
from gongwen.pipeline.evaluate import errors_text, evaluate, evaluate_folders, figures_table, read_gold
from gongwen.pipeline.matching import locate, near, normalise, occurrences, pair, share
from gongwen.pipeline.verdicts import Kind, Outcome, Report, Tally
from gongwen.schemas import Basis, Comparator, Evidence, GongwenError, Notice, Role
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from gold_notice import CORPUS, EXAMPLE, SEEN, as_notice, gold, text_of


@pytest.fixture(scope="module")
def example() -> Notice:
    return as_notice(gold(EXAMPLE), text_of(EXAMPLE))


def report(notice: Notice) -> Report:
    return evaluate({EXAMPLE: notice}, {EXAMPLE: text_of(EXAMPLE)}, {EXAMPLE: gold(EXAMPLE)})


def wrong(notice: Notice) -> dict[Kind, tuple[int, int]]:
    """(misses, extras) of every kind that is not perfect."""
    tallies = {kind: report(notice).tally(kind) for kind in Kind}
    return {kind: (t.misses, t.extras) for kind, t in tallies.items() if t.f1 < 1}


@pytest.mark.parametrize("name", SEEN)
def test_gold_scores_full_marks_against_itself(name: str) -> None:
    text, annotation = text_of(name), gold(name)
    result = evaluate({name: as_notice(annotation, text)}, {name: text}, {name: annotation})
    assert result.errors() == ()
    hits = {kind: result.tally(kind).hits for kind in Kind}
    assert hits[Kind.SECTIONS] == len(annotation.sections)
    assert hits[Kind.TASKS_NOTE] + hits[Kind.TASKS_INLINE] == len(annotation.tasks)
    assert hits[Kind.RESPONSIBILITIES_NOTE] + hits[Kind.RESPONSIBILITIES_INLINE] == sum(
        len(t.lead) + len(t.responsible) + len(t.support) for t in annotation.tasks
    )
    assert hits[Kind.TARGETS_STRICT] == len(annotation.targets)
    assert hits[Kind.CITATIONS] == hits[Kind.RESOLUTION] == len(annotation.citations)


def test_an_empty_notice_misses_everything_and_adds_nothing(example: Notice) -> None:
    empty = Notice(source=example.source, document=example.document.model_copy(update={"issuers": (), "title": None}))
    result = report(empty)
    assert result.tally(Kind.TASKS_NOTE) == Tally(0, 36, 0)
    assert result.tally(Kind.HEADER).misses == 2
    assert result.tally(Kind.RESOLUTION) == Tally(0, 0, 0), "resolution counts among citations found"
    assert not any(verdict.outcome is Outcome.EXTRA for verdict in result.verdicts)


def edit(notice: Notice, kind: str, index: int, **changes: object) -> Notice:
    items = list(getattr(notice, kind))
    items[index] = items[index].model_copy(update=changes)
    return notice.model_copy(update={kind: tuple(items)})


def test_a_task_by_note_needs_its_path(example: Notice) -> None:
    assert wrong(edit(example, "tasks", 0, path=("九",))) == {
        Kind.TASKS_NOTE: (1, 1),
        Kind.RESPONSIBILITIES_NOTE: (5, 5),
    }


def test_an_inline_task_does_not_need_its_path_but_its_place(example: Notice) -> None:
    index = next(i for i, task in enumerate(example.tasks) if task.basis is Basis.INLINE)
    assert wrong(edit(example, "tasks", index, path=None)) == {}
    away = Evidence(start=0, end=5, quote=text_of(EXAMPLE)[:5])
    assert wrong(edit(example, "tasks", index, evidence=away))[Kind.TASKS_INLINE] == (1, 1)


def test_a_role_is_part_of_a_responsibility(example: Notice) -> None:
    first = example.tasks[0].responsibilities
    changed = (first[0].model_copy(update={"role": Role.SUPPORT}), *first[1:])
    assert wrong(edit(example, "tasks", 0, responsibilities=changed)) == {Kind.RESPONSIBILITIES_NOTE: (1, 1)}


def test_width_brackets_and_spaces_of_an_agency_do_not_matter(example: Notice) -> None:
    first = example.tasks[0].responsibilities
    changed = (first[0].model_copy(update={"surface": " 区住房 城乡建委"}), *first[1:])
    assert wrong(edit(example, "tasks", 0, responsibilities=changed)) == {}


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"comparator": Comparator.LT}, {Kind.TARGETS_STRICT}),
        ({"unit": "元"}, {Kind.TARGETS_STRICT}),
        ({"deadline": None}, {Kind.TARGETS_STRICT}),
        ({"indicator": "全市工业增加值"}, {Kind.TARGETS_STRICT, Kind.TARGETS_FOUND}),
        ({"value_max": 9.0}, {Kind.TARGETS_STRICT}),
        (
            {"evidence": Evidence(start=0, end=3, quote="x")},
            {Kind.TARGETS_STRICT, Kind.TARGETS_FOUND, Kind.TARGETS_NUMBER},
        ),
    ],
)
def test_what_makes_a_target_strict_or_found(example: Notice, changes: dict[str, object], kinds: set[Kind]) -> None:
    assert wrong(edit(example, "targets", 0, **changes)) == dict.fromkeys(kinds, (1, 1))


def test_a_target_may_stand_in_wider_evidence(example: Notice) -> None:
    text = text_of(EXAMPLE)
    place = example.targets[2].evidence
    wide = Evidence(start=place.start - 40, end=place.end + 40, quote=text[place.start - 40 : place.end + 40])
    assert wrong(edit(example, "targets", 2, evidence=wide)) == {}


def test_works_are_a_set_of_names_with_a_fifth_of_tolerance(example: Notice) -> None:
    twice = example.model_copy(update={"projects": (*example.projects, example.projects[0])})
    assert wrong(twice) == {}
    name = example.projects[1].name
    assert wrong(edit(example, "projects", 1, name=name + "线")) == {Kind.WORKS_EXACT: (1, 1)}
    assert set(wrong(edit(example, "projects", 1, name=name + "和一条很长的尾巴"))) == {Kind.WORKS, Kind.WORKS_EXACT}


def test_a_citation_counts_by_place_and_resolution_by_title(example: Notice) -> None:
    assert wrong(edit(example, "citations", 3, resolves_to="另一份文件")) == {Kind.RESOLUTION: (1, 1)}
    assert wrong(edit(example, "citations", 3, resolves_to=None)) == {Kind.RESOLUTION: (1, 0)}
    away = Evidence(start=0, end=3, quote="x")
    result = report(edit(example, "citations", 3, evidence=away))
    assert result.tally(Kind.CITATIONS) == Tally(8, 1, 1)
    assert result.tally(Kind.RESOLUTION) == Tally(8, 0, 0)


def test_errors_are_shown_with_their_quote(example: Notice) -> None:
    shown = errors_text(report(edit(example, "targets", 0, unit="元")), Kind.TARGETS_STRICT)
    assert shown.count("全区GDP、人均GDP分别突破1200亿元") == 2
    assert "miss" in shown
    assert "unit is 元" in shown
    assert "extra" in shown


def test_table_has_a_row_a_kind(example: Notice) -> None:
    assert figures_table(report(example)).row_count == len(Kind)


def test_missing_text_says_which(example: Notice) -> None:
    with pytest.raises(GongwenError, match=EXAMPLE):
        evaluate({}, {}, {EXAMPLE: gold(EXAMPLE)})


def test_a_folder_without_gold_says_so(tmp_path: Path) -> None:
    with pytest.raises(GongwenError, match="no annotation"):
        read_gold(tmp_path)
    assert EXAMPLE in read_gold(CORPUS / "gold")


@pytest.fixture(scope="module")
def measured() -> Report:
    """The real extraction of every annotated notice."""
    return evaluate_folders(CORPUS / "gold", CORPUS / "notices")


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (Kind.HEADER, 1.0),
        (Kind.SECTIONS, 1.0),
        (Kind.TASKS_NOTE, 1.0),
        (Kind.RESPONSIBILITIES_NOTE, 1.0),
        (Kind.RESPONSIBILITIES_INLINE, 1.0),
        (Kind.CITATIONS, 1.0),
        (Kind.RESOLUTION, 1.0),
        (Kind.TARGETS_FOUND, 0.97),
        (Kind.TARGETS_STRICT, 0.93),
        (Kind.WORKS, 0.85),
        (Kind.TASKS_INLINE, 0.85),
    ],
)
def test_the_example_reaches_what_was_promised(measured: Report, kind: Kind, least: float) -> None:
    tally = measured.tally(kind, EXAMPLE)
    assert tally.f1 >= least, errors_text(Report(tuple(v for v in measured.verdicts if v.notice == EXAMPLE)), kind)


def test_no_verdict_has_turned_since_it_was_frozen(measured: Report) -> None:
    turned = frozen.turned(frozen.load(CORPUS / "gold" / "frozen.csv"), frozen.rows(measured))
    shown = "\n".join(map(str, turned))
    assert not turned, f"{shown}\nRead them; if they are meant: gongwen evaluate --freeze corpus/gold/frozen.csv"


def test_frozen_results_name_every_verdict_that_turned(example: Notice, tmp_path: Path) -> None:
    path = tmp_path / "frozen.csv"
    path.write_text(frozen.dump(report(example)), encoding="utf-8")
    before = frozen.load(path)
    assert frozen.turned(before, frozen.rows(report(example))) == []
    worse = edit(example, "targets", 0, unit="元")
    turned = frozen.turned(before, frozen.rows(report(worse)))
    assert [(t.kind, t.before, t.after, t.gain) for t in turned] == [
        ("targets strict", "hit", "miss", False),
        ("targets strict", None, "extra", False),
    ]
    back = frozen.turned(frozen.rows(report(worse)), before)
    assert [t.gain for t in back] == [True, True]


def test_frozen_has_a_line_for_every_gold_item(example: Notice) -> None:
    result = report(example)
    assert len(frozen.rows(result)) == len(result.verdicts)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "notice,kind,item,verdict\nx\n"])
def test_a_file_that_is_not_frozen_results_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "frozen.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GongwenError, match="--freeze"):
        frozen.load(path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("铜府〔2023〕90号", "铜府[2023] 90号"),
        ("各县（市、区）", "各县(市、区)"),
        ("〈方案〉", "《方案》"),
        ("１２Ａ", "12A"),
    ],
)
def test_normalise_forgets_spaces_brackets_and_width(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_near_is_a_fifth_and_no_more() -> None:
    assert near("一二三四五", "一二三四六")
    assert not near("一二三四", "一二三六")


def test_locate_deals_out_a_quote_that_stands_as_often_as_it_is_quoted() -> None:
    assert locate("甲乙甲", ["甲", "乙", "甲"]) == [[(0, 1)], [(1, 2)], [(2, 3)]]
    assert locate("甲甲甲", ["甲", "甲"]) == [[(0, 1), (1, 2), (2, 3)]] * 2
    assert locate("甲", ["丙"]) == [[]]


@given(st.text("甲乙", max_size=12), st.text("甲乙", min_size=1, max_size=3))
def test_every_occurrence_reads_back(text: str, quote: str) -> None:
    spans = occurrences(text, quote)
    assert all(text[start:end] == quote for start, end in spans)
    assert len(spans) == sum(text.startswith(quote, i) for i in range(len(text)))


@given(st.lists(st.integers(0, 9), max_size=8), st.lists(st.integers(0, 9), max_size=8))
def test_pairs_are_one_to_one_and_none_is_left_that_fits(gold: list[int], found: list[int]) -> None:
    pairs = pair(gold, found, lambda a, b: (-float(abs(a - b)),) if abs(a - b) < 3 else None)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    free_gold = set(range(len(gold))) - {i for i, _ in pairs}
    free_found = set(range(len(found))) - {j for _, j in pairs}
    assert all(abs(gold[i] - found[j]) >= 3 for i in free_gold for j in free_found)


def test_spans_that_only_touch_do_not_fit() -> None:
    assert share([(0, 10)], (9, 20)) == 0
    assert share([(0, 10)], (0, 10)) == 1
    assert 0 < share([(0, 10)], (0, 40)) < share([(0, 10)], (0, 20))
