"""incident and source: facts put right by new entries, nothing lost."""

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("each_database")


def source(tracker: Tracker, slug: str) -> dict[str, object]:
    """One source as `sources --json` shows it."""
    return next(one for one in tracker.json("sources")["sources"] if one["slug"] == slug)


def test_an_incident_is_added_with_what_is_known(empty: Tracker) -> None:
    shape = empty.json(
        "incident", "add", "paris-2015", "--title", "Paris attacks", "--timezone", "Europe/Paris",
        "--occurred-at", "13 November 2015", "--country", "FRA",
    )  # fmt: skip

    assert list(shape) == ["incident", "dry_run", "ledger"]
    assert shape["incident"]["occurred_at"] == "2015-11-13"
    assert shape["incident"]["revises"] is None
    assert empty.json("incidents")["incidents"][0]["title"] == "Paris attacks"


def test_an_incident_that_is_there_is_not_added_again(tracker: Tracker) -> None:
    result = tracker("incident", "add", "qamishli", code=1)

    assert "tracker incident edit qamishli" in result.stderr


def test_an_edit_is_a_new_entry_that_revises_the_one_before(tracker: Tracker) -> None:
    size = tracker.json("verify")["size"]

    first = tracker.json("incident", "edit", "qamishli", "--timezone", "UTC")
    second = tracker.json("incident", "edit", "qamishli", "--perpetrator", "")

    assert second["incident"]["revises"] == first["incident"]["id"]
    assert second["incident"]["perpetrator"] is None
    assert second["incident"]["title"] == "Qamishli bombing"
    assert tracker.json("verify")["size"] == size + 2


def test_a_zone_put_right_puts_every_date_right_with_it(tracker: Tracker) -> None:
    before = tracker.json("show", "qamishli", "--as-of", "2016-07-28")["as_of"]

    tracker("incident", "edit", "qamishli", "--timezone", "Asia/Tokyo")

    assert before == "2016-07-28T21:00:00Z"
    assert tracker.json("show", "qamishli", "--as-of", "2016-07-28")["as_of"] == (
        "2016-07-28T15:00:00Z"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("incident", "edit", "qamishli", "--title", "Qamishli bombing"),
        ("source", "edit", "asayish", "--kind", "security_force"),
    ],
    ids=lambda words: words[0],
)
def test_an_edit_that_changes_nothing_records_nothing(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    before = tracker.json("verify")

    result = tracker(*words)

    assert "nothing was recorded" in result.stderr
    assert tracker.json(*words)["unchanged"] is True
    assert tracker.json(*words, "--dry-run")["dry_run"] is True
    assert tracker.json("verify") == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("incident", "edit", "qamishly", "--title", "x"), 5, "did you mean qamishli?"),
        (("incident", "edit", "qamishli"), 2, "say what is to change"),
        (("incident", "edit", "qamishli", "--timezone", "Syria/Time"), 1, "not a time zone"),
        (("incident", "edit", "qamishli", "--latitude", "97"), 1, "latitude"),
        (("incident", "add", "Not A Slug"), 1, "is not a short name"),
        (("source", "edit", "asaysh", "--name", "x"), 5, "did you mean asayish?"),
        (("source", "edit", "asayish"), 2, "say what is to change"),
        (("source", "edit", "asayish", "--kind", "polic"), 2, "did you mean police?"),
        (("source", "add", "asayish"), 1, "tracker source edit asayish"),
        (("source", "edit", "asayish", "--speaks-for", "sanaa"), 5, "no source 'sanaa'"),
        (("source", "merge", "asayish", "asayish"), 1, "cannot"),
        (("source", "merge", "asayish", "nobody"), 5, "no source 'nobody'"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    tracker: Tracker, words: tuple[str, ...], code: int, told: str
) -> None:
    size = tracker.json("verify")["size"]

    assert told in tracker(*words, code=code).stderr

    assert tracker.json("verify")["size"] == size


def test_an_added_source_has_its_facts_and_aliases(tracker: Tracker) -> None:
    tracker(
        "source", "add", "krc", "--name", "Kurdish Red Crescent", "--kind", "ngo",
        "--reliability", "b", "--alias", "Heyva Sor", "--alias", "KRC; Qamishli",
    )  # fmt: skip

    known = source(tracker, "krc")

    assert (known["name"], known["kind"], known["reliability"]) == (
        "Kurdish Red Crescent", "ngo", "B",
    )  # fmt: skip
    assert known["aliases"] == ["Heyva Sor", "KRC; Qamishli"]


