"""The header of a document: 发文字号, title, issuers, addressees, date, disclosure, genre, and what the notice carries.

Sources: GB/T 9704—2012 (版头 7.2, 主体 7.3, 版记 7.4), and the metadata block that government sites print above a text
(`索  引  号: … 发文机关: … 文      号: …`). Everything found keeps its place; what the text does not say stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import doc_number
from .agency_list import is_organisation, looks_like_organisation, split_addressees
from .header_model import Header
from .issuers import ORDER_TITLE, read_issuers_elsewhere
from .lexicon import alternation, terms
from .outline import Outline
from .short_forms import plain
from .signature import read_signature
from .text import Layout, Piece, lines, strip

_GENRE = alternation(terms("genres"))
_TITLE_END = re.compile(rf"(?:{_GENRE})(?:[（(][^（）()]{{1,30}}[）)])?$")
_META = re.compile(r"^\s*(?P<key>[一-鿿](?:[\s　]*[一-鿿]){1,6})[\s　]*[：:][\s　]*(?P<value>.*)$")
_META_KEYS = {
    "索引号": None,
    "主题分类": None,
    "组配分类": None,
    "发布机构": None,
    "公开方式": None,
    "公开范围": None,
    "公开形式": None,
    "公文时效": None,
    "有效性": None,
    "时效性": None,
    "主题词": None,
    "发布日期": None,
    "生成日期": None,
    "信息分类": None,
    "文号": "doc_number",
    "发布单位": "issuer",
    "信息来源": "issuer",
    "发文字号": "doc_number",
    "文件编号": "doc_number",
    "发文机关": "issuer",
    "发文单位": "issuer",
    "制发机关": "issuer",
    "成文日期": "date",
    "发文日期": "date",
    "印发日期": None,
    "标题": "title",
    "名称": "title",
    "公开属性": "disclosure",
    "信息公开选项": "disclosure",
}
_DISCLOSURE = re.compile(
    r"[（(]\s*(?P<words>(?:此|本)件(?:主动|依申请|不予|不)?公开(?:发布)?)\s*[。]?\s*[）)]?|公开(?:属性|方式|选项)\s*[：:]\s*(?P<option>主动公开|依申请公开|不予公开|此件公开发布)"
)
_CARRIES = re.compile(r"(?:印发|转发|批转|公布|发布)")
_NOW = re.compile(r"(?:现将|现印发|现转发|现发布)")
_SELF = re.compile(rf"本({_GENRE})")

MAX_HEADER_LINES = 40
"""Lines in which a header can stand before the body begins; the longest joint issue seen has 9, web metadata 12."""


@dataclass
class _Line:
    piece: Piece
    words: str


def read_header(layout: Layout, outline: Outline) -> Header:
    """Read the header of a text whose outline is known. Never fails; unknown fields stay empty."""
    text = layout.text
    header = Header()
    first_item = outline.items[0].start if outline.items else len(text)
    rows = []
    for line in lines(text):
        piece = strip(text, *line)
        if piece.start < piece.end:
            rows.append(_Line(piece, text[piece.start : piece.end]))
        if len(rows) >= MAX_HEADER_LINES:
            break
    meta, rows = _metadata(rows)
    addressee = _addressee_row(layout, rows, first_item)
    head_rows = rows[:addressee] if addressee is not None else [row for row in rows if row.piece.start < first_item]
    _read_number(header, head_rows, meta)
    named = [row for row in head_rows if "title" in meta and row.words == meta["title"][0]]
    # a page that names the title and prints it in one line leaves no doubt where it ends
    _read_title(header, layout, named[:1] or head_rows, bounded=addressee is not None)
    if addressee is not None:
        _read_addressees(header, layout, rows[addressee])
    elif header.title_piece:
        header.body_start = header.title_piece.end
    read_signature(header, layout, meta)
    _read_disclosure(header, text)
    _read_attachment(header, layout)
    _read_genre(header, text)
    read_issuers_elsewhere(header, layout, [row.piece for row in head_rows], meta)
    return header


def _metadata(rows: list[_Line]) -> tuple[dict[str, tuple[str, Piece]], list[_Line]]:
    """Take the metadata of a web page off: known keys anywhere, and unknown ones in a block of such lines at the top."""
    meta: dict[str, tuple[str, Piece]] = {}
    rest = []
    block = _block_of_keys(rows)
    for index, row in enumerate(rows):
        match = _META.match(row.words)
        key = re.sub(r"\s", "", match["key"]) if match else ""
        if match and key in _META_KEYS:
            name = _META_KEYS[key]
            value = re.split(r"\s+(?=[一-鿿]{2,8}[：:])", match["value"].strip())[0]
            if name and value:
                offset = row.piece.start + match.start("value")
                meta[name] = (value, Piece(offset, offset + len(value)))
            continue
        if index < block:
            continue
        rest.append(row)
    return meta, rest


def _block_of_keys(rows: list[_Line]) -> int:
    """Count the lines `key: value` that a page begins with; fewer than `MIN_BLOCK` are no block."""
    block = 0
    for row in rows:
        match = _META.match(row.words)
        if not match or not match["value"].strip() or re.search(r"[。；]", match["value"]):
            break
        block += 1
    return block if block >= MIN_BLOCK else 0


MIN_BLOCK = 4
"""Lines of `key: value` that make a block of metadata, whatever the keys."""


def _addressee_row(layout: Layout, rows: list[_Line], first_item: int) -> int | None:
    """Find the line of 主送机关: units, then a colon at the line's end or before the first sentence."""
    for index, row in enumerate(rows[:24]):
        if row.piece.start >= first_item:
            return None
        colon = re.search(r"[：:]", row.words)
        if not colon or row.words.startswith("附"):
            continue
        units = row.words[: colon.start()]
        if re.search(r"[。]|关于|如下|以下", units) or len(units) > 400:
            continue
        if row.words.startswith("关于", colon.end()) and _TITLE_END.search(row.words):
            continue  # a title that names its issuers: 省工信厅 人行福州中心支行：关于…的通知
        if looks_like_organisation(units) or (colon.end() == len(row.words) and _mostly_units(units)):
            return index
    return None


