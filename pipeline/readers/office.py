"""Old Word, WPS and RTF documents: made into .docx by LibreOffice, where it is installed; else they are refused with a sentence.

LibreOffice runs without a window, with a profile of its own that is thrown away, and never runs a document's macros.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from . import docx
from .packages import ENCRYPTED_OLE

LIMIT_S = 120
"""Seconds that LibreOffice may take for one file; a notice takes two to ten."""
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def program() -> str | None:
    """Return where LibreOffice is, or None where it is not installed."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    return next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def read(data: bytes) -> Decoded:
    """Return the text of a .doc, .wps or .rtf file; raises `Undecodable` (locked, with macros, no LibreOffice)."""
    if ENCRYPTED_OLE in data:
        message = "it is locked with a password; ask the sender for one without"
        raise Undecodable(message, reason=SetAsideReason.ENCRYPTED)
    if _MACROS in data:
        raise Undecodable("it holds macros, a program inside the document", reason=SetAsideReason.UNSAFE)
    found = program()
    if found is None:
        message = "only LibreOffice can open it; install LibreOffice, or save it as .docx and try again"
        raise Undecodable(message, reason=SetAsideReason.UNSUPPORTED_FORMAT)
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        return docx.read(_converted(found, data, Path(folder)))


def _converted(found: str, data: bytes, folder: Path) -> bytes:
    source = folder / ("notice.rtf" if data.startswith(b"{\\rtf") else "notice.doc")
    source.write_bytes(data)
    command = [
        found,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *(
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder),
        ),
        str(source),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise Undecodable("LibreOffice did not finish with it", reason=SetAsideReason.TIMEOUT) from error
    made = source.with_suffix(".docx")
    if not made.is_file():
        raise Undecodable("LibreOffice cannot open it, so it is damaged", reason=SetAsideReason.DAMAGED)
    return made.read_bytes()
