"""Lists of doers: a subject cut into its organisations, their roles, and the partners after 会同.

Definition (Responsibility): "牵头, X会同… → X" lead, "配合, 协助, 参与, …会同Y → Y" support; a list is cut at `、`, and at 和 及 以及
between two organisations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import agency_list, trace
from .lexicon import alternation, grouped, holds_any, load, terms
from .regions import names_region
from .text import Layout, Piece, strip
from .urged import URGED


@dataclass
class Doer:
    """One doer of a clause; `start` is where the clause's statement begins, `modal` tells a duty from a plain statement."""

    start: int
    members: list[tuple[Piece, str]]
    open_ended: bool
    modal: bool


@cache
def predicate() -> re.Pattern[str]:
    """Match what may follow a subject, by class: a modal, a verb, an adverb (predicates.tsv)."""
    by_class: dict[str, list[str]] = {}
    for entry in load("predicates"):
        by_class.setdefault(entry["class"], []).append(entry.term)
    groups = "|".join(f"(?P<{name}>{alternation(words)})" for name, words in sorted(by_class.items()) if name != "not")
    return re.compile(rf"(?!{alternation(by_class['not'])}|以及|负责同志|负责人)(?:{groups})(?!公厅|公室|事处)")


@cache
def heads() -> re.Pattern[str]:
    """Find every last word of an organisation, overlapping ones too, as the group `head` (organisation_heads.tsv)."""
    words = [entry.term for entry in load("organisation_heads")]
    first = "".join(sorted({word[0] for word in words}))
    # looked for at every offset: 各镇 and 镇街 overlap in 各镇街; the set of first characters lets the search skip
    return re.compile(rf"[{first}](?<=(?=(?P<head>(?:{grouped(words)})(?:[（(][^（）()]{{1,12}}[）)])?)).)")


OPEN_LIST = re.compile(
    r"等(?:群团组织|群众组织|人民团体|群团部门)|等(?:省直|[省市区县]级)?(?:有关|相关|主管)?(?:[\d一二三四五六七八九十]{1,2}[个家]?)?(?:部门|单位|地区|机构|方面)?(?:和单位|（单位）|\(单位\))?"
)
TOGETHER = re.compile(r"会同|商(?=[^业务品贸议])")
MAX_SUBJECT = 90
"""Characters a subject may have; the longest list of doers seen in one clause is 62."""


@cache
def _leading() -> re.Pattern[str]:
    words = {name: terms("leading_words", **{"class": name}) for name in ("adverb", "verb", "preposition", "other")}
    adverbs = alternation(words["adverb"])
    verbs = alternation(words["verb"])
    rest = alternation((*words["preposition"], *words["other"]))
    return re.compile(rf"^(?:(?:{adverbs})、?)*(?:(?P<verb>{verbs})|(?P<rest>{rest}))")


_PLAIN_HEAD = re.compile(r"(?:人事)?(?:部门|单位|机构|机关|委员会|中心|办公室|领导小组|小组|组|处|局|办|委|站|队)$")


_OFFICE_OPENING = re.compile(r"商(?:务|业|会|贸)|经(?:委|信|发|济|贸|科(?!技|研|学)|促|营)")
"""What begins like a preposition and is none: 商务部, 经信局, 经营燃气管网的企业."""

_OFFICE_OF_A_BODY = re.compile(r"(?:领导小组|协调小组|工作小组|指挥部|委员会)办公室$")


_WITH_OTHERS = re.compile(
    r"联合(?=有关|相关|各|高校|高等|院校|企业|科研|社会|行业|国内|专业|街镇|[省市区县](?:级|内|外))|(?:配合|协助|会同|协同)(?!单位|部门|机构)(?=[^，。；]{2,})|(?:充分|更好)?发挥"
)
"""With whom, where no subject stands before (`联合高校…`, `配合市级专班…`; 联合工作组, 联合会 are bodies), or whose part (`发挥…作用`)."""
_PIVOT = re.compile(
    r"(?:指导|督促|委托|组织|要求|引导|协调|监督|邀请|帮助|支持)(?=相关|有关|各|所属|下属|下级|辖区|属地|专业|第三方|具有|具备|企业|行业|社会|基层|本|其)"
)
"""After an organisation: what it has another one do (`各行业管理部门|指导|相关建设单位积极参与…`)."""
_CHARGED = re.compile(r"[^或]*、[^或、]*(?:委托|指定|聘请|选定)的(?=[^，。；]{2,})")
"""Several by whom the doer was charged, and who are none themselves (`区发改委、区建管委委托的|第三方评审机构`)."""


