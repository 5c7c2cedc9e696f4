"""`tracker reconcile`: the estimates or timelines of every incident as one table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import opened, place
from tracker.cli.options import (
    MOST_JOBS,
    as_of_option,
    complete_incident,
    db_option,
    examples,
    known_at_option,
    method_option,
    not_blank,
)
from tracker.cli.output import ledger_line, remark
from tracker.cli.whole_output import refuse_terminal, write_table
from tracker.errors import OptionError
from tracker.typed.outputs import refuse_folder, refuse_own_files

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.tables import Asked, Pin


@click.command(
    "reconcile",
    epilog=examples(
        "tracker reconcile > estimates.csv",
        "tracker reconcile --method latest --as-of 2016-07-27 --format jsonl",
        "tracker reconcile --timelines --format parquet --output timelines.parquet",
        "tracker reconcile qamishli-2016 mogadishu-2017 --timelines",
        "tracker reconcile --timelines --engine spark --output timelines.csv",
    ),
)
@click.argument("incidents", nargs=-1, metavar="[INCIDENT]...", shell_complete=complete_incident)
@click.option("--timelines", is_flag=True, help="Every step of every count, not only the last.")
@method_option
@as_of_option
@known_at_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default="csv",
    show_default=True,
    help="csv and jsonl: empty or null is unknown, never 0. parquet: exact whole numbers.",
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    callback=not_blank,
    help="Write to a file only you can read, whole or not at all. Default: stdout, likewise.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    help="Processes that work on it. Default: as many as the ledger is worth, up to your cores.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="spark: the same table, row for row, by PySpark and Java on this machine.",
)
@db_option
def command(
    incidents: tuple[str, ...],
    *,
    timelines: bool,
    method: str,
    as_of: str | None,
    known_at: str | None,
    form: str,
    output: str | None,
    jobs: int | None,
    engine: str,
) -> None:
    """Write the estimates of every incident, or their timelines, as one table.

    A row for each count of each incident, in order of slug, and with --timelines for each
    step of it: the numbers of `show` and `history`. Incidents without a claim have no row.
    The ledger is read up to the entry that is its last when the command begins.
    """
    from tracker.reconcile import method_named  # noqa: PLC0415
    from tracker.tables import Asked, Form, pinned  # noqa: PLC0415 - orjson, the ledger

    asked = Asked(method_named(method).name, Form(form), timelines, as_of, known_at)
    if output in (None, "-") and asked.form is Form.PARQUET:
        refuse_terminal("--format parquet")
    if engine == "spark" and incidents:
        raise OptionError("--engine spark takes all incidents; leave their names or it out")
    with opened() as ledger:
        if output is not None:
            refuse_folder("--output", output)
            refuse_own_files("--output", output, ledger.where)
        head = ledger.head()
        pin = pinned(ledger, asked, head.size)
        write_table(_chunks(ledger, incidents, asked, pin, jobs, engine), output, form)
        remark(ledger_line(head))


def _chunks(
    ledger: "Ledger",
    incidents: tuple[str, ...],
    asked: "Asked",
    pin: "Pin",
    jobs: int | None,
    engine: str,
) -> Iterator[bytes]:
    from tracker.tables import table, table_of  # noqa: PLC0415
    from tracker.tables.extras import spark_or_refuse  # noqa: PLC0415

    if incidents:
        return table_of(ledger, incidents, asked, pin)
    if engine == "spark":
        chunks: Iterator[bytes] = spark_or_refuse().table_on_spark(ledger, asked, pin, jobs=jobs)
        return chunks
    return table(ledger, place(), asked, pin, jobs=jobs)
