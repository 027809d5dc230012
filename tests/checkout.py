"""The checkout as a fresh clone would have it, for tests that build or break it."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")
"""What is made in a checkout, and what a build has no need of (`.git`, `.venv`, caches)."""


def copy_to(folder: Path) -> Path:
    """Copy the checkout to `folder`, which must not be there yet."""
    return Path(shutil.copytree(ROOT, folder, ignore=MADE))
