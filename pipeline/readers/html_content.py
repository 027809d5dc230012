"""Which lines of a web page are the notice: its metadata, its title, its text; the rest is the site's.

trafilatura was tried and not taken. On the pages of the tests it keeps the text where that stands in elements of its own, but makes rows
of a table of the whole text where a table lays out the page, as on old sites and on the national portal, and loses the metadata of half
the structures. So the smallest element is taken that holds nearly all prose of the page, made larger as long as what comes with it is
not links; between its first and its last paragraph nothing is left out. Prose outside it is kept too: a lost paragraph is the worst
error here, a line of the site too much a small one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile

from . import html_metadata as metadata
from .html_lines import Line, Page
from .html_words import is_after_text, is_content, is_foot, is_furniture, is_related, is_tool

PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr"})
"""Elements of one paragraph, which are not the element of a text."""
MIN_PROSE = 20
"""Chinese characters of a line that is surely prose, if it has punctuation."""
MIN_PROSE_ELSEWHERE = 30
"""The same, outside the element of the text."""
NEARLY_ALL = 0.9
"""Share of a page's prose that the element of the text holds."""
LITTLE = 0.05
"""Share of a page's prose up to which an element called `share` or `footer` is believed to be that."""
MOST_LINKS = 1 / 3
"""Share of links and tools among the lines that a larger element adds, from which on it is the page and not the text."""
MAX_OPENING = 5
"""Lines from the first prose on in which a title may still go on: one with a 、 in it looks like prose itself."""
MAX_TAIL = 8
"""Lines below the text among which a signature of its own element is looked for."""
_PUNCTUATION = re.compile(r"[，。；：、]")
_SENTENCE = re.compile(r"[。；：！？”）)]\s*$")
_NUMBER_LINE = re.compile(
    r"\s*[\u4e00-\u9fff]{1,16}\s*[〔﹝\[［（(]\s*(?:19|20)\d{2}\s*[〕﹞\]］）)]\s*\d{1,5}\s*号\s*"
)
_CLOSING = re.compile(
    r".{0,20}(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇○Ｏ零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
    r"|[（(]?(?:此|本)件.{0,10}公开.{0,6}|附件.*"
)
_TITLE = re.compile(
    r"关于|(?:通知|意见|决定|公告|通告|通报|批复|函|纪要|方案|计划|规划|办法|规定|细则|要点)(?:[（(][^（()）]{1,30}[）)])?$"
)
_ANNEX = re.compile(r"\s*(?:附件|\d{1,2}\s*[.．、])")
_SITE = re.compile(
    r"[_|｜]|\s[-–—]{1,4}\s|(?<![-–—])[-–—]{1,4}(?=[^-–—_|｜\d]{2,20}(?:网|网站|政府|门户|厅|局|委|部)\s*$)"
)
"""What stands between the title of a document and the name of the site in the name of a page."""
MIN_TITLE = 6
"""Characters of a title or of a line of one."""


def chosen(page: Page, page_title: str) -> list[Line]:
    """Return the lines of the notice in their order, the site's left out. `page_title` is what the page calls itself, or empty."""
    return _Choice(page, page_title).lines()


def document_title(names: Sequence[str]) -> str:
    """Return the first name of a page that reads like a document's title, without the name of the site behind it."""
    for name in names:
        for part in _SITE.split(name):
            if len(part.strip()) >= MIN_TITLE and _TITLE.search(part.strip()):
                return part.strip()
    return ""


