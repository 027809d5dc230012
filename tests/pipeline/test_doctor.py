"""The doctor: what is wrong is named, with the way to mend it, and looking changes nothing."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline import doctor
from gongwen.pipeline.doctor import Check, Health, examine
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.installing import install

NOTICES = Path(__file__).parents[2] / "corpus" / "notices"


def subjects(checks: list[Check]) -> dict[str, Check]:
    return {check.subject: check for check in checks}


def test_a_sound_installation_with_no_graph_yet(tmp_path: Path) -> None:
    found = subjects(list(examine(str(tmp_path / "graph"))))
    assert {name for name, check in found.items() if check.health is Health.WRONG} == set()
    assert found["neo4j"].found == metadata.version("neo4j")
    assert found["graph"].health is Health.NOTE
    assert "gongwen ingest" in found["graph"].remedy
    assert "ArcadeDB" in found["embedded store"].found
    assert list(tmp_path.iterdir()) == []


def test_missing_and_old_packages_are_named_with_the_command_that_mends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["click>=999", "no-such-package>=1", "rich>=13", "neo4j-rust-ext; extra == 'fast'"]
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: wanted)
    found = subjects(list(doctor._packages()))
    assert found["click"].health is Health.WRONG
    assert ">=999 is needed" in found["click"].found
    assert found["no-such-package"] == Check(
        "no-such-package", Health.WRONG, "not installed", f"Run `{install('no-such-package>=1')}`."
    )
    assert found["rich"].health is Health.FINE
    assert "neo4j-rust-ext" not in found


def test_another_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    assert doctor._python().health is Health.WRONG


def test_broken_rules_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: object) -> None:
        raise FileNotFoundError("units.tsv")

    monkeypatch.setattr("gongwen.pipeline.extract.extract", broken)
    (check,) = doctor._rules()
    assert check.health is Health.WRONG
    assert "units.tsv" in check.found


def test_what_a_graph_holds_and_whether_other_rules_read_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [check.found for check in doctor._contents(store)] == ["empty"]
    ingest([NOTICES / "铜府〔2023〕90号.txt"], store)
    (fine,) = doctor._contents(store)
    assert fine.health is Health.FINE
    assert fine.found.startswith("1 documents held, ")
    monkeypatch.setattr("gongwen.pipeline.rules.rules_version", lambda: "newer")
    (old,) = doctor._contents(store)
    assert old.health is Health.NOTE
    assert "1 were read by other rules" in old.found


def test_a_command_that_installs_names_the_python_that_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv" / "bin" / "python"))
    assert install("gongwen[serve]") == f'{tmp_path}/.venv/bin/python -m pip install "gongwen[serve]"'
    monkeypatch.chdir(tmp_path)
    assert install("gongwen[serve]") == '.venv/bin/python -m pip install "gongwen[serve]"'
