"""Whether a phrase begins with a name of its own: a place's, a firm's, a person's (`七宝|老街`, `仲盛|商圈`, `召稼楼|城中村`).

What is built, renewed or opened has such a name far more often than it has one of the last words that are known; a field of
work or a kind of thing (`农村|公路`, `河湖|水网`) begins with a word of the language. Which is which, jieba's dictionary tells: a
name is a word that it marks as one, or that it does not have; `ordinary_words.tsv` holds the words of official documents that it
does not have either, or marks as names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .lexicon import load, terms
from .regions import leading_region
from .words import is_known, tokenizer, words

_TAGGED = re.compile(r"(?m)^([一-鿿]{2,3}) \d+ (?:ns|nz|nrt?|nrfg)\s*$|^([一-鿿]{4}) \d+ ns\s*$")
"""Lines of the dictionary: places, persons, firms and makes; of four characters only places, since sayings are marked as persons."""
_HAN = re.compile(r"[一-鿿]+")
_ORDINARY_CHARACTERS = frozenset(
    "老旧新大小高低中上下东西南北内外前后左右一二三四五六七八九十两双多全各市区县镇乡村省国总主副非超再同跨沿近远长短快慢深浅好优强重轻"
)


@cache
def _names() -> frozenset[str]:
    with tokenizer().get_dict_file() as file:
        found = _TAGGED.findall(file.read().decode("utf-8"))
    return frozenset(short or place for short, place in found) - ordinary()


@cache
def ordinary() -> frozenset[str]:
    """Return the words that begin no name, though the dictionary does not have them or marks them as names."""
    return frozenset(terms("ordinary_words")) | frozenset(terms("generic_words"))


@lru_cache(maxsize=8192)
def begins_with_name(phrase: str) -> bool:
    """Tell whether the first word is a name; a short one of single characters (`莘|吴|地块`) counts as one word."""
    region = leading_region(phrase)
    if region is not None and region[1] >= 2:
        return True
    cut = words(phrase)
    first = cut[0] if cut else ""
    if len(first) == 1:
        if len(cut) < 2 or (len(cut[1]) > 1 and is_known(cut[1])) or first in _ORDINARY_CHARACTERS:
            return False
        first += cut[1]
    if first in ordinary() or not _HAN.fullmatch(first):
        return False
    return first in _names() or not is_known(first)


def holds_name(phrase: str) -> bool:
    """Tell whether a name stands first, or behind one word of the language (`时代|长安|高竹动力电池`)."""
    cut = words(phrase)
    second = len(cut) > 2 and len(cut[0]) > 1 < len(cut[1]) and cut[1] not in ordinary()
    return begins_with_name(phrase) or (second and (cut[1] in _names() or not is_known(cut[1])))


@lru_cache(maxsize=8192)
def may_begin_a_name(pair: str) -> bool:
    """Tell, quickly, whether a phrase that begins with these two characters may begin with a name: not with a plain word."""
    return not (is_known(pair) and pair not in _names()) and pair not in ordinary()


def begins_with_known_name(phrase: str) -> bool:
    """Tell whether the first word is the name of a region, or one that the dictionary marks as a name."""
    region = leading_region(phrase)
    first = words(phrase)[:1]
    return (region is not None and region[1] >= 2) or (bool(first) and first[0] in _names())


@lru_cache(maxsize=8192)
def ends_in_a_word(phrase: str) -> bool:
    """Tell whether the last word is one of the language (`七莘路|沿线`), as the kind of a thing is (not `优储|精供`)."""
    last = words(phrase)[-1]
    return len(last) > 1 and (is_known(last) or last in ordinary())


@cache
def _short_ways() -> re.Pattern[str]:
    ends = (f"(?<!{')(?<!'.join(entry['unless'].split() or ['的'])}){entry.term}" for entry in load("short_ways"))
    return re.compile(rf"[一-鿿\d]{{1,7}}?(?:{'|'.join(ends)})(?:[东西南北中]段)?")


@lru_cache(maxsize=8192)
def is_short_way(name: str) -> bool:
    """Tell whether a name is a road's or a small water's (`久业路`, `横河`): it ends like one, and is no word of the language."""
    if is_known(name) or not _short_ways().fullmatch(name):
        return False
    first = words(name)[0]
    return first not in ordinary()
