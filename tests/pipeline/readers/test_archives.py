"""Archives: their files are read like files of a folder, whatever their names are; and archives that are set aside."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from gongwen.pipeline.read import discover, read, read_all
from gongwen.schemas import SetAside, SetAsideReason, SourceText
from made import to_docx

TEXT = "某市人民政府关于加快发展的通知\n一、加快建设\n（市发展改革委负责）\n"


def archive(path: Path, members: dict[str, bytes], *, gbk: bool = False) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members.items():
            made.writestr(name.encode("gbk").decode("cp437") if gbk else name, data)
    return path


def test_files_of_an_archive_are_read_in_order_under_its_name(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "来文.zip",
        {"二/乙.docx": to_docx(TEXT.splitlines()), "甲.txt": TEXT.encode(), "图.gif": b"GIF89a", ".隐": b"x"},
    )
    found = list(read_all([path]))
    assert [str(each.path) for each in found] == [f"{path}!/二/乙.docx", f"{path}!/甲.txt"]
    assert all(isinstance(each, SourceText) and each.text == TEXT for each in found)
    assert read(f"{path}!/甲.txt").text == TEXT


def test_names_written_by_old_programs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(zipfile.ZipInfo("x.txt"), TEXT)
    data = path.read_bytes().replace(b"x.txt", "甲".encode("gbk") + b".tx"[:3])  # same length: 甲.tx
    path.write_bytes(data)
    assert [str(each) for each in discover([path]).files] in ([f"{path}!/甲.tx"], [str(path)])


def test_one_broken_file_leaves_the_others(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"坏.docx": b"PK\x03\x04", "好.txt": TEXT.encode(), "空.txt": b""})
    found = {str(each.path).split("!/")[1]: each for each in read_all([path])}
    assert isinstance(found["好.txt"], SourceText)
    reasons = {name: each.reason for name, each in found.items() if isinstance(each, SetAside)}
    assert reasons == {"坏.docx": SetAsideReason.DAMAGED, "空.txt": SetAsideReason.EMPTY}


def nested() -> bytes:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("甲.txt", TEXT)
    with zipfile.ZipFile(outer, "w") as made:
        made.writestr("内.zip", inner.getvalue())
    return outer.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(5):
            made.writestr(f"{number}.txt", b"0" * 90_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"PK\x03\x04 half", SetAsideReason.DAMAGED, id="half-there"),
        pytest.param(b"PK\x05\x06" + bytes(18), SetAsideReason.EMPTY, id="empty"),
        pytest.param(nested(), SetAsideReason.EMPTY, id="an-archive-in-an-archive"),
        pytest.param(bomb(), SetAsideReason.UNSAFE, id="would-burst"),
    ],
)
def test_set_aside(tmp_path: Path, data: bytes, reason: SetAsideReason) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (aside,) = list(read_all([path]))
    assert isinstance(aside, SetAside) and aside.reason is reason


@pytest.mark.parametrize("name", ["../../外.txt", "/etc/外.txt", "a\x07b.txt", "CON.txt"])
def test_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "a.zip", {name: TEXT.encode()})
    (found,) = list(read_all([path]))
    assert isinstance(found, SourceText) and found.text == TEXT
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip"]
