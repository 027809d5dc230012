"""Responsibility notes in every way of writing that is known, and what only looks like one."""

from __future__ import annotations

import pytest
from gongwen.extractors import note_finder, notes
from gongwen.extractors.notes import DECLARATION, Note
from gongwen.extractors.text import Layout, Piece


def parse(text: str) -> Note | None:
    return notes.parse(Layout(text), Piece(0, len(text)), bracketed=True)


def roles(text: str) -> dict[str, list[str]]:
    note = parse(text)
    found: dict[str, list[str]] = {}
    for member in note.members if note else []:
        found.setdefault(member.role, []).append(text[slice(*member.piece)])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("（牵头单位：区住房城乡建委，责任单位：区发展改革委、区交通局等）",
                     {"lead": ["区住房城乡建委"], "responsible": ["区发展改革委", "区交通局"]}, id="labels-in-one-bracket"),
        pytest.param("（牵头单位：区人力社保局）", {"lead": ["区人力社保局"]}, id="lead-alone"),
        pytest.param("（体育总局、北京冬奥组委负责）", {"responsible": ["体育总局", "北京冬奥组委"]}, id="负责"),
        pytest.param("（科技部、财政部等按职责分工负责）", {"responsible": ["科技部", "财政部"]}, id="等按职责分工负责"),
        pytest.param("（科技部、财政部等部门按职责分工负责）", {"responsible": ["科技部", "财政部"]}, id="等部门按职责分工负责"),
        pytest.param("（省发展改革委牵头，省财政厅、省教育厅参与）", {"lead": ["省发展改革委"], "support": ["省财政厅", "省教育厅"]}, id="牵头-参与"),
        pytest.param("（省教育厅、省财政厅按职责分工牵头，省人社厅等省直有关部门配合）", {"lead": ["省教育厅", "省财政厅"], "support": ["省人社厅"]}, id="按职责分工牵头-配合"),
        pytest.param("（市商务局为主，市财政局参与）", {"lead": ["市商务局"], "support": ["市财政局"]}, id="为主"),
        pytest.param("（教育部会同财政部负责）", {"lead": ["教育部"], "support": ["财政部"]}, id="会同"),
        pytest.param("（责任单位：省教育厅，各市、县〔区〕政府，赣江新区管委会）", {"responsible": ["省教育厅", "各市、县〔区〕政府", "赣江新区管委会"]}, id="collective"),
        pytest.param("〔责任单位:省教育厅，各设区市人民政府〕", {"responsible": ["省教育厅", "各设区市人民政府"]}, id="square-half-width-colon"),
        pytest.param("[省教育厅、省财政厅，各市、县（区）人民政府]", {"responsible": ["省教育厅", "省财政厅", "各市、县（区）人民政府"]}, id="no-verb-at-all"),
        pytest.param("【省教育厅】", {"responsible": ["省教育厅"]}, id="lenticular"),
        pytest.param("(负责部门:商务部，适用范围:上海自贸试验区)", {"responsible": ["商务部"]}, id="a-field-that-is-no-duty"),
        pytest.param("（由省财政厅牵头实施）", {"lead": ["省财政厅"]}, id="由-牵头实施"),
        pytest.param("（省科技厅牵头负责，省财政厅配合）", {"lead": ["省科技厅"], "support": ["省财政厅"]}, id="牵头负责"),
        pytest.param("（牵头单位：区教委，支撑单位：区财政局）", {"lead": ["区教委"], "support": ["区财政局"]}, id="支撑单位"),
        pytest.param("（牵头单位：区教委，验收单位：区审计局；配合单位：区财政局）", {"lead": ["区教委"], "support": ["区财政局"]}, id="a-label-nobody-listed"),
        pytest.param("（市教育局牵头，市财政局等5部门配合）", {"lead": ["市教育局"], "support": ["市财政局"]}, id="等5部门"),
        pytest.param("（牵头：区教委，配合：区财政局、区审计局）", {"lead": ["区教委"], "support": ["区财政局", "区审计局"]}, id="short-labels"),
        pytest.param("（牵头单位：省商务厅；配合单位：省财政厅、各市州人民政府；完成时间：2021年底）",
                     {"lead": ["省商务厅"], "support": ["省财政厅", "各市州人民政府"]}, id="semicolons"),
        pytest.param("（指导单位：科技部；落实单位：各区县）", {"support": ["科技部"], "responsible": ["各区县"]}, id="指导-support-落实-responsible"),
        pytest.param("（国家发展改革委、工业和信息化部牵头，财政部、各省级人民政府等按职责分工负责）",
                     {"lead": ["国家发展改革委", "工业和信息化部"], "responsible": ["财政部", "各省级人民政府"]}, id="牵头-负责"),
        pytest.param("（省发展改革委(省能源局)牵头，省自然资源厅配合）", {"lead": ["省发展改革委(省能源局)"], "support": ["省自然资源厅"]}, id="bracket-inside"),
        pytest.param("（各省级人民政府负责）", {"responsible": ["各省级人民政府"]}, id="group"),
        pytest.param("（教育部牵头，有关部门参与）", {"lead": ["教育部"], "support": ["有关部门"]}, id="有关部门-is-a-group"),
        pytest.param("（市委宣传部、市文化旅游委，各区县党委和政府负责）", {"responsible": ["市委宣传部", "市文化旅游委", "各区县党委和政府"]}, id="party-and-government"),
        pytest.param("（责任单位：市教育局 市财政局）", {"responsible": ["市教育局", "市财政局"]}, id="white-space-list"),
        pytest.param("（省工信厅、省财政厅按职责分工负责，持续推进）", {"responsible": ["省工信厅", "省财政厅"]}, id="a-remark-that-names-no-unit"),
        pytest.param("（责任单位：市卫生健康委、市教育局，长期坚持）", {"responsible": ["市卫生健康委", "市教育局"]}, id="a-remark-under-a-label"),
        pytest.param("（责任单位：市卫生健康委，2024年6月底前完成）", {"responsible": ["市卫生健康委"]}, id="by-when-under-a-label"),
        pytest.param("（责任单位：市卫生健康委、6月底前完成）", {"responsible": ["市卫生健康委"]}, id="by-when-as-a-member"),
        pytest.param("（市卫生健康委负责，12月底前完成）", {"responsible": ["市卫生健康委"]}, id="a-month-behind-the-verb"),
        pytest.param("（牵头单位：市卫生健康委；配合单位：市教育局，6月底前完成并长期坚持）", {"lead": ["市卫生健康委"], "support": ["市教育局"]}, id="by-when-and-always"),
        pytest.param("（责任单位：市教育局等相关部门；时间安排：2022年6月前）", {"responsible": ["市教育局"]}, id="a-label-of-time"),
        pytest.param("（责任单位：市教育局；资金来源：财政资金）", {"responsible": ["市教育局"]}, id="a-label-of-no-units"),
        pytest.param("（负责人：王某某；责任单位：市应急局）", {"responsible": ["市应急局"]}, id="a-person-first"),
        pytest.param("（责任单位：市农业农村局*、市财政局）", {"responsible": ["市农业农村局", "市财政局"]}, id="a-mark-behind-a-unit"),
        pytest.param("（★市发展改革委、市工信局、市商务局）", {"responsible": ["市发展改革委", "市工信局", "市商务局"]}, id="a-mark-before-a-unit"),
        pytest.param("（市卫生健康委、医保局按职责负责，财政局做好保障）", {"responsible": ["市卫生健康委", "医保局", "财政局"]}, id="what-one-more-does"),
        pytest.param("（区商务局；区文旅局、各街道配合）", {"responsible": ["区商务局"], "support": ["区文旅局", "各街道"]}, id="those-behind-the-semicolon-help"),
        pytest.param("（责任单位：市教育局，联系人：张某）", {"responsible": ["市教育局"]}, id="a-person-to-ask"),
        pytest.param("（2021年6月底前完成，省教育厅负责）", {"responsible": ["省教育厅"]}, id="time-limit-first"),
        pytest.param("（责任单位：市教育局，责任人：李四）", {"responsible": ["市教育局"]}, id="persons-are-no-units"),
        pytest.param("（国务院有关部门，各省、自治区、直辖市人民政府负责）",
                     {"responsible": ["国务院有关部门", "各省、自治区、直辖市人民政府"]}, id="state-council-and-provinces"),
        pytest.param("（主办单位：省教育厅，协办单位：省财政厅）", {"lead": ["省教育厅"], "support": ["省财政厅"]}, id="主办单位"),
    ],
)  # fmt: skip
def test_ways_of_writing(text: str, expected: dict[str, list[str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "open_ended"),
    [
        ("（牵头单位：区教委，责任单位：区财政局等）", True),
        ("（省教育厅等省直有关部门按职责分工负责）", True),
        ("（省教育厅等部门和单位负责）", True),
        ("（省教育厅、省财政厅负责）", False),
        ("（高等学校负责）", False),
    ],
)
def test_open_ended(text: str, open_ended: bool) -> None:
    note = parse(text)
    assert note is not None
    assert note.open_ended is open_ended


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("（责任单位：省教育厅；完成时限：2019年6月底前）", "2019-06"),
        ("（省教育厅牵头，2021年底前完成）", "2021"),
        ("（责任单位：省教育厅；完成时限：长期坚持）", None),
    ],
)
def test_deadline(text: str, deadline: str | None) -> None:
    note = parse(text)
    assert note is not None
    assert note.deadline == deadline


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("（校内由教务部门负责）", id="standing-duty"),
        pytest.param("（以下简称省教育厅）", id="short-form"),
        pytest.param("（市、区）", id="collective"),
        pytest.param("（2023—2027年）", id="period"),
        pytest.param("（含高等学校）", id="including"),
        pytest.param("（见附件）", id="reference"),
        pytest.param("（年均增长8.5%）", id="number"),
        pytest.param("（一期）", id="stage"),
        pytest.param("（包括省教育厅、省财政厅）", id="remark"),
        pytest.param("（联系人：张三，电话：12345678）", id="contact"),
        pytest.param("（此件公开发布）", id="disclosure"),
        pytest.param("（科技型企业）", id="class-with-no-duty"),
    ],
)
def test_what_is_no_note(text: str) -> None:
    note = parse(text)
    assert note is None or note.labelled == "bare"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("列第一位者为牵头单位，下同", "first", id="列第一位者"),
        pytest.param("排在第一位的部门为牵头部门，下同", "first", id="排在第一位"),
        pytest.param("列首位的为牵头单位，下同", "first", id="列首位"),
        pytest.param("逗号前为牵头单位，下同", "comma", id="逗号前"),
        pytest.param("逗号前的单位为牵头单位，下同", "comma", id="逗号前的单位"),
        pytest.param("以下均需各地相关部门落实，不再列出", "everyone", id="以下均需"),
    ],
)  # fmt: skip
def test_declarations(text: str, kind: str) -> None:
    match = DECLARATION.search(text)
    assert match is not None
    assert match.lastgroup == kind


