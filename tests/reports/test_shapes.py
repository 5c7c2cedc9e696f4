"""The JSON shapes: exactly the promised keys, None for unknown, instants in UTC."""

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import Any

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.figures import Figure
from tracker.model import Act, Count, Metric, Mode, Population, stamp
from tracker.reconcile import difference, dossier, every_method
from tracker.reports.change_shapes import diff_shape, verify_shape
from tracker.reports.shapes import (
    claims_shape,
    history_shape,
    incident_shape,
    incidents_shape,
    methods_shape,
    show_shape,
    sources_shape,
    to_json,
)

KILLED = Count(Metric.KILLED, Population.ALL, "")
SHOW = {"incident", "as_of", "known_at", "method", "ledger", "estimates", "findings"}
ESTIMATE = {
    *("metric", "population", "scope", "low", "best", "high", "rule"),
    *("voices", "claims", "set_aside", "disputed", "camps", "grade"),
}
REVISIONS = {
    *("steps", "raised", "lowered", "withdrawn"),
    *("first", "latest", "minimum", "maximum", "settled_at"),
}
CLAIM = {
    *("id", "ref", "incident", "source", "voice", "via", "metric", "population", "scope"),
    *("mode", "act", "figure", "low", "high", "qualifier", "asserted_at", "published_at"),
    *("recorded_at", "url", "note", "state"),
}


@dataclass(frozen=True)
class Head:
    size: int = 7
    root: str = "ab" * 32


@dataclass(frozen=True)
class Problem:
    kind: str = "content"
    entry: int | None = 3
    message: str = "does not match its hash"


@dataclass(frozen=True)
class Verification:
    ok: bool
    problems: tuple[Problem, ...] = ()
    size: int = 7
    root: str = "ab" * 32
    compared: int = 2
    unchecked: tuple[str, ...] = ()


def one_claim(**fields: Any) -> dict[str, Any]:
    snapshot = a_snapshot(a_claim(**fields), timezone="Asia/Damascus")
    claim: dict[str, Any] = claims_shape(dossier(snapshot))["claims"][0]
    return claim


def test_show_has_the_promised_keys_and_says_what_was_used_and_set_aside() -> None:
    rows = a_claim(1, low=40), a_claim(2, "monitor", low=44, said="2016-07-28")

    shape = show_shape(dossier(a_snapshot(*rows, as_of="2016-07-28"), "latest"), Head())

    assert set(shape) == SHOW
    assert set(shape["estimates"][0]) == ESTIMATE
    assert shape["ledger"] == {"size": 7, "root": "ab" * 32}
    assert shape["as_of"] == "2016-07-29T00:00:00Z"
    assert shape["known_at"] is None
    assert shape["estimates"][0]["claims"] == ["c2"]
    assert shape["estimates"][0]["set_aside"] == [{"claim": "c1", "reason": "older"}]
    assert shape["estimates"][0]["voices"] == 2


def test_a_finding_names_its_kind_its_count_and_its_claims() -> None:
    shape = show_shape(dossier(a_snapshot(a_claim(1))))

    assert shape["findings"] == [
        {
            "kind": "single_voice",
            "message": "only Hospital gives a number: 40",
            "claims": ["c1"],
            "metric": "killed",
            "population": "all",
            "scope": "",
        }
    ]


def test_history_gives_every_step_with_the_claim_behind_it() -> None:
    rows = a_claim(1, low=40), a_claim(2, low=44, said="2016-07-28")

    shape = history_shape(dossier(a_snapshot(*rows)), KILLED)

    first, second = shape["steps"]
    assert {"incident", "metric", "population", "scope", "method"} < set(shape)
    assert (first["at"], first["change"], first["claim"]) == (
        "2016-07-28T00:00:00Z",
        "first",
        "c1",
    )
    assert (second["change"], second["source"], second["best"]) == ("raised", "hospital", 44)
    assert set(shape["revisions"]) >= REVISIONS
    assert shape["revisions"]["settled_at"] == "2016-07-29T00:00:00Z"


def test_the_history_of_a_count_without_claims_is_empty() -> None:
    shape = history_shape(dossier(a_snapshot()), KILLED)

    assert shape["steps"] == []
    assert shape["revisions"]["latest"] is None


def test_a_claim_has_the_promised_keys_and_none_for_what_was_not_given() -> None:
    claim = one_claim(low=None, figure=Figure.given(None, None))

    assert set(claim) >= CLAIM
    empty = {key for key in CLAIM if claim[key] is None}
    assert empty == {"ref", "via", "figure", "low", "high", "url", "note"}
    assert (claim["scope"], claim["qualifier"]) == ("", "unknown")


