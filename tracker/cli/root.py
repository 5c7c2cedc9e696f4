"""The `tracker` group: its own options, and commands that are imported when they are called."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.endings import PipeClosedError, run_to_end
from tracker.cli.options import DB_HELP, remember_db, remember_wait
from tracker.cli.streams import to_stdout
from tracker.cli.table import COMMANDS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A group that answers for its commands from the table and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, its module imported now; None when there is none."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"tracker.cli.commands.{entry.module}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with near names for a name that is not in the table."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            from tracker.errors import suggestion  # noqa: PLC0415 - only for the mistyped

            near = suggestion(name, list(COMMANDS)) or f"; {ctx.command_path} --help lists them"
            raise click.UsageError(f"no command {name!r}{near}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing a single command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Names of commands and options that begin like this, without importing a command."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for a shell

        named = [
            CompletionItem(name, help=entry.summary)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return named + click.Command.shell_complete(self, ctx, incomplete)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Parse, which may print the help; a reader that hung up is told as in `invoke`."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise PipeClosedError from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that hung up is told apart from click's own handling."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosedError from None

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "tracker",
        *,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Parse and run, then exit with the code that `endings` gives."""
        if not standalone_mode:
            return super().main(args, prog_name, standalone_mode=False, **extra)
        parsed = super().main
        return run_to_end(lambda: parsed(args, prog_name, standalone_mode=False, **extra))


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow

        try:
            number = version("casualty-tracker")
        except PackageNotFoundError:
            number = "(not installed)"
        to_stdout(f"tracker {number}\n")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Times are ISO or any date; a date means through the end of that day there. "
    "`tracker COMMAND --help` shows each command with an example.",
)
@click.option(
    "--db",
    metavar="PATH|URL",
    envvar="TRACKER_DB",
    expose_value=False,
    is_eager=True,
    callback=remember_db,
    help=DB_HELP,
)
@click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(0, 86_400),
    expose_value=False,
    callback=remember_wait,
    help="How long to wait while another program writes. Default: 30.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version and exit.",
)
@click.pass_context
def root(ctx: click.Context) -> None:
    """Who said how many died, when, and what follows from it.

    Claims of deaths and injuries go into a ledger that only ever grows; named methods
    reconcile those that stand at any moment, and say what they rest on. Without a command
    the terminal UI opens, where there is a terminal and a ledger.
    """
    if ctx.invoked_subcommand is not None:
        return
    from tracker.cli.opening import place  # noqa: PLC0415 - not for --help
    from tracker.cli.ui import has_ledger, open_ui  # noqa: PLC0415
    from tracker.tui.run import is_terminal  # noqa: PLC0415

    if is_terminal() and has_ledger(place()):
        open_ui(place())
        return
    to_stdout(f"{ctx.get_help()}\n")
