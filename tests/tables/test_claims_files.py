"""Claims as Parquet: everything there is of them, exactly, and back again."""

import json
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, an_act
from tracker.errors import FigureError
from tracker.figures import Figure, read_figure
from tracker.ledger import Ledger
from tracker.model import Act, Metric, Population, RecordedClaim, stamp
from tracker.tables.arrow import batch_of
from tracker.tables.claim_columns import ColumnReader
from tracker.tables.claims_arrow import CLAIMS, claims_batch, claims_in, sources_batch, sources_in
from tracker.tables.claims_files import claims_file, write_folder


def and_back(*rows: RecordedClaim) -> list[RecordedClaim]:
    file = claims_batch([a_snapshot(*rows, timezone="Asia/Damascus", perpetrator="isis")])
    found = list(claims_in(file, ColumnReader()))
    assert {(one.timezone, one.perpetrator) for one, _ in found} <= {("Asia/Damascus", "isis")}
    return [claim for _, claim in found]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=30)
@given(
    st.none() | st.integers(0, 10**15),
    st.booleans(),
    TEXTS,
    st.sampled_from([None, "2016", "2016-07", "2016-07-27", "2016-07-27T16:43+03:00"]),
)
def test_a_claim_comes_back_as_it_was(
    low: int | None, is_range: bool, text: str, said: str | None
) -> None:
    digest = f"{7:064x}"
    high = None if low is None or is_range else low
    figure = Figure.given(low, high, text)
    row = a_claim(
        2**40, figure=figure, id=digest, scope=text, note=text, ref=text, said=said or "",
        population=Population.CHILDREN, metric=Metric.INJURED, url=text, via=text,
    )  # fmt: skip
    act = an_act(Act.RETRACT, (digest, f"{8:064x}"), seq=3, id=f"{9:064x}", reason=text)

    assert and_back(row, act) == [row, act]


def test_bounds_stand_as_they_were_given_and_what_they_come_to_beside_them() -> None:
    rows = (
        a_claim(1, figure=read_figure("at least 40"), bounds_given=False),
        a_claim(2, low=40, high=60),
        a_claim(3, low=None, high=None, figure=Figure.given(None, None, "many")),
    )
    told = claims_batch([a_snapshot(*rows)]).select(["figure", "low", "high", "fewest", "most"])

    assert [tuple(row.values()) for row in told.to_pylist()] == [
        ("at least 40", None, None, 40, None),
        (None, "40", "60", 40, 60),
        ("many", "?", None, None, None),
    ]


@pytest.mark.parametrize("wrong", [4.5, 4.0, "40", True, 2**70])
def test_a_number_that_is_none_is_an_error_and_no_other_number(wrong: object) -> None:
    schema = pa.schema([CLAIMS.field("fewest")])
    with pytest.raises((TypeError, OverflowError)):
        batch_of([(wrong,), (None,)], schema)


def test_sources_come_back_with_all_that_makes_their_voice(sample: Ledger) -> None:
    sources = sample.sources()
    found = sources_in(sources_batch(sources.values()).to_pylist())

    def facts(slug: str, known: dict[str, object]) -> list[object]:
        fields = "name", "kind", "affiliation", "speaks_for", "reliability", "merged_into"
        return [getattr(known[slug], field) for field in fields]

    assert list(found) == list(sources)
    assert all(facts(slug, {**found}) == facts(slug, {**sources}) for slug in sources)


def test_a_file_has_every_claim_in_order_of_incident(sample: Ledger) -> None:
    size = sample.head().size
    told = pq.read_table(BytesIO(b"".join(claims_file(sample, size))))

    everything = [row for one in sample.snapshots() for row in one.claims]
    assert told.column("id").to_pylist() == [row.id for row in everything]
    assert told.schema.equals(CLAIMS)
    of_one = pq.read_table(BytesIO(b"".join(claims_file(sample, size, "qamishli-2016"))))
    assert set(of_one.column("incident").to_pylist()) == {"qamishli-2016"}


def test_a_folder_keeps_each_incident_in_one_bucket(
    sample: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.tables.claims_files.CLAIMS_A_BUCKET", 60)
    folder, head = tmp_path / "ledger", sample.head()

    write_folder(sample, folder, head)

    buckets = sorted((folder / "claims").glob("bucket=*/claims.parquet"))
    slugs = [set(pq.read_table(one, partitioning=None)["incident"].to_pylist()) for one in buckets]
    assert sum(map(len, slugs)) == len(set().union(*slugs)) == 7
    assert len(buckets) > 3
    assert pq.read_table(folder / "incidents.parquet").num_rows == len(sample.incidents())
    assert json.loads((folder / "ledger.json").read_text()) == {
        "size": head.size,
        "root": head.root,
    }
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


def test_a_folder_appears_whole_or_not_at_all(
    sample: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(FileExistsError):
        write_folder(sample, tmp_path / "taken", sample.head())

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.tables.claims_files.sources_batch", no_space)
    with pytest.raises(OSError, match="No space left"):
        write_folder(sample, tmp_path / "ledger", sample.head())
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_an_empty_ledger_is_a_file_without_rows() -> None:
    told = pq.read_table(BytesIO(b"".join(claims_file(Ledger.open(":memory:"), 0))))
    assert (told.num_rows, told.schema) == (0, CLAIMS)


def test_dates_are_kept_as_they_were_written() -> None:
    row = a_claim(1, id=f"{1:064x}", said="0079-10", published="2016-07-27T16:43:05.5+08:00")
    assert and_back(row)[0].published_at == stamp("2016-07-27T16:43:05.5+08:00")


@pytest.mark.parametrize("wording", ["290", "at least 44", "dozens", "", "not a figure"])
def test_bounds_that_their_wording_does_not_say_are_not_read_back(wording: str) -> None:
    figure = Figure.given(90_000, 90_000, wording)

    with pytest.raises((ValueError, FigureError)):
        and_back(a_claim(1, figure=figure, bounds_given=False))
