"""`tracker completion`: the script that makes a shell complete our commands."""

import click

from tracker.cli.options import examples
from tracker.cli.streams import to_stdout


@click.command(
    "completion",
    epilog=examples(
        'eval "$(tracker completion bash)"          in ~/.bashrc',
        'eval "$(tracker completion zsh)"           in ~/.zshrc',
        "tracker completion fish > ~/.config/fish/completions/tracker.fish",
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    Once it is loaded, the Tab key completes commands, options, methods, closed lists of
    words, and the incidents of your ledger.
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - only here

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"click knows no completion for {shell}", ctx)
    root = ctx.find_root().command
    to_stdout(completion(root, {}, "tracker", "_TRACKER_COMPLETE").source() + "\n")
