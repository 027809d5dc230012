from __future__ import annotations

import csv
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from gongwen.extractors.agency_forms import full_name
from gongwen.extractors.agency_kinds import _anchored, is_group, is_relative, kind_of, vocabulary
from gongwen.extractors.agency_names import (
    AgencyName,
    Jurisdiction,
    canonical_agency,
    jurisdiction_of,
    normalise,
    same_agency,
)
from gongwen.extractors.agency_vocabulary import local, local_bodies, national, party_bodies, placed_bodies
from gongwen.extractors.lexicon import load
from gongwen.extractors.regions import COUNTRY_ID
from gongwen.schemas import AgencyKind
from hypothesis import given
from hypothesis import strategies as st


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("gongwen.corpus") / "bench" / name).read_text("utf-8").splitlines()))


BENCH = _rows("agencies.csv")
OF_ONE_PLACE = _rows("agencies_local.csv")
DISTRICT = jurisdiction_of(["重庆市铜梁区人民政府"])
PROVINCE = jurisdiction_of(["江西省人民政府"])
COUNTRY = jurisdiction_of(["国务院"])


@pytest.mark.parametrize(
    ("issuers", "doc_number", "region"),
    [
        (["重庆市铜梁区人民政府"], "铜府〔2023〕90号", "重庆市铜梁区"),
        (["江西省人民政府办公厅"], None, "江西省"),
        (["江西省市场监督管理局"], None, "江西省"),
        (["省粮食和物资储备局"], "赣粮办发〔2020〕3号", "江西省"),
        (["国务院办公厅"], None, COUNTRY_ID),
        (["国家发展改革委办公厅", "税务总局办公厅"], None, COUNTRY_ID),
        (["中共中央", "国务院"], None, COUNTRY_ID),
        (["中共江西省委", "江西省人民政府"], None, "江西省"),
        (["国家税务总局江西省税务局"], None, "江西省"),
        (["重庆市人民政府", "四川省人民政府"], None, None),
        (["南昌市人民政府", "江西省人民政府"], None, "江西省"),
        (["重庆市渝北区人民政府"], None, "重庆市渝北区"),
        ([], "国办发〔2018〕121号", COUNTRY_ID),
        (["赣江新区管理委员会"], None, None),
        (["鼓楼区人民政府"], None, None),
        (["省政府办公厅"], None, None),
        ([], "铜府〔2023〕90号", None),
        ([], None, None),
    ],
)
def test_jurisdiction(issuers: list[str], doc_number: str | None, region: str | None) -> None:
    assert jurisdiction_of(issuers, doc_number).region == region


