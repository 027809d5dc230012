"""What became of a file, in the words of a clerk: Chinese, without jargon, each reason with what to do next.

Guarantee: every reason has a sentence; one that the table does not know gets a general one.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..schemas import SetAsideReason
from .ingest import Outcome

LINK_OUTSIDE = "link_outside"
"""A reason that only a watched folder knows: a link in it leads out of it."""

REASONS: Mapping[str, str] = {
    SetAsideReason.NOT_FOUND.value: "找不到这个文件，可能已被移走或改名；请把文件重新放进文件夹。",
    SetAsideReason.UNREADABLE.value: (
        "文件打不开，可能正被别的软件占用，或者没有查看权限；请关闭正在打开它的软件，或请管理员开通权限，之后会自动再试。"
    ),
    SetAsideReason.EMPTY.value: "文件是空的，里面没有内容；请向发送方重新索取，再放进文件夹。",
    SetAsideReason.TOO_LARGE.value: "文件太大，不像一份公文；请核对是否放错，或者只保留公文正文再放进文件夹。",
    SetAsideReason.BINARY.value: (
        "文件里不是文字，可能已损坏，或者扩展名被改错；请用原来的软件打开核对，另存为纯文本文件后再放进文件夹。"
    ),
    SetAsideReason.UNKNOWN_ENCODING.value: (
        "文件里的文字认不出来，会成乱码；请打开文件，确认文字显示正常后另存为纯文本文件，再放进文件夹。"
    ),
    SetAsideReason.UNSUPPORTED_FORMAT.value: (
        "这种文件读不了（本程序自己写出来的清单也不必收入）；请用原来的软件打开它，文章另存为新版的文字文档，"
        "表格另存为新版的电子表格，再放进文件夹。"
    ),
    SetAsideReason.NO_SECTIONS.value: (
        "没有找到带编号的章节（如“一、”“（一）”“第一条”），可能不是公文，或者换行丢失了；"
        "请打开核对，换成完整的文件再放进来；确实要照原样收入的，请告诉管理员。"
    ),
    SetAsideReason.CONFLICT.value: (
        "另有一份文件与它是同一文号（或同一标题），内容却不一样，库里只留其中一份；"
        "请核对两份文件，留下正确的一份，把另一份移出文件夹，之后会自动再试。"
    ),
    SetAsideReason.FAILED.value: "程序处理这份文件时出了错，不是文件的问题；请把这份文件和“日志”一起交给管理员。",
    SetAsideReason.ENCRYPTED.value: "文件设有密码，打不开；请去掉密码重新保存，再放进文件夹。",
    SetAsideReason.DAMAGED.value: "文件已损坏，读不出内容；请向发送方重新索取，再放进文件夹。",
    SetAsideReason.NO_TEXT.value: "文件里没有可以读出的文字，可能是扫描件或图片；请向发文单位索取文字版，再放进文件夹。",
    SetAsideReason.TIMEOUT.value: "处理这份文件用时太长，已经停下；请拆成几份，或者另存为纯文本文件，再放进文件夹。",
    SetAsideReason.UNSAFE.value: (
        "文件里有不安全的内容，或者它只是通往别处的链接，没有打开；请核实它的来源，换成文件本身，再放进文件夹。"
    ),
    LINK_OUTSIDE: "链接指向文件夹之外，没有读取；请把文件本身复制进文件夹。",
}
"""By the value of `SetAsideReason`, and `LINK_OUTSIDE`."""

GENERAL = "这份文件没能收入，原因不明；请把这份文件和“日志”一起交给管理员。"

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ADDED: "已入库（新收入）",
    Outcome.CHANGED: "已入库（已按新内容或新裁定更新）",
    Outcome.UNCHANGED: "已入库（库里已有同样的内容）",
    Outcome.SET_ASIDE: "未入库",
}


def reason_in_words(reason: str | None) -> str:
    """One sentence: what is wrong with the file, and what to do next."""
    return REASONS.get(reason or "", GENERAL)


def outcome_in_words(outcome: Outcome) -> str:
    """What became of the file, in a word or two."""
    return OUTCOMES[outcome]
