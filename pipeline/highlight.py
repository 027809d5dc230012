"""The highlight page: one self-contained HTML file with the notice's text and every extraction marked in its place.

Guarantee: whatever the text holds, it is shown as text; the page loads nothing and runs no script but its own (its
content security policy names the two hashes), it reads well without any script, and the text on it is the text read
(but for control characters, which are shown by a sign).
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from html import escape
from importlib.resources import files
from string import Template

from ..schemas import Notice
from .highlight_facts import KINDS, Fact, facts
from .segments import segments


def highlight(notice: Notice, text: str) -> str:
    """The page for `notice`, whose offsets count in `text`."""
    found = facts(notice)
    counts = Counter(fact.kind for fact in found)
    style, script = _part("highlight.css"), _part("highlight.js")
    title = notice.document.title or notice.document.doc_number or notice.source.path
    return Template(_part("highlight.html")).substitute(
        title=escape(title),
        source=escape(f"{notice.document.doc_number or '无文号'} · {notice.source.path}"),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        switches="".join(
            f'<input type="checkbox" class="switch" id="k-{kind}" checked aria-label="显示{label}">'
            for kind, label in KINDS.items()
        ),
        legend="".join(
            f'<label for="k-{kind}" class="key key-{kind}">{label} <b>{counts[kind]}</b></label>'
            for kind, label in KINDS.items()
        ),
        text=_text(text, found),
        lists="".join(_list(kind, label, found) for kind, label in KINDS.items()),
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


_UNSEEN = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
_UNSEEN |= dict.fromkeys(
    (0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F), 0xFFFD
)


def shown(text: str) -> str:
    """The text with a sign for every control character and every mark that would turn the direction of writing."""
    return text.translate(_UNSEEN)


def _text(text: str, found: list[Fact]) -> str:
    """The text, each segment in a mark that lists its facts; plain where nothing covers it."""
    out = []
    for segment in segments(len(text), [fact.span or (0, 0) for fact in found]):
        content = escape(shown(text[segment.start : segment.end]))
        if not segment.covering:
            out.append(content)
            continue
        classes = " ".join(f"m-{kind}" for kind in dict.fromkeys(found[index].kind for index in segment.covering))
        # innermost first: the shortest fact is what a reader points at
        order = sorted(segment.covering, key=lambda index: (_length(found[index]), index))
        listed = " ".join(str(index) for index in order)
        hint = escape("\n".join(f"{KINDS[found[index].kind]}：{found[index].name}" for index in order))
        anchor = "".join(f'<a id="p{index}"></a>' for index in segment.starts)
        focus = ' tabindex="0"' if segment.starts else ""
        out.append(f'{anchor}<mark class="{classes}" data-facts="{listed}" title="{hint}"{focus}>{content}</mark>')
    return "".join(out)


def _length(fact: Fact) -> int:
    return fact.span[1] - fact.span[0] if fact.span else 0


def _list(kind: str, label: str, found: list[Fact]) -> str:
    """All facts of a kind with their details, each linked to its place."""
    entries = []
    for index, fact in enumerate(found):
        if fact.kind != kind:
            continue
        name = escape(fact.name)
        head = f'<a href="#p{index}">{name}</a>' if fact.span else name
        rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(value)}</dd>" for term, value in fact.lines)
        entries.append(f'<li id="f{index}" class="fact fact-{kind}">{head}<dl>{rows}</dl></li>')
    if not entries:
        return ""
    unfolded = " open" if kind == "finding" else ""
    summary = f"<summary>{label}（{len(entries)}）</summary>"
    return f'<details class="list list-{kind}"{unfolded}>{summary}<ol>{"".join(entries)}</ol></details>'
