"""What others record while a command reads is in nothing of what it says."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from tests.cli.conftest import Tracker
from tests.ledger.builders import a_claim, record
from tracker.ledger import Ledger
from tracker.model import Source


@pytest.fixture
def meanwhile(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else records a new source's claim and a known one's, before and after every look."""
    numbers = count(60)

    def somebody_records() -> None:
        number = next(numbers)
        with Ledger.open(tracker.db) as other:
            source = Source(slug=f"source-{number}")
            of_new = a_claim(number, incident="qamishli", source=source.slug)
            of_known = a_claim(number, incident="qamishli", source="city-hospital")
            record(other, source, of_new, of_known)

    def with_others(look: Callable[..., Any]) -> Callable[..., Any]:
        def looked(*given: Any, **more: Any) -> Any:
            somebody_records()
            found = look(*given, **more)
            somebody_records()
            return found

        return looked

    monkeypatch.setattr(Ledger, "snapshot", with_others(Ledger.snapshot))
    monkeypatch.setattr(Ledger, "snapshots", with_others(Ledger.snapshots))


def test_a_difference_is_not_what_was_recorded_between_two_looks(
    tracker: Tracker, meanwhile: None
) -> None:
    assert (
        tracker.json("diff", "qamishli", "--from", "2016-07-29", "--to", "2016-07-30")["changes"]
        == []
    )


@pytest.mark.parametrize(
    "words", [("show", "qamishli"), ("sources",), ("sources", "--record"), ("revisions",)]
)
def test_an_answer_is_of_the_ledger_as_it_was_when_it_was_asked(
    tracker: Tracker, request: pytest.FixtureRequest, words: tuple[str, ...]
) -> None:
    before = tracker.json(*words)
    request.getfixturevalue("meanwhile")

    assert tracker.json(*words) == before
