"""Saved web pages of government sites, and web archives (.mht) of browsers: the notice on them, without the site around it.

Source of what is shown and what is not: HTML Living Standard, 15 (rendering); of the archives: RFC 2557.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from ...schemas import SetAsideReason
from ..decode import MARKS, Decoded, Undecodable, decode
from .assemble import Passage, assemble, mended
from .html_content import chosen, document_title
from .html_lines import Line, lines_of
from .html_words import is_title

ENCODINGS = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
"""Encodings that a page is believed to be in when it says so. Others are what an editor writes unasked (iso-8859-1) or cannot be
(a page that says UTF-16 in its own text): then the bytes tell."""
_DECLARED = re.compile(
    rb"""(?:charset\s*=\s*|<\?xml[^>]{0,200}?encoding\s*=\s*)["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE
)
HEAD = 8192
"""Bytes in which a page names its encoding: the standard says 1024, old pages have scripts before it."""
_ARCHIVE = re.compile(rb"(?:[A-Za-z0-9-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}\r?\n")
_TITLE_METAS = ("articletitle", "title", "og:title")
"""Names of the `meta` that holds the title of the document: the first is of the rules for government sites (国办发〔2017〕47号)."""


def read(data: bytes) -> Decoded:
    """Return the text of a page, with paragraph and cell of every stretch; raises `Undecodable` (no encoding fits, a broken archive)."""
    if not is_archive(data):
        return _page(data, None)
    pages = [_page(content, charset) for content, charset in _pages_of(data)]
    if not pages:
        raise Undecodable("the web archive holds no page", reason=SetAsideReason.NO_TEXT)
    # a frame may hold the text; of two as long, the first
    return max(pages, key=lambda page: len(page.text))


def is_archive(data: bytes) -> bool:
    """Tell a web archive by the header of a message that it begins with."""
    head = _ARCHIVE.match(data[:HEAD].lstrip())
    return (
        head is not None
        and re.search(rb"^(?:mime-version|content-type)\s*:", head.group(), re.IGNORECASE | re.MULTILINE) is not None
    )


def _pages_of(data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """Yield the web pages of an archive, each with the encoding that its header names."""
    try:
        message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                yield content if isinstance(content, bytes) else b"", part.get_content_charset()
    except (RecursionError, ValueError, LookupError) as error:
        raise Undecodable("the web archive is damaged; save the page anew", reason=SetAsideReason.DAMAGED) from error


def _page(data: bytes, charset: str | None) -> Decoded:
    decoded = _decoded(data, charset)
    root = _root(decoded.text)
    if root is None:
        return Decoded("", decoded.encoding)
    page = lines_of(root, is_title)
    return assemble(_passages(chosen(page, document_title(list(_names(root))))), decoded.encoding)


def _decoded(data: bytes, charset: str | None) -> Decoded:
    """Decode a page: its mark, then UTF-8 (text in GBK never is UTF-8 by chance), then what it says, then what the bytes tell."""
    declared = _DECLARED.search(data[:HEAD])
    said = ENCODINGS.get((charset or (declared[1].decode("ascii") if declared else "")).lower())
    if said in (None, "utf-8") or data.startswith(tuple(mark for mark, _ in MARKS)):
        return decode(data)
    for encoding in ("utf-8", said):
        try:
            return Decoded(data.decode(str(encoding)), str(encoding))
        except UnicodeDecodeError:
            continue
    return decode(data)


def _root(text: str) -> Any | None:
    """Return the page as a tree; None for a page without any. No DTD, no network; what nests beyond measure is cut off."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None


def _names(root: Any) -> Iterator[str]:
    """Yield what a page calls itself, the surest name first."""
    metas = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    for name in _TITLE_METAS:
        yield " ".join(metas.get(name, "").split())
    for title in root.iter("title"):
        yield " ".join((title.text or "").split())


def _passages(lines: list[Line]) -> Iterator[Passage]:
    """Number paragraphs and tables as they stand in the text."""
    paragraph, tables = 0, dict[int, int]()
    for line in lines:
        if line.table is None:
            paragraph += 1
            yield Passage(mended(line.text), paragraph=paragraph)
        else:
            yield Passage(mended(line.text), table=tables.setdefault(line.table, len(tables) + 1), row=line.row)
