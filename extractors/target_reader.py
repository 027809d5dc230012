"""The targets of one block: each number with the clause round it, read in the form in which it is written.

Deadlines carry over the sentences of the block, indicators over the clauses of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from . import indicators, numbers, target_around, target_guards, target_names, trace, units
from . import target_patterns as patterns
from .lexicon import terms
from .ordinals import chinese_integer
from .outline import Block
from .periods import baseline
from .reading import Reading, TargetDraft
from .target_deadlines import Deadlines
from .target_sharing import Told
from .text import Piece, strip

MAX_RIGHT = 200
"""Characters after a number that are looked at for the noun it counts or the next number of a list."""

_NUMBERS = re.compile(r"[\d０-９Ⅰ-Ⅵ十百千]|翻|一半|半数|分之|至少[一二三]|每.{0,20}[一二两三]|年一遇")
"""What any number is written with; where none of it stands, there is no target."""


_ANOTHER = re.compile(r"[一-鿿]{2}(?<![和及、])(?![和及、])[^和及、]{2,}")
"""Behind a counted noun, a `、` and a verb: another piece of work (`6条市政道路、建成|子午大道天桥`)."""


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
        self.shared = Told(self.text)

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
            self.shared.begin(sentence)
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
            self.shared.keep_subject(piece)
            return
        values = self._parallel(quantities)
        begin = piece.start
        for group, following in zip_longest(values, values[1:]):
            if self.shared.counted and self.shared.counted[0] == piece and group[-1].end <= self.shared.counted[1]:
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
                self.shared.keep(piece, drafts)

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
        listed = self.shared.goes_on(clause, left, first.unit)
        left = re.sub(r"^(?:以上|以下|左右|以内)?\s*[、和及](?=[^以])", "", left)
        post = patterns.POST.match(text, last.end, clause.end)
        right_start = post.end() if post else last.end
        right = text[right_start : min(clause.end, right_start + MAX_RIGHT)]
        right = re.sub(r"^[（(].*?[）)]", "", right) if right[:1] in "（(" else right
        comparator = patterns.POST_COMPARATOR.get(post["post"]) if post else None
        left, right, verb = target_around.read(left, right, first.unit, self.shared.previous)
        at_end = bool(patterns.TAIL_WORDS.match(right) or patterns.STRIVES_ON.match(right)) or (
            right.startswith(("、", "和", "及")) and len(group) == 1 and patterns.ANY_NUMBER.search(right) is not None
        )
        if at_end and not verb and self.text.startswith("翻", first.start):
            verb = patterns.NO_VERB.search(left)
        if verb and (left[: verb.start()].endswith("可") or (verb.group() == "在" and not post)):
            verb = None  # 可在10%以上: a permission
        if (
            at_end
            and not verb
            and self.shared.last
            and patterns.AIMS_AT.fullmatch(left)
            and units.same(self.shared.last.unit, first.unit)
        ):
            return self._drafts(
                sentence,
                clause,
                [self.shared.last.indicator or ""],
                group[:1],
                comparator or "=",
                self.shared.last.kind,
                Piece(begin, right_start),
            )
        if at_end and verb and (left[: verb.start()].strip() or self.shared.previous):
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
        does = patterns.SHARE_DOES.match(right) if len(group) == 1 and first.unit == "%" and not verb else None
        if does and (whom := indicators.clean(left)) and len(whom) > 1 and not patterns.work_start().match(whom):
            name = f"{whom}{does['does']}"
            return self._drafts(sentence, clause, [name], [first], comparator or "=", "level", Piece(begin, clause.end))
        done = patterns.BEING_DONE.match(right) if len(group) == 1 and patterns.is_countable(first.unit) else None
        if done and patterns.DONE_TO.search(left):
            name = f"{done['thing']}{done['work']}"
            place = Piece(begin, right_start + done.end())
            return self._drafts(sentence, clause, [name], [first], comparator or "=", "level", place)
        if len(group) == 1:
            left = patterns.AND_AGAIN.sub("", left)
            work = patterns.work_end().search(left) or self.shared.verb_before(clause, first)
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

    def _listed(
        self, sentence: Piece, clause: Piece, left: str, quantity: numbers.Quantity, post: str | None, place: Piece
    ) -> list[TargetDraft]:
        name = indicators.clean(re.sub(r"^(?:以上|以下|左右|以内)?\s*[、和及]", "", left))
        if self.shared.previous:
            before = self.shared.previous[-1]
            name = target_names.of_the_rank(indicators.of_what_is_grown(name, before), before)
            name = target_names.goes_on(name, before)
        if not name or patterns.ANY_DIGIT.search(name) or not target_names.is_sensible(name, quantity.unit):
            return []
        comparator = post or (">" if quantity.more else "=")
        kind = self.shared.shared_kind(quantity)
        return self._drafts(sentence, clause, [name], [quantity], comparator, kind, place)

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
            names = self.shared.told[-len(group) :] if len(self.shared.told) >= len(group) else []
        else:
            names = target_names.stated(subject, verb, group, self.shared.previous, self.shared.entity)
            names = [target_names.of_a_trade(name, self.shared.trade) for name in names]
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
            and (quantity.unit or " ")[0] not in "百千万亿"
            and not re.search(r"每(?:个|省|市|县|区|所|年|家)|各(?:市|县|区|地|省|设区市)|至少|不少于", left)
        ):
            return []
        noun = re.sub(
            r"(?<=.{4})(?:(?:国家|[省市])(?:级)?(?:下达)?任务|任务|工作|建设|开工|竣工投产|竣工|投产|投用|复工)$",
            "",
            indicators.noun_after(right),
        )
        then = patterns.then_work().search(noun)
        another = then and (re.search(r"\d", noun[then.end() :]) or _ANOTHER.match(noun, then.end()))
        if then and another and "的" not in noun:
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
        if not inside and self.shared.previous and noun.startswith(patterns.OF_A_FIELD):
            noun = target_names.of_the_field(noun, self.shared.previous[-1])
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
        kind = "rate" if yearly else "increase" if work["verb"] in ("新增", "净增", "增加") else "level"
        at = self.text.find(own, right_start, clause.end)
        end = at + len(own) if at >= 0 else right_start
        self.shared.counted = (clause, end, work)
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
        among = patterns.AMONG.match(subject) if amount is None and self.shared.previous else None
        if among and numbers.class_of(quantity.unit) == "count":
            amount = target_names.Amount(among["what"], "level", True)  # 引进亿元以上项目100个，其中|10亿元以上项目15个
        if (amount is None or not amount.certain) and (part := self.shared.part_of_it(subject, quantity)):
            amount = part
        if amount is None:
            return []
        name, kind = amount.name, amount.kind
        if self.shared.previous and self.shared.last and units.same(self.shared.last.unit, quantity.unit):
            name = target_names.goes_on(name, self.shared.previous[-1]) if name in terms("work_verbs") else name
        alone = patterns.work_start().fullmatch(name)
        if name in patterns.verbs() or (alone and alone["verb"] in terms("work_verbs", phase="complete")):
            return []  # 增长|10%以上, 全市建成|20个以上: of nothing
        if patterns.BARE_SUM.fullmatch(name) and self.shared.previous and self.shared.counted:
            name = indicators.without_scope(self.shared.previous[-1]) + name  # 建设15家以上孵化器，面积500万平方米以上
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
        deadline = self.deadlines.of(sentence, clause)
        years = self.deadlines.each_of(clause, len(group)) if len(names) == 1 < len(group) else []
        if len(group) > 1 and len(group) != len(names):
            if len(names) != 1:
                return []
            names = names * len(group)
        if len(group) == 1 and len(names) > 1:
            group = group * len(names)
        ahead = patterns.AHEAD.search(self.text, clause.start, group[0].start)
        if ahead and deadline:
            deadline = str(int(deadline[:4]) - chinese_integer(ahead["years"].replace("两", "二")))
        issued = self.reading.context.issue_year
        if deadline and issued and int(deadline[:4]) < issued:
            why = f"by {deadline}, before the year of issue: what has been reached"
            trace.step("target", *clause, trace.REJECTED, why)
            self.shared.previous = names  # 2020年GDP达到10万亿元，到2025年达到15万亿元
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
        limits: list[str | None] = [*years] if years else [deadline] * len(names)
        for name, quantity, by in zip(names, group, limits, strict=True):
            own = ">" if quantity.more and comparator == "=" else comparator
            drafts.append(
                TargetDraft(
                    piece, name, own, quantity.value, quantity.value_max, quantity.unit, kind, by, base, modality
                )
            )
        return drafts
