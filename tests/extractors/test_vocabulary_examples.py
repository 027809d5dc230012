"""Entries at work: a rule that reads the example of an entry rests on that entry, as the trace tells."""

from __future__ import annotations

import pytest
from gongwen.extractors import agency_list, trace
from gongwen.extractors.lexicon import Entry, load
from gongwen.extractors.note_finder import find_in
from gongwen.extractors.text import Layout

from .small_notice import item, reading


def used(body: str) -> set[tuple[str, str]]:
    with trace.watch() as steps:
        reading(body)
    return {entry for step in steps for entry in step.entries}


def named(entries: tuple[Entry, ...]) -> list[object]:
    return [pytest.param(entry, id=entry.term) for entry in entries]


@pytest.mark.parametrize("entry", named(load("duty_verbs")))
def test_a_duty_verb_closes_the_list_in_its_example(entry: Entry) -> None:
    note = entry.example if entry.example.startswith("（") else f"（{entry.example}）"
    assert ("duty_verbs", entry.term) in used(item(f"完善机制。{note}"))


@pytest.mark.parametrize("entry", named(load("note_labels")))
def test_a_label_is_read_in_its_example(entry: Entry) -> None:
    layout = Layout(f"完善机制。\n{entry.example}\n责任单位：某市财政局\n")
    notes = find_in(layout, 0, len(layout.text), [])
    assert any(entry.term in note.labelled.split("/") for note in notes)


@pytest.mark.parametrize("entry", named(tuple(e for e in load("target_verbs") if e["comparator"])))
def test_a_verb_bounds_the_number_in_its_example(entry: Entry) -> None:
    assert ("target_verbs", entry.term) in used(item(f"到2025年，{entry.example}。"))


@pytest.mark.parametrize("entry", named(tuple(e for e in load("organisation_heads") if e["class"] != "purpose")))
def test_an_organisation_is_known_by_its_last_word(entry: Entry) -> None:
    end = entry.example.find(entry.term) + len(entry.term)
    heads = [agency_list.head_of(entry.example[:at]) for at in range(end, len(entry.example) + 1)]
    assert any(head and entry.term in head.entry.term for head in heads)
