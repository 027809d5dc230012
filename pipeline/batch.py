"""Many files, one at a time: each is read and extracted, or set aside with its reason; no file stops the batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike

from ..schemas import Notice, SetAside, SetAsideReason, SourceText
from .judging.ledger import Ledger, apply, digest
from .read import read_all


def notices(
    paths: Iterable[str | PathLike[str]], ledger: Ledger | None = None
) -> Iterator[tuple[SourceText, Notice] | SetAside]:
    """What each file of `paths` (files and folders) says, in the order of `read.discover`, as the ledger wants it."""
    for source in read_all(paths):
        if isinstance(source, SetAside):
            yield source
            continue
        try:
            yield source, notice_of(source, ledger)
        except SetAside as aside:
            yield aside


def notice_of(source: SourceText, ledger: Ledger | None = None) -> Notice:
    """The notice in `source`; raises `SetAside` where a rule broke down on it, which is our fault and is said so.

    What people decided in `ledger` about the document is carried out; the version of the rules then names the decisions, too.
    """
    from .extract import extract  # imported late: the rules take a second to load

    try:
        notice = extract(source)
    except Exception as error:
        message = f"a rule failed on this text ({type(error).__name__}: {error}); please report it with the file."
        raise SetAside(source.path, SetAsideReason.FAILED, message) from error
    return _decided(notice, source.text, ledger) if ledger is not None else notice


def version_for(rules: str, ledger: Ledger | None, document: str) -> str:
    """The version that a document is read by: that of the rules, and a digest of what was decided about it."""
    decided = digest(ledger, document) if ledger is not None else ""
    return f"{rules}+{decided}" if decided else rules


def _decided(notice: Notice, text: str, ledger: Ledger) -> Notice:
    revised = apply(notice, text, ledger).notice
    version = version_for(revised.source.rules_version, ledger, notice.document.id)
    return revised.model_copy(update={"source": revised.source.model_copy(update={"rules_version": version})})
