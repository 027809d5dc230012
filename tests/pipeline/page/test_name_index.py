"""One search in all names: the tiers, the order in them, and that it agrees with a look at each name."""

from __future__ import annotations

import random

from gongwen.pipeline.page.name_index import Index


def index_of(*things: tuple[str, ...]) -> Index[str]:
    return Index((names[0], ((name, name) for name in names)) for names in things)


def test_exact_names_come_first_then_beginnings_then_parts() -> None:
    index = index_of(("县发改委",), ("发改委办公室",), ("发改委",), ("水利局",))
    assert [thing for thing, _ in index.find("发改委", 9)] == ["发改委", "发改委办公室", "县发改委"]
    assert index.count("发改委") == 3


def test_a_thing_is_found_once_and_by_its_best_name() -> None:
    index = index_of(("重庆市铜梁区发展和改革委员会", "区发改委", "发改委"))
    assert index.find("发改委", 9) == [("重庆市铜梁区发展和改革委员会", "发改委")]
    assert index.find("区发", 9) == [("重庆市铜梁区发展和改革委员会", "区发改委")]
    assert index.count("发") == 1


def test_no_more_than_asked_for_and_nothing_for_nothing() -> None:
    index = index_of(*((f"局{number}",) for number in range(9)))
    assert [thing for thing, _ in index.find("局", 3)] == ["局0", "局1", "局2"]
    assert index.find("", 3) == index.find("\x00", 3) == [] and index.count("\x00") == 0
    assert Index[str]([]).find("局", 3) == []


def test_it_agrees_with_a_look_at_each_name() -> None:
    dice = random.Random(7)
    things = [tuple("".join(dice.choices("区发改委局", k=dice.randint(1, 6))) for _ in range(3)) for _ in range(200)]
    index = index_of(*things)
    for wanted in ("区", "发改", "委局", "区发改", "改委局区"):

        def tier(names: tuple[str, ...], wanted: str = wanted) -> int:
            return min(0 if n == wanted else 1 if n.startswith(wanted) else 2 if wanted in n else 3 for n in names)

        holding = sorted((names for names in things if tier(names) < 3), key=tier)
        assert [thing for thing, _ in index.find(wanted, 999)] == [names[0] for names in holding]
        assert index.count(wanted) == len(holding)
