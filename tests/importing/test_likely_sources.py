"""Names in a text to sources of a ledger: likeliest first, nothing forced."""

import pytest

from tracker.importing.likely_sources import LikelySource, likely_sources
from tracker.model import Source

SOURCES = {
    one.slug: one
    for one in (
        Source(slug="syrian-observatory-for-human-rights", aliases=("SOHR", "المرصد السوري")),
        Source(slug="kurdish-red-crescent", name="Kurdish Red Crescent"),
        Source(slug="asayish", name="Asayish", aliases=("Internal Security Forces",)),
        Source(slug="sana", name="SANA"),
        Source(slug="old-asayish", name="Asayish", merged_into="asayish"),
    )
}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("The Syrian Observatory for Human Rights", "syrian-observatory-for-human-rights"),
        ("SOHR", "syrian-observatory-for-human-rights"),
        ("the Syrian Observatory", "syrian-observatory-for-human-rights"),
        ("Kurdish Red Cresent", "kurdish-red-crescent"),
        ("internal security forces", "asayish"),
        ("المرصد السوري", "syrian-observatory-for-human-rights"),
    ],
)
def test_a_name_finds_its_source_by_name_slug_or_alias(name: str, slug: str) -> None:
    assert likely_sources(name, SOURCES)[0].slug == slug


@pytest.mark.parametrize("name", ["the mayor", "a nurse", "", "…", "Radio Tarkmuir"])
def test_a_name_like_none_finds_none(name: str) -> None:
    assert likely_sources(name, SOURCES) == ()


def test_a_merged_source_is_not_proposed() -> None:
    assert [one.slug for one in likely_sources("Asayish", SOURCES)] == ["asayish"]


def test_the_name_that_is_the_same_comes_before_those_that_hold_it() -> None:
    known = {
        slug: Source(slug=slug, name=name)
        for slug, name in (("b", "Health Ministry of Velmara"), ("c", "Health Ministry"))
    }

    found = likely_sources("the health ministry", known)

    assert [one.slug for one in found] == ["c", "b"]
    assert found[0] == LikelySource("c", "Health Ministry", 100)


def test_no_more_than_three_are_proposed() -> None:
    known = {f"p-{at}": Source(slug=f"p-{at}", name=f"police {at}") for at in range(9)}

    assert len(likely_sources("police", known)) == 3
