"""The saved questions: `queries/*.cypher`, each with its title, its description and its parameters at its head.

Guarantees: every file parses or the load fails, naming it; parameters are checked and defaulted before a question is sent,
and a wrong one is told in words.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import ValidationError

from ..schemas import Model, QueryError, QueryFault
from .ask import ROW_LIMIT, TIMEOUT_S, Result, ask
from .connection import Store

_TYPES: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "list": (list, tuple),
}


class Parameter(Model):
    """One parameter. Without a `default` in the file it must be given; `example` is a value that makes sense.

    `many`: the question takes a list of such values, and one alone is a list of one.
    """

    name: str
    type: Literal["str", "int", "float", "bool", "list"]
    description: str
    example: Any
    default: Any = None
    required: bool = True
    many: bool = False

    def checked(self, value: Any) -> Any:
        """The value in its own type, read from text where it comes as text. Raises QueryError."""
        if value is None:
            if self.required:
                raise QueryError(
                    f"The parameter {self.name} must be given, for example {self.name}={self.example}.",
                    QueryFault.PARAMETER,
                )
            return None
        if isinstance(value, str) and self.type != "str":
            value = self._read(value)
        if not isinstance(value, _TYPES[self.type]) or (isinstance(value, bool) and self.type != "bool"):
            raise QueryError(
                f"The parameter {self.name} is {value!r}, and should be of type {self.type}.", QueryFault.PARAMETER
            )
        return list(value) if isinstance(value, (list, tuple)) else value

    def _read(self, value: str) -> Any:
        try:
            return json.loads(value)
        except ValueError:
            return value


class SavedQuery(Model):
    """One saved question; `name` is its file's."""

    name: str
    title: str
    title_zh: str
    description: str
    parameters: tuple[Parameter, ...]
    cypher: str

    def arguments(self, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """All parameters with their values. Raises QueryError where one is unknown, missing or of another type."""
        given = given or {}
        known = {parameter.name for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise QueryError(f"{self.name} has no parameter {name}; it has: {', '.join(sorted(known)) or 'none'}.")
        return {each.name: self._argument(each, given.get(each.name, each.default)) for each in self.parameters}

    def _argument(self, parameter: Parameter, value: Any) -> Any:
        if not parameter.many or value is None:
            return parameter.checked(value)
        return [parameter.checked(each) for each in (value if isinstance(value, (list, tuple)) else [value])]


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """All saved questions by name, sorted."""
    folder = resources.files(__package__).joinpath("queries")
    files = {entry.name.removesuffix(".cypher"): entry for entry in folder.iterdir() if entry.name.endswith(".cypher")}
    return {name: parse(name, files[name].read_text(encoding="utf-8")) for name in sorted(files)}


def parse(name: str, text: str) -> SavedQuery:
    """Read one file: lines `// key: value` first, a line `// parameter: {JSON}` for each parameter, then the Cypher."""
    head: dict[str, Any] = {"name": name, "parameters": []}
    lines = text.splitlines()
    while lines and lines[0].startswith("//"):
        key, _, value = lines.pop(0).removeprefix("//").strip().partition(": ")
        try:
            if key == "parameter":
                parameter = json.loads(value)
                head["parameters"].append({**parameter, "required": "default" not in parameter})
            else:
                head[key] = value.strip()
        except ValueError as error:
            raise QueryError(f"The saved query {name} has a parameter that cannot be read: {error}") from error
    try:
        return SavedQuery(**head, cypher="\n".join(lines).strip())
    except (ValidationError, TypeError) as error:
        raise QueryError(f"The saved query {name} cannot be read: {error}") from error


def find(name: str) -> SavedQuery:
    """A saved question by name. QueryError where there is none; near names are offered."""
    queries = saved_queries()
    wanted = name.replace("-", "_")
    if wanted in queries:
        return queries[wanted]
    near = difflib.get_close_matches(wanted, queries, n=3)
    raise QueryError(
        f"There is no saved query {name}. Is it {' or '.join(near)}?" if near else f"There is no saved query {name}."
    )


def run(
    store: Store,
    name: str,
    params: Mapping[str, Any] | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    row_limit: int | None = ROW_LIMIT,
) -> Result:
    """Ask a saved question. Raises QueryError and StoreError, as `ask` does."""
    query = find(name)
    return ask(store, query.cypher, query.arguments(params), timeout_s=timeout_s, row_limit=row_limit)
