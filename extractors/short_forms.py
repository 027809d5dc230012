"""Names of documents inside one document: declared short forms, titles of what a notice carries, undeclared short forms.

A short form is accepted only where exactly one document fits; a doubt is an answer, a guess is not.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right, insort

from .lexicon import alternation, terms
from .text import DASHES

_LAST = alternation(term for term in terms("document_words", **{"class": "document"}) if term != "法")
_SHORT = re.compile(
    rf"^(?:{alternation(terms('short_form_words'))})*(?:{_LAST})(?:（(?:草案|试行|暂行|修订稿|讨论稿|征求意见稿)）)?$"
)
_ATTACHED = re.compile(
    r"(?:印发|转发|批转|下发|颁发|发布|公布)(?:实施)?[《〈]?(?P<what>.+?)[》〉]?的(?:通知|公告|决定|通告)(?:[（(][^（）()]*[）)])?$"
)
_FORWARDED = re.compile(r"(?:转发|批转)(?P<body>.{2,20}?)关于")


_MARK = re.compile(r"[\s《》〈〉<>]")
_DASH = re.compile(rf"[{DASHES}]")
_WIDE = str.maketrans("()[]", "（）〔〕")


def plain(title: str) -> str:
    """Bring a title to the form in which two writings are compared: no white space, marks and width alike."""
    return _DASH.sub("—", _MARK.sub("", title).translate(_WIDE))


def attached_title(title: str) -> str | None:
    """Return the title of what a notice carries: `…关于印发X的通知` → X, without title marks; None where it carries nothing."""
    match = _ATTACHED.search(title)
    if not match:
        return None
    what = match["what"].strip("《》〈〉")
    return what if len(what) > 3 else None


def _ends_in(known: str, short: str) -> bool:
    """Tell whether a title ends in a short form, a bracket behind it (`（草案）`, `（2023—2027年）`) counted or not."""
    return known.endswith(short) or re.sub(r"（[^（）]*）$", "", known).endswith(short)


MAX_OFFSET = sys.maxsize


class Names:
    """The documents that one document names, by all their names."""

    def __init__(self, own_title: str | None, own_attachment: str | None) -> None:
        self._own = {plain(title) for title in (own_title, own_attachment) if title}
        self._titles: dict[str, str] = {}
        self._attached: dict[str, str] = {}
        self._declared: dict[str, str] = {}
        self._unmarked: dict[str, int] = {}
        self._by_number: dict[str, str] = {}
        self._declarations: list[tuple[int, int]] = []

    def own(self, title: str) -> None:
        """Add a title of the document itself: one of its annexes."""
        self._own.add(plain(title))

    def is_own(self, title: str | None) -> bool:
        """Tell whether a title or declared short form means the document itself or what it carries."""
        if title is None:
            return False
        key = plain(title)
        return key in self._own or plain(self._declared.get(key, "")) in self._own

    def declare(self, short: str, title: str, number: str | None, *, marked: bool) -> None:
        """Record `（以下简称《short》）` after a document."""
        self._declared.setdefault(plain(short), title)
        if not marked:
            self._unmarked.setdefault(short, 0)
        if number:
            self._by_number.setdefault(number, title)

    def declared_at(self, start: int, end: int) -> None:
        """Record where a declaration stands: it is no mention of its own."""
        insort(self._declarations, (start, end))
        for word, since in self._unmarked.items():
            if since == 0:
                self._unmarked[word] = end

    def in_declaration(self, at: int) -> bool:
        """Tell whether an offset lies in a declaration."""
        index = bisect_right(self._declarations, (at, MAX_OFFSET)) - 1
        return index >= 0 and self._declarations[index][0] <= at < self._declarations[index][1]

    def declared(self, title: str) -> bool:
        """Tell whether a title is a declared short form."""
        return plain(title) in self._declared

    def unmarked(self) -> list[tuple[str, int]]:
        """List the short forms declared without marks and where their declaration ends."""
        return sorted(self._unmarked.items())

    def learn(self, title: str, number: str | None) -> None:
        """Take in a title as it is cited in full."""
        if self.is_short(title):
            return
        self._titles.setdefault(plain(title), title)
        carried = attached_title(title)
        if carried:
            self._attached.setdefault(plain(carried), title)
        if number:
            self._by_number.setdefault(number, title)

    def title_of(self, number: str | None) -> str | None:
        """Return the title that stands with a 文号 elsewhere in the document."""
        return self._by_number.get(number or "")

    def is_short(self, title: str) -> bool:
        """Tell whether a title is a short form: declared, or made of general words alone (`规划纲要`, `实施方案`)."""
        return plain(title) in self._declared or bool(_SHORT.match(plain(title)))

    def meant(self, title: str) -> list[str]:
        """List the documents that a title in the text can mean, each by its full title; one is an answer."""
        key = plain(title)
        if key in self._declared:
            full = self._declared[key]
            return [self._attached.get(plain(full), full)]
        if not self.is_short(title):
            if key not in self._titles and key not in self._attached and key.startswith("关于"):
                # 《关于…的意见》 after 《江西省民政厅…关于…的意见》: the same title without its issuers
                longer = [full for known, full in self._titles.items() if known.endswith(key)]
                if len(longer) == 1:
                    return longer
            return [self._attached.get(key, title)]
        fits: dict[str, str] = {}
        for known, full in [*self._titles.items(), *self._attached.items()]:
            if _ends_in(known, key):
                target = self._attached.get(known, full)
                fits.setdefault(plain(target), target)
        for known in self._own:
            if _ends_in(known, key):
                fits.setdefault(known, known)
        return list(fits.values())
