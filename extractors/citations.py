"""Citations: every mention of another document, with its role and the document it means.

Definition: docs/definitions.md, Citation and the decided cases. One mention is one citation; `《A》（文号）` and `文号《A》` are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from . import doc_number, trace
from .citations_model import CitationDraft
from .lexicon import alternation, terms
from .reading import Doubt, Reading
from .short_forms import MAX_OFFSET, Names, attached_title, plain
from .text import Bracket, Piece

_AFTER_NUMBER = re.compile(r"\s*[（(〔\[]\s*")
_ANNEX_OF = re.compile(r"\s*[（(]\s*(?:见)?附件\s*[\d一二三四五六七八九十]*\s*[）)]")
_SIGNED = re.compile(r"(?:签订|签署|填写|填报|填|出具|提交|提供|领取|核发|颁发|换发|取得|持有?|下达)\s*$")
_COMPILED = re.compile(r"编制\s*$")
_ACCOUNT = re.compile(r"(?:报告|[书表册]|目录|清单|计划|[预决]算|台账)(?:[（(][^（）()]*[）)])?$")
"""What is compiled as an account or a form (`编制《环境影响报告书》`), where a guideline would be a document (`编制《设计导则》`)."""
_SHORT = re.compile(
    r"[，,；;、]?\s*(?:以下|下)(?:统一?)?(?:简称|称)[为：:]?\s*(?:[一-鿿]{0,6}(?=《))?(?P<marked>《(?P<inner>[^《》]{1,30})》)?(?P<bare>[^《》（）()，。；、\s“”]{2,20})?"
)
_BASIS = re.compile(
    r"根据|按照|依据|依照|遵照|按(?=国务院|省|市|《)|为了?(?:更好|全面|深入|认真|切实|进一步|扎实|积极|加快|坚决|有效|充分|深化|持续|推动|推进|，|、)*(?:贯彻|落实|执行|实施)(?:好|执行|落实|实施)?"
)
_REPEAL_AFTER = re.compile(
    r"^[^。；，《》]{0,30}?(?:，)?(?:同时|相应|一并|即行|予以)?(?:停止执行|废止|失效|停止使用|不再执行)"
)
_REPEAL_BEFORE = re.compile(r"(?:废止|停止执行)(?:了)?[^。；，《》]{0,10}$")
_AMEND_AFTER = re.compile(
    r"^(?:（[^（）]*）)?(?:第[^。；，]{1,12}[条款项])?[^。；，《》]{0,16}?(?:作出?(?:如下|以下)?修改|进行(?:修改|修订)|修改为|修订为|予以(?:修改|修订))|^中[^。；]{0,40}规定(?!的?(?:要求|条件))"
)
_AMEND_BEFORE = re.compile(r"(?<!提出对)(?:修改|修订|不再执行|停止执行)(?:完善|了)?[^。；，《》的]{0,6}$")
_PROPOSAL = re.compile(r"^的?(?:修改|修订)(?:建议|意见|工作)?")
_IMPLEMENTS = re.compile(r"贯彻落实|贯彻|落实|实施|执行")


_AS_BASIS = re.compile(r"^(?:等)?(?:文件|标准|规定)?[^，。；]{0,6}为(?:依据|根据|遵循)")
_TAKEN_AS = re.compile(r"以[^，。；]{0,16}$")
"""Round a mention: `以《信息技术 互联网内容无障碍可访问性技术要求》为依据`."""
_PURPOSE = re.compile(
    r"^为[^。；：]{0,160}(?:贯彻|落实|执行|实施|抓好|做好|推动|推进)(?:好|落实)?[^，。；：]{0,30}$(?<!制定)"
)


_ONE = r"《[^《》]{1,120}》(?:\s*[（(][^（）()]{1,60}[）)])?"
_CHAIN = re.compile(rf"^(?:\s*(?:、|和|及|以及)?\s*{_ONE})+")
_CHAIN_BEFORE = re.compile(rf"(?:{_ONE}\s*(?:、|和|及|以及)?\s*)+$")
"""Mentions side by side share what stands before the first and after the last (`《A》《B》同时废止`)."""


@cache
def _document_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(terms('document_words', **{'class': 'document'}))})(?:[（(][^（）()]{{1,40}}[）)])*(?:\s*[\d\-—GB/T.]+)?$"
    )


@cache
def _form_end() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(terms('document_words', **{'class': 'form'}))})(?:[（(][^（）()]{{1,20}}[）)])?$"
    )


def find(reading: Reading) -> None:
    """Find all citations of a document, in order, and resolve short forms and attachments inside it."""
    names = Names(reading.header.title, reading.header.attached_title)
    for title in reading.header.further_attachments:
        names.own(title)
    drafts: list[CitationDraft] = []
    spans: list[Piece] = []
    for pair in _title_pairs(reading):
        draft = _from_title(reading, pair, names)
        if draft:
            drafts.append(draft)
            spans.append(draft.piece)
        else:
            spans.append(Piece(pair.start, pair.end))
    drafts.extend(_forwarded(reading, spans))
    drafts.extend(_numbers_alone(reading, spans))
    drafts.extend(_bare_short_forms(reading, names, spans))
    drafts.sort(key=lambda draft: draft.piece)
    for draft in drafts:
        if draft.title and draft.role != "forwards":
            names.learn(draft.title, draft.doc_number)
    for draft in drafts:
        if draft.role != "forwards":
            _resolve(reading, draft, names)
    reading.citations.extend(d for d in drafts if d.role == "forwards" or not names.is_own(d.resolves_to))


def _forwarded(reading: Reading, spans: list[Piece]) -> list[CitationDraft]:
    """A notice that passes on another body's document, which has a 文号 of its own, cites it (`现将《X》（文号）转发你们`)."""
    piece, title, text = reading.header.attached_piece, reading.header.attached_title, reading.text
    if piece is None or title is None or piece == reading.header.title_piece:
        return []
    bracket = _AFTER_NUMBER.match(text, piece.end + 1)
    hits = doc_number.find(text, bracket.end(), _bracket_end(text, bracket.end())) if bracket else []
    if not hits or not re.search(r"转发|批转", text[piece.end : piece.end + 60]):
        return []
    whole = Piece(piece.start - 1, hits[0][1] + 1)
    spans.append(whole)
    return [CitationDraft(whole, title, hits[0][2], "forwards", title)]


