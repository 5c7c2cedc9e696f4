"""add, correct, void, retract and dispute, from the words typed to what methods make of them."""

import json

import pytest

from tests.cli.conftest import Tracker
from tracker.figures import Figure, read_recorded_figure
from tracker.ledger import Ledger, seal
from tracker.model import Claim, RecordedClaim

pytestmark = pytest.mark.usefixtures("each_database")


def recorded(tracker: Tracker, *words: str) -> dict[str, object]:
    """The one claim that a command recorded."""
    (row,) = tracker.json(*words)["claims"]
    assert isinstance(row, dict)
    return row


def as_given(row: RecordedClaim, *, figure: Figure, ref: str) -> Claim:
    """A claim like a recorded one, with another figure and ref."""
    return Claim(
        incident=row.incident, source=row.source, metric=row.metric, figure=figure, ref=ref
    )


def test_a_report_added_by_hand_is_a_claim_like_an_imported_one(tracker: Tracker) -> None:
    row = recorded(
        tracker, "add", "qamishli", "--source", "asayish", "--killed", "at least 57",
        "--asserted-at", "28 July 2016 18:00", "--via", "reuters", "--url", "https://example.org/1",
        "--population", "all", "--note", "by telephone", "--ref", "q-9",
    )  # fmt: skip

    assert (row["low"], row["high"], row["qualifier"]) == (57, None, "at_least")
    assert (row["source"], row["via"], row["ref"]) == ("asayish", "reuters", "q-9")
    assert row["asserted_at"] == "2016-07-28T15:00:00Z"
    assert row["published_at"] is None
    assert row["act"] == "assert"
    assert row["state"] == "standing"
    assert tracker.killed() == (57, 57, None)


def test_adding_says_back_what_was_understood(tracker: Tracker) -> None:
    told = tracker(
        "add", "qamishli", "--source", "asayish", "--killed", "at least 57",
        "--asserted-at", "27/7/2016",
    ).stdout  # fmt: skip

    assert "killed / all: at least 57 → 57 or more; asserted 27 July 2016, day only" in told
    assert "entries, root " in told


def test_several_figures_of_one_report_are_several_claims(tracker: Tracker) -> None:
    rows = tracker.json(
        "add", "qamishli", "--source", "asayish", "--killed", "57", "--injured", "200"
    )

    assert [(row["metric"], row["low"]) for row in rows["claims"]] == [
        ("killed", 57),
        ("injured", 200),
    ]


def test_the_same_report_twice_is_recorded_once(tracker: Tracker) -> None:
    words = (
        "add",
        "qamishli",
        "--source",
        "asayish",
        "--killed",
        "57",
        "--asserted-at",
        "2016-07-29",
    )
    tracker(*words)
    size = tracker.json("verify")["size"]

    again = tracker(*words)

    assert "this is in the ledger already, and was not recorded again" in again.stderr
    assert tracker.json("verify")["size"] == size


def test_two_reports_that_were_added_before_are_told_as_two(tracker: Tracker) -> None:
    words = ("add", "qamishli", "--source", "asayish", "--killed", "57", "--injured", "171")
    tracker(*words)

    told = tracker(*words).stderr

    assert "2 of these are in the ledger already, and were not recorded again" in told


def test_bounds_given_by_hand_win_over_the_wording(tracker: Tracker) -> None:
    row = recorded(
        tracker, "add", "qamishli", "--source", "asayish", "--killed", "elli yedi",
        "--low", "57", "--high", "60",
    )  # fmt: skip

    assert (row["figure"], row["low"], row["high"]) == ("elli yedi", 57, 60)


def test_bounds_for_two_figures_at_once_are_refused(tracker: Tracker) -> None:
    result = tracker(
        "add", "qamishli", "--source", "asayish", "--killed", "5", "--injured", "6", "--low", "5",
        code=2,
    )  # fmt: skip

    assert "one figure" in result.stderr