_NAMES_NO_UNIT = ("推行", "满足", "推动", "推进", "实现", "促进", "提升", "提高", "深化", "优化")
"""Verbs after which no plain unit is named (`组织部门`, `实施单位` are named after theirs), only a body founded for the work (`推进…领导小组`)."""


def _bad_opening(words: str, head: agency_list.Head | None) -> bool:
    """A subject opens with no verb, unless the body is named after its work (`推动…领导小组`), and with no preposition."""
    if URGED.match(words) or _WITH_OTHERS.match(words):
        return True  # 鼓励依托单位…: who is only encouraged; 联合有关部门: with whom
    match = _leading().match(words)
    if not match or _OFFICE_OPENING.match(words):
        return False
    founding = match["verb"] in ("建立", "健全", "完善", "构建", "成立", "设立", "组建", "加强", "强化")
    if not founding and match["verb"] not in _NAMES_NO_UNIT and _PLAIN_HEAD.match(words, match.end()):
        return False  # the verb is part of the name: 组织部门, 服务中心, 实施单位, 依托单位
    purpose = head is not None and (head.cls == "purpose" or _OFFICE_OF_A_BODY.search(words))
    return not (match["verb"] and not founding and purpose)


PLACE_END = re.compile(r"[省市区县州旗](?=要|应|须|必须|均|都|牵头|负责|建设|[^一-鿿])")
"""Where a place may end that stands for its government (`甲市、乙市要…`)."""


@cache
def _any_head() -> re.Pattern[str]:
    return holds_any(entry.term for entry in load("organisation_heads"))


def may_end(text: str, start: int, end: int) -> bool:
    """Tell whether an organisation's name may end in `text[start:end]`: in most clauses none does, and they are done with."""
    return bool(_any_head().search(text, start, end) or PLACE_END.search(text, start, end))


_LEVEL = re.compile(r"中央|省|市|县|区|乡|镇|村|街道")


def places(text: str, piece: Piece) -> list[Piece] | None:
    """Read a subject that names governments by their places alone (`甲市、乙市`) or by their levels (`省、市、县`, one collective).

    Definition (decided cases, Tasks): "`甲市、乙市要…` and, in a reply, `你市要…` too: their governments are meant". Organisations may
    stand among the places (`市科委、杨浦区牵头`). None where there is none, or anything else stands among them.
    """
    parts = [Piece(*match.span()) for match in _PART.finditer(text, *piece)]
    words = [text[part.start : part.end] for part in parts]
    if len(words) > 1 and all(_LEVEL.fullmatch(word) for word in words):
        return [piece]
    named = [names_region(word) for word in words]
    known = all(region or agency_list.is_organisation(word) for region, word in zip(named, words, strict=True))
    return parts if any(named) and known else None


_PART = re.compile(r"[^、和及]+")
_MARKED_BODY = re.compile(r"“[^“”]{1,16}”(?=[^“”、，]{0,8}(?:组|专班|指挥部|办公室|办|委员会)(?:办公室)?$)")
"""What a body founded for a work is called after: `市|“人工智能+”|专项工作组`."""
_NO_SUBJECT = re.compile(r"[“”《》：。！？\n]")
"""Marks that no subject holds."""
_NOBODY_NAMED = re.compile(r"不(?!同)|非|有(?!关)|多[家个]|一(?:个|批|些)|任何|更多")
"""Opens words that mean nobody in particular."""
_NO_NOUN_PHRASE = re.compile(
    r"[是了着把须]|已(?!故)|(?<!相)对(?!外|口)|应(?![急对用])|可(?![再持])"
    r"|归(?![国侨])|被(?!装)|[制改变]为|(?<!自)由|[案料目划果议告度]经(?=[省市区县国本上])|作为|为牵头|会同|采取|转入|[前后时]，"
    r"|依托(?=[一-鿿])|(?<![主重必需])要|将|通过|(?<!目)的(?=[^的]{9,})|(?<![日晚通])报(?=[省市区县国本上]|$)|覆盖|实行"
)
"""A word between a name's begin and its head that no name holds: what is before it is a sentence."""


