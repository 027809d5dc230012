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
    """A command that says what is wrong with its arguments in Chinese. Raises Misused."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise Misused(f"{_in_words(error)}用法见 gongwen {info_name} --help。") from error


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
