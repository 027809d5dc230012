"""Time limits and plan periods: `到2027年`, `2019年6月底前`, `“十四五”末`, `三年内`, as ISO 8601 as precise as the text.

Sources: docs/definitions.md (Task.deadline, Target.deadline, decided cases); the five-year plans, of which the n-th ends in
1955 + 5n (the thirteenth, `“十三五”`, in 2020).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .dates import year as read_year
from .ordinals import chinese_integer
from .text import DASHES

_YEAR = r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})"
_DATE = (
    rf"(?P<year>{_YEAR})\s*年(?P<fine>\s*(?:\d{{1,2}}\s*[至{DASHES}]\s*)?(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月(?:份)?(?:\s*(?P<day>\d{{1,2}})\s*日)?"
    r"|(?:第?(?P<quarter>[一二三四1-4])季度)|(?P<half>上半年|下半年))?"
)
_AT = re.compile(_DATE)
_MARKED = r"(?:[“\"]|(?<![一二三四五六七八九十第])(?=十.?五(?:期间|时期|期?末)))"
"""Before a plan's number: its mark, or nothing where its period is named (`十五五期间`)."""
_PLAN = (
    rf"{_MARKED}(?P<plan>十[一二三四五六七八九]?|[一二三四五六七八九]十[一二三四五六七八九]?)五"
    r"[”\"]?(?:规划)?(?:时期|期间|期)?(?P<planend>末|末期|期末)?"
)
_LIMIT = re.compile(
    rf"(?P<lead>(?:力争|争取|确保|努力)?(?:到|至|在|于|截止到?)?\s{{0,3}}){_DATE}(?P<tail>年?(?:底|末|初|中)?(?:之?前|以前|内)?|内)"
    rf"|(?:到|至)?{_PLAN}(?:之?前|以前|，|,)?"
    rf"|(?P<span>(?:未来|今后|再用|用|力争|争取|通过|经过)?\s{{0,3}}(?P<spann>[一二两三四五六七八九十]|\d{{1,2}})(?:[到至{DASHES}](?P<spanto>[一二三四五六七八九十]|\d{{1,2}}))?年(?:左右)?(?P<spank>内|之内|以内|时间|的努力)?)"
    r"|(?:于|在)?(?P<month2>\d{1,2})月(?:(?P<day2>\d{1,2})日)?(?:底|中旬|上旬|下旬)?(?:\d{1,2}[：:]\d{2})?(?:之?前|以前)"
    r"|(?P<thisyear>(?:今年|年|本年度?)(?:年?底|年末|内)(?:之?前|以前)?)"
)
_BASELINE = re.compile(
    rf"(?:较|比|与|由|从)\s*(?P<year>{_YEAR})\s*年(?:度|底|末|同期)?(?:相比|比)?|以\s*(?P<year2>{_YEAR})\s*年为(?:基期|基数|基准)|在\s*(?P<year3>{_YEAR})\s*年(?:的)?(?:基础|水平)上"
    r"|(?P<previous>同比|(?:较|比)上年(?:同期|度)?|(?:较|比)去年)"
)
_SPAN_BEFORE = re.compile(rf"(?<!\d)[12]\d{{3}}\s*年?\s*[至{DASHES}]+$")
_AFTER_SPAN = re.compile(r"[，,]|累计|力争|完成|新增|建成|改造|新建|实现")
"""After a span of years that says by when (`2012—2015年，…`, `2024年-2025年累计完成…`)."""
_NAMES_A_SPAN = re.compile(r"[度）)》”的之]|期间|学年|规划|方案|行动")
"""After a span of years in a name (`2024年—2025年度`)."""
_NOT_A_LIMIT = re.compile(r"[较比自从以由]\s*$|截[至止]\s*$|至\s*$|第\s*$")
_DASH = re.compile(rf"[{DASHES}]")
_AFTER_DASH = re.compile(rf"[{DASHES}]\s*$")


class Limit(NamedTuple):
    """A time limit at `text[start:end]`; `strong` ones are marked as such (`到…`, `…前`, `…底`)."""

    start: int
    end: int
    iso: str
    strong: bool


class Context(NamedTuple):
    """What relative periods count from: the plan's own period and the year of issue, where known."""

    plan_end: int | None = None
    issue_year: int | None = None


def _fine(match: re.Match[str]) -> str:
    found = f"{read_year(match['year']):04d}"
    if match["month"]:
        month = int(match["month"]) if match["month"].isdigit() else chinese_integer(match["month"])
        if 1 <= month <= 12:
            found += f"-{month:02d}"
            if match["day"] and 1 <= int(match["day"]) <= 31:
                found += f"-{int(match['day']):02d}"
    elif match["quarter"]:
        quarter = int(match["quarter"]) if match["quarter"].isdigit() else chinese_integer(match["quarter"])
        found += f"-{quarter * 3:02d}"
    elif match["half"]:
        found += "-06" if match["half"] == "上半年" else "-12"
    return found


def time_limit(text: str) -> str | None:
    """Read the time limit that a note or a label line gives (`2019年6月底前` → `2019-06`); None where there is none."""
    found = list(_AT.finditer(text))
    return _fine(found[-1]) if found else None