@pytest.mark.parametrize(
    ("surface", "jurisdiction", "name", "kind", "region"),
    [
        ("区发展改革委", DISTRICT, "重庆市铜梁区发展和改革委员会", AgencyKind.DEPARTMENT, "重庆市铜梁区"),
        ("区委组织部", DISTRICT, "中共重庆市铜梁区委组织部", AgencyKind.PARTY, "重庆市铜梁区"),
        ("区政府", DISTRICT, "重庆市铜梁区人民政府", AgencyKind.GOVERNMENT, "重庆市铜梁区"),
        ("铜梁高新区管委会", DISTRICT, "铜梁高新区管理委员会", AgencyKind.COMMITTEE, "重庆市铜梁区"),
        ("龙裕公司", DISTRICT, "龙裕公司", AgencyKind.ENTERPRISE, "重庆市铜梁区"),
        ("区畜牧业发展中心", DISTRICT, "重庆市铜梁区畜牧业发展中心", AgencyKind.INSTITUTION, "重庆市铜梁区"),
        ("市发展改革委", DISTRICT, "重庆市发展和改革委员会", AgencyKind.DEPARTMENT, "重庆市"),
        ("国家发展改革委", DISTRICT, "国家发展和改革委员会", AgencyKind.DEPARTMENT, COUNTRY_ID),
        ("省教育厅", PROVINCE, "江西省教育厅", AgencyKind.DEPARTMENT, "江西省"),
        ("省法院", PROVINCE, "江西省高级人民法院", AgencyKind.INSTITUTION, "江西省"),
        ("省市场监管局", PROVINCE, "江西省市场监督管理局", AgencyKind.DEPARTMENT, "江西省"),
        ("南昌市东湖区", PROVINCE, "南昌市东湖区人民政府", AgencyKind.GOVERNMENT, "江西省南昌市东湖区"),
        ("发展改革委", COUNTRY, "国家发展和改革委员会", AgencyKind.DEPARTMENT, COUNTRY_ID),
        ("银监会", COUNTRY, "中国银行业监督管理委员会", AgencyKind.DEPARTMENT, COUNTRY_ID),
        ("各部门", DISTRICT, "各部门", AgencyKind.GROUP, "重庆市铜梁区"),
        ("区属重点国有企业", DISTRICT, "区属重点国有企业", AgencyKind.GROUP, "重庆市铜梁区"),
        ("党政主要负责同志", DISTRICT, "党政主要负责同志", AgencyKind.GROUP, "重庆市铜梁区"),
        ("税务部门", COUNTRY, "税务部门", AgencyKind.GROUP, COUNTRY_ID),
        ("公安厅（局）", COUNTRY, "公安厅（局）", AgencyKind.GROUP, COUNTRY_ID),
        ("通信管理局", COUNTRY, "通信管理局", AgencyKind.GROUP, COUNTRY_ID),
        ("联席会议办公室", COUNTRY, "联席会议办公室", AgencyKind.COMMITTEE, None),
        ("街道办事处", DISTRICT, "街道办事处", AgencyKind.GROUP, "重庆市铜梁区"),
        ("省局疫情防控工作领导小组", PROVINCE, "省局疫情防控工作领导小组", AgencyKind.COMMITTEE, None),
        ("三级公立综合医院", COUNTRY, "三级公立综合医院", AgencyKind.GROUP, COUNTRY_ID),
        ("平安", DISTRICT, "平安", AgencyKind.GROUP, "重庆市铜梁区"),
        ("江西", COUNTRY, "江西省人民政府", AgencyKind.GOVERNMENT, "江西省"),
        ("区大数据局", DISTRICT, "重庆市铜梁区大数据局", AgencyKind.DEPARTMENT, "重庆市铜梁区"),
        ("国家和省发展改革委", PROVINCE, "国家和省发展改革委", AgencyKind.GROUP, "江西省"),
        ("中央和国家机关工委", COUNTRY, "中央和国家机关工作委员会", AgencyKind.PARTY, COUNTRY_ID),
        ("市教育局", PROVINCE, "市教育局", AgencyKind.DEPARTMENT, None),
        ("区发展改革委", Jurisdiction(), "区发展改革委", AgencyKind.DEPARTMENT, None),
        ("区经发局", jurisdiction_of(["赣江新区管理委员会"]), "赣江新区经发局", AgencyKind.DEPARTMENT, None),
    ],
)
def test_name_kind_region(
    surface: str, jurisdiction: Jurisdiction, name: str, kind: AgencyKind, region: str | None
) -> None:
    assert canonical_agency(surface, jurisdiction) == AgencyName(name=name, kind=kind, region=region)


def test_two_districts_have_two_offices_of_one_word() -> None:
    here = canonical_agency("区发展改革委", DISTRICT)
    there = canonical_agency("区发展改革委", jurisdiction_of(["重庆市江津区人民政府"]))
    assert (here.name, here.region) != (there.name, there.region)


def test_joint_issue_of_two_provinces_reads_each_word_of_scope_by_its_own() -> None:
    joint = jurisdiction_of(["重庆市人民政府", "四川省人民政府"])
    assert canonical_agency("市发展改革委", joint).region == "重庆市"
    assert canonical_agency("省发展改革委", joint).region == "四川省"
    assert canonical_agency("发展改革委", joint).region is None
    assert canonical_agency("各部门", joint).region is None


def _verdicts(same: str, bench: list[dict[str, str]] = BENCH) -> list[tuple[dict[str, str], bool]]:
    rows = [row for row in bench if row["same"] == same]
    return [(row, same_agency(row["a"], row["b"], jurisdiction_of([row["issuer"]]))) for row in rows]


