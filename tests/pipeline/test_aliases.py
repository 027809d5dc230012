from __future__ import annotations

import pytest
from gongwen.pipeline.aliases import KnownAgency, find_agencies, near_names
from gongwen.schemas import AgencyKind

COUNTRY = "中华人民共和国"


def agency(region: str, name: str, *surfaces: str, kind: AgencyKind = AgencyKind.DEPARTMENT) -> KnownAgency:
    return KnownAgency(id=f"{region}/{name}", name=name, kind=kind, region=region, surfaces=surfaces)


KNOWN = (
    agency("重庆市铜梁区", "重庆市铜梁区发展和改革委员会", "区发展改革委"),
    agency("重庆市江津区", "重庆市江津区发展和改革委员会", "区发展改革委"),
    agency("江西省", "江西省发展和改革委员会", "省发展改革委"),
    agency(COUNTRY, "国家发展和改革委员会", "发展改革委"),
    agency("江西省", "江西省教育厅", "省教育厅"),
    agency("重庆市铜梁区", "龙某公司", kind=AgencyKind.ENTERPRISE),
    agency("重庆市铜梁区", "各部门", "各部门", kind=AgencyKind.GROUP),
    agency("重庆市铜梁区", "重庆市铜梁区农业农村委员会"),
    agency("重庆市铜梁区", "重庆市铜梁区市场监督管理局"),
    agency(COUNTRY, "市场监管局", kind=AgencyKind.GROUP),
    KnownAgency(id="国函〔2016〕52号/联席会议", name="联席会议", kind=AgencyKind.COMMITTEE, region=None),
)


@pytest.mark.parametrize(
    ("typed", "regions"),
    [
        ("重庆市铜梁区发展和改革委员会", ["重庆市铜梁区"]),
        ("铜梁区发展和改革委员会", ["重庆市铜梁区"]),
        ("铜梁区发改委", ["重庆市铜梁区"]),
        ("区发改委", ["重庆市江津区", "重庆市铜梁区"]),
        ("区发展改革委", ["重庆市江津区", "重庆市铜梁区"]),
        ("发改委", [COUNTRY, "江西省", "重庆市江津区", "重庆市铜梁区"]),
        ("国家发改委", [COUNTRY]),
        ("省发改委", ["江西省"]),
        ("江西省发改委", ["江西省"]),
        ("教育厅", ["江西省"]),
        ("区农委", []),
        ("农业农村委", ["重庆市铜梁区"]),
        (" 区 农业农村委 ", ["重庆市铜梁区"]),
        ("龙某公司", ["重庆市铜梁区"]),
        ("各部门", ["重庆市铜梁区"]),
        ("联席会议", [None]),
        ("市场监管局", [COUNTRY, "重庆市铜梁区"]),
        ("财政部", []),
        ("", []),
    ],
)
def test_what_a_typed_name_means(typed: str, regions: list[str | None]) -> None:
    assert [found.region for found in find_agencies(typed, KNOWN)] == regions


def test_order_of_what_is_known_does_not_matter() -> None:
    assert find_agencies("发改委", KNOWN) == find_agencies("发改委", KNOWN[::-1])
    assert near_names("发张改革", KNOWN) == near_names("发张改革", KNOWN[::-1])


def test_near_names_are_offered_and_groups_are_not() -> None:
    assert near_names("省教育亅", KNOWN)[0] == "江西省教育厅"
    assert "各部门" not in near_names("各郡门", KNOWN)
    assert near_names("xyz", KNOWN) == ()