def organisations(layout: Layout, start: int, end: int) -> list[Piece] | None:
    """Cut a subject into its organisations; None where it is no noun phrase of organisations."""
    text = layout.text
    piece = strip(text, start, end)
    subject = text[piece.start : piece.end]
    if PLACE_END.match(text, piece.end - 1) and (named := places(text, piece)):
        return named
    if len(subject) < 2 or _NO_SUBJECT.search(_MARKED_BODY.sub("", subject) if "“" in subject else subject):
        return None
    if _NOBODY_NAMED.match(subject):
        return None
    described = _DESCRIBED.match(subject)
    if described:
        rest = organisations(layout, piece.start + described.end(), piece.end)
        return [Piece(piece.start, rest[0].end), *rest[1:]] if rest else None
    whole = agency_list.head_of(subject)
    if _bad_opening(subject, whole):
        return None
    charged = _CHARGED.match(subject)
    if charged:
        return organisations(layout, piece.start + charged.end(), piece.end)
    if any(agency_list.head_of(subject[: pivot.start()]) for pivot in _PIVOT.finditer(subject)):
        return None
    if _is_group_by_function(subject) or _is_group_by_examples(subject):
        return [piece]
    members = agency_list.split(layout, piece.start, piece.end, strict=False)
    every = text.startswith("各", members[0].start)
    for member in members:
        words = text[member.start : member.end]
        if every and len(words) <= MAX_LEVEL and agency_list.is_organisation(f"各{words}"):
            continue  # 各镇街、|园区: 各 holds for both
        head = agency_list.head_of(words)
        if head is None and not agency_list.is_one_of_those(words, text, member.end, piece.end):
            return None
        if _bad_opening(words, head):
            return None
        before = words[: head.start] if head else words
        if _NO_NOUN_PHRASE.search(
            before,
        ):
            return None
        if head and head.cls == "group" and head.entry.term in ("人员",):
            return None
    if agency_list.head_of(text[members[-1].start : members[-1].end]) is None:
        last = members[-1]  # one that its list alone calls a unit, with the list's 等单位
        members[-1] = Piece(last.start, last.start + len(agency_list.OPEN_END.sub("", text[last.start : last.end])))
    return members


MAX_LEVEL = 3
"""Characters of a kind of territory that shares the 各 before a list."""
_DESCRIBED = re.compile(
    r"(?:从事|承担|参与|开展|具有|具备|符合|列入|纳入)[^，。；：]{2,40}?的(?:各类|各级|所有)?(?=[^，。；：的]{2,}$)"
)
"""What those do who are meant, before their list: `从事科学研究的|企业、事业单位、社会组织`."""
_BY_EXAMPLES = re.compile(
    r"(?P<some>[一-鿿]{1,3}[会社校院所业构](?:、[一-鿿]{1,3}[会社校院所业构])+)等(?P<group>[一-鿿]{3,8})"
)


def _is_group_by_examples(words: str) -> bool:
    """Tell whether kinds of organisations only show what a group is (`学会、协会、研究会等社会团体`): one group."""
    match = _BY_EXAMPLES.fullmatch(words)
    if not match or any(names_region(name[:2]) for name in match["some"].split("、")):
        return False
    head = agency_list.head_of(match["group"])
    return head is not None and head.cls == "group"


_AND_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位|机关|群团组织|群众组织)$")


