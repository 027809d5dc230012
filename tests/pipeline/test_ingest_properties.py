"""Invariants 4 and 5 from the files on: any small corpus, in any order, with any document taken away, put back or changed.

Each corpus is named by its number; `GONGWEN_CORPORA` in the environment asks for more than 200, or for fewer.
The neighbour in `tests/graph` asks the same of facts, which can be odder than any text.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.graph.identity import resolve
from gongwen.graph.loader import Loader
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.ingest import FileResult, Outcome, ingest
from gongwen.schemas import SetAsideReason
from gongwen.schemas.notice import CitationRole
from notice_texts import source_of
from notices import graph, orphans
from random_corpora import changed, corpus

SHUFFLED = range(int(os.environ.get("GONGWEN_CORPORA", "200")))
CHANGED = SHUFFLED[: len(SHUFFLED) // 6]
FILE_NAMES = ("path",)
"""Properties that say which file a document came from: the order of files is the order of their names."""
FILES = "MATCH (d:Document) WHERE d.ingested = true RETURN d.path, d.document"
Graph = tuple[list[str], list[str]]


def written(folder: Path, texts: list[str]) -> Path:
    """A folder with these files, named so that they are taken in this order."""
    folder.mkdir()
    for place, text in enumerate(texts):
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    return folder


def taken(folder: Path, store: Store) -> tuple[FileResult, ...]:
    """Ingest a folder, of which nothing may be refused but the file of a document that another file is, too."""
    results = ingest(sorted(folder.iterdir()), store).results
    assert {result.reason for result in results} <= {None, SetAsideReason.CONFLICT}
    return results


def held(store: Store) -> Graph:
    return graph(store, without=FILE_NAMES)


@pytest.mark.parametrize("seed", SHUFFLED)
def test_files_in_any_order_give_the_same_graph(seed: int, tmp_path: Path, embedded_store: Store) -> None:
    store, texts, chance = embedded_store, corpus(seed), random.Random(seed)
    taken(written(tmp_path / "first", texts), store)
    first = held(store)
    assert orphans(store) == []

    loader = Loader(store)
    documents = list(loader.documents())
    chance.shuffle(documents)
    for document in documents:
        loader.delete(document)
    assert held(store) == ([], []), "deleting every document leaves nothing"

    order = texts[1:] + texts[:1]
    if chance.random() < 0.5:
        order.reverse()
    taken(written(tmp_path / "second", order), store)
    assert held(store) == first


@pytest.mark.parametrize("seed", CHANGED)
def test_taking_a_document_away_or_changing_it_can_be_undone(seed: int, tmp_path: Path, embedded_store: Store) -> None:
    store, folder = embedded_store, written(tmp_path / "all", corpus(seed))
    taken(folder, store)
    all_of_them = held(store)
    files = {Path(path): document for path, document in store.read(FILES).records}
    for path in set(folder.iterdir()) - set(files):
        path.unlink()  # of two files that are one document, the one that was not kept
    path, document = random.Random(seed).choice(sorted(files.items()))
    text = path.read_text(encoding="utf-8")

    Loader(store).delete(document)
    rest = held(store)
    assert orphans(store) == []
    ingest([path], store)
    assert held(store) == all_of_them

    path.write_text(changed(text, seed), encoding="utf-8")
    (result,) = ingest([path], store).results
    assert (result.outcome, result.document) == (Outcome.CHANGED, document)
    assert held(store) != all_of_them
    assert orphans(store) == []
    path.write_text(text, encoding="utf-8")
    ingest([path], store)
    assert held(store) == all_of_them

    # What is left without it is what the others say by themselves.
    loader = Loader(store)
    for other in loader.documents():
        loader.delete(other)
    path.unlink()
    taken(folder, store)
    assert held(store) == rest


def test_the_corpora_made_up_here_are_ones_that_join_part_and_conflict() -> None:
    """Else the properties above would say little."""
    seen: Counter[str] = Counter()
    for seed in range(200):
        notices = [(extract(source_of(text)), text) for text in corpus(seed)]
        facts = {notice.document.id: canonicalise(notice, text=text) for notice, text in notices}
        mentions = [row.end.claim for each in facts.values() for row in each.relationships if row.end.claim]
        found = resolve({key: each.own for key, each in facts.items()}, mentions)
        seen["two files of one document"] += len(notices) > len(facts)
        seen["ambiguous"] += bool(found.ambiguities)
        seen["joint issuers"] += sum(len(notice.document.issuers) > 1 for notice, _ in notices)
        seen["without 文号"] += sum(notice.document.doc_number is None for notice, _ in notices)
        seen.update(citation.role for notice, _ in notices for citation in notice.citations)
        for claim in mentions:
            document = found.documents[found.mentions[claim]]
            own = facts[document.held].own if document.held else claim
            by = "文号" if not claim.title else "its title" if claim.title == own.title else "another title"
            seen[f"{'held' if document.held else 'absent'} by {by}"] += 1
    wanted = {"two files of one document", "ambiguous", "joint issuers", "without 文号", "absent by its title"}
    wanted |= {"held by 文号", "held by its title", "held by another title", "absent by 文号"}
    wanted |= {CitationRole.BASIS, CitationRole.AMENDS, CitationRole.REPEALS}
    assert {kind for kind in wanted if seen[kind] < 5} == set()
