"""What one file comes to: its bytes in, the facts out, or the reason why not. A pure function, whichever process runs it.

Guarantee: nothing but the bytes, the file's name, the rules and the decisions given bears on the answer, so that it may be
worked out anywhere and in any order; what comes back can be sent from one process to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..graph.rows import FactsError, Ready, ready
from ..schemas import SetAside, SetAsideReason
from .batch import notice_of
from .canonicalise import canonicalise
from .judging.ledger import Ledger
from .read import Loaded, text_of


class Found(NamedTuple):
    """What was found in a file, ready to be loaded: `characters` are those of its text, as `written` counts."""

    path: str
    characters: int
    document: Ready


def written(text: str) -> int:
    """How much is written in a text: its characters without white space, so that a blank line makes it no fuller."""
    return sum(map(len, text.split()))


@dataclass(frozen=True)
class Work:
    """How the files of a batch are read.

    Attributes:
        unsectioned: take texts without a numbered section, too; else they are set aside.
        ledger: what people decided, carried out on every notice.
        aliases: canonical name of an agency → the name that people decided to be the same body's.
    """

    unsectioned: bool = False
    ledger: Ledger | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, loaded: Loaded) -> Found | SetAside:
        """What a file comes to; a reason to set it aside is returned, not raised."""
        try:
            return self._found(loaded)
        except SetAside as aside:
            return aside

    def _found(self, loaded: Loaded) -> Found:
        source = text_of(loaded)
        notice = notice_of(source, self.ledger)
        if not notice.sections and not self.unsectioned:
            message = (
                "no numbered section (一、 （一） 1. 第一条) was found, so it is no notice or has lost its line ends; "
                "look at it with `gongwen inspect`, and add --unsectioned to take it as it is."
            )
            raise SetAside(source.path, SetAsideReason.NO_SECTIONS, message)
        try:
            facts = canonicalise(notice, text=source.text, aliases=self.aliases)
        except Exception as error:
            message = f"naming failed on it ({type(error).__name__}: {error}); please report it with the file."
            raise SetAside(source.path, SetAsideReason.FAILED, message) from error
        try:
            return Found(source.path, written(source.text), ready(facts))
        except FactsError as error:
            message = f"what was read cannot become a graph ({error}); please report it with the file."
            raise SetAside(source.path, SetAsideReason.FAILED, message) from error
