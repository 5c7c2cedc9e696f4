"""Columns that say something else than the content that was hashed, handed over by the desk."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.ledger.builders import INCIDENT, a_claim
from tests.ledger.postgres.by_hand import ByHand, hand_over
from tests.ledger.postgres.conftest import OnServer
from tracker.errors import UnsoundError
from tracker.figures import Figure, read_figure
from tracker.ledger import seal
from tracker.ledger.check_contents import Row, row_of
from tracker.ledger.moving import copy_ledger
from tracker.ledger.names import KINDS, columns_of
from tracker.ledger.sealing import Value
from tracker.model import Act, Claim, Incident, Reliability, Source, stamp

RICH: dict[str, Value] = {
    "incident": Incident(
        slug="aleppo-2016",
        title="Aleppo",
        timezone="Asia/Damascus",
        occurred_at=stamp("2016-07-27"),
        place="Al-Bab",
        admin1="Aleppo",
        country="SY",
        latitude="36.37",
        longitude="37.51",
        perpetrator="unknown",
        summary='He said "two\\three"\n\x01\u2028',
    ),
    "source": Source(
        slug="ministry-of-health",
        name="Ministry",
        affiliation="state",
        speaks_for="ministry",
        reliability=Reliability.C,
        aliases=("the ministry", 'وزارة "الصحة"'),
        merged_into="ministry",
    ),
    "claim": a_claim(
        290,
        figure=read_figure("290"),
        bounds_given=False,
        act=Act.RETRACT,
        targets=(seal(a_claim(1)).id, seal(a_claim(2)).id),
        reason="counted again",
        asserted_at=stamp("2016-07-26"),
        scope="in hospital",
        via="wire",
        url="https://example.org/?a=%41",
        relays="",
        note="from the wire",
        ref="r-290",
    ),
}
"""One of each kind with nearly every field filled in."""
ALL = [(kind, column) for kind in KINDS for column in columns_of(kind)]


def stored(on_server: OnServer, kind: str) -> tuple[bytes, Row]:
    """The last entry's content, and its row in its table."""
    content = on_server.rows("SELECT content FROM entry ORDER BY seq DESC LIMIT 1")[0][0]
    return content, on_server.rows(f"SELECT * FROM {kind} ORDER BY seq DESC LIMIT 1")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_server_takes_from_a_content_what_the_program_would_record(
    on_server: OnServer, kind: str
) -> None:
    sealed = seal(RICH[kind])

    hand_over(on_server, *ByHand(on_server, RICH[kind]).statements())

    assert stored(on_server, kind) == (sealed.content, row_of(7, RICH[kind], sealed.digest))
    assert on_server.problems() == set()


@pytest.mark.parametrize(("kind", "column"), ALL)
def test_nothing_but_what_was_hashed_is_recorded(kept: OnServer, kind: str, column: str) -> None:
    by_hand = ByHand(kept, RICH[kind])
    key = {"wording": "figure", "kind": "source_kind"}.get(column, column)
    said = json.loads(by_hand.contents[kind][0])
    said[key] = ["otherwise"] if key in ("aliases", "targets") else "otherwise"

    by_hand.contents[kind] = [json.dumps(said)]

    if column not in ("seq", "id60", "bounds_given", "qualifier"):
        assert "the root is not that" in str(kept.refusal_of(*by_hand.statements()[:-1]))
    else:  # What no content holds is not looked at: the row is the one that was meant.
        with kept.server.connected(kept.name, "app") as connection:
            for statement in by_hand.statements()[:-1]:
                connection.execute(statement.encode())
            query = f"SELECT * FROM {kind} WHERE seq = 7"
            row = connection.execute(query.encode()).fetchall()[0]
            connection.execute("ROLLBACK")
        assert row == row_of(7, RICH[kind], seal(RICH[kind]).digest)


NEEDED = ("slug", "timezone", "source_kind", "reliability", "incident", "source", "metric", "act")


@pytest.mark.parametrize("key", NEEDED)
def test_a_content_without_what_all_have_is_refused(kept: OnServer, key: str) -> None:
    kind = next(kind for kind in KINDS if f'"{key}":' in seal(RICH[kind]).content.decode())
    by_hand = ByHand(kept, RICH[kind])
    by_hand.contents[kind] = [by_hand.contents[kind][0].replace(f'"{key}":', '"other":')]

    assert "null value" in str(kept.refusal_of(by_hand.append))


def loosely(content: str) -> str:
    return json.dumps(json.loads(content), indent=1, ensure_ascii=True)


def in_another_order(content: str) -> str:
    return json.dumps(dict(reversed(json.loads(content).items())))


def with_more(content: str) -> str:
    return content.replace('"kind"', '"Act":"x","kind"')


def said_twice(content: str) -> str:
    return '{"note":"before","note":"before",' + content[1:]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [loosely, in_another_order, with_more, said_twice])
