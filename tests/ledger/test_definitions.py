"""CREATE statements compared word for word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.definitions import says_the_same
from tracker.ledger.schema import open_schema
from tracker.ledger.sqlite_file import SqliteFile
from tracker.ledger.tables import metadata

FORMAT_1 = Path(__file__).with_name("format_1.sql").read_text("utf-8").split(";\n\n")
CLAIM = next(text for text in FORMAT_1 if text.startswith("CREATE TABLE claim "))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("PRIMARY KEY (seq)", "PRIMARY KEY (seq), CHECK (source <> 'hospital' OR seq < 925)"),
        ("PRIMARY KEY (seq)", "PRIMARY KEY (seq) ON CONFLICT REPLACE"),
        ("incident VARCHAR NOT NULL", "incident VARCHAR NOT NULL ON CONFLICT IGNORE"),
        ("incident VARCHAR NOT NULL", "incident VARCHAR NOT NULL COLLATE NOCASE"),
        ("incident VARCHAR NOT NULL", "incident VARCHAR NOT NULL /* , */"),
        ("incident VARCHAR NOT NULL", "incident VARCHAR NOT NULL -- ,"),
        ("incident VARCHAR NOT NULL", '"incident" VARCHAR NOT NULL'),
        ("low INTEGER,", "low INTEGER, low INTEGER,"),
        ("REFERENCES entry (seq)", "REFERENCES entry (seq) DEFERRABLE INITIALLY DEFERRED"),
        ("REFERENCES entry (seq)\n)", "REFERENCES entry (seq)\n) STRICT"),
        ("REFERENCES entry (seq)\n)", "REFERENCES entry (seq)\n"),
        ("CREATE TABLE claim", "CREATE TEMP TABLE claim"),
    ],
)
def test_every_other_word_makes_another_definition(before: str, after: str) -> None:
    assert CLAIM.count(before) == 1

    assert not says_the_same(CLAIM, CLAIM.replace(before, after))


def test_a_comma_in_a_text_or_in_parentheses_parts_nothing() -> None:
    assert not says_the_same(
        "CREATE TABLE t (a DEFAULT 'x, y')", "CREATE TABLE t (a DEFAULT 'y, x')"
    )
    assert not says_the_same("CREATE TABLE t (UNIQUE (a, b))", "CREATE TABLE t (UNIQUE (b, a))")


@given(st.text("CREATE TABLE()',\"/*-[]` \n", max_size=30))
def test_any_text_says_the_same_as_itself_and_not_with_a_word_more(text: str) -> None:
    assert says_the_same(text, text)
    assert not says_the_same(CLAIM, text)


def test_the_tables_of_format_1_are_described_as_ever() -> None:
    """Ledgers out there hold these words; another SQLAlchemy must not make verify call them
    altered."""
    database = SqliteFile(None, busy_timeout_ms=0)
    open_schema(database, create=True)
    query = (
        "SELECT sql FROM sqlite_master WHERE type <> 'trigger' AND sql <> '' "
        "ORDER BY type DESC, name"
    )
    with database.reading() as connection:
        now = [text for (text,) in connection.execute(query)]
    database.close()

    assert len(now) == len(FORMAT_1)
    for text, ever in zip(now, FORMAT_1, strict=True):
        assert says_the_same(text, ever)


@pytest.fixture
def engine() -> Iterator[sa.Engine]:
    engine = sa.create_engine("sqlite://")
    yield engine
    engine.dispose()


def test_a_table_that_got_a_column_says_the_same_as_one_made_with_it(engine: sa.Engine) -> None:
    """As an upgraded ledger is compared with a fresh one of the newest format."""

    def weight() -> "sa.Column[int]":
        return sa.Column("weight", sa.BigInteger, nullable=False, server_default="1")

    newer = sa.MetaData()
    for name in ("entry", "claim"):
        metadata.tables[name].to_metadata(newer)
    newer.tables["claim"].append_column(weight())
    query = sa.text("SELECT sql FROM sqlite_master WHERE name = 'claim'")
    with engine.begin() as connection:
        newer.create_all(connection)
        made = connection.execute(query).scalar_one()
        newer.drop_all(connection)
        metadata.create_all(connection)
        with Operations.context(MigrationContext.configure(connection)) as op:
            op.add_column("claim", weight())
        upgraded = connection.execute(query).scalar_one()

    assert says_the_same(upgraded, made)
