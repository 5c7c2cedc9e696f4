"""Entries made by hand with the guards in place: whole as far as hashes and columns go."""

from pathlib import Path

import pytest

from tests.ledger.attacks import CLAIMS
from tests.ledger.builders import HOSPITAL, INCIDENT, tampered
from tests.ledger.made_by_hand import (
    FIRST,
    NAMING,
    REFUSED_BY_A_SERVER,
    SENSELESS,
    YEAR_US,
    Said,
    claim,
    into_file,
    said,
)
from tracker.errors import UnsoundError
from tracker.ledger import Ledger, seal
from tracker.ledger.moving import back_up_ledger
from tracker.reports.export import export_csv, export_jsonl


def kinds(path: Path) -> set[str]:
    ledger = Ledger.open(path)
    found = ledger.verify()
    ledger.close()
    return {problem.kind for problem in found.problems}


@pytest.mark.parametrize("attack", NAMING)
def test_verify_finds_what_names_something_that_is_not_there(path: Path, attack: str) -> None:
    into_file(path, NAMING[attack])

    assert kinds(path) == {"reference"}


@pytest.mark.parametrize("attack", SENSELESS | REFUSED_BY_A_SERVER)
def test_verify_finds_what_makes_no_sense(path: Path, attack: str) -> None:
    into_file(path, [(SENSELESS | REFUSED_BY_A_SERVER)[attack]])

    assert "content" in kinds(path)


@pytest.mark.parametrize("attack", [name for name in SENSELESS if " with" in name])
def test_an_act_that_makes_no_sense_is_not_followed(path: Path, attack: str) -> None:
    into_file(path, [SENSELESS[attack]])
    ledger = Ledger.open(path)

    with pytest.raises(UnsoundError, match="did not write"):
        ledger.snapshot(INCIDENT.slug)
    ledger.close()


@pytest.mark.parametrize(
    "content",
    [claim(ref=["r"]), claim(ref=9), claim(relays=["r"]), claim(source=["hospital"])],
)
def test_a_content_in_which_a_text_is_none_ends_an_export(path: Path, content: Said) -> None:
    into_file(path, [content])
    ledger = Ledger.open(path)

    with pytest.raises(UnsoundError, match="did not write"):
        for export in (export_csv, export_jsonl):
            list(export(ledger, INCIDENT.slug))
    ledger.close()


def test_a_damaged_record_is_not_told_of_all_that_names_it(path: Path) -> None:
    into_file(path, [said(HOSPITAL, name="St Mary", revises=seal(HOSPITAL).id)])
    tampered(path, "UPDATE entry SET content = x'00' WHERE seq IN (1, 2, 3)")

    ledger = Ledger.open(path)
    problems = ledger.verify().problems
    ledger.close()
    assert {one.entry for one in problems} == {1, 2, 3}


@pytest.mark.parametrize("moment", [-(2**62), 2**62, "'noon'"])
def test_a_claim_of_no_moment_is_not_read(path: Path, moment: object) -> None:
    """One flipped bit is enough for one."""
    tampered(path, f"UPDATE entry SET recorded_us = {moment} WHERE seq = 5")
    ledger = Ledger.open(path)

    with pytest.raises(UnsoundError, match="did not write"):
        ledger.snapshot(INCIDENT.slug)
    with pytest.raises(UnsoundError, match="did not write"):
        ledger.browser().entries(5, 5)
    ledger.close()


def test_verify_finds_a_claim_that_is_recorded_twice(path: Path) -> None:
    into_file(path, [said(CLAIMS[0]), said(CLAIMS[0])])

    ledger = Ledger.open(path)
    problems = ledger.verify().problems
    ledger.close()
    assert [(one.kind, one.entry) for one in problems] == [("twin", 10), ("twin", 11)]
    assert "entry 10 records the claim of entry 5 once more" in problems[0].message


@pytest.mark.parametrize("later_us", [YEAR_US, 2**62])
def test_verify_finds_from_which_entry_on_moments_are_still_to_come(
    path: Path, later_us: int
) -> None:
    into_file(path, [claim()])
    into_file(path, [claim(low=10, high=10), claim(low=11, high=11)], later_us=later_us)

    ledger = Ledger.open(path)
    problems = ledger.verify().problems
    ledger.close()
    assert [(one.kind, one.entry) for one in problems] == [("future", 11)]


@pytest.mark.parametrize(
    "contents",
    [
        [claim(), claim(relays=FIRST), claim(act="dispute", targets=[FIRST])],
        [said(INCIDENT, slug="elsewhere-2020"), claim(incident="elsewhere-2020")],
        [said(HOSPITAL, slug="a", speaks_for="b", aliases=None), said(HOSPITAL, slug="b")],
        [said(INCIDENT, title="Named anew", revises=seal(INCIDENT).id)],
    ],
)
def test_what_is_right_may_be_made_by_hand(path: Path, contents: list[Said]) -> None:
    into_file(path, contents)

    assert kinds(path) == set()


def test_what_was_made_by_hand_stops_no_backup(path: Path) -> None:
    into_file(path, [claim(source="nobody"), said(CLAIMS[0])], later_us=YEAR_US)

    head = back_up_ledger(path, path.with_name("backup.db"))

    assert head.size == 11
    assert kinds(path.with_name("backup.db")) == kinds(path) == {"reference", "twin", "future"}
