"""Draw extractions to be judged by eye: `python -m benchmarks.sample [SEED]`.

From the notices of `corpus/notices/` that have no annotation (the annotated ones are scored by `gongwen evaluate`), forty of
each kind, or all where there are fewer: the same seed draws the same ones from the same rules. Each is printed with the words
round it, so that a reader can say right or wrong by `docs/definitions.md`; what came of it stands in `docs/evaluation.md`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import gongwen
from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import Evidence, Notice

CORPUS = Path(gongwen.__file__).parent / "corpus"
DRAWN = 40
ROUND = 60
"""Characters shown before and after the place."""


def facts(notice: Notice) -> Iterator[tuple[str, str, Evidence | None]]:
    """(kind, what was read, its place) of everything that is sampled."""
    document = notice.document
    for field in ("doc_number", "title", "attached_title", "genre", "issued_on", "disclosure"):
        yield "header", f"{field} = {getattr(document, field)}", None
    for field in ("issuers", "addressees"):
        yield "header", f"{field} = {'｜'.join(getattr(document, field))}", None
    for section in notice.sections:
        yield "section", f"{'/'.join(section.path)} {section.heading}", section.evidence
    for task in notice.tasks:
        duties = "｜".join(f"{duty.role}: {duty.surface}" for duty in task.responsibilities)
        kind = "inline task" if task.basis == "inline" else "task by note or table"
        yield kind, f"{duties} | open_ended={task.open_ended} deadline={task.deadline}", task.evidence
    for project in notice.projects:
        kind = "programme" if project.kind == "programme" else "works"
        yield kind, f"{project.name} | {project.phase}", project.evidence
    for target in notice.targets:
        fields = ("indicator", "comparator", "value", "value_max", "unit", "kind", "deadline", "baseline", "modality")
        yield "target", " | ".join(str(getattr(target, field)) for field in fields), target.evidence
    for citation in notice.citations:
        yield "citation", f"{citation.surface} | {citation.role} → {citation.resolves_to}", citation.evidence


def main(seed: int) -> None:
    """Print the draw, kind by kind."""
    annotated = {path.stem for path in (CORPUS / "gold").glob("*.json")}
    found: dict[str, list[str]] = {}
    for path in sorted((CORPUS / "notices").glob("*.txt")):
        if path.stem in annotated:
            continue
        source = read(str(path))
        for kind, words, place in facts(extract(source)):
            around = ""
            if place:
                before, after = source.text[max(0, place.start - ROUND) : place.start], source.text[place.end :][:ROUND]
                quote = place.quote if len(place.quote) <= 400 else f"{place.quote[:200]} …… {place.quote[-200:]}"
                around = f"\n    …{before}【{quote}】{after}…".replace("\n", "⏎")
            found.setdefault(kind, []).append(f"{path.stem}: {words}\n{around.strip('⏎')}")
    for kind, all_of_it in found.items():
        drawn = random.Random(seed).sample(all_of_it, min(DRAWN, len(all_of_it)))
        print(f"\n===== {kind}: {len(drawn)} of {len(all_of_it)}")
        for number, item in enumerate(drawn, 1):
            print(f"{number:2} {item}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
