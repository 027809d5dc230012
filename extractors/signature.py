"""The signature of a notice: 发文机关署名 and 成文日期 (GB/T 9704—2012, 7.3.5), after the body or glued together on one line."""

from __future__ import annotations

import re

from . import dates
from .agency_list import looks_like_organisation, split_signature
from .header_model import Header
from .text import Layout, Piece, lines, strip


def read_signature(header: Header, layout: Layout, meta: dict[str, tuple[str, Piece]]) -> None:
    """Find 成文日期 and the signature above or before it; the first such date after the body is the notice's own."""
    text = layout.text
    previous: list[Piece] = []
    for line in lines(text, header.body_start):
        piece = strip(text, *line)
        if piece.start == piece.end:
            continue
        words = text[piece.start : piece.end]
        match = next((m for m in dates.DAY.finditer(words)), None) if len(words) < 400 else None
        if match and header.title_piece and re.fullmatch(r"[（(].{9,14}[）)]", words) and not previous:
            # 题注: the day stands in brackets under the title
            header.issued_on = dates.iso(match)
            if header.issued_on:
                header.mark(
                    "issued_on", header.issued_on, Piece(piece.start + match.start(), piece.start + match.end())
                )
                break
        if (
            match
            and not re.search(r"[。，；：（(]", words[: match.start()])
            and (
                match.end() == len(words)
                or (len(words) - match.end() < 120 and not re.match(r"[，、至前后起以]", words[match.end() :]))
            )
        ):
            day = dates.iso(match)
            if day and (match.end() == len(words) or looks_like_organisation(words[: match.start()])):
                header.issued_on = day
                header.mark("issued_on", day, Piece(piece.start + match.start(), piece.start + match.end()))
                glued = words[: match.start()].strip()
                signature = (
                    [Piece(piece.start, piece.start + len(glued))] if glued else _signature_above(text, previous)
                )
                for unit in split_signature(layout, signature):
                    name = re.sub(r"\s+", "", text[unit.start : unit.end])
                    header.issuers.append(name)
                    header.mark("issuers", name, unit)
                break
        previous.append(piece)
    if header.issued_on is None and "date" in meta:
        value, piece = meta["date"]
        found = dates.NUMERIC.search(value) or dates.DAY.search(value)
        if found and (day := dates.iso(found)):
            header.issued_on = day
            header.mark("issued_on", day, Piece(piece.start + found.start(), piece.start + found.end()))


def _signature_above(text: str, previous: list[Piece]) -> list[Piece]:
    signature: list[Piece] = []
    for piece in reversed(previous[-12:]):
        words = text[piece.start : piece.end]
        if re.search(r"[。；：，、？！》]", words) or len(words) > 80 or not looks_like_organisation(words):
            break
        signature.insert(0, piece)
    return signature
