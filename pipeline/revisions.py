"""What one version of the rules finds: a result that was written to a file, a revision of the checkout, or the working tree.

Guarantee: the checkout is only read (no branch, index or file of it changes), and the folder in which a revision is laid
out is gone when its result is there, when it fails, and after Ctrl-C.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from ..schemas import GongwenError, SetAside
from .batch import notices
from .result_file import Result, parse_result, read_result

WORK = "work"
"""The version that is the working tree: the rules that run now."""

ROOT = Path(__file__).parents[1]

_ONLY_THE_REVISION = """\
import runpy, sys
sys.meta_path[:] = [each for each in sys.meta_path if "editable___gongwen" not in getattr(each, "__module__", "")]
sys.argv[0] = "gongwen"
runpy.run_module("gongwen", run_name="__main__")
"""
"""Runs the gongwen that PYTHONPATH leads to. An editable installation would lend it the modules of the working tree that
it has not got itself, and what was compared would be neither the one nor the other."""


def is_result(version: str) -> bool:
    """Whether `version` names a file; a file called like the working tree is given as `./work`."""
    return version != WORK and Path(version).is_file()


def result_of(version: str, folder: Path, tell: Callable[[str], None]) -> Result:
    """What `version` finds.

    Args:
        version: `work`, a file that `gongwen extract` wrote, or a git revision of the checkout that gongwen runs from.
        folder: the notices (a file or a folder) that a revision or the working tree reads.
        tell: is told of each file that was set aside.

    Raises:
        GongwenError: where there is no such version, no such folder, the file is no result, or the revision cannot
            read the notices.
    """
    if is_result(version):
        return read_result(Path(version))
    if not folder.exists():
        raise GongwenError(f"{folder}: there is no such file or folder to read notices from; check the name.")
    if version == WORK:
        return _of_working_tree(folder, tell)
    return _of_revision(version, folder, tell)


def _of_working_tree(folder: Path, tell: Callable[[str], None]) -> Result:
    found: Result = []
    for each in notices([folder.resolve()]):
        if isinstance(each, SetAside):
            tell(f"{WORK}: set aside  {each.path}  [{each.reason.value}]  {each.message}")
        else:
            found.append(json.loads(each[1].to_json()))
    return found


def _of_revision(revision: str, folder: Path, tell: Callable[[str], None]) -> Result:
    commit = _commit(revision)
    with tempfile.TemporaryDirectory(prefix="gongwen-compare-") as place:
        with zipfile.ZipFile(io.BytesIO(_git("archive", "--format=zip", commit).stdout)) as archive:
            archive.extractall(Path(place) / "gongwen")  # the root is the package, so it needs the package's name
        search = os.pathsep.join(filter(None, (place, os.environ.get("PYTHONPATH"))))
        done = subprocess.run(
            # -P: else a folder `gongwen` where the user stands would be taken for the revision
            [sys.executable, "-P", "-c", _ONLY_THE_REVISION, "extract", str(folder.resolve())],
            env={**os.environ, "PYTHONPATH": search},
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
        )
    said = done.stderr.strip().splitlines()
    aside = [line for line in said if line.startswith("set aside")]
    # Status 1 is that of files set aside, but of a Python that broke down as well.
    if done.returncode not in (0, 1) or (done.returncode == 1 and not aside) or any(map(_breaks, said)):
        reason = said[-1] if said else f"exit status {done.returncode}"
        raise GongwenError(
            f"The rules of {revision} could not read {folder}: {reason}. "
            "They run with the Python and the packages of today; compare with a revision that can."
        )
    for line in aside:
        tell(f"{revision}: {line}")
    if not done.stdout.strip():
        raise GongwenError(
            f"The rules of {revision} found no notice that they can read in {folder}; name another folder."
        )
    return parse_result(done.stdout, f"What {revision} prints")


def _breaks(line: str) -> bool:
    return line.startswith("Traceback ")


def _commit(revision: str) -> str:
    """The commit that `revision` names in the checkout that gongwen runs from."""
    top = _git("rev-parse", "--show-toplevel")
    if top.returncode or Path(top.stdout.decode().strip()).resolve() != ROOT.resolve():
        why = top.stderr.decode("utf-8", "replace").strip() or "gongwen is installed, and not run from a git checkout"
        raise GongwenError(
            f"{revision} is no file, and there are no revisions to look in ({why}). "
            f"Name two results of `gongwen extract`, or `{WORK}` for the rules that run now."
        )
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise GongwenError(
            f"{revision} is neither a file nor a revision of {ROOT}; `git log --oneline` lists those that are there."
        )
    return found.stdout.decode().strip()


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GongwenError("git is not installed; install it, or compare two results of `gongwen extract`.") from error
