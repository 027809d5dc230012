"""What a watched folder's files have come to, kept in one file that survives every end of the program.

Guarantees: the file on disk is always whole, the old one or the new one; one that is damaged all the same is put aside under
another name and a new one begun. Format of `状态.json`, UTF-8 (format 1, which is read, too, lacks `graph`, `ledger`, `decisions`):

    {"format": 2, "program": "0.1.0", "graph": "/srv/图库", "ledger": "/srv/裁定.jsonl", "decisions": ["…"], "files": {"子文件夹/通知.docx": {
        "size": 12345, "mtime_ns": 1700000000000000000, "sha256": "…" or null, "rules_version": "0123456789ab",
        "outcome": "pending" | "added" | "changed" | "unchanged" | "set aside", "document": "测府〔2024〕1号" or null,
        "reason": "empty" or null, "note": "子文件夹/通知.docx.txt", "remark": "", "original": null, "members": {}}}}

`graph` and `ledger` are where the files were taken into and what they were read by, "" where that is not known; `decisions` are
digests of what was decided (`Judgement.about`), so that it is noticed when some are missing.
`note` is the note's path below its box (待处理, 已入库, 未入库); `original` is where the file was moved, in the folder;
`members` are the files of an archive, by name, each with `sha256`, `outcome`, `document`, `reason` and `rival` as above. `rival`
is the file that is held in place of one that was set aside for it: `{"document": "…", "path": "…", "sha256": "…", "why": "fuller"}`,
its path in the folder, or a whole path where it lies elsewhere; null, or left out, where there is none.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ...schemas import SetAsideReason
from ..ingest import Outcome, Precedence, Rival

PENDING = "pending"
FORMAT, FORMER = 2, 1
WAITING_BOX, TAKEN_BOX, ASIDE_BOX = BOXES = ("待处理", "已入库", "未入库")


@dataclass
class Member:
    """One file of an archive, or what a file that is none has come to."""

    sha256: str | None
    outcome: str
    document: str | None = None
    reason: str | None = None
    rival: Rival | None = None

    @property
    def held(self) -> bool:
        """Whether the graph holds it."""
        return self.outcome not in (PENDING, Outcome.SET_ASIDE)


@dataclass
class Entry:
    """One file: how it looked when it was last taken or seen, what became of it, and the name of its note."""

    size: int
    mtime_ns: int
    note: str
    sha256: str | None = None
    rules_version: str = ""
    outcome: str = PENDING
    document: str | None = None
    reason: str | None = None
    remark: str = ""
    original: str | None = None
    members: dict[str, Member] = field(default_factory=dict)
    rival: Rival | None = None

    @property
    def parts(self) -> list[Member]:
        """What it has come to: of an archive file by file, else one."""
        return [part for _, part in self.named_parts]

    @property
    def named_parts(self) -> list[tuple[str, Member]]:
        """The same by the names of the files in an archive; "" for a file that is none."""
        own = Member(self.sha256, self.outcome, self.document, self.reason, self.rival)
        return list(self.members.items()) or [("", own)]

    @property
    def any_held(self) -> bool:
        """Whether the graph holds it; of an archive, any of its files."""
        return any(part.held for part in self.parts)

    def wait(self) -> None:
        """It is to be taken, again or for the first time."""
        self.outcome, self.reason, self.remark, self.members, self.rival = PENDING, None, "", {}, None

    def give_way(self, rivals: Mapping[str, Rival]) -> None:
        """The graph holds others now in place of those of its documents that `rivals` has."""
        self.remark = ""
        parts: list[Entry | Member] = [self, *self.members.values()]
        for part in parts:
            rival = rivals.get(part.document or "")
            if rival and part.outcome not in (PENDING, Outcome.SET_ASIDE):
                part.outcome, part.reason, part.rival = Outcome.SET_ASIDE.value, SetAsideReason.CONFLICT.value, rival
        if self.members:
            self.outcome, self.reason, self.rival = Outcome.SET_ASIDE.value, SetAsideReason.CONFLICT.value, None

    @property
    def box(self) -> str:
        """Which of the three folders its note lies in."""
        if self.outcome == PENDING:
            return WAITING_BOX
        return ASIDE_BOX if self.outcome == Outcome.SET_ASIDE else TAKEN_BOX


@dataclass
class State:
    """All files by their path in the folder, with `/`; `program` is the version that wrote it.

    `graph`, `ledger`: names of what the files were taken into and read by; `decisions`: what the ledger decided, as digests.
    """

    program: str
    files: dict[str, Entry] = field(default_factory=dict)
    graph: str = ""
    ledger: str = ""
    decisions: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Number of files in each box, every box named."""
        found = Counter(entry.box for entry in self.files.values())
        return {box: found[box] for box in BOXES}

    def save(self, path: Path) -> None:
        """Write it in place of the old one, at once and for good. Raises OSError."""
        files = {name: asdict(self.files[name]) for name in sorted(self.files)}
        content = {
            "format": FORMAT,
            "program": self.program,
            "graph": self.graph,
            "ledger": self.ledger,
            "decisions": self.decisions,
            "files": files,
        }
        text = json.dumps(content, ensure_ascii=False, indent=1)
        # A name that is no UTF-8 holds lone surrogates, which JSON has escapes for and UTF-8 has not.
        write_whole(path, text.encode("utf-8", "backslashreplace"), durable=True)


