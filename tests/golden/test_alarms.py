"""What is put before a person on the real incidents, judged one by one."""

from benchmarks.alarms import (
    FACTS,
    JUDGED,
    Alarm,
    Tally,
    alarms_in,
    lines,
    tallies,
    verdicts,
)
from tests.golden.conftest import Seen
from tracker.ledger import Ledger

TRUE_AT_LEAST = 0.75
"""Share of the judged findings that a person called true; 0.82 when this was written."""
MOST_AN_INCIDENT = 12
"""More than this, plain facts left out, and nobody reads them."""


def alarms(ledger: Ledger, seen: Seen) -> list[Alarm]:
    return [one for slug in ledger.incidents() for one in alarms_in(seen(slug))]


def test_most_findings_that_fire_are_true(ledger: Ledger, seen: Seen) -> None:
    judged = verdicts()
    told = [judged[one] for one in alarms(ledger, seen) if one in judged]
    assert len(told) >= 25
    assert sum(told) / len(told) >= TRUE_AT_LEAST


def test_no_incident_drowns_its_reader(ledger: Ledger, seen: Seen) -> None:
    for slug in ledger.incidents():
        told = [one for one in alarms_in(seen(slug)) if one.kind not in FACTS]
        assert len(told) <= MOST_AN_INCIDENT


def test_the_page_says_what_fires_and_what_was_judged_true(ledger: Ledger, seen: Seen) -> None:
    told = tallies(alarms(ledger, seen), verdicts())
    page = (JUDGED.parents[1] / "docs" / "methods.md").read_text("utf-8")
    section = page.split("### False alarms\n")[1].split("\n## ")[0]

    fires = {kind: sum(tally) for kind, tally in told.items()}
    judged = {kind: tally for kind, tally in told.items() if kind not in FACTS}
    rows = [
        f"| `{kind}` | {fires[kind]} | {tally.true} |"
        for kind, tally in judged.items()
        if fires[kind]
    ]
    assert [line for line in section.splitlines() if line.startswith("| `")] == rows
    true = sum(tally.true for tally in judged.values())
    share = Tally(true, sum(tally.false for tally in judged.values()), 0).precision
    facts = " and ".join(f"{fires[kind]} `{kind}`" for kind in FACTS)
    assert f" {sum(fires[kind] for kind in judged)} fire besides {facts}, which" in section
    assert f"; {true} were judged true ({share:.2f})." in section
    silent = [f"`{kind}`" for kind in judged if not fires[kind]]
    assert f"{', '.join(silent[:-1])} and {silent[-1]} do not fire on them" in section
    assert all(tally.unjudged == 0 for tally in judged.values())


def test_every_verdict_has_a_reason() -> None:
    rows = [line.split("\t") for line in JUDGED.read_text("utf-8").splitlines()[1:]]
    assert all(len(row) == 6 and row[5] for row in rows)
    assert len(rows) == len(verdicts())


def test_a_finding_without_a_verdict_counts_for_nothing_and_is_named() -> None:
    known, unknown = Alarm("a", "outlier", "killed / all", "1"), Alarm("a", "outlier", "x", "2")
    tally = tallies([known, unknown], {known: False})["outlier"]
    assert (tally.true, tally.false, tally.unjudged, tally.precision) == (0, 1, 1, 0.0)
    assert "unjudged: a outlier x 2" in list(lines([known, unknown], {known: False}))
