"""Addresses of databases: read in every spelling, shown without a secret."""

from pathlib import Path

import pytest

from tracker.errors import OptionError, TrackerError
from tracker.ledger import Ledger
from tracker.ledger.databases import server_at
from tracker.ledger.location import is_server, server_name, shown_place
from tracker.typed.signing import identity_of

SECRET = "hunter2"  # noqa: S105
HOLDING_A_SECRET = (
    "postgresql+psycopg://desk:hunter2@127.0.0.1:1/ledger",
    "POSTGRESQL://desk:hunter2@127.0.0.1:1/ledger",
    "postgres://desk:hunter2@127.0.0.1:1/ledger",
    "postgresql://desk@127.0.0.1:1/ledger?password=hunter2",
    "postgresql://127.0.0.1:1/ledger?user=desk&password=hunter2",
    "postgresql://desk@127.0.0.1:1/ledger?sslpassword=hunter2",
    "postgresql://desk@127.0.0.1:1/ledger?passwrod=hunter2",
    "postgresql://desk:p@hunter2@127.0.0.1:1/ledger",
    "postgresql://desk:p/hunter2@127.0.0.1:1/ledger",
    "postgresql://de/sk:hunter2@127.0.0.1:1/ledger",
    "postgresql://desk:hunter2@127.0.0.1:port/ledger",
    "postgresql:desk:hunter2",
    "postgresql+psycopg2://desk:hunter2@127.0.0.1:1/ledger",
    "mysql://desk:hunter2@127.0.0.1:1/ledger",
)


@pytest.mark.parametrize("where", HOLDING_A_SECRET)
def test_a_secret_is_in_no_refusal_nor_in_what_led_to_it(where: str) -> None:
    with pytest.raises(TrackerError) as refused:
        Ledger.open(where)

    said: list[str] = []
    problem: BaseException | None = refused.value
    while problem is not None:
        said += [str(problem), repr(problem)]
        problem = problem.__cause__
    assert SECRET not in " ".join(said)


@pytest.mark.parametrize("where", HOLDING_A_SECRET[:7])
def test_a_secret_is_in_nothing_that_shows_a_place(where: str) -> None:
    database = server_at(where, busy_timeout_ms=0)

    shown = [database.where, repr(database), repr(database._engine), repr(database._engine.url)]

    assert SECRET not in " ".join([*shown, shown_place(where), server_name(where)])
    assert SECRET not in str(identity_of(where).folder)


@pytest.mark.parametrize(
    "where",
    [
        "postgresql+psycopg://desk:hunter2@db.example/ledger",
        "postgresql://db.example/ledger",
        "postgres://admin@db.example:5432/ledger?sslmode=verify-full",
        "postgresql:///ledger?host=db.example&user=desk",
        "postgresql://db.example?dbname=ledger",
        "PostgreSQL://db.example/ledger",
    ],
)
def test_one_database_has_one_name_and_signs_by_one_key(where: str) -> None:
    assert is_server(where)
    assert server_name(where) == "postgresql://db.example:5432/ledger"
    assert identity_of(where).folder == identity_of("postgresql://db.example/ledger").folder


def test_other_databases_have_other_names() -> None:
    addresses = ("h/a", "h/b", "h:5433/a", "g/a", "/a?host=/tmp")

    assert len({server_name(f"postgresql://{one}") for one in addresses}) == len(addresses)


def test_special_characters_stand_for_themselves_where_they_are_escaped() -> None:
    url = server_at("postgresql://d%40sk:a%2Fb%3A%40@h/led%20ger", busy_timeout_ms=0)._engine.url

    assert (url.username, url.password, url.host, url.database) == ("d@sk", "a/b:@", "h", "led ger")


def test_settings_of_the_driver_may_be_given_and_are_not_shown() -> None:
    where = "postgresql://127.0.0.1:1/ledger?sslmode=disable&connect_timeout=3&options=-c%20x%3D1"

    assert shown_place(where).endswith("127.0.0.1:1/ledger?sslmode=disable")
    with pytest.raises(OptionError, match=r"driver does not know .*nonsense"):
        Ledger.open("postgresql://127.0.0.1:1/ledger?sslmode=nonsense")


def test_no_file_is_made_of_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    for where in HOLDING_A_SECRET:
        with pytest.raises(TrackerError):
            Ledger.open(where, create=True)

    assert list(tmp_path.iterdir()) == []
