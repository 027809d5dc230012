"""What is known of one document while it is being read: every extractor takes it, adds its part, and hands it on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from . import outline as outlines
from .agency_names import jurisdiction_of
from .citations_model import CitationDraft
from .header import read_header
from .header_model import Header
from .notes import Member, Note
from .numbers import to_si
from .outline import Block, Item, Outline
from .periods import Context, plan_context
from .regions import get_region
from .text import Layout, Piece

_WORD = re.compile(r"[\w一-鿿]")


def _year_of_number(number: str | None) -> str | None:
    """The year in a 文号, that of the issue where no date is printed."""
    match = re.search(r"〔([12]\d{3})〕", number or "")
    return match[1] if match else None


@dataclass
class TaskDraft:
    """A task before it has an id. `piece` covers the unit with its notes; `notes` are cut out of its text."""

    item: Item | None
    basis: str
    title: str
    piece: Piece
    members: list[Member]
    open_ended: bool
    deadline: str | None
    notes: list[Piece] = field(default_factory=list)
    body: Piece | None = None


@dataclass
class TargetDraft:
    """A target before it has an id."""

    piece: Piece
    indicator: str
    comparator: str
    value: float
    value_max: float | None
    unit: str | None
    kind: str
    deadline: str | None
    baseline: str | None
    modality: str

    @property
    def si_value(self) -> float | None:
        """The value multiplied out: 120000000000 for 1200 亿元."""
        return to_si(self.value, self.unit)[0]

    @property
    def si_unit(self) -> str | None:
        """The unit without its magnitude: 元 for 亿元."""
        return to_si(self.value, self.unit)[1]


@dataclass
class ProjectDraft:
    """A project before it has an id."""

    piece: Piece
    name: str
    phase: str
    kind: str


@dataclass
class Doubt:
    """Something a person should look at: a finding's code, its sentence, its place."""

    code: str
    message: str
    piece: Piece | None


@dataclass
class Reading:
    """The working state of one document."""

    text: str
    layout: Layout
    outline: Outline
    header: Header
    context: Context
    notes: dict[int, list[Note]] = field(default_factory=dict)
    tasks: list[TaskDraft] = field(default_factory=list)
    targets: list[TargetDraft] = field(default_factory=list)
    projects: list[ProjectDraft] = field(default_factory=list)
    citations: list[CitationDraft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Reading:
        """Lay out a text: brackets, outline, header, and what relative periods count from."""
        layout = Layout(text)
        outline = outlines.build(layout)
        header = read_header(layout, outline)
        titles = f"{header.attached_title or ''} {header.title or ''}"
        return cls(
            text,
            layout,
            outline,
            header,
            plan_context(titles, header.issued_on or _year_of_number(header.doc_number), text),
        )

    def __post_init__(self) -> None:
        self._starts = [block.start for block in self.outline.blocks]

    @cached_property
    def is_wide(self) -> bool:
        """Whether the document speaks for the whole country or a province, not for one city or county."""
        spoken_for = jurisdiction_of(self.header.issuers, self.header.doc_number).region
        region = get_region(spoken_for) if spoken_for else None
        # 直辖市 stand beside the provinces, and are cities all the same
        return region is not None and region.level <= 1 and not region.name.endswith("市")

    def block_at(self, offset: int) -> Block:
        """Return the block that holds an offset."""
        return self.outline.blocks[max(0, bisect_right(self._starts, offset) - 1)]

    def item_at(self, offset: int) -> Item | None:
        """Return the numbered item whose own text holds an offset, None outside all items."""
        return self.block_at(offset).item

    def stretches(self, block: Block, start: int) -> list[Piece]:
        """Cut the text of a block at its notes: a sentence never runs through one."""
        pieces, at = [], start
        for note in self.notes.get(block.start, []):
            if note.piece.end <= at:
                continue
            if note.piece.start > at:
                pieces.append(Piece(at, note.piece.start))
            at = max(at, note.piece.end)
        if at < block.end:
            pieces.append(Piece(at, block.end))
        return pieces

    def sentences(self, block: Block, start: int) -> list[Piece]:
        """List the sentences of a block, its notes left out."""
        return [
            s
            for piece in self.stretches(block, start)
            for s in self.layout.sentences(piece.start, piece.end)
            if _WORD.search(self.text, *s)
        ]

    def bodies(self) -> list[tuple[Block, int]]:
        """List the blocks with text to read, each with where its text begins (after header or heading)."""
        found = []
        for block in self.outline.blocks:
            start = block.item.body_start if block.item else max(block.start, self.header.body_start)
            if start < block.end:
                found.append((block, start))
        return found
