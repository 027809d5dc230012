"""OFD files, the fixed-layout format of official documents: lines healed into paragraphs, ruled tables row by row.

Source of the format: GB/T 33190—2016 (7.1 package, 7.4 document, 7.6 pages, 7.7 templates, 11 text). Seals and remarks (annotations) are
no text of the notice; a page that is a picture has none, and is told.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from itertools import count
from typing import Any

from lxml import etree

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from .assemble import assemble
from .lines import Item, paragraphs
from .ofd_items import Tables
from .ofd_objects import Glyph, Objects, Rule, box, local, objects_of, turned
from .packages import document

MAX_MEMBER = 50_000_000
"""Bytes of one unpacked member; the text of a page has under 1 MB, a scanned one a few."""
MAX_UNPACKED = 200_000_000
"""Bytes of all members together, and of all that is parsed: a package may name one member for every page."""
MAX_PAGES = 5000
"""Pages of a file that is read; the longest plans have some hundred."""
A4 = (0.0, 0.0, 210.0, 297.0)
"""The page of a document that names none, in mm (GB/T 9704: official documents are A4)."""
LOCKED = ("encryptions.xml", "decryptseed.dat")
"""Members by which a package says that its others are enciphered (GM/T 0099—2020)."""
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def read(data: bytes) -> Decoded:
    """Return the text of an OFD file, with pages, paragraphs and cells; raises `Undecodable` (locked, damaged, huge, no text)."""
    package = _Package(data)
    tables = Tables()
    pages: list[list[Item]] = []
    sizes: list[tuple[float, float]] = []
    for objects in _pages(package):
        pages.append(list(tables.items(objects)))
        sizes.append((objects.width, objects.height))
    if not any(pages):
        message = "its pages are pictures without text; ask the sender for one with text, or have it recognised"
        raise Undecodable(message, reason=SetAsideReason.NO_TEXT)
    return assemble(paragraphs(pages, sizes))


class _Package:
    """The members of a package by their names, as far as they may be read."""

    def __init__(self, data: bytes) -> None:
        self.zip = document(data)
        self.members = {_name(info.filename): info for info in self.zip.infolist()}
        self.left = MAX_UNPACKED
        if any(posixpath.basename(name) in LOCKED for name in self.members):
            raise Undecodable("it is enciphered; ask the sender for one that is not", reason=SetAsideReason.ENCRYPTED)
        sizes = [info.file_size for info in self.members.values()]
        if sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_MEMBER:
            raise _burst()

    def xml(self, name: str) -> Any:
        """Parse a member; raises `Undecodable` where it is missing, too large or no XML."""
        info = self.members.get(_name(name))
        if info is None:
            raise _damaged(f"it lacks its part {name}")
        try:
            with self.zip.open(info) as member:
                data = member.read(MAX_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise _damaged(f"its part {name} cannot be unpacked") from error
        self.left -= len(data)
        if len(data) > MAX_MEMBER or self.left < 0:
            raise _burst()
        try:
            return etree.fromstring(data, etree.XMLParser(**_PARSER))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged(f"its part {name} is no XML") from error


def _pages(package: _Package) -> Iterator[Objects]:
    """Yield what stands on each page of each document of a package, in order."""
    seen = 0
    for body in _inside(package.xml("OFD.xml"), "DocBody"):
        for root in _inside(body, "DocRoot"):
            document_of = _Document(package, _resolved("OFD.xml", root.text))
            for page in document_of.pages:
                seen += 1
                if seen > MAX_PAGES:
                    message = f"it has more than {MAX_PAGES} pages; split it, and take the notice alone"
                    raise Undecodable(message, reason=SetAsideReason.TOO_LARGE)
                yield document_of.objects(page)


class _Document:
    """One document of a package: its pages by where they lie, its templates, the size of its pages."""

    def __init__(self, package: _Package, name: str) -> None:
        self.package = package
        root = package.xml(name)
        common = _first(root, "CommonData")
        self.box = _page_box(common, "PageArea") or A4
        self.places = {each.get("ID"): _resolved(name, each.get("BaseLoc")) for each in _inside(common, "TemplatePage")}
        pages = _first(root, "Pages")
        self.pages = [_resolved(name, page.get("BaseLoc")) for page in _inside(pages, "Page")]
        self.templates: dict[str, Any] = {}

    def objects(self, name: str) -> Objects:
        """Return what stands on a page, its templates (letterheads, running headers) with it."""
        root = self.package.xml(name)
        left, top, width, height = _page_box(root, "Area") or self.box
        glyphs: list[Glyph] = []
        rules: list[Rule] = []
        runs = count(1)
        for content in [*(self._template(each.get("TemplateID")) for each in _inside(root, "Template")), root]:
            more_glyphs, more_rules = objects_of(content, left, top, runs)
            glyphs += more_glyphs
            rules += more_rules
        return turned(Objects(glyphs, rules, width, height))

    def _template(self, number: str | None) -> Any:
        if number not in self.places:
            raise _damaged(f"it lacks its template {number}")
        name = self.places[number]
        if name not in self.templates:
            self.templates[name] = self.package.xml(name)
        return self.templates[name]


def _page_box(parent: Any, name: str) -> tuple[float, float, float, float] | None:
    for area in _inside(parent, name):
        for physical in _inside(area, "PhysicalBox"):
            found = box(physical.text)
            if found and found[2] > 0 and found[3] > 0:
                return found
    return None


def _inside(parent: Any | None, name: str) -> list[Any]:
    """Return the children of one name, whatever prefix or name space the program that wrote the file uses."""
    return [] if parent is None else [child for child in parent if local(child) == name]


def _first(parent: Any, name: str) -> Any | None:
    return next(iter(_inside(parent, name)), None)


def _resolved(base: str, place: str | None) -> str:
    """Return the member that a place (`/Doc_0/Pages/…` or from the folder of the naming member) means."""
    place = (place or "").strip().replace("\\", "/")
    return _plain(place if place.startswith("/") else posixpath.join(posixpath.dirname(base), place))


def _plain(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")


def _name(name: str) -> str:
    # some programs write other cases into the names than into the package
    return _plain(name).lower()


def _damaged(what: str) -> Undecodable:
    return Undecodable(f"the OFD file is damaged ({what}); fetch it again", reason=SetAsideReason.DAMAGED)


def _burst() -> Undecodable:
    return Undecodable("it would unpack to far more than a document can hold", reason=SetAsideReason.UNSAFE)
