"""What can go wrong, in the words of the person who has to mend it."""

from __future__ import annotations

from enum import StrEnum


class GongwenError(Exception):
    """Root of every error that gongwen raises on purpose: says what happened, where, and what to do next.

    `in_chinese`: the text is a clerk's, and is shown alone; nothing English is put in front of it.
    """

    in_chinese = False


class SetAsideReason(StrEnum):
    """Why a file was not ingested. The value is stable and goes into reports."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BINARY = "binary"
    UNKNOWN_ENCODING = "unknown_encoding"
    UNSUPPORTED_FORMAT = "unsupported_format"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_TEXT = "no_text"
    TIMEOUT = "timeout"
    UNSAFE = "unsafe"
    NO_SECTIONS = "no_sections"
    CONFLICT = "conflict"
    FAILED = "failed"


class SetAside(GongwenError):
    """One file that cannot be taken in. The rest of the batch goes on.

    Attributes:
        path: the file as the user named it.
        reason: one of `SetAsideReason`.
        message: one sentence for a clerk: what is wrong and what to do next.
    """

    def __init__(self, path: str, reason: SetAsideReason, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type[SetAside], tuple[str, SetAsideReason, str]]:
        """Sent from one process to another by its own fields; an exception would be by its text."""
        return type(self), (self.path, self.reason, self.message)


class StoreError(GongwenError):
    """The graph store cannot be reached, started or asked; the text says how to mend it."""


class QueryFault(StrEnum):
    """What a question was refused for."""

    WRONG = "wrong"
    SYNTAX = "syntax"
    MEANING = "meaning"
    PARAMETER = "parameter"
    WRITES = "writes"
    FILE = "file"
    SLOW = "slow"
    LARGE = "large"
    BUSY = "busy"


class QueryError(GongwenError):
    """A Cypher question that was refused, timed out or is wrong; the text says which.

    Attributes:
        fault: one of `QueryFault`.
        said: the store's own words, "" where it said nothing that helps.
        place: line and column, both counted from 1, where the store names them.
    """

    def __init__(
        self,
        message: str,
        fault: QueryFault = QueryFault.WRONG,
        said: str = "",
        place: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(message)
        self.fault = fault
        self.said = said
        self.place = place
