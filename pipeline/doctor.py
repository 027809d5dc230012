"""What is installed, which store answers, in which versions, what is wrong and how to mend it.

Guarantee: looking changes nothing: no folder is made a store, and a store that answers is only read.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..schemas import GongwenError, SourceText
from .installing import install

if TYPE_CHECKING:
    from ..graph.connection import Store

PYTHON = ((3, 11), (3, 14))
"""Versions of Python that gongwen runs on: from, to (exclusive); the embedded store has wheels for these."""

_SAMPLE = (
    "测府〔2024〕1号\n测试市人民政府关于印发行动方案的通知\n一、总体要求\n加快建设。\n（牵头单位：市发展改革委）\n"
)


class Health(StrEnum):
    """How a check ended; `NOTE` is worth knowing and no fault."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True)
class Check:
    """One thing looked at: what was found, and what to do where it is wrong."""

    subject: str
    health: Health
    found: str
    remedy: str = ""


def examine(address: str) -> Iterator[Check]:
    """Every check, in the order in which one thing needs the other; `address` is the store's (folder or Bolt)."""
    yield _python()
    yield from _packages()
    yield from _rules()
    yield _terminal()
    yield from _readers()
    yield from _store(address)


def _readers() -> Iterator[Check]:
    """What old documents and scans need; notices come without either, so nothing is wrong where they are not there."""
    from importlib.util import find_spec

    from .readers import office

    found = office.program()
    remedy = "Install LibreOffice if such files come; others are read without it."
    yield Check(
        "doc, wps, rtf", Health.FINE if found else Health.NOTE, found or "no LibreOffice", "" if found else remedy
    )
    scans = find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None
    remedy = f"Run `{install('gongwen[ocr]')}` if scans come; other files are read without it."
    yield Check(
        "scans",
        Health.FINE if scans else Health.NOTE,
        "recognised" if scans else "no recognition",
        "" if scans else remedy,
    )


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if PYTHON[0] <= sys.version_info[:2] < PYTHON[1]:
        return Check("Python", Health.FINE, found)
    return Check("Python", Health.WRONG, found, "Install Python 3.11, 3.12 or 3.13 and gongwen with it.")


def _packages() -> Iterator[Check]:
    from packaging.requirements import Requirement

    try:
        yield Check("gongwen", Health.FINE, f"{metadata.version('gongwen')} in {Path(__file__).parents[1]}")
        wanted = metadata.requires("gongwen") or []
    except metadata.PackageNotFoundError:
        yield Check("gongwen", Health.WRONG, "runs, but is not installed", f"Run `{install('.')}` in its folder.")
        return
    for requirement in map(Requirement, wanted):
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        remedy = f"Run `{install(str(requirement))}`."
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            yield Check(requirement.name, Health.WRONG, "not installed", remedy)
            continue
        if requirement.specifier.contains(version, prereleases=True):
            yield Check(requirement.name, Health.FINE, version)
        else:
            yield Check(requirement.name, Health.WRONG, f"{version}, but {requirement.specifier} is needed", remedy)


def _rules() -> Iterator[Check]:
    """Whether the rules load and read a few lines."""
    from .extract import extract
    from .rules import rules_version

    try:
        notice = extract(SourceText(path="sample", format="txt", encoding="utf-8", sha256="0" * 64, text=_SAMPLE))
        good = notice.document.doc_number == "测府〔2024〕1号" and len(notice.tasks) == 1
        found = f"version {rules_version()}"
    except Exception as error:  # whatever is broken is what a doctor is called for
        good, found = False, f"{type(error).__name__}: {error}"
    if good:
        yield Check("rules", Health.FINE, found)
    else:
        yield Check(
            "rules", Health.WRONG, f"do not work ({found})", "Install gongwen anew: its data files are damaged."
        )


def _terminal() -> Check:
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower().replace("-", "")
    if encoding == "utf8":
        return Check("output", Health.FINE, "UTF-8")
    return Check("output", Health.NOTE, encoding, "Set PYTHONUTF8=1, if Chinese is not shown right.")


def _store(address: str) -> Iterator[Check]:
    from ..graph.connection import open_store

    named = "GONGWEN_GRAPH" if os.environ.get("GONGWEN_GRAPH") == address else "--graph"
    if "://" not in address and not Path(address).exists():
        yield Check("graph", Health.NOTE, f"{address} is not there yet", "`gongwen ingest PATH` makes it.")
        with tempfile.TemporaryDirectory(prefix="gongwen-doctor-") as trial:
            yield from _answers(trial, "embedded store", "It was tried in a folder of its own.")
        return
    try:
        with open_store(address) as store:
            yield Check("graph", Health.FINE, f"{address} answers: {store.server()}")
            yield from _contents(store)
    except GongwenError as error:
        yield Check("graph", Health.WRONG, str(error), f"Mend that, or name another store with {named}.")


def _answers(address: str, subject: str, note: str) -> Iterator[Check]:
    from ..graph.connection import open_store

    try:
        with open_store(address) as store:
            yield Check(subject, Health.FINE, f"starts: {store.server()}. {note}")
    except GongwenError as error:
        yield Check(subject, Health.WRONG, str(error), f"Run `{install('arcadedb-embedded')} --force-reinstall`.")


def _contents(store: Store) -> Iterator[Check]:
    from ..graph.constraints import check
    from .rules import rules_version

    if not check(store):
        yield Check("contents", Health.NOTE, "empty", "`gongwen ingest PATH` fills it.")
        return
    question = "MATCH (d:Document) RETURN d.ingested AS held, d.rules_version AS rules, count(*) AS n"
    rows = store.read(question).records
    held = sum(number for ingested, _, number in rows if ingested)
    cited = sum(number for ingested, _, number in rows if not ingested)
    old = sum(number for ingested, rules, number in rows if ingested and rules != rules_version())
    found = f"{held} documents held, {cited} only cited"
    if old:
        remedy = "Ingest the files again: unchanged ones are read anew where the rules have changed."
        yield Check("contents", Health.NOTE, f"{found}; {old} were read by other rules", remedy)
    else:
        yield Check("contents", Health.FINE, found)
