"""The contract between the rooms: frozen, closed to unknown fields, JSON there and back without a loss."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from gongwen import schemas
from gongwen.schemas import (
    AgencyKind,
    Basis,
    Citation,
    CitationRole,
    Comparator,
    Document,
    Evidence,
    Finding,
    FindingCode,
    HeaderMark,
    Measure,
    Modality,
    Notice,
    Phase,
    Project,
    ProjectKind,
    Responsibility,
    Role,
    Section,
    Source,
    Target,
    TargetKind,
    Task,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

PLACE = Evidence(start=0, end=2, quote="甲乙")
NOTICE = Notice(
    source=Source(path="甲.txt", format="txt", sha256="0" * 64, rules_version="x"),
    document=Document(id="铜府〔2023〕90号", doc_number="铜府〔2023〕90号"),
    sections=(Section(id="s", path=("一",), heading=None, level=1, evidence=PLACE),),
    tasks=(
        Task(
            id="t",
            path=None,
            title="甲",
            basis=Basis.NOTE,
            text="甲乙",
            deadline=None,
            measures=(Measure(evidence=PLACE),),
            responsibilities=(
                Responsibility(
                    role=Role.LEAD, surface="区教委", name="区教委", kind=AgencyKind.DEPARTMENT, evidence=PLACE
                ),
            ),
            open_ended=True,
            evidence=PLACE,
        ),
    ),
    projects=(
        Project(
            id="p", name="水库", phase=Phase.BUILD, kind=ProjectKind.WORKS, path=None, task_id=None, evidence=PLACE
        ),
    ),
    targets=(
        Target(
            id="g",
            indicator="GDP",
            comparator=Comparator.GE,
            value=1.5,
            value_max=None,
            unit="亿元",
            si_value=1.5e8,
            si_unit="元",
            kind=TargetKind.LEVEL,
            deadline="2027",
            baseline=None,
            modality=Modality.STRETCH,
            path=("一",),
            task_id="t",
            evidence=PLACE,
        ),
    ),
    citations=(
        Citation(
            id="c",
            surface="《甲》",
            title="甲",
            doc_number=None,
            role=CitationRole.BASIS,
            resolves_to=None,
            path=None,
            task_id=None,
            evidence=PLACE,
        ),
    ),
    findings=(Finding(code=FindingCode.NO_DATE, message="没有日期"),),
    header_marks=(HeaderMark(field="title", value="甲", evidence=PLACE),),
)


def test_json_there_and_back() -> None:
    assert Notice.from_json(NOTICE.to_json(header_marks=True)) == NOTICE
    assert Notice.from_json(NOTICE.to_json()) == NOTICE.model_copy(update={"header_marks": ()})


def test_one_line_with_the_promised_names_in_their_order() -> None:
    line = NOTICE.to_json()
    assert "\n" not in line
    found = json.loads(line)
    assert list(found) == ["source", "document", "sections", "tasks", "projects", "targets", "citations", "findings"]
    assert {kind: list(found[kind][0]) for kind in ("sections", "tasks", "projects", "targets", "citations", "findings")} == {
        "sections": ["id", "path", "heading", "level", "evidence"],
        "tasks": ["id", "path", "title", "basis", "text", "deadline", "measures", "responsibilities", "open_ended", "evidence"],
        "projects": ["id", "name", "phase", "kind", "path", "task_id", "evidence"],
        "targets": ["id", "indicator", "comparator", "value", "value_max", "unit", "si_value", "si_unit", "kind",
                    "deadline", "baseline", "modality", "path", "task_id", "evidence"],
        "citations": ["id", "surface", "title", "doc_number", "role", "resolves_to", "path", "task_id", "evidence"],
        "findings": ["code", "message", "evidence"],
    }  # fmt: skip
    assert list(found["source"]) == ["path", "format", "sha256", "rules_version"]
    assert list(found["document"]) == [
        "id", "doc_number", "title", "attached_title", "genre", "issuers", "addressees", "issued_on", "disclosure",
    ]  # fmt: skip
    assert list(found["tasks"][0]["responsibilities"][0]) == ["role", "surface", "name", "kind", "evidence"]
    assert list(found["tasks"][0]["evidence"]) == ["start", "end", "quote", "place"]


def test_null_is_written_and_characters_stay_as_they_are() -> None:
    line = NOTICE.to_json()
    assert '"deadline":null' in line
    assert '"铜府〔2023〕90号"' in line


@pytest.mark.parametrize(
    "break_it",
    [
        pytest.param(lambda found: found.update(colour="red"), id="unknown-field"),
        pytest.param(lambda found: found["tasks"][0].pop("deadline"), id="missing-field"),
        pytest.param(lambda found: found["targets"][0].update(comparator="≥"), id="unknown-comparator"),
        pytest.param(lambda found: found["projects"][0].update(phase="dream"), id="unknown-phase"),
        pytest.param(lambda found: found["tasks"][0]["evidence"].update(page=1), id="unknown-field-of-evidence"),
    ],
)
def test_what_is_not_in_the_contract_is_refused(break_it: Callable[[dict[str, object]], object]) -> None:
    found = json.loads(NOTICE.to_json(header_marks=True))
    break_it(found)
    with pytest.raises(ValidationError):
        Notice.from_json(json.dumps(found))


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        NOTICE.document.title = "乙"  # type: ignore[misc]


def test_every_model_is_frozen_and_closed() -> None:
    models = [m for m in vars(schemas).values() if isinstance(m, type) and issubclass(m, BaseModel)]
    assert len(models) > 15
    assert all(m.model_config.get("frozen") and m.model_config.get("extra") == "forbid" for m in models)


def test_what_the_package_offers_is_there() -> None:
    assert all(hasattr(schemas, name) for name in schemas.__all__)
    assert sorted(schemas.__all__) == list(schemas.__all__)


@given(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_any_text_and_number_survive_json(words: str, value: float) -> None:
    (target,) = NOTICE.targets
    odd = NOTICE.model_copy(
        update={"targets": (target.model_copy(update={"indicator": words, "value": value, "si_value": None}),)}
    )
    try:
        line = odd.to_json(header_marks=True)
    except ValueError:  # lone surrogates cannot be written in UTF-8, and no text that was read holds one
        assert any("\ud800" <= char <= "\udfff" for char in words)
        return
    assert Notice.from_json(line) == odd
