"""Reading as of a moment, in order, by name."""

from collections.abc import Iterator
from dataclasses import replace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.how_often import many
from tests.ledger.builders import (
    HOSPITAL,
    INCIDENT,
    MINISTRY,
    RECORDS,
    a_claim,
    a_ledger,
    a_void,
    record,
)
from tests.places import PLACES
from tracker.errors import NotFoundError, OptionError
from tracker.ledger import Ledger, incident_order, pages, seal
from tracker.ledger import statements as sql
from tracker.model import Claim, Incident, Source
from tracker.model.content import claim_from, incident_from, source_from

pytestmark = pytest.mark.usefixtures("each_database")

OTHER = Incident(slug="beirut-2020")


@pytest.fixture(scope="module")
def ledger(each_database: str) -> Iterator[Ledger]:
    """Two incidents; names and zones are put right between their claims."""
    ledger = a_ledger(a_claim(1), a_claim(2))
    record(ledger, OTHER, a_claim(3, incident=OTHER.slug))
    record(ledger, replace(INCIDENT, timezone="UTC", revises=seal(INCIDENT).id))
    record(ledger, a_claim(4), a_void(seal(a_claim(2)).id))
    record(ledger, replace(HOSPITAL, name="Hospital", revises=seal(HOSPITAL).id))
    record(ledger, a_claim(5, incident=OTHER.slug), a_claim(6))
    yield ledger
    ledger.close()


def naive(ledger: Ledger, slug: str, size: int) -> tuple[object, object, list[str]]:
    """The snapshot worked out by replaying the contents up to an entry."""
    incidents: dict[str, Incident] = {}
    sources: dict[str, Source] = {}
    for seq, _, content in ledger.contents("incident"):
        if seq <= size:
            incident = incident_from(orjson.loads(content))
            incidents[incident.slug] = incident
    for seq, _, content in ledger.contents("source"):
        if seq <= size:
            source = source_from(orjson.loads(content))
            sources[source.slug] = source
    claims = [
        claim_id
        for seq, claim_id, content in ledger.contents("claim")
        if seq <= size and claim_from(orjson.loads(content)).incident == slug
    ]
    return incidents.get(slug), sources, claims


def moments(ledger: Ledger) -> list[int]:
    with ledger._database.reading() as connection:
        return [row[0] for row in connection.execute("SELECT recorded_us FROM entry ORDER BY seq")]


@pytest.mark.usefixtures("on_files")
@settings(deadline=None, max_examples=many(500, 20_000))
@given(data=st.data())
def test_a_snapshot_is_what_a_replay_up_to_then_gives(ledger: Ledger, data: st.DataObject) -> None:
    compare_with_replay(ledger, data)


@pytest.mark.usefixtures("on_a_server")
@settings(deadline=None, max_examples=many(60, 2_000))
@given(data=st.data())
def test_a_server_gives_the_snapshots_of_a_replay_too(ledger: Ledger, data: st.DataObject) -> None:
    compare_with_replay(ledger, data)


def compare_with_replay(ledger: Ledger, data: st.DataObject) -> None:
    recorded = moments(ledger)
    slug = data.draw(st.sampled_from([INCIDENT.slug, OTHER.slug]))
    known_at = data.draw(
        st.integers(recorded[0] - 5, recorded[-1] + 5)
        | st.sampled_from(recorded).flatmap(lambda us: st.sampled_from([us - 1, us, us + 1]))
    )
    size = sum(us <= known_at for us in recorded)
    incident, sources, claims = naive(ledger, slug, size)

    if incident is None:
        with pytest.raises(NotFoundError):
            ledger.snapshot(slug, known_at_us=known_at)
        return
    snapshot = ledger.snapshot(slug, as_of_us=3, known_at_us=known_at)

    assert snapshot.incident == incident
    assert snapshot.sources == sources
    assert [claim.id for claim in snapshot.claims] == claims
    assert (snapshot.size, snapshot.as_of_us, snapshot.known_at_us) == (size, 3, known_at)
    assert ledger.sources(known_at_us=known_at) == sources


def test_snapshots_gives_each_incident_with_claims_by_slug(ledger: Ledger) -> None:
    snapshots = list(ledger.snapshots())

    assert [snapshot.incident.slug for snapshot in snapshots] == ["beirut-2020", "qamishli-2016"]
    assert snapshots == [ledger.snapshot("beirut-2020"), ledger.snapshot("qamishli-2016")]


def test_snapshots_at_every_entry_equal_the_single_ones(ledger: Ledger) -> None:
    for us in moments(ledger):
        for snapshot in ledger.snapshots(as_of_us=8, known_at_us=us):
            slug = snapshot.incident.slug
            assert snapshot == ledger.snapshot(slug, as_of_us=8, known_at_us=us)


