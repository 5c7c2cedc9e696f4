"""Columns that say something else than the content that was hashed, handed over by the desk."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.builders import INCIDENT, a_claim
from tests.ledger.postgres.conftest import OnServer
from tracker.errors import UnsoundError
from tracker.figures import Figure, read_figure
from tracker.ledger import seal
from tracker.ledger.check_contents import row_of
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
OTHERWISE = {"low": 90_000, "high": 90_000, "bounds_given": 1, "id60": 4, "aliases": '["x"]'}


def by_hand(*values: Value, **changed: Any) -> list[str]:
    """What calls append_batch() for values as they are but for columns of the last, and closes
    the batch with a root that nobody has worked out."""
    entries: list[dict[str, Any]] = []
    rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for seq, value in enumerate(values, 7):
        sealed, kind = seal(value), type(value).__name__.lower()
        row = dict(zip(columns_of(kind), row_of(seq, value, sealed.digest), strict=True))
        rows[kind].append(row)
        told = {"recorded_us": f"NOW+{seq}", "recorded_by": "", "batch": 3, "kind": kind}
        said = {"content": sealed.content.decode(), "content_hash": sealed.digest.hex()}
        entries.append({"seq": seq, **told, **said})
    row.update(changed)
    moments = _literal(entries)
    for seq in range(7, 7 + len(values)):
        now = f"((extract(epoch FROM now()) * 1000000)::bigint + {seq - 7})::text"
        moments = f"replace({moments}, '\"NOW+{seq}\"', {now})"
    typed = ", ".join(f"{_literal(rows[kind])}::json" for kind in KINDS)
    size = 6 + len(values)
    batch = {"number": 3, "first_seq": 7, "size": size, "recorded_by": "", "root": "0" * 64}
    batch["frontier"] = "00" * 32 * size.bit_count()
    return [
        "BEGIN",
        f"SELECT append_batch(({moments})::json, {typed}, NULL)",
        f"SELECT append_batch(NULL, NULL, NULL, NULL, {_literal(batch)}::json)",
        "COMMIT",
    ]


def _literal(told: object) -> str:
    return "'" + json.dumps(told, ensure_ascii=False).replace("'", "''") + "'"


def hand_over(on_server: OnServer, *statements: str) -> None:
    with on_server.server.connected(on_server.name, "app") as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.mark.parametrize(
    ("kind", "column"), [(kind, column) for kind in KINDS for column in columns_of(kind)[1:]]
)
def test_no_column_may_say_what_the_content_does_not(
    kept: OnServer, kind: str, column: str
) -> None:
    before = kept.ledger.head()

    refusal = kept.refusal_of(
        *by_hand(RICH[kind], **{column: OTHERWISE.get(column, "otherwise")})[:2]
    )

    assert f"a row of {kind} does not say what its content says" in str(refusal)
    assert kept.ledger.head() == before


@pytest.mark.parametrize(
    ("figure", "given", "changed"),
    [
        (Figure.given(40, 50), True, {"low": 41}),
        (Figure.given(40, 50), True, {"high": None}),
        (Figure.given(40, 50), True, {"qualifier": "exact"}),
        (Figure.given(40, 50), True, {"bounds_given": 0}),
        (Figure.given(40, 50), True, {"bounds_given": 7}),
        (Figure.given(None, None), True, {"high": 3, "qualifier": "up_to"}),
        (Figure.given(None, 50), True, {"low": 0, "qualifier": "range"}),
        (Figure.given(None, None), False, {"low": 0, "high": 0, "qualifier": "exact"}),
        (read_figure("290"), False, {"low": 90_000, "high": 90_000}),
        (read_figure("290"), False, {"high": None, "qualifier": "at_least"}),
        (read_figure("at least 44"), False, {"bounds_given": 1}),
    ],
)
def test_bounds_that_stand_in_the_content_are_those_of_the_columns(
    kept: OnServer, figure: Figure, given: bool, changed: dict[str, Any]
) -> None:
    claim = a_claim(figure=figure, bounds_given=given)

    refusal = kept.refusal_of(*by_hand(claim, **changed)[:2])

    assert "does not say what its content says" in str(refusal)


def test_a_content_that_says_more_than_its_columns_is_refused(kept: OnServer) -> None:
    claim = a_claim(9)
    more = seal(claim).content.replace(b'"act"', b'"Act":"x","act"').decode()
    plain = json.dumps(seal(claim).content.decode())[1:-1]
    statements = by_hand(claim)
    told = statements[1].replace(plain, json.dumps(more)[1:-1])

    refusal = kept.refusal_of(
        "BEGIN", told.replace(seal(claim).id, sha256(more.encode()).hexdigest())
    )

    assert "does not say what its content says" in str(refusal)


def test_what_words_say_is_read_again_whenever_a_claim_is_read(on_server: OnServer) -> None:
    claim = a_claim(figure=read_figure("at least 44"), bounds_given=False)

    hand_over(on_server, *by_hand(claim, low=90_000))

    with pytest.raises(UnsoundError, match="'at least 44' is not a figure from 90000 to None"):
        on_server.ledger.snapshot(INCIDENT.slug)
    assert ("columns", 7) in on_server.problems()


def test_what_is_honest_is_taken_by_hand_as_well(on_server: OnServer) -> None:
    hand_over(on_server, *by_hand(*RICH.values()))

    assert on_server.problems() == {("root", 7)}


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
    plain = a_claim(figure=read_figure(str(killed)), bounds_given=False)
    with kept.ledger.writing() as writer:
        incident = Incident(slug=f"i-{writer.size}", title="x", timezone="UTC", summary="y")
        source = Source(slug=f"s-{writer.size}", aliases=tuple(more))
        writer.append([seal(one) for one in (incident, source, claim, plain)])
        writer.discard()
    assert kept.ledger.head().size == 6
