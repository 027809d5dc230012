"""Tasks: which unit a note makes, what declarations carry on, titles, measures, time limits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors.reading import Reading, TaskDraft
from gongwen.extractors.tasks import is_group, measures, unit_text

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item, reading


def roles(found: Reading, task: TaskDraft) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for member in task.members:
        table.setdefault(member.role, []).append(found.text[slice(*member.piece)])
    return table


def read(body: str) -> list[tuple[str, str, str, dict[str, list[str]]]]:
    """(path, basis, title, agencies by role) of every task."""
    found = reading(body)
    return [
        ("/".join(task.item.path) if task.item else "", task.basis, task.title, roles(found, task))
        for task in found.tasks
    ]


def test_a_note_at_the_end_of_an_item_makes_the_item_a_task() -> None:
    assert read(item("加快改革。（省教育厅负责）")) == [
        ("一/（一）", "note", "推进重点工作", {"responsible": ["省教育厅"]}),
    ]


def test_several_notes_in_one_paragraph_each_close_a_task() -> None:
    assert [
        (title, agencies)
        for _, _, title, agencies in read(item("加快改革，完善政策。（省教育厅负责）扩大开放。（省商务厅负责）"))
    ] == [
        ("加快改革", {"responsible": ["省教育厅"]}),
        ("扩大开放", {"responsible": ["省商务厅"]}),
    ]


def test_a_note_in_a_heading_makes_a_task_of_the_section_and_items_below_keep_their_own() -> None:
    body = "一、优化政策（由省财政厅牵头实施）\n（一）减税。加快落实。（省税务局负责）\n（二）降费。加快落实。\n二、保障\n加强领导。\n"
    assert [(path, title, agencies) for path, _, title, agencies in read(body)] == [
        ("一", "优化政策", {"lead": ["省财政厅"]}),
        ("一/（一）", "减税", {"responsible": ["省税务局"]}),
    ]


def test_label_lines_under_an_item() -> None:
    body = "一、任务\n1.加快改革。\n牵头部门：省发展改革委\n参与部门：省教育厅、省财政厅\n完成时限：2021年6月底前\n2.推进开放。\n牵头部门：省商务厅\n完成时限：2021年底\n"
    found = reading(body)
    assert [(task.title, roles(found, task), task.deadline) for task in found.tasks] == [
        ("加快改革", {"lead": ["省发展改革委"], "support": ["省教育厅", "省财政厅"]}, "2021-06"),
        ("推进开放", {"lead": ["省商务厅"]}, "2021"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("（省教育厅、省财政厅负责，列第一位者为牵头单位，下同）", "（省卫健委、省医保局负责）",
                     [{"lead": ["省教育厅"], "responsible": ["省财政厅"]}, {"lead": ["省卫健委"], "responsible": ["省医保局"]}], id="first-is-lead"),
        pytest.param("（省教育厅、省财政厅负责，列第一位者为牵头单位，下同）", "（各省级人民政府负责）",
                     [{"lead": ["省教育厅"], "responsible": ["省财政厅"]}, {"responsible": ["各省级人民政府"]}], id="a-group-never-leads"),
        pytest.param("（责任单位：省教育厅、省财政厅，排在第一位的部门为牵头部门，下同）", "（责任单位：省卫健委、省医保局）",
                     [{"lead": ["省教育厅"], "responsible": ["省财政厅"]}, {"lead": ["省卫健委"], "responsible": ["省医保局"]}], id="排在第一位"),
        pytest.param("（省教育厅，省财政厅、省人社厅负责。逗号前为牵头单位，下同）", "（省卫健委、省民政厅，省医保局负责）",
                     [{"lead": ["省教育厅"], "responsible": ["省财政厅", "省人社厅"]}, {"lead": ["省卫健委", "省民政厅"], "responsible": ["省医保局"]}], id="before-the-comma"),
        pytest.param("（省教育厅负责，以下均需各地相关部门落实，不再列出）", "（省卫健委负责）",
                     [{"responsible": ["省教育厅", "各地相关部门"]}, {"responsible": ["省卫健委", "各地相关部门"]}], id="everyone"),
        pytest.param("（省教育厅负责，以下任务措施均需各市政府落实，不再列出）", "（省卫健委负责）",
                     [{"responsible": ["省教育厅", "各市政府"]}, {"responsible": ["省卫健委", "各市政府"]}], id="everyone-for-the-measures-below"),
        pytest.param("（省教育厅、省财政厅负责）", "（省卫健委，省医保局负责）",
                     [{"responsible": ["省教育厅", "省财政厅"]}, {"responsible": ["省卫健委", "省医保局"]}], id="no-declaration-order-means-nothing"),
    ],
)  # fmt: skip
def test_declarations_hold_to_the_end(first: str, second: str, expected: list[dict[str, list[str]]]) -> None:
    body = f"一、任务\n（一）改革。加快改革。{first}\n（二）开放。扩大开放。{second}\n"
    assert [agencies for _, _, _, agencies in read(body)] == expected


def test_a_declaration_does_not_reach_back() -> None:
    body = "一、任务\n（一）改革。加快改革。（省教育厅、省财政厅负责）\n（二）开放。扩大开放。（省商务厅、省税务局负责，列第一位者为牵头单位，下同）\n"
    assert [agencies for _, _, _, agencies in read(body)] == [
        {"responsible": ["省教育厅", "省财政厅"]},
        {"lead": ["省商务厅"], "responsible": ["省税务局"]},
    ]


def test_a_doer_the_note_does_not_name_is_an_inline_task_of_its_own() -> None:
    assert [
        (basis, agencies) for _, basis, _, agencies in read(item("加快改革。省税务局要落实政策。（省教育厅负责）"))
    ] == [
        ("note", {"responsible": ["省教育厅"]}),
        ("inline", {"responsible": ["省税务局"]}),
    ]
    assert [basis for _, basis, _, _ in read(item("加快改革。省教育厅要落实政策。（省教育厅负责）"))] == ["note"]


def test_an_inline_task_has_the_time_limit_of_its_own_sentence() -> None:
    found = reading(item("各地要制定方案，2021年6月底前报送。各单位要落实责任。"))
    assert [task.deadline for task in found.tasks] == ["2021-06", None]


def test_a_row_of_a_table_is_a_task() -> None:
    body = "一、任务\n见任务分工表。\n\n任务分工表\n序号\t工作任务\t责任单位\t完成时限\n1\t加快改革\t省教育厅、省财政厅\t2021年底\n"
    assert [task[1:] for task in read(body)] == [("table", "加快改革", {"responsible": ["省教育厅", "省财政厅"]})]


def test_text_and_measures_leave_out_number_heading_and_note() -> None:
    found = reading(item("加快改革；完善政策。扩大开放。（省教育厅负责）"))
    (task,) = found.tasks
    assert unit_text(found, task) == "推进重点工作。加快改革；完善政策。扩大开放。"
    assert [found.text[slice(*piece)] for piece in measures(found, task)] == ["加快改革；完善政策。", "扩大开放。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "实行政府负责人牵头的工作机制。",
        "积极牵头组织国际大科学计划。",
        "支持国有企业通过多种方式盘活资产。",
        "任何单位不得截留资金。",
    ],
)
def test_what_assigns_nothing(sentence: str) -> None:
    assert read(item(sentence)) == []


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("各省级人民政府", True),
        ("有关部门", True),
        ("各地", True),
        ("税务部门", True),
        ("省教育厅", False),
        ("科技部", False),
    ],
)
def test_groups(words: str, group: bool) -> None:
    assert is_group(words) is group


PROVINCE = HEAD.replace("某省", "浙江省").replace("某政发", "浙政发")


def declared(words: str) -> list[list[tuple[str, str]]]:
    body = (
        f"一、主要任务\n（一）甲。加快改革。（责任单位：省教育厅、省财政厅，省人社厅。{words}，下同）\n"
        "（二）乙。加快建设。（责任单位：省商务厅、省科技厅，省水利厅）\n（三）丙。加快开放。（责任单位：省公安厅）\n"
    )
    found = reading(body, PROVINCE)
    return [
        [(m.role, found.text[slice(*m.piece)]) for m in task.members] for task in found.tasks if task.basis == "note"
    ]


def test_before_the_comma_lead() -> None:
    first, second, _ = declared("列逗号之前的为牵头单位")
    assert first == [("lead", "省教育厅"), ("lead", "省财政厅"), ("responsible", "省人社厅")]
    assert second == [("lead", "省商务厅"), ("lead", "省科技厅"), ("responsible", "省水利厅")]


def test_after_the_comma_support_where_it_says_so() -> None:
    first, second, _ = declared("逗号之前为牵头单位，其他为配合单位")
    assert first[-1] == ("support", "省人社厅")
    assert second[-1] == ("support", "省水利厅")


def test_a_note_without_a_comma_is_not_after_it() -> None:
    assert declared("逗号之前为牵头单位，其他为配合单位")[-1][0][0] != "support"


def test_a_stage_gives_the_month_of_the_year_of_issue() -> None:
    body = "一、任务\n（一）甲。加快改革。（5月底取得明显成效，责任单位：省教育厅）\n（二）乙。加强统筹。\n"
    (task,) = [task for task in reading(body, PROVINCE).tasks if task.basis == "note"]
    assert task.deadline == "2021-05"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("到2025年，各市要建成示范区。", "各市要建成示范区"),
        ("2025年各市要建成示范区，巩固成果。", "2025年各市要建成示范区"),
        ("2020年起，每年2月底前各市要完成考核。", "每年2月底前各市要完成考核"),
        ("加大投入，各市要落实责任。", "加大投入"),
    ],
)
def test_a_time_alone_is_no_title(sentence: str, title: str) -> None:
    assert [task[2] for task in read(item(sentence)) if task[1] == "inline"] == [title]


@pytest.mark.parametrize(
    ("declaration", "own", "later"),
    [
        pytest.param("，各县区人民政府、市各功能区管委会，以下均涉及各县区、功能区，不再重复列出",
                     ["市数据局", "各县区人民政府", "市各功能区管委会"], ["市财政局", "各县区", "功能区"], id="涉及"),
        pytest.param("，各县（市、区）人民政府、功能区管委会。以下各项任务均需各县（市、区）人民政府、功能区管委会落实，不再列出",
                     ["市数据局", "各县（市、区）人民政府", "功能区管委会"], ["市财政局", "各县（市、区）人民政府", "功能区管委会"], id="均需-落实"),
        pytest.param("；各县（市、区）人民政府均为各项任务的责任单位，以下不再逐一列出",
                     ["市数据局", "各县（市、区）人民政府"], ["市财政局", "各县（市、区）人民政府"], id="均为责任单位"),
        pytest.param("。以下各项工作各市州、兰州新区均为责任单位，不再列出",
                     ["市数据局", "各市州", "兰州新区"], ["市财政局", "各市州", "兰州新区"], id="units-before-均为"),
        pytest.param("，各区县人民政府。以下均由各区县人民政府具体负责落实，不再一一列出",
                     ["市数据局", "各区县人民政府"], ["市财政局", "各区县人民政府"], id="均由-具体负责"),
        pytest.param("，各区政府（以下均需各区政府落实，不再列出）", ["市数据局", "各区政府"], ["市财政局", "各区政府"], id="in-a-bracket"),
    ],
)  # fmt: skip
def test_units_that_a_declaration_lists_hold_for_every_later_note(
    declaration: str, own: list[str], later: list[str]
) -> None:
    body = f"1.强化供给。做好工作。（责任单位：市数据局{declaration}）\n2.降低成本。做好工作。（责任单位：市财政局）\n"
    assert [agencies for _, _, _, agencies in read(body)] == [{"responsible": own}, {"responsible": later}]


@pytest.mark.parametrize(
    "words",
    ["排名第一的为牵头单位，下同", "首位单位为牵头单位，下同", "排在最前的为牵头单位，下同", "第一责任单位为牵头单位，下同", "排列第一的单位为牵头单位，以下均同"],
)  # fmt: skip
def test_the_first_unit_leads_however_it_is_said(words: str) -> None:
    body = f"1.强化供给。做好工作。（责任单位：市数据局、市科技局，{words}）\n2.降低成本。做好工作。（责任单位：市财政局、市税务局）\n"
    assert [agencies for _, _, _, agencies in read(body)] == [
        {"lead": ["市数据局"], "responsible": ["市科技局"]},
        {"lead": ["市财政局"], "responsible": ["市税务局"]},
    ]
