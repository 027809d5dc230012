"""A prompt for questions to the graph: Cypher that ends in `;`, or the name of a saved question with its parameters.

Guarantee: a mistake costs a message, never the session; nothing can be written, since `graph.ask` cannot.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..graph.ask import Result, ask
from ..graph.connection import Store
from ..graph.hints import hints
from ..graph.saved import saved_queries
from ..schemas import QueryError
from .auditor import known_agencies
from .saved_answers import answer_saved

PROMPT, GO_ON = "gongwen> ", "    ...> "
HELP = """\
MATCH (d:Document) RETURN d.id LIMIT 5;         a question in Cypher ends in ;
tasks_by_agency agency=区发展改革委             a saved question, with its parameters
queries                                         the saved questions
help, quit"""

Read = Callable[[str], str]
"""Asks for a line with this prompt; raises `EOFError` at the end, `KeyboardInterrupt` where the user breaks off."""
Show = Callable[[Result], None]
Say = Callable[[str], None]


def value(text: str) -> Any:
    """What a typed parameter means: a number, truth value, list or map as JSON has them, else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def parameters(typed: list[str]) -> dict[str, str]:
    """`name=value` words as a mapping; raises `QueryError` for anything else."""
    pairs = [word.partition("=") for word in typed]
    wrong = [name for name, equals, _ in pairs if not equals or not name]
    if wrong:
        raise QueryError(f"{wrong[0]} is no parameter; write name=value.")
    return {name: text for name, _, text in pairs}


def is_saved(question: str) -> bool:
    """Whether the text is the name of a saved question (or looks like a slip in one), not Cypher."""
    return question.replace("-", "_").isidentifier()


def answer(store: Store, question: str, given: Mapping[str, str], **limits: Any) -> Result:
    """The answer to a saved question by name, or to one in Cypher; raises `QueryError`, `StoreError`."""
    if not is_saved(question):
        return ask(store, question, {name: value(text) for name, text in given.items()}, **limits)

    def asked(cypher: str, parameters: Mapping[str, Any]) -> Result:
        return ask(store, cypher, parameters, **limits)

    return answer_saved(asked, question, given, lambda: known_agencies(store)).result


def converse(store: Store, read: Read, show: Show, say: Say) -> None:
    """Ask and answer until the input ends or the user leaves."""
    for question in _questions(read, say):
        words = question.rstrip("; \n").split(maxsplit=1) or [""]
        try:
            if words[0] in ("quit", "exit", ":quit", ":exit"):
                return
            if words[0] in ("help", ":help", "?"):
                say(HELP)
            elif words[0] in ("queries", ":queries"):
                for query in saved_queries().values():
                    say(f"{query.name:26} {query.title}: {' '.join(each.name for each in query.parameters)}")
            elif question.endswith(";") and words[0].replace("-", "_") not in saved_queries():
                show(answer(store, question.rstrip("; \n") + " ", {}))
                for hint in hints(question):
                    say(str(hint))
            else:
                name, *typed = shlex.split(question.rstrip("; \n"))
                show(answer(store, name, parameters(typed)))
        except (QueryError, ValueError) as error:
            say(f"Error: {error}")
        except KeyboardInterrupt:
            say("Broken off.")


def _questions(read: Read, say: Say) -> Iterator[str]:
    """Whole questions: lines up to one that ends in `;`, or one line that begins with a word of ours."""
    lines: list[str] = []
    known = {"quit", "exit", "help", "queries", "?", *saved_queries()}
    while True:
        try:
            line = read(GO_ON if lines else PROMPT).strip()
        except KeyboardInterrupt:
            lines = []
            say("")
            continue
        except EOFError:
            if lines:
                yield "\n".join(lines) + ";"
            return
        first = line.split(maxsplit=1)[0].replace("-", "_").removeprefix(":") if line else ""
        if line and not lines and first in known:
            yield line
        elif line:
            lines.append(line)
            if line.endswith(";"):
                yield "\n".join(lines)
                lines = []
