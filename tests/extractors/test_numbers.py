"""Numbers: the bench of named cases, and what every reading must hold to."""

from __future__ import annotations

import csv
from pathlib import Path

import cn2an
import pytest
from gongwen.extractors import numbers
from gongwen.extractors.lexicon import Entry, load
from gongwen.extractors.text import DASHES
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
    ("text", "expected"),
    [
        pytest.param("一万五千户", [(15000, None, "户")], id="chinese-numerals-with-万-and-亿: 一万五千户"),
        pytest.param("十二万五千人", [(125000, None, "人")], id="chinese-numerals-with-万-and-亿: 十二万五千人"),
        pytest.param("两万余户", [(2, None, "万户")], id="chinese-numerals-with-万-and-亿: 两万余户"),
        pytest.param("一亿二千万元", [(120000000, None, "元")], id="chinese-numerals-with-万-and-亿: 一亿二千万元"),
        pytest.param("三百二十万亩", [(320, None, "万亩")], id="chinese-numerals-with-万-and-亿: 三百二十万亩"),
        pytest.param("三点六亿元", [(3.6, None, "亿元")], id="chinese-numerals-with-万-and-亿: 三点六亿元"),
        pytest.param("五千余万元", [(5000, None, "万元")], id="chinese-numerals-with-万-and-亿: 五千余万元"),
        pytest.param("九千九百九十九万吨", [(9999, None, "万吨")], id="chinese-numerals-with-万-and-亿: 九千九百九十九万吨"),
        pytest.param("一千余万元", [(1000, None, "万元")], id="chinese-numerals-with-万-and-亿: 一千余万元"),
        pytest.param("十余万亩", [(10, None, "万亩")], id="chinese-numerals-with-万-and-亿: 十余万亩"),
        pytest.param("廿五家", [(25, None, "家")], id="chinese-numerals-with-万-and-亿: 廿五家"),
        pytest.param("卅名", [(30, None, "名")], id="chinese-numerals-with-万-and-亿: 卅名"),
        pytest.param("一百○五所", [(105, None, "所")], id="chinese-numerals-with-万-and-亿: 一百○五所"),
        pytest.param("三十点零五公里", [(30.05, None, "公里")], id="chinese-numerals-with-万-and-亿: 三十点零五公里"),
        pytest.param("百余公里", [(100, None, "公里")], id="a-numeral-without-a-digit: 百余公里"),
        pytest.param("近百公里", [(100, None, "公里")], id="a-numeral-without-a-digit: 近百公里"),
        pytest.param("突破万亿元大关", [(1, None, "万亿元")], id="a-numeral-without-a-digit: 突破万亿元大关"),
        pytest.param("近万名党员", [(1, None, "万名")], id="a-numeral-without-a-digit: 近万名党员"),
        pytest.param("万余户群众", [(1, None, "万户")], id="a-numeral-without-a-digit: 万余户群众"),
        pytest.param("突破千亿元", [(1000, None, "亿元")], id="a-numeral-without-a-digit: 突破千亿元"),
        pytest.param("百日攻坚", [], id="a-numeral-without-a-digit: 百日攻坚"),
        pytest.param("千兆光网", [], id="a-numeral-without-a-digit: 千兆光网"),
        pytest.param("百米冲刺", [], id="a-numeral-without-a-digit: 百米冲刺"),
        pytest.param("千年古城", [], id="a-numeral-without-a-digit: 千年古城"),
        pytest.param("万元GDP能耗", [], id="a-numeral-without-a-digit: 万元GDP能耗"),
        pytest.param("5万至8万人", [(5, 8, "万人")], id="ranges: 5万至8万人"),
        pytest.param("500—1000万元", [(500, 1000, "万元")], id="ranges: 500—1000万元"),
        pytest.param("8000万元—1亿元", [(0.8, 1, "亿元")], id="ranges: 8000万元—1亿元"),
        pytest.param("500元至1万元", [(0.05, 1, "万元")], id="ranges: 500元至1万元"),
        pytest.param("八千至一万人", [(0.8, 1, "万人")], id="ranges: 八千至一万人"),
        pytest.param("两到三成", [(2, 3, "成")], id="ranges: 两到三成"),
        pytest.param("百分之三到五", [(3, 5, "%")], id="ranges: 百分之三到五"),
        pytest.param("百分之十至百分之十五", [(10, 15, "%")], id="ranges: 百分之十至百分之十五"),
        pytest.param("5个到7个百分点", [(5, 7, "个百分点")], id="ranges: 5个到7个百分点"),
        pytest.param("3−5个", [(3, 5, "个")], id="ranges: 3−5个"),
        pytest.param("3‑5个", [(3, 5, "个")], id="ranges: 3‑5个"),
        pytest.param("3〜5个", [(3, 5, "个")], id="ranges: 3〜5个"),
        pytest.param("3―5个", [(3, 5, "个")], id="ranges: 3―5个"),
        pytest.param("3‐5个", [(3, 5, "个")], id="ranges: 3‐5个"),
        pytest.param("Ⅰ—Ⅲ类水质", [(1, 3, "类")], id="ranges: Ⅰ—Ⅲ类水质"),
        pytest.param("从30%提高到50%", [(30, None, "%"), (50, None, "%")], id="ranges: 从30%提高到50%"),
        pytest.param("30个至50家", [(30, None, "个"), (50, None, "家")], id="ranges: 30个至50家"),
        pytest.param("10—5万人", [], id="ranges: 10—5万人"),
        pytest.param("3-5-8个", [], id="ranges: 3-5-8个"),
        pytest.param("统一到五个", [(5, None, "个")], id="ranges: 统一到五个"),
        pytest.param("周一至周五", [], id="ranges: 周一至周五"),
        pytest.param("GDP突破1000亿", [(1000, None, "亿")], id="magnitudes: GDP突破1000亿"),
        pytest.param("1000多万", [(1000, None, "万")], id="magnitudes: 1000多万"),
        pytest.param("3千余万元", [(3, None, "千万元")], id="magnitudes: 3千余万元"),
        pytest.param("8百多家", [(8, None, "百家")], id="magnitudes: 8百多家"),
        pytest.param("5亿2000万元", [(520000000, None, "元")], id="magnitudes: 5亿2000万元"),
        pytest.param("2万5千人", [(25000, None, "人")], id="magnitudes: 2万5千人"),
        pytest.param("0.3吨标准煤/万元", [(0.3, None, "吨标准煤/万元")], id="rates: 0.3吨标准煤/万元"),
        pytest.param("89元/人·年", [(89, None, "元/人·年")], id="rates: 89元/人·年"),
        pytest.param("89元/（人·年）", [(89, None, "元/（人·年）")], id="rates: 89元/（人·年）"),
        pytest.param("150公里/百平方公里", [(150, None, "公里/百平方公里")], id="rates: 150公里/百平方公里"),
        pytest.param("4例/10万", [(4, None, "例/10万")], id="rates: 4例/10万"),
        pytest.param("12/10万", [(12, None, "/10万")], id="rates: 12/10万"),
        pytest.param("12/10万人", [(12, None, "/10万人")], id="rates: 12/10万人"),
        pytest.param("4.5批次/千人", [(4.5, None, "批次/千人")], id="rates: 4.5批次/千人"),
        pytest.param("50μg/m³", [(50, None, "μg/m³")], id="rates: 50μg/m³"),
        pytest.param("35微克每立方米", [(35, None, "微克每立方米")], id="rates: 35微克每立方米"),
        pytest.param("35蒸吨/小时", [(35, None, "蒸吨/小时")], id="rates: 35蒸吨/小时"),
        pytest.param("80吨/公顷·年", [(80, None, "吨/公顷·年")], id="rates: 80吨/公顷·年"),
        pytest.param("1.5亿kW·h", [(1.5, None, "亿kW·h")], id="rates: 1.5亿kW·h"),
        pytest.param("储能100MW/200MWh", [(100, None, "MW"), (200, None, "MWh")], id="rates: 储能100MW/200MWh"),
        pytest.param("20万千瓦/40万千瓦时", [(20, None, "万千瓦"), (40, None, "万千瓦时")], id="rates: 20万千瓦/40万千瓦时"),
        pytest.param("每千人口床位数达到7张", [(7, None, "张")], id="rates: 每千人口床位数达到7张"),
        pytest.param("每10万人口发病数降到5例", [(5, None, "例")], id="rates: 每10万人口发病数降到5例"),
        pytest.param("每百户拥有30辆", [(30, None, "辆")], id="rates: 每百户拥有30辆"),
        pytest.param("12亿吨公里", [(12, None, "亿吨公里")], id="the-longest-unit: 12亿吨公里"),
        pytest.param("3万亩次", [(3, None, "万亩次")], id="the-longest-unit: 3万亩次"),
        pytest.param("60分贝", [(60, None, "分贝")], id="the-longest-unit: 60分贝"),
        pytest.param("60分", [(60, None, "分")], id="the-longest-unit: 60分"),
        pytest.param("15个自然日", [(15, None, "个自然日")], id="the-longest-unit: 15个自然日"),
        pytest.param("2百分点", [(2, None, "百分点")], id="the-longest-unit: 2百分点"),
        pytest.param("5克标准煤", [(5, None, "克标准煤")], id="the-longest-unit: 5克标准煤"),
        pytest.param("12mm", [(12, None, "mm")], id="the-longest-unit: 12mm"),
        pytest.param("12m", [(12, None, "m")], id="the-longest-unit: 12m"),
        pytest.param("十分贝", [(10, None, "分贝")], id="the-longest-unit: 十分贝"),
        pytest.param("十吨二氧化碳", [(10, None, "吨二氧化碳")], id="the-longest-unit: 十吨二氧化碳"),
        pytest.param("五千克", [(5, None, "千克")], id="the-longest-unit: 五千克"),
        pytest.param("三百千瓦", [(300, None, "千瓦")], id="the-longest-unit: 三百千瓦"),
        pytest.param("5W", [(5, None, "W")], id="the-longest-unit: 5W"),
        pytest.param("500台（套）", [(500, None, "台（套）")], id="the-longest-unit: 500台（套）"),
        pytest.param("500台(套)", [(500, None, "台(套)")], id="the-longest-unit: 500台(套)"),
        pytest.param("30台/套", [(30, None, "台/套")], id="the-longest-unit: 30台/套"),
        pytest.param("10家（含）以上", [(10, None, "家")], id="the-longest-unit: 10家（含）以上"),
        pytest.param("31部门", [], id="the-longest-unit: 31部门"),
        pytest.param("由3.2升至4.5", [], id="the-longest-unit: 由3.2升至4.5"),
        pytest.param("100周年", [], id="the-longest-unit: 100周年"),
        pytest.param("半数", [(50, None, "%")], id="shares-and-multiples: 半数"),
        pytest.param("千分之五", [(5, None, "‰")], id="shares-and-multiples: 千分之五"),
        pytest.param("万分之三", [(0.03, None, "%")], id="shares-and-multiples: 万分之三"),
        pytest.param("百分之30", [(30, None, "%")], id="shares-and-multiples: 百分之30"),
        pytest.param("百分百覆盖", [(100, None, "%")], id="shares-and-multiples: 百分百覆盖"),
        pytest.param("二十分之一", [(5, None, "%")], id="shares-and-multiples: 二十分之一"),
        pytest.param("2/3以上", [(66.67, None, "%")], id="shares-and-multiples: 2/3以上"),
        pytest.param("翻1番", [(2, None, "倍")], id="shares-and-multiples: 翻1番"),
        pytest.param("翻了一番", [(2, None, "倍")], id="shares-and-multiples: 翻了一番"),
        pytest.param("十分重要", [], id="shares-and-multiples: 十分重要"),
        pytest.param("1:18", [(1, None, ":18")], id="ratios-and-classes: 1:18"),
        pytest.param("1∶4", [(1, None, "∶4")], id="ratios-and-classes: 1∶4"),
        pytest.param("2.1∶1", [(2.1, None, "∶1")], id="ratios-and-classes: 2.1∶1"),
        pytest.param("结构调整为5:45:50", [], id="ratios-and-classes: 结构调整为5:45:50"),
        pytest.param("8:30开会", [], id="ratios-and-classes: 8:30开会"),
        pytest.param("附件1：10个样本县", [(10, None, "个")], id="ratios-and-classes: 附件1：10个样本县"),
        pytest.param("II类", [(2, None, "类")], id="ratios-and-classes: II类"),
        pytest.param("劣V类", [(5, None, "类")], id="ratios-and-classes: 劣V类"),
        pytest.param("VI体系", [], id="ratios-and-classes: VI体系"),
        pytest.param("1 200亿元", [(1200, None, "亿元")], id="blanks-between-thousands: 1 200亿元"),
        pytest.param("10 000人", [(10000, None, "人")], id="blanks-between-thousands: 10 000人"),
        pytest.param("1 200 300元", [(1200300, None, "元")], id="blanks-between-thousands: 1 200 300元"),
        pytest.param("2020 100个", [(100, None, "个")], id="blanks-between-thousands: 2020 100个"),
        pytest.param("第3位", [], id="what-is-no-quantity: 第3位"),
        pytest.param("第3—5位", [], id="what-is-no-quantity: 第3—5位"),
        pytest.param("第一、二、三批次", [], id="what-is-no-quantity: 第一、二、三批次"),
        pytest.param("党的十九届四中全会", [], id="what-is-no-quantity: 党的十九届四中全会"),
        pytest.param("举办3届展会", [(3, None, "届")], id="what-is-no-quantity: 举办3届展会"),
        pytest.param("2021届毕业生", [], id="what-is-no-quantity: 2021届毕业生"),
        pytest.param("2021/2022学年", [], id="what-is-no-quantity: 2021/2022学年"),
        pytest.param("数十家", [], id="what-is-no-quantity: 数十家"),
        pytest.param("几百家", [], id="what-is-no-quantity: 几百家"),
        pytest.param("上百家企业", [], id="what-is-no-quantity: 上百家企业"),
        pytest.param("成百上千家", [], id="what-is-no-quantity: 成百上千家"),
        pytest.param("户数百分之三十", [(30, None, "%")], id="what-is-no-quantity: 户数百分之三十"),
        pytest.param("系数1.2倍", [(1.2, None, "倍")], id="what-is-no-quantity: 系数1.2倍"),
        pytest.param("5G用户100万户", [(100, None, "万户")], id="what-is-no-quantity: 5G用户100万户"),
        pytest.param("4K超高清", [], id="what-is-no-quantity: 4K超高清"),
        pytest.param("3D打印", [], id="what-is-no-quantity: 3D打印"),
        pytest.param("10G-PON端口5万个", [(5, None, "万个")], id="what-is-no-quantity: 10G-PON端口5万个"),
        pytest.param("5A级景区", [(5, None, "A级")], id="what-is-no-quantity: 5A级景区"),
        pytest.param("10万吨级码头2个", [(2, None, "个")], id="what-is-no-quantity: 10万吨级码头2个"),
        pytest.param("千亿级产业集群", [], id="what-is-no-quantity: 千亿级产业集群"),
        pytest.param("一企一策", [], id="what-is-no-quantity: 一企一策"),
        pytest.param("千军万马", [], id="what-is-no-quantity: 千军万马"),
        pytest.param("千家万户", [], id="what-is-no-quantity: 千家万户"),
        pytest.param("“三个一批”", [], id="what-is-no-quantity: “三个一批”"),
        pytest.param("“一村一品”示范村100个", [(100, None, "个")], id="what-is-no-quantity: “一村一品”示范村100个"),
        pytest.param("一个五年规划", [(1, None, "个")], id="what-is-no-quantity: 一个五年规划"),
        pytest.param("一所九年一贯制学校", [(1, None, "所")], id="what-is-no-quantity: 一所九年一贯制学校"),
        pytest.param("一般两个月", [(2, None, "个月")], id="what-is-no-quantity: 一般两个月"),
        pytest.param("一次性补助3万元", [(3, None, "万元")], id="what-is-no-quantity: 一次性补助3万元"),
        pytest.param("一二三产业", [], id="what-is-no-quantity: 一二三产业"),
        pytest.param("九三学社", [], id="what-is-no-quantity: 九三学社"),
        pytest.param("二〇二五年", [], id="what-is-no-quantity: 二〇二五年"),
    ],
)  # fmt: skip
def test_each_form(text: str, expected: list[tuple[float, float | None, str]]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.term) for entry in load("units") if entry.term != "番"])
def test_a_unit_is_read_in_its_example(entry: Entry) -> None:
    units = [q.unit or "" for q in numbers.find(entry.example, 0, len(entry.example))]
    if entry["class"] == "per":
        assert any(unit.endswith(f"/{entry.term}") for unit in units)
    else:
        term = entry.term.replace("％", "%")
        assert any(numbers.to_si(1, unit)[1] == term or unit.startswith(f"{term}/") for unit in units), units


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.term) for entry in load("not_quantities")])
def test_a_word_that_looks_like_a_quantity_is_none_in_its_example(entry: Entry) -> None:
    start = entry.example.index(entry.term)
    end = start + len(entry.term)
    found = numbers.find(entry.example, 0, len(entry.example))
    assert not any(q.unit and q.start < end and q.end > start for q in found)


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
        pytest.param(50, "亿吨标准煤", (5000000000, "吨标准煤"), id="亿吨标准煤"),
        pytest.param(50, "万平方公里", (500000, "平方公里"), id="万平方公里"),
        pytest.param(50, "万千伏安", (500000, "千伏安"), id="千伏安-is-a-unit"),
        pytest.param(3, "千伏安", (3, "千伏安"), id="no-magnitude-of-伏安"),
        pytest.param(350, "千克标准煤/万元", (350, "千克标准煤/万元"), id="千克标准煤-is-a-unit"),
        pytest.param(3, "千克/亩", (3, "千克/亩"), id="千克-under-a-rate"),
        pytest.param(20, "万立方米/日", (200000, "立方米/日"), id="magnitude-of-a-rate"),
        pytest.param(0.02, "人/亿元", (0.02, "人/亿元"), id="magnitude-of-a-base-stays"),
        pytest.param(12, "/10万", (12, "/10万"), id="rate-without-unit"),
        pytest.param(10, "万册（件）", (100000, "册（件）"), id="brackets"),
        pytest.param(1.2, "万亿", (1200000000000, None), id="magnitude-alone"),
        pytest.param(120, "EFLOPS", (120, "EFLOPS"), id="letters"),
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
        ("廿五", 25),
        ("卅", 30),
        ("一百○五", 105),
        ("十二万五千", 125000),
        ("一万零八百", 10800),
        ("六亿七千七百三十九", 600007739),
        ("一亿二", None),
        ("零点零五", 0.05),
        ("元五", None),
        ("负五", None),
        ("一二三", None),
        ("十四五", None),
        ("三十点", None),
        ("", None),
    ],
)
def test_chinese_numerals(numeral: str, value: float | None) -> None:
    assert numbers.chinese(numeral) == value


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("万台（套）", "count"),
        ("个工作日", "time"),
        ("万千瓦", "amount"),
        ("份/天", "rate"),
        ("百分点", "share"),
        ("月", ""),
        ("XYZ", ""),
        (None, ""),
    ],
)
def test_the_class_of_a_unit(unit: str | None, kind: str) -> None:
    assert numbers.class_of(unit) == kind


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


