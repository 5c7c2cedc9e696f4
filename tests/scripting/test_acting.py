"""What scripts call refuses and remarks as the commands do, and a dry run records nothing."""

import pytest

from tests.places import PLACES
from tracker import (
    ClaimError,
    Ledger,
    NotFoundError,
    OptionError,
    Recorded,
    add,
    add_incident,
    add_source,
    correct,
    edit_incident,
    edit_source,
    merge_source,
    record_rows,
    retract,
    timeline,
    void,
)

pytestmark = pytest.mark.usefixtures("on_files")


@pytest.fixture
def ledger() -> Ledger:
    """Two incidents, each with one claim of the police."""
    made = PLACES.open(":memory:")
    for slug in ("paris", "nice"):
        add_incident(made, slug)
        add(made, slug, source="police", killed=40, ref=f"{slug}-1", published_at="2015-11-13")
    return made


def test_a_dry_run_shows_what_would_be_and_records_nothing(ledger: Ledger) -> None:
    size = ledger.head().size

    would_be = add(ledger, "paris", source="hospital", killed="dozens", dry_run=True)
    add_incident(ledger, "lyon", dry_run=True)
    add_source(ledger, "mayor", dry_run=True)

    assert would_be.claims[0].figure.low == 24
    assert ledger.head().size == size


def test_what_a_person_should_know_is_heard_at_once_and_kept(ledger: Ledger) -> None:
    correct(ledger, "paris-1", killed=41, reason="misread")
    old = ledger.snapshot("paris").claims[0].id
    heard: list[str] = []

    done = void(ledger, old, reason="belongs to another attack", tell=heard.append)

    assert heard == list(done.remarks)
    assert [words in heard[place] for place, words in enumerate(("was corrected", "goes"))] == [
        True, True,
    ]  # fmt: skip


def test_one_act_is_about_one_incident(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="several incidents"):
        retract(ledger, "paris-1", "nice-1")


def test_an_act_needs_a_claim_and_a_correction_a_change(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="at least one claim"):
        retract(ledger)
    with pytest.raises(OptionError, match="say what was wrong"):
        correct(ledger, "paris-1", reason="misread")


def test_what_cannot_be_taken_is_named_and_nothing_is_recorded(ledger: Ledger) -> None:
    size = ledger.head().size

    with pytest.raises(ClaimError, match="--asserted-at: cannot read a time"):
        add(ledger, "paris", source="police", killed=44, asserted_at="13/11/2015 9am-ish")
    with pytest.raises(NotFoundError, match="did you mean paris"):
        add(ledger, "pari", source="police", killed=44)
    with pytest.raises(ClaimError, match="already names source police"):
        add_source(ledger, "prefecture", aliases=["police"])

    assert ledger.head().size == size


def test_rows_in_canonical_columns_are_taken_together_or_not_at_all(ledger: Ledger) -> None:
    row = {"source": "hospital", "metric": "killed", "figure": "52", "published_at": "2015-11-14"}
    size = ledger.head().size
    with pytest.raises(ClaimError):
        record_rows(ledger, "paris", [row, row | {"figure": "sevral"}])
    assert ledger.head().size == size

    done: Recorded = record_rows(ledger, "paris", [row, row | {"metric": "injured"}])

    assert (len(done.claims), done.new_sources) == (2, ("hospital",))
    steps = timeline(ledger, "paris", method="latest")
    assert [step.estimate.best for step in steps] == [40, 52]


def test_a_count_of_which_nothing_is_known_is_told_from_one_that_is_none(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="public counts: killed / all"):
        timeline(ledger, "paris", "missing")
    with pytest.raises(OptionError, match="did you mean killed"):
        timeline(ledger, "paris", "kiled")


def test_facts_are_put_right_by_new_entries_and_an_edit_of_nothing_is_none(ledger: Ledger) -> None:
    size = ledger.head().size

    assert edit_incident(ledger, "paris", place="Le Bataclan").place == "Le Bataclan"
    assert edit_incident(ledger, "paris", place="Le Bataclan").place == "Le Bataclan"
    assert edit_incident(ledger, "paris", place="", dry_run=True).place == ""
    assert ledger.head().size == size + 1
    assert ledger.incidents()["paris"].place == "Le Bataclan"
    with pytest.raises(OptionError, match="say what is to change"):
        edit_incident(ledger, "paris")
    with pytest.raises(NotFoundError):
        edit_incident(ledger, "nowhere-2020", place="X")


def test_sources_are_merged_and_parted_again(ledger: Ledger) -> None:
    add_source(ledger, "asayish", aliases=["Internal Security"])
    add_source(ledger, "asayish-media-center")

    merge_source(ledger, "asayish-media-center", "asayish")
    assert ledger.sources()["asayish-media-center"].merged_into == "asayish"
    assert edit_source(ledger, "asayish-media-center", apart=True).merged_into == ""
    changed = edit_source(ledger, "asayish", kind="police", drop_aliases=["Internal Security"])
    assert (changed.kind, changed.aliases) == ("police", ())
    with pytest.raises(OptionError, match="say what is to change"):
        edit_source(ledger, "asayish")
    with pytest.raises(ClaimError):
        merge_source(ledger, "asayish", "asayish")
