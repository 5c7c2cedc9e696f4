"""Canonical bytes and ids."""

from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.builders import HOSPITAL, INCIDENT, a_claim
from tracker.errors import ClaimError
from tracker.figures import Figure
from tracker.ledger import seal
from tracker.ledger.sealing import MOST_WHOLE, canonical
from tracker.model import Claim, RecordedClaim, Source


def test_the_bytes_are_sorted_json_of_what_was_given() -> None:
    claim = a_claim(57, ref="q-1", note='said "57"')

    assert seal(claim).content == (
        b'{"act":"assert","high":57,"incident":"qamishli-2016","kind":"claim","low":57,'
        b'"metric":"killed","mode":"total","note":"said \\"57\\"","population":"all",'
        b'"published_at":"2016-07-27","ref":"q-1","source":"hospital"}'
    )


def test_the_id_is_the_hash_of_the_bytes() -> None:
    sealed = seal(a_claim())

    assert sealed.id == sha256(sealed.content).hexdigest()
    assert sealed.digest.hex() == sealed.id


def test_a_claim_read_back_has_the_id_it_was_recorded_under() -> None:
    claim = a_claim()
    fields = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    recorded = RecordedClaim(**fields, seq=1, id="", recorded_us=1)

    assert seal(recorded).id == seal(claim).id


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (a_claim(note="\ud800"), "note contains half a character"),
        (a_claim(scope="a\0b"), "scope contains the character NUL"),
        (a_claim(2**53), "low is 9007199254740992"),
        (Source(slug="x", aliases=("fine", "\udfff")), "aliases contains half a character"),
        (Source(slug="x", name="\0"), "name contains the character NUL"),
    ],
)
def test_what_cannot_be_kept_exactly_is_refused_by_name(value: Claim | Source, said: str) -> None:
    with pytest.raises(ClaimError, match=said):
        seal(value)


def test_the_words_for_nul_are_not_nul() -> None:
    assert b"u0000" in seal(a_claim(note="\\u0000")).content


def test_the_largest_exact_number_is_kept() -> None:
    assert b"9007199254740991" in seal(a_claim(2**53 - 1)).content


def test_a_figure_with_no_bounds_is_told_from_one_not_read() -> None:
    unknown = a_claim(figure=Figure.given(None, None, "many"))

    assert b'"low":"?"' in seal(unknown).content
    assert seal(unknown).id != seal(a_claim(figure=unknown.figure, bounds_given=False)).id


def test_incidents_and_sources_are_sealed_too() -> None:
    assert b'"kind":"incident"' in seal(INCIDENT).content
    assert b'"kind":"source"' in seal(HOSPITAL).content


KEPT_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
CONTENTS = st.dictionaries(
    st.text(st.characters(min_codepoint=33, max_codepoint=126)),
    KEPT_TEXT | st.integers(-MOST_WHOLE, MOST_WHOLE) | st.lists(KEPT_TEXT),
)


@given(CONTENTS)
def test_the_bytes_are_those_of_rfc_8785(content: dict[str, str | int | list[str]]) -> None:
    assert canonical(content) == rfc8785.dumps(content)


@pytest.mark.parametrize("first", range(0, 0x110000, 0x1000))
def test_every_character_is_written_as_rfc_8785_writes_it(first: int) -> None:
    some = [
        chr(point)
        for point in range(max(first, 1), first + 0x1000)
        if not 0xD800 <= point <= 0xDFFF
    ]
    content = {"texts": some, "text": "".join(some)}

    assert canonical(content) == rfc8785.dumps(content)