@given(
    st.integers(1, 9999),
    st.integers(0, 9999),
    st.sampled_from([*DASHES.removeprefix("\\"), "至", "到", "——", "--", " - "]),
)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_every_dash_makes_a_range(low: int, more: int, dash: str) -> None:
    assert quantities(f"建设{low}{dash}{low + more}个平台") == [(low, low + more, "个")]


@given(
    st.text(
        st.sampled_from(
            "0123456789０９.．,，一二十百千万亿半分之翻番两余多%％个家年月ⅢⅡI类：:1-—至 第每数“G〔〕号元人米/·台（套）级届次点m³g"
        ),
        max_size=40,
    )
)
@settings(max_examples=600, derandomize=True, deadline=None)
def test_any_text_is_read_in_order_and_without_overlap(text: str) -> None:
    at = 0
    for quantity in numbers.find(text, 0, len(text)):
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.value >= 0
        assert quantity.value_max is None or quantity.value_max >= quantity.value
        at = quantity.end


@given(st.integers(1, 10**14 - 1), st.sampled_from(["元", "个", "千克", "户", "吨标准煤"]))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_a_number_in_words_is_the_number_in_figures(number: int, unit: str) -> None:
    text = f"达到{cn2an.an2cn(number)}{unit}以上"
    found = numbers.find(text, 0, len(text))
    (quantity,) = found
    assert numbers.to_si(quantity.value, quantity.unit) == (number, unit)
    assert text[quantity.start : quantity.end] == text[2:-2]


