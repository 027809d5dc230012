"""Which marks are a numbering, and which kind of mark lies under which: read from the order of use, never from a fixed ranking."""

from __future__ import annotations

from .ordinals import CHINESE_KINDS, Ordinal


def accept(ordinals: list[Ordinal]) -> list[Ordinal]:
    """Drop marks that no numbering explains: each must be a first one or go on from an earlier one of its kind.

    An excerpt (a part of a text that a page or a file holds) begins with a later number, and so may every kind in it: then the next of the
    kind must go on from it.
    """
    if not ordinals:
        return []
    accepted: list[Ordinal] = []
    last: dict[str, tuple[int, ...]] = {}
    excerpt = False
    for ordinal, following, below in zip(ordinals, _following(ordinals), [*ordinals[1:], None], strict=True):
        previous = last.get(ordinal.kind)
        if ordinal.kind == "1.1":
            # 3.2.1 needs its 3.2 or 3.2.0 … before it, or to be the first of its depth
            if ordinal.number > 60:
                continue
        elif ordinal.number != 1:
            step = ordinal.number - previous[-1] if previous else 0
            chinese = ordinal.kind in CHINESE_KINDS
            tolerated = MAX_GAP if chinese else MAX_ARABIC_GAP if previous and previous[-1] >= COUNTS_ON else 1
            goes_on = following == ordinal.number + 1
            heads = below is not None and (below.kind, below.number) == ("（一）", 1)  # one part alone: 四、…⏎（一）…
            alone = ordinal.kind == "一、" and (ordinal.number <= MAX_GAP or heads)
            begins = not last and ((goes_on and chinese) or alone)
            excerpt = excerpt or begins
            if not 0 < step <= tolerated and not begins and not (excerpt and previous is None and goes_on):
                continue
        last[ordinal.kind] = ordinal.parts
        accepted.append(ordinal)
    return accepted


def _following(ordinals: list[Ordinal]) -> list[int | None]:
    """Return for each mark the number of the next one of its kind."""
    following: list[int | None] = []
    seen: dict[str, int] = {}
    for ordinal in reversed(ordinals):
        following.append(seen.get(ordinal.kind))
        seen[ordinal.kind] = ordinal.number
    return following[::-1]


def without_inner_runs(ordinals: list[Ordinal]) -> list[Ordinal]:
    """Drop a run of `一、 二、` that stands inside an item of the same numbering, which goes on after it.

    Such are the categories of a flattened table (`一、经济发展⏎…⏎二、绿色⏎…`) inside `一、主要指标`, before `二、重点任务`.
    """
    runs: list[list[Ordinal]] = []
    inner: set[int] = set()
    for ordinal in ordinals:
        if ordinal.kind != "一、":
            continue
        if ordinal.number == 1 or not runs:
            runs.append([ordinal])
            continue
        resumed = next(
            (depth for depth in range(len(runs) - 1, -1, -1) if runs[depth][-1].number + 1 == ordinal.number), None
        )
        if resumed is None:
            continue
        for run in runs[resumed + 1 :]:
            inner.update(mark.start for mark in run)
        del runs[resumed + 1 :]
        runs[resumed].append(ordinal)
        del runs[: max(0, len(runs) - MAX_RUNS)]
    return [ordinal for ordinal in ordinals if ordinal.start not in inner]


MAX_RUNS = 12
"""Numberings kept open; documents have a handful of parts."""
MAX_ARABIC_GAP = 2
COUNTS_ON = 5
"""Arabic numbers are also figures of the text, so that one may be missing only in a numbering that is well on its way."""
MAX_GAP = 3
"""Numbers that may be missing in a Chinese numbering (an item left out in publication); more is not the same numbering."""


def lies_under(ordinals: list[Ordinal], index: int, top: Ordinal) -> bool:
    """Tell whether a new kind of mark at `index` lies under `top`: always, unless its own kind began above `top`."""
    following = next((o for o in ordinals[index + 1 :] if o.kind == top.kind), None)
    rank, top_rank = _RANK[ordinals[index].kind], _RANK[top.kind]
    if rank > top_rank:
        return True
    # A lower-ranked mark under a higher one is rare but real: then the numbering above goes on after it.
    return following is not None and following.number == top.number + 1


_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("编", "篇", "部分", "章", "节", "条", "一、", "（一）", "1.1", "1.", "1、", "（1）", "1)", "①")
    )
}
