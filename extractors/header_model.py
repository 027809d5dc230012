"""The header of a document while it is being read: its fields, and where each was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from .text import Piece


@dataclass
class Header:
    """Header fields with the pieces of text they were read from."""

    doc_number: str | None = None
    title: str | None = None
    attached_title: str | None = None
    genre: str | None = None
    issuers: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    issued_on: str | None = None
    disclosure: str | None = None
    marks: list[tuple[str, str, Piece]] = field(default_factory=list)
    title_piece: Piece | None = None
    attached_piece: Piece | None = None
    further_attachments: list[str] = field(default_factory=list)
    body_start: int = 0

    def mark(self, name: str, value: str, piece: Piece) -> None:
        """Keep where a value was read."""
        self.marks.append((name, value, piece))
