"""A citation before it has an id."""

from __future__ import annotations

from dataclasses import dataclass

from .text import Piece


@dataclass
class CitationDraft:
    """One mention: its place, the title in its marks, the number written with it, its role, and the title meant."""

    piece: Piece
    title: str | None
    doc_number: str | None
    role: str
    resolves_to: str | None = None
