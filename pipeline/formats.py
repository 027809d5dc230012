"""Which formats of file exist, and which of them gongwen reads: one table for all of `read`.

A file is known by its first bytes, never by its name alone, so a picture called `.txt` is not taken for text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from .decode import Decoded, decode

Reader = Callable[[bytes], Decoded]


@dataclass(frozen=True)
class Format:
    """One format of file.

    Attributes:
        name: as it stands in `source.format`.
        label: what a clerk calls it.
        starts: first bytes, any of them; none for plain text, which is what remains.
        reader: module of `pipeline/readers/` whose `read` makes text of the bytes, raising `Undecodable`; `""` for plain text,
            which needs none; `None` where gongwen cannot read it.
        suffixes: names that files of it end in, taken when a whole folder is read; also tells apart formats that
            share their first bytes.
    """

    name: str
    label: str
    starts: tuple[bytes, ...] = ()
    reader: str | None = None
    suffixes: tuple[str, ...] = ()


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

TEXT = Format("txt", "plain text", reader="", suffixes=(".txt",))

FORMATS: tuple[Format, ...] = (
    Format("pdf", "a PDF file", (b"%PDF-",), "pdf", (".pdf",)),
    Format("xlsx", "an Excel workbook", (_ZIP,), "xlsx", (".xlsx",)),
    Format("pptx", "a PowerPoint file", (_ZIP,), suffixes=(".pptx",)),
    Format("ofd", "an OFD file", (_ZIP,), "ofd", (".ofd",)),
    Format("zip", "a ZIP archive", (_ZIP, b"PK\x05\x06"), "archives", (".zip",)),
    Format("docx", "a Word document", (_ZIP,), "docx", (".docx", ".docm", ".dotx")),
    Format("xls", "an old Excel workbook", (_OLE,), suffixes=(".xls", ".et")),
    Format("doc", "an old Word or WPS document", (_OLE,), "office", (".doc", ".wps", ".dot", ".wpt")),
    Format("rtf", "a rich text (RTF) file", (b"{\\rtf",), "office", (".rtf",)),
    Format(
        "html",
        "a web page",
        (b"<!doctype html", b"<html", b"<head", b"<!--", b"<meta", b"mime-version:", b"from: <saved by"),
        "html",
        (".html", ".htm", ".shtml", ".mht", ".mhtml", ".xhtml"),
    ),
    Format("xml", "an XML file", (b"<?xml",), suffixes=(".xml",)),
    Format("png", "a PNG picture", (b"\x89PNG\r\n\x1a\n",), "scans", (".png",)),
    Format("jpeg", "a JPEG picture", (b"\xff\xd8\xff",), "scans", (".jpg", ".jpeg")),
    Format("gif", "a GIF picture", (b"GIF87a", b"GIF89a")),
    Format("tiff", "a TIFF picture", (b"II*\x00", b"MM\x00*"), "scans", (".tif", ".tiff")),
    Format("gzip", "a gzip archive", (b"\x1f\x8b\x08",)),
    Format("7z", "a 7z archive", (b"7z\xbc\xaf\x27\x1c",)),
    Format("rar", "a RAR archive", (b"Rar!\x1a\x07",)),
    Format("xz", "an xz archive", (b"\xfd7zXZ\x00",)),
    Format("elf", "a program", (b"\x7fELF",)),
    Format("exe", "a program", (b"MZ\x90\x00",)),
    Format("sqlite", "an SQLite database", (b"SQLite format 3\x00",)),
    TEXT,
)

FOLDER_SUFFIXES = frozenset(suffix for form in FORMATS if form.reader is not None for suffix in form.suffixes)
"""Endings of the files that are taken from a folder; a file that is named itself may end in anything."""


def recognise(data: bytes, suffix: str = "") -> Format:
    """The format that `data` begins like; where several do, the one that `suffix` (`.docx`) names, else the last."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if head.startswith(b"<?xml") and suffix.lower() in (".html", ".htm", ".xhtml"):
        head = b"<html"  # XHTML has an XML declaration first
    lowered = head.lower()
    fitting = [form for form in FORMATS if data.startswith(form.starts) or lowered.startswith(form.starts)]
    by_name = [form for form in fitting if suffix.lower() in form.suffixes]
    return [TEXT, *fitting, *by_name][-1]


def reader_of(name: str) -> Reader:
    """Return the reader of a format that has one; its module, and the library it needs, are loaded now."""
    form = next(each for each in FORMATS if each.name == name)
    if not form.reader:
        return decode
    reader: Reader = import_module(f".readers.{form.reader}", __package__).read
    return reader
