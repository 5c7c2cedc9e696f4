"""What --json prints is a promise to scripts: every key of the design, on a real small ledger."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

pytestmark = pytest.mark.usefixtures("each_database")

CLAIM_KEYS = {
    *("id", "ref", "incident", "source", "voice", "via", "metric", "population", "scope", "mode"),
    *("act", "figure", "low", "high", "qualifier", "asserted_at", "published_at", "recorded_at"),
    *("url", "note", "state"),
}


def test_show_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("show", "qamishli", "--as-of", "2016-07-28")

    promised = ["incident", "as_of", "known_at", "method", "ledger", "estimates", "findings"]
    assert list(shape) == promised
    assert {"slug", "title", "timezone", "occurred_at"} <= set(shape["incident"])
    assert shape["as_of"] == "2016-07-28T21:00:00Z"
    assert shape["known_at"] is None
    assert shape["method"] == "consensus"
    assert set(shape["ledger"]) == {"size", "root"}
    killed = shape["estimates"][0]
    assert set(killed) >= {
        *("metric", "population", "scope", "low", "best", "high", "rule", "voices", "claims"),
        *("set_aside", "disputed"),
    }
    assert all(set(one) == {"claim", "reason"} for one in killed["set_aside"])
    assert all({"kind", "message", "claims"} <= set(one) for one in shape["findings"])
    assert len(shape["findings"]) > 0


def test_history_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--metric", "killed", "--method", "latest")

    promised = ["incident", "metric", "population", "scope", "method", "steps", "revisions"]
    assert list(shape) == [*promised, "as_of", "known_at"]
    assert (shape["incident"], shape["metric"], shape["population"], shape["scope"]) == (
        "qamishli", "killed", "all", "",
    )  # fmt: skip
    assert all(
        set(step) >= {"at", "low", "best", "high", "change", "claim", "source", "rule"}
        for step in shape["steps"]
    )
    assert set(shape["revisions"]) >= {
        *("steps", "raised", "lowered", "withdrawn", "first", "latest", "minimum", "maximum"),
        "settled_at",
    }
    assert [step["best"] for step in shape["steps"]] == [44, 44, 52]


def test_history_says_of_each_step_by_how_much_after_how_long_and_why(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--method", "latest")

    last = shape["steps"][-1]
    assert (last["change"], last["by"], last["reason"], last["reason_code"]) == (
        "raised", 8, None, "unexplained",
    )  # fmt: skip
    assert last["stood_hours"] == 31.0
    assert shape["revisions"]["reasons"] == {"unexplained": 1}
    assert [one["percent"] for one in shape["revisions"]["within"]] == [0, 10, 20]
    assert shape["revisions"]["within"][0] == {
        "percent": 0, "at": "2016-07-28T21:00:00Z", "hours": 31.0, "held_hours": 0.0,
        "censored": True,
    }  # fmt: skip
    assert set(shape["revisions"]["lag_hours"]) == {"claims", "median", "least", "greatest"}
    assert "series" not in shape


def test_history_by_source_adds_series_and_what_they_amount_to(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--by-source")

    assert {one["voice"]: one["revisions"]["latest"] for one in shape["series"]} == {
        "city-hospital": 52, "asayish": 44, "amaq": 100,
    }  # fmt: skip
    assert shape["by_source"][0]["voice"] == "city-hospital"
    assert (shape["by_source"][0]["series"], shape["by_source"][0]["steps"]) == (2, 3)
    assert (shape["whole_incident"]["steps"], shape["whole_incident"]["raised"]) == (5, 1)


def test_history_of_a_source_is_that_of_its_voice(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--source", "city-hospital")

    of_estimate = tracker.json("history", "qamishli")
    (series,) = shape["series"]
    assert {key: shape[key] for key in of_estimate} == of_estimate
    assert set(shape) - set(of_estimate) == {"series", "by_source", "whole_incident"}
    assert series["voice"] == "city-hospital"
    assert [(step["change"], step["by"]) for step in series["steps"]] == [
        ("first", None), ("raised", 12),
    ]  # fmt: skip
    assert "raised +12" in tracker("history", "qamishli", "--source", "city-hospital").stdout
    assert "city-hospital" in tracker("history", "qamishli", "--by-source").stdout


def test_the_page_says_which_keys_are_the_voices_and_which_the_estimates(
    tracker: Tracker,
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods.md").read_text("utf-8")
    shape = tracker.json("history", "qamishli", "--source", "city-hospital")
    (series,) = shape["series"]
    (told,) = re.findall(r"^With `--json`, `steps` and `revisions`.*$", page, re.MULTILINE)

    assert re.findall(r"`series`: `\[\{(.*?)\}\]`", told) == [_keys(series)]
    assert re.findall(r"`by_source`: `\[\{(.*?)\}\]`", told) == [_keys(shape["by_source"][0])]
    assert _keys(shape["series"][0]["steps"][0]) in told


def _keys(shape: dict[str, object]) -> str:
    return ",".join(f'"{key}"' for key in shape)


def test_sources_with_record_add_it_to_every_voice(tracker: Tracker) -> None:
    shape = tracker.json("sources", "--record")

    records = {one["slug"]: one["record"] for one in shape["sources"]}
    assert records["asayish"]["counts"] == 1
    assert records["asayish"]["first_ratio"] is None
    (case,) = records["asayish"]["cases"]
    assert (case["first"], case["settled"]) == ({"low": 44, "high": 44}, {"low": 52, "high": 52})
    assert case["first_ratio"] == 0.846
    assert {one["claims"] for one in shape["sources"]} == {1, 3}
    assert records["city-hospital"]["not_measured"] == {"alone": 1, "young": 1}


def test_sources_record_of_one_voice_tells_its_cases(tracker: Tracker) -> None:
    told = " ".join(tracker("sources", "--source", "asayish").stdout.split())

    assert "Measured in 1 count of 1 incident: 1 off at first, 0 of them corrected" in told
    assert "Too few for a median: it takes 5 counts of 2 incidents." in told
    assert "qamishli: killed 44 52 0.85 yes never" in told
    assert "too few" in tracker("sources", "--record").stdout
    (one,) = tracker.json("sources", "--source", "asayish")["sources"]
    assert one["slug"] == "asayish"


def test_history_of_a_count_that_nobody_speaks_of_names_those_there_are(tracker: Tracker) -> None:
    result = tracker("history", "qamishli", "--scope", "Amuda", code=5)

    assert "no count 'killed / all, Amuda'" in result.stderr
    assert "injured / all" in result.stderr


def test_history_before_anything_was_public_is_empty_and_no_error(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--as-of", "2016-07-26")

    assert shape["steps"] == []
    assert shape["revisions"]["latest"] is None
    assert "qamishli" in tracker("history", "qamishli", "--as-of", "2016-07-26").stdout


def test_claims_has_the_promised_keys_and_every_row(tracker: Tracker) -> None:
    shape = tracker.json("claims", "qamishli")

    assert list(shape) == ["claims"]
    assert [row["ref"] for row in shape["claims"]] == ["q-1", "q-2", "q-3", "q-4", "q-5"]
    assert all(set(row) >= CLAIM_KEYS for row in shape["claims"])
    assert all(len(row["id"]) == 64 for row in shape["claims"])


def test_claims_can_be_narrowed_by_count_and_state(tracker: Tracker) -> None:
    def refs(*words: str) -> list[str]:
        return [row["ref"] for row in tracker.json("claims", "qamishli", *words)["claims"]]

    assert refs("--metric", "injured") == ["q-4"]
    assert refs("--state", "superseded") == ["q-1"]
    assert refs("--as-of", "2016-07-27", "--state", "not_yet_public") == ["q-5"]
    assert refs("--scope", "Amuda") == []


def test_diff_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json(
        "diff", "qamishli", "--from", "2016-07-27", "--to", "2016-07-28", "--method", "latest"
    )

    assert list(shape) == ["from", "to", "changes", "known_from", "known_to", "facts"]
    (change,) = shape["changes"]
    assert {"metric", "population", "scope", "before", "after", "because"} <= set(change)
    assert change["before"] == {"low": 44, "best": 44, "high": 44}
    assert change["after"] == {"low": 52, "best": 52, "high": 52}
    (because,) = change["because"]
    assert because == {
        "claim": tracker.claim("q-5")["id"],
        "source": "city-hospital",
        "change": "raised",
    }


def test_verify_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("verify")

    assert list(shape) == ["ok", "size", "root", "problems", "checkpoints", "unchecked"]
    assert shape["unchecked"] == []
    assert shape["ok"] is True
    assert shape["problems"] == []
    assert len(shape["root"]) == 64


def test_lists_are_one_document_each(tracker: Tracker) -> None:
    incidents, sources, methods = (
        tracker.json(name) for name in ("incidents", "sources", "methods")
    )

    assert list(incidents) == ["incidents"]
    assert incidents["incidents"][0]["slug"] == "qamishli"
    assert incidents["incidents"][0]["claims"] == 5
    assert list(sources) == ["sources"]
    assert {one["slug"]: one["claims"] for one in sources["sources"]} == {
        "city-hospital": 3,
        "asayish": 1,
        "amaq": 1,
    }
    assert [one["name"] for one in methods["methods"] if one["default"]] == ["consensus"]


def test_json_leaves_stderr_empty(tracker: Tracker) -> None:
    for words in (("show", "qamishli"), ("claims", "qamishli"), ("verify",), ("sources",)):
        assert tracker(*words, "--json").stderr == ""