def test_a_content_in_another_shape_is_kept_in_the_one_there_is(
    on_server: OnServer, kind: str, shape: Callable[[str], str]
) -> None:
    by_hand = ByHand(on_server, RICH[kind])
    odd = shape(by_hand.contents[kind][0])
    by_hand.contents[kind] = [odd]

    if kind != "claim" and shape is said_twice:
        odd = odd.replace('"note":"before",', "")
    hand_over(on_server, *by_hand.statements())

    assert stored(on_server, kind)[0] == seal(RICH[kind]).content
    assert on_server.problems() == set()


BOUNDS = "bounds of a claim are not those of its content"
ROOT = "the root is not that of the entries"


@pytest.mark.parametrize(
    ("figure", "given", "changed", "said"),
    [
        (Figure.given(40, 50), True, {"low": 41}, ROOT),
        (Figure.given(40, 50), True, {"low": 51}, BOUNDS),
        (Figure.given(40, 50), True, {"high": None}, BOUNDS),
        (Figure.given(40, 50), True, {"high": None, "qualifier": "at_least"}, ROOT),
        (Figure.given(40, 50), True, {"qualifier": "exact"}, BOUNDS),
        (Figure.given(None, None), True, {"high": 3, "qualifier": "up_to"}, ROOT),
        (Figure.given(None, 50), True, {"low": 0, "qualifier": "range"}, ROOT),
        (Figure.given(None, None), False, {"low": 0, "high": 0, "qualifier": "exact"}, BOUNDS),
        (read_figure("290"), False, {"low": 90_000, "high": 90_000}, BOUNDS),
        (read_figure("290"), False, {"high": None, "qualifier": "at_least"}, BOUNDS),
        (read_figure("at least 44"), False, {"low": -1}, BOUNDS),
        (read_figure("at least 44"), False, {"low": 2**53}, BOUNDS),
        (read_figure("at least 44"), False, {"low": 2**63}, "invalid input|out of range"),
        (read_figure("at least 44"), False, {"qualifier": None}, "null value"),
    ],
)
def test_bounds_that_stand_in_the_content_are_those_of_the_columns(
    kept: OnServer, figure: Figure, given: bool, changed: dict[str, Any], said: str
) -> None:
    by_hand = ByHand(kept, a_claim(figure=figure, bounds_given=given))
    by_hand.given |= {name: [value] for name, value in changed.items()}

    statements = by_hand.statements()[: 3 if said == ROOT else 2]

    assert re.search(said, str(kept.refusal_of(*statements)))


def test_what_a_caller_says_of_words_is_held_to_them_whenever_a_claim_is_read(
    on_server: OnServer,
) -> None:
    by_hand = ByHand(on_server, a_claim(figure=read_figure("at least 44"), bounds_given=False))
    by_hand.given["low"] = [90_000]

    hand_over(on_server, *by_hand.statements())

    with pytest.raises(UnsoundError, match=r"kept as 90000 to None, .* says 44 to None"):
        on_server.ledger.snapshot(INCIDENT.slug)
    assert ("columns", 7) in on_server.problems()


def test_what_makes_no_sense_is_told_and_what_came_before_can_be_kept(
    on_server: OnServer, tmp_path: Path
) -> None:
    """Known and documented: the server does not judge what a caller makes up."""
    before = on_server.ledger.head()
    by_hand = ByHand(on_server, a_claim(9))
    content = by_hand.contents["claim"][0].replace("killed", "rumours")
    by_hand.contents["claim"], by_hand.meant = [content], [content.encode()]

    hand_over(on_server, *by_hand.statements())

    assert on_server.problems() == {("content", 7)}
    where = on_server.server.as_app(on_server.name)
    assert copy_ledger(where, tmp_path / "sound.db", before.size) == before


def test_what_is_honest_is_taken_by_hand_as_well(on_server: OnServer) -> None:
    hand_over(on_server, *ByHand(on_server, *RICH.values()).statements())

    assert on_server.problems() == set()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
bounds = st.none() | st.integers(0, 10**12)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    low, high = draw(bounds), draw(bounds)
    if low is not None and high is not None:
        low, high = sorted((low, high))
    wording = draw(st.sampled_from(["", "dozens", "290", "at least 44", "040"]) | texts)
    ends: dict[str, Any] = {
        "note": draw(texts).strip(),
        "ref": draw(texts).strip(),
        "via": draw(texts).strip(),
    }
    return a_claim(figure=Figure.given(low, high, wording.strip()), **ends)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(claim=claims(), killed=st.integers(1, 10**15), more=st.lists(texts, max_size=3))
def test_whatever_can_be_recorded_at_all_is_recorded_on_a_server(
    kept: OnServer, claim: Claim, killed: int, more: list[str]
) -> None:
    assume(claim not in (a_claim(1), a_claim(2)))  # Those are there already.
    plain = a_claim(figure=read_figure(str(killed)), bounds_given=False)
    with kept.ledger.writing() as writer:
        incident = Incident(slug=f"i-{writer.size}", title="x", timezone="UTC", summary="y")
        source = Source(slug=f"s-{writer.size}", aliases=tuple(more))
        writer.append([seal(one) for one in (incident, source, claim, plain)])
        writer.discard()
    assert kept.ledger.head().size == 6
