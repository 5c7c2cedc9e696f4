"""Appending: order, moments, refusals, and what a transaction keeps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect

from tests.ledger.builders import (
    HOSPITAL,
    INCIDENT,
    MINISTRY,
    POLICE,
    RECORDS,
    a_claim,
    a_ledger,
    a_void,
    record,
    sealed,
)
from tests.places import PLACES
from tracker import clock
from tracker.errors import ClaimError, NotFoundError
from tracker.ledger import Head, Ledger, seal
from tracker.model import Act, Claim, Incident, Metric, Source

pytestmark = pytest.mark.usefixtures("each_database")

EMPTY = Head(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")


def moments(ledger: Ledger) -> list[int]:
    with ledger._database.reading() as connection:
        return [row[0] for row in connection.execute("SELECT recorded_us FROM entry ORDER BY seq")]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    ledger = a_ledger()
    yield ledger
    assert ledger.verify().problems == ()
    ledger.close()


def test_a_new_ledger_is_empty() -> None:
    ledger = PLACES.open(PLACES.private())

    assert ledger.head() == EMPTY
    assert list(ledger.snapshots()) == []
    assert ledger.verify().ok


def test_entries_are_numbered_without_gaps_in_the_order_given(ledger: Ledger) -> None:
    record(ledger, a_claim(1), a_claim(2))
    record(ledger, a_claim(3))

    claims = ledger.snapshot(INCIDENT.slug).claims

    assert [(claim.seq, claim.figure.low) for claim in claims] == [(5, 1), (6, 2), (7, 3)]
    assert ledger.head().size == 7


@pytest.mark.usefixtures("on_files")
def test_moments_rise_also_when_the_clock_is_set_back(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = moments(ledger)[-1]
    monkeypatch.setattr(clock, "now_us", lambda: before + 5_000_000)
    record(ledger, a_claim(1), a_claim(2))
    monkeypatch.setattr(clock, "now_us", lambda: before - 3_600_000_000)
    record(ledger, a_claim(3), a_claim(4))

    assert [us - before for us in moments(ledger)[-4:]] == [
        5_000_000,
        5_000_001,
        5_000_002,
        5_000_003,
    ]


def test_each_transaction_leaves_one_batch_with_the_head_after_it(ledger: Ledger) -> None:
    heads = [ledger.head()]
    with ledger.writing() as writer:
        writer.append(sealed([a_claim(1)]))
        writer.append(sealed([a_claim(2), a_claim(3)]))
    heads.append(ledger.head())

    with ledger._database.reading() as connection:
        rows = connection.execute("SELECT number, first_seq, size, root FROM batch").fetchall()
    assert rows == [(1, 1, 4, heads[0].root), (2, 5, 7, heads[1].root)]


@pytest.mark.usefixtures("on_files")
def test_the_root_depends_on_no_batching(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [a_claim(number) for number in range(9)]
    heads = []
    for size in (1, 2, 9):
        monkeypatch.setattr(clock, "now_us", lambda: 10**15)
        ledger = PLACES.open(PLACES.private())
        record(ledger, *RECORDS)
        for first in range(0, 9, size):
            record(ledger, *claims[first : first + size])
        heads.append(ledger.head())

    assert heads[0] == heads[1] == heads[2]


def test_an_exception_leaves_nothing(ledger: Ledger) -> None:
    before = ledger.head()

    with pytest.raises(KeyError), ledger.writing() as writer:
        writer.append(sealed([a_claim(1)]))
        raise KeyError

    assert ledger.head() == before
    assert ledger.snapshot(INCIDENT.slug).claims == ()


def test_discarding_leaves_nothing_but_shows_what_would_be(ledger: Ledger) -> None:
    before = ledger.head()

    with ledger.writing() as writer:
        writer.append(sealed([Incident(slug="new"), a_claim(1, incident="new")]))
        seen = writer.snapshot("new")
        writer.discard()

    assert len(seen.claims) == 1
    assert ledger.head() == before
    with pytest.raises(NotFoundError):
        ledger.snapshot("new")


def test_nothing_appended_makes_no_batch(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.append([])

    with ledger._database.reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM batch").fetchone() == (1,)


def test_a_writer_sees_what_it_appended_and_readers_do_not(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        assert writer.size == 4
        writer.append(sealed([Source(slug="new"), a_claim(1, source="new", ref="r")]))

        known = writer.known(INCIDENT.slug)
        assert writer.size == 6
        assert list(writer.sources()) == ["hospital", "ministry", "police", "new"]
        assert writer.ids_of("source", "new") == (seal(Source(slug="new")).id,)
        assert known.digests == {seal(a_claim(1, source="new", ref="r")).digest}
        assert "new" not in ledger.sources()
        assert ledger.snapshot(INCIDENT.slug).claims == ()
        assert ledger.head().size == 4


def test_known_rows_stand_under_their_ref_oldest_first(ledger: Ledger) -> None:
    first, second = a_claim(1, ref="r-1"), a_claim(2, ref="r-1", scope="Turkey")
    record(ledger, first, second, a_claim(3))

    with ledger.writing() as writer:
        known = writer.known(INCIDENT.slug)
        nothing = writer.known("elsewhere")

    assert len(known.digests) == 3
    assert list(known.by_ref) == ["r-1"]
    rows = known.by_ref["r-1"]
    assert [(row.id, row.seq) for row in rows] == [(seal(first).id, 5), (seal(second).id, 6)]
    assert rows[1].act is Act.ASSERT
    assert rows[1].source == HOSPITAL.slug
    assert rows[1].count == second.count
    assert rows[1].count.metric is Metric.KILLED
    assert rows[1].published_at == "2016-07-27"
    assert nothing.digests == set()


def test_the_newest_row_of_a_slug_is_current_and_the_first_keeps_its_place(ledger: Ledger) -> None:
    first = seal(HOSPITAL)
    newer = replace(HOSPITAL, name="Hospital", revises=first.id)
    record(ledger, newer)

    with ledger.writing() as writer:
        assert writer.ids_of("source", "hospital") == (first.id, seal(newer).id)
    assert list(ledger.sources()) == ["hospital", "ministry", "police"]
    assert ledger.sources()["hospital"].name == "Hospital"


SOME_ID = seal(a_claim(999)).id


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([a_claim(incident="qamishli-2061")], "no incident qamishli-2061.*did you mean qamishli"),
        ([a_claim(source="hospitel")], "no source hospitel.*did you mean hospital"),
        ([a_claim(incident="later"), Incident(slug="later")], "no incident later"),
        ([a_void(SOME_ID)], "there is no claim .* to void"),
        ([a_void("no-id")], "there is no claim no-id to void"),
        ([a_void(seal(INCIDENT).id)], "there is no claim"),
        ([a_claim(relays=SOME_ID)], "there is no claim .* to relay"),
        ([a_void(SOME_ID), a_claim(999)], "there is no claim"),
        (
            [
                a_claim(7),
                Incident(slug="other"),
                a_void(seal(a_claim(7)).id, incident="other"),
            ],
            "belongs to qamishli-2016",
        ),
        ([a_claim(7), a_claim(7)], "already recorded"),
        ([Source(slug="x", speaks_for="nobody")], "leads to nobody"),
        ([Source(slug="x", merged_into="nobody")], "leads to nobody"),
        (
            [Source(slug="x", speaks_for="y"), Source(slug="y", merged_into="x")],
            "circle",
        ),
        ([replace(MINISTRY, speaks_for="police", revises=seal(MINISTRY).id)], "circle"),
        ([replace(HOSPITAL, name="other")], "revise nothing, but its newest row is"),
        ([Source(slug="x", revises=SOME_ID)], "but its newest row is none"),
    ],
)
def test_what_leads_nowhere_is_refused_and_nothing_is_kept(
    ledger: Ledger, values: list[Any], said: str
) -> None:
    before = ledger.head()

    with pytest.raises(ClaimError, match=said), ledger.writing() as writer:
        writer.append(sealed([a_claim(500)]))
        writer.append(sealed(values))

    assert ledger.head() == before


def test_a_claim_recorded_before_is_refused(ledger: Ledger) -> None:
    record(ledger, a_claim(1))

    with pytest.raises(ClaimError, match="already recorded, as entry 5"):
        record(ledger, a_claim(2), a_claim(1))


def test_acts_and_relays_may_follow_what_they_name_in_one_call(ledger: Ledger) -> None:
    first = a_claim(1)
    second = a_claim(2, relays=seal(first).id)
    record(ledger, first, second, a_void(seal(second).id))

    assert [claim.act for claim in ledger.snapshot(INCIDENT.slug).claims] == [
        Act.ASSERT,
        Act.ASSERT,
        Act.VOID,
    ]


def test_a_source_may_lead_to_a_later_one_of_the_call(ledger: Ledger) -> None:
    record(ledger, Source(slug="a", speaks_for="b"), Source(slug="b"))

    assert ledger.sources()["a"].speaks_for == "b"


def test_a_refusal_ends_the_transaction_even_when_it_is_caught(ledger: Ledger) -> None:
    before = ledger.head()

    with pytest.raises(RuntimeError, match="ends the transaction"), ledger.writing() as writer:
        writer.append(sealed([a_claim(1)]))
        with pytest.raises(ClaimError):
            writer.append(sealed([a_claim(2, source="nobody")]))

    assert ledger.head() == before


def test_a_writer_is_of_no_use_after_its_transaction(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        pass

    with pytest.raises(RuntimeError, match="over"):
        writer.append(sealed([a_claim(1)]))


def test_the_recorder_is_kept(ledger: Ledger) -> None:
    with ledger._database.reading() as connection:
        rows = connection.execute("SELECT DISTINCT recorded_by, batch FROM entry").fetchall()

    assert rows == [("tester", 1)]


def test_values_of_every_kind_survive(ledger: Ledger) -> None:
    claim: Claim = a_claim(57, note="عدد القتلى ارتفع\nإلى ٥٧", url="https://x.example/%F0%9F")
    record(ledger, claim)

    kept = ledger.snapshot(INCIDENT.slug)

    assert kept.incident == INCIDENT
    assert kept.sources == {"hospital": HOSPITAL, "ministry": MINISTRY, "police": POLICE}
    assert kept.claims[0].note == claim.note
    assert seal(kept.claims[0]).id == kept.claims[0].id == seal(claim).id


@pytest.mark.parametrize("is_kept", [True, False])
def test_ctrl_c_in_the_middle_of_a_commit_is_an_interruption_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    commit: Any = DefaultDialect.do_commit

    def interrupted(dialect: DefaultDialect, connection: Any) -> None:
        if is_kept:
            commit(dialect, connection)
        raise KeyboardInterrupt

    with Ledger.open(tmp_path / "ledger.db") as ledger:
        with monkeypatch.context() as patched:
            patched.setattr(DefaultDialect, "do_commit", interrupted)
            with pytest.raises(KeyboardInterrupt), ledger.writing() as writer:
                writer.append([seal(INCIDENT)])

        assert ledger.head().size == is_kept
        with ledger.writing() as writer:
            writer.append([seal(HOSPITAL)])
        assert ledger.head().size == is_kept + 1
