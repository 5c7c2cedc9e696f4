"""`tracker extract`: an article becomes draft claims."""

import sys
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import opened, place
from tracker.cli.options import db_option, examples, json_option, not_blank
from tracker.cli.output import line, print_json, remark, write_data
from tracker.errors import NotFoundError, OptionError

if TYPE_CHECKING:
    from tracker.typed.drafting import Drafts

STDIN = "-"


@click.command(
    "extract",
    epilog=examples(
        "tracker extract article.txt --incident qamishli-2016 > drafts.jsonl",
        'tracker extract article.html --incident qamishli-2016 --via "Syria Direct" \\',
        "      --published-at 2016-07-28 --review",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(readable=False, allow_dash=True))
@click.option("--incident", metavar="SLUG", callback=not_blank, help="What the article is about.")
@click.option("--via", metavar="TEXT", callback=not_blank, help="The outlet that carries it.")
@click.option("--published-at", metavar="T", help="When it appeared, as far as is known.")
@click.option("--url", metavar="URL", callback=not_blank, help="Where it can be read.")
@click.option("--review", is_flag=True, help="Go through the drafts here, and record those kept.")
@click.option("--keep-text", is_flag=True, help="Keep the text beside the ledger, by its hash.")
@click.option("--encoding", metavar="NAME", help="Of the file, where it is not recognised.")
@json_option
@db_option
def command(
    file: str,
    *,
    incident: str | None,
    via: str | None,
    published_at: str | None,
    url: str | None,
    review: bool,
    keep_text: bool,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Read an article and propose claims: what it counts, of whom, who says so, and where.

    FILE is plain text, Markdown or HTML; `-` is standard input. Nothing is recorded: the
    drafts are printed as JSON Lines, which `tracker import` takes once you have read them.
    With --review they are gone through here, and only what you say yes to is recorded.
    """
    _refuse_options(file, incident, review=review, as_json=as_json)
    from tracker.extract import Origin  # noqa: PLC0415
    from tracker.importing.articles import read_article  # noqa: PLC0415 - sqlmodel, dateutil
    from tracker.typed.drafting import drafts_found  # noqa: PLC0415
    from tracker.typed.moments import stamp_given  # noqa: PLC0415

    published = stamp_given(published_at, "--published-at", takes_order=False)

    article = read_article(file, sys.stdin.buffer, encoding)
    if article.remark:
        remark(f"{file}: {article.remark}")
    stamped = published.text if published else ""
    origin = Origin(incident or "", via or "", stamped, url or "", article.text.sha256)
    drafts = _beside_ledger(drafts_found(article.text, origin))
    if keep_text:
        _keep(drafts)
    if review:
        _review(drafts)
    elif as_json:
        from tracker.reports.draft_shapes import drafts_shape  # noqa: PLC0415

        print_json(drafts_shape(article.text, origin, drafts.found, drafts.likely()))
    else:
        _write(drafts)


def _refuse_options(file: str, incident: str | None, *, review: bool, as_json: bool) -> None:
    if not review:
        return
    if incident is None:
        raise OptionError("--review records what you accept: say of what, as in --incident SLUG")
    if file == STDIN:
        raise OptionError("--review asks on standard input, which - takes; name a file")
    if as_json:
        raise OptionError("--review asks and --json prints one document; leave one of them out")


def _beside_ledger(drafts: "Drafts") -> "Drafts":
    """The drafts beside what the ledger knows, which is nothing where there is no ledger."""
    from tracker.typed.drafting import beside_ledger  # noqa: PLC0415

    try:
        with opened() as ledger:
            return beside_ledger(drafts, ledger)
    except NotFoundError:
        return drafts


def _keep(drafts: "Drafts") -> None:
    from tracker.typed.keeping_texts import keep_text  # noqa: PLC0415

    remark(f"the text is kept in {keep_text(drafts.text, place())}")


def _write(drafts: "Drafts") -> None:
    """The drafts as JSON Lines on stdout, and on stderr what they still lack."""
    import json  # noqa: PLC0415

    from tracker.reports.safe import escaped  # noqa: PLC0415 - rich

    rows = drafts.rows()
    for row in rows:
        write_data(escaped(json.dumps(row, ensure_ascii=False)) + "\n")
    count = "1 draft" if len(rows) == 1 else f"{len(rows)} drafts"
    remark(f"{count}; read them, then tracker import records what you keep")
    if unnamed := sum(row["source"] is None for row in rows):
        remark(f"without a source: {unnamed}; fill it in, or give the outlet with --via")
    if doubted := sum(bool(one.doubt) for one in drafts.found):
        remark(f"perhaps of other events: {doubted}; fill in incident, or drop them; see why")
    if open_ended := sum(row["act"] == "dispute" and not row["target"] for row in rows):
        remark(f"denials of a figure not known here: {open_ended}; fill in target, or drop them")


def _review(drafts: "Drafts") -> None:
    """Records what a person accepts, in one transaction; nothing at all without a yes."""
    from tracker.cli.recording import tell_recorded  # noqa: PLC0415
    from tracker.cli.reviewing import reviewed  # noqa: PLC0415
    from tracker.scripting.acting import record_rows  # noqa: PLC0415

    with opened() as ledger:
        ledger.snapshot(drafts.origin.incident)
    if not drafts.found:
        line("no figure of deaths or injuries was found; nothing was recorded")
        return
    rows = reviewed(drafts)
    if not rows:
        line("nothing was recorded")
        return
    with opened() as ledger:
        recorded = record_rows(ledger, drafts.origin.incident, rows, tell=remark)
        tell_recorded(recorded, ledger, dry_run=False, as_json=False)
