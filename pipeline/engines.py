"""Where files are read and extracted: here, in processes beside this one, or on a cluster by Ray. All give the same.

Guarantees: an answer is asked for where it was ordered, so that the order of answers is the order of files, whoever is
quicker; a file that ends the process that reads it is set aside, and the others are read; when the engine is closed, after
Ctrl-C, too, and when this process is killed, none of its processes goes on.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from multiprocessing.connection import wait
from typing import Any, Protocol

from ..schemas import GongwenError, SetAside, SetAsideReason
from . import reading_process
from .installing import install
from .one_file import Found, Work
from .read import Loaded

AHEAD = 4
"""Files under way for each process, so that none waits while the graph takes in what another has read."""

PATIENCE_S = 2.0
"""How long a process may take to end when it is told to."""

Answer = Callable[[], "Found | SetAside"]
"""Waits for what a file comes to."""


class Name(StrEnum):
    """The engines there are."""

    PROCESSES = "processes"
    RAY = "ray"


class Engine(Protocol):
    """Reads files. `ahead`: so many may be started before the first is asked for."""

    ahead: int

    def start(self, loaded: Loaded) -> Answer:
        """Begin with a file."""
        ...

    def close(self) -> None:
        """End all that goes on."""
        ...


class Here:
    """Reads a file when it is asked for, in this process."""

    ahead = 0

    def __init__(self, work: Work) -> None:
        self._work = work

    def start(self, loaded: Loaded) -> Answer:
        """Nothing is done before the answer is asked for."""
        return lambda: self._work(loaded)

    def close(self) -> None:
        """Nothing goes on."""


class Processes:
    """Reads files in processes of this machine."""

    def __init__(self, work: Work, number: int) -> None:
        self.ahead = AHEAD * number
        self._work = work
        self._number = number
        self._others = set(multiprocessing.active_children())
        self._pool = self._new_pool()

    def start(self, loaded: Loaded) -> Answer:
        """Hand a file to whichever process is free first."""
        pool, future = self._submit(loaded)
        return lambda: self._answer(loaded, pool, future)

    def close(self) -> None:
        """End all processes, whatever they are at."""
        own = set(multiprocessing.active_children()) - self._others
        for child in own:
            child.terminate()
        deadline = time.monotonic() + PATIENCE_S
        while (left := [child.sentinel for child in own if child.is_alive()]) and time.monotonic() < deadline:
            wait(left, deadline - time.monotonic())
        for child in own:
            child.kill()
        self._pool.shutdown(cancel_futures=True)  # its thread sees that they are gone, and ends

    def _answer(self, loaded: Loaded, pool: ProcessPoolExecutor, future: Future[Found | SetAside]) -> Found | SetAside:
        try:
            return future.result()
        except BrokenExecutor:
            self._renew(pool)  # broken by this file, or by another one that was read at the same time
        pool, future = self._submit(loaded)
        try:
            return future.result()
        except BrokenExecutor:
            self._renew(pool)
            return _fatal(loaded)

    def _submit(self, loaded: Loaded) -> tuple[ProcessPoolExecutor, Future[Found | SetAside]]:
        pool = self._pool
        try:
            with _deaf_to_ctrl_c():
                return pool, pool.submit(_read, loaded)
        except BrokenExecutor:
            self._renew(pool)
            return self._submit(loaded)

    def _renew(self, broken: ProcessPoolExecutor) -> None:
        """Take new processes for those of a pool that is broken, unless that was done already."""
        if self._pool is broken:
            self.close()
            self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        # Not forked: this process has threads (the driver's), whose locks a fork would copy as they stand.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._number, context, initializer=_begin, initargs=(self._work,))


class Ray:
    """Reads files on the cluster that RAY_ADDRESS names, or on one that is started here for the time being."""

    def __init__(self, work: Work, number: int | None) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would report to its makers
        try:
            ray: Any = import_module("ray")
        except ImportError as error:
            raise GongwenError(
                f"The engine ray is not installed. Install it with: {install('gongwen[ray]')}"
            ) from error
        self._ray = ray
        joins = bool(os.environ.get("RAY_ADDRESS"))
        own = {} if joins else {"num_cpus": number, "include_dashboard": False}
        ray.init(logging_level="ERROR", log_to_driver=False, configure_logging=False, **own)
        self._work = ray.put(work)
        self._task = ray.remote(max_retries=1)(_work_on)
        self.ahead = AHEAD * max(1, number or int(ray.cluster_resources().get("CPU", 1)))

    def start(self, loaded: Loaded) -> Answer:
        """Hand a file to the cluster."""
        reference = self._task.remote(self._work, loaded)

        def answer() -> Found | SetAside:
            try:
                found: Found | SetAside = self._ray.get(reference)
                return found
            except self._ray.exceptions.RayError:
                return _fatal(loaded)

        return answer

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        self._ray.shutdown()


@contextmanager
def engine(work: Work, name: Name = Name.PROCESSES, processes: int | None = None) -> Iterator[Engine]:
    """An engine, closed at the end of the `with`.

    Args:
        work: how files are read.
        name: which; `ray` wants its extra, else GongwenError says how to install it.
        processes: how many; None is one here, and on a cluster as many as it has.
    """
    made = _made(work, name, processes)
    former = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield made
    finally:
        gc.set_threshold(*former)
        made.close()


def _made(work: Work, name: Name, processes: int | None) -> Engine:
    if name is Name.RAY:
        return Ray(work, processes)
    return Processes(work, processes) if processes is not None and processes > 1 else Here(work)


def _fatal(loaded: Loaded) -> SetAside:
    message = "reading it ended the process that read it; look at it with `gongwen inspect`, and please report it with the file."
    return SetAside(loaded.path, SetAsideReason.UNSAFE, message)


def _work_on(work: Work, loaded: Loaded) -> Found | SetAside:
    return work(loaded)


SELDOM = (50_000, 20, 20)
"""Thresholds of Python's cycle collector while files are read. A notice comes to thousands of small objects without cycles, and at the usual
700 looking for cycles takes longer than sending them from one process to the other."""
_here: Work | None = None
"""In a process of `Processes`: how it reads."""


def _begin(work: Work) -> None:
    """Make this process one that reads until it is told to end, or until the one that started it is gone."""
    global _here
    _here = work
    gc.set_threshold(*SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end())
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _read(loaded: Loaded) -> Found | SetAside:
    assert _here is not None  # `_begin` came first
    return _here(loaded)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end()


def _end() -> None:
    reading_process.close()
    os._exit(1)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started meanwhile does not get Ctrl-C, which is for this process; here it comes when the `with` ends."""
    if sys.platform == "win32":
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
