"""Any moment of what was public and any moment of what was known, against a naive replay.

The replay is written from the words of the design alone: read every entry up to K, throw out
what was corrected or voided, keep what was public by T, take each source's newest, drop what
was withdrawn. It shares no code with the program but the values themselves.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from tests.faults.conftest import Told
from tests.how_often import SEED, many
from tests.ledger.builders import INCIDENT, RECORDS, a_claim, record
from tracker.ledger import Ledger, seal
from tracker.model import Act, Stamp, stamp
from tracker.reconcile import dossier

PAIRS = many(500, 20_000)
ENTRIES = 250
FIRST = datetime(2016, 7, 20, tzinfo=ZoneInfo("UTC"))
HOURS = 24 * 30
ZONES = ("UTC", "Asia/Damascus", "America/St_Johns")


def a_moment(chance: Random) -> Stamp:
    """A minute with an offset, a minute of the incident's own clock, or a day."""
    at = FIRST + timedelta(minutes=chance.randrange(60 * HOURS))
    return stamp(
        chance.choice((f"{at:%Y-%m-%dT%H:%M}+05:30", f"{at:%Y-%m-%dT%H:%M}", f"{at:%Y-%m-%d}"))
    )


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    """An incident whose zone is put right now and then, and claims with every kind of act."""
    chance = Random(SEED)
    ledger = Ledger.open(":memory:")
    record(ledger, *RECORDS)
    incident, ids = INCIDENT, [""]
    for number in range(1, ENTRIES):
        if number % 40 == 0:
            incident = replace(incident, timezone=chance.choice(ZONES), revises=seal(incident).id)
            record(ledger, incident)
            continue
        claim = a_claim(
            number,
            source=chance.choice(("hospital", "police", "ministry")),
            scope=chance.choice(("", "Turkey")),
            published_at=a_moment(chance),
            asserted_at=None if number % 3 else a_moment(chance),
        )
        act = chance.choices(
            (Act.ASSERT, Act.RETRACT, Act.CORRECT, Act.VOID), weights=(12, 2, 2, 1)
        )[0]
        if act is not Act.ASSERT and len(ids) > 5:
            claim = replace(claim, act=act, targets=(chance.choice(ids[1:]),), reason="mistyped")
        record(ledger, claim)
        ids.append(seal(claim).id)
    yield ledger
    ledger.close()


def naive(rows: list[tuple[int, int, str, dict[str, Any]]], zone: str, as_of: int) -> set[str]:
    """Ids of the claims that stand. rows: (seq, recorded_us, id, content) known by then."""
    voided: set[str] = set()
    replaced: dict[str, str] = {}
    for _, _, row_id, row in rows:
        if row["act"] == "correct":
            replaced[_end_of(row["targets"][0], replaced)] = row_id
    for _, _, row_id, row in reversed(rows):
        if row["act"] == "void" and row_id not in voided:
            ahead = row["targets"][0]
            while ahead:
                voided.add(ahead)
                ahead = replaced.get(ahead, "")
    left = [one for one in rows if one[2] not in voided and one[2] not in replaced]
    public = [one for one in left if _public_us(one, zone) <= as_of]
    newest: dict[tuple[str, str], tuple[tuple[int, int, int], str]] = {}
    withdrawn = set()
    for seq, _, row_id, row in public:
        if row["act"] == "retract":
            withdrawn.add(_end_of(row["targets"][0], replaced))
        elif row["act"] in ("assert", "correct"):
            voice = "ministry" if row["source"] == "police" else row["source"]
            key = (_said_us(row, zone), _ends_us(row["published_at"], zone), seq)
            count = (voice, row.get("scope", ""))
            newest[count] = max(newest.get(count, ((-1, -1, -1), "")), (key, row_id))
    return {row_id for _, row_id in newest.values()} - withdrawn


def _end_of(claim_id: str, replaced: dict[str, str]) -> str:
    while claim_id in replaced:
        claim_id = replaced[claim_id]
    return claim_id


def _us(text: str, zone: str) -> int:
    at = datetime.fromisoformat(text)
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
    return round(at.timestamp()) * 1_000_000


def _ends_us(text: str, zone: str) -> int:
    if len(text) > len("2016-07-27"):
        return _us(text, zone)
    return _us(str(datetime.fromisoformat(text) + timedelta(days=1)), zone)


def _public_us(one: tuple[int, int, str, dict[str, Any]], zone: str) -> int:
    return _ends_us(one[3]["published_at"], zone)


def _said_us(row: dict[str, Any], zone: str) -> int:
    asserted, published = row.get("asserted_at", row["published_at"]), row["published_at"]
    if len(asserted) == len("2016-07-27") and published.startswith(asserted + "T"):
        return _us(published, zone)
    # No claim speaks for a moment after its publication.
    return min(_us(asserted, zone), _ends_us(published, zone))


def test_what_stands_at_any_two_moments_is_what_a_replay_of_the_log_gives(
    ledger: Ledger, told: Told
) -> None:
    chance = Random(SEED)
    with ledger._database.reading() as connection:
        moments = dict(connection.execute("SELECT seq, recorded_us FROM entry"))
    rows = [
        (seq, moments[seq], row_id, orjson.loads(content))
        for seq, row_id, content in ledger.contents("claim")
    ]
    zones = [(seq, orjson.loads(raw)["timezone"]) for seq, _, raw in ledger.contents("incident")]
    standing = 0

    for _ in range(PAIRS):
        known_at = chance.choice(list(moments.values())[4:]) + chance.choice((-1, 0, 1))
        as_of = round((FIRST + timedelta(minutes=chance.randrange(60 * HOURS))).timestamp()) * 10**6
        known = [row for row in rows if row[1] <= known_at]
        zone = [zone for seq, zone in zones if moments[seq] <= known_at][-1]

        snapshot = ledger.snapshot(INCIDENT.slug, as_of_us=as_of, known_at_us=known_at)
        states = dossier(snapshot, "latest").states

        expected = naive(known, zone, as_of)
        assert {row_id for row_id, state in states.items() if state == "standing"} == expected
        assert len(snapshot.claims) == len(known)
        standing += len(expected)

    assert standing > PAIRS
    told(f"{PAIRS:,} moments (public by T, known by K) against a naive replay: 0 differ")
