"""Names in a Cypher text that the schema does not have, with those that may have been meant.

A store answers a mistyped label with no rows and a mistyped property with nulls, and says nothing of it. As `cypher`, this is no
parser: it looks at what stands behind `:` and `.`, and a name that it cannot place is passed over.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..schemas.graph import EVIDENCE, NODE_TYPES, RELATIONSHIP_TYPES, Label, RelType
from .constraints import META_LABEL
from .cypher import Token, tokens

NEAR = 3
"""Names offered for one."""

Kind = Literal["label", "type", "property"]


class Hint(NamedTuple):
    """`name` is no `kind` of the schema; `near` are those of the kind that look like it, or all where few are there to choose from."""

    kind: Kind
    name: str
    near: tuple[str, ...]

    def __str__(self) -> str:
        kind = {"label": "label", "type": "relationship type", "property": "property"}[self.kind]
        return f"The graph has no {kind} {self.name}; did you mean {', '.join(self.near)}?"


_KNOWN: dict[Kind, tuple[str, ...]] = {
    "label": tuple(map(str, Label)),
    "type": tuple(map(str, RelType)),
    "property": tuple(
        dict.fromkeys(
            [
                *(name for each in NODE_TYPES for name in each.properties),
                *(name for each in RELATIONSHIP_TYPES for name in each.properties),
                *EVIDENCE,
            ]
        )
    ),
}
_OWN = {"label": {META_LABEL}, "type": set[str](), "property": {"document", "contents"}}
"""What the store keeps for itself; a question may use it, and it is not offered."""


def hints(cypher: str) -> tuple[Hint, ...]:
    """A hint for each name that the schema does not have, in the order of the text, each once."""
    found: dict[tuple[Kind, str], Hint] = {}
    for kind, name in _names(cypher):
        if name not in _KNOWN[kind] and name not in _OWN[kind] and (kind, name) not in found:
            near = _near(kind, name)
            if near:
                found[kind, name] = Hint(kind, name, near)
    return tuple(found.values())


def _near(kind: Kind, name: str) -> tuple[str, ...]:
    folded = {known.casefold(): known for known in _KNOWN[kind]}
    near = tuple(folded[each] for each in difflib.get_close_matches(name.casefold(), folded, NEAR, 0.6))
    # any word may be a property: of a map, of a date
    return near or (() if kind == "property" else _KNOWN[kind])


def _names(cypher: str) -> Iterator[tuple[Kind, str]]:
    said = [token for token in tokens(cypher) if token.kind not in ("space", "comment")]
    open_: list[str] = []
    for at, token in enumerate(said):
        if token.kind == "other" and token.text in "([{":
            open_.append(token.text)
        elif token.kind == "other" and token.text in ")]}" and open_:
            open_.pop()
        if token.kind not in ("word", "quoted") or at == 0:
            continue
        before, after = said[at - 1].text, said[at + 1].text if at + 1 < len(said) else ""
        name, inside = _bare(token), open_[-1] if open_ else ""
        if inside == "{" and after == ":" and len(open_) > 1 and open_[-2] in "([" and _is_pattern(said, at):
            yield "property", name
        elif before in (":", "|", "&") and inside != "{" and _behind_colon(said, at):
            yield ("type" if inside == "[" else "label"), name
        elif before == "." and after not in ("(", ".") and at > 1 and _is_owner(said[at - 2]) and after != ":":
            yield "property", name


def _bare(token: Token) -> str:
    return token.text.strip("`").replace("``", "`") if token.kind == "quoted" else token.text


def _is_owner(token: Token) -> bool:
    """What a property is asked of: a variable, the end of a call or list, or the beginning of a map projection."""
    return token.kind in ("word", "quoted") or token.text in (")", "]", "{", ",")


def _behind_colon(said: list[Token], at: int) -> bool:
    """Whether the names before, joined by `|` or `&`, go back to a colon: `:LEADS|SUPPORTS`."""
    while at > 1 and said[at - 1].text in ("|", "&") and said[at - 2].kind in ("word", "quoted"):
        at -= 2
    return said[at - 1].text == ":"


def _is_pattern(said: list[Token], at: int) -> bool:
    """Whether the map that holds the word stands in a node or a relationship: behind a name or right behind the bracket."""
    depth = 0
    for back in range(at - 1, 0, -1):
        text = said[back].text
        depth += (text in ")]}") - (text in "([{")
        if depth < 0:
            before = said[back - 1]
            return before.text in ("(", "[") or (
                before.kind in ("word", "quoted") and said[back - 2].text in ("(", "[", ":", "|")
            )
    return False
