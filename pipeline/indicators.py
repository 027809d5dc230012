"""The canonical name of an indicator: what two documents measure alike gets one name, so that targets can be compared.

Scope words and the document's own region go (全区GDP → GDP), and forms that statistics use for one quantity are one.
What the vocabulary (`extractors/data/indicator_names.toml`, where a change makes a new version of the rules) does not
know stays as written.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any

from .. import extractors
from ..extractors.regions import COUNTRY_ID, chain, formal_name, short_name

_QUOTES = re.compile(r"[“”\"'‘’《》]")
_SHORTEST_INDICATOR = 2


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """The tables of `indicator_names.toml`: `scope`, `rewrite`, `same`."""
    return tomllib.loads((files(extractors) / "data" / "indicator_names.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["pattern"]), entry["to"]) for entry in vocabulary()["rewrite"])


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    return {form: name for name, forms in vocabulary()["same"].items() for form in forms}


@lru_cache(maxsize=4096)
def canonical_indicator(text: str, region: str | None) -> str:
    """`text` is the indicator as written, `region` the id of the region that the document speaks for, or None."""
    plain = unicodedata.normalize("NFKC", _QUOTES.sub("", "".join(text.split()))).replace("(", "（").replace(")", "）")
    name = _without_scope(plain, region) or plain
    for pattern, to in _rewrites():
        name = pattern.sub(to, name) or name
    return _same().get(name, name)


def _without_scope(name: str, region: str | None) -> str:
    scope = vocabulary()["scope"]
    own = [word for each in _own_names(region) for word in (each + "的", each)]
    for word in sorted({*scope["words"], *own}, key=lambda word: (-len(word), word)):
        rest = name.removeprefix(word)
        if rest != name and len(rest) >= _SHORTEST_INDICATOR and not name.startswith(tuple(scope["not_scope"])):
            return rest.removeprefix("的")
    return name


def _own_names(region: str | None) -> tuple[str, ...]:
    if region is None or region == COUNTRY_ID or not chain(region):
        return ()
    return tuple(dict.fromkeys((region, formal_name(region), chain(region)[0].name, short_name(region))))