class _Choice:
    """The choice on one page; `good` tells of each line whether it can be the notice's wherever it stands."""

    def __init__(self, page: Page, page_title: str) -> None:
        self.all = page.lines
        self.spans = page.spans
        self.page_title = page_title
        prose = [_is_prose(line, MIN_PROSE) and not self._is_named(line) for line in self.all]
        self.furniture = self._furniture(prose)
        self.prose = [is_prose and not out for is_prose, out in zip(prose, self.furniture, strict=True)]
        self.good = [
            not (out or line.is_link or is_tool(line.text) or is_foot(line.text))
            for line, out in zip(self.all, self.furniture, strict=True)
        ]
        self.first, self.last = self._element()

    def lines(self) -> list[Line]:
        """Return what is kept, in order."""
        inside = self._inside()
        kept = {*inside, *self._elsewhere(inside)}
        kept.update(self._tail(max(kept, default=-1) + 1))
        begin = next((index for index in sorted(kept) if self.prose[index]), self.last)
        top = self._head(begin, kept)
        body = [self.all[index] for index in sorted(kept) if index >= begin]
        return [*self._missing_title(top, body), *top, *body]

    def _furniture(self, prose: list[bool]) -> list[bool]:
        """Mark the lines inside elements that are called as what stands round a text, and hold no prose to speak of."""
        sums = _sums(line.han if is_prose else 0 for line, is_prose in zip(self.all, prose, strict=True))
        marks = [0] * (len(self.all) + 1)
        for element, first, last in self.spans:
            if first < last and sums[last] - sums[first] <= LITTLE * sums[-1] and is_furniture(element):
                marks[first] += 1
                marks[last] -= 1
        return [depth > 0 for depth in accumulate(marks[:-1])]

    def _element(self) -> tuple[int, int]:
        """Return the lines of the smallest element with nearly all prose, made larger as long as that adds no links."""
        weights = [line.han if is_prose else 0 for line, is_prose in zip(self.all, self.prose, strict=True)]
        if not any(weights):
            weights = [len(line.text) if good else 0 for line, good in zip(self.all, self.good, strict=True)]
        prose, bad = _sums(weights), _sums(not good for good in self.good)
        holding = [span for span in self.spans if prose[span.last] - prose[span.first] >= NEARLY_ALL * prose[-1]]
        # one paragraph may be nearly all prose: then the element that it stands in with the short lines
        holding = [span for span in holding if span.element.tag not in PARAGRAPHS] or holding
        if not holding:
            return 0, len(self.all)
        named = next((span for span in holding if is_content(span.element)), None)
        if named:
            return named.first, named.last
        first, last = holding[0].first, holding[0].last
        for _, begin, end in holding[1:]:
            added = end - begin - (last - first)
            if bad[end] - bad[begin] - (bad[last] - bad[first]) > MOST_LINKS * added:
                break
            first, last = begin, end
        return first, last

    def _inside(self) -> list[int]:
        """Return the lines of that element that are kept: all between its first and last prose, and around them all but tools."""
        span = range(self.first, self.last)
        prose = [index for index in span if self.prose[index]]
        begin, end = (prose[0], prose[-1]) if prose else (self.last, self.last)
        kept = [index for index in span if index < begin and self.good[index]]
        kept += [index for index in span if begin <= index <= end and not self.furniture[index]]
        related = False
        for index in range(end + 1, self.last):
            line = self.all[index]
            related = is_related(line.text) or (related and (line.is_link or not line.han))
            link = line.is_link and not _ANNEX.match(line.text)
            if not (related or link or self.furniture[index] or is_after_text(line.text)):
                kept.append(index)
        return kept

    def _elsewhere(self, inside: Sequence[int]) -> list[int]:
        """Return the prose outside that element, and what lies between it and the element unless that is mostly links."""
        found: list[int] = []
        outside = [i for i, line in enumerate(self.all) if not self.first <= i < self.last and self._is_text(i, line)]
        bad = _sums(not good for good in self.good)
        edge = inside[0] if inside else self.first
        for index in reversed([index for index in outside if index < self.first]):
            between = bad[edge] - bad[index]
            if 2 * between <= edge - index:
                found += [each for each in range(index, edge) if self.good[each]]
                edge = index
            else:
                found.append(index)
        edge = inside[-1] + 1 if inside else self.last
        for index in [index for index in outside if index >= self.last]:
            between = bad[index] - bad[edge]
            if 2 * between <= index - edge:
                found += [each for each in range(edge, index + 1) if self.good[each]]
                edge = index + 1
            else:
                found.append(index)
        return found

    def _is_text(self, index: int, line: Line) -> bool:
        return self.prose[index] and line.han >= MIN_PROSE_ELSEWHERE and bool(_SENTENCE.search(line.text))

    def _tail(self, end: int) -> list[int]:
        """Return the lines below the text that are its signature, date or remark, in an element of their own."""
        below: list[int] = []
        for index in range(end, min(end + MAX_TAIL, len(self.all))):
            if not self.good[index] or is_after_text(self.all[index].text) or is_related(self.all[index].text):
                break
            below.append(index)
        closing = [at for at, index in enumerate(below) if _CLOSING.fullmatch(self.all[index].text)]
        return below[: closing[-1] + 1] if closing else []

    def _head(self, begin: int, kept: set[int]) -> list[Line]:
        """Return what stands above the first prose: metadata wherever it is, title and number, and the lines that are kept anyway."""
        above = [(i, self.all[i]) for i in range(begin) if not (self.furniture[i] or self.all[i].is_link)]
        taken = metadata.read(above)
        lines: list[Line] = []
        opening = takewhile(lambda line: "。" not in line.text, self.all[begin : begin + MAX_OPENING])
        following = "".join(_compact(line.text) for line in opening)
        for index, line in reversed(above):
            text = _compact(line.text)
            if index in taken:
                lines += reversed(taken[index])
            elif self._is_named(line) and text in following:
                continue  # a title over a text that begins with it once more, often broken over lines
            elif index in kept or self._is_named(line):
                lines.append(line)
                following = text + following
        return lines[::-1]

    def _is_named(self, line: Line) -> bool:
        """Tell a line of the title or the 文号, wherever it stands."""
        if line.text.endswith("。"):
            return False
        text = _compact(line.text)
        of_title = line.han >= MIN_TITLE and text in _compact(self.page_title)
        return of_title or (line.heading and bool(_TITLE.search(text))) or bool(_NUMBER_LINE.fullmatch(line.text))

    def _missing_title(self, top: Sequence[Line], body: Sequence[Line]) -> list[Line]:
        """Return the page's title where the page shows it nowhere but in its own name."""
        shown = "".join(_compact(line.text) for line in [*top, *body[:3]])
        title = _compact(self.page_title)
        return [Line(self.page_title, 0, 0, True)] if title and title not in shown else []


def _is_prose(line: Line, least: int) -> bool:
    return (
        line.han >= least
        and not line.is_link
        and bool(_PUNCTUATION.search(line.text))
        and not is_tool(line.text)
        and not is_foot(line.text)
    )


def _sums(weights: Iterable[int]) -> list[int]:
    return [0, *accumulate(weights)]


def _compact(text: str) -> str:
    return "".join(text.split())