@given(
    st.sampled_from(["5", "12", "1.5", "1,200", "３０", "十", "三百"]),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from([entry.term for entry in load("units") if entry["class"] in ("amount", "count")]),
    st.sampled_from(["", "/天", "/万人", "/人·年"]),
    st.sampled_from(["", "以上", "。", "，其中", "左右"]),
)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_quantity_spans_its_number_and_its_unit(
    numeral: str, magnitude: str, unit: str, rate: str, after: str
) -> None:
    written = f"{numeral}{magnitude}{unit}{rate}"
    text = f"目标为{written}{after}"
    (quantity,) = numbers.find(text, 0, len(text))
    assert text[quantity.start : quantity.end] == written
    assert quantity.unit == f"{magnitude}{unit}{rate}"


@pytest.mark.parametrize(
    "part",
    [
        "1",
        "万",
        "一",
        "百",
        "十千",
        "—",
        "1—",
        "1 ",
        "1,111",
        "1万元/",
        "一村一品",
        "第一、",
        "每1、",
        "1：",
        "十分之",
        "台（1",
    ],
)
def test_hostile_lines_are_read_to_their_end(part: str) -> None:
    """200,000 characters of one kind; a reading that looks back or ahead without a bound would not come back."""
    text = f"{part * (200_000 // len(part))}建设5个"
    assert (5.0, None, "个") in [(q.value, q.value_max, q.unit) for q in numbers.find(text, 0, len(text))]
