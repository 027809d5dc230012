"""The command `gongwen report`: the 责任清单 as a workbook.

Guarantee: as in `cli.py`, only `click` is imported here. What it prints is in Chinese: it is for the clerks of an office;
only what a store says of itself, for whoever looks after it, is passed on as it is.
"""

from __future__ import annotations

from pathlib import Path

import click

from .terminal import Question, graph_option


@click.command(cls=Question, short_help="责任清单 as an Excel workbook.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option("--agency", help="Only duties of this agency; any name of it: as a text has it, short, or in full.")
@click.option(
    "--document", "documents", multiple=True, help="Only of the document of this 文号 or title; may be given again."
)
@click.option("--by-unit", is_flag=True, help="A sheet for each unit, too, those with most tasks first.")
@click.option("--overwrite", is_flag=True, help="Replace FILE.xlsx though somebody may have written into it.")
@graph_option
def report(
    file: Path, agency: str | None, documents: tuple[str, ...], by_unit: bool, overwrite: bool, address: str
) -> int:
    """Write every task and unit to FILE.xlsx, with targets, projects and citations on sheets of their own.

    Each row has the sentence that it rests on, and its place in the file. With --agency, duties given to a group
    (各部门) that may include it are marked.

    A workbook that an earlier report wrote and nobody has saved since is replaced; any other file that is there is left
    alone, unless --overwrite is given. A folder that is not there is made.

    Examples:
      gongwen report 责任清单.xlsx
      gongwen report 发改委.xlsx --agency 区发展改革委
      gongwen report 责任清单.xlsx --document 铜府〔2023〕90号 --by-unit
    """
    from ..graph.constraints import open_graph
    from ..schemas import GongwenError
    from .output import printable
    from .report import ReportError, write_report

    if file.suffix.lower() != ".xlsx":
        click.echo(f"文件名“{printable(str(file))}”要以 .xlsx 结尾，例如 责任清单.xlsx。", err=True)
        return 2
    if "://" not in address and not Path(address).is_dir():  # a question must not make an empty graph by mistake
        click.echo(
            f"没有图库 {printable(address)}。请先用 gongwen ingest 或 gongwen watch 收入文件，"
            "或者用 --graph 写明图库在哪里。",
            err=True,
        )
        return 1
    try:
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
            click.echo(f"没有文件夹 {printable(str(file.parent))}，已新建。", err=True)
        with open_graph(address) as store:
            counts = write_report(store, file, agency=agency, documents=documents, by_unit=by_unit, overwrite=overwrite)
    except ReportError as error:
        click.echo(printable(str(error)), err=True)
        return 1
    except GongwenError as error:
        click.echo(f"图库（{printable(address)}）现在用不了，清单没有写成；请告诉管理员：{error}", err=True)
        return 1
    except OSError:
        click.echo(
            f"清单写不进 {printable(str(file))}：如果它正在 Excel 里打开，请先关闭；否则请检查权限和磁盘空间，再运行一次。",
            err=True,
        )
        return 1
    if len(counts.agencies) > 1:
        names = "".join(f"\n  {printable(each)}" for each in counts.agencies)
        click.echo(f"“{agency}”可以指{len(counts.agencies)}个单位，已全部列出：{names}", err=True)
    if counts.left_out:
        click.echo(f"单位太多，有{len(counts.left_out)}个没有单列工作表，名单见“说明”表。", err=True)
    click.echo(
        f"{printable(str(file))}：文件{counts.documents}个，单位{counts.units}个，责任清单{counts.duties}行，"
        f"指标{counts.targets}行，项目{counts.projects}行，引用{counts.citations}行。"
    )
    return 0
