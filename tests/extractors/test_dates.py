"""Dates in every writing of official documents, as ISO 8601."""

from __future__ import annotations

import pytest
from gongwen.extractors import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2023年6月19日", "2023-06-19", id="arabic"),
        pytest.param("2023年06月09日", "2023-06-09", id="leading-zeros"),
        pytest.param("２０２３年６月１９日", "2023-06-19", id="full-width"),
        pytest.param("二〇二三年六月十九日", "2023-06-19", id="chinese"),
        pytest.param("二○○四年十二月三十一日", "2004-12-31", id="chinese-circle-zero"),
        pytest.param("一九九七年四月二十日", "1997-04-20", id="chinese-twentieth-century"),
        pytest.param("二零一四年三月十日", "2014-03-10", id="chinese-ling"),
        pytest.param("2019 年 1 月 2 日", "2019-01-02", id="spaces"),
        pytest.param("2019年13月2日", None, id="no-such-month"),
        pytest.param("2019年12月32日", None, id="no-such-day"),
    ],
)
def test_day(text: str, expected: str | None) -> None:
    match = dates.DAY.search(text)
    assert match is not None
    assert dates.iso(match) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2020-06-24", "2020-06-24"), ("2020/6/4", "2020-06-04"), ("2020.6.24", "2020-06-24"), ("2020-00-10", None)],
)
def test_numeric(text: str, expected: str | None) -> None:
    match = dates.NUMERIC.search(text)
    assert match is not None
    assert dates.iso(match) == expected


@pytest.mark.parametrize("text", ["2023年6月", "6月19日", "2023年", "第19日", "2020-6", "2020-06-241"])
def test_what_is_no_day(text: str) -> None:
    assert dates.DAY.search(text) is None
    assert dates.NUMERIC.search(text) is None


@pytest.mark.parametrize(
    ("numeral", "year"), [("2004", 2004), ("２００４", 2004), ("二〇〇四", 2004), ("二零一九", 2019)]
)
def test_year(numeral: str, year: int) -> None:
    assert dates.year(numeral) == year
