"""The typed tables and the values say the same."""

import subprocess
import sys
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.builders import HOSPITAL, INCIDENT, a_claim, a_void
from tracker.errors import DataError
from tracker.figures import Figure, read_figure
from tracker.ledger import Ledger
from tracker.ledger.claim_reader import ClaimReader
from tracker.ledger.columns import (
    id60_of,
    incident_of,
    incident_row,
    source_of,
    source_row,
)
from tracker.ledger.names import TABLES, columns_of
from tracker.ledger.sealing import canonical, seal
from tracker.ledger.tables import metadata
from tracker.model import Claim, Incident, Metric, Mode, Population, RecordedClaim, Source, stamp
from tracker.model.content import claim_content, claim_from

OF_FIGURE = {"wording", "low", "high", "qualifier"}


@pytest.mark.parametrize(
    ("table", "model", "only_columns", "only_fields"),
    [
        ("incident", Incident, {"seq"}, set()),
        ("source", Source, {"seq"}, set()),
        ("claim", Claim, {"seq", "id60"} | OF_FIGURE, {"figure"}),
    ],
)
def test_a_table_has_the_fields_of_its_model(
    table: str, model: type, only_columns: set[str], only_fields: set[str]
) -> None:
    columns = set(columns_of(table)) - only_columns

    assert columns == {field.name for field in fields(model)} - only_fields


def read_back(claim: Claim) -> RecordedClaim:
    sealed, figure = seal(claim), claim.figure
    row = (7, claim.incident, figure.low, figure.high, 99, sealed.digest, sealed.content)
    return ClaimReader().claim(row)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
bounds = st.none() | st.integers(0, 10**12)
WORDINGS = ("", "290", "at least 44", "dozens", "more than two dozen people", "?", "none", "40-50")


def given_bounds(wording: str, one: int | None, other: int | None) -> tuple[Figure, bool]:
    """A figure whose bounds were given, in order."""
    if one is not None and other is not None and one > other:
        one, other = other, one
    return Figure.given(one, other, wording), True


def read_from(wording: str) -> tuple[Figure, bool]:
    """A figure whose bounds were read from its wording."""
    return (read_figure(wording) if wording else Figure.given(None, None)), False


@given(
    stated=st.builds(given_bounds, texts, bounds, bounds)
    | st.sampled_from(WORDINGS).map(read_from),
    metric=st.sampled_from(Metric),
    population=st.sampled_from(Population),
    mode=st.sampled_from(Mode),
    note=texts,
    ref=texts,
    said=st.none() | st.dates().map(lambda day: stamp(f"{min(day.year, 9998):04d}")),
)
def test_a_claim_comes_back_from_its_content_as_it_was(
    stated: tuple[Figure, bool],
    metric: Metric,
    population: Population,
    mode: Mode,
    note: str,
    ref: str,
    said: object,
) -> None:
    figure, bounds_given = stated
    claim = a_claim(
        figure=figure,
        metric=metric,
        population=population,
        mode=mode,
        note=note,
        ref=ref,
        bounds_given=bounds_given,
        asserted_at=said,
        published_at=None,
    )

    back = read_back(claim)

    assert (back.seq, back.recorded_us, back.id) == (7, 99, seal(claim).id)
    for field in fields(Claim):
        assert getattr(back, field.name) == getattr(claim, field.name), field.name
    assert back.figure.wording == figure.wording


def test_a_claim_read_back_is_an_ordinary_frozen_claim() -> None:
    back = read_back(a_void("ab" * 32))

    assert type(back) is RecordedClaim
    assert back.targets == ("ab" * 32,)
    assert back == RecordedClaim(**{f.name: getattr(back, f.name) for f in fields(back)})
    with pytest.raises(AttributeError):
        back.seq = 8  # type: ignore[misc]


def test_incidents_and_sources_come_back_from_their_columns() -> None:
    assert incident_of(incident_row(1, INCIDENT)) == INCIDENT
    assert source_of(source_row(1, HOSPITAL)) == HOSPITAL


def test_the_prefix_number_is_the_first_fifteen_digits() -> None:
    digest = seal(INCIDENT).digest

    assert id60_of(digest) == int(digest.hex()[:15], 16)


@pytest.mark.parametrize("table", TABLES)
def test_the_names_known_without_the_classes_are_those_of_the_classes(table: str) -> None:
    assert columns_of(table) == tuple(metadata.tables[table].columns.keys())


def test_looking_at_a_ledger_does_not_load_the_table_classes(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    Ledger.open(path).close()
    script = (
        "import sys; from tracker.ledger import Ledger;"
        f"Ledger.open({path!r}, create=False).incidents();"
        "print('sqlmodel' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"


def content_with(**changed: object) -> bytes:
    said = a_claim(figure=read_figure("290"), bounds_given=False)
    return canonical({**claim_content(said), **changed})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        content_with(kind="source"),
        content_with(metric="woe"),
        content_with(colour="red"),
        content_with(low=-1),
        content_with(low="few"),
        content_with(low=4, high=3),
        content_with(source=""),
        content_with(asserted_at="noon"),
        content_with(figure="not a figure"),
        content_with(figure="291"),
        content_with(figure="at least 290"),
        content_with(act="void"),
        content_with(targets=["ab" * 32]),
        content_with(incident="elsewhere"),
        None,
        7,
    ],
)
def test_a_content_that_this_program_never_writes_is_refused(content: object) -> None:
    row = (7, a_claim().incident, 290, 290, 99, seal(a_claim()).digest, content)

    with pytest.raises((DataError, TypeError, ValueError)):
        ClaimReader().claim(row)


def test_a_content_may_say_all_that_a_claim_can() -> None:
    content = content_with(low="?", figure="dozens", note="n", ref="r", scope="s", via="v")
    row = (7, a_claim().incident, None, None, 99, sha256(content).digest(), content)

    back = ClaimReader().claim(row)

    assert (back.figure, back.bounds_given) == (Figure.given(None, None, "dozens"), True)
    assert (back.note, back.ref, back.scope, back.via) == ("n", "r", "s", "v")


MEMBERS: tuple[object, ...] = (
    *("", "?", "2016", "2016-13", "40-50", "retract"),
    *(None, 0, -1, 5, True, 2.5, ["ab"], {}),
)
FIELDS = ("incident", "source", "metric", "act", "figure", "low", "high", "asserted_at", "targets",
          "scope", "note", "kind", "colour")  # fmt: skip


@settings(max_examples=300)
@given(
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(MEMBERS), max_size=3),
    st.sets(st.sampled_from(FIELDS), max_size=1),
)
def test_what_is_read_back_is_what_verify_takes_for_a_claim(
    changed: dict[str, object], lacking: set[str]
) -> None:
    """A content is either what both take for the same claim, or neither takes it for one."""
    said = {**claim_content(a_claim(figure=read_figure("290"))), **changed}
    content = orjson.dumps({key: value for key, value in said.items() if key not in lacking})
    try:
        meant = claim_from(orjson.loads(content))
    except (DataError, TypeError, ValueError):
        meant = None
    low, high = (meant.figure.low, meant.figure.high) if meant else (290, 290)
    row = (
        7,
        orjson.loads(content).get("incident"),
        low,
        high,
        99,
        sha256(content).digest(),
        content,
    )
    try:
        back = ClaimReader().claim(row)
    except (DataError, TypeError, ValueError):
        back = None

    assert (back is None) is (meant is None)
    if back is not None and meant is not None:
        assert all(getattr(back, one.name) == getattr(meant, one.name) for one in fields(Claim))
