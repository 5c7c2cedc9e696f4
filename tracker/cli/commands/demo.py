"""`tracker demo`: seven real incidents in a scratch ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tracker.cli.options import examples, not_blank
from tracker.cli.output import ledger_line, line, show
from tracker.errors import OptionError

if TYPE_CHECKING:
    from tracker.ledger import Ledger

LEDGER = "ledger.db"


@click.command(
    "demo",
    epilog=examples("tracker demo", "tracker demo --keep tracker-demo", "tracker demo | less"),
)
@click.option(
    "--keep",
    metavar="DIR",
    callback=not_blank,
    help="Put the scratch ledger here and leave it, to go on with it. Default: it is removed.",
)
def command(keep: str | None) -> None:
    """Try it on seven real incidents, in a ledger that is thrown away.

    Your own ledger is not touched. On a terminal the UI opens on it; elsewhere the first
    incident is printed. The claims are those of sample_data: who asserted how
    many dead and injured, when, and where that can be read.
    """
    from tracker.cli.samples import sample_files  # noqa: PLC0415
    from tracker.cli.ui import open_ui  # noqa: PLC0415
    from tracker.importing import ImportOptions, import_files  # noqa: PLC0415 - sqlmodel
    from tracker.ledger import Ledger  # noqa: PLC0415
    from tracker.reconcile import dossier  # noqa: PLC0415
    from tracker.reports.dossier_text import dossier_text  # noqa: PLC0415 - rich
    from tracker.tui.run import is_terminal  # noqa: PLC0415

    files = sample_files()
    with _folder(keep) as folder:
        ledger = Ledger.open(folder / LEDGER)
        try:
            import_files(ledger, files, ImportOptions())
            if is_terminal():
                open_ui(str(folder / LEDGER), keeps_state=False)
                return
            _tell_counts(ledger)
            first = next(iter(ledger.incidents()))
            show(dossier_text(dossier(ledger.snapshot(first))))
        finally:
            ledger.close()
    _tell_next(first, keep)


@contextmanager
def _folder(keep: str | None) -> Iterator[Path]:
    """The directory to keep the ledger in, or one that is removed at the end."""
    if keep is None:
        with TemporaryDirectory(prefix="tracker-demo-") as folder:
            yield Path(folder)
        return
    path = Path(keep)
    path.mkdir(parents=True, exist_ok=True)
    if (path / LEDGER).exists():
        raise OptionError(f"{path / LEDGER} is there already; name another directory")
    yield path


def _tell_counts(ledger: "Ledger") -> None:
    totals = ledger.claim_totals()
    for slug, incident in ledger.incidents().items():
        line(f"{totals.get(slug, 0):>6,} claims  {slug}: {incident.title}")
    line(ledger_line(ledger.head()))
    line("")


def _tell_next(first: str, keep: str | None) -> None:
    """Three commands to try, on the kept ledger or on one to be kept."""
    folder = keep or "tracker-demo"
    tracker = f"tracker --db {quote(str(Path(folder) / LEDGER))}"
    line("")
    if keep is None:
        line("This ledger is gone now. To go on with one like it:")
        line(f"  tracker demo --keep {quote(folder)}")
    else:
        line(f"The ledger is {Path(folder) / LEDGER}. Try next:")
        line(f"  {tracker} claims {first} --metric killed")
    line(f"  {tracker} history {first} --metric killed")
    line(f"  {tracker} diff sri-lanka-2019 --from 2019-04-24 --to 2019-04-26")