def _title_pairs(reading: Reading) -> list[Bracket]:
    """List the title marks to read: the outermost ones; inside the notice's own attachment the inner ones."""
    header, text = reading.header, reading.text
    own = {plain(title) for title in (header.title, header.attached_title) if title}
    found: list[Bracket] = []
    own_until = 0
    end = 0
    for pair in reading.layout.brackets:
        if pair.family not in ("title", "inner"):
            continue
        if pair.start < end:
            if pair.start < own_until:
                found.append(pair)
                end = pair.end
            continue
        if plain(text[pair.start + 1 : pair.end - 1]) in own:
            own_until = pair.end
            end = pair.start + 1
            continue
        if pair.family == "title" or pair.end - pair.start > 8:
            found.append(pair)
            end = pair.end
    return found


def _from_title(reading: Reading, pair: Bracket, names: Names) -> CitationDraft | None:
    text = reading.text
    inner = re.sub(r"\s*\n\s*", "", text[pair.start + 1 : pair.end - 1]).strip()
    start, end, number = pair.start, pair.end, None
    before = text[max(0, pair.start - 40) : pair.start]
    standard = _last(doc_number.STANDARD, before) or _last(doc_number.NUMBER, before)
    behind = doc_number.order_behind(before)
    if behind:
        start, number = pair.start - len(before) + behind[0], behind[1]
    elif standard and not before[standard.end() :].strip():
        start = pair.start - len(before) + standard.start()
        if doc_number.NUMBER.fullmatch(standard.group()):
            hits = doc_number.find(text, start, pair.start)
            start = hits[-1][0] if hits else start
        number = doc_number.normalise(text[start : pair.start])
    if _ANNEX_OF.match(text, pair.end):
        names.own(inner)
        trace.step("citation", pair.start, pair.end, trace.REJECTED, "an annex of this notice")
        return None
    bracket = _AFTER_NUMBER.match(text, pair.end)
    if bracket:
        outer = reading.layout.outer(bracket.end() - 1) or reading.layout.outer(pair.start)
        close = _bracket_end(text, bracket.end())
        del outer
        content = text[bracket.end() : close]
        hits = doc_number.find(text, bracket.end(), close)
        standard_in = doc_number.STANDARD.match(content.strip())
        order = doc_number.leading_order(content) or (
            doc_number.normalise(standard_in.group()) if standard_in else None
        )
        if hits and hits[0][0] <= bracket.end() + 12:
            number, end = hits[0][2], min(len(text), close + 1)
        elif order:
            number, end = order, min(len(text), close + 1)
        short = _SHORT.search(content)
        if short:
            word = short["inner"] or short["bare"]
            if word and (short["inner"] or _document_end().search(word)):
                names.declare(word, inner, number, marked=bool(short["inner"]))
                names.declared_at(bracket.end() + short.start(), close)
    if names.in_declaration(pair.start):
        trace.step(
            "citation", pair.start, pair.end, trace.REJECTED, "declares a short form: the declaration is no mention"
        )
        return None
    if names.is_own(inner):
        trace.step("citation", pair.start, pair.end, trace.REJECTED, "the notice itself or its own attachment")
        return None
    if number is None and not _is_document(reading, pair, inner, names):
        form = [
            ("document_words", word) for word in terms("document_words", **{"class": "form"}) if inner.endswith(word)
        ]
        why = "a form, an agreement to be signed, a work of art: the title ends in no word for a document"
        trace.step("citation", pair.start, pair.end, trace.REJECTED, why, *form[:1])
        return None
    draft = CitationDraft(Piece(start, end), inner, number, _role(reading, Piece(start, end), pair))
    last = [("document_words", word) for word in terms("document_words") if inner.endswith(word)]
    trace.step("citation", start, end, trace.FIRED, f"cites, {draft.role}", *last[:1])
    return draft


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = list(pattern.finditer(words))
    return found[-1] if found else None


