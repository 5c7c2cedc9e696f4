"""The console command `tracker`, the front door of the program.

`table` lists the commands, `root` loads the module of the one that is called and of no
other, `endings` turns whatever happens into a sentence and an exit code. Everything a
command needs beyond click is imported inside it, so that `tracker --help` stays light.
"""

import gc

GARBAGE_THRESHOLD = 100_000
"""Objects made before Python looks for circles among them. A command makes many values, hardly
any circles, and ends soon: the usual 700 costs a tenth of an import or of all timelines."""


def main() -> None:
    """Run the command given on the command line, and exit with its code."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    from tracker.cli.root import root  # noqa: PLC0415 - importing tracker.cli alone costs nothing
    from tracker.cli.streams import prepare_streams  # noqa: PLC0415

    prepare_streams()
    root.main(prog_name="tracker")
