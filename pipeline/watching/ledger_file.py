"""The ledger while a folder is watched: read again whenever its file has changed, and what it makes of each file of the folder.

Guarantee: a file that lacks decisions by which the folder was read, or is gone, withdraws none of them: it is an error.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..batch import version_for
from ..judging.ledger import Ledger, LedgerError
from ..rules import rules_version
from .origin import lost_decisions, named
from .state import Entry, State


class LedgerFile:
    """The decisions in the file at `path`; none where there is no path, or no file. They are noted in the `state`.

    `error` says what is wrong with a file that cannot be read or lacks decisions; `ledger` is then what it said before.
    """

    def __init__(self, path: Path | None, state: State) -> None:
        self._path = path
        self._state = state
        self._seen: tuple[int, ...] | None = ()
        self._anew = False
        self.ledger: Ledger | None = None
        self.error: LedgerError | None = None

    def renew(self) -> bool:
        """Read the file, if it is another one than before; whether it was."""
        seen = self._look()
        if seen == self._seen:
            return False
        self._seen = seen  # from before it is read: what is written meanwhile is seen the next time
        try:
            ledger = Ledger() if self._path is None else Ledger.load(self._path)
            self.error = None if self._anew else lost_decisions(self._state, self._path, ledger)
        except LedgerError as error:
            self.error = error
        if self.error is None:
            self.ledger, self._anew = ledger, False
            self._state.ledger = named(self._path)
            self._state.decisions = sorted({each.about for each in ledger.effective()})
        return True

    def forget(self) -> None:
        """What was decided before, in this ledger or another one, is wanted no more; heeded when it is read the next time."""
        self._anew = True

    def version(self, entry: Entry) -> str:
        """By what a file was read: the rules, and what was decided about its documents. Where it changes, the file is read again."""
        rules = rules_version()
        documents = sorted({part.document for part in entry.parts if part.document})
        versions = {version_for(rules, self.ledger, document) for document in documents} - {rules}
        if not versions:
            return rules
        return f"{rules}+{hashlib.sha256(' '.join(sorted(versions)).encode()).hexdigest()[:12]}"

    def _look(self) -> tuple[int, ...] | None:
        try:
            found = self._path.stat() if self._path else None
        except (OSError, ValueError):
            return None
        return found and (found.st_mtime_ns, found.st_size, found.st_ino)
