"""Which cleaned candidates are names, of which class."""

from __future__ import annotations

import pytest
from gongwen.extractors.project_judging import judge


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        pytest.param("同心桥水库", "solid", id="reservoir"),
        pytest.param("成渝中线高铁", "solid", id="railway"),
        pytest.param("数字经济特色产业园", "solid", id="park-by-designation"),
        pytest.param("集中式独立储能电站", "solid", id="power-station-by-designation"),
        pytest.param("城区导轨电车1号示范线", "solid", id="line"),
        pytest.param("围龙镇卫生院迁建", "process", id="work-named-by-what-is-done"),
        pytest.param("国家5A级旅游景区", "title", id="title-applied-for"),
        pytest.param("全国文明城市", "title", id="title-of-a-city"),
        pytest.param("淮远新区", "named", id="new-district"),
        pytest.param("城市扩容提质行动", "programme", id="programme"),
        pytest.param("人才发展五年计划", "programme", id="plan"),
        pytest.param("渝西水资源配置工程", "solid", id="工程-that-is-built"),
        pytest.param("美丽家园建设工程", "programme", id="工程-that-is-a-programme"),
    ],
)
def test_judged(name: str, cls: str) -> None:
    judged = judge(name, strong=True)
    assert judged is not None
    assert judged.cls == cls


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("一批重大项目", id="plural"),
        pytest.param("绿色工厂", id="class"),
        pytest.param("特色小镇", id="class-of-towns"),
        pytest.param("110千伏变电站", id="class-by-voltage"),
        pytest.param("变电站", id="bare-kind"),
        pytest.param("智慧农业", id="field-of-work"),
        pytest.param("重要节点", id="positioning"),
        pytest.param("世界级装备制造产业基地", id="praise"),
        pytest.param("“一轴两翼”", id="spatial-slogan"),
        pytest.param("有关项目", id="vague"),
        pytest.param("国际大科学计划", id="class-of-programmes"),
        pytest.param("年度工作计划", id="plan-of-work"),
        pytest.param("专项执法行动", id="执法行动"),
        pytest.param("", id="empty"),
    ],
)
def test_what_names_no_project(name: str) -> None:
    assert judge(name, strong=False) is None
