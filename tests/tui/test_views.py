"""What a view shows is what its dossier says, also where it was worked out before."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tracker.reconcile import dossier
from tracker.reconcile.moments import public_us
from tracker.tui.archive import Archive
from tracker.tui.shown import Shown, shown_of
from tracker.tui.view import View
from tracker.tui.whole import MOST_KEPT, Whole

SLUG = "qamishli-2016"
METHOD = "consensus"


@pytest.fixture
def archive(sample_ledger: str) -> Iterator[Archive]:
    archive = Archive(sample_ledger)
    yield archive
    archive.close()


def at_each_change(whole: Whole) -> Iterator[Shown]:
    """A view at each change of the first count, and the latest."""
    latest = shown_of(whole, View(incident=SLUG))
    for step in latest.timeline:
        yield shown_of(whole, View(incident=SLUG, as_of_us=step.at_us))
    yield latest


def test_the_claims_of_a_moment_are_those_public_by_then_the_newest_first(
    archive: Archive,
) -> None:
    whole = archive.whole(SLUG, METHOD)
    zone = whole.snapshot.incident.timezone

    for shown in at_each_change(whole):
        as_of = shown.snapshot.as_of_us
        public = [
            row for row in whole.snapshot.claims if as_of is None or public_us(row, zone) <= as_of
        ]
        of_count = [row for row in public if row.count == shown.count]
        of_count.sort(key=lambda row: (public_us(row, zone), row.seq), reverse=True)
        assert list(shown.claims.listed) == of_count
        assert shown.public_rows == len(public)
        assert shown.dossier.pictures == dossier(shown.snapshot, METHOD).pictures


def test_the_steps_beside_a_moment_are_there_before_they_are_asked_for(archive: Archive) -> None:
    whole = archive.whole(SLUG, METHOD)
    moments = [step.at_us for step in shown_of(whole, View(incident=SLUG)).timeline]
    shown = shown_of(whole, View(incident=SLUG, as_of_us=moments[3]))

    archive._prepare(shown, lambda: True)
    assert set(whole.past) == {moments[3]}, "nothing is worked out for a view that was left"
    archive._prepare(shown, lambda: False)
    assert set(whole.past) == {moments[2], moments[3], moments[4]}
    assert list(archive.looks(View(incident=SLUG), is_left=lambda: True)) == []
    for moment in moments:
        whole.dossier_at(moment)
    assert len(whole.past) == MOST_KEPT


def test_what_filters_and_sorts_looks_at_the_same_claims(archive: Archive) -> None:
    whole = archive.whole(SLUG, METHOD)
    view = View(incident=SLUG, words="--metric injured at")

    newest = shown_of(whole, view).claims.listed
    assert newest
    assert {row.metric for row in newest} == {"injured"}
    by_entry = shown_of(whole, replace(view, sort="entry", ascending=True)).claims.listed
    assert list(by_entry) == sorted(newest, key=lambda row: row.seq)
