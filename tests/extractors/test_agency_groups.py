from __future__ import annotations

import re

import pytest
from gongwen.extractors.agency_groups import could_include
from gongwen.extractors.agency_kinds import vocabulary
from gongwen.schemas import AgencyKind

DEPARTMENT, GOVERNMENT, ENTERPRISE = AgencyKind.DEPARTMENT, AgencyKind.GOVERNMENT, AgencyKind.ENTERPRISE


@pytest.mark.parametrize(
    ("group", "name", "kind"),
    [
        ("各部门", "江西省教育厅", DEPARTMENT),
        ("各级各部门", "江西省教育厅", DEPARTMENT),
        ("省政府各部门", "江西省教育厅", DEPARTMENT),
        ("有关部门", "江西省教育厅", DEPARTMENT),
        ("省直有关部门", "江西省教育厅", DEPARTMENT),
        ("各有关部门和单位", "江西省教育厅", DEPARTMENT),
        ("各责任部门（单位）", "江西省教育厅", DEPARTMENT),
        ("教育部门", "江西省教育厅", DEPARTMENT),
        ("各级教育行政部门", "江西省教育厅", DEPARTMENT),
        ("发展改革部门", "江西省发展和改革委员会", DEPARTMENT),
        ("人社部门", "江西省人力资源和社会保障厅", DEPARTMENT),
        ("税务部门", "国家税务总局江西省税务局", DEPARTMENT),
        ("区属重点国有企业", "某某公司", ENTERPRISE),
        ("各市、县（区）人民政府", "南昌市人民政府", GOVERNMENT),
        ("各地", "南昌市人民政府", GOVERNMENT),
    ],
)
def test_could(group: str, name: str, kind: AgencyKind) -> None:
    assert could_include(group, name, kind)


@pytest.mark.parametrize(
    ("group", "name", "kind"),
    [
        ("财政部门", "江西省教育厅", DEPARTMENT),
        ("区属重点国有企业", "江西省教育厅", DEPARTMENT),
        ("各市、县（区）人民政府", "江西省教育厅", DEPARTMENT),
        ("各部门", "南昌市人民政府", GOVERNMENT),
        ("各部门", "某某公司", ENTERPRISE),
        ("党政主要负责同志", "江西省教育厅", DEPARTMENT),
        ("各部门", "各级各部门", AgencyKind.GROUP),
        ("发展改革部门", "江西省教育厅", DEPARTMENT),
    ],
)
def test_could_not(group: str, name: str, kind: AgencyKind) -> None:
    assert not could_include(group, name, kind)


@pytest.mark.parametrize("entry", vocabulary()["member"], ids=lambda entry: entry["example"])
def test_members_are_told_by_their_example(entry: dict[str, str]) -> None:
    assert re.search(entry["pattern"], re.sub("（.*?）", "", entry["example"]))
    assert set(entry["kinds"]) <= {str(kind) for kind in AgencyKind}


def test_nothing_is_left_of_a_scope() -> None:
    scope = vocabulary()["scope_of_group"]
    assert re.sub(scope["pattern"], "", scope["example"]) == ""
