"""The numbered outline. Guarantee: blocks, joined in order, are the text; no text is refused for its structure.

A block is what stands before the first item, one item's own text, or what stands after the last one. Which mark lies under
which is read from the order of use, never from a fixed ranking: official documents use the marks in any order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from . import annexes, numbering, tables, trace
from .heading import MAX_RARE, find_heading
from .ordinals import CHINESE_KINDS, Ordinal, candidates
from .text import Layout, Piece, lines, strip

_ANNEX_LIST = re.compile(r"^\s*附\s*件[\d一二三四五六七八九十]?\s*[：:]")
_END = "。！？；：，、"


@dataclass(eq=False)
class Item:
    """One numbered item. `own_end` ends its own text (before its first child), `end` all that lies under it."""

    ordinal: Ordinal
    parent: Item | None
    path: tuple[str, ...]
    own_end: int
    end: int
    heading: Piece | None = None
    heading_text: str | None = None
    body_start: int = 0
    children: list[Item] = field(default_factory=list, repr=False)
    depth: int = 1

    @property
    def start(self) -> int:
        """Where the mark stands."""
        return self.ordinal.start

    @property
    def level(self) -> int:
        """1 for the outermost items."""
        return self.depth


@dataclass
class Block:
    """A contiguous stretch of the text; `item` is None before, between and after the numbered items."""

    start: int
    end: int
    item: Item | None


@dataclass
class Outline:
    """The items in document order and the blocks that cover the text."""

    items: list[Item]
    blocks: list[Block]
    gaps: list[Item]


def build(layout: Layout) -> Outline:
    """Build the outline of a text. Never fails; a text without numbering has one block and no items."""
    text = layout.text
    open_marks = [
        o
        for o in candidates(text, 0, len(text))
        if (layout.outer(o.start) is None or o.kind in ("（一）", "（1）")) and not _in_annex_list(text, o)
    ]
    open_marks = _outside_rows(layout, open_marks)
    accepted = numbering.accept(numbering.without_inner_runs(open_marks))
    items = _nest(text, accepted)
    if trace.watching():
        _report(open_marks, {o.start for o in accepted})
    _ends(items, len(text))
    for item in items:
        found = find_heading(layout, item.ordinal, item.own_end, bool(item.children))
        item.body_start = item.ordinal.end
        if found:
            item.heading, item.heading_text, item.body_start = found
    _drop_rare_headings(text, items)
    _close(layout, items)
    return Outline(items, _blocks(text, items), _gaps(items))


def _outside_rows(layout: Layout, marks: list[Ordinal]) -> list[Ordinal]:
    """Drop the marks that number what stands in one row of a numbered table: they open no item of the document."""
    marks = [mark for mark in marks if mark.kind in CHINESE_KINDS or not _in_tabbed_row(layout.text, mark)]
    rows = [row.whole for row in tables.of(layout) if row.whole]
    if not rows:
        return marks
    starts = [row.start for row in rows]

    def inside(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < rows[index].end

    return [mark for mark in marks if mark.kind in CHINESE_KINDS or not inside(mark.start)]


def _in_tabbed_row(text: str, mark: Ordinal) -> bool:
    """Tell whether a mark numbers a row of a table whose cells are short and stand between tabs (`1.网民数量（亿）⇥8.5⇥13.2`)."""
    cut = text.find("\n", mark.end)
    cells = text[mark.end : cut if cut >= 0 else len(text)].split("\t", MIN_CELLS)
    return len(cells) >= MIN_CELLS and all(len(cell) <= MAX_CELL for cell in cells[:MIN_CELLS])


MIN_CELLS = 3
MAX_CELL = 40
"""Characters of a cell in a table of figures."""


def _report(marks: list[Ordinal], accepted: set[int]) -> None:
    for mark in marks:
        if mark.start in accepted:
            trace.step("outline", mark.start, mark.end, trace.FIRED, f"{mark.mark} opens an item")
        else:
            why = f"{mark.mark} goes on from no earlier number of its kind, or is a category inside a table"
            trace.step("outline", mark.start, mark.end, trace.REJECTED, why)


def _in_annex_list(text: str, ordinal: Ordinal) -> bool:
    """Tell whether a mark numbers the annexes in a note such as `附件：1.…规范 2.…` and opens no item."""
    begin = text.rfind("\n", 0, ordinal.start) + 1
    if text[begin : ordinal.start].strip():
        return bool(_ANNEX_LIST.match(text[begin : ordinal.start]))
    if ordinal.kind in CHINESE_KINDS:
        return False
    for _ in range(MAX_ANNEXES):  # each on a line of its own, under `附件：`
        end = max(0, begin - 1)
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end].strip()
        if _ANNEXES_FOLLOW.match(line):
            return True
        if end == 0 or (line and not (_LISTED_ANNEX.match(line) and not _END_OF_LINE.search(line))):
            return False
    return False


MAX_ANNEXES = 12
"""Lines looked back over for `附件：`; longer lists of annexes are not seen."""
_LISTED_ANNEX = re.compile(r"\d{1,2}[.．、]\s*\S.{2,60}$")
_ANNEXES_FOLLOW = re.compile(r"附\s*件\s*[：:]\s*(?:1\s*[.．、].{2,60})?$")
_END_OF_LINE = re.compile(r"[。；：]$")


RARE = 3
"""A first sentence is no title where fewer than one in so many of its numbering looks like one."""


def _drop_rare_headings(text: str, items: list[Item]) -> None:
    """Where most items of one kind are all body, a longer first sentence is body too, title-like or not."""
    for kind in {item.ordinal.kind for item in items}:
        leaves = [item for item in items if item.ordinal.kind == kind and not item.children]
        run_in = [
            item
            for item in leaves
            if item.heading is None or text[item.heading.end : item.own_end].lstrip("。：").split("\n")[0].strip()
        ]
        titled = [item for item in run_in if item.heading]
        if RARE * len(titled) >= len(run_in):
            continue
        for item in titled:
            if len(item.heading_text or "") > MAX_RARE:
                item.heading, item.heading_text, item.body_start = None, None, item.ordinal.end


def _nest(text: str, ordinals: list[Ordinal]) -> list[Item]:
    titled = annexes.find(text)
    items: list[Item] = []
    stack: list[Item] = []
    used: set[tuple[str, ...]] = set()
    prefix: tuple[str, ...] = ()
    annex_index = 0
    for index, ordinal in enumerate(ordinals):
        passed = annex_index
        while passed < len(titled) and titled[passed][0] <= ordinal.start:
            passed += 1
        if passed != annex_index:
            annex_index = passed
            stack = []
            if ordinal.number == 1 and any(path[:1] == (ordinal.mark,) for path in used):
                prefix = (titled[passed - 1][1],)
        if ordinal.kind == "1.1":
            _pop_decimal(stack, ordinal)
        else:
            same = next((depth for depth, item in enumerate(stack) if item.ordinal.kind == ordinal.kind), None)
            if same is not None:
                del stack[same:]
            else:
                while stack and not numbering.lies_under(ordinals, index, stack[-1].ordinal):
                    stack.pop()
        parent = stack[-1] if stack else None
        path = (*(parent.path if parent else prefix), ordinal.mark)
        used.add(path)
        item = Item(ordinal, parent, path, own_end=0, end=0, depth=parent.depth + 1 if parent else 1)
        if parent:
            parent.children.append(item)
        items.append(item)
        stack.append(item)
    return items


def _pop_decimal(stack: list[Item], ordinal: Ordinal) -> None:
    while stack:
        top = stack[-1].ordinal
        if top.kind == "1.1":
            if len(top.parts) < len(ordinal.parts) and ordinal.parts[: len(top.parts)] == top.parts:
                return
            stack.pop()
        elif top.kind in ("①", "（1）", "1)"):
            stack.pop()
        else:
            return


def _ends(items: list[Item], length: int) -> None:
    for index, item in enumerate(items):
        item.own_end = items[index + 1].start if index + 1 < len(items) else length
    open_items: list[Item] = []
    for item in items:
        while open_items and open_items[-1].depth >= item.depth:
            open_items.pop().end = item.start
        open_items.append(item)
    for item in open_items:
        item.end = length


_GROUP_OPENING = re.compile(
    r"^\s*(?:各(?:地|省|市|县|区|级|有关|相关|部门|单位|成员)|地方各级|本(?:意见|通知|方案|办法|规定|规划)自?|请各|(?:上述|以上)(?:政策|规定|措施))"
)


def _close(layout: Layout, items: list[Item]) -> None:
    """Cut from the last item what no longer belongs to it: closing paragraphs, signature, date, annexes.

    The text under an item that runs on in its own line ends with that line, unless its siblings have paragraphs too; under a
    heading on a line of its own the paragraphs belong to it, except a last one that turns to everybody (`各地区、各部门要…`).
    """
    text = layout.text
    roots = [item for item in items if item.parent is None]
    for item, following in zip_longest(items, items[1:]):
        # the last item of the text, or the last before a numbering that begins anew (an annex, a second plan)
        if following is not None and (following.parent is not None or following.ordinal.number != 1):
            continue
        item_lines = [strip(text, *line) for line in lines(text, item.ordinal.end, item.own_end)]
        item_lines = [line for line in item_lines if line.start < line.end]
        siblings = item.parent.children if item.parent else roots
        cut = _closing_cut(layout, item, item_lines, siblings[-MAX_SIBLINGS:])
        if cut is not None:
            _shorten(item, cut)


MAX_SIBLINGS = 60
"""Items of one numbering that are looked at for how many paragraphs they have."""


def _paragraph_count(text: str, item: Item) -> int:
    return sum(1 for line in lines(text, item.ordinal.end, item.own_end) if text[line.start : line.end].strip())


def _run_in(item: Item, item_lines: list[Piece]) -> bool:
    """Tell whether the item's text begins on the line of its mark (after the heading, or as all body)."""
    if not item_lines:
        return False
    return item.heading is None or item.body_start < item_lines[0].end - 1


