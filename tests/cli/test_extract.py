"""`tracker extract`: from an article to drafts, and through a review into the ledger."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Tracker

ARTICLE = """\
At least 41 people were killed and 140 wounded in Qamishli, Asayish said on Wednesday.

The City Hospital put the death toll at 57, among them 11 women. Dozens were hurt.
"""
OPTIONS = ("--incident", "qamishli", "--via", "Example Wire", "--published-at", "2016-07-28")


@pytest.fixture
def article(tracker: Tracker) -> str:
    return tracker.file("article.txt", ARTICLE)


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def recorded(tracker: Tracker) -> list[Any]:
    claims = tracker.json("claims", "qamishli")["claims"]
    return [one for one in claims if (one["ref"] or "").startswith("text-")]


def test_drafts_are_rows_that_an_import_takes(tracker: Tracker, article: str) -> None:
    printed = tracker("extract", article, *OPTIONS).stdout

    told = [
        (one["source"], one["metric"], one["population"], one["figure"]) for one in rows(printed)
    ]
    assert told == [
        ("asayish", "killed", "all", "At least 41"),
        ("asayish", "injured", "all", "140"),
        ("city-hospital", "killed", "all", "57"),
        ("city-hospital", "killed", "women", "11"),
        ("Example Wire", "injured", "all", "Dozens"),
    ]
    result = tracker("import", tracker.file("drafts.jsonl", printed))
    assert "5         5         0" in result.stdout
    assert "text_start" not in result.stderr
    assert len(recorded(tracker)) == 5


def test_an_imported_draft_keeps_its_place_address_and_hash_and_not_the_text(
    tracker: Tracker, article: str
) -> None:
    url = "https://example.org/qamishli"
    printed = tracker("extract", article, *OPTIONS, "--url", url).stdout
    tracker("import", tracker.file("drafts.jsonl", printed))

    first = recorded(tracker)[0]

    digest = sha256(ARTICLE.encode()).hexdigest()
    assert first["url"] == url
    assert first["note"] == f"read from a text with SHA-256 {digest}, characters 0 to 11"
    assert first["ref"] == f"text-{digest[:12]}-1"
    assert (first["asserted_at"], first["published_at"]) == ("2016-07-27", "2016-07-28")
    assert (first["via"], first["low"], first["high"]) == ("Example Wire", 41, None)


def test_drafts_imported_twice_are_known(tracker: Tracker, article: str) -> None:
    file = tracker.file("drafts.jsonl", tracker("extract", article, *OPTIONS).stdout)
    tracker("import", file)

    again = tracker.json("import", file)["files"][0]

    assert (again["recorded"], again["already_known"]) == (0, 5)


def test_json_has_the_promised_keys(tracker: Tracker, article: str) -> None:
    shape = tracker.json("extract", article)

    assert list(shape) == [
        *("text", "incident", "via", "published_at", "url", "drafts", "disputes"),
    ]
    assert list(shape["text"]) == ["form", "characters", "sha256"]
    assert set(shape["drafts"][0]) >= {
        *("metric", "population", "figure", "low", "high", "attributed_to", "text_start"),
        *("text_end", "confidence", "why", "via", "asserted_at", "scope", "mode"),
        "likely_sources",
    }
    for one in shape["drafts"]:
        assert ARTICLE[one["text_start"] : one["text_end"]] == one["figure"]
    first = shape["drafts"][0]
    assert (first["low"], first["high"], first["attributed_to"]) == (41, None, "Asayish")
    assert first["likely_sources"][0]["slug"] == "asayish"
    assert set(first["likely_sources"][0]) == {"slug", "name", "likeness"}


def test_no_ledger_is_needed_and_none_is_made(empty: Tracker) -> None:
    article = empty.file("article.txt", ARTICLE)

    assert len(empty.json("extract", article)["drafts"]) == 5
    assert not Path(empty.db).exists()


def test_standard_input_is_read(empty: Tracker) -> None:
    result = empty("extract", "-", "--via", "Wire", given="<p>12 people&nbsp;died</p>")

    (row,) = rows(result.stdout)
    assert (row["figure"], row["source"], row["text_end"]) == ("12", "Wire", 2)


def test_what_is_still_lacking_is_said(empty: Tracker) -> None:
    article = empty.file("article.txt", "Nine died. The army denied that 30 were killed.")

    result = empty("extract", article)

    assert [one["source"] for one in rows(result.stdout)] == [None, "army"]
    assert "without a source: 1;" in result.stderr
    assert "denials of a figure not known here: 1;" in result.stderr


def test_a_figure_that_may_be_of_another_event_is_of_no_incident_until_somebody_says_so(
    tracker: Tracker,
) -> None:
    text = "A bomb killed 12 people, police said. Clashes since May have killed 1,200, police said."
    article = tracker.file("article.txt", text)

    result = tracker("extract", article, *OPTIONS)
    shape = tracker.json("extract", article)
    refused = tracker("import", tracker.file("drafts.jsonl", result.stdout), code=1)

    assert [one["incident"] for one in rows(result.stdout)] == ["qamishli", None]
    assert [one["doubt"] for one in shape["drafts"]] == [None, "since May"]
    assert "perhaps of other events: 1;" in result.stderr
    assert "no incident is given" in refused.stderr
    assert recorded(tracker) == []


def test_a_review_gives_a_doubted_figure_its_incident(tracker: Tracker) -> None:
    article = tracker.file("article.txt", "Clashes since May have killed 1,200, Asayish said.")

    result = tracker("extract", article, "--incident", "qamishli", "--review", given="a\ny\n")

    assert "perhaps another event or a sum: since May" in result.stdout
    assert [one["figure"] for one in recorded(tracker)] == ["1,200"]


def test_a_denial_aims_at_the_draft_that_it_denies(tracker: Tracker) -> None:
    text = "Amaq said 30 soldiers were killed. The army denied that 30 soldiers had been killed."
    article = tracker.file("article.txt", text)

    shape = tracker.json("extract", article)
    printed = tracker("extract", article, *OPTIONS).stdout

    assert [len(shape["drafts"]), len(shape["disputes"])] == [1, 1]
    claim, dispute = rows(printed)
    assert (dispute["act"], dispute["target"]) == ("dispute", claim["ref"])
    tracker("import", tracker.file("drafts.jsonl", printed))
    assert [one["act"] for one in recorded(tracker)] == ["assert", "dispute"]


def test_a_denial_aims_at_the_one_claim_of_the_ledger_with_that_figure(tracker: Tracker) -> None:
    article = tracker.file("article.txt", "Asayish denied that 100 people had been killed.")

    (row,) = rows(tracker("extract", article, *OPTIONS).stdout)

    assert row["target"] == tracker.claim("q-3")["id"]


def test_a_denial_aims_at_what_is_in_the_place_of_a_corrected_claim_and_at_no_voided_one(
    tracker: Tracker,
) -> None:
    text = "Asayish denied that 100 people had been killed."
    article = tracker.file("article.txt", text)
    was = tracker.claim("q-3")["id"]

    tracker("correct", "q-3", "--asserted-at", "2016-07-28", "--reason", "wrong day")
    (corrected,) = rows(tracker("extract", article, *OPTIONS).stdout)
    now = tracker.claim("q-3")["id"]
    tracker("void", "q-3", "--reason", "another bombing")
    (voided,) = rows(tracker("extract", article, *OPTIONS).stdout)
    told = tracker("extract", article, *OPTIONS, "--review", given=f"a\n{now}\n{was}\n\n")

    assert corrected["target"] == now != was
    assert voided["target"] is None
    assert told.stdout.count("there is no claim ") == 2


def test_what_is_accepted_in_a_review_is_recorded_and_nothing_else(
    tracker: Tracker, article: str
) -> None:
    answers = "a\ns\na\nq\ny\n"

    told = tracker("extract", article, *OPTIONS, "--review", given=answers)

    assert "»At least 41« people were killed" in told.stdout
    assert "killed / all: At least 41 → 41 or more; said by Asayish on 2016-07-27" in told.stdout
    assert [(one["source"], one["figure"]) for one in recorded(tracker)] == [
        ("asayish", "At least 41"), ("city-hospital", "57"),
    ]  # fmt: skip


def test_an_edited_figure_is_read_and_said_back_as_understood(
    tracker: Tracker, article: str
) -> None:
    of_fields = ("killed", "victims", "Nerim", "", "2016-07-27", "forty odd", "at least 42")
    answers = "\n".join(("e", *of_fields, "q", "y", ""))

    told = tracker("extract", article, *OPTIONS, "--review", given=answers)

    assert "cannot read a figure from 'forty odd'" in told.stdout
    assert "understood: 42 or more" in told.stdout
    (claim,) = recorded(tracker)
    assert (claim["population"], claim["scope"]) == ("victims", "Nerim")
    assert (claim["figure"], claim["low"], claim["high"]) == ("at least 42", 42, None)


SIMILAR = "A spokesman for City Hospital said nine people had died and 30 were hurt."


def test_a_time_that_cannot_be_read_is_asked_for_again(tracker: Tracker, article: str) -> None:
    of_fields = ("", "", "", "", "yesterday", "2016-07-27", "", "q", "y", "")
    answers = "\n".join(("e", *of_fields))

    told = tracker("extract", article, *OPTIONS, "--review", given=answers)

    assert "cannot read a time from 'yesterday'" in told.stdout
    assert recorded(tracker)[0]["asserted_at"] == "2016-07-27"


def test_a_denial_is_recorded_only_against_a_claim_that_there_is(tracker: Tracker) -> None:
    text = "Amaq said 30 soldiers were killed. The army denied that 30 soldiers had been killed."
    article = tracker.file("article.txt", text)
    claim, act = tracker.claim("q-3")["id"], tracker.json("void", "q-5", "--reason", "mistake")
    none = ("no-such", claim[:1], claim[:7], act["claims"][0]["id"])
    answers = "\n".join(("s", "a", *none, claim[:8].upper(), "y", ""))

    told = tracker("extract", article, *OPTIONS, "--review", given=answers)

    assert all(f"there is no claim {one} here" in told.stdout for one in none)
    assert [(one["act"], one["source"]) for one in recorded(tracker)] == [("dispute", "army")]


def test_a_denial_of_nothing_known_may_be_left_out(tracker: Tracker) -> None:
    article = tracker.file("article.txt", "The army denied that 30 soldiers had been killed.")

    told = tracker("extract", article, *OPTIONS, "--review", given="a\n\n")

    assert "nothing says which claim it contests" in told.stdout
    assert "nothing was recorded" in told.stdout


def test_who_gives_one_unattributed_figure_is_not_who_gives_the_next(tracker: Tracker) -> None:
    article = tracker.file("article.txt", "Nine people died. Thirty were hurt.")
    answers = "a\nthe mayor\na\nthe police\ny\n"

    tracker("extract", article, "--incident", "qamishli", "--review", given=answers)

    assert [one["source"] for one in recorded(tracker)] == ["the-mayor", "the-police"]


def test_a_name_like_a_known_source_is_asked_about_once(tracker: Tracker) -> None:
    article = tracker.file("article.txt", SIMILAR)

    told = tracker("extract", article, *OPTIONS, "--review", given="a\n1\na\ny\n")

    assert told.stdout.count("1: city-hospital") == 1
    assert [one["source"] for one in recorded(tracker)] == ["city-hospital"] * 2


def test_a_name_that_is_none_of_those_proposed_is_a_new_source(tracker: Tracker) -> None:
    article = tracker.file("article.txt", SIMILAR)

    tracker("extract", article, *OPTIONS, "--review", given="a\nn\ns\ny\n")

    assert [one["source"] for one in recorded(tracker)] == ["a-spokesman-for-city-hospital"]


@pytest.mark.parametrize("answers", ["s\n" * 5, "q\n", "a\nq\nn\n", "a\nq\n\n"])
def test_without_a_yes_nothing_is_recorded(tracker: Tracker, article: str, answers: str) -> None:
    told = tracker("extract", article, *OPTIONS, "--review", given=answers)

    assert "nothing was recorded" in told.stdout
    assert recorded(tracker) == []


@pytest.mark.parametrize("answers", ["", "a\n", "a\ns\ns\ns\ns\n", "e\n\n\n"])
def test_the_end_of_the_input_ends_a_review_without_recording(
    tracker: Tracker, article: str, answers: str
) -> None:
    told = tracker("extract", article, *OPTIONS, "--review", given=answers, code=130)

    assert "interrupted" in told.stderr
    assert recorded(tracker) == []


def test_a_question_of_a_review_shows_what_is_in_the_article_and_never_obeys_it(
    tracker: Tracker,
) -> None:
    text = "City\u202e Hospitals\x9b said on Wednesday that 30 people were injured.\n"
    article = tracker.file("hostile.txt", text)
    answers = "e\n\n\n\n\n\n\nn\nn\n"

    told = tracker("extract", article, *OPTIONS, "--review", given=answers).stdout

    assert "source [City⟨RLO⟩ Hospitals⟨U+009B⟩]: " in told
    assert "City⟨RLO⟩ Hospitals⟨U+009B⟩: which of these, or n for a new one" in told
    assert "\u202e" not in told
    assert "\x9b" not in told


def test_a_review_of_no_figure_asks_nothing(tracker: Tracker) -> None:
    article = tracker.file("article.txt", "The sun rose over Qamishli.")

    told = tracker("extract", article, "--incident", "qamishli", "--review")

    assert "no figure of deaths or injuries was found" in told.stdout


def test_the_text_is_kept_by_its_hash_where_that_is_asked_for(
    tracker: Tracker, article: str
) -> None:
    told = tracker("extract", article, "--keep-text")

    digest = sha256(ARTICLE.encode()).hexdigest()
    kept = Path(f"{tracker.db}.texts") / f"{digest}.txt"
    assert kept.read_text("utf-8") == ARTICLE
    assert digest in told.stderr
    assert kept.stat().st_mode & 0o077 == 0


def test_no_text_is_kept_unless_that_is_asked_for(tracker: Tracker, article: str) -> None:
    tracker("extract", article)

    assert not Path(f"{tracker.db}.texts").exists()


def test_signs_that_steer_a_terminal_are_shown_and_not_obeyed(tracker: Tracker) -> None:
    article = tracker.file("article.txt", "\x1b[2J12 people were killed\u202e, police said.")

    told = tracker("extract", article, *OPTIONS, "--review", given="q\n")

    assert "\x1b" not in told.stdout
    assert "␛" in told.stdout
