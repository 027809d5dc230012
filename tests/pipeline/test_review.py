"""The conversation with a clerk, and the command: what is typed, what is said, and what is in the ledger afterwards."""

from __future__ import annotations

import json
import os
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gongwen.pipeline.extract import extract
from gongwen.pipeline.judging.command import review as command
from gongwen.pipeline.judging.doubt import Doubt
from gongwen.pipeline.judging.doubts import doubts
from gongwen.pipeline.judging.ledger import Ledger, apply
from gongwen.pipeline.judging.review import Course, review
from gongwen.pipeline.terminal import INTERRUPTED, Gongwen
from gongwen.schemas import FindingCode
from gongwen.schemas.judgement import Decision, JudgementKind
from notice_texts import NOTICES, notices, source_of

TRUCKS, FUJIAN, MALLS = (
    "gongxintinglian-2020-180-huochegaizhuang",
    "fujian-2019-jiuyebuzhu",
    "jiangxi-2020-liutong-xiaofei",
)
WHO = ("--who", "张三", "--when", "2024-05-01")


def typed(answers: Iterable[str | type[BaseException]], said: list[str]) -> Callable[[str], str]:
    """A clerk who types these answers, then closes the window."""
    rest = iter(answers)

    def ask(prompt: str) -> str:
        said.append(prompt)
        answer = next(rest, EOFError)
        if isinstance(answer, str):
            return answer
        raise answer

    return ask


def of(name: str, ledger: Ledger | None = None) -> tuple[Doubt, ...]:
    text = notices()[name]
    return doubts(extract(source_of(text)), text, ledger or Ledger())


def talk(name: str, *answers: str | type[BaseException], ledger: Ledger | None = None) -> tuple[Ledger, Course, str]:
    held = Ledger() if ledger is None else ledger
    said: list[str] = []
    course = review(of(name, held), held, "张三", "2024-05-01", typed(answers, said), said.append)
    return held, course, "\n".join(said)


# The conversation


def test_a_doubt_is_shown_with_its_place_its_sentence_and_what_it_was_taken_for() -> None:
    _, _, said = talk(TRUCKS, "0")
    assert f"第 1 条／共 {len(of(TRUCKS))} 条" in said
    assert "文件：notice.txt" in said and "位置：第16行" in said
    assert "原文：有关车型【《公告》】参数可登陆" in said
    assert "程序读作：引用文件；文中写的文件名称：公告" in said
    assert "问题：这句话里的“《公告》”指的是哪份文件？" in said
    assert "1 正确" in said and "2 改正" in said and "3 不对" in said and "4 跳过　0 结束　u 撤回上一条" in said


def test_accept_correct_and_reject_are_written_as_they_are_answered() -> None:
    ledger, course, _ = talk(TRUCKS, "1", "3　不是文件，是公告")
    assert [line.decision for line in ledger.lines] == [Decision.ACCEPT, Decision.REJECT]
    assert [(line.who, line.when, line.note) for line in ledger.lines] == [
        ("张三", "2024-05-01", ""),
        ("张三", "2024-05-01", "不是文件，是公告"),
    ]
    assert (course.decided, course.skipped, course.broken_off) == (2, 0, False)
    assert [doubt.reason for doubt in of(TRUCKS, ledger)] == [doubt.reason for doubt in of(TRUCKS)[2:]]


def test_a_correction_is_asked_field_by_field_with_the_present_value_as_default() -> None:
    title = "道路机动车辆生产企业及产品公告"
    ledger, _, said = talk(TRUCKS, "２", "", "无", "很依据", "依据", title, "0")
    assert "文中写的文件名称（现为“公告”）" in said
    assert "引用关系（现为“提及”，可填：依据、落实、转发、修改、废止、提及）" in said
    assert "“很依据”填不进“引用关系”" in said
    (line,) = ledger.lines
    assert line.correction == {"role": "basis", "resolves_to": title}
    text = notices()[TRUCKS]
    told = apply(extract(source_of(text)), text, ledger).notice
    assert title in {citation.resolves_to for citation in told.citations}


