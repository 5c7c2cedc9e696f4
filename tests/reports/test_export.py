"""Exports: canonical columns and lines, written from what the ledger hashes."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import orjson
import pytest

from tests.builders import a_claim, a_source, an_act
from tracker.model import Act, Incident
from tracker.model.content import claim_content, incident_content, source_content
from tracker.reports.export import COLUMNS, export_csv, export_jsonl
from tracker.spreadsheets import unguarded

ID = hashlib.sha256(b"1").hexdigest()
OTHER_ID = hashlib.sha256(b"2").hexdigest()


@dataclass
class Entries:
    """Contents by kind as a ledger gives them, in order of entry."""

    rows: list[tuple[str, str, dict[str, Any]]]

    def contents(
        self, kind: str, *, incident: str | None = None
    ) -> Iterator[tuple[int, str, bytes]]:
        key = "slug" if kind == "incident" else "incident"
        for seq, (row_kind, row_id, content) in enumerate(self.rows, 1):
            if row_kind == kind and (incident is None or content[key] == incident):
                yield seq, row_id, orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def a_row(row_id: str = ID, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    claim = a_claim(**fields)
    content = claim_content(claim)
    return "claim", row_id, content


def a_source_row(slug: str, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return "source", f"id-of-{slug}", source_content(a_source(slug, **fields))


def an_incident_row(slug: str) -> tuple[str, str, dict[str, Any]]:
    return "incident", f"id-of-{slug}", incident_content(Incident(slug=slug))


def rows_of(*rows: tuple[str, str, dict[str, Any]]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(export_csv(Entries(list(rows)))), newline="")))


def test_the_columns_are_the_canonical_ones_in_their_order() -> None:
    lines = list(export_csv(Entries([a_row(ref="q-1", low=40, high=None)])))

    assert lines == [
        "ref,incident,source,via,metric,population,scope,mode,figure,low,high,asserted_at,"
        "published_at,url,act,target,reason,relays,note\n",
        "q-1,qamishli,hospital,,killed,all,,total,,40,,2016-07-27,2016-07-27,,assert,,,,\n",
    ]
    assert lines[0].strip().split(",") == list(COLUMNS)


@pytest.mark.parametrize(
    ("low", "high", "given", "shown"),
    [
        (40, 40, True, ("40", "40")),
        (40, None, True, ("40", "")),
        (None, 50, True, ("", "50")),
        (None, None, True, ("?", "")),
        (0, 0, True, ("0", "0")),
        (40, 40, False, ("", "")),
    ],
)
def test_bounds_stand_only_where_they_were_given(
    low: int | None, high: int | None, given: bool, shown: tuple[str, str]
) -> None:
    (row,) = rows_of(a_row(low=low, high=high, bounds_given=given))

    assert (row["low"], row["high"]) == shown


@pytest.mark.parametrize(
    "note", ['say "57"', "a,b", "two\nlines", "a\rb", " blank ", "[bold]\x1b غزة", "=1+1"]
)
def test_any_text_comes_back_from_the_file_as_it_was(note: str) -> None:
    (row,) = rows_of(a_row(note=note))

    assert unguarded(row["note"]) == note


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+963 11 222", "'+963 11 222"),
        ("-40", "'-40"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r40", "'\r40"),
        ("'=1", "''=1"),
        ("'tis 40", "'tis 40"),
        ("40 = 31 + 9", "40 = 31 + 9"),
        ("＝1+1", "'＝1+1"),
        ("\ufeff=1", "'\ufeff=1"),
    ],
)
def test_no_cell_is_a_formula_to_a_spreadsheet(note: str, cell: str) -> None:
    (row,) = rows_of(a_row(note=note, ref=note))

    assert (row["note"], row["ref"]) == (cell, cell)


def test_json_lines_keep_texts_as_they_are() -> None:
    (line,) = export_jsonl(Entries([a_row(note="=1+1")]))

    assert json.loads(line)["note"] == "=1+1"


def test_times_are_as_written() -> None:
    (row,) = rows_of(a_row(said="2016-07-27T16:43:05+08:00", published="2016-07"))

    assert (row["asserted_at"], row["published_at"]) == ("2016-07-27T16:43:05+08:00", "2016-07")


def test_a_target_is_named_by_ref_where_one_row_alone_bears_it() -> None:
    act = claim_content(an_act(Act.RETRACT, (ID, OTHER_ID), ref="q-3"))

    *_, row = rows_of(
        a_row(ID, ref="q-1"), a_row(OTHER_ID, seq=2, ref="q-2"), ("claim", "act", act)
    )

    assert row["target"] == "q-1 q-2"


@pytest.mark.parametrize("ref", ["", "q-2", "two words"])
def test_a_target_without_a_ref_of_its_own_is_named_by_its_id(ref: str) -> None:
    act = claim_content(an_act(Act.RETRACT, (ID,), ref="q-2"))

    *_, row = rows_of(a_row(ID, ref=ref), ("claim", "act", act))

    assert row["target"] == ID


def test_refs_are_scoped_to_their_incident() -> None:
    elsewhere = a_row(OTHER_ID, incident="beirut", ref="1")
    relaying = a_row("relay", ref="2", relays=ID)

    *_, row = rows_of(a_row(ID, ref="1"), elsewhere, relaying)

    assert row["relays"] == "1"


def test_jsonl_gives_incidents_then_sources_then_claims_with_sorted_keys() -> None:
    entries = Entries([a_row(), an_incident_row("qamishli"), a_source_row("hospital")])

    lines = list(export_jsonl(entries))

    objects = [json.loads(line) for line in lines]
    assert [(one["kind"], one["id"]) for one in objects] == [
        ("incident", "id-of-qamishli"),
        ("source", "id-of-hospital"),
        ("claim", ID),
    ]
    assert all(list(one) == sorted(one) for one in objects)
    assert all(line.endswith("\n") for line in lines)


def test_a_line_without_its_id_is_the_content_that_is_hashed() -> None:
    row = a_row(note="غزة")
    entries = Entries([row])

    (line,) = export_jsonl(entries)

    content = json.loads(line)
    del content["id"]
    (_, _, raw) = next(entries.contents("claim"))
    assert orjson.dumps(content, option=orjson.OPT_SORT_KEYS) == raw


def test_one_incident_brings_every_row_of_the_sources_its_claims_lead_to() -> None:
    first = a_source_row("hospital")
    entries = Entries(
        [
            first,
            a_source_row("ministry", merged_into="state"),
            a_source_row("state"),
            a_source_row("hospital", speaks_for="ministry"),
            a_source_row("stranger"),
            an_incident_row("qamishli"),
            an_incident_row("beirut"),
            a_row(),
            a_row("other", incident="beirut", source="stranger"),
        ]
    )

    objects = [json.loads(line) for line in export_jsonl(entries, "qamishli")]

    assert [one.get("slug", one["id"]) for one in objects] == [
        *("qamishli", "hospital", "ministry", "state", "hospital", ID)
    ]


def test_an_empty_ledger_exports_a_header_and_nothing() -> None:
    assert len(list(export_csv(Entries([])))) == 1
    assert list(export_jsonl(Entries([]))) == []


def test_a_correction_under_its_targets_ref_names_it_by_id() -> None:
    wrong = a_claim(1, ref="q-1", low=40)
    right = replace(wrong, act=Act.CORRECT, targets=(ID,), reason="mistyped", seq=2)

    *_, row = rows_of(("claim", ID, claim_content(wrong)), ("claim", "c", claim_content(right)))

    assert (row["ref"], row["act"], row["target"]) == ("q-1", "correct", ID)
