"""Every annotation in the corpus is of the gold format, and each quote stands in its notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from gongwen.schemas import GoldNotice
from pydantic import ValidationError

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = sorted((CORPUS / "gold").glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_annotation_is_of_the_format_and_its_notice_is_there(path: Path) -> None:
    gold = GoldNotice.model_validate_json(path.read_bytes())
    text = "".join((CORPUS / "notices" / f"{path.stem}.txt").read_text(encoding="utf-8").split())
    quotes = [item.quote for kind in (gold.tasks, gold.projects, gold.targets, gold.citations) for item in kind]
    assert [quote for quote in quotes if "".join(quote.split()) not in text] == []


def test_an_unknown_field_is_refused() -> None:
    line = FILES[0].read_text(encoding="utf-8").replace('"document":', '"colour": 1, "document":', 1)
    with pytest.raises(ValidationError, match="colour"):
        GoldNotice.model_validate_json(line)
