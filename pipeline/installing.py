"""How to install what is missing, in words that hold however gongwen came here: by pip, or as a clone set up by `make`.

Guarantee: the command names the very Python that runs gongwen, so that it cannot go into another one. `gongwen[…]` is met by the
gongwen that is installed there already; only what it lacks is fetched.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path


def install(what: str) -> str:
    """The command that installs `what`: `.venv/bin/python -m pip install "gongwen[serve]"`."""
    return f'{_python()} -m pip install "{what}"'


def _python() -> str:
    """The Python that runs, from the working folder where it lies there."""
    here = Path(sys.executable)
    if here.is_relative_to(Path.cwd()):
        here = here.relative_to(Path.cwd())
    return shlex.quote(str(here)) if os.name == "posix" else f'"{here}"'
