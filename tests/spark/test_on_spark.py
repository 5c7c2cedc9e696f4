"""The table that Spark makes is the local one, row for row. Slow: Java has to begin."""

from collections.abc import Iterator

import pytest

from tests.tables.conftest import SAMPLE_DATA
from tracker.importing import import_files
from tracker.ledger import Ledger
from tracker.tables import Asked, Form, Pin, pinned, table

pytest.importorskip("pyspark", reason="pip install 'casualty-tracker[spark]'")

from tests.spark.made_up import write_incidents
from tracker.errors import OptionError, TrackerError
from tracker.tables import on_spark
from tracker.tables.extras import refuse_without_java

try:
    refuse_without_java()
except OptionError as refused:
    pytest.skip(str(refused), allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support:FutureWarning")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The sample data, and four hundred incidents with acts, relays and many zones."""
    file = tmp_path_factory.mktemp("spark") / "made-up.csv"
    write_incidents(file, 400)
    ledger = Ledger.open(":memory:")
    files = [*sorted(map(str, SAMPLE_DATA.glob("*.csv"))), str(file)]
    assert import_files(ledger, files).stored
    yield ledger
    ledger.close()


@pytest.mark.parametrize(
    "asked",
    [
        Asked("consensus", Form.JSONL, of_timelines=True),
        Asked("latest", Form.CSV, as_of="2016-07-27"),
    ],
    ids=["timelines", "estimates as of a day"],
)
def test_spark_makes_the_bytes_that_this_process_makes(
    ledger: Ledger, asked: Asked, capfd: pytest.CaptureFixture[str]
) -> None:
    pin = pinned(ledger, asked, ledger.head().size)
    here = b"".join(table(ledger, ":memory:", asked, pin))

    there = b"".join(on_spark.table_on_spark(ledger, asked, pin, jobs=2))

    assert there == here
    assert len(here.splitlines()) > 500
    assert "log level" not in capfd.readouterr().err


def test_a_moment_that_is_not_one_for_all_is_refused(ledger: Ledger) -> None:
    asked = Asked("latest", known_at="2016-07-27")
    with pytest.raises(OptionError, match="give a time with its offset"):
        on_spark.table_on_spark(ledger, asked, Pin(1, is_one_for_all=False))


def test_a_refusal_in_one_of_sparks_processes_is_ours(ledger: Ledger) -> None:
    asked = Asked("ours", Form.PARQUET)  # Registered nowhere, as on a machine without it.
    pin = pinned(ledger, asked, ledger.head().size)

    with pytest.raises(TrackerError, match="no method 'ours'") as refused:
        list(on_spark.table_on_spark(ledger, asked, pin, jobs=1))

    assert refused.value.exit_code == 2