_FIELD = re.compile(r"[（(]?[一-鿿]{2,8}(?:单位|部门|时限|时间|期限|主体|领导|节点)\s*[：:]")


def _next_paragraph(text: str, item_lines: list[Piece]) -> int | None:
    """Return where the first line begins that stands after a finished paragraph."""
    for before, line in pairwise(item_lines):
        if _FIELD.match(text, line.start, line.end):
            continue  # 牵头单位：… on a line of its own belongs to the item
        if text[line.start - 1] == "\n" and text[before.end - 1] in "。！？）)〕":
            return line.start
    return None


MAX_CLOSING = 800
"""Characters that the paragraphs after the last item may have to be the document's closing words; the longest real ones have some 400."""
_ENUMERATED = re.compile(r"(?:一|首先|第一|其一)(?:是|要|，)")


def _closing_cut(layout: Layout, item: Item, item_lines: list[Piece], near: list[Item]) -> int | None:
    text = layout.text
    tail = next((line.start for line in item_lines[1:] if _is_tail(text, line)), None)
    if tail is not None:
        item_lines = [line for line in item_lines if line.start < tail]
    if len(item_lines) > 1:
        siblings = [other for other in near if other is not item and not other.children]
        alone = siblings and not any(_paragraph_count(text, other) > 1 for other in siblings)
        if _ENUMERATED.match(text, item_lines[1].start, item_lines[1].end):
            return tail  # 一是…⏎二是…: its own enumeration
        said = sum(line.end - line.start for line in item_lines[1:])
        if _run_in(item, item_lines) and alone and said <= MAX_CLOSING:
            return _next_paragraph(text, item_lines) or tail
        last = item_lines[-1]
        one_each = siblings and all(
            _paragraph_count(text, other) <= (1 if _run_in(item, item_lines) else 2) for other in siblings
        )
        if len(item_lines) > 2 and one_each and _GROUP_OPENING.match(text[last.start : last.start + 12]):
            return last.start
    return tail