def test_a_correction_that_changes_nothing_or_is_given_up_writes_nothing() -> None:
    ledger, course, said = talk(TRUCKS, "2", "", "", "", "", "2", "返回", "4", "0")
    assert ledger.lines == ()
    assert "没有改动任何一项" in said and said.count("这一条还没有裁定，请重新选择") == 2
    assert (course.decided, course.skipped) == (0, 1)


@pytest.mark.parametrize("answer", ["", "5", "是", "１ １", "00"])
def test_an_answer_that_is_none_is_asked_again(answer: str) -> None:
    ledger, _, said = talk(TRUCKS, answer, "0")
    if answer.startswith("１"):
        assert len(ledger.lines) == 1 and ledger.lines[0].note == "１"
    else:
        assert ledger.lines == () and "请填一个数字" in said


def test_a_number_that_is_a_target_is_filled_in() -> None:
    at = [doubt.reason for doubt in of(FUJIAN)].index(FindingCode.NUMBER_WITHOUT_INDICATOR)
    fields = ("", "见习补贴", "不低于", "", "", "", "", "", "", "", "0")
    ledger, _, said = talk(FUJIAN, *["4"] * at, "2", *fields)
    assert "这一项不能空着" in said
    (line,) = ledger.lines
    assert line.kind is JudgementKind.MISSING
    text = notices()[FUJIAN]
    told = apply(extract(source_of(text)), text, ledger)
    (added,) = [target for target in told.notice.targets if target.indicator == "见习补贴"]
    assert (added.comparator.value, added.value, added.unit, added.evidence.quote) == (">=", 4000, "元", "4000元")
    assert added.evidence.place == "第23行"


def test_a_header_field_that_was_missed_is_copied_from_the_text() -> None:
    reasons = [doubt.reason for doubt in of(FUJIAN)]
    at = reasons.index(FindingCode.NO_DOC_NUMBER)
    words = "第一章"
    ledger, _, said = talk(FUJIAN, *["4"] * at, "2", "闽财社〔2099〕0号", "", words, "闽财社〔2019〕1号", "0")
    assert "文件里没有这几个字，或者不止一处" in said
    (line,) = ledger.lines
    assert (line.quote, line.correction) == (words, {"doc_number": "闽财社〔2019〕1号"})
    assert FindingCode.NO_DOC_NUMBER not in {doubt.reason for doubt in of(FUJIAN, ledger)}


def test_agencies_are_said_to_be_one_or_not() -> None:
    reasons = [doubt.reason for doubt in of(MALLS)]
    ledger, _, said = talk(MALLS, *["4"] * reasons.index("near_agencies"), "1", "0")
    assert "“江西省交通厅”和“江西省交通运输厅”是不是同一个单位？" in said and "1 是同一个单位　3 不是同一个单位" in said
    assert ledger.lines[0].decision is Decision.SAME
    assert "near_agencies" not in {doubt.reason for doubt in of(MALLS, ledger)}


def test_the_last_decision_is_taken_back_and_asked_again() -> None:
    ledger, course, said = talk(TRUCKS, "u", "1", "3", "撤回", "U", "3", "0")
    assert "这次还没有可以撤回的裁定" in said and said.count("已撤回") == 2
    assert [line.decision.value for line in ledger.lines] == ["accept", "reject", "withdraw", "withdraw", "reject"]
    assert [line.decision for line in ledger.effective()] == [Decision.REJECT]
    assert course.decided == 1


def test_taking_back_an_answer_about_a_changed_sentence_restores_what_was_decided_before() -> None:
    ledger, _, _ = talk(TRUCKS, "1", "0")
    changed = notices()[TRUCKS].replace("有关车型《公告》参数", "有关车型的《公告》参数")
    asked = doubts(extract(source_of(changed)), changed, ledger)
    said: list[str] = []
    review(asked, ledger, "李四", "2024-06-01", typed(["3", "u", "0"], said), said.append)
    assert "以前的裁定：张三，2024-05-01：正确" in "".join(said)
    (line,) = ledger.effective()
    assert (line.decision, line.who) == (Decision.ACCEPT, "张三")
    assert doubts(extract(source_of(changed)), changed, ledger) == asked


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize("answers", [(), ("1",), ("1", "2"), ("1", "2", "某公告")])
def test_an_end_at_any_moment_loses_nothing(tmp_path: Path, answers: tuple[str, ...], end: type[BaseException]) -> None:
    path = tmp_path / "裁定.jsonl"
    _, course, said = talk(TRUCKS, *answers, end, ledger=Ledger.load(path))
    assert course.broken_off == (end is KeyboardInterrupt)
    assert "已作的裁定都已保存" in said
    assert len(Ledger.load(path).lines) == min(len(answers), 1)


