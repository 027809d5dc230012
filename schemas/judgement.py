"""A person's decision about one thing that was read, or not read, in a document: one line of the ledger.

Guarantee: a judgement that exists is complete and sound: it names a passage, its quote stands in that passage, its
correction touches only fields that may be corrected, with values of their types, and its id is made of its content.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError, model_validator

from .base import Model
from .notice import Citation, Document, Project, Responsibility, Target, Task

Value = bool | int | float | str | tuple[str, ...] | None
"""What a field of a fact can hold, as JSON has it."""


class JudgementKind(StrEnum):
    """What a decision is about. `missing` is a fact that was not read."""

    TASK = "task"
    RESPONSIBILITY = "responsibility"
    PROJECT = "project"
    TARGET = "target"
    CITATION = "citation"
    HEADER = "header"
    AGENCY = "agency"
    FINDING = "finding"
    MISSING = "missing"


class Decision(StrEnum):
    """What was decided. `withdraw` takes an earlier line back."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    SAME = "same"
    DIFFERENT = "different"
    WITHDRAW = "withdraw"


MODELS: Mapping[JudgementKind, type[BaseModel]] = {
    JudgementKind.TASK: Task,
    JudgementKind.RESPONSIBILITY: Responsibility,
    JudgementKind.PROJECT: Project,
    JudgementKind.TARGET: Target,
    JudgementKind.CITATION: Citation,
    JudgementKind.HEADER: Document,
}
"""The model whose fields a correction of that kind gives."""

CORRECTABLE: Mapping[JudgementKind, tuple[str, ...]] = {
    JudgementKind.TASK: ("title", "deadline", "open_ended"),
    JudgementKind.RESPONSIBILITY: ("role", "name", "kind"),
    JudgementKind.PROJECT: ("name", "phase", "kind"),
    JudgementKind.TARGET: (
        "indicator", "comparator", "value", "value_max", "unit", "kind", "deadline", "baseline", "modality",
    ),
    JudgementKind.CITATION: ("title", "doc_number", "role", "resolves_to"),
    JudgementKind.HEADER: (
        "doc_number", "title", "attached_title", "genre", "issuers", "addressees", "issued_on", "disclosure",
    ),
}  # fmt: skip
"""Fields that a person may set. Ids, paths, offsets and quotes follow from the text and are not among them."""

NEEDED: Mapping[JudgementKind, tuple[str, ...]] = {
    JudgementKind.TASK: ("title",),
    JudgementKind.RESPONSIBILITY: ("role",),
    JudgementKind.PROJECT: ("name",),
    JudgementKind.TARGET: ("indicator", "value"),
    JudgementKind.CITATION: (),
    JudgementKind.HEADER: (),
}
"""Fields without which a missing fact cannot be added."""

_DECISIONS: Mapping[JudgementKind, tuple[Decision, ...]] = {
    **dict.fromkeys(MODELS, (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT)),
    JudgementKind.AGENCY: (Decision.SAME, Decision.DIFFERENT),
    JudgementKind.FINDING: (Decision.ACCEPT, Decision.REJECT),
    JudgementKind.MISSING: (Decision.ADD,),
}


class Judgement(Model):
    """One decision, by `who` on `when` (both as the user states them; `when` an ISO date).

    `document` is the id of the document, `passage` the sentence or line as it stood, `quote` the fact's own words in it
    (empty for a finding about the whole document), `fact` the fields that tell the fact from others there (of an
    agency pair: `one` and `other`; of a missing fact: `of`, its kind), `correction` field → new value. `withdraws` is
    the id of the line that a `withdraw` takes back. `id` is made of the rest; left out, it is filled in.
    """

    id: str = ""
    kind: JudgementKind
    document: str
    passage: str
    quote: str
    fact: Mapping[str, Value]
    decision: Decision
    correction: Mapping[str, Value] = {}
    withdraws: str | None = None
    who: str
    when: str
    note: str = ""

    @model_validator(mode="after")
    def _sound(self) -> Judgement:
        for check in (_stated, _placed, _decided, _named, _corrected):
            check(self)
        object.__setattr__(self, "correction", _as_json(self))
        made = _digest(self.model_dump(mode="json", exclude={"id"}))
        if self.id not in ("", made):
            raise ValueError("编号（id）与内容不符，这一行可能被改动过；确要改动，请删去 id 一项，编号会重新生成")
        object.__setattr__(self, "id", made)
        return self

    @property
    def about(self) -> str:
        """What is decided, as a digest: two lines about one thing have it in common. White space does not tell."""
        if self.kind is JudgementKind.AGENCY:
            return _digest([self.kind, self.fact["one"], self.fact["other"]])
        words = [squeezed(self.passage), squeezed(self.quote)]
        return _digest([self.kind, self.document, *words, dict(self.fact)])

    @property
    def of(self) -> JudgementKind:
        """The kind of fact that is meant, of a missing one too."""
        return JudgementKind(str(self.fact["of"])) if self.kind is JudgementKind.MISSING else self.kind

    def withdrawal(self, who: str, when: str, note: str = "") -> Judgement:
        """The line that takes this one back."""
        same = self.model_dump(include={"kind", "document", "passage", "quote", "fact"})
        said = {"decision": Decision.WITHDRAW, "withdraws": self.id, "who": who, "when": when, "note": note}
        return Judgement.model_validate({**same, **said})

    def to_json(self) -> str:
        """One line of the ledger: keys sorted, Chinese as it is."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def squeezed(text: str) -> str:
    """`text` without white space: a line broken elsewhere is the same passage."""
    return "".join(text.split())


def field_value(kind: JudgementKind, field: str, value: object) -> Value:
    """`value` as that field holds it, in JSON's types; raises `ValueError` in Chinese where it does not fit."""
    annotation: Any = MODELS[kind].model_fields[field].annotation
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    try:
        found: Value = adapter.dump_python(adapter.validate_python(value), mode="json")
    except ValidationError as error:
        raise ValueError(f"“{value}”不能作为 {field} 的值") from error
    if isinstance(found, float) and not -1e300 < found < 1e300:
        raise ValueError(f"“{value}”不能作为 {field} 的值")
    return tuple(found) if isinstance(found, list) else found


