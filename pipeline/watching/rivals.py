"""Files that say they are the same document: when one takes the other's place in the graph, the other's note must say so."""

from __future__ import annotations

from ...schemas import SetAsideReason
from ..ingest import Outcome
from ..output import printable
from ..read import VIEW
from .desk import Desk
from .note import name_of, note_of
from .state import PENDING, Entry


def supersede(desk: Desk, path: str, entry: Entry, asked: set[tuple[str, str | None]]) -> list[str]:
    """Files that are noted as taken and in whose place `entry` now stands; they are taken again, or set aside.

    Taken again is a file once for a content (`asked` remembers): `ingest` then says which of the two prevails. A file that
    was moved is not taken again.
    """
    now = {part.document: part.sha256 for part in entry.parts if part.held and part.document}
    found = [
        (other, each)
        for other, each in desk.state.files.items()
        if other != path
        and any(part.held and part.document in now and part.sha256 != now[part.document] for part in each.parts)
    ]
    for other, each in found:
        if other.startswith(VIEW + "/") or (other, each.sha256) in asked:
            _set_aside(each, path)
        else:
            asked.add((other, each.sha256))
            each.outcome, each.members = PENDING, {}
            each.reason, each.remark = None, ""
        desk.view.place(each, note_of(other, each, {}))
    return [other for other, _ in found]


def _set_aside(entry: Entry, by: str) -> None:
    entry.outcome, entry.members, entry.reason = Outcome.SET_ASIDE.value, {}, SetAsideReason.CONFLICT.value
    entry.remark = f"库里已换成“{printable(name_of(by))}”。"