def test_control_codes_of_a_document_do_not_reach_the_terminal() -> None:
    text = notices()[TRUCKS].replace("有关车型《公告》", "有关\x1b[31m车型《公告》")
    said: list[str] = []
    asked = doubts(extract(source_of(text)), text, Ledger())
    review(asked, Ledger(), "张三", "2024-05-01", typed(["2", "返回"], said), said.append)
    assert "\x1b" not in "".join(said)


# The command


def run(*arguments: str | Path, answers: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments], input=answers, standalone_mode=False)


def as_typed(*arguments: str | Path) -> Result:
    """As the whole program answers."""
    return CliRunner().invoke(Gongwen(commands={"review": command}), ["review", *map(str, arguments)])


def test_ctrl_c_while_files_are_read_is_answered_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gongwen.pipeline.batch.notices", broken_off)
    result = as_typed(NOTICES, "--ledger", tmp_path / "裁定.jsonl", "--list")
    assert (result.exit_code, result.stderr) == (INTERRUPTED, "正在读取文件……\n已停止，没有作出裁定。\n")


def test_a_document_whose_number_was_mended_is_not_asked_about_again(tmp_path: Path) -> None:
    notice, ledger = tmp_path / "通知.txt", tmp_path / "裁定.jsonl"
    notice.write_text(notices()[MALLS].replace("赣府厅", "赣府庁"), encoding="utf-8")
    run(notice, "--ledger", ledger, *WHO, answers="1\n" * len(of(MALLS)))
    former = Ledger.load(ledger).lines[0].document
    notice.write_text(notices()[MALLS], encoding="utf-8")
    result = run(notice, "--ledger", ledger, "--list", "--format", "json")
    assert former not in result.stderr
    assert [row for row in json.loads(result.stdout) if former not in str(row["taken"])] == []


def test_the_list_asks_nothing_and_writes_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "裁定.jsonl"
    result = run(NOTICES, "--list", "--ledger", ledger)
    assert (result.return_value, ledger.exists()) == (0, False)
    assert "第16行" in result.stdout and "《公告》" in result.stdout and "条存疑。" in result.stdout
    assert not any(word in result.stdout for word in ("finding", "citation", "question"))


def test_the_list_for_a_program(tmp_path: Path) -> None:
    arguments = (NOTICES / f"{TRUCKS}.txt", "--list", "--ledger", tmp_path / "裁定.jsonl", "--kind", "引用")
    rows = json.loads(run(*arguments, "--format", "json").stdout)
    assert [row["place"] for row in rows] == ["第16行", "第17行"]
    assert list(rows[0]) == ["file", "place", "kind", "question", "marked", "taken", "earlier", "document"]
    assert run(*arguments, "--format", "csv").stdout.startswith("文件,位置,种类,问题,原文")
    assert run(*arguments, "--kind", "citation").stdout.endswith("共 2 条存疑。\n")
    assert run(arguments[0], *arguments[2:4], "--list", "--kind", "改动").stdout == "没有存疑之处。\n"


