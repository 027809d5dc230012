"""What a clerk is asked and what can be answered, in Chinese: questions, choices, names of fields and of their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...schemas import FindingCode
from ...schemas.judgement import Decision, JudgementKind, Value, field_value
from .. import labels
from ..report_words import COMPARATORS

KINDS = {
    JudgementKind.TASK: "任务",
    JudgementKind.RESPONSIBILITY: "责任单位",
    JudgementKind.PROJECT: "项目",
    JudgementKind.TARGET: "指标",
    JudgementKind.CITATION: "引用文件",
    JudgementKind.HEADER: "文头",
    JudgementKind.AGENCY: "单位名称",
    JudgementKind.FINDING: "存疑之处",
    JudgementKind.MISSING: "漏读",
}
DECISIONS = {
    Decision.ACCEPT: "正确",
    Decision.REJECT: "不对",
    Decision.CORRECT: "改正",
    Decision.ADD: "补充",
    Decision.SAME: "是同一个单位",
    Decision.DIFFERENT: "不是同一个单位",
    Decision.WITHDRAW: "撤回",
}
FIELDS: Mapping[str, str] = {
    **labels.HEADER_FIELDS,
    "deadline": "完成时限",
    "open_ended": "名单以“等”结尾",
    "role": "角色",
    "name": "名称",
    "phase": "阶段",
    "kind": "类别",
    "indicator": "指标名称",
    "comparator": "比较方式",
    "value": "数值",
    "value_max": "数值上限",
    "unit": "计量单位",
    "baseline": "基期",
    "modality": "语气",
    "resolves_to": "所指文件的全称",
    "surface": "原文写法",
}
NOTHING = "无"
"""What stands for a field without value, shown and typed."""

_OF_KIND: Mapping[tuple[JudgementKind, str], Mapping[Any, str]] = {
    (JudgementKind.RESPONSIBILITY, "role"): labels.ROLES,
    (JudgementKind.RESPONSIBILITY, "kind"): labels.AGENCY_KINDS,
    (JudgementKind.PROJECT, "phase"): labels.PHASES,
    (JudgementKind.PROJECT, "kind"): labels.PROJECT_KINDS,
    (JudgementKind.TARGET, "comparator"): COMPARATORS,
    (JudgementKind.TARGET, "kind"): labels.TARGET_KINDS,
    (JudgementKind.TARGET, "modality"): labels.MODALITIES,
    (JudgementKind.CITATION, "role"): labels.CITATION_ROLES,
}
_DATES = ("deadline", "issued_on")
_DATE = re.compile(
    r"(?P<year>[12]\d{3})(?:[-年](?:(?P<month>0?[1-9]|1[0-2])(?:[-月](?:(?P<day>0?[1-9]|[12]\d|3[01])日?)?)?)?)?"
)
_YES = {"是": True, "否": False}


@dataclass(frozen=True)
class Choice:
    """One answer: the number that is typed for it, what it decides, its words."""

    number: str
    decision: Decision
    label: str


def _right(more: str = "") -> Choice:
    return Choice("1", Decision.ACCEPT, f"正确{more}")


def _wrong(more: str = "") -> Choice:
    return Choice("3", Decision.REJECT, f"不对{more}")


def _add(more: str) -> Choice:
    return Choice("2", Decision.ADD, f"改正{more}")


def _correct(more: str = "") -> Choice:
    return Choice("2", Decision.CORRECT, f"改正{more}")


OF_FACT = (_right(), _correct(), _wrong())
OF_CITATION = (_right("（是引用，指哪份文件无从查考）"), _correct("（写明是哪份文件）"), _wrong("（不是引用文件）"))
OF_AGENCIES = (Choice("1", Decision.SAME, "是同一个单位"), Choice("3", Decision.DIFFERENT, "不是同一个单位"))
OF_LOST = (Choice("3", Decision.WITHDRAW, "撤回以前的裁定"),)
OF_ADDED = (Choice("1", Decision.ADD, "正确（仍照以前的裁定补上）"), *OF_LOST)
_GONE = _right("（确实没有）")
_MISSED = _add("（文件里有，补上）")
OF_FINDING: Mapping[FindingCode, tuple[Choice, ...]] = {
    FindingCode.NO_DOC_NUMBER: (_GONE, _MISSED),
    FindingCode.NO_TITLE: (_GONE, _MISSED),
    FindingCode.NO_ISSUER: (_GONE, _MISSED),
    FindingCode.NO_DATE: (_GONE, _MISSED),
    FindingCode.NO_SECTIONS: (_GONE,),
    FindingCode.NUMBERING_GAP: (_right("（原文确实缺项）"), _wrong("（原文并不缺项）")),
    FindingCode.AGENCY_LIST_UNPARSED: (_add("（是，逐个补上责任单位）"), _wrong("（不是责任分工）")),
    FindingCode.NUMBER_WITHOUT_INDICATOR: (_add("（是，补上指标名称）"), _wrong("（不是指标）")),
    FindingCode.CITATION_UNRESOLVED: (_right("（指哪份文件无从查考）"), _wrong("（不是引用文件）")),
    FindingCode.UNBALANCED_BRACKET: (_right("（原文如此）"), _wrong("（原文并无问题）")),
}
_OF_FINDING: Mapping[FindingCode, str] = {
    FindingCode.NO_DOC_NUMBER: "程序没有在这份文件里找到发文字号，文件里确实没有吗？",
    FindingCode.NO_TITLE: "程序没有在这份文件里找到标题，文件里确实没有吗？",
    FindingCode.NO_ISSUER: "程序没有在这份文件里找到发文机关，文件里确实没有写明吗？",
    FindingCode.NO_DATE: "程序没有在这份文件里找到成文日期，文件里确实没有写明吗？",
    FindingCode.NO_SECTIONS: "程序没有在这份文件里找到带编号的章节（如“一、”“（一）”），文件里确实没有吗？",
    FindingCode.NUMBERING_GAP: "编号“{quote}”之前似乎缺了一项，原文确实缺项吗？",
    FindingCode.AGENCY_LIST_UNPARSED: "这句话里的“{quote}”是不是责任分工？",
    FindingCode.NUMBER_WITHOUT_INDICATOR: "这句话里的“{quote}”是不是一项指标？",
    FindingCode.CITATION_UNRESOLVED: "这句话里的“{quote}”指的是哪份文件？",
    FindingCode.UNBALANCED_BRACKET: "这里的书名号“{quote}”没有配对，原文就是这样吗？",
}
_OF_KINDS: Mapping[JudgementKind, str] = {
    JudgementKind.TASK: "这段话里的“{quote}”是不是一项任务？",
    JudgementKind.RESPONSIBILITY: "这句话里的“{quote}”是不是责任单位？",
    JudgementKind.PROJECT: "这句话里的“{quote}”是不是一个项目？",
    JudgementKind.TARGET: "这句话里的“{quote}”是不是一项指标？",
    JudgementKind.CITATION: "这句话里的“{quote}”指的是哪份文件？",
    JudgementKind.HEADER: "这份文件的文头项目“{quote}”读得对不对？",
    JudgementKind.MISSING: "这句话里的“{quote}”还要不要补上？",
}
ASKED = frozenset(_OF_KINDS)
"""Kinds with a question of their own; a finding's depends on its code, a pair of agencies has one with two names."""
LOST = "以前裁定所依据的原文已经改动，文中找不到它说的内容，要撤回那条裁定吗？"
_LONGEST_QUOTE = 40


