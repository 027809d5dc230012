"""Reading in a process of its own: whatever a file does to the one who opens it, the batch goes on.

One child reads file after file. It is ended where a file takes too long or too much memory, and a new one is started for the
next. Between the two go messages: eight bytes of length, then JSON; the file's bytes follow the request as they are.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import struct
import subprocess
import sys
import threading
from typing import IO, Any

from ..schemas import Part, SetAsideReason
from .decode import Decoded, Undecodable

LIMIT_S = float(os.environ.get("GONGWEN_READING_SECONDS", "300"))
"""Seconds that one file may take; a hundred scanned pages take about two hundred."""
LIMIT_BYTES = 4_000_000_000
"""Address space of the child, where the system can limit it; recognition of scans reserves about two thousand million."""

_HEAD = struct.Struct(">Q")


class ReadingProcess:
    """A child that reads. Not to be shared by threads."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self.limit_s = limit_s
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, form: str, data: bytes) -> Decoded:
        """Read the bytes of a file of a format; raises `Undecodable`, also where the child was ended over it."""
        child = self._started()
        answer: list[dict[str, Any] | None] = []
        asking = threading.Thread(target=lambda: answer.append(_ask(child, form, data)), daemon=True)
        asking.start()
        asking.join(self.limit_s)
        if asking.is_alive():
            self.close()
            message = (
                f"it took more than {self.limit_s:.0f} seconds to read; take the notice out of it and try that alone"
            )
            raise Undecodable(message, reason=SetAsideReason.TIMEOUT)
        found = answer[0] if answer else None
        if found is None:
            self.close()
            raise Undecodable("opening it ended the program that reads it", reason=SetAsideReason.UNSAFE)
        if "error" in found:
            raise Undecodable(found["error"], reason=SetAsideReason(found["reason"]))
        parts = tuple(Part.model_construct(**part) for part in found["parts"])
        return Decoded(found["text"], found["encoding"], parts)

    def close(self) -> None:
        """End the child, at once."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    stream.close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            command = [sys.executable, "-m", f"{__package__}.reading_process"]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._child


_shared = ReadingProcess()
atexit.register(_shared.close)


def read(form: str, data: bytes) -> Decoded:
    """As `ReadingProcess.read`, by the one child that all of this process use."""
    return _shared.read(form, data)


def close() -> None:
    """End the child that all of this process use, at once; the next file has a new one."""
    _shared.close()


def _ask(child: subprocess.Popen[bytes], form: str, data: bytes) -> dict[str, Any] | None:
    try:
        assert child.stdin is not None and child.stdout is not None
        _send(child.stdin, {"format": form, "size": len(data)})
        child.stdin.write(data)
        child.stdin.flush()
        return _receive(child.stdout)
    except (OSError, ValueError):
        return None


def _send(stream: IO[bytes], message: dict[str, Any]) -> None:
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(_HEAD.pack(len(body)) + body)
    stream.flush()


def _receive(stream: IO[bytes]) -> dict[str, Any] | None:
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    body = stream.read(_HEAD.unpack(head)[0])
    found: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return found


def _bound() -> None:
    """Limit the memory of this process, where the system knows how."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))
    except (ImportError, ValueError, OSError):
        pass


def _answer(form: str, data: bytes) -> dict[str, Any]:
    from .formats import reader_of

    try:
        decoded = reader_of(form)(data)
    except Undecodable as error:
        return {"error": str(error), "reason": str(error.reason)}
    except MemoryError:
        return {"error": "it needs more memory than a file may take", "reason": str(SetAsideReason.TOO_LARGE)}
    except RecursionError:
        return {"error": "it is nested more deeply than any document", "reason": str(SetAsideReason.UNSAFE)}
    except Exception as error:  # whatever a library makes of a broken file
        return {"error": f"it cannot be read ({type(error).__name__}: {error})", "reason": str(SetAsideReason.DAMAGED)}
    parts = [part.model_dump(exclude_none=True) for part in decoded.parts]
    return {"text": decoded.text, "encoding": decoded.encoding, "parts": parts}


def serve() -> None:
    """Read what is asked for until the asking side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends this process when it likes
    _bound()
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the messages
    while (asked := _receive(source)) is not None:
        _send(sink, _answer(asked["format"], source.read(asked["size"])))


if __name__ == "__main__":
    serve()