def test_decided_doubts_are_gone_and_a_changed_sentence_is_asked_again(tmp_path: Path) -> None:
    notice, ledger = tmp_path / "通知.txt", tmp_path / "裁定.jsonl"
    notice.write_text(notices()[TRUCKS], encoding="utf-8")
    total = len(of(TRUCKS))
    result = run(notice, "--ledger", ledger, *WHO, answers="1\n3\n")
    assert result.return_value == 0 and f"共有 {total} 条存疑" in result.stdout
    listed = json.loads(run(notice, "--ledger", ledger, "--list", "--format", "json").stdout)
    assert len(listed) == total - 2
    before = ledger.read_bytes()
    notice.write_text(notices()[TRUCKS].replace("有关车型《公告》", "所有车型《公告》"), encoding="utf-8")
    (again,) = json.loads(run(notice, "--ledger", ledger, "--list", "--format", "json", "--kind", "改动").stdout)
    assert again["earlier"] == "张三，2024-05-01：正确" and "所有车型" in again["marked"]
    assert ledger.read_bytes() == before, "no run overwrites it"


def test_what_is_needed_to_decide_is_asked_for_in_chinese(tmp_path: Path) -> None:
    notice, ledger = NOTICES / f"{TRUCKS}.txt", ("--ledger", tmp_path / "裁定.jsonl")
    for arguments, said in (
        (("--who", "张三"), "请用 --when 写明裁定日期"),
        (("--who", "张三", "--when", "2024-5-1"), "不是日期"),
        (("--when", "2024-05-01"), "请用 --who 写明裁定人"),
    ):
        result = run(notice, *ledger, *arguments)
        assert said in str(result.exception)
        alone = as_typed(notice, *ledger, *arguments)
        assert (alone.exit_code, said in alone.stderr, "Usage" in alone.stderr) == (2, True, False)
    assert not (tmp_path / "裁定.jsonl").exists()