def test_bench_is_large_enough_and_says_why() -> None:
    assert len(BENCH) >= 200
    rows = BENCH + OF_ONE_PLACE
    assert len({(row["a"], row["b"], row["issuer"]) for row in rows}) == len(rows)
    assert all(row["why"] and row["same"] in {"0", "1"} for row in rows)


def test_no_wrong_join() -> None:
    assert [row for row, joined in _verdicts("0") if joined] == []


def test_names_known_in_one_place_only_are_counted_apart(record_property: Callable[[str, object], None]) -> None:
    record_property("joined", sum(joined for _, joined in _verdicts("1", OF_ONE_PLACE)))
    record_property("of", len(_verdicts("1", OF_ONE_PLACE)))
    assert [row for row, joined in _verdicts("0", OF_ONE_PLACE) if joined] == []


@pytest.mark.parametrize("side", ["a", "b"])
def test_canonical_names_of_the_bench_are_their_own(side: str) -> None:
    for row in BENCH + OF_ONE_PLACE:
        speaker = jurisdiction_of([row["issuer"]])
        first = canonical_agency(row[side], speaker)
        assert first.region is None or canonical_agency(first.name, speaker) == first


def test_few_missed_joins() -> None:
    missed = [row for row, joined in _verdicts("1") if not joined]
    assert len(missed) <= 0.03 * len(_verdicts("1")), missed


JURISDICTIONS = st.sampled_from([DISTRICT, PROVINCE, COUNTRY, Jurisdiction(), jurisdiction_of(["南昌市人民政府"])])
PIECES = [
    "区",
    "市",
    "省",
    "县",
    "我",
    "中共",
    "江西",
    "铜梁区",
    "委",
    "政府",
    "发改",
    "教育",
    "局",
    "厅",
    "部",
    "各",
    "（",
    "）",
    "等",
    "团",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), JURISDICTIONS)
def test_any_surface_gets_a_name(surface: str, jurisdiction: Jurisdiction) -> None:
    name = canonical_agency(surface, jurisdiction)
    assert name.name
    assert name == canonical_agency(f" {surface[:1]} {surface[1:]}", jurisdiction)


@given(st.sampled_from([row[side] for row in BENCH + OF_ONE_PLACE for side in "ab"]), JURISDICTIONS)
def test_a_canonical_name_in_a_region_is_its_own_canonical_name(surface: str, jurisdiction: Jurisdiction) -> None:
    first = canonical_agency(surface, jurisdiction)
    if first.region and first.kind is not AgencyKind.GROUP:
        assert canonical_agency(first.name, jurisdiction) == first


@pytest.mark.parametrize("entry", vocabulary()["group"] + vocabulary()["relative"], ids=lambda entry: entry["example"])
def test_group_patterns_find_their_example_and_not_their_counter_example(entry: dict[str, str]) -> None:
    pattern = re.compile(_anchored(entry))
    assert pattern.search(normalise(entry["example"]))
    assert not pattern.search(normalise(entry["not"]))


@pytest.mark.parametrize("table", vocabulary()["ending"] + vocabulary()["beginning"], ids=lambda t: t["kind"])
def test_kinds_are_told_by_their_affixes(table: dict[str, list[str]]) -> None:
    for word in table.get("endings", []):
        assert kind_of("甲" + word) == table["kind"], word
    if "example" in table:
        assert kind_of(str(table["example"])) == table["kind"]


def test_vocabulary_is_free_of_one_place() -> None:
    forms = [*local_bodies(), *placed_bodies(), *party_bodies(), *national()[0], *national()[1]]
    forms += [entry.term for entry in load("agency_functions")]
    assert not [form for form in forms if re.search("铜梁|重庆|江西|南昌", form)]


def test_local_forms_are_no_groups() -> None:
    forms = [form for form in local_bodies() if form not in ("工会", "妇联", "政府")]
    assert not [form for form in forms if is_group("江西省" + form) or is_relative("江西省" + form)]


def test_form_of_a_level_that_has_no_such_body_stays_unknown() -> None:
    assert local()["by_level"]["中院"].get("1") is None
    assert full_name("中院", "江西省", "江西省") is None