def _mostly_units(words: str) -> bool:
    """Tell whether a line that a colon ends lists units, of which a few have an unknown last word (`各岸电设备供应商`)."""
    names = [name for name in re.split(r"[、，]", words) if name]
    known = [name for name in names if is_organisation(name)]
    return (
        len(names) > 1
        and 2 * len(known) >= len(names)
        and not re.search(r"[；“”《》\d]|负责|牵头|包括|分别", words)
        and max(map(len, names)) <= MAX_ADDRESSEE
    )


MAX_ADDRESSEE = 24
"""Characters of one unit that is addressed, where its last word is not known."""


def _read_addressees(header: Header, layout: Layout, row: _Line) -> None:
    colon = re.search(r"[：:]", row.words)
    assert colon  # the row was chosen for it
    for unit in split_addressees(layout, row.piece.start, row.piece.start + colon.start()):
        name = layout.text[unit.start : unit.end]
        header.addressees.append(name)
        header.mark("addressees", name, unit)
    header.body_start = row.piece.start + colon.end()


def _read_number(header: Header, rows: list[_Line], meta: dict[str, tuple[str, Piece]]) -> None:
    for above, row in zip([None, *rows], rows, strict=False):
        whole = doc_number.of_two_lines(above.words, row.words) if above else None
        number = whole or doc_number.whole_line(row.words)
        if number:
            header.doc_number = number
            header.mark("doc_number", number, Piece(above.piece.start, row.piece.end) if whole and above else row.piece)
            return
    for row in rows:
        # 发文字号 and 签发人 share a line in documents that go upwards
        match = doc_number.NUMBER.match(row.words)
        if match and re.match(r"\s+签发人", row.words[match.end() :]):
            header.doc_number = doc_number.normalise(match.group())
            header.mark("doc_number", header.doc_number, Piece(row.piece.start, row.piece.start + match.end()))
            return
    if "doc_number" in meta:
        value, piece = meta["doc_number"]
        header.doc_number = doc_number.normalise(value)
        header.mark("doc_number", header.doc_number, piece)


_RED_HEAD = re.compile(r"文\s*件\s*$")


def _read_title(header: Header, layout: Layout, rows: list[_Line], *, bounded: bool) -> None:
    """Join the lines of the title: those before the addressees that are neither number, red head nor a bracketed remark."""
    kept: list[_Line] = []
    red = {
        i
        for i, row in enumerate(rows)
        if _RED_HEAD.search(row.words) and len(row.words) < 60 and "关于" not in row.words
    }
    if red:
        # 版头 of a joint issue: the other issuers stand on lines of their own round the one with 文件
        red |= {
            i
            for i in range(max(red) + 1, len(rows))
            if looks_like_organisation(rows[i].words) and "关于" not in rows[i].words and i == max(red) + 1
        }
        red |= {i for i in range(min(red)) if looks_like_organisation(rows[i].words)}
    for index, row in enumerate(rows):
        if _PAGE_LINE.search(row.words):
            continue
        if kept and plain(row.words) == plain(kept[0].words):
            kept = [row]  # a page prints its title over the document, which begins with it
            continue
        if index in red or doc_number.whole_line(row.words) or re.fullmatch(r"[（(].*[）)]", row.words):
            if kept and _TITLE_END.search(_join(kept)):
                break
            continue
        if kept and re.search(r"[。；]$", row.words):
            break
        if not kept and re.search(r"[。；，]$", row.words):
            break
        kept.append(row)
        if not bounded and _TITLE_END.search(_join(kept)) and not _continues(rows, index):
            break
    words = _join(kept)
    if not words or not _TITLE_END.search(words) or len(words) > 300:
        return
    piece = Piece(kept[0].piece.start, kept[-1].piece.end)
    header.title, header.title_piece = words, piece
    header.mark("title", words, piece)


