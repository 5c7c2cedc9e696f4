"""Values refuse to exist when they make no sense, and survive being written down."""

from typing import Any

import pytest

from tracker.errors import ChoiceError, ClaimError
from tracker.figures import Figure, read_figure
from tracker.model import (
    Act,
    Claim,
    Incident,
    Kind,
    Metric,
    Mode,
    Population,
    Reliability,
    Source,
    stamp,
    voice_of,
)
from tracker.model.choices import chosen
from tracker.model.content import (
    claim_content,
    claim_from,
    incident_content,
    incident_from,
    source_content,
    source_from,
)


def claim(**fields: Any) -> Claim:
    fields.setdefault("figure", Figure.given(40, 40))
    return Claim(incident="qamishli", source="hospital", metric=Metric.KILLED, **fields)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"targets": ("a",)}, "an assert has no target"),
        ({"act": Act.DISPUTE}, "needs a target"),
        ({"act": Act.VOID, "reason": "x"}, "needs a target"),
        ({"act": Act.VOID, "targets": ("a",)}, "needs a reason"),
        ({"act": Act.CORRECT, "targets": ("a", "b"), "reason": "x"}, "one target, not 2"),
        ({"act": Act.VOID, "targets": ("a",), "reason": "x", "relays": "b"}, "relays nothing"),
    ],
)
def test_an_act_that_makes_no_sense_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ClaimError, match=problem):
        claim(**fields)


@pytest.mark.parametrize("slug", ["", "Qamishli", "a b", "a--b", "-a", "a_b", "é", "x" * 121])
def test_a_short_name_is_small_letters_digits_and_single_hyphens(slug: str) -> None:
    with pytest.raises(ClaimError, match="short name"):
        Incident(slug=slug)


@pytest.mark.parametrize(
    "fields",
    [{"timezone": "Nowhere/City"}, {"latitude": "91"}, {"longitude": "abc"}, {"latitude": "1e1"}],
)
def test_an_incident_that_is_nowhere_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ClaimError):
        Incident(slug="here", **fields)


def test_a_source_cannot_speak_for_itself() -> None:
    with pytest.raises(ClaimError, match="itself"):
        Source(slug="sana", speaks_for="sana")


def test_a_voice_is_found_at_the_root_of_its_links() -> None:
    sources = {
        one.slug: one
        for one in (
            Source(slug="spokesman", speaks_for="press-office"),
            Source(slug="press-office", merged_into="ministry"),
            Source(slug="ministry"),
        )
    }
    assert voice_of("spokesman", sources) == "ministry"
    assert voice_of("nobody", sources) == "nobody"


def test_a_circle_of_voices_is_refused_rather_than_followed_for_ever() -> None:
    sources = {
        one.slug: one
        for one in (Source(slug="a", speaks_for="b"), Source(slug="b", speaks_for="a"))
    }
    with pytest.raises(ClaimError, match="circle"):
        voice_of("a", sources)


def test_a_word_outside_its_list_is_refused_with_near_words() -> None:
    with pytest.raises(ChoiceError, match="did you mean killed"):
        chosen(Metric, "metric", "kiled")
    assert chosen(Metric, "metric", " Killed ") is Metric.KILLED
    assert chosen(Reliability, "reliability", "b") is Reliability.B


CLAIMS = [
    claim(),
    claim(figure=read_figure("at least 40")),
    claim(figure=Figure.given(24, None, "plusieurs dizaines"), bounds_given=True),
    claim(figure=Figure.given(None, 50, "près de 50"), bounds_given=True),
    claim(figure=Figure.given(None, None, "très nombreux"), bounds_given=True),
    claim(figure=Figure.given(0, 0), bounds_given=True),
    claim(
        population=Population.CHILDREN,
        scope="Colombo",
        mode=Mode.STOCK,
        asserted_at=stamp("2016-07-27T16:43:05+08:00"),
        published_at=stamp("2016-07"),
        via="xinhua",
        url="https://example.org/",
        note="قتيل",
        ref="q-1",
        relays="ab",
    ),
    claim(act=Act.RETRACT, targets=("a", "b"), reason="duplicate_removed"),
]


@pytest.mark.parametrize("original", CLAIMS)
def test_a_claim_survives_being_written_down(original: Claim) -> None:
    again = claim_from(claim_content(original))
    assert claim_content(again) == claim_content(original)
    assert (again.figure.low, again.figure.high) == (original.figure.low, original.figure.high) or (
        not original.bounds_given
    )


def test_incidents_and_sources_survive_being_written_down() -> None:
    incident = Incident(
        slug="beirut", title="Beirut", occurred_at=stamp("2020-08-04"), latitude="33.9"
    )
    source = Source(
        slug="sana", kind=Kind.STATE_MEDIA, reliability=Reliability.D, aliases=("SANA", "سانا")
    )
    assert incident_from(incident_content(incident)) == incident
    assert source_from(source_content(source)) == source


def test_content_leaves_out_what_holds_nothing() -> None:
    assert set(claim_content(claim())) == {
        "kind",
        "incident",
        "source",
        "metric",
        "population",
        "mode",
        "act",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "source"},
        {"colour": "red"},
        {"low": -1},
        {"low": 1.5},
        {"targets": "abc"},
        {"note": 7},
        {"incident": ""},
    ],
)
def test_content_that_is_not_a_claims_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ClaimError):
        claim_from(claim_content(claim()) | change)
