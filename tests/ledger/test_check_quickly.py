"""The quick way past sound claims never passes what the thorough checks would list."""

from hashlib import sha256
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.ledger.builders import a_claim, a_void
from tracker.figures import Figure, read_figure
from tracker.ledger import seal
from tracker.ledger.check_contents import column_problems, content_problems
from tracker.ledger.check_quickly import QuickLook
from tracker.ledger.columns import claim_row, id60_of
from tracker.ledger.names import columns_of
from tracker.model import Act, Claim, Metric, Population, stamp

US = 1_469_637_785_000_000
BEFORE = (6, US - 1)
COLUMNS = columns_of("claim")
KEY_OF = {"wording": "figure"}
POOL: dict[str, list[Any]] = {
    "incident": ["qamishli-2016", ""],
    "source": ["hospital", "", 5],
    "metric": ["killed", "deaths", ""],
    "population": ["all", "everyone"],
    "scope": ["", "Turkey", "a\0b", b""],
    "mode": ["total", "sum"],
    "wording": ["at least 40", "40", "", "sevral"],
    "low": [None, 0, 40, 2**53, -1, 40.5, "?"],
    "high": [None, 40, 41, 9, 40.0],
    "qualifier": ["at_least", "exact", "unknown", "range"],
    "bounds_given": [0, 1, 2],
    "asserted_at": [None, "2016-07-27", "2016-13-01", ""],
    "published_at": [None, "2016-07-27T16:00+03:00", "yesterday"],
    "via": ["", "sana", None],
    "url": ["", "https://example.org/1"],
    "act": ["assert", "retract", "void"],
    "targets": ["", "ab" * 32],
    "reason": ["", "misread"],
    "relays": ["", "cd" * 32],
    "note": ["", "\U0001f600 \u2028 \u0601", "\\u0000"],
    "ref": ["", "q-1", 7],
}


def entry_of(content: bytes) -> tuple[Any, ...]:
    return (7, US, "", 1, "claim", content, sha256(content).digest())


def is_sound(entry: tuple[Any, ...], row: tuple[Any, ...]) -> bool:
    return QuickLook().is_sound(entry, BEFORE, row)


def thorough(entry: tuple[Any, ...], row: tuple[Any, ...]) -> list[str]:
    found = [*content_problems(entry), *column_problems(entry, "claim", row)]
    return [problem.message for problem in found]


def content_of(columns: dict[str, Any]) -> bytes:
    """A content that says what the columns say, sound or not."""
    said = {
        KEY_OF.get(name, name): value
        for name, value in columns.items()
        if value not in ("", None, b"") and name not in ("qualifier", "bounds_given", "targets")
    }
    if columns["bounds_given"] != 1:
        said = {name: value for name, value in said.items() if name not in ("low", "high")}
    elif columns["low"] is None and columns["high"] is None:
        said["low"] = "?"
    if columns["targets"]:
        said["targets"] = [columns["targets"]]
    said["kind"] = "claim"
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


PLAIN = {name: values[0] for name, values in POOL.items()} | {"low": 40}


def with_columns(**changes: Any) -> dict[str, Any]:
    return PLAIN | changes


@st.composite
def near_claims(draw: st.DrawFn) -> dict[str, Any]:
    """A sound claim's columns with up to three of them drawn anew."""
    names = draw(st.lists(st.sampled_from(list(POOL)), max_size=3, unique=True))
    return with_columns(**{name: draw(st.sampled_from(POOL[name])) for name in names})


@given(near_claims())
@example(with_columns())
@example(with_columns(scope=b""))
@example(with_columns(asserted_at=""))
@example(with_columns(note="\\u0000"))
@example(with_columns(low=2**53, high=2**53, qualifier="exact", bounds_given=1))
@example(with_columns(wording="", low=None, high=None, qualifier="unknown", bounds_given=1))
@example(with_columns(wording="", low=None, high=None, qualifier="unknown"))
def test_whatever_is_passed_quickly_has_nothing_wrong(columns: dict[str, Any]) -> None:
    content = content_of(columns)
    entry = entry_of(content)
    row = (7, id60_of(entry[6]), *(columns[name] for name in COLUMNS[2:]))

    if is_sound(entry, row):
        assert thorough(entry, row) == []


@pytest.mark.parametrize(
    "claim",
    [
        a_claim(40),
        a_claim(0),
        a_claim(figure=read_figure("at least 40"), bounds_given=False),
        a_claim(figure=Figure.given(None, None, "dozens"), bounds_given=True),
        a_claim(figure=Figure.given(5, None, "Almeno 5"), bounds_given=True),
        a_claim(figure=Figure.given(None, 9), bounds_given=True),
        a_claim(figure=read_figure("about 300"), bounds_given=False, scope="Aleppo", via="sana"),
        a_claim(metric=Metric.INJURED, population=Population.CHILDREN, note="« طفل »", ref="q-7"),
        a_claim(asserted_at=stamp("2016-07"), published_at=None, url="https://example.org/é"),
        a_claim(relays="ab" * 32, reason="said so"),
    ],
)
def test_ordinary_claims_are_passed(claim: Claim) -> None:
    sealed = seal(claim)
    row = claim_row(7, claim, sealed.digest)

    assert is_sound(entry_of(sealed.content), row)
    assert thorough(entry_of(sealed.content), row) == []


@pytest.mark.parametrize("at", range(1, len(COLUMNS)))
@pytest.mark.parametrize("other", ["x", "", None, 1, 39, b"\xff", 2.5])
def test_no_column_can_be_changed_alone(at: int, other: Any) -> None:
    sealed = seal(a_claim(40, note="from the wire", ref="q-1"))
    row = list(claim_row(7, a_claim(40, note="from the wire", ref="q-1"), sealed.digest))
    was, row[at] = row[at], other

    assert is_sound(entry_of(sealed.content), tuple(row)) is (was == other)


@pytest.mark.parametrize(
    "entry",
    [
        (8, US, "", 1, "claim"),  # one is left out
        (7, US - 1, "", 1, "claim"),  # no later than the one before
        (7, "noon", "", 1, "claim"),
        (7, US, "", 1, "source"),
    ],
)
def test_an_entry_out_of_place_is_left_to_the_thorough_checks(entry: tuple[Any, ...]) -> None:
    sealed = seal(a_claim())
    row = claim_row(7, a_claim(), sealed.digest)

    assert not is_sound((*entry, sealed.content, sealed.digest), row)
    assert not is_sound((*entry_of(sealed.content)[:6], bytes(32)), row)


def test_acts_on_other_claims_are_left_to_the_thorough_checks() -> None:
    void = a_void("ab" * 32)
    sealed = seal(void)

    assert void.act is Act.VOID
    assert not is_sound(entry_of(sealed.content), claim_row(7, void, sealed.digest))