def _stated(judgement: Judgement) -> None:
    if not judgement.who.strip():
        raise ValueError("没有写明裁定人（who）")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", judgement.when, re.ASCII):
        raise ValueError(f"裁定日期（when）“{judgement.when}”应写作 2024-05-01 的样子")
    try:
        date.fromisoformat(judgement.when)
    except ValueError as error:
        raise ValueError(f"裁定日期（when）“{judgement.when}”不是一个日期") from error


def _placed(judgement: Judgement) -> None:
    if judgement.kind is JudgementKind.AGENCY:
        return
    if not judgement.document or not squeezed(judgement.passage):
        raise ValueError("没有写明所在的文件（document）或原文（passage）")
    if squeezed(judgement.quote) not in squeezed(judgement.passage):
        raise ValueError("引语（quote）不在原文（passage）之中")
    if not squeezed(judgement.quote) and judgement.kind is not JudgementKind.FINDING:
        raise ValueError("没有写明引语（quote）")


def _decided(judgement: Judgement) -> None:
    if (judgement.decision is Decision.WITHDRAW) != (judgement.withdraws is not None):
        raise ValueError("撤回（withdraw）须写明撤回哪一条（withdraws），其他裁定不写")
    if judgement.decision not in (*_DECISIONS[judgement.kind], Decision.WITHDRAW):
        raise ValueError(f"裁定“{judgement.decision}”不能用于 {judgement.kind}")


def _named(judgement: Judgement) -> None:
    fact = judgement.fact
    if judgement.kind is JudgementKind.AGENCY:
        names = (fact.get("one"), fact.get("other"))
        if not all(isinstance(name, str) and name for name in names) or not str(names[0]) < str(names[1]):
            raise ValueError("两个单位的名称（one、other）须不相同，并按字码先后排列")
    if judgement.kind is JudgementKind.MISSING and fact.get("of") not in set(map(str, MODELS)):
        raise ValueError("补充的内容没有写明种类（of）")
    if judgement.of is JudgementKind.HEADER and fact.get("field") not in CORRECTABLE[JudgementKind.HEADER]:
        raise ValueError("没有写明是哪一个文头项目（field）")


def _corrected(judgement: Judgement) -> None:
    given = judgement.correction
    if judgement.decision not in (Decision.CORRECT, Decision.ADD):
        if given:
            raise ValueError("只有改正（correct）和补充（add）才写更正内容（correction）")
        return
    of = judgement.of
    allowed = (str(judgement.fact["field"]),) if of is JudgementKind.HEADER else CORRECTABLE[of]
    needed = NEEDED[of] if judgement.decision is Decision.ADD else ()
    if not given or set(given) - set(allowed) or set(needed) - set(given):
        raise ValueError(f"更正内容（correction）只能有 {'、'.join(allowed)}，且不能为空")


def _as_json(judgement: Judgement) -> dict[str, Value]:
    return {field: field_value(judgement.of, field, value) for field, value in judgement.correction.items()}


def _digest(content: object) -> str:
    written = json.dumps(_plain(content), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()[:16]


def _plain(content: object) -> object:
    """The same content for the same digest: 1200.0 is 1200, a tuple a list."""
    if isinstance(content, Mapping):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_plain(value) for value in content]
    if isinstance(content, float) and content.is_integer():
        return int(content)
    return content
