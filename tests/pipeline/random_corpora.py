"""Small corpora of made-up notices that name each other in every way: each made from one number, the same every time.

Among them are plans with generic titles that several notices carry, joint issuers, notices without 文号, two files that say that
they are one document, amendments and repeals, and works that are cited but never among the files.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

ISSUERS = {
    "江西省人民政府": ("赣府发", "江西省"),
    "江西省人民政府办公厅": ("赣府厅发", "江西省"),
    "南昌市人民政府": ("洪府发", "南昌市"),
    "九江市人民政府": ("九府发", "九江市"),
    "重庆市铜梁区人民政府": ("铜府", "铜梁区"),
    "国务院办公厅": ("国办发", "全国"),
    "教育部 财政部": ("教财", "全国"),
    "江西省教育厅 江西省财政厅": ("赣教发", "江西省"),
}
"""Issuers, some of them joint: what their 文号 begin with, and their region."""
GENERIC = ("2024年工作要点", "实施方案", "行动方案（2023—2027年）", "推动高质量发展若干措施")
AGENCIES = ("省教育厅", "省财政厅", "市发展改革委", "区水利局", "教育部", "各市人民政府")
PROJECTS = ("同心桥水库", "滨江大道", "青山湖污水处理厂")


class Work(NamedTuple):
    """A document by its names: what a notice is called, its 文号, what it carries."""

    issuer: str
    number: str | None
    title: str
    plan: str | None


class _World(NamedTuple):
    """What the works of one corpus are drawn from: little, so that they clash."""

    issuers: list[str]
    plans: list[str]


def corpus(seed: int) -> list[str]:
    """Two to four notices, as texts; no two are equal."""
    chance = random.Random(seed)
    world, works = _world(chance), list[Work]()
    for _ in range(chance.choice((2, 2, 3, 3, 3, 4))):
        works.append(_work(chance, world, works))
    absent = [_work(chance, world, works) for _ in range(2)]
    return list(dict.fromkeys(_text(chance, work, [each for each in works + absent if each != work]) for work in works))


def changed(text: str, seed: int) -> str:
    """The same document (its 文号 and title are kept) with another body, drawn anew."""
    chance = random.Random(f"changed {seed}")
    number, title, *_ = text.split("\n")
    issuer = max((name for name in ISSUERS if title.startswith(name)), key=len)
    world = _world(chance)
    return _text(chance, Work(issuer, number or None, title, None), [_work(chance, world, []) for _ in range(3)])


def _world(chance: random.Random) -> _World:
    return _World(chance.sample(list(ISSUERS), 3), chance.sample(GENERIC, 2))


def _work(chance: random.Random, world: _World, others: list[Work]) -> Work:
    issuer = chance.choice(world.issuers)
    code, region = ISSUERS[issuer]
    number = f"{code}〔2024〕{chance.randint(1, 4)}号" if chance.random() < 0.75 else None
    plan = chance.choice(("", "", region)) + chance.choice(world.plans)
    forms: list[tuple[str, str | None]] = [
        (f"{issuer}关于印发{plan}的通知", plan),
        (f"{issuer}关于印发《{plan}》的通知", plan),
        (f"{issuer}关于加快推进第{chance.randint(1, 3)}批重点工作的意见", None),
        (f"{issuer}关于废止部分文件的决定", None),
    ]
    if others:
        other = chance.choice(others)
        forms += [
            (f"{issuer}关于修改{_quoted(other.plan or other.title)}的决定", None),
            (f"{issuer}转发{other.title}的通知", other.title),
        ]
    return Work(issuer, number, *chance.choice(forms))


def _by_number(work: Work) -> str:
    return f"根据{work.number}文件精神，制定本文件。" if work.number else _by_title(work)


def _by_title(work: Work) -> str:
    return f"根据{_quoted(work.title)}，制定本文件。"


def _by_both(work: Work) -> str:
    return f"根据{_quoted(work.title)}{_numbered(work)}精神，制定本文件。"


def _by_plan(work: Work) -> str:
    return f"认真落实{_quoted(work.plan or work.title)}各项要求。"


def _by_plan_and_number(work: Work) -> str:
    return f"按照{_quoted(work.plan or work.title)}{_numbered(work)}要求推进。"


def _by_short_form(work: Work) -> str:
    return f"根据{_quoted(work.plan or work.title)}（以下简称《方案》）制定本文件。各地要落实《方案》要求。"


def _by_undeclared_short_form(work: Work) -> str:
    return "各地要落实《实施方案》和《行动方案》要求。"


def _repealed(work: Work) -> str:
    return f"{_quoted(work.title)}{_numbered(work)}同时废止。"


def _amended(work: Work) -> str:
    return f"对{_quoted(work.plan or work.title)}{_numbered(work)}作如下修改。"


def _quoted(title: str) -> str:
    """A title in its marks; those inside it become 〈〉, as the standard has it."""
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"


def _numbered(work: Work) -> str:
    return f"（{work.number}）" if work.number else ""


MENTIONS: tuple[Callable[[Work], str], ...] = (
    _by_number,
    _by_title,
    _by_both,
    _by_plan,
    _by_plan_and_number,
    _by_short_form,
    _by_undeclared_short_form,
    _repealed,
    _amended,
)


def _text(chance: random.Random, work: Work, others: list[Work]) -> str:
    def at_times(words: str) -> str:
        return words if chance.random() < 0.4 else ""

    basis, said, last = (chance.choice(MENTIONS)(chance.choice(others)) for _ in range(3))
    target = at_times(f"到2027年工业总产值达到{chance.randint(2, 9)}00亿元。")
    return (
        f"{work.number or ''}\n{work.title}\n{at_times('各市、县（区）人民政府，各有关部门：')}\n{basis}\n一、总体要求\n"
        f"加快发展。{target}{at_times(f'新建{chance.choice(PROJECTS)}。')}\n"
        f"二、组织实施\n加强领导。{said}{at_times(last)}{at_times(f'（{chance.choice(AGENCIES)}牵头，{chance.choice(AGENCIES)}配合）')}"
        f"\n{work.issuer}\n2024年{chance.randint(1, 12)}月{chance.randint(1, 28)}日\n"
    )