@pytest.mark.parametrize("page", [1, 2, 3, 1000])
def test_pages_of_any_length_give_the_same(
    ledger: Ledger, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots, contents = list(ledger.snapshots()), list(ledger.contents("claim"))

    monkeypatch.setattr(pages, "PAGE", page)

    assert list(ledger.snapshots()) == snapshots
    assert list(ledger.contents("claim")) == contents


def test_an_incident_recorded_later_is_not_yet_there(ledger: Ledger) -> None:
    first = moments(ledger)[0]

    with pytest.raises(NotFoundError, match="not yet recorded at"):
        ledger.snapshot(OTHER.slug, known_at_us=first)


def test_a_mistyped_incident_gets_a_suggestion(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="did you mean qamishli-2016"):
        ledger.snapshot("qamishly-2016")


def test_incidents_and_sources_as_they_were_then(ledger: Ledger) -> None:
    before = moments(ledger)[3]

    assert ledger.incidents(known_at_us=before) == {INCIDENT.slug: INCIDENT}
    assert list(ledger.incidents()) == [INCIDENT.slug, OTHER.slug]
    assert ledger.incidents()[INCIDENT.slug].timezone == "UTC"
    assert ledger.incidents(known_at_us=0) == {}
    assert ledger.sources(known_at_us=before)["hospital"] == HOSPITAL


def test_claims_are_counted_by_incident(ledger: Ledger) -> None:
    assert ledger.claim_totals() == {"beirut-2020": 2, "qamishli-2016": 5}


def test_contents_are_the_bytes_the_ids_are_hashes_of(ledger: Ledger) -> None:
    kept = list(ledger.contents("source"))

    assert [(seq, claim_id) for seq, claim_id, _ in kept[:1]] == [(2, seal(HOSPITAL).id)]
    assert kept[0][2] == seal(HOSPITAL).content
    assert len(kept) == 4


@pytest.mark.parametrize(("kind", "count"), [("incident", 1), ("claim", 2)])
def test_contents_of_one_incident(ledger: Ledger, kind: str, count: int) -> None:
    assert len(list(ledger.contents(kind, incident=OTHER.slug))) == count


def test_a_claim_is_named_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    claim_id = seal(a_claim(4)).id

    for digits in (4, 14, 15, 16, 40, 64):
        assert ledger.claim_named(claim_id[:digits]).id == claim_id
    assert ledger.claim_named(claim_id[:12].upper()).id == claim_id


@pytest.mark.parametrize("name", ["qamishli-2016-001", "0" * 20, "f" * 64, "e" * 65, ""])
def test_a_name_of_no_claim_is_not_found(ledger: Ledger, name: str) -> None:
    with pytest.raises(NotFoundError, match="no claim"):
        ledger.claim_named(name)


def test_a_name_beyond_the_indexed_digits_is_compared_to_the_end(ledger: Ledger) -> None:
    claim_id = seal(a_claim(4)).id
    wrong = claim_id[:-1] + ("0" if claim_id[-1] != "0" else "1")

    with pytest.raises(NotFoundError):
        ledger.claim_named(wrong)


def test_a_name_of_three_digits_is_too_short(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="too short"):
        ledger.claim_named("abc")


def twins() -> list[Claim]:
    """Two claims whose ids begin with the same four digits."""
    seen: dict[str, Claim] = {}
    number = 0
    while True:
        claim = a_claim(number)
        twin = seen.setdefault(seal(claim).id[:4], claim)
        if twin is not claim:
            return [twin, claim]
        number += 1


def test_an_ambiguous_name_lists_the_claims_it_could_mean() -> None:
    pair = twins()
    ledger = a_ledger(*pair)
    ids = [seal(claim).id for claim in pair]

    with pytest.raises(OptionError, match="names 2 claims") as refused:
        ledger.claim_named(ids[0][:4])

    assert all(claim_id[:12] in str(refused.value) for claim_id in ids)


@pytest.mark.parametrize(
    "statement", [sql.REST_OF_INCIDENT, sql.LATER_INCIDENTS, sql.CLAIMS_BY_ID60, sql.TWINS]
)
def test_no_query_on_the_claims_walks_through_all_of_them(ledger: Ledger, statement: str) -> None:
    explain = "EXPLAIN" if PLACES.on_server else "EXPLAIN QUERY PLAN"
    values = tuple("1" if "incident" in part[-12:] else 1 for part in statement.split("?")[:-1])
    with ledger._database.reading() as connection:
        plan = connection.execute(f"{explain} {statement}", values).fetchall()

    if PLACES.on_server:
        steps = [row[0] for row in plan if " on " in row[0]]
        assert all("Index" in step for step in steps), plan
    else:
        steps = [row[3] for row in plan]
        assert all(step.startswith("SEARCH") for step in steps), steps
    assert any("claim_by_" in step for step in steps), steps


@pytest.mark.parametrize("claims", [1, 2, 3, 100])
@pytest.mark.parametrize("page", [1, 2, 500])
def test_stretches_of_incidents_put_together_are_all_incidents(
    ledger: Ledger, claims: int, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_order, "CLAIMS_A_PAGE", page)
    for size in range(ledger.head().size + 1):
        stretches = ledger.stretches(claims, size=size)

        parts = [list(ledger.snapshots(size=size, among=among)) for among in stretches]

        assert [one for part in parts for one in part] == list(ledger.snapshots(size=size))
        assert all(len(part) <= 1 for part in parts) or claims > 1


def test_reading_goes_on_while_others_write() -> None:
    ledger = a_ledger(*(a_claim(number) for number in range(5)))
    reading = ledger.contents("claim")
    next(reading)

    record(ledger, a_claim(77))

    assert len(list(reading)) == 4
    assert len(list(ledger.contents("claim"))) == 6


def test_contents_up_to_a_size_are_those_of_the_ledger_of_that_size() -> None:
    ledger = a_ledger(a_claim(1), a_claim(2))
    before, size = list(ledger.contents("claim")), ledger.head().size

    record(ledger, a_claim(3))

    assert list(ledger.contents("claim", size=size)) == before
    assert list(ledger.contents("claim", size=size - 1)) == before[:1]
    assert list(ledger.contents("incident", size=0)) == []


def test_the_records_of_the_tests_are_in_order() -> None:
    assert [record.slug for record in RECORDS].index(MINISTRY.slug) < 3
