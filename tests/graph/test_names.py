"""One name however it is written: tables of real shapes, and that a normalised name stays as it is."""

from __future__ import annotations

import pytest
from gongwen.graph.names import attached_title, issuer_named_in, normalise_doc_number, normalise_title
from hypothesis import given
from hypothesis import strategies as st

DOC_NUMBERS = {
    "铜府〔2023〕90号": "铜府〔2023〕90号",
    "铜府[2023]90号": "铜府〔2023〕90号",
    "国发（2018）5 号": "国发〔2018〕5号",
    "渝府发﹝2023﹞8号": "渝府发〔2023〕8号",
    "赣府厅发【２０２０】０９号": "赣府厅发〔2020〕9号",
    "发改办财金 〔2019〕 860 号": "发改办财金〔2019〕860号",
    "教育部令第 18 号": "教育部令第18号",
    "中华人民共和国国务院令第722号": "国务院令第722号",
    "GB/T 37668-2019": "GB/T37668-2019",
    "住房城乡建设部公告2019年第237号": "住房城乡建设部公告2019年第237号",
}
TITLES = {
    "《国务院关于印发〈规划〉的通知》": "国务院关于印发《规划》的通知",
    "行动计划(2021-2023年)": "行动计划（2021—2023年）",
    "行动计划（2021－2023年）": "行动计划（2021—2023年）",
    "行动计划（2021年～2023年）": "行动计划（2021年—2023年）",
    "关于做好 某项工作\n的通知": "关于做好某项工作的通知",
    "《甲》《乙》": "《甲》《乙》",
    "《甲办法》实施细则": "《甲办法》实施细则",
    '"十四五"规划': "“十四五”规划",
    "5G-A与B2B": "5G-A与B2B",
    "ＡＩ行动": "AI行动",
}
CARRIED = {
    "甲市人民政府关于印发《乙方案》的通知": "乙方案",
    "甲市人民政府关于印发乙方案的通知": "乙方案",
    "甲市关于印发甲市贯彻落实《丙方案（2023-2027年）》实施方案的通知": "甲市贯彻落实《丙方案（2023—2027年）》实施方案",
    "《甲市关于印发〈乙方案〉的通知》": "乙方案",
    "关于印发《乙办法》（试行）的通知": "乙办法（试行）",
    "国务院办公厅转发民政部关于清理整顿社会团体意见的通知": "民政部关于清理整顿社会团体意见",
    "甲市人民政府关于转发《省政府关于乙的通知》的通知": "省政府关于乙的通知",
    "关于批转乙意见的通知": "乙意见",
    "关于印发《乙》和《丙》的通知": None,
    "国务院关于促进云计算创新发展的意见": None,
    "关于做好印发工作的通知": None,
    "关于公布施行的意见": None,
}


@pytest.mark.parametrize(("written", "name"), DOC_NUMBERS.items())
def test_doc_numbers(written: str, name: str) -> None:
    assert normalise_doc_number(written) == name


@pytest.mark.parametrize(("written", "name"), TITLES.items())
def test_titles(written: str, name: str) -> None:
    assert normalise_title(written) == name


@pytest.mark.parametrize(("title", "carried"), CARRIED.items())
def test_what_a_notice_carries(title: str, carried: str | None) -> None:
    assert attached_title(title) == carried


def test_the_issuer_that_a_title_names() -> None:
    assert issuer_named_in("甲市人民政府关于印发乙方案的通知") == "甲市人民政府"
    assert issuer_named_in("关于印发乙方案的通知") == issuer_named_in("乙方案") == ""


WRITING = st.text(
    alphabet='甲乙发印关于转通知的 《》〈〉（）()[]［］〔〕【】0120２０-—–~～年"“”,，:：a\u200b\n', max_size=40
)


@given(WRITING)
def test_a_normalised_name_stays_as_it_is(text: str) -> None:
    title, number = normalise_title(text), normalise_doc_number(text)
    assert normalise_title(title) == title
    assert normalise_doc_number(number) == number
    carried = attached_title(text)
    assert carried is None or normalise_title(carried) == carried


@given(WRITING)
def test_spaces_never_matter(text: str) -> None:
    spaced = " ".join(text)
    assert normalise_title(spaced) == normalise_title(text)
    assert normalise_doc_number(spaced) == normalise_doc_number(text)