def test_an_unknown_source_is_created_and_said_aloud(tracker: Tracker) -> None:
    result = tracker(
        "add", "qamishli", "--source", "Kurdish Red Crescent", "--source-kind", "ngo",
        "--killed", "48",
    )  # fmt: skip

    assert "kurdish-red-crescent" in result.stderr
    sources = {one["slug"]: one for one in tracker.json("sources")["sources"]}
    assert sources["kurdish-red-crescent"]["kind"] == "ngo"
    assert sources["kurdish-red-crescent"]["name"] == "Kurdish Red Crescent"


def test_a_kind_given_of_a_source_that_has_another_is_not_passed_over_in_silence(
    tracker: Tracker,
) -> None:
    words = ("add", "qamishli", "--source", "asayish", "--source-kind")

    other = tracker(*words, "hospital", "--injured", "3")
    same = tracker(*words, "security_force", "--injured", "4")

    told = "source asayish is there already, as security_force; "
    assert other.stderr == f"{told}tracker source edit asayish --kind hospital changes that\n"
    assert same.stderr == ""


def test_a_kind_alone_corrects_nothing_of_a_claim(tracker: Tracker) -> None:
    words = ("correct", "q-5", "--source-kind", "police", "--reason", "misread")

    assert "says just that already; nothing was recorded" in tracker(*words, code=2).stderr


