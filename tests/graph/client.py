"""A program that uses a store, for tests that kill it: `client.py FOLDER hold|leave|load`."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

from gongwen.graph.connection import open_store
from gongwen.graph.loader import Loader
from gongwen.schemas import Facts

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, notice


def documents() -> list[Facts]:
    """Documents that cite each other by one name or another, so that loading one changes what others are."""
    return [
        notice(
            claim(f"第{n}号通知", f"甲〔2020〕{n}号"),
            [
                claim(f"第{n + 1}号通知"),
                claim(None, f"甲〔2020〕{n + 2}号"),
                claim("规划", "国发〔2020〕1号" if n % 2 else None),
            ],
            agencies=[f"第{k}局" for k in range(n, n + 40)],
        )
        for n in range(1, 9)
    ]


def main(folder: str, what: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are started deaf to it
    print("starting", flush=True)
    store = open_store(folder)
    print("open", store.embedded.uri if store.embedded else "", flush=True)
    if what == "load":
        loader = Loader(store)
        for facts in documents():
            print("loading", flush=True)
            loader.ingest(facts)
        store.close()
        print("done", flush=True)
    elif what == "hold":
        time.sleep(600)
    # `leave`: the program ends without closing what it opened


if __name__ == "__main__":
    main(*sys.argv[1:])