def month_limit(words: str, context: Context) -> str | None:
    """Read a month or day without its year, which is that of the issue: `6月底完成` → `2022-06`; None where there is none."""
    match = _MONTH.match(words)
    if not match or not context.issue_year or not 1 <= int(match["month"]) <= 12:
        return time_limit(words)
    day = f"-{int(match['day']):02d}" if match["day"] and 1 <= int(match["day"]) <= 31 else ""
    return f"{context.issue_year}-{int(match['month']):02d}{day}"


_MONTH = re.compile(r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")


def limits(text: str, start: int, end: int, context: Context) -> list[Limit]:
    """Find the time limits in `text[start:end]`, in order. Baselines, ranges' ends and past states are none."""
    found: list[Limit] = []
    if text.find("年", start, end) < 0 and text.find("五", start, end) < 0 and text.find("月", start, end) < 0:
        return found  # every limit names a year, a month or a five-year plan; looking for these is quick
    for match in _LIMIT.finditer(text, start, end):
        before = text[max(start, match.start() - 4) : match.start()]
        after = text[match.end() : match.end() + 2]
        dashed = _AFTER_DASH.search(before) or before[-1:] == "至"
        span = dashed and _SPAN_BEFORE.search(text, max(start, match.start() - 8), match.start())
        ends_years = span and (_AFTER_SPAN.match(after) or ("年" in span.group() and not _NAMES_A_SPAN.match(after)))
        if ends_years and match["year"]:
            found.append(Limit(match.start(), match.end(), _fine(match), True))  # 2012—2015年，…: by their end
            continue
        # a dash before it ends a plan's own period (2023—2027年); a span of months (2020年7月—2021年5月) is a limit at its end
        if _NOT_A_LIMIT.search(before) or (_AFTER_DASH.search(before) and not match["month"]):
            continue
        if match["year"]:
            previous = text[match.start("year") - 1 : match.start("year")]
            if previous in ("（", "(") or (_DASH.match(previous) and not match["month"]):
                continue
            if _DASH.match(after) or _DASH.match(text[match.end("year") + 1 : match.end("year") + 2]):
                continue
            lead, tail = match["lead"].strip(), match["tail"] or ""
            strong = (
                bool(re.search(r"[到至于在]|力争|争取|确保", lead))
                or bool(re.search(r"前|底|末|内", tail))
                or after[:1] in "，,"
            )
            if re.search(r"以来|起|开始|同期", text[match.end() : match.end() + 3]) or (
                re.search(r"初$", tail) and not lead
            ):
                continue
            found.append(Limit(match.start(), match.end(), _fine(match), strong))
        elif match["plan"]:
            found.append(
                Limit(
                    match.start(),
                    match.end(),
                    str(1955 + 5 * chinese_integer(match["plan"])),
                    bool(match["planend"]) or after[:1] in "，,",
                )
            )
        elif match["span"] and (match["spank"] or re.match(r"未来|今后|再用", match["span"])):
            count = match["spanto"] or match["spann"]
            years = int(count) if count.isdigit() else chinese_integer(count)
            if context.plan_end:
                found.append(Limit(match.start(), match.end(), str(context.plan_end), True))
            elif context.issue_year and years <= 30:
                found.append(Limit(match.start(), match.end(), str(context.issue_year + years), True))
        elif (
            match["month2"]
            and "每年" not in text[max(start, match.start() - 12) : match.start()]
            and not re.search(rf"[年\d至{DASHES}]\s*$", before)
        ):
            day = match.group().lstrip("于在")
            iso = month_limit(day, context)
            if iso and context.issue_year:
                found.append(Limit(match.start(), match.end(), iso, True))
        elif match["thisyear"] and context.issue_year:
            found.append(Limit(match.start(), match.end(), str(context.issue_year), True))
    return found


def baseline(text: str, start: int, end: int, context: Context, deadline: str | None) -> str | None:
    """Read the year that `text[start:end]` compares with: `较2022年` → `2022`; `同比` is the year before the deadline."""
    match = _BASELINE.search(text, start, end)
    if not match:
        return None
    year = match["year"] or match["year2"] or match["year3"]
    if year:
        return str(read_year(year))
    of = int(deadline[:4]) if deadline else context.issue_year
    return str(of - 1) if of else None


_PERIOD = re.compile(rf"[（(]\s*([12]\d{{3}})\s*年?\s*[至{DASHES}]+\s*([12]\d{{3}})\s*年?\s*[）)]")
_PLAN_NAME = re.compile(r"[“\"](十[一二三四五六七八九]?)五[”\"]")


_FROM_ON = re.compile(
    r"(?P<year>[12]\d{3})年(?:起|开始)[，,]?(?:用)?(?P<span>[一二两三四五六七八九十]|\d{1,2})年(?:之?内|左右|时间)"
)


def plan_context(titles: str, issued_on: str | None, text: str = "") -> Context:
    """Read the plan's own period and the year of issue.

    The period from its titles (`（2023—2027年）`, `“十四五”`), else from `text` where it says so (`2012年起5年内`).
    """
    end = None
    match = _PERIOD.search(titles)
    if match:
        end = int(match[2])
    else:
        plan = _PLAN_NAME.search(titles)
        if plan:
            end = 1955 + 5 * chinese_integer(plan[1])
        elif since := _FROM_ON.search(text):
            end = int(since["year"]) + chinese_integer(since["span"].replace("两", "二")) - 1
    return Context(end, int(issued_on[:4]) if issued_on else None)
