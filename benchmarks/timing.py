"""Best of several rounds, what is compared taken in turn, so that a busy machine slows both sides alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping


def best(actions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of the quickest of `rounds` runs of each action; one action after the other in every round."""
    quickest: dict[str, float] = dict.fromkeys(actions, float("inf"))
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            quickest[name] = min(quickest[name], time.perf_counter() - start)
    return quickest