def question_of_finding(code: FindingCode, quote: str) -> str:
    """What to ask about a finding."""
    return _OF_FINDING[code].format(quote=_short(quote))


def question_of(kind: JudgementKind, quote: str) -> str:
    """What to ask about a fact of that kind."""
    return _OF_KINDS[kind].format(quote=_short(quote))


def question_of_agencies(one: str, other: str) -> str:
    """What to ask about two names."""
    return f"“{one}”和“{other}”是不是同一个单位？"


def document_name(document: str) -> str:
    """What a clerk calls a document: its number or title; one that has neither is named by its content, which says nothing."""
    return "没有文号和标题的文件" if document.startswith("sha256:") else document


def _short(quote: str) -> str:
    words = "".join(quote.split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"


def field_name(kind: JudgementKind, field: str) -> str:
    """What a clerk calls a field; the title of a task or a citation is its name."""
    special = {
        (JudgementKind.TASK, "title"): "任务名称",
        (JudgementKind.CITATION, "title"): "文中写的文件名称",
        (JudgementKind.CITATION, "role"): "引用关系",
    }
    return special.get((kind, field)) or FIELDS.get(field, field)


def shown(kind: JudgementKind, field: str, value: Value) -> str:
    """A value as a clerk reads it, and may type it."""
    words = _OF_KIND.get((kind, field))
    if value is None or value == ():
        return NOTHING
    if words:
        return next((word for each, word in words.items() if each.value == value), str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | list):
        return "、".join(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def options(kind: JudgementKind, field: str) -> tuple[str, ...]:
    """The words that a field can have, where they are few."""
    words = _OF_KIND.get((kind, field))
    return tuple(words.values()) if words else ()


def parsed(kind: JudgementKind, field: str, typed: str) -> Value:
    """What was typed, as the field holds it; raises `ValueError` in Chinese with what would fit."""
    words = _OF_KIND.get((kind, field))
    value: object = None if typed == NOTHING else typed
    if field in _DATES and value is not None:
        value = _date(kind, field, typed)
    if words:
        value = next((each.value for each, word in words.items() if typed in (word, each.value)), typed)
    elif field == "open_ended":
        value = _YES.get(typed, typed)
    elif field in ("issuers", "addressees"):
        value = () if value is None else tuple(filter(None, typed.replace("，", "、").replace(" ", "、").split("、")))
    try:
        return field_value(kind, field, value)
    except ValueError as error:
        fits = "、".join(options(kind, field)) or ("是、否" if field == "open_ended" else "数字")
        raise ValueError(f"“{typed}”填不进“{field_name(kind, field)}”，请填：{fits}") from error


def _date(kind: JudgementKind, field: str, typed: str) -> str:
    """ISO 8601, as precise as it was typed: 2025年6月 → 2025-06."""
    match = _DATE.fullmatch(typed)
    if match is None:
        raise ValueError(f"“{typed}”填不进“{field_name(kind, field)}”，请填日期，如 2025、2025-06、2025-06-30")
    return "-".join(part.zfill(2) for part in match.group("year", "month", "day") if part)
