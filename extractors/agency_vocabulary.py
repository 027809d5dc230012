"""Forms of agency names, held as data and turned into look-ups once.

Two tables: `data/agency_national.toml` (bodies of the whole country by name) and `data/agency_local.toml` (how offices
of provinces, cities and counties are called). A form listed for two bodies is refused when the tables are read.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from ..schemas import AgencyKind, Model

T = TypeVar("T")


class NationalBody(Model):
    """One body of the whole country."""

    name: str
    kind: AgencyKind
    until: str | None = None


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def national() -> tuple[dict[str, NationalBody], dict[str, NationalBody]]:
    """(forms that mean one body anywhere, forms that do so in a national document only)."""
    anywhere: dict[str, NationalBody] = {}
    bare: dict[str, NationalBody] = {}
    for entry in _read("agency_national.toml")["body"]:
        kind = AgencyKind(entry.get("kind", "department"))
        body = NationalBody(name=entry["name"], kind=kind, until=entry.get("until"))
        only_bare = entry.get("bare", [])
        for form in [*([] if entry["name"] in only_bare else [entry["name"]]), *entry.get("aliases", [])]:
            _put(anywhere, form, body)
        for form in only_bare:
            _put(bare, form, body)
    return anywhere, bare


@lru_cache(maxsize=1)
def local() -> dict[str, Any]:
    """The tables of `data/agency_local.toml` as they are."""
    return _read("agency_local.toml")


@lru_cache(maxsize=1)
def local_bodies() -> dict[str, str]:
    """Every known form of a local office without its place, and its full form: 发改委 → 发展和改革委员会."""
    tables = local()
    forms: dict[str, str] = {}
    for full, shorts in tables["bodies"].items():
        for form in [full, *shorts]:
            _put(forms, form, full)
    for form, full in commissions().items():
        _put(forms, form, full)
    for stem, shorts in tables["stems"].items():
        for form in [stem, *shorts]:
            for suffix, full_suffix in tables["suffixes"].items():
                forms.setdefault(form + suffix, stem + full_suffix)
    return forms


@lru_cache(maxsize=1)
def commissions() -> dict[str, str]:
    """Forms of commissions and of their offices: 安委会 → 安全生产委员会, 安委办 → 安全生产委员会办公室."""
    forms: dict[str, str] = {}
    for full, shorts in local()["commissions"].items():
        for form in [full, *shorts["body"]]:
            _put(forms, form, full)
            _put(forms, form + "办公室", full + "办公室")
        for form in shorts["office"]:
            _put(forms, form, full + "办公室")
    return forms


@lru_cache(maxsize=1)
def placed_bodies() -> dict[str, str]:
    """Forms of bodies whose place stands inside the name: 税务局 → 国家税务总局{place}税务局.

    A form that has a place itself (政协{place}委员会) is a writing of the whole name.
    """
    return _inverted(local()["placed"])


@lru_cache(maxsize=1)
def party_bodies() -> dict[str, str]:
    """What may follow 区委, 省委, 党委, and its full form: 编办 → 机构编制委员会办公室."""
    return {full: full for full in local()["party"]} | _inverted(local()["party"])


def _inverted(table: dict[str, list[str]]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for full, shorts in table.items():
        for form in shorts:
            _put(forms, form, full)
    return forms


def _put(forms: dict[str, T], form: str, value: T) -> None:
    if forms.get(form, value) != value:
        raise ValueError(f"the form {form} is listed for two bodies: {forms[form]} and {value}")
    forms[form] = value