def test_a_time_of_day_is_utc_and_a_day_stays_as_written() -> None:
    claim = one_claim(said="2016-07-27T12:00", published="2016-07")
    with_offset = one_claim(said="2016-07-27T12:00:30+08:00")

    assert (claim["asserted_at"], claim["published_at"]) == ("2016-07-27T09:00:00Z", "2016-07")
    assert with_offset["asserted_at"] == "2016-07-27T04:00:30Z"


def test_an_act_names_its_targets_and_its_state_is_act() -> None:
    rows = a_claim(1), an_act(Act.RETRACT, ("c1",), reason="counted twice")

    asserted, retracted = claims_shape(dossier(a_snapshot(*rows)))["claims"]

    assert asserted["state"] == "withdrawn"
    assert (retracted["state"], retracted["targets"], retracted["reason"]) == (
        "act",
        ["c1"],
        "counted twice",
    )


def test_a_diff_shows_before_after_and_because() -> None:
    rows = a_claim(1, low=40), a_claim(2, low=44, said="2016-07-28")
    noon = [stamp(text).begins_us("UTC") for text in ("2016-07-27T12:00", "2016-07-29T12:00")]

    shape = diff_shape(difference(a_snapshot(*rows), noon[0], noon[1], "latest"))

    assert (shape["from"], shape["to"]) == ("2016-07-27T12:00:00Z", "2016-07-29T12:00:00Z")
    assert shape["changes"] == [
        {
            "metric": "killed",
            "population": "all",
            "scope": "",
            "before": None,
            "after": {"low": 44, "best": 44, "high": 44},
            "because": [
                {"claim": "c1", "source": "hospital", "change": "first"},
                {"claim": "c2", "source": "hospital", "change": "raised"},
            ],
            "gone": [],
            "turned": [],
            "newest": {"before": None, "after": "c2"},
            "disputed": {"before": False, "after": False},
            "camps": {"before": [], "after": []},
            "grade": {"before": None, "after": "weak"},
        }
    ]


def test_a_verification_lists_its_problems() -> None:
    assert verify_shape(Verification(ok=False, problems=(Problem(),))) == {
        "ok": False,
        "size": 7,
        "root": "ab" * 32,
        "problems": [{"kind": "content", "entry": 3, "message": "does not match its hash"}],
        "checkpoints": 2,
        "unchecked": [],
    }
    busy = verify_shape(Verification(ok=False, unchecked=("the guards could not be tried",)))
    assert busy["unchecked"] == ["the guards could not be tried"]


def test_lists_give_every_field() -> None:
    snapshot = a_snapshot()
    source = a_source("spokesman", speaks_for="ministry", aliases=("MoH",))
    incident = replace(snapshot.incident, occurred_at=stamp("2016-07-27"))

    assert incident_shape(incident)["occurred_at"] == "2016-07-27"
    assert incidents_shape([incident], {"qamishli": 3})["incidents"][0]["claims"] == 3
    listed = sources_shape({"spokesman": source, "ministry": a_source("ministry")})["sources"]
    assert (listed[0]["voice"], listed[0]["aliases"]) == ("ministry", ["MoH"])
    methods = methods_shape(*every_method())["methods"]
    assert [one["name"] for one in methods if one["default"]] == ["consensus"]


def test_json_is_the_data_untouched_and_one_document() -> None:
    text = "\x1b[2Jغزة \u202e[bold]"
    shape = claims_shape(dossier(a_snapshot(a_claim(note=text, mode=Mode.TOTAL))))

    document = to_json(shape)

    assert json.loads(document)["claims"][0]["note"] == text
    assert "غزة" in document
    assert "\u2068" not in document


def test_shapes_and_exports_load_neither_rich_nor_sqlmodel() -> None:
    code = (
        "import sys, tracker.reports.change_shapes, tracker.reports.export, tracker.reports.safe;"
        "assert not {'rich', 'sqlmodel', 'sqlalchemy'} & set(sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_show_lists_camps_with_their_voices_and_claims_and_none_as_an_empty_list() -> None:
    apart = a_snapshot(
        a_claim(1, "hospital", low=471, said="2023-10-18T09:00+00:00"),
        a_claim(2, "police", low=100, high=300, said="2023-10-19T09:00+00:00"),
    )
    (estimate,) = show_shape(dossier(apart))["estimates"]
    assert estimate["disputed"]
    assert estimate["camps"] == [
        {"low": 100, "high": 100, "voices": ["police"], "claims": ["c2"]},
        {"low": 471, "high": 471, "voices": ["hospital"], "claims": ["c1"]},
    ]
    (estimate,) = show_shape(dossier(a_snapshot(a_claim(1))))["estimates"]
    assert estimate["camps"] == []
