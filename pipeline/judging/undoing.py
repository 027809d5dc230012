"""Taking a decision back: lines that withdraw it, and that say again what held about the same things before.

Guarantee: nothing is taken out of the ledger; after these lines everything holds that held before the decision, unless somebody
has decided about the same thing since.
"""

from __future__ import annotations

from collections.abc import Collection

from ...schemas.judgement import Decision, Judgement
from .ledger import Ledger


def undone(ledger: Ledger, ids: Collection[str], who: str, when: str) -> tuple[Judgement, ...]:
    """The lines that take back those of these ids; none where one of them does not hold any more.

    Args:
        ledger: with the lines in it.
        ids: of the lines that one answer has written; withdrawals among them are passed over.
        who: who takes it back.
        when: the ISO date.
    """
    lines = {
        line.id: line for line in ledger.lines if line.id in ids
    }  # one may stand there twice: taken back, said again
    written = [line for line in lines.values() if line.decision is not Decision.WITHDRAW]
    holding = {line.id for line in ledger.effective()}
    if not written or any(line.id not in holding for line in written):
        return ()
    first = min({line.id: at for at, line in enumerate(ledger.lines) if line.id in ids}.values())
    touched = {line.about for line in ledger.lines[first:] if line.id in ids}
    before = [line for line in Ledger(lines=ledger.lines[:first]).effective() if line.about in touched]
    return (*(line.withdrawal(who, when) for line in written), *before)