def test_aliases_are_added_to_those_there_are_and_dropped_by_name(tracker: Tracker) -> None:
    tracker("source", "edit", "asayish", "--alias", "one", "--alias", "two")
    tracker("source", "edit", "asayish", "--alias", "three", "--drop-alias", "one")

    assert source(tracker, "asayish")["aliases"] == ["two", "three"]


def test_a_claim_may_name_its_source_by_alias(tracker: Tracker) -> None:
    tracker("source", "edit", "asayish", "--alias", "Internal Security Forces")

    shape = tracker.json(
        "add", "qamishli", "--source", "Internal Security Forces", "--killed", "58"
    )

    assert shape["claims"][0]["source"] == "asayish"
    assert shape["new_sources"] == []


def test_merged_sources_are_one_voice_until_they_are_apart_again(tracker: Tracker) -> None:
    def voice() -> object:
        return tracker.claim("q-2")["voice"]

    tracker("source", "merge", "asayish", "city-hospital")
    merged = voice()
    tracker("source", "edit", "asayish", "--apart")

    assert (merged, voice()) == ("city-hospital", "asayish")


def test_sources_cannot_be_merged_in_a_circle(tracker: Tracker) -> None:
    tracker("source", "merge", "asayish", "city-hospital")

    assert "circle" in tracker("source", "merge", "city-hospital", "asayish", code=1).stderr


@pytest.mark.parametrize(
    "words",
    [
        ("incident", "add", "paris"),
        ("incident", "edit", "qamishli", "--title", "x"),
        ("source", "add", "new"),
        ("source", "edit", "asayish", "--name", "x"),
        ("source", "merge", "asayish", "amaq"),
    ],
    ids=" ".join,
)
def test_a_dry_run_keeps_nothing(tracker: Tracker, words: tuple[str, ...]) -> None:
    before = tracker.json("verify")

    result = tracker(*words, "--dry-run")

    assert "dry run: nothing was recorded" in result.stderr
    assert tracker.json("verify") == before


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "asayish", "--alias", "Hospital of the city"),
        ("edit", "asayish", "--alias", " Hospital of the city "),
        ("edit", "asayish", "--alias", "City clinic"),
        ("edit", "asayish", "--alias", "city-hospital"),
        ("edit", "asayish", "--name", "Hospital of the city"),
        ("edit", "asayish", "--name", "City clinic"),
        ("edit", "asayish", "--name", "city-hospital"),
        ("add", "police", "--alias", "City clinic"),
        ("add", "police", "--name", "Hospital of the city"),
        ("add", "city-clinic-2", "--name", "City clinic"),
    ],
    ids=" ".join,
)
def test_a_name_of_another_source_is_not_given_away(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    tracker(
        *("source", "edit", "city-hospital", "--name", "Hospital of the city"),
        *("--alias", "City clinic"),
    )
    size = tracker.json("verify")["size"]

    told = tracker("source", *words, code=1).stderr

    assert "already names source city-hospital" in told
    merge = "tracker source merge asayish city-hospital"
    assert ("add nothing" if words[0] == "add" else merge) in told
    assert tracker.json("verify")["size"] == size


def test_a_slug_that_is_a_name_of_another_source_is_not_added(tracker: Tracker) -> None:
    tracker("source", "edit", "city-hospital", "--alias", "clinic")

    assert "already names" in tracker("source", "add", "clinic", code=1).stderr


def test_two_sources_that_share_a_name_since_an_import_can_be_put_right(tracker: Tracker) -> None:
    rows = "slug,name,kind\ncity-hospital,Clinic,hospital\nasayish,Clinic,security_force\n"
    tracker("import", tracker.file("sources.csv", rows))

    tracker("source", "edit", "asayish", "--reliability", "B")
    tracker("source", "edit", "asayish", "--name", "Asayish")

    assert (
        tracker.json("add", "qamishli", "--source", "Clinic", "--killed", "9")["claims"][0][
            "source"
        ]
        == "city-hospital"
    )


def test_a_source_may_bear_its_own_slug_as_a_name(tracker: Tracker) -> None:
    tracker("source", "edit", "asayish", "--name", "asayish", "--alias", "asayish")

    assert source(tracker, "asayish")["name"] == "asayish"


def test_an_alias_is_kept_in_the_composed_form_that_files_are_read_in(tracker: Tracker) -> None:
    tracker("source", "edit", "asayish", "--alias", "Su\u0301rete\u0301")

    row = tracker.json("add", "qamishli", "--source", "S\u00faret\u00e9", "--killed", "9")

    assert source(tracker, "asayish")["aliases"] == ["S\u00faret\u00e9"]
    assert row["claims"][0]["source"] == "asayish"
