"""Reading: every encoding gives the same text, every broken file its reason, every folder the same order."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from gongwen.pipeline.decode import Undecodable, decode, reads_as_chinese
from gongwen.pipeline.formats import FORMATS, recognise
from gongwen.pipeline.read import MAX_BYTES, discover, read, read_all
from gongwen.schemas import SetAside, SetAsideReason, SourceText
from hypothesis import given
from hypothesis import strategies as st

NOTICES = Path(__file__).parents[2] / "corpus" / "notices"
EXAMPLE = NOTICES / "铜府〔2023〕90号.txt"
TEXT = "关于印发行动方案的通知\n各镇人民政府：\n一、总体要求\n（一）加快建设。\n"
TRADITIONAL = "關於印發城市建設行動方案的通知\n各有關單位應加強工作，推進發展，完成年度目標。\n" * 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (b"\x84\x31\x95\x33" + TEXT.encode("gb18030"), "gb18030"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode("gb18030"), "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    assert read(path) == SourceText(
        path=str(path), format="txt", encoding=encoding, sha256=hashlib.sha256(data).hexdigest(), text=TEXT
    )


def test_big5_is_read_as_what_it_is() -> None:
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("path", sorted(NOTICES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_notice_survives_gb18030(path: Path) -> None:
    text = read(path).text
    again = decode(text.encode("gb18030"))
    assert (again.text, again.encoding) == (text, "gb18030")


def test_nothing_but_line_ends_is_rewritten(tmp_path: Path) -> None:
    text = "　　１．Ａ〔２〕 \t\u3000é\u0301\u2028\x0c\ufeff㍿\U00020000的\n"
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    assert read(path).text == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", SetAsideReason.EMPTY),
        ("blank.txt", " \n\u3000\t\r\n".encode(), SetAsideReason.EMPTY),
        ("only-mark.txt", b"\xef\xbb\xbf", SetAsideReason.EMPTY),
        ("mark16.txt", b"\xff\xfe", SetAsideReason.EMPTY),
        ("zeros.txt", b"abc\x00def", SetAsideReason.BINARY),
        ("controls.txt", bytes(range(1, 32)) * 9, SetAsideReason.BINARY),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3", SetAsideReason.DAMAGED),
        ("picture-called.txt", b"\x89PNG\r\n\x1a\n\x00\x00", SetAsideReason.DAMAGED),
        ("word.docx", b"PK\x03\x04\x14\x00", SetAsideReason.DAMAGED),
        ("book.xlsx", b"PK\x03\x04\x14\x00", SetAsideReason.DAMAGED),
        ("slides.pptx", b"PK\x03\x04\x14\x00", SetAsideReason.UNSUPPORTED_FORMAT),
        ("film.gif", b"GIF89a", SetAsideReason.UNSUPPORTED_FORMAT),
        ("cut.txt", TEXT.encode()[:-2], SetAsideReason.UNKNOWN_ENCODING),
        ("half16.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], SetAsideReason.UNKNOWN_ENCODING),
        ("mixed.txt", TEXT.encode() + TEXT.encode("gb18030"), SetAsideReason.UNKNOWN_ENCODING),
        (
            "korean.txt",
            "대한민국의 모든 국민은 법 앞에 평등하다".encode("euc-kr"),
            SetAsideReason.UNKNOWN_ENCODING,
        ),
        (
            "japanese.txt",
            "国民は、正当に選挙された国会における代表者".encode("shift-jis"),
            SetAsideReason.UNKNOWN_ENCODING,
        ),
        ("latin.txt", "déjà vu à côté".encode("latin-1"), SetAsideReason.UNKNOWN_ENCODING),
    ],
)
def test_a_broken_file_is_set_aside_with_its_reason(
    tmp_path: Path, name: str, data: bytes, reason: SetAsideReason
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SetAside) as caught:
        read(path)
    assert caught.value.reason is reason
    assert caught.value.path == str(path)


def test_what_is_not_a_file_is_set_aside(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "file").write_text("x")
    for name, reason in (
        (".", SetAsideReason.UNREADABLE),
        ("pipe", SetAsideReason.UNREADABLE),
        ("dangling", SetAsideReason.NOT_FOUND),
        ("absent", SetAsideReason.NOT_FOUND),
        ("file/below", SetAsideReason.NOT_FOUND),
        ("x" * 300, SetAsideReason.UNREADABLE),
        ("nul\0", SetAsideReason.UNREADABLE),
    ):
        with pytest.raises(SetAside) as caught:
            read(tmp_path / name)
        assert caught.value.reason is reason, name


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SetAside) as caught:
        read(path)
    assert caught.value.reason is SetAsideReason.UNREADABLE


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SetAside, match="50 MB") as caught:
        read(path)
    assert caught.value.reason is SetAsideReason.TOO_LARGE


def test_a_folder_gives_its_texts_in_order_once_each(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.TXT", "a.txt", ".hidden.txt", ".git/c.txt", "index.jsonl", "a/n.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    listing = discover([tmp_path / "b.txt", tmp_path, tmp_path / "a" / ".." / "b.txt"])
    assert [str(path.relative_to(tmp_path)) for path in listing.files] == ["b.txt", "a/y.TXT", "a/z.txt", "a.txt"]
    assert [Path(name).name for name in listing.ignored] == ["n.md", "index.jsonl"]
    assert listing.set_aside == ()


def test_a_batch_goes_on_after_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    results = list(read_all([tmp_path / "empty", tmp_path, tmp_path / "absent.md"]))
    assert [r.reason if isinstance(r, SetAside) else r.text for r in results] == [
        SetAsideReason.EMPTY,
        SetAsideReason.EMPTY,
        TEXT,
        SetAsideReason.NOT_FOUND,
    ]


def test_a_name_that_is_not_utf8_can_be_shown_and_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + b"\xcd\xa8\xff.txt"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    (source,) = read_all([tmp_path])
    assert isinstance(source, SourceText)
    assert "\ufffd" in source.path
    source.model_dump_json()


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Undecodable:
        return
    assert "\r" not in decoded.text
    assert "\x00" not in decoded.text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("form", [form for form in FORMATS if form.starts], ids=lambda form: form.name)
def test_every_format_is_recognised(form: object) -> None:
    for start in form.starts:  # type: ignore[attr-defined]
        suffix = (*form.suffixes, "")[0]  # type: ignore[attr-defined]
        assert recognise(start + b"rest", suffix) is form


@pytest.mark.parametrize("text", ["déjà vu", "Ελληνικά", "—", "龘"])
def test_utf8_without_common_characters_stays_utf8(text: str) -> None:
    assert decode(text.encode()).text == text


def test_chinese_reads_as_chinese_and_damage_does_not() -> None:
    assert reads_as_chinese(TEXT)
    assert reads_as_chinese(TRADITIONAL)
    assert not reads_as_chinese(TEXT.encode().decode("gb18030", "ignore"))
    assert not reads_as_chinese("no Chinese at all")


def test_what_the_watch_says_of_files_is_no_notice(tmp_path: Path) -> None:
    (tmp_path / "入库情况").mkdir()
    (tmp_path / "入库情况" / "一览.txt").write_text("已入库 1 份", encoding="utf-8")
    (tmp_path / "甲.txt").write_text(TEXT, encoding="utf-8")
    assert [path.name for path in discover([tmp_path]).files] == ["甲.txt"]


def test_a_link_out_of_the_folder_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "外.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "收文"
    folder.mkdir()
    (folder / "链接.txt").symlink_to(tmp_path / "外.txt")
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    listing = discover([folder])
    assert [path.name for path in listing.files] == ["甲.txt"]
    assert [aside.reason for aside in listing.set_aside] == [SetAsideReason.UNSAFE]