_TAIL_LINE = re.compile(
    r"^(?:[（(](?:此件|本文|联系)|附\s*件|抄送|主送|特此|联系(?:人|电话|方式)|信息公开)"
    r"|^[^。，；]{0,60}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|^[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)


def _is_tail(text: str, line: Piece) -> bool:
    words = text[line.start : line.end]
    if _TAIL_LINE.search(words):
        return True
    if _FIELD.match(words):
        return False
    if len(words) > 60 or words[-1] in _END or words[-1] in "）)":
        return False
    # a signature: short lines without punctuation up to the date
    rest = text[line.end : line.end + 200].strip().split("\n")
    following = [row.strip() for row in rest if row.strip()][:5]
    for row in following:
        if _TAIL_LINE.search(row) and re.search(r"日$", row):
            return not re.search(r"[，。；：]", words)
        if len(row) > 60 or row[-1] in _END:
            return False
    return False


def _shorten(item: Item, cut: int) -> None:
    old = item.end
    item.own_end = min(item.own_end, cut)
    item.end = min(item.end, cut)
    parent = item.parent
    while parent is not None and parent.end == old:
        parent.end = cut
        parent = parent.parent


def _blocks(text: str, items: list[Item]) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    for item in items:
        if item.start > at:
            blocks.append(Block(at, item.start, None))
        blocks.append(Block(item.start, item.own_end, item))
        at = item.own_end
    if at < len(text) or not blocks:
        blocks.append(Block(at, len(text), None))
    return blocks


def _gaps(items: list[Item]) -> list[Item]:
    """List the items before which numbers of their numbering are missing."""
    gaps: list[Item] = []
    last: dict[str, int] = {}
    for item in items:
        number = item.ordinal.number
        if item.ordinal.kind != "1.1" and number > 1 and number - last.get(item.ordinal.kind, number - 1) > 1:
            gaps.append(item)
        last[item.ordinal.kind] = number
    return gaps