def _is_group_by_function(words: str) -> bool:
    """Tell whether a list names fields of work and no body (`外事、海关、民航等部门`): one group by function."""
    return bool(_AND_OTHERS.search(words)) and not agency_list.is_organisation(words.split("、")[0])


@cache
def _modal_together() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(terms('predicates', **{'class': 'modal'}))}|积极|主动|切实|牵头){{0,6}}(?:会同)"
    )


LEADS = re.compile(r"(?:要|应当?|须|必须|将|负责|切实|具体|统一|定期|[按依]照?[^，。；]{1,14}(?:分工|职责|职能))*牵头")
"""The first thing said of those who lead (`负责定期牵头召开…`, `按以下职能分工牵头开展…`)."""
_OTHERS = re.compile(r"其他|相关|有关")
_CLOSELY = re.compile(r"(?:要|应当?|须|必须)?(?:密切|共同)配合")
"""Equals who work closely together are all responsible (`各部门密切配合`); the others beside those who act are not."""
_IS_LEAD = re.compile(r"(?:作为|是|为)[^，。；]{0,16}牵头(?:单位|部门)")
_HELPS = re.compile(r"(?:要|应当?|须|必须|将|负责|积极|主动|切实|认真|全力|大力|做好)*(?:配合|协助|参与)(?!度|率)")
_BESIDE = re.compile(r"(?:要|应当?)?(?:与|同)(?=.{2,30}(?:合作|配合|协作))")


def with_roles(layout: Layout, members: list[Piece], at: int, clause: Piece, *, open_ended: bool, modal: bool) -> Doer:
    """Give roles: 牵头 and 会同 make the subject lead, 配合 and 协助 make it support, 会同Y makes Y support."""
    text = layout.text
    rest = text[at : clause.end]
    role = "responsible"
    others: list[tuple[Piece, str]] = []
    together = TOGETHER.match(rest) or _modal_together().match(rest)
    if together:
        role = "lead"
        partners, partners_open = partners_after(layout, at + together.end(), clause)
        others = [(piece, "support") for piece in partners]
        open_ended = open_ended or partners_open
    elif LEADS.match(rest) or _IS_LEAD.match(rest):
        role = "lead"
    elif _HELPS.match(rest) or (_OTHERS.match(text, members[0].start) and _CLOSELY.match(rest)):
        role = "support"
    else:
        beside = _BESIDE.match(rest)
        if beside:
            partners, partners_open = partners_after(layout, at + beside.end(), clause)
            others = [(piece, "support") for piece in partners]
    if role != "responsible" or others:
        trace.step(
            "doer", at, clause.end, trace.LOOKED, f"the words after the organisation make it {role}, partners support"
        )
    return Doer(at, [(piece, role) for piece in members] + others, open_ended, modal)


_PARTNER_GOES_ON = re.compile(r"(?:人民)?政府|管委会|有关|相关|级")


def partners(layout: Layout, clause: Piece) -> tuple[list[Piece], bool]:
    """Read the units after 会同 at a clause's start, and whether their list is open."""
    return partners_after(layout, layout.text.index("会同", clause.start) + 2, clause)


def partners_after(layout: Layout, start: int, clause: Piece) -> tuple[list[Piece], bool]:
    """Read the list after 会同: up to the last head that a verb or the clause's end follows."""
    text = layout.text
    for match in heads().finditer(text, start, min(clause.end, start + MAX_SUBJECT)):
        end = match.end("head")
        if not agency_list.head_of(text[start:end]):
            continue
        tail = OPEN_LIST.match(text, end)
        after = tail.end() if tail else end
        if _PARTNER_GOES_ON.match(text, end):
            continue  # 各区 of 各区政府
        if after < clause.end and not predicate().match(text, after) and text[after] not in "，,。；":
            if text[after] in "、和及与（(" or not re.match(r"[一-鿿]", text[after]):
                continue
            if agency_list.head_of(text[start : min(after + 4, clause.end)]):
                continue
        if _is_group_by_function(text[start:end]):
            return [strip(text, start, end)], False
        members = agency_list.split(layout, start, end, strict=True)
        return members, bool(tail)
    return [], False
