"""发文字号 and other numbers: found whole, without the words before them, in one normal form."""

from __future__ import annotations

import pytest
from gongwen.extractors import doc_number
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        pytest.param("铜府〔2023〕90号", "铜府〔2023〕90号", id="as-the-standard-has-it"),
        pytest.param("铜府[2023]90号", "铜府〔2023〕90号", id="square"),
        pytest.param("铜府（2023）90号", "铜府〔2023〕90号", id="round"),
        pytest.param("铜府﹝2023﹞90号", "铜府〔2023〕90号", id="small-form"),
        pytest.param("铜府【2023】90号", "铜府〔2023〕90号", id="lenticular"),
        pytest.param("国办发 〔2019〕 6 号", "国办发〔2019〕6号", id="spaces"),
        pytest.param("赣府厅字〔２０２０〕１８号", "赣府厅字〔2020〕18号", id="full-width-digits"),
        pytest.param("国发〔2014〕第10号", "国发〔2014〕10号", id="with-第"),
        pytest.param("渝府发〔2023〕08号", "渝府发〔2023〕8号", id="leading-zero"),
        pytest.param("教育部令 第18号", "教育部令第18号", id="order"),
        pytest.param("中华人民共和国主席令第二十二号", "主席令第22号", id="order-of-the-state-in-characters"),
        pytest.param("中华人民共和国国务院令 第722号", "国务院令第722号", id="order-of-the-state"),
        pytest.param("住房城乡建设部公告2019年第237号", "住房城乡建设部公告2019年第237号", id="announcement"),
        pytest.param("GB/T 37668—2019", "GB/T 37668-2019", id="standard"),
    ],
)
def test_normal_form(surface: str, expected: str) -> None:
    assert doc_number.normalise(surface) == expected
    assert doc_number.normalise(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("按照国办发〔2019〕6号文件要求", ["国办发〔2019〕6号"], id="after-按照"),
        pytest.param("贯彻落实渝府发〔2023〕8号精神", ["渝府发〔2023〕8号"], id="after-贯彻落实"),
        pytest.param("《意见》（国发〔2017〕37号）", ["国发〔2017〕37号"], id="in-brackets"),
        pytest.param("国发〔2017〕37号和国办发〔2018〕126号", ["国发〔2017〕37号", "国办发〔2018〕126号"], id="two"),
        pytest.param(
            "（财税〔2019〕13号、发改财金〔2019〕860号）", ["财税〔2019〕13号", "发改财金〔2019〕860号"], id="list"
        ),
        pytest.param("（2023—2027年）", [], id="period-is-none"),
        pytest.param("第90号", [], id="bare-number-is-none"),
        pytest.param("北京路〔2023〕号", [], id="no-serial"),
        pytest.param("根据中办发〔2016〕30号的规定", ["中办发〔2016〕30号"], id="party-office"),
        pytest.param("工信厅联通装〔2020〕180号", ["工信厅联通装〔2020〕180号"], id="long-code"),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    found = doc_number.find(text, 0, len(text))
    assert [number for _, _, number in found] == expected
    assert all(doc_number.normalise(text[start:end]) == number for start, end, number in found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("　　铜府〔2023〕90号　", "铜府〔2023〕90号", id="indented"),
        pytest.param("（国办发〔2019〕6号）", "国办发〔2019〕6号", id="bracketed"),
        pytest.param("第18号", "第18号", id="order-number-alone"),
        pytest.param("教育部令第18号", "教育部令第18号", id="order"),
        pytest.param("住房城乡建设部公告2019年第237号", "住房城乡建设部公告2019年第237号", id="announcement"),
        pytest.param("按照国办发〔2019〕6号文件要求办理", None, id="sentence"),
        pytest.param("2019年第237期", None, id="issue-of-a-journal"),
    ],
)
def test_whole_line(line: str, expected: str | None) -> None:
    assert doc_number.whole_line(line) == expected


@given(
    st.sampled_from(["国发", "国办发", "铜府", "赣府厅字", "工信部联通装", "发改财金", "中办发", "粤府办函"]),
    st.integers(1949, 2035),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞"]),
    st.sampled_from(["", " ", "　"]),
)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_every_writing_has_one_form(code: str, year: int, serial: int, marks: str, space: str) -> None:
    written = f"{code}{space}{marks[0]}{year}{marks[1]}{space}{serial}{space}号"
    assert doc_number.normalise(written) == f"{code}〔{year}〕{serial}号"
    assert doc_number.whole_line(written) == f"{code}〔{year}〕{serial}号"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("依据国务院第736号令", (2, "国务院令第736号")),
        ("按照《条例》和教育部第18号令 ", (7, "教育部令第18号")),
        ("国务院第736号令规定", None),
        ("第736号令", None),
    ],
)
def test_an_order_with_its_serial_first(words: str, expected: tuple[int, str] | None) -> None:
    assert doc_number.order_behind(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("财政部 税务总局公告2023年第13号", "财政部税务总局公告2023年第13号"),
        ("国务院令第722号，以下简称《条例》", "国务院令第722号"),
        ("国发〔2019〕6号", None),
    ],
)
def test_what_a_bracket_begins_with(words: str, expected: str | None) -> None:
    assert doc_number.leading_order(words) == expected
