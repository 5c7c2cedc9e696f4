"""Entries that somebody makes up with SQL: hash, columns and root are right, and what they say is
not. Shared by both attack matrices."""

import json
import sqlite3
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from tests.ledger.attacks import CLAIMS
from tests.ledger.builders import HOSPITAL, INCIDENT, MINISTRY, a_claim
from tracker.ledger import seal
from tracker.ledger.columns import id60_of
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.names import columns_of
from tracker.ledger.sealing import Value

Said: TypeAlias = dict[str, Any]
"""What a content says, sense or nonsense."""
YEAR_US = 31_557_600_000_000
KEY_OF = {"claim": {"wording": "figure"}, "source": {"kind": "source_kind"}, "incident": {}}
TIMES = ("occurred_at", "asserted_at", "published_at")
FIRST = seal(CLAIMS[0]).id
NOBODYS = "ab" * 32


def said(value: Value, **changes: Any) -> Said:
    """What the content of a value says, with some of it otherwise; None takes a key out."""
    whole = json.loads(seal(value).content) | changes
    return {key: whole[key] for key in sorted(whole) if whole[key] is not None}


def as_written(one: Said) -> bytes:
    """The bytes that are hashed."""
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode()


def claim(**changes: Any) -> Said:
    return said(a_claim(9), **changes)


def void(**changes: Any) -> Said:
    return claim(**{"act": "void", "reason": "recorded twice", **changes})


NEW = {"slug": "elsewhere-2020", "revises": None}
LATE = {"slug": "latecomer", "aliases": None}
NAMING: dict[str, tuple[Said, ...]] = {
    "a claim of an incident that there is not": (claim(incident="nowhere-2020"),),
    "a claim of a source that there is not": (claim(source="nobody"),),
    "a claim before its source": (claim(source="latecomer"), said(HOSPITAL, **LATE)),
    "a claim before its incident": (claim(incident=NEW["slug"]), said(INCIDENT, **NEW)),
    "a void of nothing recorded": (void(targets=[NOBODYS]),),
    "a retraction of what is no id": (claim(act="retract", targets=["first"]),),
    "a void of another incident's": (
        said(INCIDENT, **NEW),
        void(incident=NEW["slug"], targets=[FIRST]),
    ),
    "a dispute of a claim and of nothing": (claim(act="dispute", targets=[FIRST, NOBODYS]),),
    "a relay of nothing recorded": (claim(relays=NOBODYS),),
    "an incident's first row once more": (said(INCIDENT, title="Another"),),
    "a row that revises nothing there is": (said(HOSPITAL, revises=NOBODYS),),
    "a voice that there is not": (said(HOSPITAL, **LATE, speaks_for="nobody"),),
    "a merger into nobody": (said(HOSPITAL, **LATE, merged_into="nobody"),),
    "voices in a circle": (said(MINISTRY, speaks_for="police", revises=seal(MINISTRY).id),),
}
"""Each names what is not there, and verify calls it a reference."""
SENSELESS: dict[str, Said] = {
    "a metric that there is not": claim(metric="rumours"),
    "a population that there is not": claim(population="everyone"),
    "a mode that there is not": claim(mode="sum"),
    "an act that there is not": claim(act="explode"),
    "an assert with a target": claim(targets=[FIRST]),
    "a void without a target": void(),
    "a void without a reason": void(reason=None, targets=[FIRST]),
    "words that are no figure": claim(figure="sevral", low=None, high=None),
    "a time without minutes": claim(asserted_at="2016-07-27T16"),
    "a day that is none": claim(published_at="2016-02-30"),
    "a kind of source that there is not": said(HOSPITAL, **LATE, source_kind="oracle"),
    "a reliability that there is not": said(HOSPITAL, **LATE, reliability="G"),
    "a zone that there is not": said(INCIDENT, **NEW, timezone="Mars/Olympus"),
    "a place off the map": said(INCIDENT, **NEW, latitude="91"),
    "a slug that is none": said(INCIDENT, **NEW | {"slug": "Not a slug"}),
}
"""Each is no value of its kind, and verify tells it of the content."""
REFUSED_BY_A_SERVER: dict[str, Said] = {
    "low above high": claim(low=50, high=9),
    "fewer than nobody": claim(low=-1),
    "a field that there is not": claim(victims="all"),
    "a figure that is a list": claim(figure=["9"]),
}
"""The same, which append_batch() takes from nobody, or writes anew without what is odd."""


def into_file(path: Path, contents: Iterable[Said], *, later_us: int = 0) -> None:
    """Records contents in a file as its owner could by hand, its guards in place: one batch."""
    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT seq, recorded_us, content_hash FROM entry ORDER BY 1")
        leaves = [leaf(*row) for row in kept]
        first = len(leaves) + 1
        (number,) = connection.execute("SELECT max(number) + 1 FROM batch").fetchone()
        us = time.time_ns() // 1000 + later_us
        for seq, one in enumerate(contents, first):
            content = as_written(one)
            digest = sha256(content).digest()
            entry = seq, us + seq, "x", number, one["kind"], content, digest
            _insert(connection, "entry", entry)
            _insert(connection, one["kind"], _row(seq, one, digest))
            leaves.append(leaf(seq, us + seq, digest))
        tree = Tree().extended(leaves)
        _insert(connection, "batch", (number, first, tree.size, tree.frontier, tree.root, "x"))
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, row: tuple[Any, ...]) -> None:
    columns = ", ".join(columns_of(table))
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)


def _row(seq: int, one: Said, digest: bytes) -> tuple[Any, ...]:
    """The columns that say what a content says, whatever it is."""
    kind = one["kind"]
    known: Said = {"seq": seq, "id60": id60_of(digest)}
    if kind == "claim":
        given = "low" in one or "high" in one
        exact = given and one.get("low") == one.get("high")
        known |= {"bounds_given": int(given), "qualifier": "exact" if exact else "range"}
        known |= {"targets": " ".join(one.get("targets", ())), "low": one.get("low")}
        known |= {"high": one.get("high")}
    if kind == "source":
        known["aliases"] = json.dumps(
            one.get("aliases", []), ensure_ascii=False, separators=(",", ":")
        )
    for name in columns_of(kind):
        text = one.get(KEY_OF[kind].get(name, name), None if name in TIMES else "")
        known.setdefault(name, str(text) if isinstance(text, list) else text)
    return tuple(known[name] for name in columns_of(kind))