def _bracket_end(text: str, at: int) -> int:
    """Find where the bracket that holds offset `at` closes; brackets inside it are passed over."""
    depth = 0
    for index in range(at, min(len(text), at + 300)):
        if text[index] in "（(〔[﹝":
            depth += 1
        elif text[index] in "）)〕]﹞":
            if depth == 0:
                return index
            depth -= 1
        elif text[index] == "\n":
            break
    return at


def _is_document(reading: Reading, pair: Bracket, inner: str, names: Names) -> bool:
    """Tell a document from a book, a show, a form, an agreement to be signed."""
    text = reading.text
    if _SIGNED.search(text[max(0, pair.start - 8) : pair.start]):
        return False
    if _COMPILED.search(text[max(0, pair.start - 8) : pair.start]) and _ACCOUNT.search(inner):
        return False
    if names.declared(inner):
        return True
    if _form_end().search(inner) and not re.search(r"法$|条例$", inner):
        return False
    return bool(_document_end().search(inner))


def _sentence_before(text: str, at: int) -> str:
    earliest = max(0, at - 600)
    return text[max(earliest, *(text.rfind(stop, earliest, at) + 1 for stop in "。；！")) : at]


_MENTION = re.compile(
    r"[《〈](?:[^《》〈〉]|〈[^〈〉]*〉)*[》〉](?:\s*[（(〔\[](?:[^（）()]|[（(][^（）()]*[）)])*[）)〕\]])?"
)


def _role(reading: Reading, piece: Piece, pair: Bracket) -> str:
    """Read the role from the words round the mention; a chain (`根据《A》《B》和《C》`) shares the word before it."""
    text, header = reading.text, reading.header
    before, after = _sentence_before(text, piece.start), text[piece.end : piece.end + 300]
    after = _CHAIN.sub("", after, count=1)
    before = _CHAIN_BEFORE.sub("", before, count=1)
    title_end = header.title_piece.end if header.title_piece else 0
    if header.title_piece and header.title_piece.start <= piece.start < title_end:
        return "implements" if _IMPLEMENTS.search(before) else "mentions"
    if pair.family == "inner" or _in_own_title(reading, piece):
        return "implements" if _IMPLEMENTS.search(text[max(0, piece.start - 40) : piece.start]) else "mentions"
    if _REPEAL_AFTER.search(after) or _REPEAL_BEFORE.search(before):
        if _AMEND_AFTER.search(after) or re.search(r"^中", after):
            return "amends"
        return "repeals"
    if _PROPOSAL.search(after) and re.search(r"提出", before[-12:]):
        return "mentions"
    if _AMEND_BEFORE.search(before) or (_AMEND_AFTER.search(after) and not re.search(r"^中", after)):
        return "amends"
    gap = _MENTION.sub("", before)
    if _AS_BASIS.match(after) and _TAKEN_AS.search(gap):
        return "basis"
    if _PURPOSE.match(gap.lstrip()):
        return "basis"
    trigger = _last(_BASIS, gap)
    if trigger and not re.search(r"[，：]", gap[trigger.end() :]) and len(gap) - trigger.end() <= 60:
        return "basis"
    return "mentions"


