"""Whether a group could include a body: 各部门 and 财政部门 a finance bureau, 区属国有企业 an enterprise.

Told by the group's own last word, and for a class told by its function by that function; never by a list of members, so
the answer is "could", not "does".
"""

from __future__ import annotations

import re

from ..schemas import AgencyKind
from .agency_kinds import vocabulary
from .agency_vocabulary import local

_BRACKET = re.compile(r"（[^（）]*）")


def could_include(group: str, name: str, kind: AgencyKind) -> bool:
    """Whether a group (as the text names it) could include the body of that canonical name and kind."""
    if kind is AgencyKind.GROUP:
        return False
    words = _BRACKET.sub("", group)
    for table in vocabulary()["member"]:
        match = re.search(table["pattern"], words)
        if match and kind in table["kinds"]:
            function = _function(words[: match.start()])
            return not function or any(stem in name for stem in function)
    return False


def _function(before: str) -> tuple[str, ...]:
    """What the group's words say of its task, in every form that a name could have: 发展改革 → 发展改革, 发展和改革."""
    rest = re.sub(vocabulary()["scope_of_group"]["pattern"], "", before)
    if not rest:
        return ()
    full = [stem for stem, shorts in local()["stems"].items() if rest in (stem, *shorts)]
    return (rest, *full)
