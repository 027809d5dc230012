"""Numeric targets: a number, what it measures, and how firmly and by when the text commits itself to it.

Definition: docs/definitions.md, Target and the decided cases. Three forms: `指标 + 动词 + 数` (常住人口达到80万人),
`动词 + 数 + 名词` (打造2个美丽宜居示范乡镇), `动词 + 名词 + 数` (建设高标准农田5万亩); and tables of indicators.
"""

from __future__ import annotations

from . import indicator_tables, trace
from . import target_patterns as patterns
from .outline import Item
from .reading import Reading, TargetDraft
from .target_reader import BlockReader


def find(reading: Reading) -> None:
    """Find all targets of a document and add them to its reading, in order."""
    titles = [title for title in (reading.header.attached_title, reading.header.title) if title]
    requires = _requires(titles[0]) if titles else False
    for block, start in reading.bodies():
        if requires or (block.item and _requires(block.item.path[0])):
            why = "the document lays down rules: numbers are required"
            trace.step("target", start, block.end, trace.REJECTED, why)
            continue
        outside = block.item is None and bool(reading.outline.items)
        if outside:
            trace.step(
                "target", start, block.end, trace.LOOKED, "outside the numbered items: only what is called a goal"
            )
        if block.item and _under_blocked_heading(block.item):
            trace.step("target", start, block.end, trace.REJECTED, "under a heading of not_targets.tsv (where=heading)")
            continue
        BlockReader(reading, block, start).find(goals_only=outside)
    if not requires:
        _tables(reading)


def _tables(reading: Reading) -> None:
    """Add the targets of tables of indicators; numbers there that the prose rules took are theirs."""
    issued, plan_end = reading.context.issue_year, reading.context.plan_end
    cells = indicator_tables.find(reading.layout, reading.header.body_start, len(reading.text), issued, plan_end)
    for cell in cells:
        modality = "binding" if cell.binding else "plain"
        reading.targets.append(
            TargetDraft(
                cell.piece,
                cell.indicator,
                cell.comparator,
                cell.value,
                None,
                cell.unit,
                cell.kind,
                cell.year,
                None,
                modality,
            )
        )
    reading.targets.sort(key=lambda target: target.piece)


def _requires(title: str) -> bool:
    """Tell whether a document or annex lays down rules (办法, 规范, 标准): its numbers are required, not committed to."""
    return bool(patterns.genre_end().search(title))


def _under_blocked_heading(item: Item | None) -> bool:
    while item is not None:
        if item.heading_text and patterns.blocked_words("heading").search(item.heading_text):
            return True
        item = item.parent
    return False
