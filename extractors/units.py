"""Units as a grammar: `[magnitude]unit`, a second unit in brackets (`台（套）`), rates of any depth (`元/人·年`, `人/亿元`, `/10万`).

Words are in `data/units.tsv`; the longest that fits wins, also over a word that only begins as a unit does (`部门` is no `部`,
`data/not_quantities.tsv`). Sources: docs/definitions.md (Target: `unit`, `si_value`, `si_unit`); GB/T 3101—1993 for rates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .lexicon import alternation, load, terms

MAGNITUDES = {"万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 1e2}
MAGNITUDE = alternation(MAGNITUDES)
POWER = rf"10{{0,6}}(?:{MAGNITUDE})"
"""A rate's base without a unit: the `10万` of `12/10万`."""
RATE_ALONE = rf"[/／]{POWER}(?:人口|人|户)?"
"""A rate without a unit before its stroke: deaths or cases, `12/10万`."""
_LETTERS = "A-Za-zμµ"
"""Letters of units, with both code points that the micro sign has."""
_SPOKEN = "秒|小时|天|日|月|年|人|户|吨|升|亩|公顷|立方米|平方米|千瓦时"
"""What follows 每 in a unit that is written as it is spoken: `微克每立方米`, `元每人`."""


@cache
def unit_classes() -> dict[str, str]:
    """Unit → its class: amount, share, count, time, class, per."""
    return {entry.term: entry["class"] for entry in load("units")}


@cache
def unit_source() -> str:
    """Return the source of a pattern for a unit without magnitude; it has no groups."""
    alone = [unit for unit, kind in unit_classes().items() if kind != "per"]
    unit = _words(alone)
    below = rf"(?:{_words(unit_classes())}|[{_LETTERS}]{{1,4}}[²³]?(?![{_LETTERS}\d]))"
    # a rate's base is a power of ten: 百平方公里, 100平方公里, 10万; `20万千瓦/40万千瓦时` are two quantities
    base = rf"(?:10{{1,6}}(?!\d))?(?:{MAGNITUDE})??{below}|{POWER}"
    # 每 makes a rate of an amount (微克每立方米); after a classifier it opens what is to be done (`建设5个，每个…`)
    measured = "".join(sorted({unit[-1] for unit, kind in unit_classes().items() if kind == "amount"}))
    spoken = rf"(?<=[{re.escape(measured)}])每(?:{_SPOKEN})"
    rate = rf"(?:[/／](?:{base})|[/／][（(]{below}·{below}[）)]|·{below}|{spoken})"
    return rf"(?!{alternation(terms('not_quantities', where='unit'))}){unit}(?:[（(]{unit}[）)])?{rate}{{0,3}}"


def _words(words: Iterable[str]) -> str:
    """Any of the units; one in letters ends where the letters end, so that `m` is not read out of `mm`."""
    units = set(words)
    latin = {unit for unit in units if re.search(rf"[{_LETTERS}\d]$", unit)}
    return rf"(?:{alternation(units - latin)}|(?:{alternation(latin)})(?![{_LETTERS}\d²³]))"


@cache
def _parts() -> re.Pattern[str]:
    unit = _words(unit for unit, kind in unit_classes().items() if kind != "per")
    return re.compile(rf"(?P<magnitude>{MAGNITUDE})??(?P<head>{unit})(?=$|[/／（(·每])|(?P<alone>{MAGNITUDE})$")


def class_of(unit: str | None) -> str:
    """The class of a unit as written (`万台（套）` → count); a rate (`份/天`) is "rate", an unknown unit has none."""
    parts = _parts().match(unit or "")
    if not parts or not parts["head"]:
        return ""
    return "rate" if re.search(r"[/／·每]", parts.string[parts.end() :]) else unit_classes()[parts["head"]]


def same(one: str | None, other: str | None) -> bool:
    """Tell whether two units differ by magnitude only (`万公里`, `公里`)."""
    return one == other or to_si(1, one)[1] == to_si(1, other)[1]


def to_si(value: float, unit: str | None) -> tuple[float | None, str | None]:
    """Multiply the magnitude out: (1200, 亿元) → (120000000000, 元), (15, 万) → (150000, None).

    A magnitude that belongs to the unit (千瓦) or to a rate's base (人/亿元) stays; an unknown unit is returned as it is.
    """
    parts = _parts().match(unit or "")
    magnitude = parts and (parts["magnitude"] or parts["alone"])
    if not unit or not magnitude:
        return value, unit
    return round(value * MAGNITUDES[magnitude], 6), unit[len(magnitude) :] or None