def _in_own_title(reading: Reading, piece: Piece) -> bool:
    """Tell whether a mention stands in the attachment's title where that is printed over the plan itself."""
    own = reading.header.attached_title
    if not own:
        return False
    surface = plain(reading.text[piece.start : piece.end])
    at = plain(own).find(surface)
    if at < 0:
        return False
    context = plain(reading.text[max(0, piece.start - at - 12) : piece.end + len(own)])
    return plain(own) in context


class _Taken:
    """The places of the mentions found so far, asked in logarithmic time."""

    def __init__(self, spans: list[Piece]) -> None:
        self.spans = sorted(spans)

    def holds(self, at: int) -> bool:
        """Tell whether an offset lies in a mention."""
        index = bisect_right(self.spans, (at, MAX_OFFSET)) - 1
        return index >= 0 and self.spans[index].start <= at < self.spans[index].end


def _numbers_alone(reading: Reading, spans: list[Piece]) -> list[CitationDraft]:
    """Find 文号 that stand without a title in marks; `关于…的请示（文号）` gives the title written before it."""
    text, header = reading.text, reading.header
    taken = _Taken(spans)
    drafts = []
    for start, end, number in doc_number.find(text, header.body_start, len(text)):
        if taken.holds(start) or number == header.doc_number:
            trace.step("citation", start, end, trace.BEATEN, "a title's own number, or the number of this notice")
            continue
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if not line.strip() and text[end : end + 1] in ("\n", ""):
            continue
        title, begin = None, start
        match = re.search(r"关于[^，。；：《》（）\n]{4,80}[（(]\s*$", text[max(0, start - 100) : start])
        if match and _document_end().search(match.group().rstrip("（( ")):
            title = match.group().rstrip("（( ")
            begin = max(0, start - 100) + match.start()
            end = _bracket_end(text, end) + 1
        piece = Piece(begin, end)
        trace.step("citation", *piece, trace.FIRED, "a document's number without a title in marks")
        drafts.append(CitationDraft(piece, title, number, _role(reading, piece, Bracket(begin, end, "title"))))
    return drafts


def _bare_short_forms(reading: Reading, names: Names, spans: list[Piece]) -> list[CitationDraft]:
    """Find later uses, without marks, of a short form declared without marks (`（以下简称纲要）`)."""
    drafts = []
    taken = _Taken(spans)
    for word, since in names.unmarked():
        for match in re.finditer(re.escape(word), reading.text[since:]):
            start = since + match.start()
            if taken.holds(start) or names.in_declaration(start):
                continue
            piece = Piece(start, start + len(word))
            drafts.append(CitationDraft(piece, word, None, _role(reading, piece, Bracket(*piece, "title"))))
    return drafts


def _resolve(reading: Reading, draft: CitationDraft, names: Names) -> None:
    """Find the title meant; a short form only where exactly one document fits, else a finding says so."""
    if draft.title is None:
        draft.resolves_to = names.title_of(draft.doc_number)
        return
    if draft.doc_number and not names.declared(draft.title):
        draft.resolves_to = draft.title
        return
    candidates = names.meant(draft.title)
    if len(candidates) == 1:
        draft.resolves_to = candidates[0]
        return
    surface = reading.text[draft.piece.start : draft.piece.end]
    reason = "文中没有它指的文件" if not candidates else "文中有几个文件都可能是它：" + "；".join(candidates)
    reading.doubts.append(Doubt("citation_unresolved", f"简称{surface}没有解析：{reason}", draft.piece))


__all__ = ["attached_title", "find"]
