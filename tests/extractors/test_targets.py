"""Targets: the number, what it measures, how it bounds it, by when; and the numbers that commit nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors import target_patterns as patterns
from gongwen.extractors.reading import TargetDraft

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item, reading


def targets(sentence: str) -> list[TargetDraft]:
    return reading(item(sentence)).targets


def brief(sentence: str) -> list[tuple[str, str, float, str | None]]:
    return [(t.indicator, t.comparator, t.value, t.unit) for t in targets(sentence)]


@pytest.mark.parametrize(
    ("sentence", "indicator", "comparator", "value", "unit", "kind"),
    [
        pytest.param("常住人口达到80万人。", "常住人口", "=", 80, "万人", "level", id="达到"),
        pytest.param("制造业增加值占GDP比重达40%。", "制造业增加值占GDP比重", "=", 40, "%", "level", id="达"),
        pytest.param("常住人口城镇化率达70%以上。", "常住人口城镇化率", ">=", 70, "%", "level", id="达-以上"),
        pytest.param("高速公路通车里程突破190公里。", "高速公路通车里程", ">", 190, "公里", "level", id="突破"),
        pytest.param("日供水能力超20万吨。", "日供水能力", ">", 20, "万吨", "level", id="超"),
        pytest.param("年经营性收入高于5万元。", "年经营性收入", ">", 5, "万元", "level", id="高于"),
        pytest.param("主要河流水质优于Ⅲ类。", "主要河流水质", ">", 3, "类", "level", id="优于"),
        pytest.param("主要河流水质保持或优于Ⅲ类。", "主要河流水质", ">=", 3, "类", "level", id="保持或优于"),
        pytest.param("森林覆盖率不低于60%。", "森林覆盖率", ">=", 60, "%", "level", id="不低于"),
        pytest.param("企业数不少于50家。", "企业数", ">=", 50, "家", "level", id="不少于"),
        pytest.param("城镇调查失业率下降至5.5%以内。", "城镇调查失业率", "<=", 5.5, "%", "level", id="下降至-以内"),
        pytest.param("大班额比例控制在5%以内。", "大班额比例", "<=", 5, "%", "level", id="控制在"),
        pytest.param("失业率不超过5.5%。", "失业率", "<=", 5.5, "%", "level", id="不超过"),
        pytest.param("失业率低于5%。", "失业率", "<", 5, "%", "level", id="低于"),
        pytest.param("空气质量优良天数稳定在320天左右。", "空气质量优良天数", "~", 320, "天", "level", id="稳定在-左右"),
        pytest.param("单位GDP二氧化碳排放量降低15%左右。", "单位GDP二氧化碳排放量", "~", 15, "%", "decrease", id="降低"),
        pytest.param("安全生产事故起数下降15%以上。", "安全生产事故起数", ">=", 15, "%", "decrease", id="下降"),
        pytest.param("覆盖率提高5个百分点。", "覆盖率", "=", 5, "个百分点", "increase", id="提高-points"),
        pytest.param("服务贸易额年均增长达到5%。", "服务贸易额", "=", 5, "%", "rate", id="年均增长达到"),
        pytest.param("全省地区生产总值年均增长7%左右。", "全省地区生产总值", "~", 7, "%", "rate", id="年均增长"),
        pytest.param("高新技术企业数实现翻番。", "高新技术企业数", "=", 2, "倍", "level", id="翻番"),
        pytest.param("城乡居民人均可支配收入比缩小至1.8：1。", "城乡居民人均可支配收入比", "=", 1.8, "：1", "level", id="ratio"),
        pytest.param("农村自来水普及率达到96%。", "农村自来水普及率", "=", 96, "%", "level", id="rate-of-coverage"),
        pytest.param("绿色贷款余额达到100亿元。", "绿色贷款余额", "=", 100, "亿元", "level", id="balance"),
        pytest.param("PUE降低到1.3以下。", "PUE", "<=", 1.3, None, "level", id="no-unit"),
        pytest.param("PM2.5平均浓度控制在35微克/立方米以下。", "PM2.5平均浓度", "<=", 35, "微克/立方米", "level", id="unit-with-a-stroke"),
        pytest.param("城市防洪标准达到50年一遇。", "城市防洪标准", "=", 50, "年一遇", "level", id="return-period"),
        pytest.param("城区达到20年一遇防洪标准。", "城区防洪标准", "=", 20, "年一遇", "level", id="standard-behind-the-period"),
        pytest.param("规范320个学前看护点。", "学前看护点", "=", 320, "个", "level", id="规范"),
        pytest.param("确保年内140项重点项目竣工投产。", "重点项目", "=", 140, "项", "level", id="确保-done-behind"),
        pytest.param("推动11个重点领域项目投资突破2000亿元。", "11个重点领域项目投资", ">", 2000, "亿元", "level", id="a-count-in-the-subject"),
        pytest.param("每千人口医疗卫生机构床位数达到7张。", "每千人口医疗卫生机构床位数", "=", 7, "张", "level", id="per-thousand"),
        pytest.param("人均预期寿命提高到79岁。", "人均预期寿命", "=", 79, "岁", "level", id="years-of-age"),
        pytest.param("企业开办时间压缩至1个工作日。", "企业开办时间", "=", 1, "个工作日", "level", id="time-as-an-indicator"),
        pytest.param("办理时限压缩50%以上。", "办理时限", ">=", 50, "%", "decrease", id="压缩"),
        pytest.param("打造2个美丽宜居示范乡镇。", "美丽宜居示范乡镇", "=", 2, "个", "level", id="number-before-the-noun"),
        pytest.param("选择20个左右县开展试点。", "县", "~", 20, "个", "level", id="左右-before-the-noun"),
        pytest.param("建成10个以上示范园区。", "示范园区", ">=", 10, "个", "level", id="以上-before-the-noun"),
        pytest.param("建设高标准农田5万亩。", "高标准农田", "=", 5, "万亩", "level", id="verb-noun-number"),
        pytest.param("完成水利投资60亿元以上。", "水利投资", ">=", 60, "亿元", "level", id="完成"),
        pytest.param("农村公路累计改造300公里。", "农村公路累计改造", "=", 300, "公里", "level", id="verb-inside"),
        pytest.param("新增日供水能力10万立方米。", "日供水能力", "=", 10, "万立方米", "increase", id="新增"),
        pytest.param("新增就业6万人以上。", "新增就业", ">=", 6, "万人", "increase", id="新增就业-stays"),
        pytest.param("自主培育重点制度创新成果超10项。", "重点制度创新成果", ">", 10, "项", "level", id="培育-超"),
        pytest.param("培训农民10万人次以上。", "农民", ">=", 10, "万人次", "level", id="培训"),
        pytest.param("每个县至少建成1个示范区。", "每个县示范区", ">=", 1, "个", "level", id="至少-before-the-verb"),
        pytest.param("覆盖率由80%提高到90%。", "覆盖率", "=", 90, "%", "level", id="由-提高到"),
        pytest.param("利用率从50%提升至60%以上。", "利用率", ">=", 60, "%", "level", id="从-提升至"),
        pytest.param("力争全省GDP突破5万亿元大关。", "全省GDP", ">", 5, "万亿元", "level", id="大关"),
        pytest.param("力争实现产值翻番。", "产值", "=", 2, "倍", "level", id="实现-翻番"),
        pytest.param("每千名老年人拥有养老床位40张以上。", "每千名老年人拥有养老床位", ">=", 40, "张", "level", id="per-thousand-old-people"),
        pytest.param("5G用户普及率达到56%。", "5G用户普及率", "=", 56, "%", "level", id="name-with-a-digit"),
    ],
)  # fmt: skip
def test_one_target(sentence: str, indicator: str, comparator: str, value: float, unit: str | None, kind: str) -> None:
    assert [(t.indicator, t.comparator, t.value, t.unit, t.kind) for t in targets(sentence)] == [
        (indicator, comparator, value, unit, kind)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("全区GDP、人均GDP分别突破1200亿元、13.5万元。", [("全区GDP", ">", 1200, "亿元"), ("人均GDP", ">", 13.5, "万元")], id="分别"),
        pytest.param("制造业、数字经济增加值占GDP比重分别达到40%、50%。",
                     [("制造业增加值占GDP比重", "=", 40, "%"), ("数字经济增加值占GDP比重", "=", 50, "%")], id="分别-shared-tail"),
        pytest.param("小学、初中入学率分别达到99%、98%。", [("小学入学率", "=", 99, "%"), ("初中入学率", "=", 98, "%")], id="分别-two-schools"),
        pytest.param("东部、西部地区森林覆盖率分别达到30%、25%。", [("东部地区森林覆盖率", "=", 30, "%"), ("西部地区森林覆盖率", "=", 25, "%")], id="分别-two-regions"),
        pytest.param("安全生产事故起数、死亡人数下降15%以上。", [("安全生产事故起数", ">=", 15, "%"), ("安全生产事故死亡人数", ">=", 15, "%")], id="one-number-for-two"),
        pytest.param("基本养老、基本医疗保险参保率稳定保持在95%以上。",
                     [("基本养老保险参保率", ">=", 95, "%"), ("基本医疗保险参保率", ">=", 95, "%")], id="one-number-shared-tail"),
        pytest.param("社会消费品零售总额突破420亿元（年均增长8.5%）。",
                     [("社会消费品零售总额", ">", 420, "亿元"), ("社会消费品零售总额", "=", 8.5, "%")], id="level-and-growth-in-brackets"),
        pytest.param("将工业园区排水标准提高到三年一遇，老城区提高到一年一遇标准。",
                     [("工业园区排水标准", "=", 3, "年一遇"), ("老城区排水标准", "=", 1, "年一遇")], id="a-standard-goes-on"),
        pytest.param("力争产量突破200亿立方米、投资超120亿元。", [("产量", ">", 200, "亿立方米"), ("投资", ">", 120, "亿元")], id="two-measures"),
        pytest.param("化学需氧量、氨氮重点工程减排量分别达到1.2万吨、0.08万吨。",
                     [("化学需氧量重点工程减排量", "=", 1.2, "万吨"), ("氨氮重点工程减排量", "=", 0.08, "万吨")], id="substances"),
        pytest.param("引进亿元以上项目100个，其中10亿元以上项目15个、50亿元以上项目2个。",
                     [("亿元以上项目", "=", 100, "个"), ("10亿元以上项目", "=", 15, "个"), ("50亿元以上项目", "=", 2, "个")], id="large-ones-among-them"),
        pytest.param("常住人口城镇化率由2020年的58%提高到2025年的64%，年均提高1.2个百分点。",
                     [("常住人口城镇化率", "=", 64, "%"), ("常住人口城镇化率", "=", 1.2, "个百分点")], id="of-which-year"),
        pytest.param("完成造林绿化30万亩。", [("造林绿化", "=", 30, "万亩")], id="planting"),
        pytest.param("培育200家示范企业、100家示范平台。", [("示范企业", "=", 200, "家"), ("示范平台", "=", 100, "家")], id="a-list-after-one-verb"),
        pytest.param("完成镇街国土空间规划24个，优化完善村规划183个。", [("镇街国土空间规划", "=", 24, "个"), ("村规划", "=", 183, "个")], id="two-clauses"),
        pytest.param("地区生产总值达到2万亿元，年均增长7%以上。", [("地区生产总值", "=", 2, "万亿元"), ("地区生产总值", ">=", 7, "%")], id="goes-on-about-the-same"),
        pytest.param("居民人均可支配收入超过全国平均水平，力争达5.6万元以上。", [("居民人均可支配收入", ">=", 5.6, "万元")], id="subject-of-the-clause-before"),
        pytest.param("科技型企业达到1900家，高新技术企业达到350家。", [("科技型企业", "=", 1900, "家"), ("高新技术企业", "=", 350, "家")], id="counted-things"),
    ],
)  # fmt: skip
def test_several_targets(sentence: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert brief(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "value", "value_max"),
    [
        ("建设5—10个示范区。", 5, 10),
        ("掌握1-3项体育技能。", 1, 3),
        ("进出口总额增长3%—5%。", 3, 5),
        ("支持建设3至5个创新中心。", 3, 5),
    ],
)
def test_ranges(sentence: str, value: float, value_max: float) -> None:
    assert [(t.value, t.value_max) for t in targets(sentence)] == [(value, value_max)]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("力争页岩气年产量超过10亿立方米。", "stretch"),
        ("利用率力争提升到60%以上。", "stretch"),
        ("争取覆盖率达到90%。", "stretch"),
        ("确保主要河流水质保持或优于Ⅲ类。", "binding"),
        ("必须实现粮食产量稳定在35万吨以上。", "binding"),
        ("覆盖率达到90%。", "plain"),
    ],
)
def test_modality(sentence: str, modality: str) -> None:
    assert [t.modality for t in targets(sentence)] == [modality]


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        pytest.param("到2025年，覆盖率达到90%。", ["2025"], id="own-clause"),
        pytest.param("到2025年，体系基本建立，覆盖率达到90%。", ["2025"], id="own-sentence"),
        pytest.param("到2025年，体系基本建立。覆盖率达到90%。", ["2025"], id="sentence-before-in-the-paragraph"),
        pytest.param("2021年6月底前，覆盖率达到90%。", ["2021-06"], id="month"),
        pytest.param("到2022年，覆盖率达到80%；到2025年，覆盖率达到90%。", ["2022", "2025"], id="each-its-own"),
        pytest.param("“十四五”末，覆盖率达到90%。", ["2025"], id="five-year-plan"),
        pytest.param("三年内建成50个智慧园区。", ["2024"], id="counted-from-the-year-of-issue"),
        pytest.param("覆盖率达到90%。", [None], id="none"),
    ],
)
def test_deadline(sentence: str, deadline: list[str | None]) -> None:
    assert [t.deadline for t in targets(sentence)] == deadline


def test_the_lead_of_an_enclosing_section_sets_the_deadline() -> None:
    body = (
        "一、主要任务\n到2025年，取得明显进展。\n（一）推进重点工作。覆盖率达到90%。\n（二）强化组织保障。加强统筹。\n"
    )
    assert [t.deadline for t in reading(body).targets] == ["2025"]


def test_a_section_of_goals_has_one_deadline_for_all_its_paragraphs() -> None:
    text = (
        f"{PROVINCE}一、发展目标\n（一）总体要求。建设高地，到2025年将全省建设成为创新型省份。\n企业实力壮大。研发投入强度达到3%。\n"
        "二、任务\n（一）抓创新。覆盖率达到90%。\n"
    )
    assert [(t.value, t.deadline) for t in reading(text, "").targets] == [(3, "2025"), (90, None)]


def test_a_label_before_the_year_opens_a_paragraph() -> None:
    found = reading(item("总体情况。\n总体目标：到2025年，体系更加健全。\n能力更强。覆盖率达到90%。"), PROVINCE).targets
    assert [(t.value, t.deadline) for t in found] == [(90, "2025")]


def test_next_five_years_are_the_plan_s_own_where_it_has_a_period() -> None:
    head = HEAD.replace("高质量发展实施方案", "高质量发展实施方案（2021—2026年）")
    found = reading(item("力争未来五年民营经济增加值占GDP比重达到80%。"), head)
    assert [t.deadline for t in found.targets] == ["2026"]


@pytest.mark.parametrize(
    ("sentence", "baseline"),
    [
        ("单位GDP能耗较2020年降低15%左右。", "2020"),
        ("排放量比2015年下降20%。", "2015"),
        ("到2025年，单位GDP能耗降低15%。", None),
    ],
)
def test_baseline(sentence: str, baseline: str | None) -> None:
    assert [t.baseline for t in targets(sentence)] == [baseline]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("覆盖率达到1200亿元。", (120000000000, "元")),
        ("新增就业6万人。", (60000, "人")),
        ("覆盖率达到90%。", (90, "%")),
    ],
)
def test_si(sentence: str, expected: tuple[float, str]) -> None:
    (target,) = targets(sentence)
    assert (target.si_value, target.si_unit) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("最高补助50万元。", id="subsidy"),
        pytest.param("对符合条件的企业给予一次性奖励10万元。", id="reward"),
        pytest.param("中央财政安排补助资金10亿元。", id="budget"),
        pytest.param("免征增值税50%。", id="tax"),
        pytest.param("申报企业注册资本不低于100万元。", id="threshold-for-applicants"),
        pytest.param("应在5个工作日内办结。", id="procedural-time-limit"),
        pytest.param("原则上不超过3个月。", id="procedural-ceiling"),
        pytest.param("有效期5年。", id="validity"),
        pytest.param("已完成80%以上。", id="already-reached"),
        pytest.param("目前，全省已建成示范区20个。", id="so-far"),
        pytest.param("截至2020年底，覆盖率达到85%。", id="as-of"),
        pytest.param("“十三五”以来，累计完成投资100亿元。", id="since"),
        pytest.param("全区每半年召开一次工作例会。", id="frequency"),
        pytest.param("重点实现六个提升。", id="count-of-the-enumeration"),
        pytest.param("完成以上4个方面任务。", id="count-of-aspects"),
        pytest.param("实施G319七佛至高碑等国道改造项目。", id="road-number"),
        pytest.param("建设川渝特高压1000千伏交流工程。", id="number-in-a-name"),
        pytest.param("加快形成2000亿级产业集群。", id="class-label"),
        pytest.param("千亿级新型储能产业集群基本形成。", id="class-label-in-characters"),
        pytest.param("打造“双百”大城区，发展“3+N”产业。", id="slogan"),
        pytest.param("构建“城区15分钟，乡村半小时”文体服务圈。", id="number-in-quotation"),
        pytest.param("居民收入超过全国平均水平。", id="no-number"),
        pytest.param("实现城乡全覆盖。", id="全覆盖"),
        pytest.param("贯彻国办发〔2019〕6号文件精神。", id="document-number"),
        pytest.param("自2021年7月1日起施行。", id="date"),
        pytest.param("落实《行动方案（2023—2027年）》要求。", id="period-in-a-title"),
        pytest.param("按照第12条规定办理。", id="article"),
        pytest.param("推广5G应用。", id="5G"),
    ],
)
def test_no_target(sentence: str) -> None:
    assert brief(sentence) == []


@pytest.mark.parametrize("heading", ["申报条件", "补助标准", "奖励标准"])
def test_a_section_of_conditions_commits_nobody(heading: str) -> None:
    assert reading(item("年产值达到5000万元以上。", head=heading)).targets == []


def test_a_regulation_commits_nobody() -> None:
    head = HEAD.replace("高质量发展实施方案", "高质量发展管理办法")
    assert reading("第一条　为规范管理，制定本办法。\n第二条　自筹资金比例达到50%以上。\n", head).targets == []


def test_every_target_reads_back_from_its_place() -> None:
    found = reading(item("到2025年，常住人口达到80万人，建设高标准农田5万亩（年均增长8.5%）。"))
    assert found.targets
    for target in found.targets:
        quote = found.text[slice(*target.piece)]
        assert f"{target.value:g}" in quote


PROVINCE = HEAD.replace("某省", "浙江省").replace("某政发", "浙政发")


def read_targets(sentence: str, head: str = PROVINCE) -> list[tuple[str, float, str | None, str | None]]:
    return [(t.indicator, t.value, t.unit, t.deadline) for t in reading(item(sentence), head).targets]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("一产、二产、三产分别增长4%、6%、7%。", [("一产", 4, "%", None), ("二产", 6, "%", None), ("三产", 7, "%", None)], id="as-many-members-as-numbers"),
        pytest.param("2020年—2022年，建设公园100个。", [("公园", 100, "个", "2022")], id="a-span-of-years-by-its-end"),
        pytest.param("6月底前完成改造100个小区。", [("小区", 100, "个", "2021-06")], id="a-month-is-of-the-year-of-issue"),
        pytest.param("2008年全国城镇居民医保参保率达到60%。", [], id="before-the-year-of-issue"),
        pytest.param("资助500名贫困学生。", [("贫困学生", 500, "名", None)], id="people-supported-are-counted"),
        pytest.param("资助每人500元。", [], id="money-is-spent"),
        pytest.param("培养1000名人才，每人奖励1万元。", [("人才", 1000, "名", None)], id="people-beside-money"),
        pytest.param("检查中心温度是否达到70℃以上。", [], id="是否"),
        pytest.param("近5年来累计减排10万吨。", [], id="年来"),
        pytest.param("到2025年，汽车淘汰率达到“国家规定的年度淘汰目标90%以上”。", [], id="quoted-clause-without-a-verb"),
        pytest.param("2020年GDP达到10万亿元，到2025年达到15万亿元。", [("GDP", 15, "万亿元", "2025")], id="past-beside-future"),
        pytest.param("到2025年，2000年底前建成的城镇老旧小区改造率达到100%。", [("建成的城镇老旧小区改造率", 100, "%", "2025")],
                     id="a-year-that-describes"),
        pytest.param("建设10万亩高标准农田。", [("高标准农田", 10, "万亩", None)], id="so-much-land"),
        pytest.param("新建100公里绿道。", [("绿道", 100, "公里", None)], id="so-much-length"),
        pytest.param("建设110千伏变电站。", [], id="a-voltage-is-no-extent"),
        pytest.param("完成现有200万户存量危房改造任务。", [("存量危房改造", 200, "万户", None)], id="those-there-are"),
        pytest.param("建设15家以上孵化器，面积500万平方米以上。", [("孵化器", 15, "家", None), ("孵化器面积", 500, "万平方米", None)], id="area-of-what-was-counted"),
        pytest.param("总规划面积约60平方公里。", [], id="area-of-nothing"),
        pytest.param("培育年产值超100亿元、具有竞争力的龙头企业2家。", [("年产值超100亿元、具有竞争力的龙头企业", 2, "家", None)], id="a-number-that-describes"),
        pytest.param("培育5家以上年收入过百亿元、2家以上年收入达500亿元的高新技术企业。",
                     [("年收入过百亿元的高新技术企业", 5, "家", None), ("年收入达500亿元的高新技术企业", 2, "家", None)], id="a-shared-noun"),
        pytest.param("工业年产值超过1万亿元，占工业总产值的比重达45%。", [("工业年产值", 1, "万亿元", None), ("工业年产值占工业总产值的比重", 45, "%", None)], id="its-share"),
        pytest.param("到2025年，设施配套率达到95%，大型养殖场设施配套率提前一年达到100%。",
                     [("设施配套率", 95, "%", "2025"), ("大型养殖场设施配套率", 100, "%", "2024")], id="a-year-ahead"),
        pytest.param("将审批前整体用时压缩至25周以内。", [("审批前整体用时", 25, "周", None)], id="time-used"),
        pytest.param("在2020年基础上粮食产量翻一番。", [("粮食产量", 2, "倍", None)], id="a-baseline-is-no-deadline"),
        pytest.param("每个街道建有1个健身广场、每个镇建有2个健身点。", [("每个街道健身广场", 1, "个", None), ("每个镇健身点", 2, "个", None)], id="each-its-own"),
        pytest.param("各区（县级市）至少有1所养老机构。", [("各区（县级市）养老机构", 1, "所", None)], id="各-with-a-bracket"),
        pytest.param("县（市、区）各建有1所示范中心。", [("县（市、区）示范中心", 1, "所", None)], id="各-behind"),
        pytest.param("全省有100所养老机构。", [], id="what-there-is"),
        pytest.param("建成230座以上的公园。", [("公园", 230, "座", None)], id="的-after-the-bound"),
        pytest.param("完成全市26个社区试点工作。", [("社区试点", 26, "个", None)], id="of-the-whole-city"),
        pytest.param("享受服务的老人占全市老人总数的6%以上。", [("享受服务的老人占全市老人总数比重", 6, "%", None)], id="a-share-of-a-total"),
        pytest.param("甲、乙和丙支付比例总体平均达到75%左右。", [("甲、乙和丙支付比例", 75, "%", None)], id="总体-over-a-list"),
        pytest.param("公租房轮候时间不超过5年。", [("公租房轮候时间", 5, "年", None)], id="years-are-no-procedure"),
        pytest.param("受理时间不超过5天。", [], id="days-are"),
        pytest.param("融资成本较上年度再降0.5个百分点。", [("融资成本", 0.5, "个百分点", None)], id="再降"),
        pytest.param("总产值达到3500亿元、百亿元以上产业链达到15条。", [("总产值", 3500, "亿元", None), ("百亿元以上产业链", 15, "条", None)], id="a-size-is-no-second-value"),
        pytest.param("智能算力规模突破15万P。", [("智能算力规模", 15, "万P", None)], id="computing-power"),
        pytest.param("新建改扩建及维修改造公办幼儿园200所。", [("公办幼儿园", 200, "所", None)], id="verbs-in-a-row"),
        pytest.param("粮食播种面积1530万亩、总产量125亿斤。", [("粮食播种面积", 1530, "万亩", None), ("粮食总产量", 125, "亿斤", None)], id="the-yield-of-what-is-grown"),
        pytest.param("城市建成区20%以上的面积达到目标要求。", [("城市建成区达到目标要求的面积", 20, "%", None)], id="a-share-of-an-area"),
        pytest.param("甲树种和乙草种在公园绿地的应用比例分别达到80%、50%。",
                     [("甲树种在公园绿地的应用比例", 80, "%", None), ("乙草种在公园绿地的应用比例", 50, "%", None)], id="each-in-the-same-place"),
        pytest.param("向民间资本推介优质项目300个以上。", [("优质项目", 300, "个", None)], id="a-circumstance-before-the-verb"),
        pytest.param("利用隔离带、园路等新增特色道路30条。", [("特色道路", 30, "条", None)], id="with-the-help-of"),
        pytest.param("实现“引进院士50名，人才贡献率达到40%”的三大发展目标。", [("院士", 50, "名", None), ("人才贡献率", 40, "%", None)], id="goals-in-marks"),
        pytest.param("污水处理率达到95%，自来水普及率达到90%，分别比2020年提高5个和10个百分点。",
                     [("污水处理率", 95, "%", None), ("自来水普及率", 90, "%", None), ("污水处理率", 5, "个百分点", None), ("自来水普及率", 10, "个百分点", None)],
                     id="分别-of-what-was-told"),
        pytest.param("抽查合格率95%（含）以上。", [("抽查合格率", 95, "%", None)], id="含"),
        pytest.param("开放草坪60公顷以上。", [("草坪", 60, "公顷", None)], id="开放"),
        pytest.param("加快6个抽水蓄能电站建设。", [("抽水蓄能电站", 6, "个", None)], id="加快-so-many"),
        pytest.param("加快6个抽水蓄能电站审批。", [], id="加快-what-is-no-work"),
        pytest.param("民间资本持股比例可在10%以上。", [], id="a-permission"),
        pytest.param("保护修缮15幢历史风貌建筑。", [("历史风貌建筑", 15, "幢", None)], id="保护修缮"),
        pytest.param("办好34项民生实事。", [("民生实事", 34, "项", None)], id="办好"),
        pytest.param("学前教育生均标准从380元提高至1000元。", [], id="a-standard-of-what-is-granted"),
        pytest.param("2024年-2025年累计完成慢行交通品质提升项目240项。", [("慢行交通品质提升项目", 240, "项", "2025")], id="a-span-of-years-opens"),
        pytest.param("2024年-2025年计划新增2万个充电桩。", [("充电桩", 2, "万个", "2025")], id="a-span-before-any-verb"),
        pytest.param("新能源开工1600万千瓦、投产1000万千瓦以上。", [("新能源开工", 1600, "万千瓦", None), ("新能源投产", 1000, "万千瓦", None)], id="two-verbs-of-one-thing"),
        pytest.param("修复治理退化草原220万亩、治理水土流失25万亩。", [("退化草原", 220, "万亩", None), ("水土流失", 25, "万亩", None)], id="verbs-in-a-list"),
        pytest.param("游客人次、旅游花费均增长10%以上。", [("游客人次", 10, "%", None), ("旅游花费", 10, "%", None)], id="均-says-that-they-are-several"),
        pytest.param("完成崇明岛8座水闸的续建。", [("崇明岛水闸的续建", 8, "座", None)], id="a-place-before-the-number"),
        pytest.param("整治横河、南环河等27公里河道。", [("河道", 27, "公里", None)], id="so-much-of-several"),
        pytest.param("布局建设700万千瓦新型储能项目。", [("新型储能项目", 700, "万千瓦", None)], id="power-before-a-thing"),
        pytest.param("全区污水处理率至2025年达到99%。", [("全区污水处理率", 99, "%", "2025")], id="a-year-before-the-verb"),
        pytest.param("建成养老机构（含民办机构）100所。", [("养老机构", 100, "所", None)], id="what-is-counted-in-is-no-part-of-it"),
        pytest.param("鼓励单位将预付款比例提高至30%以上。", [], id="only-encouraged"),
    ],
)  # fmt: skip
def test_new_forms_of_targets(sentence: str, expected: list[tuple[str, float, str | None, str | None]]) -> None:
    assert read_targets(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        pytest.param(
            "提出“到2025年，全省森林覆盖率达到60%以上，森林蓄积量达到1亿立方米”的目标。",
            [60],
            id="long-and-with-a-verb",
        ),
        pytest.param("实现“覆盖率达到60%”。", [], id="short-is-a-slogan"),
        pytest.param("实施“十百千工程和万亩千斤粮食产能提升3年行动”。", [], id="without-a-verb"),
    ],
)
def test_quoted_clauses(sentence: str, values: list[float]) -> None:
    assert [value for _, value, *_ in read_targets(sentence)] == values


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        pytest.param("补贴标准原则上不低于4000元", "4000元", (">=", "level"), id="不低于"),
        pytest.param("普及率达到96%以上", "96%", (">=", "level"), id="以上"),
        pytest.param("比例控制在5%以内", "5%", ("<=", "level"), id="以内"),
        pytest.param("排放下降15%左右", "15%", ("~", "decrease"), id="下降-左右"),
        pytest.param("游客间距1.5米", "1.5米", ("=", "level"), id="no-word"),
    ],
)
def test_how_the_words_round_a_number_bound_it(text: str, number: str, expected: tuple[str, str]) -> None:
    at = text.index(number)
    assert patterns.bound_of(text, at, at + len(number)) == expected


@pytest.mark.parametrize(
    ("sentence", "kind"), [("PM2.5年均浓度下降到30微克/立方米。", "level"), ("粮食产量年均增长到3%。", "rate")]
)
def test_a_yearly_mean_is_no_rate(sentence: str, kind: str) -> None:
    assert [t.kind for t in targets(sentence)] == [kind]


def test_goals_outside_the_numbered_items_are_read_and_nothing_else_is() -> None:
    text = f"{PROVINCE}今年的预期目标是：地区生产总值增长5%；粮食产量超过840亿斤。去年粮食产量达到800亿斤。\n一、工作\n加强管理。\n"
    assert [(t.indicator, t.value) for t in reading("", text).targets] == [("地区生产总值", 5), ("粮食产量", 840)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("新建立体绿化3.5万平方米。", [("立体绿化", 3.5, "万平方米")], id="新建-and-not-建立"),
        pytest.param("争创国家现代农业产业园、产业集群、产业强镇各1个。",
                     [("国家现代农业产业园", 1, "个"), ("产业集群", 1, "个"), ("产业强镇", 1, "个")], id="so-many-of-each"),
        pytest.param("建设大名、月浦等23个城镇雨水排水系统。", [("城镇雨水排水系统", 23, "个")], id="some-by-name-and-how-many"),
        pytest.param("打通创业路、瑞新街等10条断头路。", [("断头路", 10, "条")], id="some-roads-and-how-many"),
        pytest.param("建成通车济南至宁津等5个项目。", [], id="a-number-that-sums-up"),
        pytest.param("至“十五五”末全区节能灯具使用率达到98%以上。", [("全区节能灯具使用率", 98, "%")], id="by-the-end-of-a-plan"),
        pytest.param("新建（改建）100个口袋公园。", [("口袋公园", 100, "个")], id="a-second-verb-in-brackets"),
        pytest.param("力争电子信息、有色金属、装备制造业产业规模分别达1.28万亿、1.18万亿、8200亿元。",
                     [("电子信息产业规模", 1.28, "万亿元"), ("有色金属产业规模", 1.18, "万亿元"), ("装备制造业产业规模", 8200, "亿元")], id="the-unit-at-the-end"),
        pytest.param("细颗粒物年均浓度控制在29微克/立方米左右、争取更优水平。", [("细颗粒物年均浓度", 29, "微克/立方米")], id="and-strives-for-more"),
        pytest.param("着力培育6个世界级、7个国家级、9个区域级产业集群。",
                     [("世界级产业集群", 6, "个"), ("国家级产业集群", 7, "个"), ("区域级产业集群", 9, "个")], id="ranks-share-a-noun"),
        pytest.param("户外广告设施和户外招牌设置审批（备案）率分别达到95%和90%以上。",
                     [("户外广告设施审批（备案）率", 95, "%"), ("户外招牌设置审批（备案）率", 90, "%")], id="a-rate-of-what-is-done"),
        pytest.param("提高有线电视超高清机顶盒占比至75%。", [("有线电视超高清机顶盒占比", 75, "%")], id="the-verb-before-its-object"),
        pytest.param("增加值占GDP比重达到40%。", [("增加值占GDP比重", 40, "%")], id="增加值-holds-no-verb"),
        pytest.param("对300个公交站台进行适老化改造。", [("公交站台适老化改造", 300, "个")], id="so-many-are-worked-on"),
        pytest.param("石化产业持续“减油增化提质”，建设一批项目。产值突破1300亿元。", [("石化产业产值", 1300, "亿元")], id="of-the-trade-before"),
        pytest.param("推动新能源汽车产业提质扩量，产量突破120万辆。", [("新能源汽车产量", 120, "万辆")], id="of-the-trade-in-its-sentence"),
        pytest.param("培育200家服务型制造示范企业、100家示范平台、20个示范城市。",
                     [("服务型制造示范企业", 200, "家"), ("服务型制造示范平台", 100, "家"), ("服务型制造示范城市", 20, "个")], id="a-field-named-once"),
        pytest.param("年降水量一般在400毫米以下。", [], id="rain"),
        pytest.param("签约电量不低于前三年用电量平均值的80%。", [("签约电量占前三年用电量平均值比重", 80, "%")], id="a-share-of-a-mean"),
        pytest.param("年底“燕赵英才”突破5000人。", [("“燕赵英才”", 5000, "人")], id="by-the-end-of-the-year"),
        pytest.param("计划实施省市重点项目676个。", [("省市重点项目", 676, "个")], id="what-is-planned"),
        pytest.param("拓展聚醚醚酮产业化应用。产值超过350亿元。", [("产值", 350, "亿元")], id="产业化-is-no-trade"),
    ],
)  # fmt: skip
def test_what_stands_round_and_before_the_number(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(t.indicator, t.value, t.unit) for t in targets(sentence)] == expected


def test_a_heading_that_commits_to_a_number_is_read() -> None:
    found = reading(
        "一、主要任务\n1.新建和改扩建100所幼儿园。保持各级各类幼儿园的达标水平。\n2.加强管理。提高质量。", PROVINCE
    ).targets
    assert [(t.indicator, t.value, t.unit) for t in found] == [("幼儿园", 100, "所")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("全市建成区绿化覆盖率达到43%。", [("全市建成区绿化覆盖率", 43, "level")], id="建成区-is-a-place"),
        pytest.param("新增停车泊位3000个，其中公共停车位800个。", [("停车泊位", 3000, "increase"), ("公共停车位", 800, "increase")], id="of-these"),
        pytest.param("全省公路总里程达到20万公里，其中高速公路7000公里，普通国省道3万公里。",
                     [("全省公路总里程", 20, "level"), ("高速公路", 7000, "level"), ("普通国省道", 3, "level")], id="parts-of-a-whole"),
        pytest.param("完成高标准农田新建40万亩、改造提升20万亩。",
                     [("高标准农田新建", 40, "level"), ("高标准农田改造提升", 20, "level")], id="改造提升-raises-nothing"),
        pytest.param("完成棚户区改造开工1.2万套，基本建成8000套。",
                     [("棚户区改造开工", 1.2, "level"), ("棚户区改造基本建成", 8000, "level")], id="begun-and-finished"),
        pytest.param("压减粗钢产能100万吨、水泥产能200万吨。", [("粗钢产能", 100, "decrease"), ("水泥产能", 200, "decrease")], id="what-is-to-go"),
        pytest.param("建成省级现代农业产业园50个以上、国家级10个以上。",
                     [("省级现代农业产业园", 50, "level"), ("国家级现代农业产业园", 10, "level")], id="a-rank-alone"),
        pytest.param("新增国家级绿色工厂5家，省级绿色工厂20家、绿色园区3个。",
                     [("国家级绿色工厂", 5, "increase"), ("省级绿色工厂", 20, "increase"), ("绿色园区", 3, "increase")], id="new-over-a-comma"),
        pytest.param("引进世界500强企业3家、中国500强企业5家。", [("世界500强企业", 3, "level"), ("中国500强企业", 5, "level")], id="a-class-with-a-number"),
        pytest.param("地区生产总值增长7%，力争8%。", [("地区生产总值", 7, "increase"), ("地区生产总值", 8, "increase")], id="hoped-for"),
        pytest.param("力争5年内引进高层次人才500名、培养高技能人才3万名。", [("高层次人才", 500, "level"), ("高技能人才", 3, "level")], id="within-years"),
        pytest.param("使全市财政收入在三年内翻一番。", [("全市财政收入", 2, "level")], id="years-before-the-verb"),
        pytest.param("近视率每年降低1个百分点。", [("近视率", 1, "rate")], id="every-year"),
        pytest.param("森林蓄积量净增500万立方米。", [("森林蓄积量", 500, "increase")], id="net"),
        pytest.param("家庭医生签约服务覆盖率达到30%以上，重点人群达到60%以上。",
                     [("家庭医生签约服务覆盖率", 30, "level"), ("重点人群家庭医生签约服务覆盖率", 60, "level")], id="of-some-people"),
        pytest.param("培育30家年产值超过50亿元的龙头企业。", [("年产值超过50亿元的龙头企业", 30, "level")], id="年产值-is-no-year"),
        pytest.param("加快总投资52亿元的34个配套项目建设。", [("配套项目", 34, "level")], id="what-it-costs-between"),
        pytest.param("完成全部2.3万户农村危房改造。", [("农村危房改造", 2.3, "level")], id="all-of-them"),
        pytest.param("城区新增绿地200万平方米。", [("城区新增绿地", 200, "increase")], id="where-before-the-verb"),
        pytest.param("为200户困难残疾人家庭实施无障碍改造。", [("困难残疾人家庭无障碍改造", 200, "level")], id="done-for"),
        pytest.param("引进省外境内资金600亿元，增长10%。", [("省外境内资金", 600, "level"), ("省外境内资金", 10, "increase")], id="and-its-growth"),
        pytest.param("具备条件的行政村100%通班车。", [("具备条件的行政村通班车", 100, "level")], id="so-many-do-it"),
        pytest.param("新建并亮化集合式公交站牌50座。", [("集合式公交站牌", 50, "level")], id="并-and-another-verb"),
        pytest.param("新增或改扩建村卫生室10家。", [("村卫生室", 10, "increase")], id="或-another-verb"),
        pytest.param("建成滨江路等6条市政道路、建成人行天桥、安装路灯。", [("市政道路", 6, "level")], id="another-piece-of-work-behind"),
        pytest.param("预期今年全市地区生产总值增长8%以上。", [("全市地区生产总值", 8, "increase")], id="expected"),
        pytest.param("完成3万套棚户区改造国家任务。", [("棚户区改造", 3, "level")], id="whose-task"),
        pytest.param("新建5个重点学科（眼科中心、外科）。", [("重点学科", 5, "level")], id="which-they-are"),
        pytest.param("培育超千家高成长性企业，集聚超万名人才。", [("高成长性企业", 1000, "level"), ("人才", 1, "level")], id="a-rank-alone-behind-超"),
        pytest.param("新增培育示范企业1000家。", [("示范企业", 1000, "increase")], id="新增-培育"),
        pytest.param("开放应用场景数量50个以上，总营业收入超1000万元。",
                     [("应用场景数量", 50, "level"), ("应用场景总营业收入", 1000, "level")], id="of-the-same-thing"),
        pytest.param("完成年度建设任务的168%。", [], id="how-much-of-a-plan"),
        pytest.param("增长10%以上。", [], id="growth-of-nothing"),
        pytest.param("发放政府消费券8亿元以上。", [], id="what-is-spent"),
    ],
)  # fmt: skip
def test_what_a_list_or_a_clause_shares(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(t.indicator, t.value, t.kind) for t in targets(sentence)] == expected


def test_two_time_limits_are_given_out_to_two_numbers() -> None:
    found = targets("到2022年和2030年，全国居民健康素养水平分别不低于22%和30%；乡镇达标率分别达到60%和90%。")
    assert [(t.value, t.deadline) for t in found] == [(22, "2022"), (30, "2030"), (60, "2022"), (90, "2030")]


def test_a_plan_without_its_marks_is_a_period() -> None:
    (found,) = targets("十五五期间，新增城镇就业人员50万人。")
    assert found.deadline == "2030"
