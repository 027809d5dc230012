"""The four lists of the 责任清单: what a row of each holds, and the columns in which a clerk reads it, with their meaning."""

from __future__ import annotations

from typing import NamedTuple

from .report_sheets import Column


class Duty(NamedTuple):
    """One unit's part in one task; `agency` and `task` are ids, `quote` the sentences that name the unit there."""

    document: str
    title: str
    section: str
    task: str
    task_title: str
    agency: str
    unit: str
    leads: str
    responsible: str
    supports: str
    open_ended: str
    role: str
    targets: str
    deadline: str
    quote: str
    place: str
    via: str


class Target(NamedTuple):
    """One numeric commitment; values as written before their unit. `task` is an id, empty outside of any task."""

    indicator: str
    comparator: str
    value: float
    value_max: float | None
    unit: str
    kind: str
    deadline: str
    baseline: str
    modality: str
    task: str
    task_title: str
    document: str
    quote: str
    place: str


class Project(NamedTuple):
    """One mention of a project."""

    name: str
    phase: str
    kind: str
    task_title: str
    document: str
    quote: str
    place: str


class Citation(NamedTuple):
    """One mention of another document."""

    document: str
    cited: str
    cited_title: str
    role: str
    surface: str
    quote: str
    place: str
    held: str


_DOCUMENT = Column("文号", "document", 16, "发文字号；没有文号的文件写标题")
_TASK = Column("所属任务", "task_title", 20, "所在任务的标题；不在任何任务之内的为空")
_QUOTE = Column("原文", "quote", 40, "文件中的原句，一字不改")
_PLACE = Column("位置", "place", 11, "原文在文件中的位置：页、段、表格或行")
_STATED = (_TASK, _DOCUMENT, _QUOTE, _PLACE)
"""What a fact in a document rests on, the same on every list of such facts."""

DUTIES = (
    _DOCUMENT,
    Column("文件标题", "title", 24, "文件的完整标题"),
    Column("章节", "section", 16, "任务所在章节的序号和标题"),
    Column("任务", "task_title", 20, "任务的标题"),
    Column("单位", "unit", 18, "承担任务的单位，写规范全称；“各部门”一类的统称照原样保留，不展开"),
    Column("牵头单位", "leads", 16, "整个任务的牵头单位"),
    Column("责任单位", "responsible", 26, "整个任务的责任单位"),
    Column("配合单位", "supports", 18, "整个任务的配合单位"),
    Column("单位后有“等”", "open_ended", 9, "是：原文的单位名单以“等”结尾，可能还有没有点名的单位；没有的为空"),
    Column("角色", "role", 8, "本行单位在任务中的角色：牵头、责任、配合"),
    Column("指标", "targets", 24, "任务的全部数量指标，每行一个"),
    Column("完成时限", "deadline", 11, "文件为任务规定的时限，按文件的精度写到年、月或日"),
    Column("原文", "quote", 40, "点到本单位的原句或责任附注，一字不改"),
    _PLACE,
    Column("指标所在行", "link", 11, "点击跳到任务的第一个指标"),
)
VIA = Column(
    "说明", "via", 16, "本单位：文件点了该单位的名；所在的一类单位：文件点的是可能包括该单位的一类单位，需要核对"
)
TARGETS = (
    Column("指标", "indicator", 24, "指标名称，照原文"),
    Column("比较", "comparator", 9, "达到、不低于、超过、不超过、低于、约"),
    Column("数值", "value", 11, "单位之前的数，照原文，是可以计算的数"),
    Column("上限", "value_max", 11, "原文为区间时的上限，否则为空"),
    Column("单位", "unit", 10, "计量单位，照原文"),
    Column("类型", "kind", 8, "水平：达到的状态；增加、减少：变化的量；增速：每年或同比的变化"),
    Column("期限", "deadline", 11, "应当达到的时间"),
    Column("基期", "baseline", 9, "与之比较的年份"),
    Column("语气", "modality", 8, "约束：确保、必须；力争：力争、争取；一般：其他"),
    *_STATED,
    Column("任务所在行", "link", 13, "点击跳回责任清单中该任务的第一行"),
)
PROJECTS = (
    Column("项目", "name", 36, "项目或行动计划的名称"),
    Column("阶段", "phase", 10, "文件要求推进到的阶段"),
    Column("类别", "kind", 10, "工程项目，或有名称的行动计划"),
    *_STATED,
)
CITATIONS = (
    Column("引用文件", "document", 20, "作出引用的文件的文号；没有文号的写标题"),
    Column("被引用文件", "cited", 28, "被引用文件的文号；没有文号的写标题"),
    Column("被引用文件标题", "cited_title", 36, "被引用文件的完整标题，图中没有的为空"),
    Column("关系", "role", 8, "依据、落实、转发、修改、废止、提及"),
    Column("文中写法", "surface", 36, "原文对被引用文件的写法"),
    _QUOTE,
    _PLACE,
    Column("是否入库", "held", 10, "被引用文件本身是否已收入图中"),
)
