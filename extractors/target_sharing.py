"""What the sentences of a block say once for several numbers: the indicators before, the list that goes on, what was counted."""

from __future__ import annotations

import re

from . import indicators, numbers, target_names, units
from . import target_patterns as patterns
from .reading import TargetDraft
from .text import Piece

_BARE = re.compile(r"[一-鿿“”]{2,12}")
"""A noun alone before its number: it goes on from the verb of the part before."""


class Told:
    """What was told before a number, in its block.

    `previous`: the indicators of the clause before; `told`: all of the sentence; `entity`: the thing the last one was about;
    `trade`: what the sentences are about; `listed`: the clause that gave the last targets; `counted`: what was counted, where it
    ends, and the verb that governs it; `last`: the last target of the sentence; `among`: parts of what was counted are being named.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.previous: list[str] = []
        self.told: list[str] = []
        self.entity: str | None = None
        self.trade: str | None = None
        self.listed: Piece | None = None
        self.counted: tuple[Piece, int, re.Match[str]] | None = None
        self.last: TargetDraft | None = None
        self.among = False

    def begin(self, sentence: Piece) -> None:
        """Forget what holds for one sentence only."""
        self.previous, self.told = [], []
        self.last, self.among = None, False
        self.trade = target_names.trade(self.text[sentence.start : sentence.end]) or self.trade

    def keep(self, clause: Piece, drafts: list[TargetDraft]) -> None:
        """Keep what the clause's targets say for the numbers after them."""
        self.listed, self.last = clause, drafts[-1]
        self.previous = [draft.indicator for draft in drafts]
        self.told.extend(name for name in self.previous if name not in self.told)
        self.entity = indicators.entity(drafts[0].indicator) or self.entity

    def keep_subject(self, piece: Piece) -> None:
        """Keep the subject of a clause without a number: the next clause may go on from it (`…超过全国平均水平，力争达5.6万元`)."""
        words = self.text[piece.start : piece.end]
        verb = patterns.any_verb().search(words)
        if verb and verb.start() >= 3:
            subject = indicators.clean(words[: verb.start()])
            if subject and indicators.measured(subject):
                self.previous = [subject]

    def goes_on(self, clause: Piece, left: str, unit: str | None) -> bool:
        """Tell whether a number goes on a list: of the same clause (`建设公园10个、绿道100公里`), of things counted in the clause before
        (`新增国家级绿色工厂5家，省级绿色工厂20家`), or over a `；` (`公园10个；绿道5条`).
        """
        if (
            self.listed
            and self.last
            and self.listed.end == clause.start - 1
            and numbers.class_of(self.last.unit) == numbers.class_of(unit) == "count"
            and _BARE.fullmatch(left)
            and not patterns.work_start().match(left)
        ):
            return True
        if (
            self.listed
            and self.text[clause.start - 1 : clause.start] in "；;"
            and _BARE.fullmatch(left)
            and "\n" not in self.text[self.listed.end : clause.start]
            and self.text[self.listed.start : clause.start].count("；") <= 1
        ):
            return True
        return (
            self.listed == clause
            and bool(re.match(r"(?:以上|以下|左右|以内)?\s*[、和及]", left))
            and len(left.strip("、和及以上下左右内 ")) > 1
        )

    def shared_kind(self, quantity: numbers.Quantity) -> str:
        """What a list says once of what it counts: that it is new (`新增高新技术企业70家、|科技型中小企业300家`), or that it is to go."""
        if self.last is None:
            return "level"
        counted = numbers.class_of(self.last.unit) == numbers.class_of(quantity.unit) == "count"
        new = self.last.kind == "increase" and counted
        gone = self.last.kind == "decrease" and units.same(self.last.unit, quantity.unit)
        return self.last.kind if new or gone else "level"

    def verb_before(self, clause: Piece, quantity: numbers.Quantity) -> re.Match[str] | None:
        """Return the verb that a list goes on from (`培育200家示范企业、100家示范平台`)."""
        if self.counted is None:
            return None
        between = self.text[self.counted[1] : quantity.start]
        same = r"、|和|及|以及" if self.counted[0] == clause else r"[^。；\d]{0,30}，"
        least = r"(?:不少于|不低于|至少|超过|约|近)?"
        return self.counted[2] if re.fullmatch(rf"(?:[（(][^（）()]*[）)])?\s*(?:{same})\s*{least}", between) else None

    def part_of_it(self, subject: str, quantity: numbers.Quantity) -> target_names.Amount | None:
        """`其中公共停车位|800个`, and the parts named after it: as much of what the sentence counted just before, in its unit."""
        if (
            self.last is None
            or not units.same(self.last.unit, quantity.unit)
            or numbers.class_of(quantity.unit) == "share"
        ):
            return None
        among = patterns.AMONG_THEM.fullmatch(subject.strip())
        name = among["what"] if among else subject.strip() if self.among and _BARE.fullmatch(subject.strip()) else ""
        if not name:
            return None
        self.among = True
        return target_names.Amount(target_names.of_the_rank(name, self.previous[-1]), self.last.kind, True)
