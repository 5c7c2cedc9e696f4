"""Scopes side by side with their whole: the earthquakes in Turkey and Syria."""

from tests.builders import a_claim, a_snapshot
from tests.reconcile.findings.setting import found
from tracker.model import RecordedClaim
from tracker.reconcile import FindingKind, dossier

BESIDE = FindingKind.SIDE_BY_SIDE
CNN = "https://example.org/cnn"


def at(seq: int, source: str, low: int, scope: str = "", url: str = CNN) -> RecordedClaim:
    return a_claim(seq, source, low=low, scope=scope, url=url)


SHOWN = at(1, "afad", 2921, "Turkey"), at(2, "officials", 1451, "Syria"), at(3, "cnn", 4372)
NEWER = (
    a_claim(4, "afad", low=53537, scope="Turkey", said="2024-02-02"),
    a_claim(5, "officials", low=6000, scope="Syria", said="2024-02-02"),
    a_claim(6, "cnn", low=59488, said="2024-02-03"),
)


def test_scopes_that_a_page_sums_to_the_whole_are_shown_beside_it_ever_after() -> None:
    (told,) = found(BESIDE, *SHOWN, *NEWER)
    assert told.message == (
        "6,000 Syria + 53,537 Turkey make 59,537 beside 59,488 (59,488); not added into it. "
        "Side by side by Cnn (2016-07-27): 1,451 + 2,921 = 4,372"
    )
    assert told.claims[0] == "c3"
    assert dossier(a_snapshot(*SHOWN, *NEWER)).pictures[0].estimate.best == 59488


def test_scopes_that_make_up_the_whole_exactly_need_no_look() -> None:
    assert not found(BESIDE, *SHOWN)


def test_scopes_whose_sum_no_page_shows_are_not_put_side_by_side() -> None:
    # Syrians in both countries are in Turkey's toll as well.
    rows = (
        at(1, "afad", 50783, "Turkey", "https://example.org/a"),
        at(2, "snhr", 10024, "Syrians in both countries", "https://example.org/b"),
        at(3, "wire", 56000, "", "https://example.org/c"),
    )
    assert not found(BESIDE, *rows)
    one_page = at(1, "a", 50783, "Turkey"), at(2, "b", 10024, "Syrians"), at(3, "c", 56000)
    assert not found(BESIDE, *one_page)


def test_numbers_that_are_too_small_add_up_by_chance() -> None:
    rows = at(1, "a", 2, "market"), at(2, "b", 5, "bus"), at(3, "c", 7)
    later = a_claim(4, "c", low=30, said="2016-08-01")
    assert not found(BESIDE, *rows, later)


def test_of_a_table_of_places_some_always_add_up_by_chance() -> None:
    others = [at(4 + n, "afad", 100_000 + n, f"province {n}") for n in range(11)]
    later = a_claim(90, "cnn", low=59488, said="2024-02-03")
    assert found(BESIDE, *SHOWN, *others[:10], later)
    assert not found(BESIDE, *SHOWN, *others, later)


def test_a_floor_is_no_part_of_a_sum() -> None:
    floor = a_claim(1, "afad", low=2921, high=None, scope="Turkey", url=CNN)
    assert not found(BESIDE, floor, *SHOWN[1:], NEWER[2])


def test_without_an_address_one_voice_at_one_time_is_a_page() -> None:
    # SOHR: 2,234 and 4,526 in the two areas, 6,760 in all of Syria.
    rows = (
        at(1, "sohr", 2234, "government-held", ""),
        at(2, "sohr", 4526, "opposition-held", ""),
        at(3, "sohr", 6760, "Syria", ""),
    )
    (told,) = found(BESIDE, *rows, a_claim(4, "sohr", low=5914, scope="Syria", said="2016-07-29"))
    assert told.count.scope == "Syria"
    apart = (*rows[:2], at(3, "other", 6760, "Syria", ""))
    assert not found(BESIDE, *apart)
