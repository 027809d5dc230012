"""The targets of one block: each number with the clause round it, read in the form in which it is written.

Deadlines carry over the sentences of the block, indicators over the clauses of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from . import indicators, numbers, target_guards, target_names, trace
from . import target_patterns as patterns
from .ordinals import chinese_integer
from .outline import Block
from .periods import baseline
from .reading import Reading, TargetDraft
from .target_deadlines import Deadlines
from .text import Piece, strip

MAX_RIGHT = 200
"""Characters after a number that are looked at for the noun it counts or the next number of a list."""

_NUMBERS = re.compile(r"[\d０-９Ⅰ-Ⅵ十百千]|翻|一半|半数|分之|至少[一二三]|每.{0,20}[一二两三]|年一遇")
"""What any number is written with; where none of it stands, there is no target."""
_BARE = re.compile(r"[一-鿿“”]{2,12}")
"""A noun alone before its number: it goes on from the verb of the part before the `；`."""


@dataclass
class _Clause:
    piece: Piece
    bracket: bool


class BlockReader:
    """The targets of one block: deadlines carry over its sentences, indicators over the clauses of a sentence."""

    def __init__(self, reading: Reading, block: Block, start: int) -> None:
        self.reading, self.block, self.start = reading, block, start
        self.text, self.layout = reading.text, reading.layout
        self.deadlines = Deadlines(reading, block, start)
        self.previous: list[str] = []
        self.told: list[str] = []
        self.entity: str | None = None
        self.trade: str | None = None
        self.listed: Piece | None = None
        self.counted: tuple[Piece, int, re.Match[str]] | None = None

    def find(self, *, goals_only: bool = False) -> None:
        """Add the block's targets to the reading, in order. `goals_only`: of sentences that say what the goals are."""
        heading = self.block.item.heading if self.block.item else None
        headed = heading is not None and _NUMBERS.search(self.text, *heading)
        if not headed and not _NUMBERS.search(self.text, self.start, self.block.end):
            return
        told = False
        if heading and headed:
            for clause in self._clauses(heading):
                self._clause(heading, clause)  # 2.新建和改扩建100所幼儿园。保持…水平。
        for sentence in self.reading.sentences(self.block, self.start):
            told = bool(patterns.GOALS.search(self.text, *sentence)) or (
                told and self.text[sentence.start - 1 : sentence.start] in "；;"
            )
            if goals_only and not told:
                continue
            self.previous, self.told = [], []
            self.trade = target_names.trade(self.text[sentence.start : sentence.end]) or self.trade
            for clause in self._clauses(sentence):
                self._clause(sentence, clause)

    def _clauses(self, sentence: Piece) -> list[_Clause]:
        """Cut a sentence into clauses; a bracket with a number in it is a clause of its own after the one that holds it."""
        found = []
        for piece in self.layout.clauses(sentence.start, sentence.end):
            found.append(_Clause(piece, False))
            for pair in self.layout.outers(piece.start, piece.end):
                if (
                    pair.family == "round"
                    and pair.end <= piece.end + 1
                    and re.search(r"\d", self.text[pair.start : pair.end])
                ):
                    found.extend(_Clause(inner, True) for inner in self.layout.clauses(pair.start + 1, pair.end - 1))
        return found

    def _clause(self, sentence: Piece, clause: _Clause) -> None:
        text, piece = self.text, clause.piece
        quantities = [
            q
            for q in numbers.find(text, piece.start, piece.end)
            if target_guards.is_free(self.layout, q, clause.piece, bracketed=clause.bracket)
        ]
        if not quantities or target_guards.is_blocked(text, sentence, piece, quantities):
            self._remember(piece)
            return
        values = self._parallel(quantities)
        begin = piece.start
        for group, following in zip_longest(values, values[1:]):
            if self.counted and self.counted[0] == piece and group[-1].end <= self.counted[1]:
                continue  # inside the noun that was counted: 5家以上年销售收入过百亿元的企业
            if following and patterns.DESCRIBES.match(text, group[-1].end, following[0].start):
                why = "describes what the next number counts"
                trace.step("target", group[0].start, group[-1].end, trace.REJECTED, why)
                continue
            drafts = self._read(sentence, piece, group, begin)
            if patterns.LIST_GOES_ON.match(self.text, group[-1].end):
                begin = group[-1].end
            if not drafts:
                trace.step(
                    "target",
                    group[0].start,
                    group[-1].end,
                    trace.REJECTED,
                    "a number, in none of the forms of a target",
                )
            for draft in drafts:
                self.reading.targets.append(draft)
                trace.step(
                    "target",
                    *draft.piece,
                    trace.FIRED,
                    f"{draft.indicator} {draft.comparator} {draft.value:g} {draft.unit or ''}",
                )
            if drafts:
                self.listed = piece
                self.previous = [draft.indicator for draft in drafts]
                self.told.extend(name for name in self.previous if name not in self.told)
                self.entity = indicators.entity(drafts[0].indicator) or self.entity

    def _remember(self, piece: Piece) -> None:
        """Keep the subject of a clause without a number: the next clause may go on from it (`…超过全国平均水平，力争达5.6万元`)."""
        words = self.text[piece.start : piece.end]
        verb = patterns.any_verb().search(words)
        if verb and verb.start() >= 3:
            subject = indicators.clean(words[: verb.start()])
            if subject and indicators.measured(subject):
                self.previous = [subject]

    def _parallel(self, quantities: list[numbers.Quantity]) -> list[list[numbers.Quantity]]:
        """Group numbers that stand in one list (`1200亿元、13.5万元`)."""
        groups: list[list[numbers.Quantity]] = [[quantities[0]]]
        for quantity in quantities[1:]:
            between = self.text[groups[-1][-1].end : quantity.start]
            listed = re.fullmatch(r"(?:以上|以下|以内|左右)?\s*(?:、|和|及|以及)\s*", between)
            counts = numbers.class_of(quantity.unit) == "count" and patterns.NOUN.match(self.text, quantity.end)
            describes = numbers.class_of(quantity.unit) == "amount" and patterns.DESCRIBED.match(
                self.text, quantity.end
            )
            if listed and not describes and not (counts and numbers.class_of(groups[-1][-1].unit) != "count"):
                groups[-1].append(quantity)
            else:
                groups.append([quantity])
        return groups

    def _read(self, sentence: Piece, clause: Piece, group: list[numbers.Quantity], begin: int) -> list[TargetDraft]:
        text = self.text
        group = patterns.with_shared_unit(group)
        first, last = group[0], group[-1]
        left = text[max(begin, first.start - MAX_RIGHT) : first.start]
        listed = self._goes_on(clause, left)
        left = re.sub(r"^(?:以上|以下|左右|以内)?\s*[、和及](?=[^以])", "", left)
        post = patterns.POST.match(text, last.end, clause.end)
        right_start = post.end() if post else last.end
        right = text[right_start : min(clause.end, right_start + MAX_RIGHT)]
        right = re.sub(r"^[（(].*?[）)]", "", right) if right[:1] in "（(" else right
        comparator = patterns.POST_COMPARATOR.get(post["post"]) if post else None
        left = patterns.YEAR_OF_IT.sub("", left)
        raised = patterns.RAISED_TO.match(left)
        if raised:
            left = f"{raised['lead']}{raised['what']}{raised['verb']}{raised['to']}"
        share = patterns.SHARE_OF.search(left)
        if share and first.unit == "%":
            verb = "为" if share["verb"] == "占" else share["verb"]
            left = f"{left[: share.start()]}占{share['whole']}比重{verb}"
        verb = patterns.verb_end().search(left, max(0, len(left) - 60))
        standard = patterns.RETURN_STANDARD.match(right) if first.unit == "年一遇" else None
        if standard and verb and not patterns.ANY_NUMBER.search(left, 0, verb.start()):
            measure = standard["what"]
            if measure == "标准":  # 工业园区排水标准提高到三年一遇，老城区提高到一年一遇|标准
                before = patterns.A_STANDARD.search(self.previous[-1]) if self.previous else None
                measure = before.group() if before else ""
            measure = "" if "标准" in left[: verb.start()] else measure
            left, right = f"{left[: verb.start()]}{measure}{verb.group()}", ""
            verb = patterns.verb_end().search(left, max(0, len(left) - 60))
        at_end = bool(patterns.TAIL_WORDS.match(right) or patterns.STRIVES_ON.match(right)) or (
            right.startswith(("、", "和", "及")) and len(group) == 1 and patterns.ANY_NUMBER.search(right) is not None
        )
        if at_end and not verb and self.text.startswith("翻", first.start):
            verb = patterns.NO_VERB.search(left)
        if verb and (left[: verb.start()].endswith("可") or (verb.group() == "在" and not post)):
            verb = None  # 可在10%以上: a permission
        if at_end and verb and (left[: verb.start()].strip() or self.previous):
            return self._stated(sentence, clause, begin, left, verb, group, comparator, Piece(begin, right_start))
        if len(group) == 1 and at_end and not verb and first.unit and listed:
            return self._listed(sentence, clause, left, first, comparator, Piece(begin, right_start))
        part = patterns.WHOLE_SHARE.match(text, last.end, clause.end)
        if len(group) == 1 and first.unit == "%" and part and (all_of_it := indicators.clean(left)):
            name = f"{all_of_it}{part['reach']}的{part['part']}"
            return self._drafts(sentence, clause, [name], [first], comparator or "=", "level", Piece(begin, clause.end))
        if len(group) == 1 and first.unit == "%" and not at_end and patterns.SHARE_FIRST.match(indicators.clean(left)):
            whole = re.match(r"\s*的?(?P<what>(?!的)[一-鿿“”（）、]{6,30})$", right)
            if whole and not re.search(r"补助|补贴|资金|费用", whole["what"]):
                name = f"{whole['what']}比例"
                return self._drafts(
                    sentence, clause, [name], [first], comparator or "=", "level", Piece(begin, clause.end)
                )
        done = patterns.BEING_DONE.match(right) if len(group) == 1 and patterns.is_countable(first.unit) else None
        if done and patterns.DONE_TO.search(left):
            name = f"{done['thing']}{done['work']}"
            place = Piece(begin, right_start + done.end())
            return self._drafts(sentence, clause, [name], [first], comparator or "=", "level", place)
        if len(group) == 1:
            left = patterns.AND_AGAIN.sub("", left)
            work = patterns.work_end().search(left) or self._carried(clause, first)
            if not work and patterns.is_extent(first.unit):
                work = patterns.work_on_several().match(left)
            named = not work and not patterns.is_extent(first.unit) and patterns.work_on_some().match(left)
            if named and not patterns.SUMS_UP.match(right):
                work = named
            if not work and patterns.DONE.search(right):
                work = patterns.hastened().search(left)
            if (
                work
                and right
                and right[0] not in "、和及"
                and (post or right[0] != "的")
                and patterns.is_countable(first.unit)
            ):
                return self._counted(sentence, clause, begin, left, work, first, comparator, right, right_start)
            if at_end and first.unit:
                return self._amounted(sentence, clause, left, first, comparator, right_start)
        return []

    def _goes_on(self, clause: Piece, left: str) -> bool:
        """Tell whether a number goes on a list: of the same clause (`建设公园10个、绿道100公里`) or over a `；` (`公园10个；绿道5条`)."""
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

    def _listed(
        self, sentence: Piece, clause: Piece, left: str, quantity: numbers.Quantity, post: str | None, place: Piece
    ) -> list[TargetDraft]:
        name = indicators.clean(re.sub(r"^(?:以上|以下|左右|以内)?\s*[、和及]", "", left))
        if self.previous:
            name = target_names.goes_on(indicators.of_what_is_grown(name, self.previous[-1]), self.previous[-1])
        if not name or patterns.ANY_DIGIT.search(name) or not target_names.is_sensible(name, quantity.unit):
            return []
        comparator = post or (">" if quantity.more else "=")
        return self._drafts(sentence, clause, [name], [quantity], comparator, "level", place)

    def _carried(self, clause: Piece, quantity: numbers.Quantity) -> re.Match[str] | None:
        """Return the verb that a list goes on from (`培育200家示范企业、100家示范平台`)."""
        if self.counted is None:
            return None
        between = self.text[self.counted[1] : quantity.start]
        same = r"、|和|及|以及" if self.counted[0] == clause else r"[^。；\d]{0,30}，"
        least = r"(?:不少于|不低于|至少|超过|约|近)?"
        return self.counted[2] if re.fullmatch(rf"(?:[（(][^（）()]*[）)])?\s*(?:{same})\s*{least}", between) else None

    def _stated(
        self,
        sentence: Piece,
        clause: Piece,
        begin: int,
        left: str,
        verb: re.Match[str],
        group: list[numbers.Quantity],
        post: str | None,
        place: Piece,
    ) -> list[TargetDraft]:
        """`指标 + 动词 + 数`."""
        entry = patterns.verbs()[verb["verb"] or "翻"]
        trace.step(
            "target", begin, place.end, trace.LOOKED, "an indicator, a verb, a number", ("target_verbs", entry.term)
        )
        subject = left[: verb.start()]
        kind = entry["kind"]
        if patterns.RATE.search(subject + verb["adverb"]) and kind in ("increase", "level", "decrease"):
            kind = "rate"
        subject, grown = indicators.strip_growth(subject)
        if grown:
            kind = grown
        if len(group) > 1 and patterns.RESPECTIVELY.fullmatch(subject.strip() + verb["adverb"]):
            names = self.told[-len(group) :] if len(self.told) >= len(group) else []
        else:
            names = target_names.stated(subject, verb, group, self.previous, self.entity)
            names = [target_names.of_a_trade(name, self.trade) for name in names]
        if not names:
            return []
        comparator = post or patterns.PRE_COMPARATOR.get(verb["modifier"] or "") or entry["comparator"]
        if post == ">=" and entry["comparator"] in (">", ">="):
            comparator = entry["comparator"]
        if entry["comparator"] == "<=" and post == "~":
            comparator = "~"
        return self._drafts(sentence, clause, names, group, comparator, kind, place)

    def _counted(
        self,
        sentence: Piece,
        clause: Piece,
        begin: int,
        left: str,
        work: re.Match[str],
        quantity: numbers.Quantity,
        post: str | None,
        right: str,
        right_start: int,
    ) -> list[TargetDraft]:
        """`动词 + 数 + 名词`."""
        if (
            quantity.chinese
            and quantity.value < 10
            and not re.search(r"每(?:个|省|市|县|区|所|年|家)|各(?:市|县|区|地|省|设区市)|至少|不少于", left)
        ):
            return []
        noun = re.sub(
            r"(?<=.{4})(?:任务|工作|建设|开工|竣工投产|竣工|投产|投用|复工)$", "", indicators.noun_after(right)
        )
        then = patterns.then_work().search(noun)
        if then and re.search(r"\d", noun[then.end() :]):
            noun = noun[: then.start()]  # 2000个省级重点项目、|完成投资9800亿元
        if patterns.STATED_BEHIND.search(noun):
            return []  # 11个重点领域项目投资突破2000亿元: what is stated is the sum
        own = noun
        if patterns.ENDS_IN_AMOUNT.search(noun) and (shared := patterns.SHARED_NOUN.search(right)):
            noun += shared.group()  # 5家以上年销售收入过百亿元、2家以上年销售收入达500亿元|的高新技术企业
        elif patterns.RANKED.fullmatch(noun) and (ranks := patterns.OF_ALL_RANKS.match(right)):
            noun += ranks["noun"]  # 6个世界级、7个国家级、9个区域级|产业集群
        if not noun or patterns.no_noun().search(noun):
            why = f"counts what is no result ({noun or 'no noun after the number'})"
            trace.step("target", quantity.start, quantity.end, trace.REJECTED, why)
            return []
        trace.step(
            "target", begin, right_start, trace.LOOKED, "a verb of work, a number, a noun", ("work_verbs", work["verb"])
        )
        inside = work.string == left
        if not inside and self.previous and noun.startswith(patterns.OF_A_FIELD):
            noun = target_names.of_the_field(noun, self.previous[-1])
        scope = indicators.each(left[: work.start()]) if inside else None
        if not scope and patterns.only_of_each(work["verb"]):
            why = f"{work['verb']}: what there is, unless each is to have it"
            trace.step("target", quantity.start, quantity.end, trace.REJECTED, why, ("work_verbs", work["verb"]))
            return []
        name = f"{scope or work['place'] or ''}{noun}"
        least = re.search(r"(?:至少|不少于|不低于)[^，]{0,4}$", left[: work.start()] if inside else left)
        comparator = (
            post
            or (">=" if least else None)
            or patterns.PRE_COMPARATOR.get(work["modifier"] or "")
            or (">" if quantity.more else "=")
        )
        yearly = inside and re.search(r"年均|每年", left[: work.start()])
        kind = "rate" if yearly else "increase" if work["verb"] in ("新增", "增加") else "level"
        at = self.text.find(own, right_start, clause.end)
        end = at + len(own) if at >= 0 else right_start
        self.counted = (clause, end, work)
        return self._drafts(
            sentence, clause, [name], [quantity], comparator, kind, Piece(clause.start, min(end, clause.end))
        )

    def _amounted(
        self,
        sentence: Piece,
        clause: Piece,
        left: str,
        quantity: numbers.Quantity,
        post: str | None,
        right_start: int,
    ) -> list[TargetDraft]:
        """`动词 + 名词 + 数`, `指标 + 动词 + 数` with a verb of work inside (`农村公路累计改造300公里`), or `指标 + 数`."""
        pre = patterns.PRE.search(left)
        subject = left[: pre.start()] if pre else left
        comparator = post or (patterns.PRE_COMPARATOR[pre["pre"]] if pre else None) or (">" if quantity.more else "=")
        amount = target_names.amounted(subject, bounded=bool(post))
        among = patterns.AMONG.match(subject) if amount is None and self.previous else None
        if among and numbers.class_of(quantity.unit) == "count":
            amount = target_names.Amount(among["what"], "level", True)  # 引进亿元以上项目100个，其中|10亿元以上项目15个
        if amount is None:
            return []
        name, kind = amount.name, amount.kind
        if patterns.BARE_SUM.fullmatch(name) and self.previous and self.counted:
            name = indicators.without_scope(self.previous[-1]) + name  # 建设15家以上孵化器，面积500万平方米以上
        if (quantity.chinese and quantity.value < 10) or not name or not target_names.is_sensible(name, quantity.unit):
            return []
        names = re.split(r"[、和及]", name[:-1]) if name.endswith("各") else [name]
        if patterns.OF_NOTHING.fullmatch(name):
            why = "an area that nothing is said to be of: it describes a place"
            trace.step("target", quantity.start, quantity.end, trace.REJECTED, why)
            return []
        if not amount.certain and not target_names.tells_itself(name):
            return []
        return self._drafts(sentence, clause, names, [quantity], comparator, kind, Piece(clause.start, right_start))

    def _drafts(
        self,
        sentence: Piece,
        clause: Piece,
        names: list[str],
        group: list[numbers.Quantity],
        comparator: str,
        kind: str,
        place: Piece,
    ) -> list[TargetDraft]:
        if len(group) > 1 and len(group) != len(names):
            if len(names) != 1:
                return []
            names = names * len(group)
        if len(group) == 1 and len(names) > 1:
            group = group * len(names)
        deadline = self.deadlines.of(sentence, clause)
        ahead = patterns.AHEAD.search(self.text, clause.start, group[0].start)
        if ahead and deadline:
            deadline = str(int(deadline[:4]) - chinese_integer(ahead["years"].replace("两", "二")))
        issued = self.reading.context.issue_year
        if deadline and issued and int(deadline[:4]) < issued:
            why = f"by {deadline}, before the year of issue: what has been reached"
            trace.step("target", *clause, trace.REJECTED, why)
            self.previous = names  # 2020年GDP达到10万亿元，到2025年达到15万亿元
            return []
        near = max(clause.start, group[0].start - target_guards.MAX_BEFORE)
        words = self.text[near : min(clause.end, group[-1].end + MAX_RIGHT)]
        opening = patterns.OPENED.match(self.text, sentence.start, clause.start)
        words = (opening.group() if opening else "") + words
        modality = (
            "stretch" if patterns.STRETCH.search(words) else "binding" if patterns.BINDING.search(words) else "plain"
        )
        base = baseline(
            self.text,
            near,
            min(clause.end, group[-1].end + MAX_RIGHT),
            self.reading.context,
            deadline,
        )
        piece = strip(self.text, clause.start, max(place.end, group[-1].end))
        drafts = []
        for name, quantity in zip(names, group, strict=True):
            own = ">" if quantity.more and comparator == "=" else comparator
            drafts.append(
                TargetDraft(
                    piece, name, own, quantity.value, quantity.value_max, quantity.unit, kind, deadline, base, modality
                )
            )
        return drafts