WRONG = {
    "no file": ((), "请写明文件或文件夹。"),
    "no such option": (("a.txt", "--nobody"), "没有 --nobody 这个选项。"),
    "no such kind": (("a.txt", "--kind", "别的"), "--kind 只能是 存疑、引用、指标、单位、改动。"),
    "no such format": (("a.txt", "--format", "xlsx"), "--format 只能是 table、json、csv。"),
    "an option without its value": (("a.txt", "--who"), "--who 后面要写明内容。"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use_is_one_chinese_line(name: str) -> None:
    arguments, said = WRONG[name]
    result = as_typed(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{said}用法见 gongwen review --help。\n"


@pytest.mark.parametrize("options", [WHO, ("--list",)])
def test_where_nothing_can_be_read_it_is_not_said_that_nothing_is_doubtful(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "README.txt").write_text(NO_NOTICES["README.txt"], encoding="utf-8")
    result = as_typed(tmp_path, tmp_path / "没有.txt", "--ledger", tmp_path / "裁定.jsonl", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "没有.txt：找不到这个文件" in result.stderr and result.stderr.endswith("没有读到可以审阅的公文。\n")


def test_a_number_that_is_not_in_the_text_is_not_taken_and_the_way_back_is_named() -> None:
    at = [doubt.reason for doubt in of(FUJIAN)].index(FindingCode.NO_DOC_NUMBER)
    ledger, _, said = talk(FUJIAN, *["4"] * at, "2", "", "测府〔2024〕1号", "返回", "0")
    assert ledger.lines == () and "程序提示：没有找到发文字号" in said
    assert said.count("不补了，请填“返回”") == 2 and "现为“测府" not in said
    assert "这一条还没有裁定，请重新选择：1 正确" in said


def test_today_is_the_day_only_where_it_is_said(tmp_path: Path) -> None:
    ledger = tmp_path / "裁定.jsonl"
    before = date.today()
    run(NOTICES / f"{TRUCKS}.txt", "--ledger", ledger, "--who", "张三", "--when", "today", answers="1\n")
    assert before <= date.fromisoformat(Ledger.load(ledger).lines[0].when) <= date.today()


def test_a_file_that_cannot_be_read_is_told_of_and_a_document_that_is_absent_too(tmp_path: Path) -> None:
    ledger = tmp_path / "裁定.jsonl"
    run(NOTICES / f"{TRUCKS}.txt", "--ledger", ledger, *WHO, answers="1\n")
    result = run(tmp_path / "没有.txt", NOTICES / f"{FUJIAN}.txt", "--ledger", ledger, "--list")
    assert result.return_value == 0
    assert "没有.txt：找不到这个文件" in result.stderr
    assert "另有 1 份文件的裁定，这次没有读到" in result.stderr
    assert Ledger.load(ledger).lines[0].document in result.stderr


NO_NOTICES = {
    "README.txt": "# Read me\n\nThis folder holds what came in.\n1. Open it\n",
    "说明.txt": "本文件夹放收文，参见《说明》，每年约300份。\n",
    "读我.txt": "使用说明\n1. 打开文件夹。\n2. 放入文件，覆盖率95%。\n",
}
HEADS = {
    "a title alone": "测试市人民政府关于放假的通知\n各县人民政府：\n现通知如下，参见《纲要》。\n",
    "a number alone": "测府〔2024〕1号\n现通知如下，参见《纲要》。\n",
    "addressees and sections": "各县人民政府：\n一、总体要求\n抓好落实，参见《纲要》。\n二、保障措施\n加强领导。\n",
}


@pytest.mark.parametrize("head", HEADS)
def test_only_notices_of_a_folder_are_asked_about_and_the_others_are_named(tmp_path: Path, head: str) -> None:
    folder, ledger = tmp_path / "收文", ("--ledger", tmp_path / "裁定.jsonl", "--list", "--format", "json")
    folder.mkdir()
    for name, text in {**NO_NOTICES, "公文.txt": HEADS[head]}.items():
        (folder / name).write_text(text, encoding="utf-8")
    result = run(folder, *ledger)
    assert {Path(row["file"]).name for row in json.loads(result.stdout)} == {"公文.txt"}
    assert "有 3 份文件不像公文" in result.stderr
    assert all(str(folder / name) in result.stderr for name in NO_NOTICES) and "公文.txt" not in result.stderr
    named = run(folder / "README.txt", *ledger)
    assert json.loads(named.stdout) and "不像公文" not in named.stderr, "what is named is meant"


def test_the_ledger_that_every_reading_carries_out_is_the_one_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGWEN_LEDGER", str(tmp_path / "共用.jsonl"))
    monkeypatch.chdir(tmp_path)
    run(NOTICES / f"{TRUCKS}.txt", *WHO, answers="1\n")
    assert len(Ledger.load(tmp_path / "共用.jsonl").lines) == 1 and not (tmp_path / "裁定.jsonl").exists()


def test_a_broken_ledger_stops_before_anything_is_asked(tmp_path: Path) -> None:
    ledger = tmp_path / "裁定.jsonl"
    ledger.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    result = as_typed(NOTICES / f"{TRUCKS}.txt", "--ledger", ledger, *WHO)
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith(f"裁定文件 {ledger} 第1行是合并冲突的标记")
    assert ledger.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


# On a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_the_name_is_asked_once_and_ctrl_c_keeps_what_was_decided(tmp_path: Path) -> None:
    import pty

    script = (
        "import sys; from gongwen.pipeline.judging.command import review\n"
        f"sys.exit(review(['{NOTICES / TRUCKS}.txt', '--when', '2024-05-01'], standalone_mode=False))"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, "-c", script])
    for expected, keys in (
        ("裁定人姓名：", "李四\n"),
        ("第 1 条／共", ""),
        ("您的选择：", "1\n"),
        ("已保存", ""),
        ("您的选择：", "\x03"),
        ("这次裁定 1 条", ""),
    ):
        assert expected in "".join(_until(terminal, expected))
        os.write(terminal, keys.encode())
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == INTERRUPTED
    (line,) = Ledger.load(tmp_path / "裁定.jsonl").lines
    assert (line.who, line.when, line.decision) == ("李四", "2024-05-01", Decision.ACCEPT)


def _until(terminal: int, expected: str) -> Iterator[str]:
    """What the terminal shows, to the end of the words that are waited for; a byte at a time, so that nothing is passed over."""
    shown = b""
    while expected not in shown.decode("utf-8", "ignore"):
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"no {expected!r} in {shown.decode('utf-8', 'ignore')!r}"
        shown += os.read(terminal, 1)
    yield shown.decode("utf-8", "ignore")
