"""Settings of the whole suite, and both databases for whatever touches a ledger."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.places import PLACES
from tests.servers import Server, running_server

# A machine that is busy with something else stands still for seconds; that is no failure.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

collect_ignore = ["fuzzing/one.py"]
"""A program that needs atheris, which the suite does not."""


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started when the first test asks for it."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def each_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The tests of a module run twice: new ledgers are made in files, then on the server."""
    if request.param == "postgres":
        PLACES.server = request.getfixturevalue("server")
    try:
        with PLACES.for_a_while():
            yield request.param
    finally:
        PLACES.server = None


@pytest.fixture
def on_files(each_database: str) -> None:
    """For tests of what only files have, or that set this program's clock."""
    if each_database != "sqlite":
        pytest.skip("files only")


@pytest.fixture
def on_a_server(each_database: str) -> None:
    """For tests that a server takes fewer of, because each step asks it several times."""
    if each_database != "postgres":
        pytest.skip("servers only")


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    """What a test opened is closed; what a fixture of its module opened stays."""
    with PLACES.for_a_while():
        yield
