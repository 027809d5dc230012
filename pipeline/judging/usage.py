"""Wrong use of a clerk's command, said in Chinese alone: `click` would put English around it."""

from __future__ import annotations

from typing import IO, Any

import click

from ..terminal import Question


class Misused(click.ClickException):
    """Wrong use, in one Chinese sentence."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence."""
        click.echo(self.message, file, err=True)


class ClerksQuestion(Question):
    """A command that says what is wrong with its arguments in Chinese."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; an error knows this command, which `click` forgets for an option without its value."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def wrong_use(self, error: click.UsageError) -> str:
        """One Chinese sentence, and where to look."""
        return f"{_in_words(error)}用法见 gongwen {self.name} --help。"


def _in_words(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项。"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} 后面要写明内容。"
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(parameter, click.Argument) and isinstance(error, click.MissingParameter):
        return "请写明文件或文件夹。"
    if parameter is not None and isinstance(parameter.type, click.Choice):
        choices = [str(each) for each in parameter.type.choices]
        chinese = [each for each in choices if not each.isascii()]
        return f"{parameter.opts[0]} 只能是 {'、'.join(chinese or choices)}。"
    return "命令写得不对。"
