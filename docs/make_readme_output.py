"""Renews the output in the READMEs: runs each command of their `console` blocks and puts down what it printed.

Guarantee: what stands below a `$ …` line is what that command prints in this checkout, on the graph of `make demo`. Run by
`make docs`; give names of files to renew those alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh.md")
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def renewed(page: str) -> str:
    """The page with the output of every command in it."""
    return BLOCK.sub(lambda block: "\n".join(f"$ {each}\n{output(each)}" for each in commands(block[0])), page)


def commands(block: str) -> list[str]:
    r"""The commands of a block: lines that begin with `$ `, with those that a `\` joins to them."""
    return [line[2:] for line in re.findall(r"^\$ (?:.*\\\n)*.*$", block, re.MULTILINE)]


def output(command: str) -> str:
    """What the shell prints for a command, without spaces at the ends of lines or empty lines at its end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGWEN")}
    environment |= {"PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.rstrip().splitlines())


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        path = ROOT / name
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