def found(text: str) -> list[str]:
    return [text[slice(*note.piece)] for note in note_finder.find_in(Layout(text), 0, len(text), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("加快改革。（省教育厅负责）", ["（省教育厅负责）"], id="closes-the-paragraph"),
        pytest.param("加快改革（省教育厅负责）。推进开放（省商务厅负责）。", ["（省教育厅负责）", "（省商务厅负责）"], id="closes-each-sentence"),
        pytest.param("加快改革；（省教育厅负责）推进开放。（省商务厅负责）", ["（省教育厅负责）", "（省商务厅负责）"], id="after-a-semicolon"),
        pytest.param("加快改革。\n责任单位：省教育厅\n完成时限：2020年底", ["责任单位：省教育厅\n完成时限：2020年底"], id="label-lines-are-one-note"),
        pytest.param("加快改革。责任单位：省教育厅、省财政厅", ["责任单位：省教育厅、省财政厅"], id="label-at-the-end-of-the-line"),
        pytest.param("加快改革。（省教育厅牵头）（省财政厅配合）", ["（省教育厅牵头）（省财政厅配合）"], id="two-brackets-one-note"),
        pytest.param("加快改革。【牵头单位】省教育厅【责任单位】省财政厅", ["【牵头单位】省教育厅【责任单位】省财政厅"], id="labels-in-brackets"),
        pytest.param("由学校（校内由教务部门负责）组织实施。", [], id="inside-a-sentence"),
        pytest.param("各县（市、区）人民政府要落实责任。", [], id="collective-inside-a-sentence"),
        pytest.param("支持新型研发机构（科研院所）发展。", [], id="class-inside-a-sentence"),
    ],
)  # fmt: skip
def test_find_in(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_bracket_that_looks_like_a_note_and_does_not_parse_is_shown() -> None:
    text = "加快改革。（省教育厅、对照清单推进各项工作按职责分工负责）"
    doubts: list[Piece] = []
    assert note_finder.find_in(Layout(text), 0, len(text), doubts) == []
    assert [text[slice(*doubt)] for doubt in doubts] == ["（省教育厅、对照清单推进各项工作按职责分工负责）"]


@pytest.mark.parametrize(
    ("label", "role"),
    [("牵头处室", "lead"), ("牵头考核单位", "lead"), ("主责部门", "lead"), ("总牵头单位", "lead"), ("责任主要部门", "responsible"),
     ("实施部门", "responsible"), ("配合科室", "support"),
     ("协作部门", "support"), ("指导部门", "support"), ("完成时限", "deadline")],
)  # fmt: skip
def test_labels_are_made_of_parts(label: str, role: str) -> None:
    assert notes.labels()[label] == role


def one_note(text: str) -> notes.Note | None:
    return notes.parse(Layout(text), Piece(0, len(text)), bracketed=True)


def roles_of(text: str) -> dict[str, list[str]]:
    found = one_note(text)
    given: dict[str, list[str]] = {}
    for member in found.members if found else []:
        given.setdefault(member.role, []).append(text[slice(*member.piece)])
    return given


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("（责任单位：省科技厅、省工业和信息化厅按职责分工负责，各地级以上市人民政府结合实际落实）",
                     {"responsible": ["省科技厅", "省工业和信息化厅", "各地级以上市人民政府"]}, id="verbs-under-a-label"),
        pytest.param("（责任单位：省商务厅、省交通运输厅等单位按职责分工负责）", {"responsible": ["省商务厅", "省交通运输厅"]}, id="等-and-a-verb-under-a-label"),
        pytest.param("（责任单位：县农业农村局（牵头）、县财政局（配合））", {"lead": ["县农业农村局"], "support": ["县财政局"]}, id="role-behind-the-unit"),
        pytest.param("（责任单位：市政府办(牵头)，市财政局）", {"lead": ["市政府办"], "responsible": ["市财政局"]}, id="role-behind-one-unit"),
        pytest.param("（省教育厅依据职责分工负责）", {"responsible": ["省教育厅"]}, id="依据职责分工负责"),
        pytest.param("（各部门共同牵头）", {"lead": ["各部门"]}, id="共同牵头"),
        pytest.param("（省教育厅、省财政厅依各自职责负责）", {"responsible": ["省教育厅", "省财政厅"]}, id="依各自职责负责"),
        pytest.param("（省教育厅、省财政厅具体组织实施）", {"responsible": ["省教育厅", "省财政厅"]}, id="具体组织实施"),
        pytest.param("（省教育厅牵头负责，省财政厅、省人社厅积极配合）", {"lead": ["省教育厅"], "support": ["省财政厅", "省人社厅"]}, id="积极配合"),
        pytest.param("（省教育厅、省财政厅按照各自职责分工分别负责）", {"responsible": ["省教育厅", "省财政厅"]}, id="按照各自职责分工分别负责"),
        pytest.param("（省教育厅、省财政厅按职能分工负责）", {"responsible": ["省教育厅", "省财政厅"]}, id="按职能分工负责"),
        pytest.param("（由省教育厅牵头、省财政厅等部门参加）", {"lead": ["省教育厅"], "support": ["省财政厅"]}, id="a-pause-after-牵头"),
        pytest.param("（以下任务由省教育厅牵头，省财政厅参与）", {"lead": ["省教育厅"], "support": ["省财政厅"]}, id="what-opens-the-list"),
        pytest.param("（责任单位：市城管局.市公安局）", {"responsible": ["市城管局", "市公安局"]}, id="points-between-units"),
        pytest.param("（牵头单位：市农业局，配合单位：市科协，各有关区、县级市）",
                     {"lead": ["市农业局"], "support": ["市科协", "各有关区、县级市"]}, id="各有关区、县级市"),
        pytest.param("（由省教育厅负责；省财政厅予以配合）", {"responsible": ["省教育厅"], "support": ["省财政厅"]}, id="予以配合"),
    ],
)  # fmt: skip
def test_adverbs_before_a_closing_verb(text: str, expected: dict[str, list[str]]) -> None:
    assert roles_of(text) == expected


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("（5月底取得明显成效并持续推进，牵头考核单位：市审批服务局）", "5月底取得明显成效并持续推进"),
        ("（年底前完成，责任单位：市审批局）", "年底前完成"),
        ("（持续推进，责任单位：省教育厅）", "持续推进"),
        ("（10月，责任单位：省教育厅）", "10月"),
        ("（责任单位：省教育厅）", ""),
    ],
)
def test_a_stage_before_the_first_label(text: str, stage: str) -> None:
    found = one_note(text)
    assert found is not None
    assert found.stage == stage


@pytest.mark.parametrize(
    "text", ["（2021年，责任单位：省教育厅）", "（3月底前制定方案、6月底前完成，责任单位：省教育厅）"]
)
def test_what_is_no_stage_is_a_doubt(text: str) -> None:
    doubts: list[Piece] = []
    assert note_finder.find_in(Layout(text), 0, len(text), doubts) == []
    assert len(doubts) == 1


@pytest.mark.parametrize(
    "words",
    [
        "列逗号之前的为牵头单位，下同",
        "逗号之前为牵头单位，其他为配合单位，下同",
        "列逗号前的部门为牵头部门，逗号后的为配合部门，下同",
    ],
)
def test_declarations_of_the_comma(words: str) -> None:
    match = notes.DECLARATION.search(words)
    assert match is not None
    assert match.lastgroup == "comma"


def test_an_order_that_one_note_tells_of_itself() -> None:
    note = one_note("（省教育厅、省财政厅，列第一位的为牵头单位）")
    assert note is not None
    assert (note.own_order, note.declared) == ("first", [])
    assert roles_of("（省教育厅、省财政厅，列第一位的为牵头单位）") == {"responsible": ["省教育厅", "省财政厅"]}