def load_state(path: Path, program: str) -> tuple[State, bool]:
    """The state kept at `path`, an empty one where there is none; and whether a damaged one had to be put aside."""
    try:
        return _parsed(path.read_bytes()), False
    except FileNotFoundError:
        return State(program), False
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        path.replace(path.with_name(path.name + ".坏"))
        return State(program), True


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that whoever reads it finds the old one or the new one; `durable`: also after a loss of power."""
    passing = path.with_name(path.name + ".tmp")
    with passing.open("wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    passing.replace(path)
    if durable and os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


_OPTIONAL = {"sha256", "document", "reason", "original", "rival", "why"}
_TYPES = {"size": int, "mtime_ns": int, "members": dict, "rival": Rival, "why": Precedence}
_OUTCOMES = {PENDING, *Outcome}


def _parsed(data: bytes) -> State:
    """Inverse of `State.save`; ValueError, TypeError, KeyError or AttributeError where it is anything else."""
    content = json.loads(data.decode("utf-8"))
    if content["format"] not in (FORMAT, FORMER):
        raise ValueError(f"format {content['format']}")
    state = State(str(content["program"]), {name: _entry(values) for name, values in content["files"].items()})
    if content["format"] == FORMAT:
        state.graph, state.ledger, state.decisions = content["graph"], content["ledger"], content["decisions"]
        if not all(isinstance(each, str) for each in (state.graph, state.ledger, *state.decisions)):
            raise TypeError("not the name of a graph or a ledger, or not decisions")
    notes = [entry.note.casefold() for entry in state.files.values()]
    if len(set(notes)) != len(notes):
        raise ValueError("two files have one note")
    return state


def _entry(values: dict[str, Any]) -> Entry:
    members = {str(name): Member(**_with_rival(member)) for name, member in values.get("members", {}).items()}
    entry = Entry(**{**_with_rival(values), "members": members})
    _check(entry)
    for member in members.values():
        _check(member)
    parts = entry.note.split("/")
    if entry.outcome not in _OUTCOMES or ".." in parts or "" in parts:
        raise ValueError(f"not an entry: {values}")
    return entry


def _with_rival(values: dict[str, Any]) -> dict[str, Any]:
    found = values.get("rival")
    if found is None:
        return values
    rival = Rival(**{**found, "why": found["why"] and Precedence(found["why"])})
    _check(rival)
    return {**values, "rival": rival}


def _check(entry: Entry | Member | Rival) -> None:
    for each in fields(entry):
        value = getattr(entry, each.name)
        wanted = _TYPES.get(each.name, str)
        if not isinstance(value, wanted) and not (value is None and each.name in _OPTIONAL):
            raise TypeError(f"{each.name} is {value!r}")
