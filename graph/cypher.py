"""What can be told of a Cypher text without running it: words outside strings and comments, and the columns it returns.

This is no parser. It decides one refusal (`LOAD CSV`, which a server runs as if it were reading) and names the columns of an
answer without rows; whether a question may write is decided by the server's own rights, never here.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))
  | (?P<string>'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z))
  | (?P<quoted>`(?:``|[^`])*(?:`|\Z))
  | (?P<word>[^\W\d]\w*)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UNICODE_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_OPENING, _CLOSING = "([{", ")]}"
_AFTER_COLUMNS = {"ORDER", "SKIP", "OFFSET", "LIMIT", "UNION"}


class Token(NamedTuple):
    """`kind` is one of the groups of `_TOKEN`; `start` and `end` are offsets into the text."""

    kind: str
    text: str
    start: int
    end: int


def tokens(cypher: str) -> list[Token]:
    """The text cut into comments, strings, quoted names, words, white space and single characters; nothing is lost."""
    return [Token(str(m.lastgroup), m.group(), m.start(), m.end()) for m in _TOKEN.finditer(cypher)]


def loads_csv(cypher: str) -> bool:
    r"""Whether the text reads a file or an address by `LOAD CSV`, however it is spaced, cased or escaped.

    Neo4j turns `\u004c` into `L` before it looks at anything else, so that reading is examined as well.
    """
    unescaped = _UNICODE_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), cypher)
    return any(_has_load_csv(text) for text in {cypher, unescaped})


def columns(cypher: str) -> tuple[str, ...]:
    """Names of the columns of the last RETURN, as a server would give them; empty where they cannot be told (`RETURN *`)."""
    found = tokens(cypher)
    depth, start = 0, None
    for place, token in enumerate(found):
        depth += (token.text in _OPENING) - (token.text in _CLOSING) if token.kind == "other" else 0
        if depth == 0 and token.kind == "word" and token.text.upper() == "RETURN":
            start = place + 1
    if start is None:
        return ()
    items: list[list[Token]] = [[]]
    depth = 0
    for token in found[start:]:
        if token.kind == "other":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth == 0 and token.text == ";":
                break
            if depth == 0 and token.text == ",":
                items.append([])
                continue
        if depth == 0 and token.kind == "word" and token.text.upper() in _AFTER_COLUMNS:
            break
        items[-1].append(token)
    names = tuple(_column(cypher, item) for item in items)
    return () if any(name in ("", "*") for name in names) else names


def _column(cypher: str, item: list[Token]) -> str:
    said = [token for token in item if token.kind not in ("space", "comment")]
    if said and said[0].text.upper() == "DISTINCT":
        said = said[1:]
    if not said:
        return ""
    if len(said) > 2 and said[-2].text.upper() == "AS":
        name = said[-1]
        return name.text[1:-1].replace("``", "`") if name.kind == "quoted" else name.text
    return cypher[said[0].start : said[-1].end]


def _has_load_csv(text: str) -> bool:
    said = [token for token in tokens(text) if token.kind not in ("space", "comment")]
    return any(
        first.kind == second.kind == "word" and (first.text.upper(), second.text.upper()) == ("LOAD", "CSV")
        for first, second in pairwise(said)
    )
