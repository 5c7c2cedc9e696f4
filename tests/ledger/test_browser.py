"""Lists page by page: whatever the order and the words, every row comes once."""

from collections.abc import Iterator

import pytest

from tests.ledger.builders import a_claim, a_ledger, record
from tests.places import PLACES
from tracker.ledger import Ledger
from tracker.ledger.browsing_sql import ORDERS, PAGE
from tracker.model import Incident

pytestmark = pytest.mark.usefixtures("each_database")
MANY = PAGE * 2 + 3


@pytest.fixture(scope="module")
def ledger(each_database: str) -> Iterator[Ledger]:
    """A ledger with three pages of incidents, one of them put right since."""
    made = a_ledger(a_claim(), a_claim(41), where=PLACES.private())
    record(
        made,
        *(
            Incident(slug=f"incident-{n:04}", title=f"{n % 7} ways_100% out", country="SYR")
            for n in range(MANY)
        ),
    )
    yield made
    made.close()


def every(ledger: Ledger, order: str = "slug", *words: str) -> list[str]:
    """The slugs of all pages."""
    browser, size = ledger.browser(), ledger.head().size
    listed = browser.incident_list(size, words=words, order=order)
    pages = [
        browser.incident_page(begin, size, words=words, order=order) for begin in listed.begins
    ]
    slugs = [one.slug for page in pages for one in page]
    assert len(slugs) == listed.total
    assert all(len(page) == PAGE for page in pages[:-1])
    return slugs


@pytest.mark.parametrize("order", ORDERS)
def test_every_incident_comes_once_in_any_order(ledger: Ledger, order: str) -> None:
    slugs = every(ledger, order)

    assert len(slugs) == MANY + 1
    assert set(slugs) == set(ledger.incidents())
    if order == "slug":
        assert slugs == sorted(slugs)


def test_words_are_looked_for_as_they_are(ledger: Ledger) -> None:
    assert every(ledger, "slug", "QAMISHLI") == ["qamishli-2016"]
    assert len(every(ledger, "slug", "3 ways", "syr")) == len(range(3, MANY, 7))
    assert every(ledger, "slug", "ways%out") == []
    assert len(every(ledger, "slug", "ways_100%")) == MANY
    assert every(ledger, "slug", "ways!100") == []


def test_words_in_letters_beyond_a_to_z_are_found_small_and_capital() -> None:
    ledger = a_ledger(where=PLACES.private())
    record(ledger, Incident(slug="elsewhere-2020", title="Évreux, бои у Киев-1"))

    for word in ("évreux", "Évreux", "ÉVREUX", "ÉvREux", "киев", "КИЕВ", "Киев-1"):
        assert every(ledger, "slug", word) == ["elsewhere-2020"]
        assert every(ledger, "slug", f"{word}x") == []


def test_entries_come_newest_first_as_they_were_recorded(ledger: Ledger) -> None:
    browser, size = ledger.browser(), ledger.head().size

    entries = browser.entries(size - 2, size)

    assert [one.seq for one in entries] == [size, size - 1, size - 2]
    known = {row_id for _, row_id, _ in ledger.contents("incident")}
    assert {one.id for one in entries} <= known
    assert all(one.content.startswith(b"{") for one in entries)


def test_claims_are_counted_by_source(ledger: Ledger) -> None:
    assert ledger.browser().claims_by_source(ledger.head().size) == {"hospital": 2}


def test_an_incident_put_right_is_listed_once_as_it_is_now(ledger: Ledger) -> None:
    (old,) = (one for one in ledger.incidents().values() if one.slug == "qamishli-2016")
    ids = [row_id for _, row_id, _ in ledger.contents("incident", incident=old.slug)]
    record(ledger, Incident(slug=old.slug, title="Al-Qamishli", revises=ids[-1]))

    assert every(ledger, "slug", "qamishli") == ["qamishli-2016"]
    assert every(ledger, "slug", "al-qamishli") == ["qamishli-2016"]
