"""A way of reading that some files end: what a fault in a library may do to the process that opens them."""

from __future__ import annotations

import os
import signal

from gongwen.pipeline.one_file import Found, Work
from gongwen.pipeline.read import Loaded
from gongwen.schemas import SetAside

DEADLY = b"deadly"


class Killing(Work):
    """As `Work`, but the process that reads a deadly file is gone."""

    def __call__(self, loaded: Loaded) -> Found | SetAside:
        if DEADLY in loaded.data:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(loaded)