_PAGE_LINE = re.compile(
    r"^\d+$|https?://|^【|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^(?:来源|浏览|点击|阅读|字号|字体|打印|分享|发布(?:时间|日期))"
)
"""Lines that a page prints between its title and the document: counters, its own date, its tools."""


def _continues(rows: list[_Line], index: int) -> bool:
    following = rows[index + 1].words if index + 1 < len(rows) else ""
    return bool(re.match(r"^(?:的|》)", following))


def _join(rows: list[_Line]) -> str:
    """Join the lines of a title; a blank between two units of a joint issue stays, any other white space goes."""
    words = ""
    for row in rows:
        between_units = (
            words and "关于" not in words and not row.words.startswith("关于") and looks_like_organisation(words)
        )
        words += (" " if between_units else "") + row.words
    words = re.sub(r"(?<=[部局委会厅办院署府行央])[ 　]+(?=[一-鿿]{2,}.*关于)", "\0", words)
    return re.sub(r"\s+", "", words).replace("\0", " ")


def _read_disclosure(header: Header, text: str) -> None:
    match = _DISCLOSURE.search(text)
    if match:
        group = "words" if match["words"] else "option"
        header.disclosure = match[group]
        header.mark("disclosure", match[group], Piece(*match.span(group)))


def _read_attachment(header: Header, layout: Layout) -> None:
    """Read what a 印发/转发 notice carries: from `现将《X》印发`, else from its title."""
    text = layout.text
    for index, pair in enumerate(layout.brackets):
        if pair.family != "title" or not header.body_start <= pair.start < header.body_start + MAX_ATTACHMENT:
            continue
        after = text[pair.end : pair.end + 80]
        before = text[max(header.body_start, pair.start - 12) : pair.start]
        if (
            _NOW.search(before) or re.search(r"已经?.{0,24}(?:同意|批准|通过|修订)|^.{0,30}(?:同意|批准|通过)", after)
        ) and re.search(r"现?(?:印发|转发|予以?印发|批转|发布|公布)", after.split("。")[0]):
            passes_on = r"印发|转发|批转" + ("|公布|发布|颁布" if ORDER_TITLE.search(header.title or "") else "")
            if not re.search(passes_on, after.split("。")[0]):
                continue
            inner = Piece(pair.start + 1, pair.end - 1)
            header.attached_title = _as_title(text[inner.start : inner.end])
            header.attached_piece = inner
            header.further_attachments = _joined(layout, index)
            break
    if header.attached_title is None and header.title:
        match = re.search(r"关于(?:印发|转发|批转|(?:下发|颁发|发布|公布)(?=《))(?P<what>.+)的通知$", header.title)
        if match:
            what = match["what"]
            whole = re.fullmatch(r"[《〈](.+)[》〉]", what)
            header.attached_title = _as_title(whole[1] if whole and what.count("《") == 1 else what)
            header.attached_piece = header.title_piece
    if header.attached_title and header.attached_piece:
        header.mark("attached_title", header.attached_title, header.attached_piece)


def _joined(layout: Layout, index: int) -> list[str]:
    """List the titles that follow one in the same list (`《A》和《B》已经国务院同意，现印发给你们`)."""
    text, found, end = layout.text, [], layout.brackets[index].end
    for pair in layout.brackets[index + 1 :]:
        if pair.family != "title" or pair.start < end:
            continue
        if text[end : pair.start].strip() not in ("", "、", "和", "及", "以及"):
            break
        found.append(_as_title(text[pair.start + 1 : pair.end - 1]))
        end = pair.end
    return found


MAX_ATTACHMENT = 1500
"""Characters after the addressees in which `现将《X》印发给你们` stands; it is the first or second paragraph."""


def _as_title(words: str) -> str:
    """Write the title inside title marks as it stands alone: inner marks 〈〉 become 《》, line breaks go."""
    return re.sub(r"\s+", "", words).replace("〈", "《").replace("〉", "》").replace("<", "《").replace(">", "》")


def _read_genre(header: Header, text: str) -> None:
    if header.title:
        match = re.search(rf"({_GENRE})(?:[（(][^（）()]{{1,30}}[）)])?$", header.title)
        if match:
            header.genre = match[1]
            return
    opening = text[header.body_start : header.body_start + MAX_ATTACHMENT]
    if re.search(r"现(?:就有关问题)?批复如下|^.{0,60}收悉", opening.strip()):
        header.genre = "批复"
    elif re.search(r"现将.{1,120}(?:印发|转发)|现印发给你们|现转发给你们|特此通知|通知如下", text):
        header.genre = "通知"
    else:
        proposed = re.search(rf"(?:提出|制定)(?:如下|以下).{{0,4}}({_GENRE})", opening)
        if proposed:
            header.genre = proposed[1]
            return
        counts: dict[str, int] = {}
        for match in _SELF.finditer(text):
            counts[match[1]] = counts.get(match[1], 0) + 1
        if counts:
            header.genre = min(counts, key=lambda word: (-counts[word], word))
