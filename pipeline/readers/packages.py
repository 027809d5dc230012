"""Packages of several files (docx, ofd, zip): looked over before anything is unpacked, so that no file bursts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ...schemas import SetAsideReason
from ..decode import Undecodable

MAX_MEMBER = 100_000_000
"""Bytes of one unpacked member; the text of the longest plan has under 10 MB."""
MAX_UNPACKED = 400_000_000
"""Bytes of all members together."""
MAX_MEMBERS = 20_000
MAX_RATIO = 200
"""Unpacked size over packed size from which a large member is no document; text packs to a tenth."""
ENCRYPTED_OLE = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00".encode("latin-1")
"""The stream that an Office document locked with a password consists of (MS-OFFCRYPTO)."""


def checked(data: bytes) -> zipfile.ZipFile:
    """Open a package; raises `Undecodable` for one that is damaged, locked, or would burst."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise Undecodable("it is damaged or only half there; fetch it again", reason=SetAsideReason.DAMAGED) from error
    members = package.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Undecodable("it would unpack to far more than a document can hold", reason=SetAsideReason.UNSAFE)
    for member in members:
        large = member.file_size > 10_000_000
        if member.file_size > MAX_MEMBER or (large and member.file_size > MAX_RATIO * max(1, member.compress_size)):
            raise Undecodable("it would unpack to far more than a document can hold", reason=SetAsideReason.UNSAFE)
        if member.flag_bits & 0x1:
            message = "it is locked with a password; ask the sender for one without"
            raise Undecodable(message, reason=SetAsideReason.ENCRYPTED)
    return package


def document(data: bytes) -> zipfile.ZipFile:
    """As `checked`, for a document of XML: one with macros, or with definitions of its own for entities, is refused."""
    package = checked(data)
    for member in package.infolist():
        name = member.filename.lower()
        if name.endswith("vbaproject.bin"):
            raise Undecodable("it holds macros, a program inside the document", reason=SetAsideReason.UNSAFE)
        if name.endswith((".xml", ".rels")) and _DEFINITION.search(_beginning(package, member)):
            message = "it defines entities of its own, which no office program writes"
            raise Undecodable(message, reason=SetAsideReason.UNSAFE)
    return package


_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
LOOKED_AT = 4096
"""Bytes at the beginning of a member among which a definition stands, if there is any."""


def _beginning(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with package.open(member) as file:
            return file.read(LOOKED_AT).replace(b"\x00", b"")  # UTF-16 has zero bytes between
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise Undecodable("it is damaged or only half there; fetch it again", reason=SetAsideReason.DAMAGED) from error
