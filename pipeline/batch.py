"""Many files, one at a time: each is read and extracted, or set aside with its reason; no file stops the batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike

from ..schemas import Notice, SetAside, SetAsideReason, SourceText
from .read import read_all


def notices(paths: Iterable[str | PathLike[str]]) -> Iterator[tuple[SourceText, Notice] | SetAside]:
    """What each file of `paths` (files and folders) says, in the order of `read.discover`."""
    for source in read_all(paths):
        if isinstance(source, SetAside):
            yield source
            continue
        try:
            yield source, notice_of(source)
        except SetAside as aside:
            yield aside


def notice_of(source: SourceText) -> Notice:
    """The notice in `source`; raises `SetAside` where a rule broke down on it, which is our fault and is said so."""
    from .extract import extract  # imported late: the rules take a second to load

    try:
        return extract(source)
    except Exception as error:
        message = f"a rule failed on this text ({type(error).__name__}: {error}); please report it with the file."
        raise SetAside(source.path, SetAsideReason.FAILED, message) from error
