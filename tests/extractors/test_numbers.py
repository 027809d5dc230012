"""Numbers: the bench of named cases, and what every reading must hold to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from gongwen.extractors import numbers
from hypothesis import given, settings
from hypothesis import strategies as st

BENCH = Path(__file__).parents[2] / "corpus" / "bench" / "numbers.csv"
CALENDAR = ("年", "月", "日")
"""Parts of dates: no quantities of anything."""


def quantities(text: str) -> list[tuple[float, float | None, str | None]]:
    found = numbers.find(text, 0, len(text))
    return [(q.value, q.value_max, q.unit) for q in found if q.unit and q.unit not in CALENDAR]


def cases() -> list[dict[str, str]]:
    with BENCH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_bench_is_named_and_large_enough() -> None:
    names = [case["name"] for case in cases()]
    assert len(names) >= 120
    assert len(set(names)) == len(names)


def test_the_bench_is_read_right() -> None:
    """97 of 100 cases: exactly the quantity that a case names, or none where it names none."""
    misses = []
    for case in cases():
        wanted = (
            [(float(case["value"]), float(case["value_max"]) if case["value_max"] else None, case["unit"])]
            if case["value"]
            else []
        )
        got = quantities(case["text"])
        if got != wanted:
            misses.append(f"{case['name']}: {case['text']} read as {got}, not {wanted}")
    assert 1 - len(misses) / len(cases()) >= 0.97, "\n".join(misses)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "全区GDP、人均GDP分别突破1200亿元、13.5万元",
            [(1200, None, "亿元"), (13.5, None, "万元")],
            id="a-list-of-two",
        ),
        pytest.param("突破420亿元（年均增长8.5%）", [(420, None, "亿元"), (8.5, None, "%")], id="level-and-growth"),
        pytest.param("达到40%、50%", [(40, None, "%"), (50, None, "%")], id="shares"),
        pytest.param("建设5-10个平台、20家企业", [(5, 10, "个"), (20, None, "家")], id="a-range-and-a-number"),
    ],
)
def test_several_in_one_clause(text: str, expected: list[tuple[float, float | None, str]]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "more"), [("1000余人", True), ("300多家", True), ("三十余个", True), ("1000人", False), ("三十个", False)]
)
def test_more(text: str, more: bool) -> None:
    (quantity,) = numbers.find(text, 0, len(text))
    assert quantity.more is more


@pytest.mark.parametrize(("text", "chinese"), [("30个", False), ("三十个", True), ("一半", True), ("翻番", True)])
def test_chinese_is_told(text: str, chinese: bool) -> None:
    (quantity,) = numbers.find(text, 0, len(text))
    assert quantity.chinese is chinese


def test_a_descending_range_is_none() -> None:
    assert quantities("10—5个") == []


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        pytest.param(1200, "亿元", (120000000000, "元"), id="亿"),
        pytest.param(13.5, "万元", (135000, "元"), id="万"),
        pytest.param(50, "万亿元", (50000000000000, "元"), id="万亿"),
        pytest.param(5, "千万元", (50000000, "元"), id="千万"),
        pytest.param(10, "亿方", (1000000000, "方"), id="亿方"),
        pytest.param(20, "万吨", (200000, "吨"), id="万吨"),
        pytest.param(40, "%", (40, "%"), id="percent"),
        pytest.param(5, "个百分点", (5, "个百分点"), id="points"),
        pytest.param(100, "千米", (100, "千米"), id="千米-is-a-unit"),
        pytest.param(100, "千瓦时", (100, "千瓦时"), id="千瓦时-is-a-unit"),
        pytest.param(500, "万千瓦", (5000000, "千瓦"), id="万千瓦"),
        pytest.param(3, "类", (3, "类"), id="class"),
        pytest.param(1.3, None, (1.3, None), id="no-unit"),
    ],
)
def test_si(value: float, unit: str | None, expected: tuple[float, str | None]) -> None:
    assert numbers.to_si(value, unit) == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十五", 25),
        ("一百零五", 105),
        ("两百", 200),
        ("三点五", 3.5),
        ("百", 100),
        ("千", 1000),
        ("两千", 2000),
    ],
)
def test_chinese_numerals(numeral: str, value: float) -> None:
    assert numbers.chinese(numeral) == value


UNITS = ["元", "亿元", "万吨", "%", "个百分点", "公里", "家", "万人", "亿立方米", "个"]


@given(st.integers(0, 10**7), st.integers(0, 99), st.sampled_from(UNITS), st.booleans(), st.booleans())
@settings(max_examples=100, derandomize=True, deadline=None)
def test_every_writing_of_a_number_reads_alike(whole: int, part: int, unit: str, full: bool, thousands: bool) -> None:
    plain = f"{whole}.{part:02d}" if part else str(whole)
    written = f"{whole:,}" + plain[len(str(whole)) :] if thousands else plain
    if full:
        written = written.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    text = f"达到{written}{unit}以上"
    assert quantities(text) == [(float(plain), None, unit)]


@given(st.integers(1, 9999), st.integers(0, 9999), st.sampled_from(["-", "—", "–", "~", "～", "至", "到", "——", " - "]))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_every_dash_makes_a_range(low: int, more: int, dash: str) -> None:
    assert quantities(f"建设{low}{dash}{low + more}个平台") == [(low, low + more, "个")]


@given(
    st.text(
        st.sampled_from("0123456789０９.．,，一二十百千万亿半分之翻番两余多%％个家年月ⅢⅡ类：:1-—至 第G〔〕号"),
        max_size=40,
    )
)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_any_text_is_read_in_order_and_without_overlap(text: str) -> None:
    at = 0
    for quantity in numbers.find(text, 0, len(text)):
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.value >= 0
        assert quantity.value_max is None or quantity.value_max >= quantity.value
        at = quantity.end
