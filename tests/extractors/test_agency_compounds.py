"""Offices named after several functions: which writings are one office, and which are not."""

from __future__ import annotations

import pytest
from gongwen.extractors.agency_compounds import _functions, _meanings, _parts, compound_name
from gongwen.extractors.agency_forms import written_out
from gongwen.extractors.agency_names import jurisdiction_of, same_agency
from gongwen.extractors.agency_vocabulary import local
from gongwen.extractors.lexicon import Entry, load

CITY = jurisdiction_of(["南昌市人民政府"])


@pytest.mark.parametrize(
    ("form", "name"),
    [
        pytest.param("绿化和市容管理局", "绿化市容局", id="和-and-管理"),
        pytest.param("绿化市容局", "绿化市容局", id="neither"),
        pytest.param("园林和绿化管理局", "园林绿化局", id="a-name-of-the-tables"),
        pytest.param("海洋与渔业局", "海洋渔业局", id="与"),
        pytest.param("资规局", "自然资源和规划局", id="letters"),
        pytest.param("规资局", "规划和自然资源局", id="letters-in-the-other-order"),
        pytest.param("城管执法局", "城市管理和综合行政执法局", id="words"),
        pytest.param("住房城乡建设管理委", "住房和城乡建设委员会", id="管理-behind-two"),
        pytest.param("科工信局", "科技工业信息化局", id="three-functions"),
        pytest.param("科学技术和工业信息化局", "科技工业信息化局", id="three-functions-in-full"),
        pytest.param("文广旅体局", "文化广电旅游体育局", id="four-functions"),
        pytest.param("粮食物资局", "粮食和物资储备局", id="short-second-function"),
        pytest.param("口岸与物流办公室", "口岸物流办公室", id="an-office"),
        pytest.param("人力资源与社会保障局", "人力资源和社会保障局", id="与-for-和"),
        pytest.param("房产管理和物业服务局", "房产管理物业服务局", id="unknown-functions-keep-their-words"),
        pytest.param("邮政管理局", "邮政管理局", id="管理-behind-one-function-tells-it-from-邮政局"),
        pytest.param("投资促进局", "投资促进局", id="促进-behind-one-function"),
        pytest.param("投资管理局", None, id="one-function"),
        pytest.param("新经济委", None, id="a-word-that-is-no-function"),
        pytest.param("教育工委", None, id="工委-is-no-委-of-工"),
        pytest.param("文资办", None, id="a-letter-of-several-meanings"),
        pytest.param("团结和谐促进局", None, id="和-inside-a-word"),
        pytest.param("和平局", None, id="和-at-the-beginning"),
        pytest.param("市民服务和营商环境促进中心", None, id="no-office-word"),
        pytest.param("局", None, id="an-office-word-alone"),
    ],
)
def test_compound(form: str, name: str | None) -> None:
    assert compound_name(form) == name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("市规划局", "市资规局"),
        ("市自然资源局", "市资规局"),
        ("市资规局", "市规资局"),
        ("市邮政局", "市邮政管理局"),
        ("市交通局", "市公安局交通管理局"),
        ("市城管局", "市城管执法局"),
        ("市综合行政执法局", "市城管执法局"),
        ("市城建局", "市住建局"),
        ("市文旅局", "市文体旅局"),
        ("市科经局", "市科技局"),
        ("市科经局", "市经信局"),
        ("市招商投资局", "市投资促进局"),
        ("市大数据局", "市数据局"),
        ("市数据资源局", "市大数据局"),
        ("市政务服务局", "市行政审批局"),
        ("市政务服务办", "市政务服务局"),
        ("市绿化市容局", "市园林绿化局"),
        ("市海洋渔业局", "市海洋局"),
        ("市粮食局", "市粮食物资局"),
        ("市教育工委", "市教育局"),
        ("市安委会", "市安委办"),
        ("市防指", "市防指办"),
        ("市关工委", "市妇儿工委"),
        ("市关工委", "市直机关工委"),
        ("市疾控中心", "市疾控局"),
        ("市一中院", "市中级法院"),
        ("市一中院", "市二中院"),
        ("市国税局", "市地税局"),
        ("市政府办", "市政府外办"),
        ("市金融办", "市委金融办"),
        ("市人防办", "市国动办"),
    ],
)
def test_two_offices_stay_two(a: str, b: str) -> None:
    assert not same_agency(a, b, CITY)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("市应急办", "市应急管理办公室"),
        ("市创建办", "市创建办公室"),
        ("市新闻办", "南昌市人民政府新闻办公室"),
        ("市政府金融办", "市人民政府金融办公室"),
        ("市安委会办公室", "市安委办"),
        ("市妇儿工委", "市妇女儿童工作委员会"),
        ("市直机关工委", "市直机关工作委员会"),
        ("市委军民融合办", "中共南昌市委军民融合发展委员会办公室"),
        ("市公安局交警支队", "南昌市公安局交通警察支队"),
        ("市教育工委", "市委教育工委"),
        ("市教育和体育局", "市教体局"),
        ("市一中院", "南昌市第一中级人民法院"),
        ("市规划资源局", "南昌市规划和自然资源局"),
    ],
)
def test_two_writings_of_one_office(a: str, b: str) -> None:
    assert same_agency(a, b, CITY)


@pytest.mark.parametrize("entry", load("agency_functions"), ids=lambda entry: entry.term)
def test_a_function_is_read_in_its_example(entry: Entry) -> None:
    office = max((word for word in local()["suffixes"] if entry.example.endswith(word)), key=len)
    functions = _functions(_parts(entry.example.removesuffix(office)))
    assert functions is not None
    assert set(entry["means"].split()) <= set(functions)


def test_a_short_form_means_functions_that_are_known_in_full() -> None:
    full = {term for term, means in _meanings().items() if means == (term,)}
    assert {function for means in _meanings().values() for function in means} - full == {""}


@pytest.mark.parametrize("word", ["主办", "街办", "驻京办", "农办", "办"])
def test_no_office_is_made_of_what_is_none(word: str) -> None:
    assert written_out(word) == word