def test_adding_to_an_unknown_incident_invents_none(tracker: Tracker) -> None:
    result = tracker("add", "qamishly", "--source", "asayish", "--killed", "5", code=5)

    assert "no incident 'qamishly'; did you mean qamishli?" in result.stderr
    assert list(tracker.json("incidents")["incidents"][0]) != []
    assert len(tracker.json("incidents")["incidents"]) == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--killed", "sevral dozen"), 1, "cannot read a figure from 'sevral dozen'"),
        (("--killed", "5", "--asserted-at", "2016-02-30"), 1, "--asserted-at: cannot read a time"),
        (("--killed", "5", "--asserted-at", "03/04/2016"), 1, "either way round"),
        (("--killed", "x", "--low", "9", "--high", "5"), 1, "low 9 is above high 5"),
        (("--killed", "5", "--population", "civilian"), 2, "did you mean civilians?"),
        ((), 2, "--killed"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_option(
    tracker: Tracker, words: tuple[str, ...], code: int, told: str
) -> None:
    size = tracker.json("verify")["size"]

    result = tracker("add", "qamishli", "--source", "asayish", *words, code=code)

    assert told in result.stderr
    assert result.stdout == ""
    assert tracker.json("verify")["size"] == size


@pytest.mark.parametrize(
    "words",
    [
        ("add", "qamishli", "--source", "New Body", "--killed", "57"),
        ("correct", "q-1", "--killed", "41", "--reason", "misread"),
        ("void", "q-1", "--reason", "another bombing"),
        ("retract", "q-1"),
        ("dispute", "q-3", "--source", "asayish"),
    ],
    ids=lambda words: words[0],
)
def test_a_dry_run_shows_everything_and_records_nothing(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    before = tracker.json("verify")

    shown = tracker.json(*words, "--dry-run")

    assert len(shown["claims"]) == 1
    assert shown["dry_run"] is True
    assert shown["ledger"] == {"size": before["size"], "root": before["root"]}
    assert tracker.json("verify") == before


def test_a_correction_takes_the_place_of_what_it_corrects(tracker: Tracker) -> None:
    was = tracker.claim("q-2")

    row = recorded(
        tracker, "correct", was["id"][:8], "--killed", "at least 45", "--reason", "misread"
    )

    assert (row["act"], row["targets"], row["reason"]) == ("correct", [was["id"]], "misread")
    assert (row["low"], row["high"], row["figure"]) == (45, None, "at least 45")
    kept = ("source", "via", "metric", "asserted_at", "published_at", "ref")
    assert {key: row[key] for key in kept} == {key: was[key] for key in kept}
    states = {one["id"]: one["state"] for one in tracker.json("claims", "qamishli")["claims"]}
    assert states[was["id"]] == "corrected"
    assert states[str(row["id"])] == "standing"


def test_a_correction_replaces_only_what_is_given(tracker: Tracker) -> None:
    row = recorded(
        tracker, "correct", "q-1", "--asserted-at", "2016-07-26", "--reason", "wrong day"
    )

    assert (row["figure"], row["low"], row["high"]) == ("at least 40", 40, None)
    assert (row["asserted_at"], row["published_at"]) == ("2016-07-26", "2016-07-27")


def test_a_correction_may_change_what_is_counted(tracker: Tracker) -> None:
    moved = recorded(tracker, "correct", "q-4", "--metric", "casualties", "--reason", "mixed sum")
    again = recorded(tracker, "correct", "q-4", "--missing", "3", "--reason", "of the missing")

    assert (moved["metric"], moved["low"]) == ("casualties", 140)
    assert (again["metric"], again["low"]) == ("missing", 3)


def test_one_bound_alone_leaves_the_other_and_the_wording(tracker: Tracker) -> None:
    row = recorded(tracker, "correct", "q-1", "--high", "60", "--reason", "the page says so")

    assert (row["figure"], row["low"], row["high"]) == ("at least 40", 40, 60)


def test_correcting_what_was_corrected_follows_to_the_newest(tracker: Tracker) -> None:
    first = tracker.claim("q-2")["id"]
    second = recorded(tracker, "correct", first, "--killed", "45", "--reason", "misread")

    result = tracker("correct", first[:8], "--killed", "46", "--reason", "misread again")

    assert f"{first[:8]} was corrected; this acts on {str(second['id'])[:8]}" in result.stderr
    assert tracker.claim("q-2")["targets"] == [second["id"]]


def test_a_correction_that_changes_nothing_is_refused(tracker: Tracker) -> None:
    result = tracker("correct", "q-1", "--killed", "at least 40", "--reason", "none", code=2)

    assert "says just that already" in result.stderr


def test_a_void_takes_a_claim_out_and_a_void_of_it_brings_it_back(tracker: Tracker) -> None:
    was = tracker.killed()

    void = recorded(tracker, "void", "q-5", "--reason", "another bombing")
    without = tracker.killed()
    back = tracker("void", str(void["id"]), "--reason", "it was this one")

    assert was == (52, 52, 52)
    assert without == (44, 44, 44)
    assert f"this brings {tracker.claim('q-5')['id'][:8]} back" in back.stderr
    assert tracker.killed() == was


def test_what_is_voided_cannot_be_voided_or_acted_on_again(tracker: Tracker) -> None:
    tracker("void", "q-5", "--reason", "another bombing")

    twice = tracker("void", "q-5", "--reason", "once more", code=1)
    corrected = tracker("correct", "q-5", "--killed", "5", "--reason", "misread", code=1)

    assert "is voided already" in twice.stderr
    assert "void that void first" in corrected.stderr


def test_the_very_same_void_cannot_be_recorded_twice(tracker: Tracker) -> None:
    void = recorded(tracker, "void", "q-5", "--reason", "another bombing")
    tracker("void", str(void["id"]), "--reason", "it was this one")

    refused = tracker("void", "q-5", "--reason", "another bombing", code=1)
    tracker("void", "q-5", "--reason", "another bombing after all")

    assert "just this was recorded before" in refused.stderr
    assert tracker.claim("q-5")["state"] == "voided"


def test_a_retraction_ends_the_claim_when_it_is_public_and_not_before(tracker: Tracker) -> None:
    row = recorded(
        tracker, "retract", "q-5", "--asserted-at", "2016-07-30", "--published-at", "2016-07-30",
        "--reason", "duplicate_removed",
    )  # fmt: skip

    assert (row["act"], row["source"], row["low"]) == ("retract", "city-hospital", 52)
    assert tracker.killed("--as-of", "2016-07-29") == (52, 52, 52)
    assert tracker.killed("--as-of", "2016-07-30") == (44, 44, 44)
    assert tracker.claim("q-5")["state"] == "withdrawn"


def test_another_body_may_withdraw_and_several_claims_may_fall(tracker: Tracker) -> None:
    rows = recorded(tracker, "retract", "q-1", "q-5", "--source", "asayish")

    targets = rows["targets"]
    assert isinstance(targets, list)
    assert len(targets) == 2
    assert tracker.claim("q-1")["state"] == tracker.claim("q-5")["state"] == "withdrawn"


def test_what_is_withdrawn_cannot_be_withdrawn_again(tracker: Tracker) -> None:
    tracker("retract", "q-5", "--asserted-at", "2016-07-30")

    result = tracker("retract", "q-5", "--asserted-at", "2016-07-31", code=1)

    assert "is withdrawn already, by city-hospital" in result.stderr


def test_a_dispute_can_be_taken_back_once(tracker: Tracker) -> None:
    dispute = recorded(
        tracker, "dispute", "q-3", "--source", "asayish", "--asserted-at", "2016-07-28"
    )
    again = ("retract", str(dispute["id"])[:8], "--asserted-at", "2016-07-29")
    row = recorded(tracker, *again)

    assert (row["act"], row["source"], row["targets"]) == ("retract", "asayish", [dispute["id"]])
    assert "disputed" not in tracker("show", "qamishli").stdout
    assert "is withdrawn already, by asayish" in tracker(*again, code=1).stderr


def test_an_act_is_no_target_for_a_source(tracker: Tracker) -> None:
    void = recorded(tracker, "void", "q-5", "--reason", "another bombing")

    result = tracker("retract", str(void["id"]), code=1)

    assert "is a void, and only a claim can be the target of a retract" in result.stderr


def test_a_dispute_marks_the_claim_and_lets_it_stand(tracker: Tracker) -> None:
    row = recorded(
        tracker, "dispute", "q-3", "--source", "asayish", "--figure", "fewer than 60",
        "--asserted-at", "2016-07-28",
    )  # fmt: skip

    assert (row["act"], row["high"]) == ("dispute", 59)
    assert tracker.claim("q-3")["state"] == "standing"
    findings = tracker.json("show", "qamishli")["findings"]
    assert [one["claims"][0] for one in findings if one["kind"] == "disputed"] == [
        tracker.claim("q-3")["id"]
    ]


def test_a_claim_that_passes_another_on_falls_with_it(tracker: Tracker) -> None:
    tracker("add", "qamishli", "--source", "sana", "--killed", "52", "--relays", "q-5",
            "--asserted-at", "2016-07-29", "--ref", "q-8")  # fmt: skip

    tracker("retract", "q-5", "--asserted-at", "2016-07-30")

    assert tracker.claim("q-8")["relays"] == tracker.claim("q-5")["id"]
    assert tracker.claim("q-8")["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("q-99", 5, "no claim 'q-99'"),
        ("0000000000", 5, "no claim '0000000000'"),
        ("ab", 5, "no claim 'ab'"),
    ],
)
def test_a_name_that_no_claim_has_is_said_so(
    tracker: Tracker, name: str, code: int, told: str
) -> None:
    assert told in tracker("void", name, "--reason", "none", code=code).stderr


def test_a_ref_that_several_claims_bear_names_none_of_them(tracker: Tracker) -> None:
    for number, day in (("60", "2016-07-29"), ("61", "2016-07-30")):
        tracker("add", "qamishli", "--source", "sana", "--ref", "daily", "--killed", number,
                "--published-at", day)  # fmt: skip

    result = tracker("void", "daily", "--reason", "none", code=2)

    assert "2 claims bear the ref 'daily'" in result.stderr


def test_a_known_ref_given_again_revises_what_it_names(tracker: Tracker) -> None:
    result = tracker(
        "add", "qamishli", "--source", "asayish", "--killed", "45", "--via", "reuters",
        "--asserted-at", "2016-07-27T16:00+03:00", "--published-at", "2016-07-27T17:00+03:00",
        "--ref", "q-2",
    )  # fmt: skip

    assert "the ref was known" in result.stderr
    assert (tracker.claim("q-2")["act"], tracker.claim("q-2")["low"]) == ("correct", 45)


def test_json_of_an_act_is_the_claims_shape_with_the_ledgers_head(tracker: Tracker) -> None:
    shape = json.loads(tracker("void", "q-1", "--reason", "none", "--json").stdout)
    listed = tracker.json("claims", "qamishli")["claims"][-1]

    assert list(shape) == ["claims", "already_known", "new_sources", "dry_run", "ledger"]
    assert shape["claims"] == [listed]
    assert list(shape["ledger"]) == ["size", "root"]


@pytest.mark.parametrize("name", ["", " ", "\t"])
@pytest.mark.parametrize(
    "words",
    [
        ("void", "--reason", "x"),
        ("retract",),
        ("dispute", "--source", "sana"),
        ("correct", "--killed", "45", "--reason", "x"),
    ],
    ids=lambda words: words[0],
)
def test_a_blank_name_names_no_claim_not_even_one_without_a_ref(
    tracker: Tracker, words: tuple[str, ...], name: str
) -> None:
    tracker("add", "qamishli", "--source", "sana", "--killed", "44")
    before = tracker.json("verify")

    result = tracker(words[0], name, *words[1:], code=2)

    assert "an empty name" in result.stderr
    assert tracker.json("verify") == before


@pytest.mark.parametrize(
    "words",
    [
        ("retract", "w-1"),
        ("void", "w-1", "--reason", "x"),
        ("add", "qamishli", "--source", "sana", "--killed", "9", "--relays", "w-1"),
    ],
    ids=lambda words: words[0],
)
def test_the_ref_of_a_wide_row_is_answered_with_those_of_its_figures(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    wide = "ref,incident,source,killed,injured,asserted_at\nw-1,qamishli,sana,40,20,2016-07-27\n"
    tracker("import", tracker.file("wide.csv", wide))

    result = tracker(*words, code=5)

    assert "no claim 'w-1'; name one of w-1/killed, w-1/injured" in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "qamishli", "--source", "sana", "--killed", "4", "--asserted-at", "3/4/2020"), 1),
        (("correct", "q-1", "--reason", "x", "--published-at", "3/4/2020"), 1),
        (("retract", "q-1", "--asserted-at", "3/4/2020"), 1),
        (("incident", "add", "paris", "--occurred-at", "3/4/2020"), 1),
        (("show", "qamishli", "--as-of", "3/4/2020"), 2),
        (("claims", "qamishli", "--known-at", "3/4/2020"), 2),
        (("diff", "qamishli", "--from", "3/4/2020", "--to", "2020-04-05"), 2),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_an_ambiguous_date_is_not_answered_with_an_option_there_is_not(
    tracker: Tracker, words: tuple[str, ...], code: int
) -> None:
    told = tracker(*words, code=code).stderr

    assert "may be either way round; write it as 2016-07-27" in told
    assert "--dayfirst" not in told


def test_a_claim_read_by_an_earlier_edition_can_be_voided_and_retracted(tracker: Tracker) -> None:
    ledger = Ledger.open(tracker.db)
    claim = ledger.snapshot("qamishli").claims[0]
    figure = read_recorded_figure("40 wounded")
    with ledger.writing() as writer:
        writer.append([seal(as_given(claim, figure=figure, ref=ref)) for ref in ("old-1", "old-2")])
    ledger.close()

    voided = recorded(tracker, "void", "old-1", "--reason", "the wounded are not the dead")
    retracted = recorded(tracker, "retract", "old-2", "--published-at", "2016-07-29")

    assert (voided["act"], retracted["act"]) == ("void", "retract")
    assert tracker.claim("old-1")["state"] == "voided"
