"""Issuers that no signature names: units before 关于 in the title, the body of an order, metadata of a page, the red head."""

from __future__ import annotations

import re

from . import doc_number
from .agency_list import is_organisation, looks_like_organisation, split_signature
from .header_model import Header
from .text import Layout, Piece, strip

ORDER_TITLE = re.compile(r"(?:令|公告|通告)$")
"""Orders and announcements carry what they publish (`《优化营商环境条例》已经…通过，现予公布`)."""


def _read_issuer_of_order(header: Header) -> None:
    """The issuer of an order is the body that its title or number names (`成都市人民政府令`, `教育部令第40号`)."""
    order = doc_number.ORDER.fullmatch(header.doc_number or "")
    body = order["body"] if order else re.sub(ORDER_TITLE, "", header.title or "")
    name = doc_number.without_state(body)
    source = "doc_number" if order else "title"
    place = next((piece for field, _, piece in header.marks if field == source), None)
    if name and name != header.title and is_organisation(name) and place:
        header.issuers.append(name)
        header.mark("issuers", name, place)


_PASSES_ON = re.compile(r"(?:印发|转发|批转)(?=关于)")
"""Between the issuer and the title of what it passes on: `…办公室印发关于…实施意见的通知`."""


def read_issuers_elsewhere(
    header: Header, layout: Layout, rows: list[Piece], meta: dict[str, tuple[str, Piece]]
) -> None:
    """Without a signature the issuers are the units before 关于 in the title, else those of the metadata or the red head."""
    if header.issuers:
        return
    text = layout.text
    if header.title_piece and header.title:
        cut = text.find("关于", header.title_piece.start, header.title_piece.end)
        if cut > header.title_piece.start:
            passed_on = _PASSES_ON.search(text, header.title_piece.start, cut + 2)
            piece = strip(text, header.title_piece.start, passed_on.start() if passed_on else cut)
            for unit in split_signature(layout, [piece]):
                name = re.sub(r"\s+", "", text[unit.start : unit.end])
                header.issuers.append(name.rstrip("：:"))
                header.mark("issuers", name, unit)
    if not header.issuers:
        _read_issuer_of_order(header)
    if not header.issuers and "issuer" in meta:
        value, piece = meta["issuer"]
        header.issuers.append(value)
        header.mark("issuers", value, piece)
    if not header.issuers:
        for row in rows:
            match = re.match(r"^(.+?)\s*文\s*件\s*$", text[row.start : row.end])
            if match and looks_like_organisation(match[1]):
                piece = Piece(row.start, row.start + match.end(1))
                header.issuers.append(match[1])
                header.mark("issuers", match[1], piece)
