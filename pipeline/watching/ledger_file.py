"""The ledger while a folder is watched: read again whenever its file has changed, and what it makes of each file of the folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..batch import version_for
from ..judging.ledger import Ledger, LedgerError
from ..rules import rules_version
from .state import Entry


class LedgerFile:
    """The decisions in the file at `path`; none where there is no path, or no file.

    `error` says what is wrong with a file that cannot be read; `ledger` is then what it said before.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: tuple[int, ...] | None = ()
        self.ledger: Ledger | None = None
        self.error: LedgerError | None = None

    def renew(self) -> bool:
        """Read the file, if it is another one than before; whether it was."""
        seen = self._look()
        if self._path is None or seen == self._seen:
            return False
        self._seen = seen  # from before it is read: what is written meanwhile is seen the next time
        try:
            self.ledger, self.error = Ledger.load(self._path), None
        except LedgerError as error:
            self.error = error
        return True

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
