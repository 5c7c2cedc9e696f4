"""`tracker source add`, `edit` and `merge`: who asserts figures, each change a new entry."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import click

from tracker.cli.entering import told, told_unchanged
from tracker.cli.opening import opened
from tracker.cli.options import F, db_option, dry_run_option, examples, json_option
from tracker.cli.words import Word
from tracker.model import Source
from tracker.typed.givens import given_columns
from tracker.typed.records import (
    added_source,
    edited_source,
    merged_source,
    record,
    refuse_nothing,
)

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Sealed, Writer

_FACTS = (
    click.option("--name", metavar="TEXT", help="Its name as people write it."),
    click.option("--kind", type=Word("Kind"), help="hospital, police, ngo, media, ..."),
    click.option("--affiliation", metavar="PARTY", help="Party it belongs to: islamic-state."),
    click.option("--speaks-for", metavar="SLUG", help="Source whose voice this is."),
    click.option(
        "--reliability",
        metavar="A-F",
        type=Word("Reliability"),
        help="Admiralty scale; F means that it cannot be judged, not that it is worst.",
    ),
    click.option(
        "--alias",
        "aliases",
        metavar="TEXT",
        multiple=True,
        help="Another exact name that files may give it; may be repeated.",
    ),
)


def _facts(command: F) -> F:
    for option in reversed(_FACTS):
        command = option(command)
    return command


@click.group(
    "source",
    epilog=examples(
        "tracker source add asayish --name Asayish --kind security_force",
        "tracker source edit asayish --reliability B",
        "tracker source merge asayish-media-center asayish",
    ),
)
def command() -> None:
    """Add, put right or merge sources."""


@command.command(
    "add",
    epilog=examples(
        'tracker source add qamishli-hospitals --name "Qamishli hospitals" \\',
        '      --kind hospital --alias "hospitals in Qamishli"',
    ),
)
@click.argument("slug")
@_facts
@dry_run_option
@json_option
@db_option
def add(
    slug: str, *, aliases: tuple[str, ...], dry_run: bool, as_json: bool, **given: str | None
) -> None:
    """Add the source SLUG: its short name, which never changes."""
    with opened(create=True, dry_run=dry_run) as ledger:
        with ledger.writing() as writer:
            source = added_source(writer, slug, given, aliases)
            sealed = record(writer, source, dry_run=dry_run)
        _tell("added", sealed, ledger, dry_run=dry_run, as_json=as_json)


@command.command(
    "edit",
    epilog=examples(
        "tracker source edit amaq --kind armed_group_media --reliability E",
        'tracker source edit asayish --alias "Asayish, Jazira canton"',
        "tracker source edit asayish-media-center --apart",
    ),
)
@click.argument("slug")
@_facts
@click.option("--drop-alias", metavar="TEXT", multiple=True, help="An alias to take away.")
@click.option("--apart", is_flag=True, help="Undo a merge: it is a source of its own again.")
@dry_run_option
@json_option
@db_option
def edit(
    slug: str,
    *,
    aliases: tuple[str, ...],
    drop_alias: tuple[str, ...],
    apart: bool,
    dry_run: bool,
    as_json: bool,
    **given: str | None,
) -> None:
    """Put facts of the source SLUG right. Only what is given changes; "" empties a field.

    A new entry is recorded that takes the place of the one before, which is kept. --alias
    adds to the aliases there are.
    """
    changes = given_columns(given) | ({"merged_into": ""} if apart else {})
    refuse_nothing(changes or aliases or drop_alias, "--kind hospital")

    def edited(writer: "Writer") -> Source | None:
        return edited_source(writer, slug, changes, aliases, drop_alias)

    _replace("edited", slug, edited, dry_run=dry_run, as_json=as_json)


@command.command("merge", epilog=examples("tracker source merge asayish-media-center asayish"))
@click.argument("slug")
@click.argument("into")
@dry_run_option
@json_option
@db_option
def merge(slug: str, into: str, *, dry_run: bool, as_json: bool) -> None:
    """Say that the source SLUG is the same as INTO: from now on they are one voice.

    Claims keep the source they name. Asked with --known-at before this entry, the ledger
    still tells of two voices. `tracker source edit SLUG --apart` undoes it.
    """
    _replace(
        "merged",
        slug,
        lambda writer: merged_source(writer, slug, into),
        dry_run=dry_run,
        as_json=as_json,
    )


def _replace(
    did: str,
    slug: str,
    changed: "Callable[[Writer], Source | None]",
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record the changed row of a source, unless the change is none."""
    with opened() as ledger:
        with ledger.writing() as writer:
            source = changed(writer)
            sealed = None if source is None else record(writer, source, dry_run=dry_run)
        if sealed is None:
            told_unchanged(f"source {slug}", ledger, dry_run=dry_run, as_json=as_json)
        else:
            _tell(did, sealed, ledger, dry_run=dry_run, as_json=as_json)


def _tell(did: str, sealed: "Sealed", ledger: "Ledger", *, dry_run: bool, as_json: bool) -> None:
    from tracker.reports.shapes import sources_shape  # noqa: PLC0415

    source = cast("Source", sealed.value)
    known = {**ledger.sources(), source.slug: source}
    (shape,) = (one for one in sources_shape(known)["sources"] if one["slug"] == source.slug)
    told(did, sealed, shape, ledger, dry_run=dry_run, as_json=as_json)
