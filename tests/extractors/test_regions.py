from __future__ import annotations

import pytest
from gongwen.extractors.regions import (
    COUNTRY_ID,
    _index,
    chain,
    common_region,
    formal_name,
    get_region,
    leading_region,
    region_as_written,
    short_name,
    words,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "region", "said"),
    [
        ("重庆市铜梁区人民政府", "重庆市铜梁区", "重庆市铜梁区"),
        ("铜梁区发展改革委", "重庆市铜梁区", "铜梁区"),
        ("江西省人民政府办公厅", "江西省", "江西省"),
        ("江西教育厅", "江西省", "江西"),
        ("南昌市教育局", "江西省南昌市", "南昌市"),
        ("南昌县教育局", "江西省南昌市南昌县", "南昌县"),
        ("南昌海关", "江西省南昌市", "南昌"),
        ("江西省南昌市东湖区人民政府", "江西省南昌市东湖区", "江西省南昌市东湖区"),
        ("江西南昌东湖区", "江西省南昌市东湖区", "江西南昌东湖区"),
        ("吉林市人民政府", "吉林省吉林市", "吉林市"),
        ("吉林教育厅", "吉林省", "吉林"),
        ("海南省", "海南省", "海南省"),
        ("凉山州人民政府", "四川省凉山彝族自治州", "凉山州"),
        ("石柱县人民政府", "重庆市石柱土家族自治县", "石柱县"),
        ("广西壮族自治区人民政府", "广西壮族自治区", "广西壮族自治区"),
        ("内蒙古教育厅", "内蒙古自治区", "内蒙古"),
        ("上海市浦东新区人民政府", "上海市浦东新区", "上海市浦东新区"),
        ("湖北省仙桃市人民政府", "湖北省仙桃市", "湖北省仙桃市"),
        ("东莞市人民政府", "广东省东莞市", "东莞市"),
        ("香港特别行政区政府", "香港特别行政区", "香港特别行政区"),
        ("山西省大同市", "山西省大同市", "山西省大同市"),
        ("中华人民共和国海关总署", COUNTRY_ID, "中华人民共和国"),
    ],
)
def test_one_region_fits(text: str, region: str, said: str) -> None:
    found = leading_region(text)
    assert found is not None
    assert (found[0].id, text[: found[1]]) == (region, said)


@pytest.mark.parametrize(
    "text",
    [
        "鼓楼区教育局",
        "朝阳区人民政府",
        "赣江新区管委会",
        "市场监管局",
        "城区改造办",
        "国务院",
        "万年青公司",
        "新华社",
        "西区",
        "",
    ],
)
def test_none_or_several_fit(text: str) -> None:
    assert leading_region(text) is None


def test_speaker_decides_between_places_of_one_name_and_lets_its_own_short_name_stand() -> None:
    found = leading_region("鼓楼区教育局", near="江苏省南京市")
    assert found is not None and found[0].id == "江苏省南京市鼓楼区"
    own = leading_region("铜梁高新区管委会", near="重庆市铜梁区")
    assert own is not None and own[0].id == "重庆市铜梁区"
    assert leading_region("铜梁高新区管委会") is None


@pytest.mark.parametrize(
    ("text", "region", "code"),
    [
        ("重庆市渝北区人民政府", "重庆市渝北区", None),
        ("安徽省巢县人民政府", "安徽省巢县", None),
        ("江西省赣江新区人民政府", "江西省", "360000"),
        ("江西省科技创新园区管委会", "江西省", "360000"),
    ],
)
def test_unknown_place_of_a_government_stays_as_written(text: str, region: str, code: str | None) -> None:
    found = region_as_written(text)
    assert found is not None
    assert (found[0].id, found[0].code) == (region, code)
    assert get_region(region) == found[0]


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("重庆市铜梁区", ["重庆市铜梁区", "重庆市", COUNTRY_ID]),
        ("江西省南昌市东湖区", ["江西省南昌市东湖区", "江西省南昌市", "江西省", COUNTRY_ID]),
        ("重庆市渝北区", ["重庆市渝北区", "重庆市", COUNTRY_ID]),
        (COUNTRY_ID, [COUNTRY_ID]),
        ("不知何处", []),
    ],
)
def test_chain_reaches_the_country(region: str, names: list[str]) -> None:
    assert [each.id for each in chain(region)] == names


@pytest.mark.parametrize(
    ("region", "formal", "short"),
    [
        ("江西省", "江西省", "江西"),
        ("广西壮族自治区", "广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆维吾尔自治区", "新疆"),
        ("江西省南昌市", "南昌市", "南昌"),
        ("江西省南昌市东湖区", "南昌市东湖区", "东湖"),
        ("江西省南昌市南昌县", "南昌县", "南昌"),
        ("重庆市忠县", "重庆市忠县", "忠县"),
        ("四川省凉山彝族自治州", "凉山彝族自治州", "凉山"),
    ],
)
def test_names_before_an_office(region: str, formal: str, short: str) -> None:
    assert (formal_name(region), short_name(region)) == (formal, short)


def test_common_region() -> None:
    assert common_region([]) is None
    assert common_region(["江西省南昌市", "江西省九江市"]) == "江西省"
    assert common_region(["江西省南昌市", "江西省"]) == "江西省"
    assert common_region(["江西省", "重庆市铜梁区"]) == COUNTRY_ID


REGIONS = st.sampled_from(sorted(_index().entries))


@given(REGIONS)
def test_every_region_is_found_by_its_own_id_and_lies_in_the_country(region: str) -> None:
    found = leading_region(region)
    assert found is not None and (found[0].id, found[1]) == (region, len(region))
    levels = [each.level for each in chain(region)]
    assert levels == sorted(levels, reverse=True) and levels[-1] == 0
    code = found[0].code
    assert code is None or (len(code) == 6 and code.isdigit())


@given(REGIONS)
def test_every_region_is_found_by_its_formal_name_or_that_name_is_shared(region: str) -> None:
    found = leading_region(formal_name(region), bare=False)
    own = leading_region(formal_name(region), near=region)
    assert own is not None and own[0].id == region
    assert found is None or found[0].id == region


def test_vocabulary_names_provinces_that_exist_and_peoples_that_occur() -> None:
    assert set(words()["letters"].values()) <= set(_index().entries)
    autonomous = "".join(name for name in _index().names if "自治" in name)
    assert [people for people in words()["peoples"] if people not in autonomous] == []
    assert [word for word in words()["not_divisions"] if not word.endswith("区")] == []
    assert [word for word in words()["generic"] if "市辖区" in word] == []


def test_what_is_no_region_s_id_is_called_as_it_is_written() -> None:
    assert formal_name("某地") == "某地"
