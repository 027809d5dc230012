"""Short names are those that the rules of names take for the same agency, and no others."""

from __future__ import annotations

import pytest
from gongwen.extractors.regions import COUNTRY_ID
from gongwen.pipeline.aliases import KnownAgency, find_agencies
from gongwen.pipeline.short_names import short_names
from gongwen.schemas import AgencyKind


def agency(region: str | None, name: str, kind: AgencyKind = AgencyKind.DEPARTMENT) -> KnownAgency:
    return KnownAgency(id=f"{region}/{name}", name=name, kind=kind, region=region)


KNOWN = {
    "a district's": (agency("重庆市铜梁区", "重庆市铜梁区发展和改革委员会"), "区发改委", "铜梁区发改委", "发改委"),
    "a province's": (agency("江西省", "江西省发展和改革委员会"), "省发改委", "江西省发改委", "发展改革委"),
    "a city's": (agency("江西省南昌市", "南昌市住房和城乡建设局"), "市住建局", "南昌市住建局", "住建局"),
    "the country's": (agency(COUNTRY_ID, "国家发展和改革委员会"), "国家发改委", "发改委"),
    "a ministry": (agency(COUNTRY_ID, "工业和信息化部"), "工信部"),
    "a party's organ": (agency("江西省", "中共江西省委组织部"), "省委组织部", "江西省委组织部"),
    "a party's organ with a short form": (agency("江西省", "中共江西省委政法委员会"), "省委政法委"),
}


@pytest.mark.parametrize(("one", "wanted"), [(each[0], each[1:]) for each in KNOWN.values()], ids=KNOWN.keys())
def test_short_names_mean_the_agency(one: KnownAgency, wanted: tuple[str, ...]) -> None:
    found = short_names(one)
    assert set(wanted) <= set(found)
    everyone = [each for each, *_ in KNOWN.values()]
    for name in found:
        assert one in find_agencies(name, everyone), name


@pytest.mark.parametrize(
    "one",
    [
        agency(None, "联席会议办公室"),
        agency("重庆市铜梁区", "各部门", AgencyKind.GROUP),
        agency("重庆市铜梁区", "重庆铜梁高新技术产业开发区管理委员会"),
        agency("没有的地方", "没有的地方发展和改革委员会"),
    ],
)
def test_what_the_vocabulary_does_not_know_has_none(one: KnownAgency) -> None:
    assert short_names(one) == ()
