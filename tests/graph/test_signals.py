"""A request to end waits for work that must not be broken in two."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest
from gongwen.graph.signals import unbroken


class Asked(Exception):
    """What the handlers of these tests raise."""


@pytest.fixture
def raising() -> Iterator[None]:
    def handler(number: int, frame: FrameType | None) -> None:
        raise Asked(signal.Signals(number).name)

    former: dict[int, Callable[..., Any] | int | None] = {
        number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)
    }
    yield
    for number, kept in former.items():
        signal.signal(number, kept)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_request_waits_until_the_work_is_done(raising: None, name: str) -> None:
    done = False
    with pytest.raises(Asked, match=name), unbroken():
        signal.raise_signal(signal.Signals[name])
        done = True
    assert done


def test_the_second_request_does_not_wait(raising: None) -> None:
    done = False
    with pytest.raises(Asked), unbroken():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        done = True
    assert not done


def test_the_handlers_are_given_back(raising: None) -> None:
    former = signal.getsignal(signal.SIGINT)
    with unbroken(), unbroken():
        assert signal.getsignal(signal.SIGINT) is not former
    assert signal.getsignal(signal.SIGINT) is former
    with pytest.raises(ValueError), unbroken():
        raise ValueError
    assert signal.getsignal(signal.SIGINT) is former


def test_what_a_program_ignores_stays_ignored() -> None:
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with unbroken():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, former)


def test_a_thread_gets_no_signals_and_changes_no_handler() -> None:
    seen: list[object] = []

    def work() -> None:
        with unbroken():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]
