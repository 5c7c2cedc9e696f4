"""A parameter that takes one word of a closed list, with near words for a mistyped one.

The list is named, not handed over, so that the help of a command loads no model.
"""

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Word(click.ParamType[str]):
    """Reads one word of a list; gives the word as the list spells it."""

    def __init__(self, listed: str, module: str = "tracker.model.choices") -> None:
        self.listed = listed
        """Name of the StrEnum."""
        self.module = module
        """Where it is defined."""
        self.name = listed.lower()

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as the list spells it; any other is a wrong option."""
        from tracker.errors import ChoiceError  # noqa: PLC0415
        from tracker.model.choices import chosen  # noqa: PLC0415

        try:
            return chosen(self._members(), self.name, value).value
        except ChoiceError as problem:
            self.fail(str(problem), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """The list's words that begin like this."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for a shell

        return [
            CompletionItem(one.value) for one in self._members() if one.value.startswith(incomplete)
        ]

    def _members(self) -> type[StrEnum]:
        return cast("type[StrEnum]", getattr(import_module(self.module), self.listed))
