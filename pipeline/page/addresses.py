"""Addresses of the page: one for each node, however its id is written, and one for each question.

Guarantee: `path_of` of a label and an id leads to that node and no other; what an id holds (`/`, `#`, `?`, `〔〕`, `..`) is never
taken for a part of the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from ...schemas.graph import Label

KINDS: Mapping[str, Label] = {str(label).lower(): label for label in Label}
"""The word in an address for each label: `document`, `agency`, …"""

_DOTS = {".", ".."}


def path_of(label: str, node_id: str) -> str:
    """Address of the page of a node."""
    return below(f"/{label.lower()}", node_id)


def see_path(label: str, node_id: str) -> str:
    """Address of the picture around a node."""
    return below(f"/see/{label.lower()}", node_id)


def with_query(path: str, parameters: Mapping[str, str | int | None]) -> str:
    """`path` with those parameters that have a value."""
    given = {name: value for name, value in parameters.items() if value not in (None, "")}
    path, mark, place = path.partition("#")
    joint = "&" if "?" in path else "?"
    return (f"{path}{joint}{urlencode(given)}" if given else path) + mark + place


def document_name(node_id: str, title: str | None = None, path: str | None = None) -> str:
    """What a document is called: its title, its 文号; one that has neither is called as its file is."""
    if title or not (path and node_id.startswith("sha256:")):
        return title or node_id
    return path.replace("\\", "/").rpartition("/")[2]


def below(folder: str, node_id: str) -> str:
    """`folder` with an id as the one part that follows."""
    # A browser takes a part of `.` or `..` for a way up, however it is written; such an id goes into the query.
    if _DOTS & set(node_id.split("/")):
        return f"{folder}/?{urlencode({'id': node_id})}"
    return f"{folder}/{quote(node_id, safe='')}"
