"""--as-of, --known-at, --from and --to: written moments, made instants in the incident's zone."""

from typing import Any

import pytest

from tests.cli.conftest import Tracker
from tests.ledger.builders import INCIDENT, a_claim, a_ledger
from tracker.errors import OptionError
from tracker.ledger import Ledger
from tracker.model import Snapshot, instant
from tracker.typed.moments import moment_us, snapshot_at, snapshots_between

DAMASCUS = "Asia/Damascus"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2016-07-27", "2016-07-27T21:00:00Z"),  # through the end of that day there
        ("2016-07", "2016-07-31T21:00:00Z"),
        ("2016", "2016-12-31T22:00:00Z"),  # winter time
        ("2016-07-27T16:00", "2016-07-27T13:00:00Z"),  # by the clocks of the place
        ("2016-07-27T16:00+08:00", "2016-07-27T08:00:00Z"),
        ("27 July 2016", "2016-07-27T21:00:00Z"),
        ("27 July 2016 16:00", "2016-07-27T13:00:00Z"),
        (" 2016-07-27 ", "2016-07-27T21:00:00Z"),
    ],
)
def test_a_written_moment_reaches_to_its_end_in_the_incidents_zone(text: str, meant: str) -> None:
    assert instant(moment_us(text, DAMASCUS, "--as-of")) == meant


@pytest.mark.parametrize(
    "text", ["now", "today", "yesterday", "2 days ago", "last week", "tomorrow", "", "noon"]
)
def test_words_that_move_with_the_clock_are_refused(text: str) -> None:
    with pytest.raises(OptionError, match="--as-of takes a written date or time"):
        moment_us(text, DAMASCUS, "--as-of")


@pytest.mark.parametrize("text", ["2016-02-30", "03/04/2016", "2016-07-27T25:00", "99999999999"])
def test_a_moment_that_cannot_be_read_names_its_option(text: str) -> None:
    with pytest.raises(OptionError, match="--known-at: cannot read a time"):
        moment_us(text, DAMASCUS, "--known-at")


BLANK_MOMENTS = (
    ("show", "qamishli", "--as-of"),
    ("history", "qamishli", "--known-at"),
    ("tui", "qamishli", "--as-of"),
    ("diff", "qamishli", "--to", "2016-07-28", "--from"),
    ("diff", "qamishli", "--from", "2016-07-28", "--to"),
    ("diff", "qamishli", "--known-to", "2100-01-01", "--known-from"),
    ("diff", "qamishli", "--known-from", "2016-07-28", "--known-to"),
)


@pytest.mark.parametrize("words", BLANK_MOMENTS, ids=" ".join)
def test_a_blank_moment_is_no_moment_left_out(tracker: Tracker, words: tuple[str, ...]) -> None:
    """As of a script whose variable is not set: it must not be answered with everything."""
    told = tracker(*words, "", code=2).stderr

    assert f"{words[-1]} is empty; give a value, or leave it out" in told


def test_the_claims_of_a_view_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, look = a_ledger(a_claim()), Ledger.snapshot
    looks: list[str] = []

    def counted(ledger: Ledger, slug: str, **moments: Any) -> Snapshot:
        looks.append(slug)
        return look(ledger, slug, **moments)

    monkeypatch.setattr(Ledger, "snapshot", counted)

    seen = snapshot_at(ledger, INCIDENT.slug, "2016-07-28", "2099-01-01")
    assert (len(looks), len(seen.claims)) == (1, 1)
    assert instant(seen.as_of_us or 0) == "2016-07-28T21:00:00Z"
    assert instant(seen.known_at_us or 0) == "2099-01-01T21:00:00Z"

    limits = dict.fromkeys(("known_from", "known_to"), "2099")
    snapshots_between(ledger, INCIDENT.slug, start="2016", end="2017", **limits, known_at=None)
    assert len(looks) == 3
