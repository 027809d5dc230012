"""The conversation: one doubt at a time, an answer, and the answer on disk before the next doubt is shown.

Guarantee: whenever the conversation ends (0, end of input, Ctrl-C), every decision that was answered is in the ledger, and
nothing of the one that was not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...schemas.judgement import Decision, Judgement, JudgementKind
from ..output import printable
from .doubt import Doubt
from .doubts import settled
from .fields import Ask, Back, Fields, Say
from .ledger import Ledger
from .undoing import undone

SKIP, STOP = "4", "0"
UNDO = ("u", "撤回")
AROUND = 160
"""Characters of a long sentence that are shown on either side of the words in question."""


@dataclass
class Course:
    """How a conversation went: numbers of doubts decided and skipped, and whether it was broken off (Ctrl-C)."""

    decided: int = 0
    skipped: int = 0
    broken_off: bool = False


@dataclass(frozen=True)
class _Step:
    """One decision that can be taken back: the doubt, and the ids of the lines written."""

    at: int
    written: tuple[str, ...]


def review(doubts: Sequence[Doubt], ledger: Ledger, who: str, when: str, ask: Ask, say: Say) -> Course:
    """Go through the doubts and write what is decided into the ledger.

    Args:
        doubts: in the order in which they are asked.
        ledger: takes each decision as it is made.
        who: who decides, as the user states it.
        when: the ISO date, as the user states it.
        ask: asks for one line; `EOFError` and `KeyboardInterrupt` end the conversation.
        say: prints one line.
    """
    talk = _Talk(doubts, ledger, who, when, ask, say)
    try:
        talk.run()
    except EOFError:
        say("")
    except KeyboardInterrupt:
        say("")
        talk.course.broken_off = True
    say(f"这次裁定 {talk.course.decided} 条，跳过 {talk.course.skipped} 条；已作的裁定都已保存。")
    return talk.course


@dataclass
class _Talk:
    """A conversation: what `review` is given, and how far it has come."""

    doubts: Sequence[Doubt]
    ledger: Ledger
    who: str
    when: str
    ask: Ask
    say: Say
    course: Course = field(default_factory=Course)
    steps: list[_Step] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)

    @property
    def fields(self) -> Fields:
        """What asks for a correction, field by field."""
        return Fields(
            lambda prompt: self.ask(printable(prompt)), lambda line: self.say(printable(line)), self.who, self.when
        )

    def run(self) -> None:
        at: int | None = 0
        while at is not None:
            at = self._asked(at) if at < len(self.doubts) else self._ended()

    def _asked(self, at: int) -> int | None:
        """Show a doubt and take the answer; the number of the doubt to go on with, None to end."""
        doubt = self.doubts[at]
        if settled(doubt, self.ledger):
            return at + 1
        for line in shown(doubt, at + 1, len(self.doubts)):
            self.say(line)
        return self._answered(doubt, at)

    def _ended(self) -> int | None:
        """After the last doubt: the last decision, too, can be taken back."""
        typed = self.ask("全部看完了。直接回车结束，u 撤回上一条：") if self.steps else ""
        return self._undone() if typed.strip().lower() in UNDO else None

    def _answered(self, doubt: Doubt, at: int) -> int | None:
        while True:
            answer, _, note = self.ask("您的选择：").strip().replace("　", " ").partition(" ")
            answer = unicodedata.normalize("NFKC", answer)
            if answer == STOP:
                return None
            if answer == SKIP:
                self._count_skipped(at, skipped=True)
                return at + 1
            if answer.lower() in UNDO:
                back = self._undone()
                if back is not None:
                    return back
                continue
            lines = self._lines(doubt, answer, note.strip())
            if lines:
                self._write(at, lines)
                return at + 1

    def _lines(self, doubt: Doubt, answer: str, note: str) -> tuple[Judgement, ...]:
        choice = next((each for each in doubt.choices if each.number == answer), None)
        if choice is None:
            self.say(f"请填一个数字：{_choices(doubt)}。")
            return ()
        try:
            if choice.decision is Decision.CORRECT:
                lines = self.fields.corrected(doubt)
            elif choice.decision is Decision.ADD:
                lines = self.fields.added(doubt)
            else:
                lines = doubt.decide(choice.decision, self.who, self.when)
        except Back:
            self.say(f"这一条还没有裁定，请重新选择：{_choices(doubt)}")
            return ()
        return tuple(_with_note(line, note) for line in lines) if note else lines

    def _write(self, at: int, lines: tuple[Judgement, ...]) -> None:
        self.ledger.append(*lines)
        self.steps.append(_Step(at, tuple(line.id for line in lines)))
        self.course.decided += 1
        self._count_skipped(at, skipped=False)
        self.say("已保存。")

    def _undone(self) -> int | None:
        if not self.steps:
            self.say("这次还没有可以撤回的裁定。")
            return None
        step = self.steps.pop()
        self.ledger.append(*undone(self.ledger, step.written, self.who, self.when))
        self.course.decided -= 1
        self.say("上一条裁定已撤回，请重新裁定。")
        return step.at

    def _count_skipped(self, at: int, *, skipped: bool) -> None:
        """A doubt that one comes back to is counted once, and not where it is decided then."""
        (self.skipped.add if skipped else self.skipped.discard)(at)
        self.course.skipped = len(self.skipped)


def shown(doubt: Doubt, number: int, total: int) -> list[str]:
    """What a clerk sees of a doubt, line by line."""
    told = {
        "文件": doubt.file,
        "位置": doubt.place,
        "原文": _excerpt(doubt.marked),
        "程序提示" if doubt.kind is JudgementKind.FINDING else "程序读作": doubt.told,
        "问题": doubt.question,
        "选择": _choices(doubt),
    }
    return [
        "",
        f"第 {number} 条／共 {total} 条",
        *(f"{name}：{printable(said)}" for name, said in told.items() if said),
    ]


def _choices(doubt: Doubt) -> str:
    own = [f"{choice.number} {choice.label}" for choice in doubt.choices]
    return "　".join([*own, f"{SKIP} 跳过", f"{STOP} 结束", "u 撤回上一条"])


def _excerpt(marked: str) -> str:
    """A long sentence cut round its marked words."""
    start, end = marked.find("【"), marked.find("】")
    if start < 0 or len(marked) <= 2 * AROUND:
        return marked if len(marked) <= 2 * AROUND else marked[: 2 * AROUND] + "……"
    first, last = max(0, start - AROUND), min(len(marked), end + AROUND)
    return ("……" if first else "") + marked[first:last] + ("……" if last < len(marked) else "")


def _with_note(line: Judgement, note: str) -> Judgement:
    return Judgement.model_validate({**line.model_dump(exclude={"id"}), "note": note})
