"""What is only encouraged binds nobody.

Definition (decided cases): "things only encouraged, supported or urged (鼓励, 支持, 督促)" are no projects; a group told by such a
sentence (`鼓励各地…`) has no task.
"""

from __future__ import annotations

import re

URGED = re.compile(r"(?:大力|积极|进一步|充分)*(?:鼓励|引导|倡导|提倡)")
"""Opens a clause that encourages, and the ones after it up to the next `；` (`积极引导社会资本…，建设…`)."""


_FIRST = frozenset("大积进充鼓引倡提")


def is_urged(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` opens with a word that encourages; by its first character nearly all are seen not to."""
    return start < end and text[start] in _FIRST and URGED.match(text, start, end) is not None
