"""All claims of the documents held, by name, so that only the names that a change can reach are resolved again.

Guarantee: for the claims that `around` gives, resolving them alone says what resolving all would say, since identity knows
no rule that looks past shared names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from ..schemas import DocumentClaim
from .identity import names_of

Around = tuple[dict[str, DocumentClaim], set[DocumentClaim]]
"""Own claims of held documents by document_id, and claims of mentions."""


class ClaimIndex:
    """Own names and mentions of every document held."""

    def __init__(self) -> None:
        self._own: dict[str, DocumentClaim] = {}
        self._mentions: Counter[DocumentClaim] = Counter()
        self._held_by_name: dict[str, set[str]] = defaultdict(set)
        self._mentions_by_name: dict[str, set[DocumentClaim]] = defaultdict(set)

    def add(self, document_id: str, own: DocumentClaim, mentions: Iterable[DocumentClaim]) -> None:
        """Take in what a document says (once: each mention as a member of a set)."""
        self._own[document_id] = own
        for name in _own_names(document_id, own):
            self._held_by_name[name].add(document_id)
        for claim in set(mentions):
            self._mentions[claim] += 1
            for name in names_of(claim).all:
                self._mentions_by_name[name].add(claim)

    def remove(self, document_id: str, mentions: Iterable[DocumentClaim]) -> None:
        """Take back what `add` took in."""
        own = self._own.pop(document_id)
        for name in _own_names(document_id, own):
            self._held_by_name[name].discard(document_id)
        for claim in set(mentions):
            self._mentions[claim] -= 1
            if not self._mentions[claim]:
                del self._mentions[claim]
                for name in names_of(claim).all:
                    self._mentions_by_name[name].discard(claim)

    def around(self, names: Iterable[str]) -> frozenset[str]:
        """Every name that one of these is tied to, through however many claims."""
        reached: set[str] = set()
        waiting = set(names)
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            for document_id in self._held_by_name.get(name, ()):
                waiting |= _own_names(document_id, self._own[document_id]) - reached
            for claim in self._mentions_by_name.get(name, ()):
                waiting |= names_of(claim).all - reached
        return frozenset(reached)

    def claims(self, names: Iterable[str]) -> Around:
        """The claims that have one of these names."""
        held = {key for name in names for key in self._held_by_name.get(name, ())}
        mentions = {claim for name in names for claim in self._mentions_by_name.get(name, ())}
        return {key: self._own[key] for key in sorted(held)}, mentions

    def all(self) -> Around:
        """Every claim."""
        return dict(self._own), set(self._mentions)


def _own_names(document_id: str, own: DocumentClaim) -> frozenset[str]:
    return names_of(own).all | {document_id}
