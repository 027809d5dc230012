"""A program that reads a file in two processes and then stays, for a test that kills it: prints the processes' ids."""

from __future__ import annotations

import multiprocessing
import sys
import time

from gongwen.pipeline.engines import engine
from gongwen.pipeline.one_file import Work
from gongwen.pipeline.read import load


def main(path: str) -> None:
    with engine(Work(), processes=2) as reading:
        answers = [reading.start(load(path)) for _ in range(2)]
        answers[0]()
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        time.sleep(600)


if __name__ == "__main__":
    main(sys.argv[1])
