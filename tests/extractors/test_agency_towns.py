"""Towns and subdistricts: whose 镇政府 is meant, and that two towns are never one."""

from __future__ import annotations

import pytest
from gongwen.extractors.agency_names import canonical_agency, jurisdiction_of
from gongwen.schemas import AgencyKind

SHENGZE = jurisdiction_of(["苏州市吴江区盛泽镇人民政府"])
LILI = jurisdiction_of(["苏州市吴江区黎里镇人民政府"])
WUJIANG = jurisdiction_of(["苏州市吴江区人民政府"])
REGION = "江苏省苏州市吴江区"


@pytest.mark.parametrize(
    ("issuers", "town"),
    [
        (["苏州市吴江区盛泽镇人民政府"], "苏州市吴江区盛泽镇"),
        (["中共苏州市吴江区盛泽镇委员会"], "苏州市吴江区盛泽镇"),
        (["苏州市吴江区盛泽镇人民政府", "中共苏州市吴江区盛泽镇委员会"], "苏州市吴江区盛泽镇"),
        (["上海市徐汇区漕河泾街道办事处"], "上海市徐汇区漕河泾街道"),
        (["东莞市长安镇人民政府"], "东莞市长安镇"),
        (["苏州市吴江区盛泽镇人民政府", "苏州市吴江区黎里镇人民政府"], None),
        (["苏州市吴江区盛泽镇人民政府", "苏州市吴江区人民政府"], None),
        (["苏州市吴江区人民政府"], None),
        (["盛泽镇人民政府"], None),
        ([], None),
    ],
)
def test_the_town_that_speaks(issuers: list[str], town: str | None) -> None:
    assert jurisdiction_of(issuers).town == town


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("镇政府", "苏州市吴江区盛泽镇人民政府"),
        ("我镇政府", "苏州市吴江区盛泽镇人民政府"),
        ("盛泽镇政府", "苏州市吴江区盛泽镇人民政府"),
        ("镇党委", "中共苏州市吴江区盛泽镇委员会"),
        ("镇纪委", "中共苏州市吴江区盛泽镇纪律检查委员会"),
        ("镇人大", "苏州市吴江区盛泽镇人民代表大会"),
        ("镇综合行政执法局", "苏州市吴江区盛泽镇综合行政执法局"),
        ("镇党政办", "苏州市吴江区盛泽镇党政办公室"),
        ("镇卫生院", "苏州市吴江区盛泽镇卫生院"),
    ],
)
def test_a_body_of_the_speaking_town_has_the_town_in_its_name(surface: str, name: str) -> None:
    here = canonical_agency(surface, SHENGZE)
    assert (here.name, here.region) == (name, REGION)
    assert canonical_agency(here.name, SHENGZE) == here


@pytest.mark.parametrize(
    "surface",
    ["镇政府", "镇党委", "镇综合行政执法局", "派出所", "综合行政执法局", "党政办", "各村", "各部门", "供电公司"],
)
def test_two_towns_of_one_district_share_no_body(surface: str) -> None:
    here, there = canonical_agency(surface, SHENGZE), canonical_agency(surface, LILI)
    assert here.region is None or here != there


@pytest.mark.parametrize(
    ("surface", "name", "region"),
    [
        ("区应急局", "苏州市吴江区应急管理局", REGION),
        ("市发改委", "苏州市发展和改革委员会", "江苏省苏州市"),
        ("镇海区教育局", "宁波市镇海区教育局", "浙江省宁波市镇海区"),
    ],
)
def test_a_town_speaks_of_its_district_and_of_others(surface: str, name: str, region: str) -> None:
    found = canonical_agency(surface, SHENGZE)
    assert (found.name, found.region) == (name, region)


@pytest.mark.parametrize(
    "surface", ["镇政府", "镇党委", "镇综合行政执法局", "街道办", "乡政府", "中心镇政府", "各镇人民政府"]
)
def test_without_a_town_it_is_no_single_body(surface: str) -> None:
    assert canonical_agency(surface, WUJIANG).kind is AgencyKind.GROUP


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("盛泽镇政府", "苏州市吴江区盛泽镇人民政府"),
        ("盛泽镇党委", "中共苏州市吴江区盛泽镇委员会"),
        ("中共盛泽镇委员会", "中共苏州市吴江区盛泽镇委员会"),
        ("吴江区盛泽镇党委", "中共苏州市吴江区盛泽镇委员会"),
        ("松陵街道办", "苏州市吴江区松陵街道办事处"),
        ("吴江区松陵街道党工委", "中共苏州市吴江区松陵街道工作委员会"),
        ("区和平街道办事处", "苏州市吴江区和平街道办事处"),
        ("乡村振兴局", "苏州市吴江区乡村振兴局"),
    ],
)
def test_a_named_town_in_a_document_of_its_district(surface: str, name: str) -> None:
    found = canonical_agency(surface, WUJIANG)
    assert (found.name, found.region) == (name, REGION)
    assert canonical_agency(found.name, WUJIANG) == found


def test_a_subdistrict_speaks_of_its_office() -> None:
    street = jurisdiction_of(["上海市徐汇区漕河泾街道办事处"])
    assert canonical_agency("街道办", street).name == "上海市徐汇区漕河泾街道办事处"
    assert canonical_agency("镇政府", street).region is None
