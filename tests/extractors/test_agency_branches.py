"""Branches of national bodies and bodies with a place inside their name: full name and region."""

from __future__ import annotations

import pytest
from gongwen.extractors.agency_names import canonical_agency, jurisdiction_of
from gongwen.extractors.regions import COUNTRY_ID
from gongwen.schemas import AgencyKind

PROVINCE = jurisdiction_of(["浙江省人民政府"])
COUNTRY = jurisdiction_of(["国务院"])


@pytest.mark.parametrize(
    ("surface", "name", "region"),
    [
        ("浙江银保监局", "中国银行保险监督管理委员会浙江监管局", "浙江省"),
        ("浙江证监局", "中国证券监督管理委员会浙江监管局", "浙江省"),
        ("人行杭州中心支行", "中国人民银行杭州中心支行", "浙江省杭州市"),
        ("人民银行兰州中心支行", "中国人民银行兰州中心支行", "甘肃省兰州市"),
        ("人行宁波市中心支行", "中国人民银行宁波市中心支行", "浙江省宁波市"),
        ("外汇局浙江省分局", "国家外汇管理局浙江省分局", "浙江省"),
        ("省外汇局", "国家外汇管理局浙江省分局", "浙江省"),
        ("浙江调查总队", "国家统计局浙江调查总队", "浙江省"),
        ("财政部浙江监管局", "财政部浙江监管局", "浙江省"),
        ("中国移动浙江公司", "中国移动浙江公司", "浙江省"),
        ("中国移动温州分公司", "中国移动温州分公司", "浙江省温州市"),
        ("国网浙江电力", "国网浙江省电力有限公司", "浙江省"),
        ("山西煤监局", "山西煤矿安全监察局", "山西省"),
        ("昆山农商行", "昆山农村商业银行", "江苏省苏州市昆山市"),
        ("政协杭州市委员会", "中国人民政治协商会议杭州市委员会", "浙江省杭州市"),
    ],
)
def test_a_branch_belongs_to_the_region_that_its_name_names(surface: str, name: str, region: str) -> None:
    for speaker in (PROVINCE, COUNTRY) if surface != "省外汇局" else (PROVINCE,):
        found = canonical_agency(surface, speaker)
        assert (found.name, found.region) == (name, region)
        assert canonical_agency(found.name, speaker) == found


@pytest.mark.parametrize("city", ["杭州", "广州", "福州", "兰州", "郑州", "南昌", "宁波", "拱北"])
def test_customs_belong_to_the_country(city: str) -> None:
    short = canonical_agency(f"{city}海关", PROVINCE)
    assert (short.name, short.kind, short.region) == (f"{city}海关", AgencyKind.DEPARTMENT, COUNTRY_ID)
    assert canonical_agency(f"{COUNTRY_ID}{city}海关", PROVINCE) == short


@pytest.mark.parametrize("surface", ["浙江海事局", "中华人民共和国浙江海事局", "省海事局"])
def test_maritime_authorities_belong_to_the_country(surface: str) -> None:
    assert canonical_agency(surface, PROVINCE).region == COUNTRY_ID
    assert canonical_agency(surface, PROVINCE).name == "浙江海事局"


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("国务院食安办", "国务院食品安全委员会办公室"),
        ("国务院安委会", "国务院安全生产委员会"),
        ("全国老龄办", "全国老龄工作委员会办公室"),
        ("中央财办", "中央财经委员会办公室"),
        ("人民银行上海总部", "中国人民银行上海总部"),
        ("人行营业管理部", "中国人民银行营业管理部"),
        ("公安部交通管理局", "公安部交通管理局"),
    ],
)
def test_a_body_of_the_country(surface: str, name: str) -> None:
    assert canonical_agency(surface, PROVINCE).name == name
    assert canonical_agency(surface, PROVINCE).region == COUNTRY_ID


def test_the_branch_of_a_city_that_is_not_named_is_no_one_body() -> None:
    assert canonical_agency("人行市中心支行", PROVINCE).region is None


@pytest.mark.parametrize(
    "surface", ["中国石油", "中国石化", "中石化", "中国海油", "昆山农商行", "省计生协", "省防指", "县级市防指"]
)
def test_a_single_body_is_no_group(surface: str) -> None:
    assert canonical_agency(surface, PROVINCE).kind is not AgencyKind.GROUP


@pytest.mark.parametrize(("a", "b"), [("中国石油", "中国石化"), ("中国石油", "中国海油"), ("长江委", "黄河水利委员会")])
def test_two_national_bodies_stay_two(a: str, b: str) -> None:
    assert canonical_agency(a, COUNTRY) != canonical_agency(b, COUNTRY)


@pytest.mark.parametrize(
    ("surface", "issuer", "name", "region"),
    [
        ("广州大学", "广东省人民政府", "广州大学", "广东省"),
        ("苏州工业园区管委会", "苏州市人民政府", "苏州工业园区管理委员会", "江苏省苏州市"),
        ("杭州钱塘新区管委会", "杭州市人民政府", "钱塘新区管理委员会", "浙江省杭州市"),
        ("杭州钱塘新区管委会", "浙江省人民政府", "杭州钱塘新区管理委员会", "浙江省"),
        ("南昌高新技术产业开发区管委会", "南昌市人民政府", "南昌高新技术产业开发区管理委员会", "江西省南昌市"),
        ("地区教育局", "喀什地区行政公署", "喀什地区教育局", "新疆维吾尔自治区喀什地区"),
        ("地委组织部", "喀什地区行政公署", "中共喀什地区委组织部", "新疆维吾尔自治区喀什地区"),
        ("区教育厅", "喀什地区行政公署", "区教育厅", None),
        ("东区教育局", "攀枝花市人民政府", "攀枝花市东区教育局", "四川省攀枝花市东区"),
        ("东区供水公司", "攀枝花市人民政府", "东区供水公司", "四川省攀枝花市"),
        ("盟行署", "锡林郭勒盟行政公署", "锡林郭勒盟行政公署", "内蒙古自治区锡林郭勒盟"),
    ],
)
def test_the_place_a_name_begins_with(surface: str, issuer: str, name: str, region: str | None) -> None:
    found = canonical_agency(surface, jurisdiction_of([issuer]))
    assert (found.name, found.region) == (name, region)
